//! Windows of every size, down to none.

use super::{LESSON, Row, claim};
use crate::Outcome;
use crate::page::Page;
use serde_json::json;

pub const CASES: &[Row] =
    &[("a window of no size breaks nothing", zero), ("nothing runs out of a narrow window", narrow)];

/// What is wrong with the page in the frame, if anything.
const LOOK: &str = r#"
const page = frames[0].document;
if (!page.querySelector("main")) return "the page is gone";
const wide = page.documentElement.scrollWidth - frames[0].innerWidth;
if (arguments[0] && wide > 1) {
  const out = [...page.body.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > frames[0].innerWidth + 1);
  return `${wide} px run out of the window: ${out.slice(0, 4).map((e) => e.nodeName + "." + e.className).join(" ")}`;
}
for (const canvas of page.querySelectorAll(".gd-figure canvas, .hero__fig canvas")) {
  const box = canvas.getBoundingClientRect();
  if (arguments[0] && box.width < 40) return `a figure is ${box.width} px wide`;
  const error = Math.max(Math.abs(canvas.width - box.width * frames[0].devicePixelRatio), Math.abs(canvas.height - box.height * frames[0].devicePixelRatio));
  if (box.width > 0 && box.height > 0 && error > 1.5) return `a canvas of ${canvas.width} x ${canvas.height} lies on ${box.width} x ${box.height}`;
}
return null;
"#;

fn zero(page: &mut Page) -> Outcome {
    for fragment in ["", LESSON] {
        page.open_in_frame(fragment, [800, 600])?;
        for size in [[0, 0], [1, 1], [800, 0], [0, 600], [120, 80], [1000, 700]] {
            page.resize_frame(size)?;
        }
        page.until_with(
            "the figures to follow the window",
            &format!("return (() => {{ {LOOK} }})() === null"),
            json!([true]),
        )
        .map_err(|error| {
            format!("{fragment} {error}: {}", page.session.script(LOOK, json!([true])).unwrap_or_default())
        })?;
    }
    page.open_in_frame(LESSON, [0, 0])?;
    page.resize_frame([900, 700])?;
    let seen = page.session.script(LOOK, json!([true]))?;
    claim(seen.is_null(), || format!("born without a size, then grown: {seen}"))
}

fn narrow(page: &mut Page) -> Outcome {
    for fragment in ["", LESSON, "#/about", "#/no-such-lesson"] {
        page.open_in_frame(fragment, [1280, 800])?;
        for size in [[320, 640], [375, 812], [640, 360], [768, 1024], [899, 700]] {
            page.resize_frame(size)?;
            let seen = page.session.script(LOOK, json!([true]))?;
            claim(seen.is_null(), || format!("{fragment} at {} x {}: {seen}", size[0], size[1]))?;
        }
    }
    Ok(())
}
