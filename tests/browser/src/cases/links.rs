//! Links: everything on screen comes back; nothing in a link breaks the page.

use super::{
    LESSON, Row, answer_all, claim, claim_no_bare_numbers, difference, open_bench, state, until_cursor, until_link_says,
};
use crate::Outcome;
use crate::page::Page;
use crate::webdriver::keys;
use serde_json::json;

pub const CASES: &[Row] = &[
    ("a link brings back the same state and the same numbers", same_state),
    ("a link that another browser made gives its state and its numbers", from_elsewhere),
    ("sliders do not flood the history", history_length),
    ("a hostile link still gives a working lesson", hostile),
    ("a hostile link typed into an open page does too", hostile_in_place),
];

fn same_state(page: &mut Page) -> Outcome {
    open_bench(page, "at=3")?;
    page.press_on("input#control-rate", &[], &[keys::LEFT, keys::LEFT])?;
    page.click_named(".runs", "Pin A")?;
    page.click_named(".runs", "Fork here")?;
    page.press_on("input#control-rate", &[], &[keys::LEFT, keys::LEFT, keys::LEFT])?;
    page.drag(".bench .gd-handle", [12, -18])?;
    page.click(".gd-play [aria-label='One update']")?;
    until_cursor(page, 4)?;
    until_link_says(page, &["pin=", "fork=", "rate=", "at=4"])?;
    let before = state(page)?;
    let link = page.fragment()?;
    let odd = link.trim_start_matches("#/").chars().find(|c| !(c.is_ascii_alphanumeric() || "-_.~=&?".contains(*c)));
    claim(odd.is_none(), || format!("a mail program would cut this link at {odd:?}: {link}"))?;

    page.reload()?;
    answer_all(page)?;
    difference(&before, &state(page)?).map_err(|error| format!("after a reload {error}"))?;
    claim(page.fragment()? == link, || "the reload rewrote the link".to_string())?;

    page.renew()?;
    page.open(&link)?;
    answer_all(page)?;
    difference(&before, &state(page)?).map_err(|error| format!("in a fresh browser {error}"))
}

/// A link with a step, a fork, a pin, own data and a cursor, as every browser writes it, and the table of its run, which
/// `tests/it/cli.rs` holds to what the native program computes.
const ELSEWHERE: &str = include_str!("../../../golden/link.txt");

fn from_elsewhere(page: &mut Page) -> Outcome {
    let (link, table) = ELSEWHERE.split_once('\n').unwrap_or_default();
    page.open(link)?;
    answer_all(page)?;
    page.script(
        "const make = URL.createObjectURL; HTMLAnchorElement.prototype.click = () => {}; \
         URL.createObjectURL = (blob) => { blob.text().then((text) => window.table = text); return make.call(URL, blob) }",
    )?;
    page.unfold("details.gd-take")?;
    page.wait_for(".gd-take__files button")?;
    page.script("document.querySelector('.gd-take__files button').click()")?;
    page.until("the table", "return !!window.table")?;
    claim(page.script("return window.table")? == json!(table), || "the numbers are others here".to_string())?;
    let seen = page.script(
        "return [document.querySelector('.story').textContent.includes('Step 5'), \
         document.querySelector('.gd-scrub input').value, document.querySelectorAll('.runs [aria-label^=\"Unpin\"]').length]",
    )?;
    claim(seen == json!([true, "6", 1]), || format!("step 5, update 6, one pinned run: {seen}"))?;
    // What it shows, it writes into the address again, letter by letter.
    page.press_on(".gd-scrub input", &[], &[keys::RIGHT, keys::LEFT])?;
    std::thread::sleep(std::time::Duration::from_millis(400));
    claim(page.fragment()? == link, || "this browser writes the link otherwise".to_string())
}

fn history_length(page: &mut Page) -> Outcome {
    open_bench(page, "")?;
    let before = page.script("return history.length")?;
    page.press_on("input#control-rate", &[], &[keys::LEFT; 12])?;
    page.press_on(".gd-scrub input", &[], &[keys::RIGHT; 6])?;
    until_link_says(page, &["rate="])?;
    let after = page.script("return history.length")?;
    claim(before == after, || format!("the history grew from {before} to {after}"))
}

/// Links that nobody should write, each with a reason to break.
fn hostile_links() -> Vec<String> {
    let mut links: Vec<String> = [
        "rate=NaN&slope=NaN&at=NaN",
        "rate=1e999&slope=-1e999&intercept=1e999&updates=1e999",
        "rate=&slope=&at=&step=&data=&pin=&fork=",
        "rate=0.1&rate=0.2&rate=0.3&at=1&at=2&data=norris&data=own",
        "rate=%FF%E0%A4&data=%C3%28&step=%&at=%2",
        "&&&===&=&?&?rate&at",
        "step=999999999999999999999&at=-5&part=99999999999",
        "fork=x~rate~y&fork=3~&fork=~~~&fork=5~rate~NaN&pin=~~~~&pin=fork~fork~fork",
        "data=own&own=3~~~0~1~2~3&v=1",
        "data=own&own=2~!~!~NaN~1e999~1~2&own=99999999999~~~",
        "data=own",
        "data=generated&n=1e300&noise=1e300&seed=-1",
        "v=999999&rate=0.1",
        "objective=sum&rate=100&slope=1e6&intercept=-1e6&updates=10000",
        "__proto__=1&constructor=2&<script>alert(1)</script>",
        "mode=nonsense&theme=purple&lang=xx&hide=everything~nothing&fix=~",
    ]
    .map(str::to_string)
    .to_vec();
    links.push(format!("rate=0.{}", "1".repeat(100_000)));
    links.push("pin=rate~0.1&".repeat(2_000));
    links
}

fn hostile(page: &mut Page) -> Outcome {
    for keys in hostile_links() {
        try_link(page, &keys, true).map_err(|error| format!("{:.80}: {error}", keys))?;
    }
    Ok(())
}

fn hostile_in_place(page: &mut Page) -> Outcome {
    page.open(LESSON)?;
    for keys in hostile_links() {
        try_link(page, &keys, false).map_err(|error| format!("{:.80}: {error}", keys))?;
    }
    Ok(())
}

fn try_link(page: &mut Page, keys: &str, afresh: bool) -> Outcome {
    let link = format!("{LESSON}?{keys}");
    if afresh {
        page.open(&link)?;
    } else {
        page.set_fragment(&link)?;
        // The page turns the hash into its own words; from then on it must be ready again.
        page.session.script_async("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))", json!([]))?;
        page.ready()?;
    }
    page.wait_for("main.lesson h1")?;
    answer_all(page)?;
    page.wait_for(".bench .gd-figure canvas")?;
    claim_no_bare_numbers(page)?;
    // A link that says nothing usable opens the first step, where only the hand moves the line.
    if page.script("return document.querySelector('.gd-play').hidden")? == json!(true) {
        return Ok(());
    }
    page.press_on(".gd-scrub input", &[], &[keys::HOME])?;
    until_cursor(page, 0)?;
    if page.attribute(".gd-scrub input", "max")? != "0" {
        page.click(".gd-play [aria-label='One update']")?;
        until_cursor(page, 1)?;
    }
    claim_no_bare_numbers(page)
}
