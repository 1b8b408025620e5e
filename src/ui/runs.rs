//! The runs in one row: a legend that says what differs, pins, forks, undo and redo.

use super::desk::Desk;
use super::dom::{El, el, svg};
use super::icon::{drawing, icon, icon_button};
use super::open_run::Work;
use crate::i18n::{html, plain, spans, words};
use crate::lessons::{Run, Sight};
use crate::params::{Key, MAX_PINS, RunSpec, SPECS, Scope, Values};
use crate::plot::Role;
use js_sys::JsString;
use leptos::prelude::*;

/// At most so many settings are named in the label of a run.
const NAMED: usize = 2;
const LETTERS: [&str; MAX_PINS + 1] = ["A", "B", "C", "D"];

/// The row over the figures.
pub fn runs(desk: Desk) -> El {
    let labels = Memo::new(move |_| {
        desk.spec.track();
        let (run, pinned) = (desk.run.read(), desk.pinned.read());
        let pins: Vec<&dyn Run> = pinned.iter().map(|run| &*run.0).collect();
        labels(desk, &*run.0, &pins)
    });
    let places = move || (0..=desk.pinned.read().len()).collect();
    let label = move |place: usize| {
        let label = move || labels.with(|labels| labels.get(place).map_or_else(String::new, |label| html(label)));
        legend(desk, place, el("span").live_html(label))
    };
    let pin_reason = move || (desk.pins.read().len() >= MAX_PINS).then(|| words::runs::full().to_string());
    let fork_reason = move || {
        let (at, updates) = (desk.at(), desk.updates());
        let reason = if !desk.shows(Sight::Run) {
            words::bench::wait()
        } else if at == 0 {
            words::runs::fork_at_start()
        } else if at >= updates {
            words::runs::fork_at_end()
        } else {
            return None;
        };
        Some(reason.to_string())
    };
    let pen = |path: &str| icon("icon pen", path);
    let undo = icon_button(words::runs::undo(), pen("M7 4L3 8l4 4M3 8h9a4.5 4.5 0 0 1 0 9H8"))
        .live_flag("disabled", move || !desk.can_undo())
        .on("click", move |_| desk.undo());
    let redo = icon_button(words::runs::redo(), pen("M13 4l4 4-4 4M17 8H8a4.5 4.5 0 0 0 0 9h4"))
        .live_flag("disabled", move || !desk.can_redo())
        .on("click", move |_| desk.redo());
    let pin =
        act(words::runs::pin(), pen("M7 3h6l-1 6 3 3H5l3-3zM10 12v5"), Box::new(pin_reason)).on("click", move |_| {
            desk.pin();
        });
    let fork = act(words::runs::fork(), pen("M3 10h5c4 0 3-5 8-5M8 10c4 0 3 5 8 5"), Box::new(fork_reason))
        .on("click", move |_| desk.fork());
    let list = el("ul").class("runs__list").attr("aria-label", words::runs::list()).live_list(places, label);
    let working = move || desk.work.get() != Work::Done;
    el("div")
        .class("runs")
        .child(list)
        .live_if(working, move || work(desk))
        .child(el("div").class("runs__acts").children([undo, redo, pin, fork]))
}

/// How far a run that takes longer has come, and a way to stop it.
fn work(desk: Desk) -> El {
    let of = move |place: usize| move || Some(desk.progress().map_or(1, |progress| progress[place]).to_string());
    let going = move || desk.work.get() == Work::Going;
    let name = move || if going() { words::runs::stop() } else { words::runs::go_on() }.to_string();
    let switch = move |_| if going() { desk.stop() } else { desk.go_on() };
    el("div")
        .class("gd-work")
        .child(
            el("progress")
                .live_attr("max", of(1))
                .live_attr("value", of(0))
                .attr("aria-label", words::runs::computing()),
        )
        .child(el("button").class("gd-button").attr("type", "button").live_text(name).on("click", switch))
}

