//! What one keeps: a report to print, and progress as a file.

use super::{LESSON, Row, answer_all, claim};
use crate::Outcome;
use crate::page::{Page, text_of};
use serde_json::{Value, json};

pub const CASES: &[Row] = &[
    ("a report stands in the place of the page, with settings, figures, answers, numbers and notes", report),
    ("progress is written to a file and read from one, and nothing is lost", progress),
];

fn report(page: &mut Page) -> Outcome {
    page.open(&format!("{LESSON}?step=4"))?;
    answer_all(page)?;
    page.open(&format!("{LESSON}?step=5&data=penguins&rate=0.02&updates=40&at=12&pin=rate~0.05&fork=8~rate~0.01"))?;
    answer_all(page)?;
    page.unfold("details.gd-take")?;
    page.click(".gd-take__report button")?;
    page.wait_for(".report")?;
    page.until("the figures", "return document.querySelectorAll('.report canvas').length === 2")?;
    claim(!page.shows(".story")? && !page.shows(".top")?, || "the page still shows behind the report".to_string())?;
    let told = page.text(".report")?;
    for part in [
        "Line of best fit",
        "Settings",
        "From update 8 on",
        "At update 12 of",
        "Answers",
        "Numbers",
        "more …",
        "Name",
        "Date",
    ] {
        claim(told.contains(part), || format!("the report does not say {part}: {told:.2000}"))?;
    }
    let rows = page.count(".report tbody tr")?;
    claim(rows == 13, || format!("the table has {rows} rows instead of 6, a gap and 6"))?;
    // The figures are drawn: in each, ink beside the paper.
    let inked = page.script(
        "return [...document.querySelectorAll('.report canvas')].map((canvas) => { const size = [canvas.width, canvas.height]; \
         const pixels = canvas.getContext('2d').getImageData(0, 0, ...size).data; let dark = 0; \
         for (let at = 0; at < pixels.length; at += 4) dark += pixels[at + 3] > 200 && pixels[at] + pixels[at + 1] + pixels[at + 2] < 380; \
         return dark > 500 && size[0] > 400; })",
    )?;
    claim(inked == json!([true, true]), || format!("of the figures, drawn: {inked}"))?;
    // Notes grow with their words, and are still there when one comes back.
    let height = "return document.querySelector('.report textarea').getBoundingClientRect().height";
    let before = page.script(height)?;
    page.write(".report textarea", &"A line of my own.\n".repeat(14))?;
    let after = page.until_changed("the height of the notes", height, &before)?;
    claim(after.as_f64() > before.as_f64(), || format!("the notes are {before} and then {after} high"))?;
    // Firefox runs scripts of tests beside the page's own window.
    page.script(
        "const own = window.wrappedJSObject || window; own.printed = 0; own.print = () => { own.printed += 1 }",
    )?;
    page.click(".report__acts button:first-child")?;
    claim(page.script("return (window.wrappedJSObject || window).printed")? == json!(1), || {
        "nothing was printed".to_string()
    })?;
    page.click(".report__acts button:last-child")?;
    page.wait_gone(".report")?;
    claim(page.shows(".story")? && page.shows(".figures canvas")?, || "the page is not back".to_string())?;
    page.click(".gd-take__report button")?;
    page.wait_for(".report textarea")?;
    let kept = page.script("return document.querySelector('.report textarea').value")?;
    claim(text_of(kept).contains("A line of my own."), || "the notes are gone".to_string())?;
    // A report goes with its page.
    page.open("#/about")?;
    claim(page.count(".report")? == 0 && page.shows("main h1")?, || "the report outlives its page".to_string())
}

const KEPT: &str = "return localStorage.getItem('downhill.progress')";

/// Chooses a file of this text.
fn choose(page: &Page, text: &str, outcome: &str) -> Outcome {
    page.session.script(
        "const input = document.querySelector('.about__forget input[type=file]'); const chosen = new DataTransfer(); \
         chosen.items.add(new File([arguments[0]], 'progress.json', { type: 'application/json' })); \
         input.files = chosen.files; input.dispatchEvent(new Event('change', { bubbles: true }))",
        json!([text]),
    )?;
    page.until_with(
        &format!("the words “{outcome}”"),
        "return [...document.querySelectorAll('.about__forget [role=status]')].some((said) => said.textContent.includes(arguments[0]))",
        json!([outcome]),
    )
    .map(drop)
}

fn progress(page: &mut Page) -> Outcome {
    page.open(&format!("{LESSON}?step=3"))?;
    answer_all(page)?;
    page.open("#/about")?;
    page.script(
        "window.files = []; const make = URL.createObjectURL; \
         URL.createObjectURL = (blob) => { blob.text().then((text) => files.push(text)); return make.call(URL, blob) }; \
         HTMLAnchorElement.prototype.click = function () {}",
    )?;
    let before = page.script(KEPT)?;
    page.click(".about__forget button")?;
    let file = text_of(page.until("the file", "return files[0]")?);
    let read: Value = serde_json::from_str(&file).map_err(|error| format!("the file is no JSON: {error}\n{file}"))?;
    claim(read["program"] == "downhill" && read["progress"][0] == "2", || format!("the file is {file}"))?;
    // What is no progress says so, and changes nothing.
    for (text, outcome) in [
        ("x,y", "holds no progress"),
        ("{\"program\": \"uphill\", \"progress\": [\"1\", \"last x\"]}", "holds no progress"),
        ("{\"program\": \"downhill\", \"progress\": [\"3\", \"last x\"]}", "later version"),
        ("{\"program\": \"downhill\", \"progress\": [\"1\", \"step x\"]}", "Line 2"),
    ] {
        choose(page, text, outcome)?;
        claim(page.script(KEPT)? == before, || format!("{text} changed what is kept"))?;
    }
    // On another device, which has an answer of its own.
    page.script(
        "localStorage.setItem('downhill.progress', '1\\nlast batches\\nstep batches 1 1\\ntask batches own\\n')",
    )?;
    choose(page, &file, "Nothing was taken away")?;
    let joined = text_of(page.script(KEPT)?);
    let lines = text_of(before);
    claim(
        lines
            .lines()
            .filter(|line| !line.starts_with("last"))
            .chain(["last batches", "task batches own"])
            .all(|line| joined.contains(line)),
        || format!("joined, {lines} became {joined}"),
    )
}
