//! Playback: update, part of an update, back, scrub, play.

use super::{CURSOR, Row, claim, cursor, open_bench, until_cursor};
use crate::Outcome;
use crate::page::Page;
use crate::webdriver::keys;

pub const CASES: &[Row] = &[
    ("one update on and one back end where they began", step),
    ("the parts of an update follow one another", parts),
    ("the scrubber leads to every update", scrub),
    ("play plays and pause pauses", play),
];

const BACK_TO_START: &str = ".gd-play [aria-label='Back to the start']";
const BACK: &str = ".gd-play [aria-label='One update back']";
const ON: &str = ".gd-play [aria-label='One update']";
const PART: &str = ".gd-play [aria-label='One part of an update']";
const PLAY: &str = ".gd-play [aria-label='Play']";
const PAUSE: &str = ".gd-play [aria-label='Pause']";
const SCRUB: &str = ".gd-scrub input";

fn step(page: &mut Page) -> Outcome {
    open_bench(page, "")?;
    if cursor(page)? > 0 {
        page.click(BACK_TO_START)?;
    }
    until_cursor(page, 0)?;
    let said = page.text(".gd-say")?;
    page.click(ON)?;
    until_cursor(page, 1)?;
    let after_one = page.text(".gd-say")?;
    claim(after_one != said, || format!("the sentence did not change: {said}"))?;
    page.click(ON)?;
    until_cursor(page, 2)?;
    claim(page.text(".gd-play__at")?.contains('2'), || "the read-out does not follow".to_string())?;
    page.click(BACK)?;
    until_cursor(page, 1)?;
    let again = page.text(".gd-say")?;
    claim(again == after_one, || format!("stepping back says “{again}” where it said “{after_one}”"))?;
    page.click(BACK_TO_START)?;
    until_cursor(page, 0)?;
    super::claim_no_bare_numbers(page)
}

fn parts(page: &mut Page) -> Outcome {
    open_bench(page, "at=2")?;
    until_cursor(page, 2)?;
    const SHOWN: &str =
        "return document.querySelector('ol.gd-phase').outerHTML + document.querySelector('.gd-formula').textContent";
    let mut seen = vec![page.script(SHOWN)?];
    let parts = page.count("ol.gd-phase li")?;
    claim(parts >= 3, || format!("an update has {parts} parts"))?;
    for _ in 0..parts {
        page.click(PART)?;
        let next = page.until_changed("the part", SHOWN, &seen[seen.len() - 1])?;
        seen.push(next);
    }
    page.until("the parts to lead to the next update", &format!("return (() => {{ {CURSOR} }})() > 2")).map(drop)
}

fn scrub(page: &mut Page) -> Outcome {
    open_bench(page, "")?;
    let last: u64 = page.attribute(SCRUB, "max")?.parse().map_err(|_| "the scrubber has no end".to_string())?;
    page.press_on(SCRUB, &[], &[keys::END])?;
    until_cursor(page, last)?;
    let at_end = page.text(".gd-say")?;
    page.press_on(SCRUB, &[], &[keys::HOME])?;
    until_cursor(page, 0)?;
    page.press_on(SCRUB, &[], &[keys::RIGHT, keys::RIGHT, keys::RIGHT])?;
    until_cursor(page, 3)?;
    claim(page.text(".gd-say")? != at_end, || "the sentence does not follow the scrubber".to_string())?;
    let spoken = page.attribute(SCRUB, "aria-valuetext")?;
    claim(spoken.contains('3'), || format!("the scrubber says “{spoken}” at update 3"))
}

fn play(page: &mut Page) -> Outcome {
    open_bench(page, "updates=200&rate=0.0001")?;
    if cursor(page)? > 0 {
        page.click(BACK_TO_START)?;
    }
    until_cursor(page, 0)?;
    page.click(PLAY)?;
    page.wait_for(PAUSE)?;
    page.until("the run to play", &format!("return (() => {{ {CURSOR} }})() > 1"))?;
    page.click(PAUSE)?;
    page.wait_for(PLAY)?;
    let stopped = cursor(page)?;
    std::thread::sleep(std::time::Duration::from_millis(400));
    let later = cursor(page)?;
    claim(stopped == later, || format!("it went on from {stopped} to {later}"))
}
