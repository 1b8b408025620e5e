//! What one takes away from a lesson: links made with check boxes, and files.

use super::{LESSON, Row, answer_all, claim, lessons};
use crate::Outcome;
use crate::page::{Page, text_of};
use serde_json::json;

pub const CASES: &[Row] = &[
    ("the dialog makes a link of what was chosen", dialog),
    ("the dialog offers only what is there to be left out, and the controls of the step", offers),
    ("the room gets a code that fills the screen, dark on light in every theme", room),
    ("the preview is the very link, and the frame has the height that it has in that column", preview),
    ("a page from a file asks where its links shall lead", from_file),
    ("links of an older version are read, and one of a later version says so", versions),
    ("a run is taken along as CSV, JSON and a Python program, its figures as PNG and SVG", files),
];

/// The dialog over a place.
fn open(page: &mut Page, keys: &str) -> Outcome {
    page.open(&format!("{LESSON}?{keys}"))?;
    page.click(".top__share")?;
    page.wait_for("dialog.share[open]")
}

/// What stands in one of the fields to copy from.
fn out(page: &Page, place: usize) -> Outcome<String> {
    let body = "return document.querySelectorAll('.share__out textarea')[arguments[0]].textContent";
    page.session.script(body, json!([place])).map(text_of)
}

const SHOWN: &str = "dialog.share > details:nth-of-type(1)";
const INTO_PAGE: &str = "dialog.share > details:nth-of-type(2)";

fn dialog(page: &mut Page) -> Outcome {
    open(page, "step=5&rate=0.2&at=3&pin=rate~0.05")?;
    let link = out(page, 0)?;
    claim(link.starts_with(&page.server.address("#/")), || format!("the link is {link}"))?;
    claim(["rate=0.2", "at=3", "pin=", "step=beat-your-hand"].iter().all(|key| link.contains(key)), || {
        format!("the link is {link}")
    })?;
    // Without the pinned runs, with the first part hidden and the first control fixed.
    page.click(".share__boxes label:nth-of-type(3)")?;
    page.unfold(SHOWN)?;
    page.wait_for(".share__row select")?;
    page.set(&format!("{SHOWN} .share__row:nth-of-type(2) select"), "2")?;
    page.set(&format!("{SHOWN} .share__row:nth-of-type(7) select"), "1")?;
    let link = out(page, 0)?;
    claim(!link.contains("pin="), || format!("the pinned run is still in {link}"))?;
    claim(link.contains("hide=story") && link.ends_with("fix=rate"), || format!("{link} does not hide and fix"))?;
    // There the page loads once more.
    page.watch.begin(page.server);
    page.unfold(INTO_PAGE)?;
    page.wait_for("details .share__out textarea")?;
    let [frame, scripted, element] = [out(page, 1)?, out(page, 2)?, out(page, 3)?];
    claim(frame.starts_with("<iframe src=\"http") && frame.contains("mode=embed&amp;"), || {
        format!("the frame is {frame}")
    })?;
    claim(scripted.contains("embed.js\"></script>\n<iframe src=\"http"), || {
        format!("with its script it is {scripted}")
    })?;
    claim(
        element.contains("embed.js\"></script>") && element.contains("keys=\"") && element.contains("<a href=\"http"),
        || format!("the element is {element}"),
    )?;
    claim(page.count("details a[href='guides/embedding.html']")? == 1, || "no way to the guide".to_string())?;
    let fragment = link.split_once('#').map(|(_, fragment)| format!("#{fragment}")).unwrap_or_default();
    page.open(&fragment)?;
    claim(!page.shows(".story")?, || "the story is shown although the link hides it".to_string())?;
    claim(page.count("input:disabled")? > 0, || "nothing is fixed".to_string())
}

