//! Promises, without the machinery that a future brings along.

use js_sys::{Function, Promise, Reflect};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// What is done with the value of a promise; none where it was broken.
type Done = Box<dyn FnOnce(Option<JsValue>)>;

/// Calls `done` with the value of a promise, or with none where it is broken.
pub fn settled(promise: &Promise, done: impl FnOnce(Option<JsValue>) + 'static) {
    wait(promise, Box::new(done));
}

fn wait(promise: &Promise, done: Done) {
    let kept = Rc::new(Cell::new(Some(done)));
    let broken = Rc::clone(&kept);
    let kept = Closure::once_into_js(move |value: JsValue| finish(&kept, Some(value)));
    let broken = Closure::once_into_js(move |_: JsValue| finish(&broken, None));
    let then = Reflect::get(promise, &"then".into()).ok().and_then(|then| then.dyn_into::<Function>().ok());
    if let Some(then) = then {
        let _ = then.call2(promise, &kept, &broken);
    }
}

fn finish(done: &Cell<Option<Done>>, value: Option<JsValue>) {
    if let Some(done) = done.take() {
        done(value);
    }
}
