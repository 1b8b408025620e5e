//! Figures and controls: drag, arrow keys, sliders, choices, undo.

use super::{Row, answer_all, claim, claim_no_bare_numbers, difference, lessons, open_bench, state};
use crate::Outcome;
use crate::page::Page;
use crate::webdriver::keys;
use serde_json::json;

pub const CASES: &[Row] = &[
    ("the line can be dragged, and the numbers follow", drag),
    ("the arrow keys move the line", nudge),
    ("undo and redo take a change back and forth", undo),
    ("a slider goes to both ends by keyboard", slider_keys),
    ("every slider, choice and switch can be set to everything", everything),
    ("the table has a row for the start and for every update", table),
];

const HANDLE: &str = ".bench .gd-handle";
/// What ought to follow the line: its weights in the link's grammar, the sentence, the table.
const NUMBERS: &str = "return [...document.querySelectorAll('output[for=control-slope], output[for=control-intercept], .gd-say, .gd-table table')].map((e) => e.textContent)";

fn to_start(page: &mut Page) -> Outcome {
    open_bench(page, "at=0")?;
    page.unfold("details.gd-table")
}

fn drag(page: &mut Page) -> Outcome {
    to_start(page)?;
    for handle in 0..page.count(HANDLE)? {
        let id = page.script(&format!("return document.querySelectorAll('{HANDLE}')[{handle}].dataset.handle"))?;
        let css = format!("{HANDLE}[data-handle={id}]");
        let before = page.script(NUMBERS)?;
        page.drag(&css, [24, -36])?;
        page.until_changed(&format!("the numbers while handle {id} is dragged,"), NUMBERS, &before)?;
    }
    claim_no_bare_numbers(page)
}

fn nudge(page: &mut Page) -> Outcome {
    to_start(page)?;
    let before = page.script(NUMBERS)?;
    page.press_on(HANDLE, &[], &[keys::UP, keys::UP])?;
    let after = page.until_changed("the numbers after the arrow keys", NUMBERS, &before)?;
    page.session.press(&[keys::SHIFT], &[keys::UP])?;
    page.until_changed("the numbers after Shift and an arrow key", NUMBERS, &after)?;
    let focus = page.script("return document.activeElement?.classList.contains('gd-handle')")?;
    claim(focus == json!(true), || "the handle lost the focus".to_string())
}

fn undo(page: &mut Page) -> Outcome {
    to_start(page)?;
    let (before, numbers) = (state(page)?, page.script(NUMBERS)?);
    page.drag(HANDLE, [20, -30])?;
    let moved_numbers = page.until_changed("the numbers", NUMBERS, &numbers)?;
    let moved = state(page)?;
    page.click_named("main.lesson", "Undo")?;
    page.until_changed("the numbers after undo", NUMBERS, &moved_numbers)?;
    difference(&before, &state(page)?)?;
    page.click_named("main.lesson", "Redo")?;
    page.until_changed("the numbers after redo", NUMBERS, &numbers)?;
    difference(&moved, &state(page)?)
}

fn slider_keys(page: &mut Page) -> Outcome {
    open_bench(page, "")?;
    const RATE: &str = "input#control-rate";
    let read_out = "return document.querySelector('output[for=control-rate]').textContent";
    let mut before = page.script(read_out)?;
    for key in [keys::END, keys::HOME, keys::RIGHT] {
        page.press_on(RATE, &[], &[key])?;
        before = page.until_changed("the rate's read-out", read_out, &before)?;
    }
    super::until_link_says(page, &["rate="])?;
    claim_no_bare_numbers(page)
}

/// Sets one control to each of its ends or values, waits for the drawing, and puts it back. Answers with what is wrong.
const SWEEP: &str = r#"
const [id, done] = arguments;
const frames = () => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
const fire = (e) => { for (const kind of ["input", "change"]) e.dispatchEvent(new Event(kind, { bubbles: true })); };
const bad = () => document.querySelector("main").innerText.match(/.{0,40}\b(NaN|undefined|Infinity|inf|null)\b.{0,20}/)?.[0];
(async () => {
  const find = () => document.getElementById(id);
  let e = find();
  if (!e) return done(null);
  const was = e.type === "checkbox" ? e.checked : e.value;
  let values = [];
  if (e.matches("input[type=range]")) values = ["min", "max"].map((end) => () => { find().value = find()[end]; fire(find()); });
  else if (e.matches("input[type=checkbox]")) values = [0, 1].map(() => () => find().click());
  else if (e.matches("select")) values = [...e.options].map((option) => () => { find().value = option.value; fire(find()); });
  else values = [...e.querySelectorAll("input[type=radio]")].map((_, i) => () => find().querySelectorAll("input[type=radio]")[i].click());
  for (const [i, set] of values.entries()) {
    if (!find()) break;
    set();
    await frames();
    const word = bad();
    if (word) return done(`${id}, setting ${i}: the page says “${word}”`);
    if (!document.querySelector(".gd-figure canvas")) return done(`${id}, setting ${i}: the figures are gone`);
  }
  if ((e = find()) && e.type !== "checkbox" && "value" in e) { e.value = was; fire(e); await frames(); }
  done(null);
})();
"#;

fn everything(page: &mut Page) -> Outcome {
    for lesson in lessons(page)? {
        for keys in ["", "?data=generated"] {
            page.open(&format!("{lesson}{keys}"))?;
            answer_all(page)?;
            let ids = page.script("return [...document.querySelectorAll('.bench [id^=control-]')].map((e) => e.id)")?;
            let ids = ids.as_array().cloned().unwrap_or_default();
            claim(ids.len() >= 3, || format!("{lesson} has only {} controls", ids.len()))?;
            for id in ids {
                let wrong = page.session.script_async(SWEEP, json!([id]))?;
                claim(wrong.is_null(), || format!("{lesson}{keys}: {wrong}"))?;
            }
        }
    }
    Ok(())
}

fn table(page: &mut Page) -> Outcome {
    open_bench(page, "at=3&updates=40")?;
    page.unfold("details.gd-table")?;
    // The rows are made when the fold opens, which the browser tells a moment later.
    page.wait_for(".gd-table tbody tr")?;
    let rows = page.script("return [...document.querySelectorAll('.gd-table tbody tr')].map((row) => [...row.cells].map((cell) => cell.textContent.trim()))")?;
    let rows = rows.as_array().cloned().unwrap_or_default();
    claim(rows.len() == 41, || format!("{} rows for 40 updates and the start", rows.len()))?;
    claim(rows.iter().all(|row| row.as_array().is_some_and(|cells| cells.len() >= 4)), || {
        "a row is too short".to_string()
    })
}
