//! The clipboard.

use js_sys::{Function, Promise, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

/// Puts text on the clipboard. False where the browser does not allow it (an insecure address, a frame without permission).
pub async fn copy(text: &str) -> bool {
    let Some(written) = write(text) else { return false };
    written.await.is_ok()
}

/// Asked for by name, because on an insecure address there is no clipboard to call.
fn write(text: &str) -> Option<Promise> {
    let clipboard = Reflect::get(&window().navigator(), &JsValue::from_str("clipboard")).ok()?;
    let method = Reflect::get(&clipboard, &JsValue::from_str("writeText")).ok()?.dyn_into::<Function>().ok()?;
    method.call1(&clipboard, &JsValue::from_str(text)).ok()?.dyn_into().ok()
}
