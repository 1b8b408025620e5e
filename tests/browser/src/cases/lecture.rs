//! A lecture: given with a clicker's two keys, readable from the last row, on one screen, and nobody's progress.

use super::{Row, claim, cursor, lessons};
use crate::Outcome;
use crate::page::Page;
use crate::webdriver::keys;
use serde_json::{Value, json};

pub const CASES: &[Row] = &[
    ("a lecture is given with the two keys of a clicker, and no answer shows unasked", clicker),
    ("the keys of a lecture play, black out, jump, start afresh and list themselves", other_keys),
    ("the keys of a lecture leave fields alone, and hear the clicker after a drag", fields),
    ("a lesson goes into a lecture and comes back with the reader's own answers", way_in_and_out),
    ("the presenter's window and the audience's stay together", presenter),
    ("every step of a lecture is on one screen, in words of 28 px and 7 to 1", readable),
];

/// The step that the dots show, from 1.
const STEP: &str = "return [...document.querySelectorAll('.dots li')].findIndex((dot) => dot.ariaCurrent || dot.hasAttribute('aria-current')) + 1";
const COVERED: &str = "return document.querySelectorAll('.cover').length";
const BLACK: &str = "return document.querySelectorAll('.lecture__black').length";
/// What this device keeps of a reader's progress.
const KEPT: &str = "return localStorage.getItem('downhill.progress')";

fn until_step(page: &Page, step: usize) -> Outcome {
    page.until_with(&format!("step {step}"), &format!("return (() => {{ {STEP} }})() === arguments[0]"), json!([step]))
        .map(drop)
}

fn press(page: &Page, key: &str) -> Outcome {
    page.session.press(&[], &[key])
}

fn covered(page: &Page) -> Outcome<bool> {
    Ok(page.script(COVERED)? != json!(0))
}

fn clicker(page: &mut Page) -> Outcome {
    page.open("#/learning-rate?mode=lecture")?;
    let steps = page.count(".dots li")?;
    let mut answers = 0;
    for step in 1..=steps {
        until_step(page, step)?;
        claim(!page.text(".story h1")?.is_empty(), || format!("step {step} has no prompt"))?;
        claim(!page.shows(".story__prose")?, || format!("step {step} shows its prose"))?;
        claim(page.count(".gd-predict__truth, .is-true")? == 0, || format!("step {step} tells its answer unasked"))?;
        if page.count(".gd-predict")? > 0 {
            page.wait_for(".cover")?;
            claim(page.count(".bench.is-veiled")? == 1, || format!("step {step} shows its run unasked"))?;
            press(page, keys::PAGE_DOWN)?;
            page.wait_for(".gd-predict__truth")?;
            until_step(page, step)?;
            let marked = page.count(".gd-predict label.is-true")?;
            claim(marked == 1 && !covered(page)?, || format!("step {step} marks {marked} choices as true"))?;
            claim(page.count(".bench.is-veiled")? == 0, || format!("step {step} keeps its run hidden"))?;
            answers += 1;
        }
        press(page, keys::PAGE_DOWN)?;
    }
    claim(steps >= 7 && answers >= 5, || format!("{steps} steps, {answers} answers"))?;
    until_step(page, steps)?;
    for step in (1..steps).rev() {
        press(page, keys::PAGE_UP)?;
        until_step(page, step)?;
    }
    press(page, keys::PAGE_UP)?;
    until_step(page, 1)?;
    let kept = page.script(KEPT)?;
    claim(kept.is_null(), || format!("a lecture left {kept} as somebody's progress"))
}

