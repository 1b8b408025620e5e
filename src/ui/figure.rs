//! A figure: two canvases, one over the other, that are drawn again only when what they show has changed, and on top of
//! them what one can take hold of.

use super::desk::Desk;
use super::handles::{Handles, PointCursor};
use super::hands::Hands;
use super::hooks::use_size;
use super::marked::marked;
use super::sheet::Sheet;
use crate::params::Mode;
use crate::plot::Layer;
use leptos::html;
use leptos::prelude::*;

/// Words on the canvas are larger on a projector.
const LECTURE_TEXT: f64 = 1.6;

/// The figure with this index.
#[component]
pub fn Figure(desk: Desk, index: usize, editing: RwSignal<bool>) -> impl IntoView {
    let wrapper = NodeRef::<html::Div>::new();
    let size = use_size(wrapper);
    let base = Memo::new(move |_| {
        let size = size.get();
        desk.look_at_base(size, |run, look| run.base(index, look))
    });
    let overlay = Memo::new(move |_| {
        let size = size.get();
        desk.look(size, |run, look| run.overlay(index, look))
    });
    let caption = Memo::new(move |_| {
        let size = size.get();
        desk.look(size, |run, look| run.captions(look).into_iter().nth(index))
    });
    let description = Memo::new(move |_| desk.look([0.0; 2], |run, look| run.describe(index, look)));
    let blurred = Memo::new(move |_| base.read().blurred || overlay.read().blurred);
    let editable = Memo::new(move |_| editing.get() && desk.with_run(|run| run.points(index).is_some()));
    let text = Signal::derive(move || if desk.frame.read().mode == Mode::Lecture { LECTURE_TEXT } else { 1.0 });
    let hands = Hands::new(desk, index, wrapper, [base, overlay], size, text, editable);
    view! {
        <figure class="gd-figure" data-figure=index.to_string()>
            <figcaption>
                {move || caption.with(|caption| caption.as_ref().map(|caption| view! {
                    <span class="gd-figure__title">{marked(&caption.title)}</span> " " <small>{marked(&caption.note)}</small>
                }))}
            </figcaption>
            <div class="gd-figure__stage" node_ref=wrapper class:is-edited=move || editable.get()
                on:pointerdown=move |event| hands.down(&event) on:pointermove=move |event| hands.moved(&event)
                on:pointerup=move |event| hands.up(&event) on:pointercancel=move |event| hands.lost(&event)
                on:dblclick=move |event| hands.double(&event)>
                // What is inside an image has no role of its own: the handles stand beside it.
                <div class="gd-figure__canvas" class:is-blurred=move || blurred.get() role="img" aria-label=move || description.get()>
                    <Sheet scene=base layer=Layer::Base size text class="gd-figure__base"/>
                    <Sheet scene=overlay layer=Layer::Overlay size text class="gd-figure__overlay"/>
                </div>
                <Handles hands/>
                <Show when=move || editable.get()><PointCursor hands/></Show>
            </div>
        </figure>
    }
}