fn offers(page: &mut Page) -> Outcome {
    open(page, "rate=0.2")?;
    claim(page.count(".share__boxes")? == 0, || "something can be left out of a link that says nothing".to_string())?;
    open(page, "step=5&rate=0.2&at=3")?;
    claim(page.count(".share__boxes label")? == 2, || "pins or data are offered where there are none".to_string())?;
    open(page, "step=5&rate=0.2&at=3&pin=rate~0.05&data=own&own=3~eA~eQ~0~1~2~3~4~5~7")?;
    claim(page.count(".share__boxes label")? == 4, || "pins or data are not offered".to_string())?;
    page.unfold(SHOWN)?;
    page.wait_for(".share__row select")?;
    let rows = page.script("return [...document.querySelectorAll('.share__row > span')].map((e) => e.textContent)")?;
    let rows: Vec<&str> = rows.as_array().into_iter().flatten().filter_map(|row| row.as_str()).collect();
    // The theme, five parts, the two controls of the step, the others.
    claim(rows.len() == 9 && rows[6].starts_with("Learning rate") && rows[8] == "All other settings", || {
        format!("the rows are {rows:?}")
    })?;
    page.set(&format!("{SHOWN} .share__row:nth-of-type(9) select"), "2")?;
    let link = out(page, 0)?;
    let hidden = link.split("hide=").nth(1).unwrap_or("").split('&').next().unwrap_or("").to_string();
    claim(hidden.split('~').count() > 4 && !hidden.contains("rate"), || format!("the link hides {hidden}"))?;
    page.open(&format!("#{}", link.split('#').nth(1).unwrap_or("")))?;
    claim(page.count(".gd-all")? == 0 && page.shows("#control-rate")?, || "the others are not hidden".to_string())
}

fn room(page: &mut Page) -> Outcome {
    open(page, "step=5&rate=0.2&theme=dark")?;
    page.click(".share__room button")?;
    page.wait_for("dialog.share__whole[open] svg")?;
    let seen = page.script(
        "const svg = document.querySelector('.share__whole svg'), box = svg.getBoundingClientRect(), style = getComputedStyle(svg); \
         return { share: Math.min(box.width, box.height) / Math.min(innerWidth, innerHeight), fill: style.fill, ground: style.backgroundColor, \
           modules: svg.viewBox.baseVal.width, words: document.querySelector('.share__whole p').firstChild.textContent }",
    )?;
    claim(seen["share"].as_f64().is_some_and(|share| share > 0.75), || format!("the code is small: {seen}"))?;
    claim(seen["fill"] == json!("rgb(0, 0, 0)") && seen["ground"] == json!("rgb(255, 255, 255)"), || {
        format!("the code is not dark on light: {seen}")
    })?;
    let modules = seen["modules"].as_u64().unwrap_or(0);
    claim((29..=105).contains(&modules) && (modules - 25) % 4 == 0, || format!("the code has {modules} modules"))?;
    // A reader that nobody here wrote finds the link in it.
    let dark = page.script(
        "const path = new Path2D(document.querySelector('.share__whole path').getAttribute('d')); const pen = document.createElement('canvas').getContext('2d'); \
         const side = document.querySelector('.share__whole svg').viewBox.baseVal.width; \
         return [...Array(side * side).keys()].map((at) => pen.isPointInPath(path, at % side + 0.5, Math.floor(at / side) + 0.5) ? 1 : 0).join('')",
    )?;
    let (link, read) = (out(page, 0)?, scanned(dark.as_str().unwrap_or(""), modules as usize));
    claim(read.as_deref() == Some(link.as_str()), || format!("the code says {read:?}, the link {link}"))?;
    claim(seen["words"].as_str().is_some_and(|words| words.ends_with("#/line-of-best-fit")), || format!("{seen}"))?;
    page.session.press(&[], &[crate::webdriver::keys::ESCAPE])?;
    page.wait_gone("dialog.share__whole")?;
    claim(page.shows("dialog.share[open]")?, || "closing the code closes the dialog".to_string())?;
    // What no phone would read is told, not drawn.
    let own: String = (0..300).map(|place| format!("~{place}~{}", place * place)).collect();
    open(page, &format!("step=5&data=own&own=300~eA~eQ~0{own}"))?;
    claim(page.count(".share__room svg")? == 0, || "a long link has a code".to_string())?;
    claim(page.text(".share__room")?.contains("too long"), || {
        "a long link does not say why it has no code".to_string()
    })?;
    page.click(".share__boxes label:nth-of-type(2)")?;
    page.wait_for(".share__room svg")
}

