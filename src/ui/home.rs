//! The first page: a figure that asks to be dragged, where one left off, and the lessons.

use super::dom::{El, el};
use super::hero::hero_figure;
use super::hooks::{here, scroll_to, use_size};
use super::progress::kept;
use super::sheet::sheet;
use crate::address::bare_link;
use crate::decimal::coordinate;
use crate::i18n::words::home as words;
use crate::lessons::{LESSONS, Lesson, Listed, lesson};
use crate::progress::Record;

use crate::plot::Layer;
use leptos::prelude::{Memo, Signal};

/// The first page.
pub fn home() -> El {
    let left = left_off();
    let first = LESSONS.first().map(|lesson| format!("#/{}", lesson.slug));
    let (go, go_words) = match &left {
        Some(left) => (Some(left.link.clone()), words::go_on()),
        None => (first, words::begin()),
    };
    let go = go.map(|go| el("a").class("gd-button gd-button--fill gd-button--big").attr("href", &go).text(go_words));
    let all = el("a").class("gd-button gd-button--line gd-button--big").attr("href", "#/").text(words::all_lessons());
    let all = all.on("click", |event| {
        event.prevent_default();
        scroll_to("#lessons");
    });
    let said = el("div")
        .class("hero__words")
        .child(el("h1").attr("tabindex", "-1").text(words::title()))
        .child(el("p").class("hero__lead").text(words::lead()))
        .child(el("p").class("hero__go").children(go).child(all))
        .children(left.as_ref().map(resume));
    let cards = el("section").class("lessons").attr("id", "lessons").attr("tabindex", "-1");
    let cards = cards.attr("aria-label", words::all_lessons()).children(LESSONS.iter().map(card));
    el("main")
        .class("home")
        .attr("id", "main")
        .child(el("section").class("hero").child(said).child(hero_figure()))
        .child(cards)
}

/// The lesson that was open last.
struct Left {
    lesson: &'static Listed,
    link: String,
    step: usize,
    furthest: usize,
}

fn left_off() -> Option<Left> {
    let progress = kept();
    let lesson = lesson(progress.last.as_deref()?)?;
    let record = progress.record(lesson.slug)?;
    let step = lesson.step(&record.step).unwrap_or(0);
    Some(Left { lesson, link: bare_link(lesson.slug, step), step, furthest: furthest(lesson, record) })
}

/// The furthest step of a lesson that one has been at, from 0.
fn furthest(lesson: &Listed, record: &Record) -> usize {
    lesson.step(&record.furthest).unwrap_or(0)
}

fn resume(left: &Left) -> El {
    let Listed { title, steps, .. } = left.lesson;
    let step = steps.get(left.step).map_or("", |(_, title)| *title);
    let place = words::step_of(&(left.step + 1).to_string(), &steps.len().to_string());
    let note = el("span").class("note").child(bar(left.furthest + 1, steps.len())).text(&words::kept_here(&place));
    el("a")
        .class("resume")
        .attr("href", &left.link)
        .child(el("span").class("note").text(words::left_off()))
        .child(el("b").text(&words::left_off_at(title, step)))
        .child(note)
}

/// How far one has been.
fn bar(done: usize, of: usize) -> El {
    let share = 100.0 * done.min(of) as f64 / of.max(1) as f64;
    let filled = el("span").class("progress__done").live_style("width", move || coordinate(share) + "%");
    el("span").class("progress").attr("aria-hidden", "true").child(filled)
}

/// A lesson, with a picture of a real run of it.
fn card(lesson: &'static Listed) -> El {
    let steps = lesson.steps.len();
    let seen = kept().record(lesson.slug).map(|record| furthest(lesson, record) + 1);
    let note = match seen {
        Some(seen) if seen == steps => words::finished(&steps.to_string()),
        Some(seen) => words::step_of(&seen.to_string(), &steps.to_string()),
        None => words::minutes(&lesson.minutes.to_string()),
    };
    el("a")
        .class("card")
        .attr("href", &format!("#/{}", lesson.slug))
        .child(picture(lesson))
        .child(el("h2").text(lesson.title))
        .child(el("p").text(lesson.question))
        .child(el("p").class("note").children(seen.map(|done| bar(done, steps))).text(&note))
}

/// The picture, once there is what computes it.
fn picture(lesson: &'static Listed) -> El {
    let wrapper = el("div").class("card__fig").attr("aria-hidden", "true");
    let size = use_size(&wrapper);
    let card = move |lesson: &'static Lesson| {
        let scene = Memo::new(move |_| lesson.card());
        sheet(scene, Layer::Base, size, Signal::stored(1.0), "")
    };
    let part = (lesson.part)();
    wrapper.live_if(move || here(part).is_some(), move || part.get().map_or_else(|| el("span"), card))
}
