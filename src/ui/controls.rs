//! The controls of a lesson, out of the course's table: what a step names stands open, the rest waits behind one line.

use super::desk::Desk;
use super::dom::{El, checked_of, el};
use super::entry::entry;
use super::pick::pick;
use super::slider::slider;
use crate::i18n::{html, unmarked, words};
use crate::params::{Key, Kind, SPECS};
use leptos::prelude::*;
use std::sync::Arc;

/// Choices with more values, or with longer names, are lists.
const CHOICES: usize = 3;
const CHOICE_LETTERS: usize = 24;

/// All controls.
pub fn controls(desk: Desk) -> El {
    el("div").class("controls").child(group(desk, true)).live_if(
        move || !keys(desk, false).is_empty(),
        move || {
            el("details").class("gd-all").child(el("summary").text(words::controls::all())).child(group(desk, false))
        },
    )
}

/// The controls that this step names, or all others. Tracked.
fn keys(desk: Desk, open: bool) -> Vec<Key> {
    let named = desk.lesson.story().steps.get(desk.step.get()).map_or(&[][..], |step| step.controls);
    let hidden = |key: Key| desk.frame.read().hide.iter().any(|name| name == key.spec().link);
    let all = || desk.lesson.controls().iter().map(|control| control.key);
    let found: Vec<Key> = if open { named.to_vec() } else { all().filter(|key| !named.contains(key)).collect() };
    desk.with_run(|run| found.into_iter().filter(|key| run.shown(*key) && !hidden(*key)).collect())
}

/// Controls one under the other; the switches share the last row.
fn group(desk: Desk, open: bool) -> El {
    let switches = move || {
        keys(desk, open)
            .into_iter()
            .filter(|key| key.spec().kind == Kind::Switch)
            .map(|key| key as usize)
            .collect::<Vec<_>>()
    };
    // A control that turns from buttons into a list is another element.
    let others = move || {
        let keys = keys(desk, open).into_iter().filter(|key| key.spec().kind != Kind::Switch);
        keys.map(|key| 2 * key as usize + usize::from(listed(desk, key))).collect()
    };
    el("div")
        .class("gd-controls")
        .live_list(others, move |place| control(desk, SPECS[place / 2].key, place % 2 == 1))
        .live_if(
            move || !switches().is_empty(),
            move || {
                el("div")
                    .class("gd-row gd-row--switches")
                    .live_list(switches, move |place| switch(desk, SPECS[place].key))
            },
        )
}

fn listed(desk: Desk, key: Key) -> bool {
    let offered = offered(desk, key);
    offered.iter().filter(|name| !name.is_empty()).count() > CHOICES
        || offered.iter().map(|name| name.chars().count()).sum::<usize>() > CHOICE_LETTERS
}

/// The names of the values that this lesson offers, and of the one that a link has set all the same; empty for others. Tracked.
fn offered(desk: Desk, key: Key) -> Vec<&'static str> {
    let control = desk.lesson.control(key);
    let mut options = options(desk, key);
    let set = value(desk, key);
    for (index, name) in options.iter_mut().enumerate() {
        if index != set && control.is_some_and(|control| !control.offers(index as f64)) {
            *name = "";
        }
    }
    options
}

fn control(desk: Desk, key: Key, listed: bool) -> El {
    match key.spec().kind {
        Kind::Number { .. } => slider(desk, key),
        kind if Key::ENTRIES && kind.is_entry() => entry(desk, key),
        _ if listed => list(desk, key),
        _ => choice(desk, key),
    }
}

/// Whether a link says that a control may not be changed. Tracked.
pub fn fixed(desk: Desk, key: Key) -> bool {
    desk.frame.read().fix.iter().any(|name| name == key.spec().link)
}

/// The id of a control, by its name in links.
pub fn id_of(key: Key) -> String {
    format!("control-{}", key.spec().link)
}

/// The marked-up name of a control, as this run calls it. Tracked.
fn name(desk: Desk, key: Key) -> String {
    desk.with_run(|run| run.label(key))
}

/// Its value. Tracked.
fn value(desk: Desk, key: Key) -> usize {
    desk.spec.read().current().index(key)
}

/// The names of its values. Tracked.
fn options(desk: Desk, key: Key) -> Vec<&'static str> {
    desk.with_run(|run| run.options(key))
}

/// Sets a control that is done in one act. Choosing one's own data without having any starts with those that are shown.
fn set_at_once(desk: Desk, key: Key, value: f64) {
    let mut next = desk.spec.with_untracked(|spec| spec.with(key, value));
    if key == Key::Data && next.own.is_none() && next.current().choice(Key::Data) == "own" {
        next.own = desk.run.with_untracked(|run| run.0.data()).map(Arc::new);
    }
    desk.change(next);
    desk.settle();
}

fn list(desk: Desk, key: Key) -> El {
    let id = id_of(key);
    let names = move || offered(desk, key).iter().map(|name| unmarked(name)).collect();
    el("div").class("gd-row").child(el("label").attr("for", &id).live_html(move || html(&name(desk, key)))).child(
        pick(names, move || value(desk, key), move |index| set_at_once(desk, key, index as f64))
            .attr("id", &id)
            .live_flag("disabled", move || fixed(desk, key)),
    )
}

fn choice(desk: Desk, key: Key) -> El {
    let links = match key.spec().kind {
        Kind::Choice(names) => names,
        _ => &[],
    };
    let option = move |index: usize| {
        let words = move || options(desk, key).get(index).map_or_else(String::new, |name| html(name));
        let button = el("input")
            .class("out")
            .attr("type", "radio")
            .attr("name", &id_of(key))
            .attr("value", links.get(index).copied().unwrap_or(""))
            .live_prop("checked", move || (value(desk, key) == index).into())
            .on("change", move |_| set_at_once(desk, key, index as f64));
        el("label").child(button).child(el("span").live_html(words))
    };
    let places = move || {
        let offered = offered(desk, key);
        (0..offered.len()).filter(|index| !offered[*index].is_empty()).collect()
    };
    el("fieldset")
        .class("gd-row")
        .attr("id", &id_of(key))
        .live_flag("disabled", move || fixed(desk, key))
        .child(el("legend").class("out").live_text(move || unmarked(&name(desk, key))))
        .child(el("span").attr("aria-hidden", "true").live_html(move || html(&name(desk, key))))
        .child(el("span").class("gd-choice").live_list(places, option))
}

fn switch(desk: Desk, key: Key) -> El {
    let input = el("input")
        .attr("type", "checkbox")
        .attr("id", &id_of(key))
        .live_flag("disabled", move || fixed(desk, key))
        .live_prop("checked", move || (value(desk, key) != 0).into())
        .on("change", move |event| set_at_once(desk, key, f64::from(checked_of(&event))));
    el("label").class("gd-switch").child(input).child(el("span").live_html(move || html(&name(desk, key))))
}
