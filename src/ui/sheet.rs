//! One canvas of a figure.

use super::canvas::paint;
use super::hooks::{use_redraw, use_theme};
use crate::plot::{Layer, Scene, Style};
use leptos::html;
use leptos::prelude::*;

/// A canvas that fills its wrapper (of this size) and shows the scene. It is drawn again when the scene, the size or the theme
/// changes, when the fonts arrive and when the pixel ratio changes; always in the task of the event that changed it.
#[component]
pub fn Sheet(
    #[prop(into)] scene: Signal<Scene>,
    layer: Layer,
    size: Signal<[f64; 2]>,
    /// How much larger than usual its words are.
    #[prop(default = Signal::stored(1.0))]
    text: Signal<f64>,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    let canvas = NodeRef::<html::Canvas>::new();
    let (theme, redraw) = (use_theme(), use_redraw());
    Effect::new(move |_| {
        redraw.track();
        let Some(canvas) = canvas.get() else { return };
        let style = Style { theme: theme.get(), text: text.get() };
        if let Err(fault) = scene.with(|scene| paint(&canvas, scene, layer, style, size.get())) {
            leptos::logging::error!("{fault}");
        }
    });
    view! { <canvas class=class node_ref=canvas aria-hidden="true" dir="ltr"></canvas> }
}
