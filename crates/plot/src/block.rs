//! A surface seen from the side: a height field as a block, in parallel projection. Pure: fields and paths in, marks out.
//!
//! Cells are drawn from the back to the front (painter's order), so that what is in front hides what is behind. Lines on the ground
//! (paths, contours) are cut by sight first and drawn over all cells: drawn with their cell, as the first sketches did it, a line loses
//! half its width to the next cell, and no dash runs across two.

use super::clip::{Rect, polyline};
use super::{Axis, Grid, Mark, Role, Scene, Stroke, loops};

/// From where the block is seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// How far the block is turned about its vertical, in radians; at 0 x runs to the right and y away.
    pub turn: f64,
    /// How high the eye stands over the horizon, in radians. Drawn between [`Camera::LOWEST`] and a right angle (a map).
    pub tilt: f64,
    /// How high the block is against the length of its side along x. Drawn up to 2.
    pub relief: f64,
}

impl Default for Camera {
    /// From the front, a little to the left, half from above.
    fn default() -> Camera {
        Camera { turn: -0.49, tilt: 0.63, relief: 0.35 }
    }
}

impl Camera {
    /// The least tilt: below it, the ground is a line.
    pub const LOWEST: f64 = 0.1;

    /// The same with numbers that can be drawn.
    fn safe(self) -> Camera {
        let usual = Camera::default();
        let or = |value: f64, usual: f64| if value.is_finite() { value } else { usual };
        Camera {
            turn: libm::fmod(or(self.turn, usual.turn), std::f64::consts::TAU),
            tilt: or(self.tilt, usual.tilt).clamp(Camera::LOWEST, std::f64::consts::FRAC_PI_2),
            relief: or(self.relief, usual.relief).clamp(0.0, 2.0),
        }
    }
}

/// A block on a figure, in CSS pixels from its lower left corner.
///
/// With `u` and `v` along x and y from the middle (half a side along x is 1) and `h` up, a point is drawn at
/// `(u cos t - v sin t, (u sin t + v cos t) sin e + h cos e)` for a turn `t` and a tilt `e`.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// The clipped field: what is lower or higher than the range stands at its end; holes are NaN.
    grid: Grid,
    /// Over which heights tints run.
    range: [f64; 2],
    /// Half the side along y, where that along x is 1.
    depth: f64,
    /// Sine and cosine of the turn and of the tilt.
    turn: [f64; 2],
    tilt: [f64; 2],
    relief: f64,
    size: [f64; 2],
    /// Pixels to a unit, and where the middle of the block is drawn.
    scale: f64,
    middle: [f64; 2],
}

/// How far apart the shapes of the ground may be: beyond that, its sides have no unit in common, and it is drawn as such.
const NARROWEST: f64 = 0.5;
/// How far the floor is below the lowest ground, in heights of the block.
const FLOOR: f64 = 0.06;
/// Around the block, in CSS pixels.
const MARGIN: f64 = 4.0;
/// How far a cell reaches under its neighbours, in CSS pixels, so that nothing shines through between them.
const SEAM: f64 = 0.4;
/// The light, from the upper left before the block: right, away, up; of length 1.
const LIGHT: [f64; 3] = [-0.549, -0.349, 0.759];
/// How steeply the ground may face away from the light before it is in full shade, and where shade begins.
const SHADE: [f64; 2] = [0.86, 0.9];
/// Steps of a line between two samples of its sight, in cells, and of a look from the ground towards the eye.
const STEP: f64 = 0.5;
/// What the ground must be above a look to hide it, in heights of the block.
const HIDES: f64 = 2e-3;
/// Halvings of a step where a line goes behind a hill.
const HALVINGS: usize = 8;

