//! One canvas of a figure that stands outside a lesson.

use super::canvas::paint;
use super::hooks::{use_redraw, use_theme};
use crate::plot::{Layer, Scene, Style};
use leptos::html;
use leptos::prelude::*;

/// A canvas that fills its wrapper (of this size) and shows the scene. It is drawn again when the scene, the size or the theme
/// changes, when the fonts arrive and when the pixel ratio changes.
#[component]
pub fn Sheet(#[prop(into)] scene: Signal<Scene>, layer: Layer, size: Signal<[f64; 2]>) -> impl IntoView {
    let canvas = NodeRef::<html::Canvas>::new();
    let (theme, redraw) = (use_theme(), use_redraw());
    Effect::new(move |_| {
        redraw.track();
        let Some(canvas) = canvas.get() else { return };
        let style = Style { theme: theme.get(), text: 1.0 };
        if let Err(fault) = scene.with(|scene| paint(&canvas, scene, layer, style, size.get())) {
            leptos::logging::error!("{fault}");
        }
    });
    view! { <canvas node_ref=canvas aria-hidden="true" dir="ltr"></canvas> }
}
