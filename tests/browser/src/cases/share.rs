//! What one takes away from a lesson: links made with check boxes, and files.

use super::{LESSON, Row, answer_all, claim, lessons};
use crate::Outcome;
use crate::page::{Page, text_of};
use serde_json::json;

pub const CASES: &[Row] = &[
    ("the dialog makes a link of what was chosen", dialog),
    ("a run is taken along as CSV, JSON and a Python program, its figures as PNG", files),
];

fn dialog(page: &mut Page) -> Outcome {
    page.open(&format!("{LESSON}?step=5&rate=0.2&at=3&pin=rate~0.05"))?;
    page.click(".top__share")?;
    page.wait_for("dialog.share[open]")?;
    let out = |page: &Page, place: usize| -> Outcome<String> {
        page.session
            .script(
                "return document.querySelectorAll('.share__out textarea')[arguments[0]].textContent",
                json!([place]),
            )
            .map(text_of)
    };
    let link = out(page, 0)?;
    claim(link.starts_with(&page.server.address("#/")), || format!("the link is {link}"))?;
    claim(["rate=0.2", "at=3", "pin=", "step=5"].iter().all(|key| link.contains(key)), || {
        format!("the link is {link}")
    })?;
    // Without the pinned runs, with the first part hidden and the first control fixed.
    page.click(".share__boxes label:nth-child(3)")?;
    page.unfold("dialog.share details")?;
    page.set("dialog.share details .share__row:nth-of-type(1) select", "2")?;
    page.set("dialog.share details .share__row:nth-of-type(6) select", "1")?;
    let link = out(page, 0)?;
    claim(!link.contains("pin="), || format!("the pinned run is still in {link}"))?;
    claim(link.contains("hide=story") && link.contains("fix="), || format!("nothing is hidden or fixed in {link}"))?;
    let (frame, element) = (out(page, 1)?, out(page, 2)?);
    claim(frame.contains("embed.js\"></script>\n<iframe src=\"http") && frame.contains("mode=embed&amp;"), || {
        format!("the frame is {frame}")
    })?;
    claim(element.contains("embed.js\"></script>") && element.contains("keys=\""), || {
        format!("the element is {element}")
    })?;
    let fragment = link.split_once('#').map(|(_, fragment)| format!("#{fragment}")).unwrap_or_default();
    page.open(&fragment)?;
    claim(!page.shows(".story")?, || "the story is shown although the link hides it".to_string())?;
    claim(page.count("input:disabled")? > 0, || "nothing is fixed".to_string())
}

fn files(page: &mut Page) -> Outcome {
    for lesson in lessons(page)? {
        page.open(&format!("{lesson}?step=2"))?;
        answer_all(page)?;
        page.until("the runs to be computed", "return !document.querySelector('.gd-work')")?;
        // Keeps what the page offers as a file, instead of writing it.
        page.script(
            "window.files = []; const made = new Map(); const make = URL.createObjectURL; \
             URL.createObjectURL = (blob) => { const at = make.call(URL, blob); made.set(at, blob); return at }; \
             HTMLAnchorElement.prototype.click = function () { const name = this.download, blob = made.get(this.href); \
             if (blob) blob.text().then((text) => files.push([name, text])); else files.push([name, this.href.slice(0, 40)]) }",
        )?;
        page.unfold("details.gd-take")?;
        page.wait_for(".gd-take__files button")?;
        let buttons = page.count(".gd-take__files button")?;
        for place in 0..buttons {
            page.session
                .script("document.querySelectorAll('.gd-take__files button')[arguments[0]].click()", json!([place]))?;
        }
        page.until_with("the files", "return files.length === arguments[0]", json!([buttons]))?;
        let wrong = page.script(
            "return files.filter(([name, text]) => { \
               if (name.endsWith('.csv')) return !text.startsWith('update,loss'); \
               if (name.endsWith('.py')) return !(text.includes('import numpy as np') && text.includes('print(\"update,loss') && !text.includes('$')); \
               if (name.endsWith('.json')) { const all = JSON.parse(text); return !all.series || !all.settings; } \
               return !(name.endsWith('.png') && text.startsWith('data:image/png;base64,iVBOR')); }).map(([name, text]) => [name, text.slice(0, 200)])",
        )?;
        claim(wrong == json!([]) && buttons >= 4, || format!("{lesson}: {buttons} files, of which wrong: {wrong}"))?;
        let named = page.script("return new Set(files.map(([name]) => name)).size")?;
        claim(named == json!(buttons), || format!("{lesson}: {buttons} files have {named} names"))?;
    }
    Ok(())
}