fn other_keys(page: &mut Page) -> Outcome {
    page.open("#/line-of-best-fit?step=5&mode=lecture")?;
    claim(!covered(page)?, || "step 5 asks a question: this case wants one that does not".to_string())?;
    let mode = |page: &Page| page.script("return document.documentElement.dataset.mode");
    // Play until something moved, pause, step by hand, and back to where the step starts.
    press(page, keys::SPACE)?;
    page.until("the run to play", &format!("return (() => {{ {} }})() > 0", super::CURSOR))?;
    press(page, keys::SPACE)?;
    page.until("the run to pause", "return document.querySelector('.gd-play [aria-label=Play]') !== null")?;
    let at = cursor(page)?;
    press(page, keys::RIGHT)?;
    super::until_cursor(page, at + 1)?;
    press(page, keys::LEFT)?;
    super::until_cursor(page, at)?;
    press(page, "r")?;
    super::until_cursor(page, 0)?;
    until_step(page, 5)?;
    // Whatever key comes while the screen is black brings the picture back, and does no more.
    press(page, "b")?;
    page.wait_for(".lecture__black")?;
    press(page, keys::PAGE_DOWN)?;
    page.wait_gone(".lecture__black")?;
    until_step(page, 5)?;
    press(page, "l")?;
    page.wait_for(".lecture__spot")?;
    press(page, "l")?;
    page.wait_gone(".lecture__spot")?;
    press(page, "2")?;
    until_step(page, 2)?;
    press(page, "9")?;
    until_step(page, 9)?;
    press(page, "?")?;
    page.wait_for("dialog.lecture__keys")?;
    claim(page.text("dialog.lecture__keys")?.contains("Page Down"), || "the list lacks a key".to_string())?;
    press(page, "b")?;
    press(page, "3")?;
    claim(page.script(BLACK)? == json!(0), || "the list of keys lets keys through".to_string())?;
    press(page, keys::ESCAPE)?;
    page.wait_gone("dialog.lecture__keys")?;
    claim(mode(page)? == json!("lecture"), || "closing the list ends the lecture".to_string())?;
    until_step(page, 9)?;
    // The dialog that makes links, with its code for the room, keeps its keys to itself too.
    press(page, "s")?;
    page.wait_for("dialog.share[open] .code")?;
    press(page, "b")?;
    page.click(".share__room > button")?;
    page.wait_for("dialog.share__whole[open] .code")?;
    press(page, keys::ESCAPE)?;
    page.wait_gone("dialog.share__whole")?;
    press(page, keys::ESCAPE)?;
    page.wait_gone("dialog.share")?;
    claim(page.script(BLACK)? == json!(0), || "the dialog lets keys through".to_string())?;
    claim(mode(page)? == json!("lecture"), || "closing the dialog ends the lecture".to_string())?;
    press(page, keys::ESCAPE)?;
    page.until("the lecture to end", "return document.documentElement.dataset.mode === 'read'")?;
    until_step(page, 9)?;
    press(page, "b")?;
    press(page, "1")?;
    claim(page.script(BLACK)? == json!(0), || "the keys work outside of a lecture".to_string())?;
    until_step(page, 9)
}

fn fields(page: &mut Page) -> Outcome {
    page.open("#/line-of-best-fit?step=4&mode=lecture")?;
    press(page, keys::PAGE_DOWN)?;
    page.wait_for(".gd-predict__truth")?;
    page.click(".gd-slider__value")?;
    page.wait_for(".gd-slider__field")?;
    for key in ["3", "b", "r", "l", keys::PAGE_DOWN, keys::PAGE_UP] {
        press(page, key)?;
    }
    claim(page.script(BLACK)? == json!(0) && !page.shows(".lecture__spot")?, || "a key was taken from a field".into())?;
    until_step(page, 4)?;
    press(page, keys::ESCAPE)?;
    page.wait_gone(".gd-slider__field")?;
    claim(page.script("return document.documentElement.dataset.mode")? == json!("lecture"), || {
        "leaving a field ends the lecture".to_string()
    })?;
    page.press_on("select.gd-select", &[], &["b"])?;
    claim(page.script(BLACK)? == json!(0), || "a key was taken from a list".to_string())?;
    // A slider that was dragged keeps no key from the clicker.
    page.drag(".gd-slider__track input", [40, 0])?;
    press(page, keys::PAGE_DOWN)?;
    until_step(page, 5)
}