impl Block {
    /// The block of a field in a figure of `size` CSS pixels. `range` cuts heights off; without a proper one it is that of the field.
    /// Heights that are not finite are holes; so is everything where the field has no cells.
    pub fn new(mut grid: Grid, range: Option<[f64; 2]>, camera: Camera, size: [f64; 2]) -> Block {
        let camera = camera.safe();
        let cells = grid.columns >= 2 && grid.rows >= 2;
        if !cells || grid.columns.checked_mul(grid.rows).is_none_or(|count| grid.values.len() < count) {
            grid = Grid { columns: 0, rows: 0, values: Vec::new(), ..grid };
        }
        let finite = || grid.values.iter().copied().filter(|value| value.is_finite());
        let own = || [finite().fold(f64::INFINITY, f64::min), finite().fold(f64::NEG_INFINITY, f64::max)];
        let proper = |range: &[f64; 2]| range[0] < range[1] && range.iter().all(|end| end.is_finite());
        let range = range.filter(proper).unwrap_or_else(own);
        for value in &mut grid.values {
            *value = if value.is_finite() { value.clamp(range[0], range[1].max(range[0])) } else { f64::NAN };
        }
        let sides = (grid.y[1] - grid.y[0]) / (grid.x[1] - grid.x[0]);
        let depth = if (NARROWEST..=1.0 / NARROWEST).contains(&sides) { sides } else { 1.0 };
        let size = size.map(|length| if length.is_finite() { length.clamp(0.0, 1e5) } else { 0.0 });
        let (turn, tilt) = (libm::sincos(camera.turn), libm::sincos(camera.tilt));
        // The room of all turns, so that a block that is turned keeps its size.
        let reach = libm::hypot(1.0, depth);
        let high = camera.relief * (1.0 + FLOOR);
        let needed = [2.0 * reach, 2.0 * reach * tilt.0 + 2.0 * high * tilt.1];
        let room = size.map(|length| (length - 2.0 * MARGIN).max(0.0));
        let scale = (room[0] / needed[0]).min(room[1] / needed[1]);
        let middle = [size[0] / 2.0, size[1] / 2.0 + scale * camera.relief * FLOOR * tilt.1];
        Block {
            grid,
            range,
            depth,
            turn: [turn.0, turn.1],
            tilt: [tilt.0, tilt.1],
            relief: camera.relief,
            size,
            scale,
            middle,
        }
    }

    /// The ground and the walls before it, on axes that are the figure's pixels. Lines and points are drawn on it later.
    pub fn scene(&self) -> Scene {
        let mut scene = Scene::of(Axis::bare(0.0, self.size[0]), Axis::bare(0.0, self.size[1]));
        for [column, row] in self.order() {
            if let Some(facet) = self.facet(column, row) {
                scene.marks.push(facet);
            }
        }
        self.walls(&mut scene);
        scene
    }

    /// Where the ground of a place is drawn; None in a hole and beside the block.
    pub fn place(&self, at: [f64; 2]) -> Option<[f64; 2]> {
        let knot = self.knot(at)?;
        self.ground(knot).map(|high| self.drawn(knot, high))
    }

    /// Whether the ground of a place is seen: it is there, and no ground before it hides it.
    pub fn sees(&self, at: [f64; 2]) -> bool {
        self.knot(at).is_some_and(|knot| self.seen(knot))
    }

    /// The stretches of a path on the ground that are seen. It ends before a point that is not a number, as every path does.
    pub fn path(&self, points: &[[f64; 2]]) -> Vec<Vec<[f64; 2]>> {
        let [x, y] = [self.grid.x, self.grid.y];
        let mut found = Vec::new();
        if self.grid.columns == 0 || !(x[0] < x[1] && y[0] < y[1]) {
            return found;
        }
        for piece in polyline(points, Rect { left: x[0], top: y[0], right: x[1], bottom: y[1] }) {
            let knots: Vec<[f64; 2]> = piece.iter().filter_map(|at| self.knot(*at)).collect();
            self.cut(&knots, &mut found);
        }
        found
    }

    /// The stretches of a contour that are seen.
    pub fn contour(&self, level: f64) -> Vec<Vec<[f64; 2]>> {
        loops(&self.grid, level).iter().flat_map(|round| round.inner()).flat_map(|line| self.path(&line)).collect()
    }

    /// Cells from the back to the front, columns and rows counted from the low x and y.
    ///
    /// Towards the eye, a look goes one way along x and one way along y. So whoever hides a cell is not farther back in either.
    fn order(&self) -> impl Iterator<Item = [usize; 2]> + use<> {
        let [columns, rows] = [self.grid.columns, self.grid.rows].map(|knots| knots.saturating_sub(1));
        let from_high = self.turn.map(|away| away >= 0.0);
        let nth = |k: usize, count: usize, from_high: bool| if from_high { count - 1 - k } else { k };
        (0..rows).flat_map(move |row| {
            (0..columns).map(move |column| [nth(column, columns, from_high[0]), nth(row, rows, from_high[1])])
        })
    }

    fn value(&self, column: usize, row: usize) -> f64 {
        self.grid.values.get(row * self.grid.columns + column).copied().unwrap_or(f64::NAN)
    }

