//! One canvas of a figure.

use super::canvas::paint;
use super::dom::{El, el, live};
use super::hooks::{use_redraw, use_theme};
use crate::plot::{Layer, Scene, Style};
use leptos::prelude::*;
use web_sys::HtmlCanvasElement;

/// A canvas that fills its wrapper (of this size) and shows the scene. It is drawn again when the scene, the size or the theme
/// changes, when the fonts arrive and when the pixel ratio changes; always in the task of the event that changed it.
///
/// `text` is how much larger than usual its words are.
pub fn sheet(scene: Memo<Scene>, layer: Layer, size: Signal<[f64; 2]>, text: Signal<f64>, class: &str) -> El {
    let canvas = el("canvas").class(class).attr("aria-hidden", "true").attr("dir", "ltr");
    let surface: HtmlCanvasElement = canvas.cast();
    let (theme, redraw) = (use_theme(), use_redraw());
    live(move || {
        redraw.track();
        let style = Style { theme: theme.get(), text: text.get() };
        if let Err(fault) = scene.with(|scene| paint(&surface, scene, layer, style, size.get())) {
            leptos::logging::error!("{fault}");
        }
    });
    canvas
}
