//! What figures are drawn on: any backend of plotters, and the few things that its trait `DrawingBackend` cannot say.

use super::metrics::width;
use plotters::style::{Color, RGBAColor, ShapeStyle};
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
/// Every method has a body, so that any backend draws a figure; a backend overrides one to do the same in fewer calls.
/// A style could not carry them: plotters' methods see a style only through plotters' own traits.
pub trait Surface: DrawingBackend {
    /// A rim round words, `reach` wide and in the colour of `words`: what is written over it can be read on any ground.
    fn halo(&mut self, text: &str, words: &Words, at: BackendCoord, reach: u32) -> Drawn<Self> {
        let (near, far) = ((f64::from(reach) * 0.7) as i32, reach as i32);
        for (x, y) in
            [(far, 0), (near, near), (0, far), (-near, near), (-far, 0), (-near, -near), (0, -far), (near, -near)]
        {
            self.draw_text(text, words, (at.0 + x, at.1 + y))?;
        }
        Ok(())
    }

    /// Lines of one look: the dashes of a line, the pieces of a contour. Where two cross, they may let the ground
    /// through as one.
    fn lines(&mut self, lines: Vec<Vec<BackendCoord>>, style: &ShapeStyle) -> Drawn<Self> {
        lines.into_iter().try_for_each(|line| self.draw_path(line, style))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::palette::{Rgb, colour};
    use crate::pen::fine;
    use crate::{Anchor, Axis, Role, Scene, Stroke, Style, Viewport, draw_figure};
    use params::Theme;

    /// The least that plotters asks of a backend: it knows pixels, and plotters' rasterizer makes shapes of them.
    struct Pixels {
        size: (u32, u32),
        colours: Vec<Rgb>,
    }

    impl Surface for Pixels {}

    impl DrawingBackend for Pixels {
        type ErrorType = Infallible;

        fn get_size(&self) -> (u32, u32) {
            self.size
        }
        fn ensure_prepared(&mut self) -> Result<(), DrawingErrorKind<Infallible>> {
            Ok(())
        }
        fn present(&mut self) -> Result<(), DrawingErrorKind<Infallible>> {
            Ok(())
        }
        fn draw_pixel(&mut self, (x, y): BackendCoord, ink: BackendColor) -> Result<(), DrawingErrorKind<Infallible>> {
            let (across, down) = (self.size.0 as i32, self.size.1 as i32);
            if (0..across).contains(&x) && (0..down).contains(&y) && ink.alpha > 0.5 {
                self.colours[(y * across + x) as usize] = ink.rgb;
            }
            Ok(())
        }
    }

    #[test]
    fn a_backend_that_knows_only_pixels_draws_a_figure() {
        let axes = || Scene::of(Axis::bare(0.0, 4.0), Axis::bare(0.0, 4.0));
        let (mut base, mut overlay) = (axes(), axes());
        base.area(vec![[2.5, 0.5], [3.5, 0.5], [3.5, 1.5], [2.5, 1.5]], Role::Error, 1.0, 0.0);
        base.straight([0.5, 3.5], [3.5, 3.5], Stroke::solid(Role::Gradient, 3.0));
        base.specks(vec![[1.0, 1.0]], Role::Rate, 5.0, 1.0);
        overlay.dots(vec![[2.0, 2.0]], Role::Weights, 5.0);
        overlay.label([2.0, 2.0], [8.0, 0.0], Anchor::Start, Role::Ink, "here");
        let size = [96.0, 96.0];
        let across = (size[0] * FINE) as u32;
        let mut pixels = Pixels { size: (across, across), colours: vec![(0, 0, 0); (across * across) as usize] };
        let style = Style { theme: Theme::Light, text: 1.0 };
        assert!(draw_figure(&mut pixels, &base, &overlay, style, size).is_ok());
        let view = Viewport::new(&base, size, style.text);
        for (at, role) in [
            ([3.0, 1.0], Role::Error),
            ([1.5, 3.5], Role::Gradient),
            ([1.0, 1.0], Role::Rate),
            ([2.0, 2.0], Role::Weights),
            ([3.0, 2.6], Role::Paper),
        ] {
            let (x, y) = fine(view.pixel(at));
            let seen = pixels.colours[(y as u32 * across + x as u32) as usize];
            assert_eq!(seen, colour(role, style.theme), "{role:?} at {at:?}");
        }
    }
}
