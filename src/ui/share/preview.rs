//! The very link in a frame, as another page will show it, at the height that it asks for.

use crate::i18n::words::share as words;
use crate::ui::dom::{El, el, live};
use crate::ui::hooks::{PREVIEW, on_said};
use leptos::prelude::*;
use std::time::Duration;
use web_sys::HtmlIFrameElement;

/// How long a page may take to say that it is there.
const PATIENCE: Duration = Duration::from_secs(6);

/// The frame, so many pixels wide; where the page was not loaded from a site, why there is none.
pub fn preview(
    hosted: bool,
    width: RwSignal<f64>,
    height: RwSignal<f64>,
    link: impl Fn() -> String + Send + Sync + 'static,
) -> El {
    if !hosted {
        return el("p").class("note").text(words::no_frame());
    }
    let late = RwSignal::new(false);
    height.set(0.0);
    set_timeout(
        move || {
            let _ = late.try_set(true);
        },
        PATIENCE,
    );
    let link = Memo::new(move |_| link());
    let place = el("div")
        .class("share__preview")
        .attr("tabindex", "0")
        .attr("role", "group")
        .attr("aria-label", words::preview());
    let shown = place.node().clone();
    // A page in a frame begins when it is seen.
    request_animation_frame(move || shown.scroll_into_view());
    place
        .live_if(
            move || late.get() && height.get() == 0.0,
            || el("p").class("note").attr("role", "status").text(words::no_frame()),
        )
        // A frame made anew leaves no trace in the history; one that goes elsewhere does.
        .live_children(move || vec![frame(&link.get(), width, height)])
}

fn frame(link: &str, width: RwSignal<f64>, height: RwSignal<f64>) -> El {
    let wide = move || Some(width.get().to_string());
    let frame =
        el("iframe").attr("title", words::preview()).attr("name", PREVIEW).live_attr("width", wide).attr("src", link);
    let element: HtmlIFrameElement = frame.cast();
    let inside = element.clone();
    on_said(
        move || inside.content_window(),
        move |kind, field| {
            if let ("resize", Some(told)) = (kind, field("height").as_f64().filter(|told| *told < 20_000.0)) {
                height.set(told);
            }
        },
    );
    live(move || {
        let height = height.get();
        if height > 0.0 {
            element.set_height(&(libm::ceil(height) as usize).to_string());
        }
    });
    frame
}
