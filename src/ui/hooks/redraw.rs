//! When everything that is drawn has to be drawn again although nothing about it changed.

use super::settled;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, prelude::Closure};

#[derive(Clone, Copy)]
struct Redraws(RwSignal<u32>);

/// Counts up when the fonts have arrived, and when the screen's pixel ratio has changed (zoom, another monitor).
pub fn use_redraw() -> Signal<u32> {
    use_context::<Redraws>().map_or_else(|| Signal::derive(|| 0), |redraws| redraws.0.into())
}

pub(super) fn provide() {
    let count = RwSignal::new(0);
    provide_context(Redraws(count));
    let bump = move || {
        let _ = count.try_update(|count| *count += 1);
    };
    if let Ok(fonts) = document().fonts().ready() {
        settled(&fonts, move |_| bump());
    }
    watch_ratio(bump);
}

/// What answers a change of the ratio. Kept by the page, so that it goes when the page does.
type Answer = StoredValue<Option<Closure<dyn FnMut()>>, LocalStorage>;

/// A media query on the present ratio stops holding when the ratio changes; then one on the new ratio takes its place.
fn watch_ratio(bump: impl Fn() + Copy + 'static) {
    let answer: Answer = StoredValue::new_local(None);
    answer.set_value(Some(Closure::new(move || {
        bump();
        arm(answer);
    })));
    arm(answer);
}

fn arm(answer: Answer) {
    let query = format!("(resolution: {}dppx)", window().device_pixel_ratio());
    let Ok(Some(list)) = window().match_media(&query) else { return };
    let once = web_sys::AddEventListenerOptions::new();
    once.set_once(true);
    let _ = answer.try_with_value(|answer| {
        let answer = answer.as_ref()?;
        let function = answer.as_ref().unchecked_ref();
        list.add_event_listener_with_callback_and_add_event_listener_options("change", function, &once).ok()
    });
}
