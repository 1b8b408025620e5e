//! Taking exactly this run along: its numbers as CSV, all that it is made of as JSON, its figures as PNG. As SVG they come from the
//! command line: a second way of drawing would make the app a tenth larger.

use super::desk::Desk;
use super::dom::{El, el};
use super::hooks::{download, download_canvases, here};
use super::link::place;
use super::panels;
use crate::export::{csv, json};
use crate::i18n::{unmarked, words::take as words};
use leptos::prelude::*;

/// The files behind one line.
pub fn take(desk: Desk) -> El {
    let open = RwSignal::new(false);
    let details = el("details").class("gd-take veil");
    let fold = details.node().clone();
    details
        .on("toggle", move |_| open.set(fold.has_attribute("open")))
        .child(el("summary").text(words::summary()))
        .live_if(move || open.get() && here("files"), move || panels::files(desk))
}

/// The files themselves.
pub fn files(desk: Desk) -> El {
    let slug = desk.lesson.story().slug;
    let numbers = move |_| download(&format!("{slug}.csv"), "text/csv", &untrack(|| desk.with_run(csv)));
    let all = move |_| {
        if let Some(place) = place(desk) {
            let text = untrack(|| desk.with_run(|run| json(desk.lesson, &place, run)));
            download(&format!("{slug}.json"), "application/json", &text);
        }
    };
    let figures = move || (0..titles(desk).len()).collect();
    el("p")
        .class("gd-take__files")
        .child(button(words::csv()).on("click", numbers))
        .child(button(words::json()).on("click", all))
        .live_list(figures, move |index| picture(desk, index))
}

/// A figure as it stands on the screen.
fn picture(desk: Desk, index: usize) -> El {
    let slug = desk.lesson.story().slug;
    let title = move || titles(desk).into_iter().nth(index).unwrap_or_default();
    let take = move |_| {
        let name = format!("{slug}-{}.png", index + 1);
        download_canvases(&name, &format!(".figures > :nth-child({})", index + 1));
    };
    button("").live_text(move || words::png(&title())).on("click", take)
}

/// What the figures are called. Tracked.
fn titles(desk: Desk) -> Vec<String> {
    desk.look_at_base([0.0; 2], |run, look| run.captions(look).iter().map(|caption| unmarked(&caption.title)).collect())
}

fn button(name: &str) -> El {
    el("button").class("gd-button gd-button--line").attr("type", "button").text(name)
}
