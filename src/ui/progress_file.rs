//! Progress as a file that a person keeps: JSON around the lines of [`crate::progress`].
//!
//! ```text
//! { "program": "downhill", "progress": ["1", "last line-of-best-fit", ...] }
//! ```

use super::dom::{El, el};
use super::hooks::{download, settled};
use super::progress::{keep, kept};
use crate::i18n::words::about as words;
use crate::progress::{Fault, Progress};
use js_sys::{Array, JSON, Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{File, HtmlInputElement};

const PROGRAM: &str = "downhill";
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
        .child(save.on("click", move |_| download("downhill-progress.json", "application/json", &written(&kept()))))
        .child(el("label").class("gd-button gd-button--line").child(input).text(words::load()))
        .child(el("span").class("note").attr("role", "status").live_text(move || said.get()))
}

fn written(progress: &Progress) -> String {
    let file = Object::new();
    let lines: Array = progress.write().lines().map(JsValue::from_str).collect();
    let _ = Reflect::set(&file, &"program".into(), &PROGRAM.into());
    let _ = Reflect::set(&file, &"progress".into(), &lines);
    let text = JSON::stringify_with_replacer_and_space(&file, &JsValue::NULL, &2.into());
    text.map(String::from).unwrap_or_default() + "\n"
}

fn take(file: File, said: RwSignal<String>) {
    if file.size() > LARGEST {
        said.set(words::load_no_progress().to_string());
        return;
    }
    settled(file.text().unchecked_ref(), move |text| {
        let text = text.as_ref().and_then(JsValue::as_string).unwrap_or_default();
        let _ = said.try_set(match read(&text) {
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

fn read(text: &str) -> Result<Progress, Fault> {
    let file = JSON::parse(text).map_err(|_| Fault::Nothing)?;
    let of = |name: &str| Reflect::get(&file, &name.into()).ok();
    let lines = of("progress").filter(Array::is_array).ok_or(Fault::Nothing)?;
    if of("program").and_then(|program| program.as_string()).as_deref() != Some(PROGRAM) {
        return Err(Fault::Nothing);
    }
    // Whatever is no text becomes a line that means nothing.
    let lines: Vec<String> = Array::from(&lines).iter().map(|line| line.as_string().unwrap_or_default()).collect();
    Progress::checked(&lines.join("\n"))
}
