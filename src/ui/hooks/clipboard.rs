//! The clipboard.

use super::settled;
use js_sys::{Function, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};

/// Puts text on the clipboard, then says whether that went well: it does not where the browser does not allow it (an insecure
/// address, a frame without permission).
pub fn copy(text: &str, done: impl FnOnce(bool) + 'static) {
    match write(text) {
        Some(written) => settled(&written, move |written| done(written.is_some())),
        None => done(false),
    }
}

/// Asked for by name, because on an insecure address there is no clipboard to call.
fn write(text: &str) -> Option<Promise> {
    let clipboard = Reflect::get(&window().navigator(), &JsValue::from_str("clipboard")).ok()?;
    let method = Reflect::get(&clipboard, &JsValue::from_str("writeText")).ok()?.dyn_into::<Function>().ok()?;
    method.call1(&clipboard, &JsValue::from_str(text)).ok()?.dyn_into().ok()
}
