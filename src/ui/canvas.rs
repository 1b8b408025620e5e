//! The canvas as a surface for figures: plotters-canvas' backend draws, in fine pixels at any pixel ratio. Words, their
//! rims, dashes, areas and crowds of circles are drawn past it; `plot/mod.rs` says why.

use crate::export::Printed;
use crate::plot::palette::{self, ink};
use crate::plot::{Drawn, FINE, Role, Scene, Surface, Words, draw, draw_figure};
pub use crate::plot::{Layer, Style};
use plotters::style::{RGBAColor, ShapeStyle};
use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};
use plotters_canvas::CanvasBackend;
use std::cell::Cell;
use std::f64::consts::TAU;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// The largest side of a canvas, in device pixels: beyond it browsers give up silently.
const LARGEST: f64 = 8192.0;
/// Lines of one look are drawn so many at a time: one by one the calls cost most, all at once the area does.
const TOGETHER: usize = 16;
/// Of circles only where there are more than this, since they may lie over each other and let the ground through.
const CROWD: usize = 1000;

/// Draws one layer of a figure of `size` CSS pixels on its canvas, at the device's pixel ratio. Without a size it does nothing.
pub fn paint(
    canvas: &HtmlCanvasElement,
    scene: &Scene,
    layer: Layer,
    style: Style,
    size: [f64; 2],
) -> Result<(), String> {
    if !size.iter().all(|length| length.is_finite() && *length >= 1.0) {
        return Ok(());
    }
    let ratio = web_sys::window().map_or(1.0, |window| window.device_pixel_ratio());
    let mut surface = Canvas::new(canvas, size, ratio).ok_or("no 2d context")?;
    surface
        .clear([0.0; 2])
        .and_then(|()| draw(&mut surface, scene, layer, style, size))
        .map_err(|fault| fault.to_string())
}

/// A figure for paper on a canvas, `ratio` pixels to a CSS pixel; with words around it where there are any.
pub fn paint_printed(canvas: &HtmlCanvasElement, printed: &Printed, ratio: f64) -> Result<(), String> {
    let Printed { drawing, size, at, theme, lines } = printed;
    let mut surface = Canvas::new(canvas, *size, ratio).ok_or("no 2d context")?;
    let fine = |[x, y]: [f64; 2]| (((x - at[0]) * FINE).round() as i32, ((y - at[1]) * FINE).round() as i32);
    let mut draw = || {
        surface.clear(*at)?;
        let paper = ink(palette::colour(Role::Paper, *theme), 1.0);
        surface.draw_rect(fine([0.0; 2]), fine(*size), &paper, true)?;
        for line in lines {
            let colour = ink(palette::text_colour(line.role, *theme), 1.0);
            let words = Words { size: Printed::WORDS * FINE, semibold: line.bold, colour };
            surface.draw_text(&line.text, &words, fine(line.at))?;
        }
        surface.fine = drawing.size.map(|length| length * FINE);
        let [base, overlay] = &drawing.scenes;
        draw_figure(&mut surface, base, overlay, Style { theme: *theme, text: 1.0 }, drawing.size)
    };
    draw().map_err(|fault: Fault| fault.to_string())
}

/// A canvas whose unit is a fine pixel.
struct Canvas {
    inner: CanvasBackend,
    context: CanvasRenderingContext2d,
    device: [u32; 2],
    fine: [f64; 2],
    /// The size and the weight of the font that is set. plotters-canvas sets one with words only, and draws none here.
    font: Cell<Option<(u64, bool)>>,
    /// The colour that areas and words are filled with, where it is known.
    filled: Cell<Option<Ink>>,
    /// The colour and the width of lines, where they are known.
    stroked: Cell<Option<(Ink, u32)>>,
}

/// A colour that can be compared: to write one as text costs as much as a short line.
type Ink = ((u8, u8, u8), u64);

/// A call that the context refused.
#[derive(Debug)]
pub struct Refused(String);

impl std::fmt::Display for Refused {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for Refused {}

type Fault = DrawingErrorKind<Refused>;

fn refused(why: JsValue) -> Fault {
    DrawingErrorKind::DrawingError(Refused(format!("{why:?}")))
}

/// What plotters-canvas says of a call that the context refused.
fn passed_on<E: std::error::Error + Send + Sync>(fault: DrawingErrorKind<E>) -> Fault {
    DrawingErrorKind::DrawingError(Refused(fault.to_string()))
}

impl Canvas {
    /// The canvas, made `size` CSS pixels large at so many pixels to each.
    fn new(canvas: &HtmlCanvasElement, size: [f64; 2], ratio: f64) -> Option<Canvas> {
        let device = size.map(|length| (length * ratio).round().clamp(1.0, LARGEST) as u32);
        if canvas.width() != device[0] {
            canvas.set_width(device[0]);
        }
        if canvas.height() != device[1] {
            canvas.set_height(device[1]);
        }
        let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        let inner = CanvasBackend::with_canvas_object(canvas.clone())?;
        let fine = size.map(|length| length * FINE);
        let (font, filled, stroked) = Default::default();
        Some(Canvas { inner, context, device, fine, font, filled, stroked })
    }

    /// plotters-canvas, which sets colours of its own.
    fn inner(&mut self) -> &mut CanvasBackend {
        self.filled.set(None);
        self.stroked.set(None);
        &mut self.inner
    }

