//! Several runs beside one another: pins and forks.

use super::{Row, claim, open_bench, until_cursor, until_link_says};
use crate::Outcome;
use crate::page::Page;
use crate::webdriver::keys;
use serde_json::json;

pub const CASES: &[Row] = &[
    ("a run can be pinned and let go", pin),
    ("four runs fit beside one another, and no more", four),
    ("a fork goes on from the cursor with settings of its own", fork),
];

fn until_runs(page: &Page, count: usize) -> Outcome {
    page.until_with(
        &format!("{count} runs"),
        "return document.querySelectorAll('.runs .gd-run').length === arguments[0]",
        json!([count]),
    )
    .map(drop)
}

fn pin(page: &mut Page) -> Outcome {
    open_bench(page, "at=4")?;
    until_runs(page, 1)?;
    page.click_named(".runs", "Pin A")?;
    until_runs(page, 2)?;
    page.wait_for(".gd-run[data-run=B]")?;
    until_link_says(page, &["pin="])?;
    let pinned = page.text(".gd-run[data-run=B]")?;
    page.press_on("input#control-rate", &[], &[keys::LEFT, keys::LEFT])?;
    until_link_says(page, &["pin=", "rate="])?;
    claim(page.text(".gd-run[data-run=B]")? == pinned, || "the pinned run moved with the slider".to_string())?;
    page.click_named(".runs", "Unpin run B")?;
    until_runs(page, 1)?;
    page.until("the link to forget the pin", "return !location.hash.includes('pin=')").map(drop)
}

fn four(page: &mut Page) -> Outcome {
    open_bench(page, "at=4")?;
    for count in 2..=4 {
        page.click_named(".runs", "Pin A")?;
        until_runs(page, count)?;
        page.press_on("input#control-rate", &[], &[keys::LEFT])?;
    }
    for run in ["A", "B", "C", "D"] {
        page.wait_for(&format!(".gd-run[data-run={run}]"))?;
    }
    claim(!page.has_named(".runs", "Pin A")?, || "a fifth run is offered".to_string())?;
    page.click_named(".runs", "Unpin run C")?;
    until_runs(page, 3)
}

fn fork(page: &mut Page) -> Outcome {
    open_bench(page, "at=5")?;
    until_cursor(page, 5)?;
    page.unfold("details.gd-table")?;
    page.wait_for(".gd-table tbody tr")?;
    const ROWS: &str = "return [...document.querySelectorAll('.gd-table tbody tr')].map((row) => [...row.cells].map((cell) => cell.textContent.trim()).join(' '))";
    let before = page.script(ROWS)?;
    page.click_named(".runs", "Fork here")?;
    until_runs(page, 2)?;
    page.press_on("input#control-rate", &[], &[keys::LEFT, keys::LEFT, keys::LEFT])?;
    let after = page.until_changed("the run", ROWS, &before)?;
    until_link_says(page, &["fork=5~"])?;
    // Up to the fork it is the same run, then it is another one. (A table may list several runs: compare the first cells.)
    let rows = |value: &serde_json::Value| value.as_array().cloned().unwrap_or_default();
    let (before, after) = (rows(&before), rows(&after));
    let same = before.iter().zip(&after).take_while(|(old, new)| old == new).count();
    claim(same >= 6, || format!("the first {same} rows agree, but the fork is after update 5"))?;
    claim(same < before.len().max(after.len()), || "nothing differs after the fork".to_string())
}
