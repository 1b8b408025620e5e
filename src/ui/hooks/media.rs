//! Media queries, watched.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::MediaQueryList;

/// Whether a media query holds, now and from now on.
pub fn use_media(query: &str) -> Signal<bool> {
    let Some(list) = window().match_media(query).ok().flatten() else { return Signal::derive(|| false) };
    let holds = RwSignal::new(list.matches());
    let read = list.clone();
    on_change(&list, move || {
        let _ = holds.try_set(read.matches());
    });
    holds.into()
}

/// Whether a person asks for less motion.
pub fn use_reduced_motion() -> Signal<bool> {
    use_media("(prefers-reduced-motion: reduce)")
}

/// Calls `answer` whenever the query's truth changes, for as long as the part of the page that asks is there.
pub(super) fn on_change(list: &MediaQueryList, answer: impl FnMut() + 'static) {
    let answer = Closure::<dyn FnMut()>::new(answer);
    let _ = list.add_event_listener_with_callback("change", answer.as_ref().unchecked_ref());
    let kept = StoredValue::new_local(Some((list.clone(), answer)));
    on_cleanup(move || {
        if let Some(Some((list, answer))) = kept.try_update_value(Option::take) {
            let _ = list.remove_event_listener_with_callback("change", answer.as_ref().unchecked_ref());
        }
    });
}
