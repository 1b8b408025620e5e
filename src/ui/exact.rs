//! The read-out of a slider. Pressed, it becomes a field: a lecturer types the number that the slider's travel does not stop at.

use super::controls::{fixed, id_of};
use super::desk::Desk;
use super::dom::{El, el};
use super::hooks::focus;
use super::slider::{Shown, of};
use crate::decimal::decimal;
use crate::i18n::{html, unmarked, words};
use crate::params::Key;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, KeyboardEvent};

/// The value of a control to read, and the field to type it.
pub fn exact(desk: Desk, key: Key, shown: Memo<Shown>) -> [El; 2] {
    let typing = RwSignal::new(false);
    let button = el("button");
    let field = el("input").attr("type", "text").attr("inputmode", "decimal").attr("autocomplete", "off");
    let input: HtmlInputElement = field.cast();
    let open = {
        let input = input.clone();
        move |_| {
            input.set_value(&desk.spec.with_untracked(|spec| spec.current().value(key)).to_string());
            typing.set(true);
            let _ = input.remove_attribute("hidden");
            focus(&input);
            input.select();
        }
    };
    let close = move |keep: bool| {
        if !typing.get_untracked() {
            return;
        }
        typing.set(false);
        if let Some(value) = parsed(&input.value()).filter(|_| keep) {
            desk.set(key, value);
            desk.settle();
        }
    };
    let press = {
        let (close, button) = (close.clone(), button.node().clone());
        move |event: web_sys::Event| {
            let name = event.unchecked_ref::<KeyboardEvent>().key();
            let keep = name == "Enter";
            if keep || name == "Escape" {
                event.prevent_default();
                close(keep);
                let _ = button.remove_attribute("hidden");
                focus(&button);
            }
        }
    };
    let output = el("output")
        .attr("for", &id_of(key))
        .live_attr("class", of(shown, |shown| Some(format!("t-{}", shown.role))))
        .live_html(of(shown, |shown| html(&shown.read_out)));
    let button = button
        .attr("type", "button")
        .class("gd-slider__value")
        .live_flag("hidden", move || typing.get())
        .live_flag("disabled", move || fixed(desk, key))
        .live_attr(
            "aria-label",
            of(shown, |shown| Some(words::controls::exact(&unmarked(&shown.name), &unmarked(&shown.read_out)))),
        )
        .on("click", open)
        .child(output);
    let field = field
        .class("gd-slider__field")
        .live_flag("hidden", move || !typing.get())
        .live_attr("aria-label", of(shown, |shown| Some(words::controls::exact_field(&unmarked(&shown.name)))))
        .on("keydown", press)
        .on("blur", move |_| close(true));
    [button, field]
}

/// A number as people type it: a decimal comma and a real minus are as good as others. Infinities are no settings.
fn parsed(text: &str) -> Option<f64> {
    decimal(&text.trim().replace('\u{2212}', "-").replace(',', ".")).filter(|value| value.is_finite())
}
