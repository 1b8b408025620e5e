//! What figures are drawn on: plotters' `DrawingBackend`, and the few things that it cannot say.

use super::metrics::width;
use super::palette::Rgb;
use plotters_backend::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontFamily, FontStyle,
};

/// Fine pixels in one CSS pixel. plotters' coordinates are whole numbers; an eighth of a pixel looks smooth.
pub const FINE: f64 = 8.0;

/// The fonts of all figures; the second has the Greek and the mathematical letters.
pub const FONTS: &str = "'Downhill Sans', 'STIX Two Math', system-ui, sans-serif";

/// What a drawing call returns.
pub type Drawn<S> = Result<(), DrawingErrorKind<<S as DrawingBackend>::ErrorType>>;

/// A backend for figures. All coordinates, widths and sizes are fine pixels; words hang on the left end of their baseline.
pub trait Surface: DrawingBackend {
    /// A rim round words that are drawn next, so that they can be read on any ground.
    fn halo(&mut self, text: &str, words: &Words, at: BackendCoord, rim: u32) -> Drawn<Self> {
        let (near, far) = ((f64::from(rim) * 0.7) as i32, rim as i32);
        for (x, y) in
            [(far, 0), (near, near), (0, far), (-near, near), (-far, 0), (-near, -near), (0, -far), (near, -near)]
        {
            self.draw_text(text, words, (at.0 + x, at.1 + y))?;
        }
        Ok(())
    }

    /// Many filled circles of one look, each with a rim of another colour under it.
    fn circles(
        &mut self,
        centres: &[BackendCoord],
        radius: u32,
        colour: BackendColor,
        rim: Option<Rim>,
    ) -> Drawn<Self> {
        for centre in centres {
            if let Some(rim) = rim {
                self.draw_circle(*centre, radius + rim.width, &rim.colour, true)?;
            }
            self.draw_circle(*centre, radius, &colour, true)?;
        }
        Ok(())
    }
}

/// The rim of a mark.
#[derive(Clone, Copy)]
pub struct Rim {
    /// In fine pixels, outside the mark.
    pub width: u32,
    /// Its colour.
    pub colour: BackendColor,
}

/// A colour that lets `1 - opacity` of the ground through.
pub fn ink(rgb: Rgb, opacity: f64) -> BackendColor {
    BackendColor { rgb, alpha: if opacity.is_finite() { opacity.clamp(0.0, 1.0) } else { 1.0 } }
}

/// A line's look.
pub struct Line {
    /// Its colour.
    pub colour: BackendColor,
    /// In fine pixels.
    pub width: u32,
}

impl BackendStyle for Line {
    fn color(&self) -> BackendColor {
        self.colour
    }
    fn stroke_width(&self) -> u32 {
        self.width
    }
}

/// The look of words: Downhill Sans (a subset of Source Sans 3) at weight 400 or 600.
#[derive(Clone, Copy)]
pub struct Words {
    /// Font size in fine pixels.
    pub size: f64,
    /// Weight 600; plotters calls it bold.
    pub semibold: bool,
    /// Their colour.
    pub colour: BackendColor,
}

/// plotters asks for an error; ours measure without failing.
#[derive(Debug)]
pub enum Never {}

impl std::fmt::Display for Never {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {}
    }
}

impl std::error::Error for Never {}

impl BackendTextStyle for Words {
    type FontError = Never;

    fn color(&self) -> BackendColor {
        self.colour
    }
    fn size(&self) -> f64 {
        self.size
    }
    fn style(&self) -> FontStyle {
        if self.semibold { FontStyle::Bold } else { FontStyle::Normal }
    }
    fn anchor(&self) -> Pos {
        Pos::new(HPos::Left, VPos::Bottom)
    }
    fn family(&self) -> FontFamily<'_> {
        FontFamily::Name(FONTS)
    }
    fn layout_box(&self, text: &str) -> Result<((i32, i32), (i32, i32)), Never> {
        let across = libm::ceil(width(text, self.semibold) * self.size) as i32;
        Ok(((0, -(self.size as i32)), (across, 0)))
    }
    fn draw<E, F: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        _text: &str,
        _at: BackendCoord,
        _pixel: F,
    ) -> Result<Result<(), E>, Never> {
        Ok(Ok(()))
    }
}
