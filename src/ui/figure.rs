//! A figure: two canvases, one over the other, that are drawn again only when what they show has changed, and on top of
//! them what one can take hold of.

use super::desk::Desk;
use super::dom::{El, el};
use super::handles::handles;
use super::hands::{Hands, Stage};
use super::hooks::{root_text, use_size};
use super::sheet::sheet;
use crate::i18n::html;
use crate::plot::Layer;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Words on the canvas against those of the page in a lecture: so the smallest of them, 12.5 px, become 28 px where the page's
/// text is 32 px, as it is on a projector of 1920 x 1080.
const LECTURE_TEXT: f64 = 1.12;

/// The figures that stand on the bench: those that the link asks for, or all where none of these is on this step.
pub fn figures(desk: Desk) -> Vec<usize> {
    let frame = desk.frame.read();
    desk.view_at_base([0.0; 2], |run, view| {
        let captions = run.captions(view);
        let asked = |index: &usize| frame.show.iter().any(|name| name == captions[*index].name);
        let shown: Vec<usize> = (0..captions.len()).filter(asked).collect();
        if shown.is_empty() { (0..captions.len()).collect() } else { shown }
    })
}

/// The figure with this index.
pub fn figure(desk: Desk, index: usize, editing: RwSignal<bool>) -> El {
    let wrapper = el("div").class("gd-figure__stage");
    let size = use_size(&wrapper);
    let text = Memo::new(move |_| {
        size.track();
        if desk.lecturing() { LECTURE_TEXT * root_text() } else { 1.0 }
    });
    // A run plans its figure as if words had their usual size: larger words are a figure seen from nearer.
    let planned = Memo::new(move |_| size.get().map(|length| length / text.get()));
    let base = Memo::new(move |_| desk.view_at_base(planned.get(), |run, view| run.base(index, view)));
    let overlay = Memo::new(move |_| desk.view(planned.get(), |run, view| run.overlay(index, view)));
    let caption = move || {
        let caption = desk.view(planned.get(), |run, view| run.captions(view).into_iter().nth(index));
        caption.map_or_else(String::new, |caption| {
            let (title, note) = (html(&caption.title), html(&caption.note));
            format!("<span class=\"gd-figure__title\">{title}</span> <small>{note}</small>")
        })
    };
    let blurred = move || base.with(|scene| scene.blurred) || overlay.with(|scene| scene.blurred);
    let stage = Stage { wrapper: wrapper.clone(), base, overlay, size, text };
    let hands = Hands::new(desk, index, stage, editing);
    // What is inside an image has no role of its own: the handles stand beside it.
    let canvas = el("div")
        .class("gd-figure__canvas")
        .live_class("is-blurred", blurred)
        .attr("role", "img")
        .live_attr("aria-label", move || Some(desk.view([0.0; 2], |run, view| run.describe(index, view))))
        .child(sheet(base, Layer::Base, size, text.into(), "gd-figure__base"))
        .child(sheet(overlay, Layer::Overlay, size, text.into(), "gd-figure__overlay"));
    let hand = |act: fn(&Hands, &web_sys::PointerEvent)| {
        let hands = hands.clone();
        move |event: web_sys::Event| act(&hands, event.unchecked_ref())
    };
    let edited = hands.clone();
    let wrapper = wrapper
        .live_class("is-edited", move || edited.editable())
        .on("pointerdown", hand(Hands::down))
        .on("pointermove", hand(Hands::moved))
        .on("pointerup", hand(Hands::up))
        .on("pointercancel", hand(Hands::lost))
        .on("dblclick", hand(|hands, event| hands.double(event)))
        .child(canvas);
    let shape = move || {
        let captions = desk.view([0.0; 2], |run, view| run.captions(view));
        let caption = captions.get(index)?;
        // One alone that the link chose has the room of all.
        let chosen = captions.len() > 1 && figures(desk).len() == 1;
        let (columns, low) = if chosen { (12, false) } else { (caption.columns, caption.low) };
        Some(format!("{columns}{}", if low { " low" } else { "" }))
    };
    el("figure")
        .class("gd-figure")
        .live_attr("data-shape", shape)
        .attr("data-figure", &index.to_string())
        .child(el("figcaption").live_html(caption))
        .child(handles(wrapper, &hands))
}
