//! A figure as a value: axes and marks in data coordinates, with roles instead of colours. Nothing here draws.
//!
//! Marks are drawn in the order of the list. Points that are not finite, or far outside the axes, are cut when the scene
//! is drawn, never here, so a scene may hold any number.

use super::{Handle, Raster, Rim, Role, Shape, Stroke};
use params::Scale;
use std::borrow::Cow;

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
    /// Both axes share a unit, and it has one length in both directions: see [`Scene::true_scale`].
    pub true_scale: bool,
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
    /// Marked-up words ([`i18n::spans`]), unit after a comma. Empty: no label.
    pub label: Cow<'static, str>,
    /// Whether ticks are written.
    pub ticks: bool,
    /// Whether thin lines stand at the ticks.
    pub grid: bool,
}

impl Default for Axis {
    fn default() -> Axis {
        Axis { low: 0.0, high: 1.0, scale: Scale::Linear, label: Cow::Borrowed(""), ticks: true, grid: false }
    }
}

impl Axis {
    /// A linear axis with ticks.
    pub fn new(low: f64, high: f64, label: impl Into<Cow<'static, str>>) -> Axis {
        Axis { low, high, scale: Scale::Linear, label: label.into(), ticks: true, grid: false }
    }
    /// A logarithmic axis with ticks.
    pub fn log(low: f64, high: f64, label: impl Into<Cow<'static, str>>) -> Axis {
        Axis { scale: Scale::Log, ..Axis::new(low, high, label) }
    }
    /// An axis that only says where things stand: without ticks or words.
    pub fn bare(low: f64, high: f64) -> Axis {
        Axis { ticks: false, ..Axis::new(low, high, "") }
    }
    /// Takes ticks, grid and words away.
    pub fn strip(&mut self) {
        *self = Axis { scale: self.scale, ..Axis::bare(self.low, self.high) };
    }
    /// How long it is, in data units.
    pub fn length(&self) -> f64 {
        self.high - self.low
    }
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
    pub fn sample(columns: usize, rows: usize, x: [f64; 2], y: [f64; 2], value: &dyn Fn([f64; 2]) -> f64) -> Grid {
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
    /// Filled cells.
    Raster(Raster),
    /// A curve or a path.
    Polyline { points: Vec<[f64; 2]>, stroke: Stroke },
    /// A filled area with an outline of the same role: a squared residual.
    Area { points: Vec<[f64; 2]>, role: Role, fill: f64, outline: f64 },
    /// A piece of a surface seen from the side, opaque: its height from 0 to 1 (none: a wall of the block), its shade from 0 to 1.
    Facet { points: Vec<[f64; 2]>, height: Option<f64>, shade: f64 },
    /// Points of one look; `size` is the radius in CSS pixels; `ring` puts a rim of paper around each.
    Points { points: Vec<[f64; 2]>, shape: Shape, role: Role, size: f64, opacity: f64, ring: bool },
    /// An arrow between two nodes, from rim to rim, `aside` CSS pixels to the left of the way between their middles.
    Edge { ends: [[f64; 2]; 2], rims: [Rim; 2], aside: f64, stroke: Stroke },
    /// An arrow with a head at `to`.
    Arrow { from: [f64; 2], to: [f64; 2], stroke: Stroke },
    /// The lowest point.
    Star { at: [f64; 2] },
    /// Marked-up words beside a point; `offset` in CSS pixels, y downwards. Kept inside the figure; `halo` of
    /// paper, unless they stand on a mark of their own.
    Label {
        at: [f64; 2],
        offset: [f64; 2],
        anchor: Anchor,
        text: Cow<'static, str>,
        role: Role,
        bold: bool,
        halo: bool,
    },
}

/// The bands of a ground, of equal height under a square root.
const BANDS: usize = 8;

/// How much wider than its line a casing is, in CSS pixels.
const CASING: f64 = 2.5;
/// How far beyond its axes the ground of a true scale is known, in their lengths.
const BEYOND: f64 = 0.15;

/// Marks as lessons draw them: one call each, in drawing order.
impl Scene {
    /// Whether a place in data coordinates is within the axes.
    pub fn holds(&self, [x, y]: [f64; 2]) -> bool {
        (self.x.low..=self.x.high).contains(&x) && (self.y.low..=self.y.high).contains(&y)
    }
    /// Takes ticks, grid and words away from both axes.
    pub fn strip(&mut self) {
        self.x.strip();
        self.y.strip();
    }
    /// Axes without marks.
    pub fn of(x: Axis, y: Axis) -> Scene {
        Scene { x, y, marks: Vec::new(), handles: Vec::new(), true_scale: false, blurred: false }
    }

