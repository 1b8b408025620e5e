//! Small drawings.

use super::dom::{El, el, svg};

/// A drawing of one path, 20 by 20.
pub fn icon(class: &str, path: &str) -> El {
    drawing(class, "0 0 20 20").child(svg("path").attr("d", path))
}

/// An empty drawing that says nothing to those who do not see it.
pub fn drawing(class: &str, view: &str) -> El {
    svg("svg").class(class).attr("viewBox", view).attr("aria-hidden", "true")
}

/// A button that is nothing but an icon, with a name.
pub fn icon_button(name: &str, icon: El) -> El {
    el("button")
        .attr("type", "button")
        .class("gd-button gd-button--icon")
        .attr("aria-label", name)
        .attr("title", name)
        .child(icon)
}