fn way_in_and_out(page: &mut Page) -> Outcome {
    page.open("#/line-of-best-fit?step=3")?;
    super::answer_all(page)?;
    page.wait_for(".gd-predict__truth")?;
    let kept = page.script(KEPT)?;
    page.click(".top__lecture")?;
    page.wait_for(".cover")?;
    claim(page.count(".gd-predict__truth")? == 0, || "a lecture shows what the reader knows".to_string())?;
    super::until_link_says(page, &["mode=lecture"])?;
    page.click(".cover")?;
    page.wait_for(".gd-predict__truth")?;
    press(page, keys::PAGE_DOWN)?;
    until_step(page, 4)?;
    press(page, keys::PAGE_DOWN)?;
    page.wait_for(".gd-predict__truth")?;
    press(page, keys::ESCAPE)?;
    page.until("the lecture to end", "return document.documentElement.dataset.mode === 'read'")?;
    page.until("the question to be open again", "return !document.querySelector('.gd-predict__truth')")?;
    claim(super::has_open_question(page)?, || "what a lecture showed counts as answered".to_string())?;
    claim(page.script(KEPT)? == kept, || "the lecture changed what this device keeps".to_string())?;
    page.click_named("nav.story__turn", "Back")?;
    until_step(page, 3)?;
    page.wait_for(".gd-predict__truth")
}

/// Notes what is written on the canvases from here on: the words, their height in CSS pixels, their colour.
const OVERHEAR: &str = r#"
const page = frames[0];
page.written = [];
const { fillText } = page.CanvasRenderingContext2D.prototype;
page.CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
  const height = parseFloat(this.font.match(/([\d.]+)px/)[1]) * this.getTransform().d / page.devicePixelRatio;
  page.written.push([text, height, this.fillStyle]);
  return fillText.call(this, text, ...rest);
};
"#;

/// Presses a key in the frame and waits until the page stands.
const PRESS: &str = r#"
const [key, done] = arguments;
const page = frames[0];
page.document.body.dispatchEvent(new page.KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 60)));
"#;

/// What is wrong with the page in the frame; `arguments[0]` is the least height of words, in CSS pixels.
const LOOK: &str = r#"
const least = arguments[0], page = frames[0], root = page.document.documentElement;
const wrong = [];
if (root.scrollHeight > page.innerHeight + 1 || root.scrollWidth > page.innerWidth + 1)
  wrong.push(`the page is ${root.scrollWidth} x ${root.scrollHeight}`);
