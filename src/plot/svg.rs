//! A figure as SVG, by plotters' backend, with what it cannot say written into the finished text.

use super::Scene;
use super::draw::{Style, draw_figure};
use super::palette::Rgb;
use super::surface::{Drawn, FINE, Surface, Words};
use plotters::prelude::SVGBackend;
use plotters_backend::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontFamily, FontStyle,
};

/// A whole figure of `size` CSS pixels as an SVG document.
pub fn svg(base: &Scene, overlay: &Scene, style: Style, size: [f64; 2]) -> String {
    let size = size.map(|length| if length.is_finite() { libm::round(length.clamp(1.0, 1e4)) } else { 1.0 });
    let across = size.map(|length| (length * FINE) as u32);
    let mut text = String::new();
    let mut page = Page { inner: SVGBackend::with_string(&mut text, (across[0], across[1])), halos: Vec::new() };
    // plotters' writer fails only where it writes files.
    let drawn = draw_figure(&mut page, base, overlay, style, size).and_then(|()| page.inner.present());
    debug_assert!(drawn.is_ok());
    let halos = std::mem::take(&mut page.halos);
    drop(page);
    finished(&text, &halos, size)
}

/// plotters' document with our head, weight 600 for its bold, and rims round the words that have one.
fn finished(text: &str, halos: &[Option<(Rgb, u32)>], size: [f64; 2]) -> String {
    let body = text.split_once('>').map_or("", |(_, body)| body);
    let mut out = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="{}" viewBox="0 0 {} {}" stroke-linejoin="round">"#,
        size[0],
        size[1],
        size[0] * FINE,
        size[1] * FINE
    );
    // Words are escaped, so this is only ever the start of an element.
    for (place, part) in body.split("<text ").enumerate() {
        if place > 0 {
            out.push_str("<text ");
            if let Some(Some(((red, green, blue), width))) = halos.get(place - 1) {
                let colour = format!("#{red:02X}{green:02X}{blue:02X}");
                out.push_str(&format!(r#"aria-hidden="true" stroke="{colour}" stroke-width="{}" "#, 2 * width));
            }
        }
        out.push_str(&part.replace(r#"font-weight="bold""#, r#"font-weight="600""#));
    }
    out
}

/// plotters' backend, which measures words by our table and remembers which of them are a halo.
struct Page<'a> {
    inner: SVGBackend<'a>,
    halos: Vec<Option<(Rgb, u32)>>,
}

impl Surface for Page<'_> {
    fn halo(&mut self, text: &str, words: &Words, at: BackendCoord, rim: u32) -> Drawn<Self> {
        self.draw_text(text, words, at)?;
        if let Some(last) = self.halos.last_mut() {
            *last = Some((words.colour.rgb, rim));
        }
        Ok(())
    }
}

type Fault = DrawingErrorKind<std::io::Error>;

impl DrawingBackend for Page<'_> {
    type ErrorType = std::io::Error;

    fn get_size(&self) -> (u32, u32) {
        self.inner.get_size()
    }
    fn ensure_prepared(&mut self) -> Result<(), Fault> {
        self.inner.ensure_prepared()
    }
    fn present(&mut self) -> Result<(), Fault> {
        self.inner.present()
    }
    fn draw_pixel(&mut self, point: BackendCoord, colour: BackendColor) -> Result<(), Fault> {
        self.inner.draw_pixel(point, colour)
    }
    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Result<(), Fault> {
        self.inner.draw_line(from, to, style)
    }
    fn draw_rect<S: BackendStyle>(
        &mut self,
        a: BackendCoord,
        b: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Result<(), Fault> {
        self.inner.draw_rect(a, b, style, fill)
    }
    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Result<(), Fault> {
        self.inner.draw_path(path, style)
    }
    fn draw_circle<S: BackendStyle>(
        &mut self,
        at: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Result<(), Fault> {
        self.inner.draw_circle(at, radius, style, fill)
    }
    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Result<(), Fault> {
        self.inner.fill_polygon(path, style)
    }
    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, at: BackendCoord) -> Result<(), Fault> {
        let drop = libm::round(TOP * style.size()) as i32;
        self.halos.push(None);
        self.inner.draw_text(text, &Raised(style), (at.0, at.1 - drop))
    }
}

/// plotters hangs words this far above their baseline when they hang from their top, in font sizes.
const TOP: f64 = 0.76;
/// plotters divides font sizes by this.
const SHRINK: f64 = 1.24;

/// A text style in plotters' own measure.
struct Raised<'a, T>(&'a T);

impl<T: BackendTextStyle> BackendTextStyle for Raised<'_, T> {
    type FontError = T::FontError;

    fn color(&self) -> BackendColor {
        self.0.color()
    }
    fn size(&self) -> f64 {
        self.0.size() * SHRINK
    }
    fn style(&self) -> FontStyle {
        self.0.style()
    }
    fn anchor(&self) -> Pos {
        Pos::new(HPos::Left, VPos::Top)
    }
    fn family(&self) -> FontFamily<'_> {
        self.0.family()
    }
    fn layout_box(&self, text: &str) -> Result<((i32, i32), (i32, i32)), Self::FontError> {
        self.0.layout_box(text)
    }
    fn draw<E, F: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        text: &str,
        at: BackendCoord,
        pixel: F,
    ) -> Result<Result<(), E>, Self::FontError> {
        self.0.draw(text, at, pixel)
    }
}