    /// The height over the middle of the block, in its units, from -relief to relief.
    fn height(&self, value: f64) -> f64 {
        self.relief * (2.0 * self.level(value) - 1.0)
    }

    /// 0 at the low end of the range, 1 at the high one.
    fn level(&self, value: f64) -> f64 {
        let [low, high] = self.range;
        // Halves, so that the difference of two very large numbers stays finite.
        let share = (value / 2.0 - low / 2.0) / (high / 2.0 - low / 2.0);
        if high > low { share } else { 0.5 + 0.0 * value }
    }

    /// Columns and rows from the low corner to a place.
    fn knot(&self, at: [f64; 2]) -> Option<[f64; 2]> {
        let share = |value: f64, [low, high]: [f64; 2], knots: usize| {
            let share = (value - low) / (high - low);
            (knots >= 2 && (0.0..=1.0).contains(&share)).then(|| share * (knots - 1) as f64)
        };
        Some([share(at[0], self.grid.x, self.grid.columns)?, share(at[1], self.grid.y, self.grid.rows)?])
    }

    /// The height of the ground between knots; None in a hole.
    fn ground(&self, [across, away]: [f64; 2]) -> Option<f64> {
        let cell = |place: f64, knots: usize| (place as usize).min(knots.saturating_sub(2));
        let (column, row) = (cell(across, self.grid.columns), cell(away, self.grid.rows));
        let (p, q) = (across - column as f64, away - row as f64);
        let near = self.value(column, row) * (1.0 - p) + self.value(column + 1, row) * p;
        let far = self.value(column, row + 1) * (1.0 - p) + self.value(column + 1, row + 1) * p;
        let value = near * (1.0 - q) + far * q;
        (!value.is_nan()).then(|| self.height(value))
    }

    /// From columns and rows to units from the middle of the block.
    fn flat(&self, [across, away]: [f64; 2]) -> [f64; 2] {
        let share = |place: f64, knots: usize| 2.0 * place / (knots - 1) as f64 - 1.0;
        [share(across, self.grid.columns), self.depth * share(away, self.grid.rows)]
    }

    fn drawn(&self, knot: [f64; 2], high: f64) -> [f64; 2] {
        let ([u, v], [sine, cosine], [up, out]) = (self.flat(knot), self.turn, self.tilt);
        let (right, away) = (u * cosine - v * sine, u * sine + v * cosine);
        [self.middle[0] + self.scale * right, self.middle[1] + self.scale * (away * up + high * out)]
    }

    /// Whether no ground hides that of a knot: a look from it to the eye stays above all ground.
    fn seen(&self, knot: [f64; 2]) -> bool {
        let Some(start) = self.ground(knot) else { return false };
        let [sine, cosine] = self.turn;
        let ends = [self.grid.columns - 1, self.grid.rows - 1].map(|last| last as f64);
        // A unit towards the eye, in columns and rows; and how much a look rises on it.
        let way = [-sine * ends[0] / 2.0, -cosine * ends[1] / (2.0 * self.depth)];
        let rise = self.tilt[0] / self.tilt[1];
        let step = STEP / way[0].abs().max(way[1].abs());
        let (mut far, margin) = (step, HIDES * self.relief);
        loop {
            let here = [0, 1].map(|k| knot[k] + far * way[k]);
            let look = start + far * rise;
            // Not a number, and beyond the highest ground or the edge, nothing hides it.
            if !(look <= self.relief && (0.0..=ends[0]).contains(&here[0]) && (0.0..=ends[1]).contains(&here[1])) {
                return true;
            }
            if self.ground(here).is_some_and(|ground| ground > look + margin) {
                return false;
            }
            far += step;
        }
    }

