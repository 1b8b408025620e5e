//! Taking exactly this run along: its numbers as CSV, all that it is made of as JSON, a program that makes it again, its figures for
//! paper as PNG and as SVG, a report to print.
//!
//! Whatever only files need is reached through [`files`] alone.

use super::canvas::paint_printed;
use super::desk::Desk;
use super::dom::{El, el};
use super::hooks::{download, download_canvas};
use super::link::place;
use super::panels;
use super::report::report;
use crate::export::{Picture, csv, json, printed, python};
use crate::i18n::{unmarked, words::take as words};
use crate::lessons::{Run, Sight, View};
use crate::params::{Place, Theme};
use crate::shown;
use leptos::prelude::*;
use web_sys::HtmlCanvasElement;

/// Pixels of a PNG to a CSS pixel: across a page of paper about 400 to the inch.
const PNG_RATIO: f64 = 3.0;

/// The files behind one line.
pub fn take(desk: Desk) -> El {
    let open = RwSignal::new(false);
    let details = el("details").class("gd-take veil");
    let fold = details.node().clone();
    details
        .on("toggle", move |_| open.set(fold.has_attribute("open")))
        .child(el("summary").text(words::summary()))
        .live_if(move || open.get() && panels::ready(), move || panels::open(|panels| (panels.files)(desk)))
}

/// The files themselves.
pub fn files(desk: Desk) -> El {
    let slug = desk.lesson.story().slug;
    let give = move |ending: &str, kind: &str, write: &dyn Fn(&Place, &dyn Run) -> Option<String>| {
        let Some(place) = place(desk) else { return };
        let text = untrack(|| desk.view([0.0; 2], |run, view| shown::file(view, || write(&place, run))));
        if let Some(text) = text.flatten() {
            download(&[slug, ending].concat(), kind, &text);
        }
    };
    let numbers = move |_| give(".csv", "text/csv", &|_, run| Some(csv(run)));
    let all = move |_| give(".json", "application/json", &|place, run| Some(json(desk.lesson, place, run)));
    let program = move |_| give(".py", "text/x-python", &|place, run| python(desk.lesson, place, run));
    // Each as PNG and as SVG.
    let figures = move || (0..2 * titles(desk).len()).collect();
    let reporting = RwSignal::new(false);
    let notes = RwSignal::new(String::new());
    el("div")
        .child(
            el("p")
                .class("gd-take__files")
                .child(button(words::csv()).on("click", numbers))
                .child(button(words::json()).on("click", all))
                .child(button(words::python()).on("click", program))
                .live_list(figures, move |place| drawing(desk, place / 2, place % 2 == 1)),
        )
        .child(
            el("p")
                .class("gd-take__report")
                .child(button(words::report()).on("click", move |_| reporting.set(true)))
                .live_if(move || reporting.get() && desk.shows(Sight::Run), move || report(desk, reporting, notes)),
        )
}

/// A figure for paper: light, at its usual size, with its title and what its runs were computed with; as SVG or as PNG.
fn drawing(desk: Desk, index: usize, vector: bool) -> El {
    let slug = desk.lesson.story().slug;
    let name = if vector { words::svg } else { words::png };
    let called = move || name(&titles(desk).into_iter().nth(index).unwrap_or_default());
    let take = move |_| {
        let picture = Picture { figure: index, size: None, theme: Theme::Light };
        let printed = |place| {
            let write = |run: &dyn Run, view: &View| shown::file(view, || printed(&place, run, view.pins, picture));
            untrack(|| desk.view([0.0; 2], write)).flatten()
        };
        let Some(printed) = place(desk).and_then(printed) else { return };
        let name = format!("{slug}-{}.{}", index + 1, if vector { "svg" } else { "png" });
        if vector {
            download(&name, "image/svg+xml", &printed.svg());
            return;
        }
        let canvas: HtmlCanvasElement = el("canvas").cast();
        match paint_printed(&canvas, &printed, PNG_RATIO) {
            Ok(()) => download_canvas(&name, &canvas),
            Err(fault) => leptos::logging::error!("{fault}"),
        }
    };
    button("").live_text(called).on("click", take)
}

/// What the figures are called. Tracked.
fn titles(desk: Desk) -> Vec<String> {
    desk.view_at_base([0.0; 2], |run, view| run.captions(view).iter().map(|caption| unmarked(&caption.title)).collect())
}

fn button(name: &str) -> El {
    el("button").class("gd-button gd-button--line").attr("type", "button").text(name)
}
