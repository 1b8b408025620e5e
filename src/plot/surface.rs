//! What figures are drawn on: any backend of plotters, and the two things that its trait `DrawingBackend` cannot say.

use super::metrics::width;
use plotters::style::{Color, RGBAColor};
use plotters_backend::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontFamily, FontStyle,
};
use std::convert::Infallible;

/// Fine pixels in one CSS pixel. plotters' coordinates are whole numbers; an eighth of a pixel looks smooth.
pub const FINE: f64 = 8.0;

/// The fonts of all figures; the second has the Greek and the mathematical letters.
pub const FONTS: &str = "'Downhill Sans', 'STIX Two Math', system-ui, sans-serif";

/// What a drawing call returns.
pub type Drawn<S> = Result<(), DrawingErrorKind<<S as DrawingBackend>::ErrorType>>;

/// A backend for figures: `impl Surface for Backend {}` is enough. All coordinates, widths and sizes are fine pixels.
///
/// Both methods have a body, so that any backend draws a figure; a backend overrides one to say the same in fewer calls.
/// They are no part of a style, because plotters' methods see a style only through plotters' own traits.
pub trait Surface: DrawingBackend {
    /// A rim round words, `reach` wide and in the colour of `words`: words that are written over it can be read on any ground.
    fn halo(&mut self, text: &str, words: &Words, at: BackendCoord, reach: u32) -> Drawn<Self> {
        let (near, far) = ((f64::from(reach) * 0.7) as i32, reach as i32);
        for (x, y) in
            [(far, 0), (near, near), (0, far), (-near, near), (-far, 0), (-near, -near), (0, -far), (near, -near)]
        {
            self.draw_text(text, words, (at.0 + x, at.1 + y))?;
        }
        Ok(())
    }

    /// Filled circles of one look.
    fn discs(&mut self, centres: &[BackendCoord], radius: u32, colour: RGBAColor) -> Drawn<Self> {
        centres.iter().try_for_each(|centre| self.draw_circle(*centre, radius, &colour, true))
    }
}

/// The look of words: Downhill Sans (a subset of Source Sans 3) at weight 400 or 600.
///
/// plotters' own `TextStyle` measures words through an inline style, which a strict Content-Security-Policy blocks.
#[derive(Clone, Copy)]
pub struct Words {
    /// Font size in fine pixels.
    pub size: f64,
    /// Weight 600; plotters calls it bold.
    pub semibold: bool,
    /// Their colour.
    pub colour: RGBAColor,
}

impl BackendTextStyle for Words {
    type FontError = Infallible;

    fn color(&self) -> BackendColor {
        self.colour.to_backend_color()
    }
    fn size(&self) -> f64 {
        self.size
    }
    fn style(&self) -> FontStyle {
        if self.semibold { FontStyle::Bold } else { FontStyle::Normal }
    }
    /// The left end of the baseline: plotters has no name for a baseline, and the bottom is the nearest.
    fn anchor(&self) -> Pos {
        Pos::new(HPos::Left, VPos::Bottom)
    }
    fn family(&self) -> FontFamily<'_> {
        FontFamily::Name(FONTS)
    }
    fn layout_box(&self, text: &str) -> Result<((i32, i32), (i32, i32)), Infallible> {
        let across = libm::ceil(width(text, self.semibold) * self.size) as i32;
        Ok(((0, -(self.size as i32)), (across, 0)))
    }
    /// Nothing: a backend that has only pixels leaves words out.
    fn draw<E, F: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        _text: &str,
        _at: BackendCoord,
        _pixel: F,
    ) -> Result<Result<(), E>, Infallible> {
        Ok(Ok(()))
    }
}
