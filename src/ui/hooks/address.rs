//! The fragment of the address: read, written, listened to. Never the path: a page may lie in any folder.

use leptos::ev::{hashchange, popstate};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

/// The fragment with its `#`; empty where there is none.
pub fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// The whole address, as one would send it to somebody.
pub fn address() -> String {
    window().location().href().unwrap_or_default()
}

/// Whether the page stands in somebody else's page.
fn framed() -> bool {
    window().parent().ok().flatten().is_some_and(|parent| parent != window())
}

/// A new place in the history. In a frame the present place is renamed: the history belongs to the page around.
pub fn push_fragment(fragment: &str) {
    if framed() {
        return replace_fragment(fragment);
    }
    if let Ok(history) = window().history() {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(fragment));
    }
}

/// Renames the present place in the history. A browser that finds this too often refuses; the next one will tell.
pub fn replace_fragment(fragment: &str) {
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(fragment));
    }
}

/// Calls `answer` whenever the fragment may have changed other than by the functions above.
pub fn on_fragment(answer: impl Fn() + Clone + 'static) {
    let also = answer.clone();
    let listeners =
        [window_event_listener(popstate, move |_| answer()), window_event_listener(hashchange, move |_| also())];
    on_cleanup(move || listeners.into_iter().for_each(WindowListenerHandle::remove));
}