/// What a reader sees in the modules of a code.
fn scanned(dark: &str, side: usize) -> Option<String> {
    const SCALE: usize = 4;
    let shade =
        |x: usize, y: usize| if dark.as_bytes().get(y / SCALE * side + x / SCALE) == Some(&b'1') { 0 } else { 255 };
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(side * SCALE, side * SCALE, shade);
    picture.detect_grids().first().and_then(|code| code.decode().ok()).map(|(_, text)| text)
}

fn preview(page: &mut Page) -> Outcome {
    open(page, "step=2&rate=0.2")?;
    page.unfold(SHOWN)?;
    claim(page.count("iframe")? == 0, || "a preview runs unasked".to_string())?;
    page.set(&format!("{SHOWN} .share__row:nth-of-type(2) select"), "2")?;
    // Asked for, the page loads once more.
    page.watch.begin(page.server);
    page.unfold(INTO_PAGE)?;
    page.wait_for(".share__preview iframe")?;
    let height = "return document.querySelector('.share__preview iframe').clientHeight";
    page.until(
        "the preview to say its height",
        "return document.querySelector('.share__preview iframe').height > 200",
    )?;
    let content = page.in_frame(|page| {
        claim(!page.shows(".story")?, || "the preview shows what the link hides".to_string())?;
        page.script("return document.body.getBoundingClientRect().height")
    })?;
    let (frame, content) = (page.script(height)?.as_f64().unwrap_or(0.0), content.as_f64().unwrap_or(-9.0));
    claim((frame - content).abs() <= 2.0, || format!("the preview is {frame} high, what is in it {content}"))?;
    claim(page.text(".share__preview")?.is_empty(), || "the preview apologises although it is there".to_string())?;
    // In a narrower column it is higher, and so is the frame for a page that takes no script.
    claim(out(page, 1)?.contains(&format!("height=\"{frame}\"")), || {
        format!("{} is not {frame} high", out(page, 1).unwrap_or_default())
    })?;
    let said = "return document.querySelectorAll('.share__out textarea')[1].textContent.match(/height=\"(\\d+)\"/)[1]";
    let wide = page.script(said)?;
    page.set(&format!("{INTO_PAGE} input[type=number]"), "360")?;
    let narrow = page.until_changed("the height in a narrow column", said, &wide)?;
    let [wide, narrow] = [wide, narrow].map(|height| text_of(height).parse::<f64>().unwrap_or(0.0));
    claim(narrow > wide + 100.0, || format!("{wide} high in a wide column, {narrow} in a narrow one"))?;
    // Another choice is another preview, and no step in the history.
    let length = page.script("return history.length")?;
    page.set(&format!("{SHOWN} .share__row:nth-of-type(1) select"), "2")?;
    page.until(
        "the other preview",
        "return document.querySelector('.share__preview iframe').src.includes('theme=dark')",
    )?;
    claim(page.script("return history.length")? == length, || "a preview writes into the history".to_string())
}

fn from_file(page: &mut Page) -> Outcome {
    page.open_file(&format!("{LESSON}?step=5&rate=0.2"))?;
    page.click(".top__share")?;
    page.wait_for("dialog.share[open]")?;
    claim(out(page, 0)?.is_empty(), || "a link leads to somebody's file".to_string())?;
    claim(page.count(".share__out button:disabled")? == 1, || {
        "nothing can be copied, and there is a button for it".into()
    })?;
    page.write(".share__site input", "example.org/downhill")?;
    let link = out(page, 0)?;
    claim(link.starts_with("https://example.org/downhill/#/line-of-best-fit?"), || format!("the link is {link}"))?;
    page.wait_for(".share__room svg")?;
    page.unfold(INTO_PAGE)?;
    page.wait_for("details .share__out textarea")?;
    let frame = out(page, 1)?;
    claim(frame.starts_with("<iframe src=\"https://example.org/downhill/#/line-of-best-fit"), || {
        format!("the frame is {frame}")
    })?;
    // Beside the one file there is no script.
    claim(page.count(".share__out")? == 2, || "a script is offered that is not there".to_string())?;
    page.wait_for("dialog.share .note")?;
    claim(page.count("iframe")? == 0, || "a file loads itself in a frame".to_string())?;
    // Nor has the one file guides beside it.
    page.open_file("#/about")?;
    claim(page.count("main a[href^=guides]")? == 0, || "the one file leads to guides that are not there".to_string())?;
    page.open("#/about")?;
    claim(page.count("main a[href^=guides]")? == 3, || "the site has lost its guides".to_string())
}

