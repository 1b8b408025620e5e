//! A report on the run as it stands, to be printed: settings, figures, answers, numbers, and room for one's own words. It takes the
//! place of the page until one goes back, so that what is printed is what is seen, without a window of its own.

use super::canvas::paint_printed;
use super::desk::Desk;
use super::dom::{El, body, document, el, value_of};
use super::hooks::{address, focus_first};
use super::progress::kept;
use crate::export::{Drawing, Printed};
use crate::i18n::{html, plain, words::report as words};
use crate::lessons::{Run, View};
use crate::params::{Control, Key, Kind, RunSpec, Scope, Theme};
use crate::shown;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

/// The width of the paper (A4 and letter, less margins), and the heights of a figure and of a low one, in CSS pixels.
const PAPER: f64 = 660.0;
const HEIGHT: f64 = 260.0;
const LOW: f64 = 130.0;
/// How many times finer than a screen a figure is drawn.
const FINER: f64 = 2.0;
/// How many rows of the table are shown at each end.
const ROWS: usize = 6;

/// The report, which stands instead of the page until `open` says otherwise. What is written into it stays in `notes`.
pub fn report(desk: Desk, open: RwSignal<bool>, notes: RwSignal<String>) -> El {
    let story = desk.lesson.story();
    let scrolled = window().scroll_y().unwrap_or(0.0);
    let button = |class: &str, name: &str| el("button").class(class).attr("type", "button").text(name);
    let back = move |_| {
        open.set(false);
        request_animation_frame(move || {
            window().scroll_to_with_x_and_y(0.0, scrolled);
            focus_first(".gd-take__report button");
        });
    };
    let acts = el("p")
        .class("report__acts")
        .child(button("gd-button gd-button--fill", words::print()).on("click", |_| drop(window().print())))
        .child(button("gd-button gd-button--line", words::back()).on("click", back));
    let blank = |name: &str| el("span").text(name).child(el("span").class("report__blank"));
    let page = el("section")
        .class("report")
        .attr("aria-labelledby", "report-title")
        .child(acts)
        .child(el("h1").attr("id", "report-title").attr("tabindex", "-1").text(&words::title(story.title)))
        .child(el("p").text(story.question))
        .child(el("p").class("report__who").child(blank(words::name())).child(blank(words::date())))
        .child(heading(words::settings()))
        .children(settings(desk))
        .child(el("p").class("note report__link").text(words::again()).text(" ").text(&address()))
        .child(heading(words::figures()))
        .children(figures(desk))
        .children(answers(desk))
        .child(heading(words::table()))
        .child(desk.view([0.0; 2], numbers))
        .child(heading(words::notes()))
        .child(notes_field(notes));
    let shown = page.clone();
    // Where it was made it would be hidden with the page.
    request_animation_frame(move || {
        drop(body().child(shown));
        window().scroll_to_with_x_and_y(0.0, 0.0);
        focus_first("#report-title");
    });
    // With the page hidden.
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-report", "");
        let root = send_wrapper::SendWrapper::new(root);
        on_cleanup(move || drop(root.remove_attribute("data-report")));
    }
    page
}

fn heading(words: &str) -> El {
    el("h2").text(words)
}

/// The settings at the start, then for every fork those that it changed.
fn settings(desk: Desk) -> Vec<El> {
    let spec = desk.spec.get();
    let controls = desk.lesson.controls();
    let mut told = Vec::new();
    let mut before: Option<RunSpec> = None;
    for forks in 0..=spec.forks.len() {
        let stage = RunSpec { forks: spec.forks[..forks].to_vec(), ..spec.clone() };
        let run = desk.lesson.open(&stage);
        let changed = |control: &&Control| {
            let seen = control.key.spec().scope != Scope::View && run.shown(control.key);
            let same = |before: &RunSpec| before.current_values().same(stage.current_values(), control.key);
            seen && !before.as_ref().is_some_and(same)
        };
        let rows = controls.iter().filter(changed).map(|control| {
            let key = control.key;
            let typed = stage.current_values().entries.typed(key).filter(|_| Key::ENTRIES);
            let value = match run.options(key).get(stage.current().index(key)) {
                Some(name) => (*name).to_string(),
                None if typed.is_some() => plain(&typed.unwrap_or_default()),
                None if key.spec().kind == Kind::Switch => {
                    if stage.current().on(key) { words::on() } else { words::off() }.to_string()
                }
                None => run.read_out(key, stage.current().value(key)),
            };
            el("div").child(el("dt").html(&html(&run.label(key)))).child(el("dd").html(&html(&value)))
        });
        if let Some(fork) = stage.forks.last() {
            told.push(el("p").text(&words::from(&fork.at.to_string())));
        }
        told.push(el("dl").class("report__settings").children(rows));
        before = Some(stage);
    }
    told
}

