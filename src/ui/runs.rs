//! The runs in one row: a legend that says what differs, pins, forks, undo and redo.

use super::desk::Desk;
use super::marked::marked;
use crate::i18n::{plain, spans, words};
use crate::lessons::Run;
use crate::params::{Key, MAX_PINS, RunSpec, Scope};
use crate::plot::Role;
use leptos::prelude::*;

/// At most so many settings are named in the label of a run.
const NAMED: usize = 2;
const LETTERS: [&str; MAX_PINS + 1] = ["A", "B", "C", "D"];

/// The row over the figures.
#[component]
pub fn Runs(desk: Desk) -> impl IntoView {
    let labels = Memo::new(move |_| {
        desk.spec.track();
        let (run, pinned) = (desk.run.read(), desk.pinned.read());
        let pins: Vec<&dyn Run> = pinned.iter().map(|run| &*run.0).collect();
        labels(desk, &*run.0, &pins)
    });
    let runs =
        move || labels.get().into_iter().enumerate().map(|(place, label)| legend(desk, place, label)).collect_view();
    let pin_reason = move || (desk.pins.read().len() >= MAX_PINS).then(words::runs::full);
    let fork_reason = move || {
        let (at, updates) = (desk.at(), desk.updates());
        if desk.veiled() {
            Some(words::bench::wait())
        } else if at == 0 {
            Some(words::runs::fork_at_start())
        } else if at >= updates {
            Some(words::runs::fork_at_end())
        } else {
            None
        }
    };
    view! {
        <div class="runs">
            <ul class="runs__list" aria-label=words::runs::list()>{runs}</ul>
            <div class="runs__acts">
                <button type="button" class="gd-button gd-button--icon" aria-label=words::runs::undo() title=words::runs::undo()
                    disabled=move || !desk.can_undo() on:click=move |_| desk.undo()>
                    <svg class="icon pen" viewBox="0 0 20 20" aria-hidden="true"><path d="M7 4L3 8l4 4M3 8h9a4.5 4.5 0 0 1 0 9H8"></path></svg>
                </button>
                <button type="button" class="gd-button gd-button--icon" aria-label=words::runs::redo() title=words::runs::redo()
                    disabled=move || !desk.can_redo() on:click=move |_| desk.redo()>
                    <svg class="icon pen" viewBox="0 0 20 20" aria-hidden="true"><path d="M13 4l4 4-4 4M17 8H8a4.5 4.5 0 0 0 0 9h4"></path></svg>
                </button>
                <button type="button" class="gd-button" title=pin_reason disabled=move || pin_reason().is_some()
                    on:click=move |_| { desk.pin(); }>
                    <svg class="icon pen" viewBox="0 0 20 20" aria-hidden="true"><path d="M7 3h6l-1 6 3 3H5l3-3zM10 12v5"></path></svg>
                    {words::runs::pin()}
                </button>
                <button type="button" class="gd-button" title=fork_reason disabled=move || fork_reason().is_some()
                    on:click=move |_| desk.fork()>
                    <svg class="icon pen" viewBox="0 0 20 20" aria-hidden="true"><path d="M3 10h5c4 0 3-5 8-5M8 10c4 0 3 5 8 5"></path></svg>
                    {words::runs::fork()}
                </button>
            </div>
        </div>
    }
}

fn legend(desk: Desk, place: usize, label: String) -> impl IntoView {
    let letter = LETTERS.get(place).copied().unwrap_or("");
    let role = Role::of_run(place).name();
    let unpin = (place > 0).then(|| {
        let name = words::runs::unpin(letter);
        view! {
            <button type="button" class="gd-button gd-button--icon" aria-label=name.clone() title=name
                on:click=move |_| desk.unpin(place - 1)>
                <svg class="icon pen" viewBox="0 0 20 20" aria-hidden="true"><path d="M6 6l8 8M14 6l-8 8"></path></svg>
            </button>
        }
    });
    view! {
        <li class="gd-run" data-run=letter>
            <svg class="fig" viewBox="0 0 34 12" aria-hidden="true">
                <path class=format!("s-{role} run-{}", letter.to_lowercase()) d="M0 6H34"></path>
                <path class=format!("k-{role} ring") d=shape(place)></path>
            </svg>
            <b class=format!("t-{role}")>{letter}</b>
            <span>{marked(&label)}</span>
            {unpin}
        </li>
    }
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
    let mut of_a: Vec<Key> = pins.iter().flat_map(|pin| against(*pin)).collect();
    of_a.sort();
    of_a.dedup();
    let mut found = vec![label(run, of_a)];
    found.extend(pins.iter().map(|pin| label(*pin, against(*pin))));
    found
}

fn differing(desk: Desk, a: &RunSpec, b: &RunSpec) -> Vec<Key> {
    let keys = desk.lesson.controls().iter().map(|control| control.key).filter(|key| key.spec().scope != Scope::View);
    let start = |spec: &RunSpec, key: Key| spec.settings.value(key);
    let end = |spec: &RunSpec, key: Key| spec.current().value(key);
    keys.filter(|key| start(a, *key) != start(b, *key) || end(a, *key) != end(b, *key)).collect()
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
    plain(&words.trim().to_lowercase())
}

fn value(run: &dyn Run, key: Key) -> String {
    let index = run.spec().current().index(key);
    match run.options(key).get(index) {
        Some(name) => name.clone(),
        None => run.read_out(key),
    }
}
