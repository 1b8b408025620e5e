//! Saving progress as a file, and loading it from one: [`Progress::file`] writes it, [`Progress::from_file`] reads it.

use super::dom::{El, el};
use super::hooks::{download, settled};
use super::progress::{keep, kept};
use crate::i18n::words::about as words;
use crate::progress::{Fault, Progress};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{File, HtmlInputElement};

/// No progress is as large as this, in bytes.
const LARGEST: f64 = 1e6;

/// A button that writes the file, one that reads it, and what became of it.
pub fn progress_file() -> El {
    let said = RwSignal::new(String::new());
    let input = el("input").class("out").attr("type", "file").attr("accept", ".json,application/json");
    let field: HtmlInputElement = input.cast();
    let input = input.on("change", move |_| {
        if let Some(file) = field.files().and_then(|files| files.get(0)) {
            take(file, said);
        }
        // The same file may be picked again.
        field.set_value("");
    });
    let save = el("button").class("gd-button gd-button--line").attr("type", "button").text(words::save());
    el("p")
        .class("about__forget")
        .child(save.on("click", move |_| download("downhill-progress.json", "application/json", &kept().file())))
        .child(el("label").class("gd-button gd-button--line").child(input).text(words::load()))
        .child(el("span").class("note").attr("role", "status").live_text(move || said.get()))
}

fn take(file: File, said: RwSignal<String>) {
    if file.size() > LARGEST {
        said.set(words::load_no_progress().to_string());
        return;
    }
    settled(file.text().unchecked_ref(), move |text| {
        let text = text.as_ref().and_then(JsValue::as_string).unwrap_or_default();
        let _ = said.try_set(match Progress::from_file(&text) {
            Ok(progress) => {
                keep(|kept| kept.join(&progress));
                words::loaded().to_string()
            }
            Err(Fault::Nothing) => words::load_no_progress().to_string(),
            Err(Fault::Version) => words::load_later().to_string(),
            Err(Fault::Line(place, line)) => words::load_line(&place.to_string(), &line),
        });
    });
}
