//! Media queries, watched.

use crate::ui::dom::listen;
use leptos::prelude::*;

/// Whether a media query holds, now and from now on.
pub fn use_media(query: &str) -> Signal<bool> {
    let holds = RwSignal::new(false);
    if let Some(list) = window().match_media(query).ok().flatten() {
        holds.set(list.matches());
        let read = list.clone();
        listen(&list, "change", move |_| {
            let _ = holds.try_set(read.matches());
        });
    }
    holds.into()
}

/// Whether a person asks for less motion.
pub fn use_reduced_motion() -> Signal<bool> {
    use_media("(prefers-reduced-motion: reduce)")
}
