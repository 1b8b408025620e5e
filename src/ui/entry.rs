//! A control that is typed: a list of numbers, or a text. It takes effect at Enter, or when the field is left; what is not allowed
//! stays in the field, with the reason beside it, and the run keeps what it has.

use super::controls::{fixed, id_of};
use super::desk::Desk;
use super::dom::{El, el, value_of};
use crate::i18n::{html, number, words::controls as words};
use crate::params::{Key, Mistake};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

/// The field of one control.
pub fn entry(desk: Desk, key: Key) -> El {
    let id = id_of(key);
    let why = format!("{id}-why");
    let typed = Memo::new(move |_| desk.spec.read().current_values().entries.typed(key).unwrap_or_default());
    // Why what stands in the field was refused, and what the run had then: another value of the run takes its place.
    let refused = RwSignal::new((String::new(), String::new()));
    let reason =
        move || refused.with(|(reason, had)| typed.with(|now| if now == had { reason.clone() } else { String::new() }));
    let take = move |event: web_sys::Event| match key.spec().kind.type_entry(&value_of(&event)) {
        Ok(entry) => {
            refused.set(Default::default());
            desk.change(desk.spec.with_untracked(|spec| spec.with_entry(key, entry)));
            desk.settle();
        }
        Err(mistake) => refused.set((sentence(mistake), typed.get_untracked())),
    };
    let name = move || desk.with_run(|run| html(&run.label(key)));
    let field = el("input")
        .class("gd-entry__field")
        .attr("id", &id)
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false")
        .attr("aria-describedby", &why)
        .live_attr("aria-invalid", move || (!reason().is_empty()).then(|| "true".to_string()))
        .live_flag("disabled", move || fixed(desk, key))
        .live_prop("value", move || typed.with(|typed| JsValue::from_str(typed)))
        .on("change", take);
    el("div")
        .class("gd-row gd-entry")
        .child(el("label").attr("for", &id).live_html(name))
        .child(field)
        .child(el("p").class("note").attr("id", &why).attr("role", "status").live_text(reason))
}

/// Why what was typed is no value.
fn sentence(mistake: Mistake) -> String {
    match mistake {
        Mistake::NotANumber(text) => words::no_number(&text),
        Mistake::NotWhole(text) => words::not_whole(&text),
        Mistake::Outside(text, [low, high]) => words::outside(&text, &number(low, 6), &number(high, 6)),
        Mistake::Nothing => words::nothing().to_string(),
        Mistake::TooMany(most) => words::too_many(&most.to_string()),
        Mistake::TooLong(most) => words::too_long(&most.to_string()),
    }
}
