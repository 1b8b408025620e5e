//! Taking exactly this run along: its numbers as CSV and JSON, its figures as SVG and PNG.

use super::desk::Desk;
use super::dom::{El, el};
use super::hooks::{download, download_canvases};
use super::link::place;
use crate::export::{Picture, csv, figure, json, named};
use crate::i18n::{unmarked, words::take as words};
use crate::lessons::Run;
use crate::params::Theme;
use leptos::prelude::*;

/// The files behind one line.
pub fn take(desk: Desk) -> El {
    let open = RwSignal::new(false);
    let details = el("details").class("gd-take veil");
    let fold = details.node().clone();
    details
        .on("toggle", move |_| open.set(fold.has_attribute("open")))
        .child(el("summary").text(words::summary()))
        .live_if(move || open.get(), move || files(desk))
}

fn files(desk: Desk) -> El {
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

/// A figure's two files: for print in light colours, and as it stands on the screen.
fn picture(desk: Desk, index: usize) -> El {
    let slug = desk.lesson.story().slug;
    let title = move || titles(desk).into_iter().nth(index).unwrap_or_default();
    let name = move |ending: &str| format!("{slug}-{}.{ending}", untrack(|| named(&title())));
    let vector = move |_| {
        let Some(place) = place(desk) else { return };
        let drawn = untrack(|| {
            let (run, pinned) = (desk.run.read(), desk.pinned.read());
            let pins: Vec<&dyn Run> = pinned.iter().map(|run| &*run.0).collect();
            figure(&place, &*run.0, &pins, Picture { figure: index, size: None, theme: Theme::Light })
        });
        download(&name("svg"), "image/svg+xml", &drawn.unwrap_or_default());
    };
    let pixels = move |_| download_canvases(&name("png"), &format!(".figures > :nth-child({})", index + 1));
    el("span")
        .child(el("span").live_text(title))
        .child(button("SVG").on("click", vector))
        .child(button("PNG").on("click", pixels))
}

/// What the figures are called. Tracked.
fn titles(desk: Desk) -> Vec<String> {
    desk.look_at_base([0.0; 2], |run, look| run.captions(look).iter().map(|caption| unmarked(&caption.title)).collect())
}

fn button(name: &str) -> El {
    el("button").class("gd-button gd-button--line").attr("type", "button").text(name)
}
