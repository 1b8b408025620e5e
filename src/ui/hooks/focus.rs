//! Where the page stands for those who read it in order.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Moves the focus to an element. It has to be focusable (`tabindex="-1"` is enough).
pub fn focus(element: &web_sys::Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// Moves the focus to the first element that fits the selector.
pub fn focus_first(selector: &str) {
    if let Ok(Some(element)) = document().query_selector(selector) {
        focus(&element);
    }
}

/// Brings the first element that fits the selector into view, and the focus to it. The address stays as it is.
pub fn scroll_to(selector: &str) {
    let Ok(Some(element)) = document().query_selector(selector) else { return };
    let how = ScrollIntoViewOptions::new();
    how.set_behavior(ScrollBehavior::Auto);
    how.set_block(ScrollLogicalPosition::Start);
    element.scroll_into_view_with_scroll_into_view_options(&how);
    focus(&element);
}

/// The name of the page: in the tab, in the history, and what a screen reader says first.
pub fn set_title(title: &str) {
    document().set_title(title);
}
