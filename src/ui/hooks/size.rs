//! The size of an element, watched.

use crate::decimal::decimal;
use crate::ui::dom::El;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::ResizeObserver;

/// The width and height of an element in CSS pixels; zeros until it is laid out.
///
/// Watch a wrapper whose size the layout decides, never a canvas that is sized from the answer: that would go round in circles.
/// Whole pixels only, so that a canvas is never stretched by a fraction of one.
pub fn use_size(element: &El) -> Signal<[f64; 2]> {
    let size = RwSignal::new([0.0; 2]);
    let measured = element.node().clone();
    let answer = Closure::<dyn FnMut()>::new(move || {
        let next = [f64::from(measured.client_width()), f64::from(measured.client_height())];
        let old = size.try_get_untracked();
        if next[0] > 0.0 && next[1] > 0.0 && old.is_some_and(|old| old != next) {
            size.set(next);
        }
    });
    if let Ok(observer) = ResizeObserver::new(answer.as_ref().unchecked_ref()) {
        observer.observe(element.node());
        let watched = SendWrapper::new((observer, answer));
        on_cleanup(move || watched.0.disconnect());
    }
    size.into()
}

/// How large the page's text is, as a multiple of 16 px.
pub fn root_text() -> f64 {
    let style = document().document_element().and_then(|root| window().get_computed_style(&root).ok().flatten());
    let size = style.and_then(|style| style.get_property_value("font-size").ok());
    size.and_then(|size| decimal(size.trim_end_matches("px"))).unwrap_or(16.0) / 16.0
}
