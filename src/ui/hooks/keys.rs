//! Keys.

use crate::ui::dom::listen;
use leptos::prelude::window;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

/// An arrow key, as a direction in data units: up is positive.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Arrow {
    /// -1, 0 or 1 along x.
    pub x: f64,
    /// -1, 0 or 1 along y.
    pub y: f64,
    /// How many steps one press is: 10 with Shift.
    pub times: f64,
}

/// The arrow key of an event, if it is one without Alt, Control or Meta (those belong to the browser).
pub fn arrow(event: &KeyboardEvent) -> Option<Arrow> {
    if event.alt_key() || event.ctrl_key() || event.meta_key() {
        return None;
    }
    let (x, y) = match event.key().as_str() {
        "ArrowLeft" => (-1.0, 0.0),
        "ArrowRight" => (1.0, 0.0),
        "ArrowUp" => (0.0, 1.0),
        "ArrowDown" => (0.0, -1.0),
        _ => return None,
    };
    Some(Arrow { x, y, times: if event.shift_key() { 10.0 } else { 1.0 } })
}

/// Calls `answer` for every key pressed anywhere in the page, for as long as the part that asks is there.
pub fn on_key(mut answer: impl FnMut(KeyboardEvent) + 'static) {
    listen(&window(), "keydown", move |event| answer(event.unchecked_into()));
}
