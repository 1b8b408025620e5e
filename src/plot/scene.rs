//! A figure as a value: axes and marks in data coordinates, with roles instead of colours. Nothing here draws.
//!
//! Marks are drawn in the order of the list. Points that are not finite, or far outside the axes, are cut when the scene
//! is drawn, never here, so a scene may hold any number.

use super::Role;
use crate::params::Scale;

/// Everything that one canvas shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// The horizontal axis.
    pub x: Axis,
    /// The vertical axis.
    pub y: Axis,
    /// In drawing order.
    pub marks: Vec<Mark>,
    /// What can be taken hold of.
    pub handles: Vec<Handle>,
    /// The data are hidden on purpose: the page blurs the canvas and exports leave the marks out.
    pub blurred: bool,
}

/// One axis: its range, and how it is labelled.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// The value at the left or lower end.
    pub low: f64,
    /// The value at the right or upper end.
    pub high: f64,
    /// Linear or logarithmic.
    pub scale: Scale,
    /// Marked-up words ([`crate::i18n::spans`]), unit after a comma. Empty: no label.
    pub label: String,
    /// Whether ticks are written.
    pub ticks: bool,
    /// Whether thin lines stand at the ticks.
    pub grid: bool,
}

impl Default for Axis {
    fn default() -> Axis {
        Axis { low: 0.0, high: 1.0, scale: Scale::Linear, label: String::new(), ticks: true, grid: false }
    }
}

/// A line's look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Colour and, for a run, its dash.
    pub role: Role,
    /// In CSS pixels.
    pub width: f64,
    /// Lengths on and off in CSS pixels; empty for a solid line.
    pub dash: &'static [f64],
    /// 0..=1.
    pub opacity: f64,
}

/// The form of a point, which says the same as its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Data; run A.
    Circle,
    /// Run B.
    Square,
    /// Run C.
    Triangle,
    /// Run D.
    Diamond,
    /// A ring: the form of something not (or no longer) in use.
    Open,
}

/// How a label hangs on its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The text starts at the point.
    Start,
    /// The point is in the middle of the text.
    Middle,
    /// The text ends at the point.
    End,
}

/// A value at every knot of a regular grid.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// Knots along x.
    pub columns: usize,
    /// Knots along y.
    pub rows: usize,
    /// x of the first and last column.
    pub x: [f64; 2],
    /// y of the first and last row.
    pub y: [f64; 2],
    /// `rows * columns` values, row by row from the low y.
    pub values: Vec<f64>,
}

impl Grid {
    /// Samples `value` at every knot.
    pub fn sample(
        columns: usize,
        rows: usize,
        x: [f64; 2],
        y: [f64; 2],
        mut value: impl FnMut([f64; 2]) -> f64,
    ) -> Grid {
        let step = |range: [f64; 2], index: usize, count: usize| {
            range[0] + (range[1] - range[0]) * index as f64 / (count.max(2) - 1) as f64
        };
        let mut values = Vec::with_capacity(columns * rows);
        for row in 0..rows {
            for column in 0..columns {
                values.push(value([step(x, column, columns), step(y, row, rows)]));
            }
        }
        Grid { columns, rows, x, y, values }
    }
}

/// One thing to draw.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// Ground tinted by height: filled bands between `levels` (growing), a thin line at each.
    Ground { grid: Grid, levels: Vec<f64> },
    /// A curve or a path.
    Polyline { points: Vec<[f64; 2]>, stroke: Stroke },
    /// A filled area with an outline of the same role: a squared residual.
    Area { points: Vec<[f64; 2]>, role: Role, fill: f64, outline: f64 },
    /// Points of one look; `size` is the radius in CSS pixels; `ring` puts a rim of paper around each.
    Points { points: Vec<[f64; 2]>, shape: Shape, role: Role, size: f64, opacity: f64, ring: bool },
    /// An arrow with a head at `to`.
    Arrow { from: [f64; 2], to: [f64; 2], stroke: Stroke },
    /// The lowest point.
    Star { at: [f64; 2] },
    /// Marked-up words beside a point; `offset` in CSS pixels, y downwards. Kept inside the figure; on a halo of paper.
    Label { at: [f64; 2], offset: [f64; 2], anchor: Anchor, text: String, role: Role, bold: bool },
}

/// Something in a figure that can be dragged, or moved with the arrow keys.
#[derive(Clone, Debug, PartialEq)]
pub struct Handle {
    /// Which one, for [`crate::lessons::Act::Drag`].
    pub id: usize,
    /// Where it stands.
    pub at: [f64; 2],
    /// What it is called, for its button and a screen reader.
    pub name: String,
    /// Its value in words.
    pub value: String,
    /// How far one press of an arrow key moves it, in data units along x and y. A zero means that it does not move that way.
    pub nudge: [f64; 2],
    /// Whether a mark is drawn for it (a small ring); false where a mark of the scene already shows it.
    pub drawn: bool,
}
