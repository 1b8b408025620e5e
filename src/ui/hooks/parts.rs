//! Parts of the program ([`crate::part`]) on their way to a page.

use crate::part::Part;
use js_sys::{Function, Reflect};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

thread_local! {
    /// How many have come: for those who wait.
    static COME: ArcRwSignal<usize> = ArcRwSignal::new(0);
}

/// What the part gives, if it is here. Tracked.
pub fn here<T: Copy>(part: &'static Part<T>) -> Option<T> {
    COME.with(Track::track);
    part.get()
}

/// What the part gives, if it is here; asks for it where it is not. Tracked.
pub fn asked<T: Copy>(part: &'static Part<T>) -> Option<T> {
    if part.get().is_none() {
        with_part(part, true, |_| {});
    }
    here(part)
}

/// Does `then` once the part is here: at once if it is. If it cannot be had, the page says so where it is `needed`, and
/// the next who asks tries again.
pub fn with_part<T: Copy>(part: &'static Part<T>, needed: bool, then: impl FnOnce(T) + 'static) {
    if let Some(value) = part.get() {
        return then(value);
    }
    any_spawner::Executor::spawn_local(async move {
        match part.load().await {
            Ok(value) => {
                COME.with(|come| come.update(|come| *come += 1));
                then(value);
            }
            Err(_) if needed => trouble(),
            Err(_) => {}
        }
    });
}

/// Lets the script of `index.html` say that something could not be downloaded.
fn trouble() {
    let show = Reflect::get(&window(), &"trouble".into()).ok().and_then(|show| show.dyn_into::<Function>().ok());
    if let Some(show) = show {
        let _ = show.call1(&window(), &"download".into());
    }
}
