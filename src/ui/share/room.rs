//! A link as a QR code, for those who sit in the room: beside the link, and as large as the screen is.

use super::show;
use crate::i18n::words::share as words;
use crate::qr::code;
use crate::ui::dom::{El, el, svg};
use leptos::prelude::*;
use std::rc::Rc;
use web_sys::HtmlDialogElement;

/// The code of what `link` says, and a way to show it to all.
pub fn room(link: impl Fn() -> String + 'static) -> El {
    let link = Rc::new(link);
    let open = RwSignal::new(false);
    let (small, large) = (link.clone(), link.clone());
    el("div")
        .class("share__room")
        .live_children(move || {
            let link = small();
            let drawn = picture(&link);
            vec![match drawn {
                Some(drawn) => el("button")
                    .attr("type", "button")
                    .attr("aria-label", words::large())
                    .child(drawn)
                    .child(el("span").text(words::large()))
                    .on("click", move |_| open.set(true)),
                None if link.is_empty() => el("p").class("note").text(words::needs_site()),
                None => el("p").class("note").attr("role", "status").text(words::no_code()),
            }]
        })
        .live_if(move || open.get(), move || whole(&untrack(|| large()), open))
}

/// The code over all of the screen, with where it leads.
fn whole(link: &str, open: RwSignal<bool>) -> El {
    let close = el("button").attr("type", "button").attr("aria-label", words::close()).text("×");
    let dialog = el("dialog").class("share__whole").attr("aria-label", words::code());
    let element: HtmlDialogElement = dialog.cast();
    show(&element);
    dialog
        .children(picture(link))
        // What a reader can type: without the state, a link leads to the lesson.
        .child(el("p").text(link.split('?').next().unwrap_or("")).child(el("small").text(words::typed())))
        .child(close.on("click", move |_| element.close()))
        .on("close", move |_| open.set(false))
}

/// The code as a picture; none where the text is too long for one, or is none.
fn picture(text: &str) -> Option<El> {
    let code = if text.is_empty() { None } else { code(text) }?;
    let side = code.side().to_string();
    Some(
        svg("svg")
            .class("code")
            .attr("viewBox", &format!("0 0 {side} {side}"))
            .attr("role", "img")
            .attr("aria-label", words::code())
            .child(svg("path").attr("d", &code.path())),
    )
}
