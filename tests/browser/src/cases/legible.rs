//! What stands on a projector: on one screen, and readable from the last row.

use super::{Row, claim, lessons};
use crate::Outcome;
use crate::page::Page;
use serde_json::{Value, json};

pub const CASES: &[Row] = &[("every step of a lecture is on one screen, in words of 28 px and 7 to 1", readable)];

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
                let at = "return [...frames[0].document.querySelectorAll('.dots li')].findIndex((dot) => dot.hasAttribute('aria-current'))";
                let before = page.script(at)?;
                press("PageDown")?;
                if page.script(at)? == before {
                    press("PageDown")?;
                }
            }
            claim(words > 20, || format!("{lesson} writes {words} words on its canvases"))?;
        }
    }
    wrong.sort();
    wrong.dedup();
    claim(wrong.is_empty(), || format!("{} faults: {}", wrong.len(), wrong[..wrong.len().min(12)].join("; ")))
}