const ink = page.document.createElement("canvas").getContext("2d", { willReadFrequently: true });
const channels = (colour) => {
  ink.clearRect(0, 0, 1, 1); ink.fillStyle = colour; ink.fillRect(0, 0, 1, 1);
  return [...ink.getImageData(0, 0, 1, 1).data];
};
const linear = (part) => (part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
const contrast = (a, b) => { const [x, y] = [luminance(a), luminance(b)].sort((x, y) => y - x); return (x + 0.05) / (y + 0.05) };
const ground = (e) => { for (; e; e = e.parentElement) { const c = channels(page.getComputedStyle(e).backgroundColor); if (c[3] > 250) return c } return [255, 255, 255] };
const paper = ground(page.document.body);
// Raised and lowered signs belong to the size of what they stand at.
const raised = "sub, sup, msup > :nth-child(n+2), msub > :nth-child(n+2), msubsup > :nth-child(n+2)";
for (const e of page.document.body.querySelectorAll("*")) {
  const words = [...e.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data).join("").trim();
  if (!words || e.closest("script, style, option, dialog:not([open]), #trouble, .skip, " + raised)) continue;
  if (!e.checkVisibility({ visibilityProperty: true })) continue;
  let hidden = false;
  for (let up = e; up; up = up.parentElement) hidden ||= page.getComputedStyle(up).clipPath.includes("50%");
  if (hidden) continue;
  const style = page.getComputedStyle(e), size = parseFloat(style.fontSize), box = e.getBoundingClientRect();
  const where = `${e.nodeName}.${e.className} “${words.slice(0, 30)}”`;
  if (size < least - 0.05) wrong.push(`${where} is ${size} px`);
  const found = contrast(channels(style.color), ground(e));
  if (found < 7) wrong.push(`${where} has ${found.toFixed(2)} to 1`);
  if (box.left < -1 || box.top < -1 || box.right > page.innerWidth + 1 || box.bottom > page.innerHeight + 1)
    wrong.push(`${where} is cut off`);
}
for (const [text, height, colour] of page.written) {
  const whole = /^[−\d]+$/.test(text) ? height / 0.74 : height;
  if (whole < least - 0.3) wrong.push(`“${text}” on a canvas is ${height.toFixed(1)} px`);
  if (contrast(channels(colour), paper) < 7 && contrast(channels(colour), [0, 0, 0]) < 20) wrong.push(`“${text}” on a canvas is ${colour}`);
}
const canvases = [...page.document.querySelectorAll(".gd-figure canvas")].filter((canvas) => canvas.checkVisibility());
if (canvases.length === 0) wrong.push("no figure is shown");
const asked = [...page.document.querySelectorAll(".gd-predict__ask, .gd-task__goal, .lecture__prompt")];
if (!asked.some((one) => one.checkVisibility() && one.textContent.trim())) wrong.push("the room is asked nothing");
for (const bar of page.document.querySelectorAll(".gd-slider__bar--regions")) {
  if (bar.checkVisibility() && !bar.closest(".gd-slider").querySelector(".gd-slider__regions .here")?.checkVisibility()) wrong.push("a region has no name");
}
for (const canvas of canvases) {
  const box = canvas.getBoundingClientRect();
  if (box.height < page.innerHeight / 9) wrong.push(`a figure is ${Math.round(box.height)} px high`);
}
const count = page.written.length;
page.written.length = 0;
return [wrong, count];
"#;

fn readable(page: &mut Page) -> Outcome {
    let mut wrong = Vec::new();
    for lesson in lessons(page)? {
        // Colours do not depend on the size, and all sizes shrink together.
        for (size, theme, least) in [([1920, 1080], "light", 28.0), ([1280, 720], "dark", 28.0 * 2.0 / 3.0)] {
            page.open_in_frame(&format!("{lesson}?mode=lecture&theme={theme}"), size)?;
            page.session.script(OVERHEAR, json!([]))?;
            let press = |key: &str| page.session.script_async(PRESS, json!([key])).map(drop);
            let steps = page.script("return frames[0].document.querySelectorAll('.dots li').length")?;
            let mut words = 0;
            for step in 1..=steps.as_u64().unwrap_or(0) {
                press("r")?;
                let mut look = |state: &str| -> Outcome {
                    let found = page.session.script(LOOK, json!([least]))?;
                    words += found[1].as_u64().unwrap_or(0);
                    let said = found[0].as_array().into_iter().flatten().filter_map(Value::as_str);
                    wrong.extend(said.map(|said| format!("{lesson} {step} {state} {size:?} {theme}: {said}")));
                    Ok(())
                };
                look("at first")?;
                let covered = "return frames[0].document.querySelectorAll('.cover').length";
                while page.script(covered)? != json!(0) {
                    press("PageDown")?;
                    look("answered")?;
                }
                press("PageDown")?;
            }
            claim(words > 20, || format!("{lesson} writes {words} words on its canvases"))?;
        }
    }
    wrong.sort();
    wrong.dedup();
    claim(wrong.is_empty(), || format!("{} faults: {}", wrong.len(), wrong[..wrong.len().min(12)].join("; ")))
}

fn presenter(page: &mut Page) -> Outcome {
    page.open("#/line-of-best-fit?step=3&mode=lecture")?;
    let audience = page.session.window()?;
    press(page, "p")?;
    let presenter = page.session.other_window(&audience)?;
    let opened = page.go_to_new_window(&presenter);
    let go_to = |page: &Page, window: &str| page.session.go_to_window(window);
    let result = (|| {
        opened?;
        page.until("the presenter's window", "return 'presenter' in document.documentElement.dataset")?;
        page.wait_for(".story__prose")?;
        claim(page.text(".lecture__next")?.contains("Every cut is a parabola"), || "the next step is not told".into())?;
        page.wait_for(".cover")?;
        // The presenter knows what the room does not see yet.
        page.wait_for(".lecture__truth")?;
        let known = page.text(".lecture__side")?;
        claim(known.starts_with("The answer, still covered for the room"), || {
            format!("the presenter reads “{known}”")
        })?;
        let truth = page.text(".lecture__truth")?;
        go_to(page, &audience)?;
        claim(covered(page)? && page.count(".lecture__truth, .gd-predict__truth")? == 0, || {
            "the room knows".to_string()
        })?;
        go_to(page, &presenter)?;
        // Uncovered by the presenter, seen by the audience; and the other way round.
        press(page, keys::PAGE_DOWN)?;
        page.wait_for(".gd-predict__truth")?;
        let told = page.text(".gd-predict__truth")?;
        claim(truth.ends_with(&told), || format!("the presenter read “{truth}”, the room reads “{told}”"))?;
        go_to(page, &audience)?;
        page.wait_for(".gd-predict__truth")?;
        claim(!page.shows(".story__prose, .lecture__next")?, || "the audience sees the notes".to_string())?;
        press(page, keys::PAGE_DOWN)?;
        until_step(page, 4)?;
        press(page, keys::PAGE_DOWN)?;
        page.wait_for(".gd-predict__truth")?;
        go_to(page, &presenter)?;
        until_step(page, 4)?;
        page.wait_for(".gd-predict__truth")?;
        // What the presenter's hand moves, and where it plays to.
        page.set(".gd-slider__track input", "0.3")?;
        let value = page.text(".gd-slider__value")?;
        // Step on by button, play and pause, and back again: the audience is where the presenter is.
        page.click(".gd-play__buttons [aria-label=Play]")?;
        page.until("the run to play", &format!("return (() => {{ {} }})() > 1", super::CURSOR))?;
        page.click(".gd-play__buttons [aria-label=Pause]")?;
        let at = cursor(page)?;
        page.click(".gd-play__buttons [aria-label='One update back']")?;
        super::until_cursor(page, at - 1)?;
        go_to(page, &audience)?;
        super::until_cursor(page, at - 1)?;
        claim(!page.shows(".gd-play__buttons")?, || "the audience sees the presenter's buttons".to_string())?;
        go_to(page, &presenter)?;
        press(page, "r")?;
        super::until_cursor(page, 0)?;
        page.set(".gd-slider__track input", "0.3")?;
        page.click(".gd-play__buttons [aria-label='One update']")?;
        super::until_cursor(page, 1)?;
        press(page, "b")?;
        go_to(page, &audience)?;
        page.wait_for(".lecture__black")?;
        super::until_cursor(page, 1)?;
        page.until_with(
            "the audience's rate to follow",
            "return document.querySelector('.gd-slider__value').textContent === arguments[0]",
            json!([value]),
        )
        .map(drop)
    })();
    // Whatever came of it, one window is left.
    go_to(page, &presenter)?;
    page.session.close_window()?;
    go_to(page, &audience)?;
    result?;
    press(page, keys::PAGE_DOWN)?;
    page.wait_gone(".lecture__black")?;
    // Where no window can be opened, the page says so.
    page.script("window.open = () => null")?;
    press(page, "p")?;
    page.wait_for(".lecture__said")?;
    press(page, keys::PAGE_DOWN)?;
    page.wait_gone(".lecture__said")
}
