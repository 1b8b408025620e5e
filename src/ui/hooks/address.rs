//! The fragment of the address: read, written, listened to. Never the path: a page may lie in any folder.

use super::framed;
use crate::ui::dom::listen;
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::MouseEvent;

/// The fragment with its `#`; empty where there is none.
pub fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// The whole address, as one would send it to somebody.
pub fn address() -> String {
    window().location().href().unwrap_or_default()
}

/// Renames the present place in the history. A browser that finds this too often refuses; the next one will tell.
pub fn replace_fragment(fragment: &str) {
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(fragment));
    }
}

/// Calls `leave` before a link within the page is followed. In a frame the history belongs to the page around: there the
/// present place is renamed instead, and `arrive` is called.
pub fn on_link(leave: impl Fn() + 'static, arrive: impl Fn() + 'static) {
    listen(&window(), "click", move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let Some(link) = target.and_then(|target| target.closest("a[href^='#/']:not([target])").ok().flatten()) else {
            return;
        };
        leave();
        let event: MouseEvent = event.unchecked_into();
        let plain = event.button() == 0 && !(event.ctrl_key() || event.meta_key() || event.shift_key());
        if let (true, true, false, Some(fragment)) =
            (framed(), plain, event.default_prevented(), link.get_attribute("href"))
        {
            event.prevent_default();
            replace_fragment(&fragment);
            arrive();
        }
    });
}

/// Calls `answer` whenever the fragment may have changed other than by [`replace_fragment`].
pub fn on_fragment(answer: impl Fn() + Clone + 'static) {
    let also = answer.clone();
    listen(&window(), "popstate", move |_| answer());
    listen(&window(), "hashchange", move |_| also());
}
