//! The site as one file: opened as a file, and in a frame that is allowed nothing but scripts.

use super::{LESSON, Row, answer_all, claim, difference, lessons, state};
use crate::Outcome;
use crate::page::Page;
use serde_json::json;

pub const CASES: &[Row] = &[
    ("the one file opened as a file computes what the site computes", as_file),
    ("the one file runs in a sandboxed frame", in_sandbox),
];

fn as_file(page: &mut Page) -> Outcome {
    for lesson in lessons(page)? {
        let link = format!("{lesson}?v=2&step=2&at=1");
        page.open(&link)?;
        answer_all(page)?;
        let hosted = state(page)?;
        page.open_file(&link)?;
        page.script("localStorage.clear()")?;
        page.open_file(&link)?;
        answer_all(page)?;
        let alone = state(page).and_then(|alone| difference(&hosted, &alone));
        alone.map_err(|error| format!("{lesson}: {error}"))?;
    }
    Ok(())
}

fn in_sandbox(page: &mut Page) -> Outcome {
    page.leave()?;
    page.script(
        "const frame = document.createElement('iframe'); frame.sandbox = 'allow-scripts'; frame.width = 1000; frame.height = 700; document.body.append(frame)",
    )?;
    page.session.script(
        "document.querySelector('iframe').src = arguments[0]",
        json!([page.server.address(&format!("downhill.html{LESSON}?step=5"))]),
    )?;
    page.until("the frame", "return frames.length === 1")?;
    page.in_frame(|page| {
        page.ready()?;
        answer_all(page)?;
        page.click(".gd-play [aria-label='One update']")?;
        super::until_cursor(page, 1)?;
        let said = page.text(".gd-say")?;
        claim(said.len() > 20, || format!("the frame says “{said}”"))
    })
}
