//! The controls of a lesson, out of the course's table: what a step names stands open, the rest waits behind one line.

use super::desk::Desk;
use super::marked::{marked, unmarked};
use super::slider::Slider;
use crate::i18n::words;
use crate::params::{Key, Kind};
use leptos::prelude::*;
use std::sync::Arc;

/// Choices with more values, or with longer names, are lists.
const CHOICES: usize = 3;
const CHOICE_LETTERS: usize = 24;

/// All controls.
#[component]
pub fn Controls(desk: Desk) -> impl IntoView {
    let open = Memo::new(move |_| {
        let step = desk.step.get();
        let named = desk.lesson.story().steps.get(step).map_or(&[][..], |step| step.controls);
        desk.with_run(|run| {
            named.iter().copied().filter(|key| run.shown(*key) && !hidden(desk, *key)).collect::<Vec<_>>()
        })
    });
    let rest = Memo::new(move |_| {
        let keys = desk.lesson.controls().iter().map(|control| control.key);
        let open = open.read();
        desk.with_run(|run| {
            keys.filter(|key| !open.contains(key) && run.shown(*key) && !hidden(desk, *key)).collect::<Vec<_>>()
        })
    });
    view! {
        <div class="controls">
            <Group desk keys=open/>
            <Show when=move || !rest.read().is_empty()>
                <details class="gd-all">
                    <summary>{words::controls::all()}</summary>
                    <Group desk keys=rest/>
                </details>
            </Show>
        </div>
    }
}

/// Controls one under the other; the switches share the last row.
#[component]
fn Group(desk: Desk, keys: Memo<Vec<Key>>) -> impl IntoView {
    let part = move |switches: bool| {
        move || keys.get().into_iter().filter(|key| (key.spec().kind == Kind::Switch) == switches).collect::<Vec<_>>()
    };
    let switches = part(true);
    let some = Memo::new(move |_| !switches().is_empty());
    view! {
        <div class="gd-controls">
            <For each=part(false) key=|key| *key children=move |key| view! { <Control desk key/> }/>
            <Show when=move || some.get()>
                <div class="gd-row gd-row--switches">
                    <For each=switches key=|key| *key children=move |key| view! { <Switch desk key/> }/>
                </div>
            </Show>
        </div>
    }
}

#[component]
fn Control(desk: Desk, key: Key) -> impl IntoView {
    if let Kind::Number { .. } = key.spec().kind {
        return view! { <Slider desk key/> }.into_any();
    }
    let options = Memo::new(move |_| desk.with_run(|run| run.options(key)));
    let listed = Memo::new(move |_| {
        let options = options.read();
        options.len() > CHOICES || options.iter().map(|name| name.chars().count()).sum::<usize>() > CHOICE_LETTERS
    });
    view! {
        {move || {
            if listed.get() {
                view! { <Select desk key options/> }.into_any()
            } else {
                view! { <Choice desk key options/> }.into_any()
            }
        }}
    }
    .into_any()
}

fn hidden(desk: Desk, key: Key) -> bool {
    desk.frame.read().hide.iter().any(|name| name == key.spec().link)
}

/// Whether a link says that a control may not be changed. Tracked.
pub fn fixed(desk: Desk, key: Key) -> bool {
    desk.frame.read().fix.iter().any(|name| name == key.spec().link)
}

/// The id of a control, by its name in links.
pub fn id_of(key: Key) -> String {
    format!("control-{}", key.spec().link)
}

/// The marked-up name of a control, as this run calls it.
pub fn name_of(desk: Desk, key: Key) -> Memo<String> {
    Memo::new(move |_| desk.with_run(|run| run.label(key)))
}

/// A control's value. Tracked.
pub fn value_of(desk: Desk, key: Key) -> Memo<f64> {
    Memo::new(move |_| desk.spec.read().current().value(key))
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

#[component]
fn Select(desk: Desk, key: Key, options: Memo<Vec<String>>) -> impl IntoView {
    let (id, value, name) = (id_of(key), value_of(desk, key), name_of(desk, key));
    let choose = move |event| {
        if let Ok(index) = event_target_value(&event).parse::<f64>() {
            set_at_once(desk, key, index);
        }
    };
    let option = move |(index, name): (usize, String)| {
        let selected = move || value.get() as usize == index;
        view! { <option value=index.to_string() selected=selected>{unmarked(&name)}</option> }
    };
    view! {
        <div class="gd-row">
            <label for=id.clone()>{move || marked(&name.get())}</label>
            <select class="gd-select" id=id disabled=move || fixed(desk, key) on:change=choose
                prop:value=move || { options.track(); (value.get() as usize).to_string() }>
                {move || options.get().into_iter().enumerate().map(option).collect_view()}
            </select>
        </div>
    }
}

#[component]
fn Choice(desk: Desk, key: Key, options: Memo<Vec<String>>) -> impl IntoView {
    let (id, value, name) = (id_of(key), value_of(desk, key), name_of(desk, key));
    let links = match key.spec().kind {
        Kind::Choice(names) => names,
        _ => &[],
    };
    let option = move |(index, name): (usize, String)| {
        view! {
            <label>
                <input class="out" type="radio" name=id_of(key) value=links.get(index).copied().unwrap_or("")
                    prop:checked=move || value.get() as usize == index
                    on:change=move |_| set_at_once(desk, key, index as f64)/>
                {marked(&name)}
            </label>
        }
    };
    view! {
        <fieldset class="gd-row" id=id disabled=move || fixed(desk, key)>
            <legend class="out">{move || unmarked(&name.get())}</legend>
            <span aria-hidden="true">{move || marked(&name.get())}</span>
            <span class="gd-choice">{move || options.get().into_iter().enumerate().map(option).collect_view()}</span>
        </fieldset>
    }
}

#[component]
fn Switch(desk: Desk, key: Key) -> impl IntoView {
    let (value, name) = (value_of(desk, key), name_of(desk, key));
    view! {
        <label class="gd-switch">
            <input type="checkbox" id=id_of(key) disabled=move || fixed(desk, key) prop:checked=move || value.get() != 0.0
                on:change=move |event| set_at_once(desk, key, f64::from(event_target_checked(&event)))/>
            <span>{move || marked(&name.get())}</span>
        </label>
    }
}