    /// Adds the stretches of a line that are seen, followed in steps of [`STEP`] cells.
    fn cut(&self, knots: &[[f64; 2]], found: &mut Vec<Vec<[f64; 2]>>) {
        let point = |knot: [f64; 2]| self.ground(knot).map(|high| self.drawn(knot, high));
        let mut open: Vec<[f64; 2]> = Vec::new();
        let mut before: Option<([f64; 2], bool)> = None;
        let between = |from: [f64; 2], to: [f64; 2], share: f64| [0, 1].map(|k| from[k] + share * (to[k] - from[k]));
        let mut close = |open: &mut Vec<[f64; 2]>| {
            let piece = std::mem::take(open);
            if piece.len() > 1 {
                found.push(piece);
            }
        };
        let samples = knots.windows(2).flat_map(|pair| {
            let [from, to] = [pair[0], pair[1]];
            let length = (to[0] - from[0]).abs().max((to[1] - from[1]).abs());
            let count = libm::ceil(length / STEP).max(1.0) as usize;
            (1..=count).map(move |k| between(from, to, k as f64 / count as f64))
        });
        for knot in knots.first().copied().into_iter().chain(samples) {
            let seen = self.seen(knot);
            if let Some((last, was)) = before
                && was != seen
            {
                // The two ends come together where the line goes out of sight, or comes back.
                let (mut from, mut to) = (last, knot);
                for _ in 0..HALVINGS {
                    let middle = between(from, to, 0.5);
                    if self.seen(middle) == was { from = middle } else { to = middle }
                }
                open.extend(point(if was { from } else { to }));
                if was {
                    close(&mut open);
                }
            }
            if seen {
                open.extend(point(knot));
            }
            before = Some((knot, seen));
        }
        close(&mut open);
    }

    /// A cell with its tint and its shade; None for a hole.
    fn facet(&self, column: usize, row: usize) -> Option<Mark> {
        let knots = [[column, row], [column + 1, row], [column + 1, row + 1], [column, row + 1]];
        let values = knots.map(|[column, row]| self.value(column, row));
        if values.iter().any(|value| value.is_nan()) {
            return None;
        }
        let heights = values.map(|value| self.height(value));
        let corners = [0, 1, 2, 3].map(|k| self.drawn(knots[k].map(|place| place as f64), heights[k]));
        let height = values.iter().map(|value| self.level(*value)).sum::<f64>() / 4.0;
        // How far the ground rises on a unit along x and along y, then to the right and away.
        let [sine, cosine] = self.turn;
        let along = (heights[1] + heights[2] - heights[0] - heights[3]) / 4.0 * (self.grid.columns - 1) as f64;
        let up = (heights[2] + heights[3] - heights[0] - heights[1]) / 4.0 * (self.grid.rows - 1) as f64 / self.depth;
        let (right, away) = (along * cosine - up * sine, along * sine + up * cosine);
        let lit = (LIGHT[2] - LIGHT[0] * right - LIGHT[1] * away) / libm::sqrt(1.0 + right * right + away * away);
        let shade = ((SHADE[0] - lit) / SHADE[1]).clamp(0.0, 1.0);
        let middle = [0, 1].map(|k| corners.iter().map(|corner| corner[k]).sum::<f64>() / 4.0);
        let grown = corners.map(|corner| {
            let out = [corner[0] - middle[0], corner[1] - middle[1]];
            let more = SEAM / libm::hypot(out[0], out[1]).max(SEAM);
            [0, 1].map(|k| corner[k] + more * out[k])
        });
        Some(Mark::Facet { points: grown.to_vec(), height: Some(height), shade })
    }

    /// The two sides of the block that face the eye, with a bright edge where they meet the ground.
    fn walls(&self, scene: &mut Scene) {
        let [columns, rows] = [self.grid.columns, self.grid.rows];
        let floor = -self.relief * (1.0 + 2.0 * FLOOR);
        for side in 0..2 {
            let facing = self.turn[1 - side];
            if columns == 0 || facing.abs() < 1e-6 {
                continue;
            }
            let count = [columns, rows][side];
            let near = if facing > 0.0 { 0 } else { [rows, columns][side] - 1 };
            let knot = |k: usize| if side == 0 { [k, near] } else { [near, k] };
            let heights: Vec<Option<f64>> = (0..count)
                .map(|k| self.value(knot(k)[0], knot(k)[1]))
                .map(|value| (!value.is_nan()).then(|| self.height(value)))
                .collect();
            let drawn = |k: usize, high: f64| self.drawn(knot(k).map(|place| place as f64), high);
            let mut from = 0;
            for run in heights.split(Option::is_none) {
                let top: Vec<[f64; 2]> =
                    run.iter().flatten().enumerate().map(|(k, high)| drawn(from + k, *high)).collect();
                if top.len() > 1 {
                    let mut points = top.clone();
                    points.extend([drawn(from + top.len() - 1, floor), drawn(from, floor)]);
                    // The left wall faces the light.
                    let shade = if side == 0 { 0.5 } else { 1.0 };
                    scene.marks.push(Mark::Facet { points, height: None, shade });
                    scene.draw(top, Stroke::solid(Role::Paper, 1.0).pale(0.7));
                }
                from += run.len() + 1;
            }
        }
    }
}

#[cfg(test)]
mod tests;