fn versions(page: &mut Page) -> Outcome {
    let chosen = "return document.querySelector('#control-cut')?.value ?? document.querySelector('#control-cut input:checked')?.value";
    page.open(&format!("{LESSON}?v=1&step=5&surface=intercept-slice&rate=0.2"))?;
    super::until_link_says(page, &["v=3", "cut=intercept-slice"])?;
    let cut = page.script(chosen)?;
    claim(cut == json!("intercept-slice") || cut == json!("2"), || format!("the second figure is {cut}"))?;
    claim(page.count(".story__prose [role=status]")? == 0, || "an older link is complained about".to_string())?;
    let later = format!("{LESSON}?v=99&step=5&rate=0.2");
    page.open(&later)?;
    claim(page.text(".story__prose [role=status]")?.contains("later version"), || {
        "no word about the version".to_string()
    })?;
    claim(page.text("#control-rate ~ *, .gd-slider__value")? != "0.2", || {
        "a word of a later version is obeyed".to_string()
    })?;
    claim(page.fragment()? == later, || "the link of a later version was written over".to_string())?;
    page.click_named("nav.story__turn", "Next")?;
    page.until("the next step without the note", "return !document.querySelector('.story__prose [role=status]')")
        .map(drop)
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
             if (blob) return blob.text().then((text) => files.push([name, text])); \
             const picture = new Image(); picture.onload = () => files.push([name, this.href.slice(0, 40), picture]); picture.src = this.href }",
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
               if (name.endsWith('.svg')) { const read = new DOMParser().parseFromString(text, 'image/svg+xml'); \
                 return !!read.querySelector('parsererror') || read.querySelectorAll('text').length < 2 || !read.querySelector('desc'); } \
               if (name.endsWith('.json')) { const all = JSON.parse(text); return !all.series || !all.settings; } \
               return !(name.endsWith('.png') && text.startsWith('data:image/png;base64,iVBOR')); }).map(([name, text]) => [name, text.slice(0, 200)])",
        )?;
        claim(wrong == json!([]) && buttons >= 5, || format!("{lesson}: {buttons} files, of which wrong: {wrong}"))?;
        // A picture in pixels is the drawing at three times its size, on white: a title above, a line for every run below.
        let pictures = page.script(
            "return files.filter(([name]) => name.endsWith('.png')).map(([name, , picture]) => { \
               const [, drawing] = files.find(([other]) => other === name.replace('.png', '.svg')); \
               const [across, high] = ['width', 'height'].map((side) => +new RegExp(side + '=\"([0-9.]+)\"').exec(drawing)[1]); \
               const size = [picture.naturalWidth, picture.naturalHeight]; \
               const pen = Object.assign(document.createElement('canvas'), { width: size[0], height: size[1] }).getContext('2d', { willReadFrequently: true }); \
               pen.drawImage(picture, 0, 0); \
               const dark = (top, rows) => { const pixels = pen.getImageData(0, 3 * top, size[0], 3 * rows).data; let count = 0; \
                 for (let at = 0; at < pixels.length; at += 4) count += pixels[at] + pixels[at + 1] + pixels[at + 2] < 380; return count; }; \
               const told = [size[0] === 3 * across, size[1] === 3 * high, pen.getImageData(1, 1, 1, 1).data.every((part) => part > 240), \
                 dark(0, 26) > 300, dark(28, high - 80) > 500, dark(high - 26, 26) > 300]; \
               return told.every(Boolean) ? 'right' : name + ' ' + told.join() + ' ' + size.join(); })",
        )?;
        let all_right = pictures.as_array().is_some_and(|all| !all.is_empty() && all.iter().all(|one| one == "right"));
        claim(all_right, || format!("{lesson}: the pictures in pixels: {pictures}"))?;
        let named = page.script("return new Set(files.map(([name]) => name)).size")?;
        claim(named == json!(buttons), || format!("{lesson}: {buttons} files have {named} names"))?;
    }
    Ok(())
}