/// The runs, every figure in light colours, and the sentence about the update that they stand at.
fn figures(desk: Desk) -> Vec<El> {
    let captions = desk.view([PAPER, HEIGHT], |run, view| run.captions(view));
    let legend = document().query_selector(".runs__list").ok().flatten();
    let legend = legend.and_then(|legend| legend.clone_node_with_deep(true).ok());
    let legend_place = el("div").class("report__runs");
    if let Some(legend) = legend {
        let _ = legend_place.node().append_child(&legend);
    }
    let sheets = captions.iter().enumerate().map(|(index, caption)| {
        let columns = f64::from(caption.columns.clamp(1, 12));
        let size = [(PAPER * columns / 12.0).floor() - 12.0, if caption.low { LOW } else { HEIGHT }];
        let sheet = el("canvas").attr("role", "img");
        let (scenes, said) =
            desk.view(size, |run, view| ([run.base(index, view), run.overlay(index, view)], run.describe(index, view)));
        let drawing = Drawing { size, scenes, title: String::new(), note: String::new(), said };
        let alone = Printed { drawing, size, at: [0.0; 2], theme: Theme::Light, lines: Vec::new() };
        if let Err(fault) = paint_printed(&sheet.cast(), &alone, FINER) {
            leptos::logging::error!("{fault}");
        }
        let said = &alone.drawing.said;
        el("figure")
            .child(
                el("figcaption")
                    .html(&html(&caption.title))
                    .child(el("small").html(&[" ", &html(&caption.note)].concat())),
            )
            .child(sheet.attr("aria-label", said).live_style("width", move || format!("{}px", size[0] as u32)))
    });
    let [at, all] = [desk.at(), desk.updates()].map(|update| update.to_string());
    let said = desk.view([0.0; 2], |run, view| (run.say(view), run.diagnosis(view)));
    vec![
        legend_place,
        el("div").class("report__figures").children(sheets),
        el("p").child(el("b").text(&words::at(&at, &all))),
        el("p").html(&html(&said.0)),
        el("p").child(el("b").text(said.1.title)).child(el("span").html(&[" ", &html(&said.1.reason)].concat())),
    ]
}

/// What was answered and reached in this lesson; nothing where nothing was.
fn answers(desk: Desk) -> Vec<El> {
    let story = desk.lesson.story();
    let (answers, progress) = (desk.answers.get(), kept());
    let done = |id: &str| progress.record(story.slug).is_some_and(|record| record.tasks.get(id).is_some());
    let mut answered = el("ol");
    let mut reached = el("ul");
    let mut counts = [0; 2];
    for step in story.steps {
        for prediction in step.predictions {
            let choice = answers.get(prediction.id).and_then(|choice| prediction.choices.get(*choice));
            if let Some(choice) = choice {
                let question = el("p").html(prediction.question);
                answered = answered.child(el("li").child(question).child(el("p").child(el("b").html(choice))));
                counts[0] += 1;
            }
        }
        for task in step.tasks.iter().filter(|task| done(task.id)) {
            reached = reached.child(el("li").html(task.goal));
            counts[1] += 1;
        }
    }
    let mut told = Vec::new();
    for (list, name, count) in [(answered, words::answers(), counts[0]), (reached, words::tasks(), counts[1])] {
        if count > 0 {
            told.extend([heading(name), list]);
        }
    }
    told
}

/// The first rows and the last.
fn numbers(run: &dyn Run, view: &View) -> El {
    let last = run.trace().updates();
    let rows = if last <= 2 * ROWS {
        shown::table_rows(run, view, 0, last)
    } else {
        let more = words::cut(&(last + 1 - 2 * ROWS).to_string());
        let span = (run.columns().len() + 1).to_string();
        let gap = ["<tr><td class=\"report__gap\" colspan=\"", &span, "\">", &more, "</td></tr>"].concat();
        shown::table_rows(run, view, 0, ROWS - 1) + &gap + &shown::table_rows(run, view, last + 1 - ROWS, last)
    };
    let head = el("thead").html(&shown::table_head(run));
    el("div").class("gd-table").child(el("table").child(head).child(el("tbody").html(&rows)))
}

/// A field that grows with its words, as paper does: behind it stand the same words, which give it its height.
fn notes_field(notes: RwSignal<String>) -> El {
    let area = el("textarea")
        .attr("rows", "6")
        .attr("aria-label", words::notes())
        .live_prop("value", move || JsValue::from_str(&notes.read()))
        .on("input", move |event| notes.set(value_of(&event)));
    let behind = el("div").attr("aria-hidden", "true").live_text(move || notes.get() + "\n");
    el("div").class("report__notes").child(area).child(behind)
}
