//! A surface with the mapping and the look of one figure: CSS pixels in, fine pixels out.

use super::palette::{Rgb, ink};
use super::surface::{Drawn, FINE, Surface};
use super::viewport::Viewport;
use params::Theme;
use plotters::style::ShapeStyle;
use plotters_backend::BackendCoord;

/// What all parts of a figure are drawn with. `words.rs` adds words, `marks.rs` marks, `draw.rs` the axes.
pub(super) struct Pen<'a, S> {
    pub surface: &'a mut S,
    pub view: Viewport,
    pub theme: Theme,
    pub text: f64,
}

/// CSS pixels to fine ones.
pub(super) fn fine([x, y]: [f64; 2]) -> BackendCoord {
    (libm::round(x * FINE) as i32, libm::round(y * FINE) as i32)
}

/// The fine pixels of a path, unless it comes to a single one.
fn traced(path: &[[f64; 2]]) -> Option<Vec<BackendCoord>> {
    let mut points: Vec<BackendCoord> = path.iter().copied().map(fine).collect();
    points.dedup();
    (points.len() > 1).then_some(points)
}

impl<S: Surface> Pen<'_, S> {
    /// A length in CSS pixels at the usual size of words, in fine pixels.
    pub fn length(&self, pixels: f64) -> u32 {
        libm::round((pixels * self.text * FINE).clamp(0.0, 1e6)) as u32
    }

    /// The style of a line.
    fn line(&self, rgb: Rgb, width: f64, opacity: f64) -> ShapeStyle {
        ShapeStyle { color: ink(rgb, opacity), filled: false, stroke_width: self.length(width).max(1) }
    }

    /// A line through pixels inside the figure.
    pub fn stroke(&mut self, path: &[[f64; 2]], rgb: Rgb, width: f64, opacity: f64) -> Drawn<S> {
        let line = self.line(rgb, width, opacity);
        traced(path).map_or(Ok(()), |points| self.surface.draw_path(points, &line))
    }

    /// Lines of one look through pixels inside the figure.
    pub fn strokes(&mut self, paths: &[Vec<[f64; 2]>], rgb: Rgb, width: f64, opacity: f64) -> Drawn<S> {
        let line = self.line(rgb, width, opacity);
        self.surface.lines(paths.iter().filter_map(|path| traced(path)).collect(), &line)
    }

    /// An area with corners inside the figure.
    pub fn fill(&mut self, corners: &[[f64; 2]], rgb: Rgb, opacity: f64) -> Drawn<S> {
        if corners.len() < 3 {
            return Ok(());
        }
        self.surface.fill_polygon(corners.iter().copied().map(fine), &ink(rgb, opacity))
    }
}
