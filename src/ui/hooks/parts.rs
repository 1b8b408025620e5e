//! Parts of the program that not every page needs.
//!
//! `cargo xtask build` takes them out of the app (`xtask/src/parts`); the script of `index.html` fetches them and joins them to it.
//! Where the program is in one piece (`cargo xtask serve`), they are all here.

use super::settled;
use js_sys::{Function, Promise, Reflect};
use leptos::prelude::*;
use std::cell::RefCell;
use wasm_bindgen::JsCast;

thread_local! {
    /// Those that are here, and how many: for those who wait.
    static HERE: (RefCell<Vec<&'static str>>, ArcRwSignal<usize>) = (RefCell::new(Vec::new()), ArcRwSignal::new(0));
}

/// Whether the part is here. Tracked.
pub fn has_part(name: &str) -> bool {
    HERE.with(|(names, count)| {
        count.track();
        names.borrow().contains(&name)
    })
}

/// Whether the part is here; asks for it where it is not. Tracked.
pub fn here(name: &'static str) -> bool {
    with_part(name, true, || {});
    has_part(name)
}

/// Does `then` once the part is here: at once if it is, or if the program is in one piece. If it cannot be had, the page says so
/// where it is `needed`, and the next who asks tries again.
pub fn with_part(name: &'static str, needed: bool, then: impl FnOnce() + 'static) {
    join(name, needed, Box::new(then));
}

fn join(name: &'static str, needed: bool, then: Box<dyn FnOnce()>) {
    if untrack(|| has_part(name)) {
        return then();
    }
    let arrived = move || {
        HERE.with(|(names, count)| {
            let mut names = names.borrow_mut();
            if !names.contains(&name) {
                names.push(name);
                drop(names);
                count.update(|count| *count += 1);
            }
        });
        then();
    };
    match coming(name, needed) {
        Some(coming) => settled(&coming, move |came| {
            if came.is_some() {
                arrived();
            }
        }),
        None => arrived(),
    }
}

/// What the script of `index.html` promises, if there is something to wait for.
fn coming(name: &str, needed: bool) -> Option<Promise> {
    let part: Function = Reflect::get(&window(), &"part".into()).ok()?.dyn_into().ok()?;
    part.call3(&window(), &name.into(), &wasm_bindgen::exports(), &needed.into()).ok()?.dyn_into().ok()
}
