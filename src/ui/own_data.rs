//! Data that a person brings along: typed, pasted, dropped or opened as a table, or put into the figure point by point.

use super::desk::Desk;
use super::dom::{El, checked_of, el, value_of};
use super::hooks::settled;
use super::panels;
use super::reading::reading_report;
use crate::i18n::words;
use crate::params::table::{Options, read};
use crate::params::{Edit, OWN_LIMIT, OwnData};
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DragEvent, File, HtmlInputElement};

/// Larger files are not even read.
const FILE_LIMIT: f64 = 20e6;

/// The panel behind one line.
pub fn own_data(desk: Desk, editing: RwSignal<bool>) -> El {
    let open = RwSignal::new(false);
    let details = el("details").class("gd-data");
    let fold = details.node().clone();
    details
        .on("toggle", move |_| open.set(fold.has_attribute("open")))
        .child(el("summary").text(words::own_data::summary()))
        .live_if(move || open.get() && panels::ready(), move || panels::open(|panels| (panels.data)(desk, editing)))
}

/// What a person has brought so far.
#[derive(Clone, Copy)]
struct Draft {
    /// What was typed; none while the box shows the data of the run.
    typed: RwSignal<Option<String>>,
    options: RwSignal<Options>,
    /// Why a file was not read; empty if none was refused.
    refused: RwSignal<String>,
}

impl Draft {
    fn start_over(&self, text: Option<String>) {
        let _ = self.options.try_set(Options::default());
        let _ = self.typed.try_set(text);
    }

    fn take(self, file: File) {
        self.refused.set(String::new());
        if file.size() > FILE_LIMIT {
            self.refused.set(words::own_data::too_large_a_file().to_string());
            return;
        }
        settled(file.text().unchecked_ref(), move |text| match text.as_ref().and_then(JsValue::as_string) {
            Some(text) => self.start_over(Some(text)),
            None => {
                let _ = self.refused.try_set(words::own_data::unreadable().to_string());
            }
        });
    }

    fn dropped(self, event: &DragEvent) {
        let Some(dropped) = event.data_transfer() else { return };
        if let Some(file) = dropped.files().and_then(|files| files.get(0)) {
            self.take(file);
        } else if let Ok(text) = dropped.get_data("text/plain")
            && !text.is_empty()
        {
            self.start_over(Some(text));
        }
    }
}

/// What stands behind that line.
pub fn panel(desk: Desk, editing: RwSignal<bool>) -> El {
    let draft = Draft {
        typed: RwSignal::new(None),
        options: RwSignal::new(Options::default()),
        refused: RwSignal::new(String::new()),
    };
    let hovered = RwSignal::new(false);
    let shown = Memo::new(move |_| {
        let typed = draft.typed.get();
        typed.unwrap_or_else(|| desk.with_run(|run| run.data().map_or_else(String::new, |data| as_text(&data))))
    });
    let reading = Memo::new(move |_| shown.with(|text| read(text, draft.options.get(), OWN_LIMIT)));
    let none = move || reading.with(|reading| reading.points.is_empty());
    let report = reading_report(reading, draft.options);
    // What was done with the rows, and the data that they became.
    let used = RwSignal::new((None::<Arc<OwnData>>, String::new()));
    let apply = move |_| {
        let (data, said) = untrack(|| {
            reading.with(|reading| {
                let said = words::own_data::used(&reading.points.len().to_string(), &reading.problem_count.to_string());
                let name = |column: usize| reading.names.get(column).cloned().unwrap_or_default();
                let (x_name, y_name) = (name(reading.x), name(reading.y));
                // The same columns with other rows are still measured from the same place.
                let shown = desk.run.with_untracked(|run| run.0.data()).unwrap_or_default();
                let origin = if shown.x_name == x_name && shown.y_name == y_name { shown.origin } else { 0.0 };
                (OwnData { x_name, y_name, origin, points: reading.points.clone() }, said)
            })
        });
        use_data(desk, data);
        used.set((desk.spec.with_untracked(|spec| spec.own.clone()), said));
        draft.start_over(None);
    };
    let clear = move |_| {
        let data = desk.run.with_untracked(|run| run.0.data()).unwrap_or_default();
        use_data(desk, OwnData { points: Vec::new(), ..data });
        draft.typed.set(None);
        editing.set(true);
    };
    let edit = el("input")
        .attr("type", "checkbox")
        .live_prop("checked", move || editing.get().into())
        .on("change", move |event| editing.set(checked_of(&event)));
    let act = |class: &str, name: &str| el("button").attr("type", "button").class(class).text(name);
    let side = el("div")
        .class("gd-data__side")
        .children(report)
        .child(el("label").class("gd-switch").child(edit).child(el("span").text(words::own_data::edit())))
        .live_if(move || editing.get(), || el("p").class("note").text(words::own_data::edit_how()))
        .child(
            el("p")
                .class("gd-data__acts")
                .child(
                    act("gd-button gd-button--line gd-data__use", words::own_data::use_rows())
                        .live_flag("disabled", none)
                        .on("click", apply),
                )
                .child(act("gd-button", words::own_data::clear()).on("click", clear)),
        )
        .child(el("p").attr("role", "status").live_text(move || {
            let (data, said) = used.get();
            let spec = desk.spec.read();
            let same = data.zip(spec.own.as_ref()).is_some_and(|(data, own)| Arc::ptr_eq(&data, own));
            if same && draft.typed.read().is_none() { said } else { String::new() }
        }));
    let area = el("textarea")
        .attr("id", "own-text")
        .attr("rows", "8")
        .attr("spellcheck", "false")
        .attr("autocomplete", "off")
        .live_prop("value", move || shown.with(|text| text.as_str().into()))
        .on("input", move |event| {
            draft.refused.set(String::new());
            draft.typed.set(Some(value_of(&event)));
        });
    el("div")
        .class("gd-data__panel")
        .live_class("is-over", move || hovered.get())
        .on("dragover", move |event| {
            event.prevent_default();
            hovered.set(true);
        })
        .on("dragleave", move |_| hovered.set(false))
        .on("drop", move |event| {
            event.prevent_default();
            hovered.set(false);
            draft.dropped(event.unchecked_ref());
        })
        .child(
            el("div")
                .class("gd-data__text")
                .child(el("label").attr("for", "own-text").text(words::own_data::text()))
                .child(area)
                .child(el("p").class("note").text(words::own_data::hint()))
                .child(file_picker(draft)),
        )
        .child(side)
}

fn file_picker(draft: Draft) -> El {
    let input = el("input")
        .class("out")
        .attr("type", "file")
        .attr("accept", ".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain");
    let field: HtmlInputElement = input.cast();
    let input = input.on("change", move |_| {
        if let Some(file) = field.files().and_then(|files| files.get(0)) {
            draft.take(file);
        }
        // The same file may be picked again.
        field.set_value("");
    });
    el("p")
        .class("gd-data__acts")
        .child(el("label").class("gd-button gd-button--line").child(input).text(words::own_data::file()))
        .child(el("span").attr("role", "status").live_text(move || draft.refused.get()))
}

/// Puts own data on the desk, in one act.
fn use_data(desk: Desk, data: OwnData) {
    desk.change(desk.spec.with_untracked(|spec| spec.edited(Edit::Data(data))));
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
