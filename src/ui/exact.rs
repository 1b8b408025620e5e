//! The read-out of a slider. Pressed, it becomes a field: a lecturer types the number that the slider's travel does not stop at.

use super::controls::{fixed, id_of};
use super::desk::Desk;
use super::hooks::focus;
use super::marked::{marked, unmarked};
use crate::i18n::words;
use crate::params::Key;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

/// The value of a control, to read and to type.
#[component]
pub fn Exact(desk: Desk, key: Key, name: Memo<String>, read_out: Memo<String>, role: Memo<String>) -> impl IntoView {
    let (button, field) = (NodeRef::<html::Button>::new(), NodeRef::<html::Input>::new());
    let typing = RwSignal::new(false);
    let open = move |_| {
        let Some(field) = field.get_untracked() else { return };
        field.set_value(&desk.spec.with_untracked(|spec| spec.current().value(key)).to_string());
        typing.set(true);
        let _ = field.remove_attribute("hidden");
        focus(&field);
        field.select();
    };
    let close = move |keep: bool| {
        if !typing.get_untracked() {
            return;
        }
        typing.set(false);
        if let Some(value) = field.get_untracked().and_then(|field| parsed(&field.value())).filter(|_| keep) {
            desk.set(key, value);
            desk.settle();
        }
    };
    let press = move |event: KeyboardEvent| {
        let keep = event.key() == "Enter";
        if keep || event.key() == "Escape" {
            event.prevent_default();
            close(keep);
            if let Some(button) = button.get_untracked() {
                let _ = button.remove_attribute("hidden");
                focus(&button);
            }
        }
    };
    let plain = move || unmarked(&name.get());
    view! {
        <button type="button" class="gd-slider__value" node_ref=button hidden=move || typing.get() disabled=move || fixed(desk, key)
            aria-label=move || words::controls::exact(&plain(), &unmarked(&read_out.get())) on:click=open>
            <output for=id_of(key) class=move || format!("t-{}", role.get())>{move || marked(&read_out.get())}</output>
        </button>
        <input type="text" inputmode="decimal" autocomplete="off" class="gd-slider__field" node_ref=field hidden=move || !typing.get()
            aria-label=move || words::controls::exact_field(&plain()) on:keydown=press on:blur=move |_| close(true)/>
    }
}

/// A number as people type it: a decimal comma and a real minus are as good as others. Infinities are no settings.
fn parsed(text: &str) -> Option<f64> {
    text.trim().replace('\u{2212}', "-").replace(',', ".").parse().ok().filter(|value: &f64| value.is_finite())
}
