//! What is tested: each case is a sentence and a function, and the same for every engine.

mod bench;
mod bits;
mod data;
mod embed;
mod keeping;
mod lecture;
mod legible;
mod links;
mod one_file;
mod playback;
mod runs;
mod share;
mod shell;
mod sizes;
mod story;
mod watching;

use crate::Outcome;
use crate::page::Page;
use serde_json::{Value, json};

/// The lesson that the cases about the bench open.
pub const LESSON: &str = "#/line-of-best-fit";

/// One case.
pub struct Case {
    /// What is claimed.
    pub name: &'static str,
    /// Tries it.
    pub run: fn(&mut Page) -> Outcome,
}

/// Every case, in the order of the report.
pub fn all() -> Vec<Case> {
    [
        watching::CASES,
        shell::CASES,
        story::CASES,
        playback::CASES,
        bench::CASES,
        bits::CASES,
        data::CASES,
        runs::CASES,
        links::CASES,
        lecture::CASES,
        legible::CASES,
        sizes::CASES,
        one_file::CASES,
        embed::CASES,
        share::CASES,
        keeping::CASES,
    ]
    .iter()
    .flat_map(|cases| cases.iter().map(|(name, run)| Case { name, run: *run }))
    .collect()
}

/// A case as its file lists it.
type Row = (&'static str, fn(&mut Page) -> Outcome);

/// Fails with a sentence.
pub fn claim(holds: bool, otherwise: impl FnOnce() -> String) -> Outcome {
    if holds { Ok(()) } else { Err(otherwise()) }
}

/// The fragments of all lessons, from the cards of the home page.
pub fn lessons(page: &mut Page) -> Outcome<Vec<String>> {
    page.open("")?;
    let links =
        page.script("return [...document.querySelectorAll('a.card')].map((card) => card.getAttribute('href'))")?;
    let links: Vec<String> =
        links.as_array().into_iter().flatten().filter_map(|link| link.as_str().map(str::to_string)).collect();
    claim(!links.is_empty(), || "the home page has no lesson".to_string())?;
    Ok(links)
}

/// Finds the questions that still wait for an answer.
const OPEN_QUESTIONS: &str = "[...document.querySelectorAll('fieldset.gd-predict')].filter((f) => !f.querySelector('.gd-predict__truth')?.checkVisibility())";

/// Whether the step still waits for an answer.
pub fn has_open_question(page: &Page) -> Outcome<bool> {
    Ok(page.script(&format!("return {OPEN_QUESTIONS}.length > 0"))? == json!(true))
}

/// Answers the questions of the step with their first choices, so that nothing is veiled.
pub fn answer_all(page: &Page) -> Outcome {
    loop {
        let before = page.script(&format!("return {OPEN_QUESTIONS}.length"))?;
        if before == json!(0) {
            return Ok(());
        }
        let id = page.script(&format!("return {OPEN_QUESTIONS}[0].dataset.prediction"))?;
        // In a lecture nobody chooses: the answer is uncovered.
        let choice = format!("fieldset.gd-predict[data-prediction={id}] label");
        page.click(if page.shows(".cover")? { ".cover" } else { &choice })?;
        page.until_changed("the open questions", &format!("return {OPEN_QUESTIONS}.length"), &before)?;
    }
}

/// Opens the lesson at a step with a run of descent, with some keys in addition, and answers what veils it.
fn open_bench(page: &mut Page, keys: &str) -> Outcome {
    page.open(&format!("{LESSON}?v=2&step=5&{keys}"))?;
    answer_all(page)
}

/// Where the cursor stands.
const CURSOR: &str = "return Number(document.querySelector('.gd-scrub input').value)";

fn cursor(page: &Page) -> Outcome<u64> {
    page.script(CURSOR)?.as_u64().ok_or_else(|| "the scrubber has no number".to_string())
}

fn until_cursor(page: &Page, goal: u64) -> Outcome {
    page.until_with(
        &format!("the cursor to be at {goal}"),
        &format!("const at = (() => {{ {CURSOR} }})(); return at === arguments[0]"),
        json!([goal]),
    )
    .map(drop)
}

/// What a reader sees of the runs: the table, the cursor, the runs, the sentence, the controls.
fn state(page: &Page) -> Outcome<Value> {
    page.until("the runs to be computed", "return !document.querySelector('.gd-work')")?;
    page.unfold("details.gd-table")?;
    page.until("the table", "return document.querySelectorAll('.gd-table tbody tr').length")?;
    page.script(
        "const text = (css) => [...document.querySelectorAll(css)].map((e) => e.textContent.replace(/\\s+/g, ' ').trim());
         const value = (e) => e.type === 'checkbox' || e.type === 'radio' ? e.checked : e.value;
         return {
           table: text('.gd-table table'), at: text('.gd-play__at'), scrub: document.querySelector('.gd-scrub input').value,
           runs: text('.runs .gd-run'), say: text('.gd-say'), formula: text('.gd-formula'),
           verdict: [...document.querySelectorAll('.gd-diagnosis')].map((e) => e.dataset.verdict),
           controls: [...document.querySelectorAll('[id^=control-]')].map((e) => [e.id, e.matches('fieldset') ? [...e.querySelectorAll('input')].map(value) : value(e)]),
         }",
    )
}

/// Where two states differ, for the report.
fn difference(before: &Value, after: &Value) -> Outcome {
    let keys = before.as_object().into_iter().flatten().map(|(key, _)| key);
    let differing: Vec<String> = keys
        .filter(|key| before[key.as_str()] != after[key.as_str()])
        .map(|key| {
            format!("{key}: {:.200} became {:.200}", before[key.as_str()].to_string(), after[key.as_str()].to_string())
        })
        .collect();
    claim(differing.is_empty(), || differing.join("; "))
}

/// Waits until the link says all of these.
fn until_link_says(page: &Page, parts: &[&str]) -> Outcome {
    page.until_with(
        &format!("the link to say {}", parts.join(" and ")),
        "return arguments[0].every((part) => location.hash.includes(part))",
        json!([parts]),
    )
    .map(drop)
}

/// The words that a page never says.
fn claim_no_bare_numbers(page: &Page) -> Outcome {
    let found = page.script(
        "const text = document.querySelector('main').innerText; const bad = text.match(/.{0,40}\\b(NaN|undefined|Infinity|inf|null)\\b.{0,20}/); return bad && bad[0]",
    )?;
    claim(found.is_null(), || format!("the page says {found}"))
}
