//! Data that a person brings along: typed, pasted, dropped or opened as a table, or put into the figure point by point.

use super::desk::Desk;
use super::reading::ReadingReport;
use crate::i18n::words;
use crate::params::{Key, Kind, OWN_LIMIT, OwnData};
use crate::sim::csv::{Options, read};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DragEvent, File, HtmlInputElement};

/// Larger files are not even read.
const FILE_LIMIT: f64 = 20e6;

/// The panel behind one line.
#[component]
pub fn OwnDataPanel(desk: Desk, editing: RwSignal<bool>) -> impl IntoView {
    let open = RwSignal::new(false);
    let toggle = move |event: leptos::ev::Event| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlDetailsElement>().ok());
        open.set(target.is_some_and(|details| details.open()));
    };
    view! {
        <details class="gd-data" on:toggle=toggle>
            <summary>{words::own_data::summary()}</summary>
            <Show when=move || open.get()><Panel desk editing/></Show>
        </details>
    }
}

#[component]
fn Panel(desk: Desk, editing: RwSignal<bool>) -> impl IntoView {
    // What was typed; none while the box shows the data of the run.
    let typed = RwSignal::new(None::<String>);
    let options = RwSignal::new(Options::default());
    let refused = RwSignal::new(None::<&'static str>);
    let hovered = RwSignal::new(false);
    let shown = Memo::new(move |_| {
        typed.get().unwrap_or_else(|| desk.with_run(|run| run.data().map_or(String::new(), |data| as_text(&data))))
    });
    let reading = Memo::new(move |_| read(&shown.read(), options.get(), OWN_LIMIT));

    let take = move |file: File| {
        refused.set(None);
        if file.size() > FILE_LIMIT {
            refused.set(Some(words::own_data::too_large_a_file()));
            return;
        }
        spawn_local(async move {
            let text = file.text().await.ok().as_ref().and_then(JsValue::as_string);
            match text {
                Some(text) => {
                    let _ = options.try_set(Options::default());
                    let _ = typed.try_set(Some(text));
                }
                None => {
                    let _ = refused.try_set(Some(words::own_data::unreadable()));
                }
            }
        });
    };
    let drop = move |event: DragEvent| {
        event.prevent_default();
        hovered.set(false);
        let Some(dropped) = event.data_transfer() else { return };
        if let Some(file) = dropped.files().and_then(|files| files.get(0)) {
            take(file);
        } else if let Ok(text) = dropped.get_data("text/plain")
            && !text.is_empty()
        {
            options.set(Options::default());
            typed.set(Some(text));
        }
    };
    let pick = move |event: leptos::ev::Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = input else { return };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            take(file);
        }
        // The same file may be picked again.
        input.set_value("");
    };
    let apply = move |_| {
        let data = reading.with_untracked(|reading| {
            let name = |column: usize| reading.names.get(column).cloned().unwrap_or_default();
            let (x_name, y_name) = (name(reading.x), name(reading.y));
            // The same columns with other rows are still measured from the same place.
            let shown = desk.run.with_untracked(|run| run.0.data()).unwrap_or_default();
            let origin = if shown.x_name == x_name && shown.y_name == y_name { shown.origin } else { 0.0 };
            OwnData { x_name, y_name, origin, points: reading.points.clone() }
        });
        use_data(desk, data);
        typed.set(None);
        options.set(Options::default());
    };
    let clear = move |_| {
        let data = desk.run.with_untracked(|run| run.0.data()).unwrap_or_default();
        use_data(desk, OwnData { points: Vec::new(), ..data });
        typed.set(None);
        editing.set(true);
    };
    let none = move || reading.read().points.is_empty();
    view! {
        <div class="gd-data__panel" class:is-over=move || hovered.get()
            on:dragover=move |event: DragEvent| { event.prevent_default(); hovered.set(true); }
            on:dragleave=move |_| hovered.set(false) on:drop=drop>
            <div class="gd-data__text">
                <label for="own-text">{words::own_data::text()}</label>
                <textarea id="own-text" rows="8" spellcheck="false" autocomplete="off" prop:value=move || shown.get()
                    on:input=move |event| { refused.set(None); typed.set(Some(event_target_value(&event))); }></textarea>
                <p class="note">{words::own_data::hint()}</p>
                <p class="gd-data__acts">
                    <label class="gd-button gd-button--line">
                        <input class="out" type="file" accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain" on:change=pick/>
                        {words::own_data::file()}
                    </label>
                    <span role="status">{move || refused.get()}</span>
                </p>
            </div>
            <div class="gd-data__side">
                <ReadingReport reading options/>
                <label class="gd-switch">
                    <input type="checkbox" prop:checked=move || editing.get()
                        on:change=move |event| editing.set(event_target_checked(&event))/>
                    <span>{words::own_data::edit()}</span>
                </label>
                <Show when=move || editing.get()><p class="note">{words::own_data::edit_how()}</p></Show>
                <p class="gd-data__acts">
                    <button type="button" class="gd-button gd-button--line gd-data__use" disabled=none on:click=apply>{words::own_data::use_rows()}</button>
                    <button type="button" class="gd-button" on:click=clear>{words::own_data::clear()}</button>
                </p>
            </div>
        </div>
    }
}

/// Puts own data on the desk, in one act.
fn use_data(desk: Desk, data: OwnData) {
    let Kind::Choice(names) = Key::Data.spec().kind else { return };
    let Some(own) = names.iter().position(|name| *name == "own") else { return };
    let mut next = desk.spec.with_untracked(|spec| spec.with(Key::Data, own as f64));
    next.own = Some(Arc::new(data));
    desk.change(next);
    desk.settle();
}

/// The data as they would be typed. Names that hold a comma or a quote are put in quotes.
fn as_text(data: &OwnData) -> String {
    let cell = |name: &str| {
        if name.contains([',', '"']) { format!("\"{}\"", name.replace('"', "\"\"")) } else { name.to_string() }
    };
    let mut text = String::new();
    if !data.x_name.is_empty() || !data.y_name.is_empty() {
        text = format!("{},{}\n", cell(&data.x_name), cell(&data.y_name));
    }
    for [x, y] in &data.points {
        text.push_str(&format!("{x},{y}\n"));
    }
    text
}