    /// Wipes it. What is drawn at 0, 0 stands so many CSS pixels from the left and the upper edge.
    fn clear(&mut self, at: [f64; 2]) -> Result<(), Fault> {
        let [across, down] = self.device.map(f64::from);
        self.context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0).map_err(refused)?;
        self.context.clear_rect(0.0, 0.0, across, down);
        let scale = [across / self.fine[0], down / self.fine[1]];
        let [left, top] = [at[0] * FINE * scale[0], at[1] * FINE * scale[1]];
        self.context.set_transform(scale[0], 0.0, 0.0, scale[1], left, top).map_err(refused)?;
        self.context.set_line_join("round");
        self.context.set_line_cap("butt");
        // Not "start": the figure's words run from left to right in every language's page.
        self.context.set_text_align("left");
        self.context.set_text_baseline("alphabetic");
        Ok(())
    }

    fn set_font<T: BackendTextStyle>(&self, style: &T) {
        let bold = matches!(style.style(), FontStyle::Bold);
        let font = Some((style.size().to_bits(), bold));
        if self.font.replace(font) != font {
            let weight = if bold { 600 } else { 400 };
            self.context.set_font(&format!("{weight} {}px {}", style.size(), style.family().as_str()));
        }
    }

    fn stroke_with(&self, colour: BackendColor, width: u32) {
        let look = Some((comparable(colour), width));
        if self.stroked.replace(look) != look {
            self.context.set_stroke_style_str(&css(colour));
            self.context.set_line_width(f64::from(width));
        }
    }

    fn fill_with(&self, colour: BackendColor) {
        let look = Some(comparable(colour));
        if self.filled.replace(look) != look {
            self.context.set_fill_style_str(&css(colour));
        }
    }

    /// Adds a line to the path that is begun.
    fn trace(&self, line: impl IntoIterator<Item = BackendCoord>) {
        for (index, (x, y)) in line.into_iter().enumerate() {
            let (x, y) = (f64::from(x), f64::from(y));
            if index == 0 { self.context.move_to(x, y) } else { self.context.line_to(x, y) }
        }
    }

    fn measured(&self, text: &str) -> f64 {
        self.context.measure_text(text).map_or(0.0, |metrics| metrics.width())
    }
}

fn comparable(BackendColor { rgb, alpha }: BackendColor) -> Ink {
    (rgb, alpha.to_bits())
}

fn css(BackendColor { rgb: (red, green, blue), alpha }: BackendColor) -> String {
    format!("rgba({red},{green},{blue},{alpha})")
}

impl Surface for Canvas {
    fn halo(&mut self, text: &str, words: &Words, at: BackendCoord, reach: u32) -> Drawn<Self> {
        self.set_font(words);
        self.stroke_with(words.color(), 2 * reach);
        self.context.stroke_text(text, f64::from(at.0), f64::from(at.1)).map_err(refused)
    }

    fn lines(&mut self, lines: Vec<Vec<BackendCoord>>, style: &ShapeStyle) -> Drawn<Self> {
        self.stroke_with(BackendStyle::color(style), BackendStyle::stroke_width(style));
        for some in lines.chunks(TOGETHER) {
            self.context.begin_path();
            for line in some {
                self.trace(line.iter().copied());
            }
            self.context.stroke();
        }
        Ok(())
    }

    fn discs(&mut self, centres: &[BackendCoord], radius: u32, colour: RGBAColor) -> Drawn<Self> {
        self.fill_with(colour.color());
        let radius = f64::from(radius);
        for some in centres.chunks(if centres.len() > CROWD { TOGETHER } else { 1 }) {
            self.context.begin_path();
            for (x, y) in some {
                let (x, y) = (f64::from(*x), f64::from(*y));
                self.context.move_to(x + radius, y);
                self.context.arc(x, y, radius, 0.0, TAU).map_err(refused)?;
            }
            self.context.fill();
        }
        Ok(())
    }
}

impl DrawingBackend for Canvas {
    type ErrorType = Refused;

    fn get_size(&self) -> (u32, u32) {
        (self.fine[0] as u32, self.fine[1] as u32)
    }
    fn ensure_prepared(&mut self) -> Result<(), Fault> {
        self.inner.ensure_prepared().map_err(passed_on)
    }
    fn present(&mut self) -> Result<(), Fault> {
        self.inner.present().map_err(passed_on)
    }
    fn draw_pixel(&mut self, at: BackendCoord, colour: BackendColor) -> Result<(), Fault> {
        self.inner().draw_pixel(at, colour).map_err(passed_on)
    }
    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Result<(), Fault> {
        self.inner().draw_line(from, to, style).map_err(passed_on)
    }
    fn draw_rect<S: BackendStyle>(
        &mut self,
        a: BackendCoord,
        b: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Result<(), Fault> {
        self.inner().draw_rect(a, b, style, fill).map_err(passed_on)
    }
    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Result<(), Fault> {
        self.inner().draw_path(path, style).map_err(passed_on)
    }
    fn draw_circle<S: BackendStyle>(
        &mut self,
        at: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Result<(), Fault> {
        self.inner().draw_circle(at, radius, style, fill).map_err(passed_on)
    }
    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Result<(), Fault> {
        self.fill_with(style.color());
        self.context.begin_path();
        self.trace(path);
        self.context.fill();
        Ok(())
    }
    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, (x, y): BackendCoord) -> Result<(), Fault> {
        self.set_font(style);
        self.fill_with(style.color());
        let across = match style.anchor().h_pos {
            HPos::Left => 0.0,
            HPos::Center => self.measured(text) / 2.0,
            HPos::Right => self.measured(text),
        };
        self.context.fill_text(text, f64::from(x) - across, f64::from(y)).map_err(refused)
    }
    fn estimate_text_size<T: BackendTextStyle>(&self, text: &str, style: &T) -> Result<(u32, u32), Fault> {
        self.set_font(style);
        Ok((self.measured(text).ceil() as u32, style.size() as u32))
    }
}