    /// The ground of `value` over the axes; `lowest` is its least value anywhere, or else the lowest knot is. The levels, which
    /// it gives back, have evenly spaced square roots: contours of a bowl at even distances.
    pub fn ground(
        &mut self,
        columns: usize,
        rows: usize,
        lowest: Option<f64>,
        value: &dyn Fn([f64; 2]) -> f64,
    ) -> Vec<f64> {
        let [x, y] = [&self.x, &self.y].map(|axis| {
            // Larger words leave another shape between the axes, which then reach farther: see `true_scale`.
            let more = if self.true_scale { BEYOND * axis.length() } else { 0.0 };
            [axis.low - more, axis.high + more]
        });
        let grid = Grid::sample(columns, rows, x, y, value);
        let knots = || grid.values.iter().copied();
        let lowest = lowest.unwrap_or_else(|| knots().fold(f64::INFINITY, f64::min));
        let highest = knots().fold(lowest, f64::max);
        let mut levels = Vec::new();
        for band in 1..BANDS {
            levels.push(lowest + (highest - lowest) * ((band * band) as f64 / (BANDS * BANDS) as f64));
        }
        self.marks.push(Mark::Ground { grid, levels: levels.clone() });
        levels
    }

    /// A curve or a path.
    pub fn draw(&mut self, points: Vec<[f64; 2]>, stroke: Stroke) {
        self.marks.push(Mark::Polyline { points, stroke });
    }
    /// A curve or a path in the line of its role.
    pub fn line(&mut self, points: Vec<[f64; 2]>, role: Role, width: f64) {
        self.draw(points, Stroke::of(role, width));
    }
    /// The same, paler.
    pub fn pale(&mut self, points: Vec<[f64; 2]>, role: Role, width: f64, opacity: f64) {
        self.draw(points, Stroke::of(role, width).pale(opacity));
    }
    /// A line on a casing of paper, which tells it from any ground: a lane needs it there.
    pub fn cased(&mut self, points: Vec<[f64; 2]>, stroke: Stroke) {
        let casing = Stroke::solid(Role::Paper, stroke.width + CASING);
        self.draw(points.clone(), casing);
        self.draw(points, stroke);
    }
    /// A straight line between two points.
    pub fn straight(&mut self, from: [f64; 2], to: [f64; 2], stroke: Stroke) {
        self.draw(vec![from, to], stroke);
    }

    /// Points in the form of their role, with a rim of paper around each.
    pub fn dots(&mut self, points: Vec<[f64; 2]>, role: Role, size: f64) {
        self.marks.push(Mark::Points { points, shape: Shape::of(role), role, size, opacity: 1.0, ring: true });
    }
    /// One such point.
    pub fn dot(&mut self, at: [f64; 2], role: Role, size: f64) {
        self.dots(vec![at], role, size);
    }
    /// Points in the form of their role, without rims.
    pub fn specks(&mut self, points: Vec<[f64; 2]>, role: Role, size: f64, opacity: f64) {
        self.marks.push(Mark::Points { points, shape: Shape::of(role), role, size, opacity, ring: false });
    }
    /// An open ring.
    pub fn ring(&mut self, at: [f64; 2], role: Role, size: f64) {
        self.marks.push(Mark::Points { points: vec![at], shape: Shape::Open, role, size, opacity: 1.0, ring: false });
    }

    /// A filled area, with an outline unless that is 0.
    pub fn area(&mut self, points: Vec<[f64; 2]>, role: Role, fill: f64, outline: f64) {
        self.marks.push(Mark::Area { points, role, fill, outline });
    }
    /// An arrow.
    pub fn arrow(&mut self, from: [f64; 2], to: [f64; 2], role: Role, width: f64) {
        self.marks.push(Mark::Arrow { from, to, stroke: Stroke::of(role, width) });
    }
    /// The lowest point.
    pub fn star(&mut self, at: [f64; 2]) {
        self.marks.push(Mark::Star { at });
    }

    /// Words beside a point.
    pub fn label(
        &mut self,
        at: [f64; 2],
        offset: [f64; 2],
        anchor: Anchor,
        role: Role,
        text: impl Into<Cow<'static, str>>,
    ) {
        self.words(at, offset, anchor, role, text.into(), true);
    }
    /// Words beside a point, smaller and lighter.
    pub fn note(
        &mut self,
        at: [f64; 2],
        offset: [f64; 2],
        anchor: Anchor,
        role: Role,
        text: impl Into<Cow<'static, str>>,
    ) {
        self.words(at, offset, anchor, role, text.into(), false);
    }
    fn words(
        &mut self,
        at: [f64; 2],
        offset: [f64; 2],
        anchor: Anchor,
        role: Role,
        text: Cow<'static, str>,
        bold: bool,
    ) {
        self.marks.push(Mark::Label { at, offset, anchor, text, role, bold, halo: true });
    }

    /// A hundredth of the axes: how far an arrow key moves what can be taken hold of.
    pub fn nudge(&self) -> [f64; 2] {
        [self.x.length() / 100.0, self.y.length() / 100.0]
    }
}