/// A button that may have a reason not to be pressed.
fn act(name: &str, icon: El, reason: Box<dyn Fn() -> Option<String>>) -> El {
    let reason: std::rc::Rc<dyn Fn() -> Option<String>> = reason.into();
    let why = reason.clone();
    el("button")
        .attr("type", "button")
        .class("gd-button")
        .live_attr("title", move || why())
        .live_flag("disabled", move || reason().is_some())
        .child(icon)
        .text(name)
}

fn legend(desk: Desk, place: usize, label: El) -> El {
    let letter = LETTERS.get(place).copied().unwrap_or("");
    let role = Role::of_run(place).name();
    let line = svg("path").class(&format!("s-{role} run-{}", letter.to_ascii_lowercase())).attr("d", "M0 6H34");
    let mark = svg("path").class(&format!("k-{role} ring")).attr("d", shape(place));
    let legend = el("li")
        .class("gd-run")
        .attr("data-run", letter)
        .child(drawing("fig", "0 0 34 12").children([line, mark]))
        .child(el("b").class(&format!("t-{role}")).text(letter))
        .child(label);
    if place == 0 {
        return legend;
    }
    legend.child(
        icon_button(&words::runs::unpin(letter), icon("icon pen", "M6 6l8 8M14 6l-8 8"))
            .on("click", move |_| desk.unpin(place - 1)),
    )
}

/// A circle, a square, a triangle, a diamond: the forms that the runs have in the figures.
const fn shape(place: usize) -> &'static str {
    match place {
        0 => "M12 6a5 5 0 1 0 10 0a5 5 0 1 0-10 0",
        1 => "M12.5 1.5h9v9h-9z",
        2 => "M17 0l5.5 10.5h-11z",
        _ => "M17 0l6 6-6 6-6-6z",
    }
}

/// A label for every run, A first: the settings in which it differs from A; for A those in which any other differs from it.
fn labels(desk: Desk, run: &dyn Run, pins: &[&dyn Run]) -> Vec<String> {
    let against = |pin: &dyn Run| differing(desk, run.spec(), pin.spec());
    let any: Vec<Key> = pins.iter().flat_map(|pin| against(*pin)).collect();
    let of_a = SPECS.iter().map(|row| row.key).filter(|key| any.contains(key)).collect();
    let mut found = vec![label(run, of_a)];
    found.extend(pins.iter().map(|pin| label(*pin, against(*pin))));
    found
}

fn differing(desk: Desk, a: &RunSpec, b: &RunSpec) -> Vec<Key> {
    let keys = desk.lesson.controls().iter().map(|control| control.key).filter(|key| key.spec().scope != Scope::View);
    let same = |key: Key| a.values().same(b.values(), key) && a.current_values().same(b.current_values(), key);
    keys.filter(|key| !same(*key)).collect()
}

fn label(run: &dyn Run, mut keys: Vec<Key>) -> String {
    if keys.is_empty() {
        keys.push(Key::Rate);
    }
    let more = keys.len() > NAMED;
    let said = keys.into_iter().take(NAMED).map(|key| words::runs::setting(&short(run, key), &value(run, key)));
    let mut said = said.collect::<Vec<_>>().join(words::runs::between());
    if more {
        said.push_str(words::runs::more());
    }
    if let Some(fork) = run.spec().forks.last() {
        said = words::runs::forked(&said, &fork.at.to_string());
    }
    said
}

/// A control's name inside a sentence, without its symbol.
fn short(run: &dyn Run, key: Key) -> String {
    if key == Key::Rate {
        return words::runs::rate().to_string();
    }
    let words: String =
        spans(&run.label(key)).into_iter().filter(|span| span.mark.is_empty()).map(|span| span.text).collect();
    // The browser knows the lower case of every script.
    plain(&String::from(JsString::from(words.trim()).to_lower_case()))
}

fn value(run: &dyn Run, key: Key) -> String {
    let Values { settings, entries } = run.spec().current_values();
    if let Some(typed) = entries.typed(key).filter(|_| Key::ENTRIES) {
        return plain(&typed);
    }
    match run.options(key).get(settings.index(key)) {
        Some(name) => (*name).to_string(),
        None => run.read_out(key, settings.value(key)),
    }
}
