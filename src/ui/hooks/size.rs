//! The size of an element, watched.

use leptos::html::ElementType;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::ResizeObserver;

/// The width and height of an element in CSS pixels; zeros until it is laid out.
///
/// Watch a wrapper whose size the layout decides, never a canvas that is sized from the answer: that would go round in circles.
/// Whole pixels only, so that a canvas is never stretched by a fraction of one.
pub fn use_size<E>(node: NodeRef<E>) -> Signal<[f64; 2]>
where
    E: ElementType + 'static,
    E::Output: JsCast + Clone + AsRef<web_sys::Element> + 'static,
{
    let size = RwSignal::new([0.0; 2]);
    let watched = StoredValue::new_local(None::<(ResizeObserver, Closure<dyn FnMut()>)>);
    let stop = move || {
        if let Some(Some((observer, _))) = watched.try_update_value(Option::take) {
            observer.disconnect();
        }
    };
    Effect::new(move |_| {
        stop();
        let Some(element) = node.get() else { return };
        let target: &web_sys::Element = element.as_ref();
        let target = target.clone();
        let measured = target.clone();
        let answer = Closure::<dyn FnMut()>::new(move || {
            let next = [f64::from(measured.client_width()), f64::from(measured.client_height())];
            let old = size.try_get_untracked();
            if next[0] > 0.0 && next[1] > 0.0 && old.is_some_and(|old| old != next) {
                size.set(next);
            }
        });
        if let Ok(observer) = ResizeObserver::new(answer.as_ref().unchecked_ref()) {
            observer.observe(&target);
            watched.set_value(Some((observer, answer)));
        }
    });
    on_cleanup(stop);
    size.into()
}
