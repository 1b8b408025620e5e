//! Cells over the axes, each of a class or of a step between two colours: what a classifier says, where a run ends, which
//! settings of two diverge.

use super::clip::drawable;
use super::palette::tint;
use super::pen::Pen;
use super::surface::{Drawn, Surface};
use super::viewport::Span;
use super::{Axis, Mark, Role, Scene, Viewport};

/// How far a cell reaches under its neighbours on the right and below, in CSS pixels: where a pixel of the screen is shared by two
/// cells, the paper would shine through.
const SEAM: f64 = 0.5;

/// An opaque colour: `share` (0..=1) of one role, the rest of another, mixed as the ground is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tint {
    /// What it means.
    pub role: Role,
    /// What it stands on: paper, or the role at the other end of a scale.
    pub over: Role,
    /// How much of `role`, 0..=1.
    pub share: f64,
}

impl Tint {
    /// So much of a role on paper.
    pub const fn on_paper(role: Role, share: f64) -> Tint {
        Tint { role, over: Role::Paper, share }
    }

    /// `count` even steps from one share of a role to another. None for a count of 0; one step is the second share.
    pub fn steps(role: Role, over: Role, [low, high]: [f64; 2], count: usize) -> Vec<Tint> {
        let step = |k: usize| if count > 1 { k as f64 / (count - 1) as f64 } else { 1.0 };
        (0..count).map(|k| Tint { role, over, share: low + step(k) * (high - low) }).collect()
    }
}

/// Cells of one size, even along the axes: on a logarithmic axis each is as many times its neighbour.
#[derive(Clone, Debug, PartialEq)]
pub struct Raster {
    /// Cells along x and along y.
    pub size: [usize; 2],
    /// The outer edges of the first and the last column.
    pub x: [f64; 2],
    /// The outer edges of the first and the last row.
    pub y: [f64; 2],
    /// The place of each cell's colour in `tints`, row by row from the low y. A place that is not there leaves the cell empty.
    pub cells: Vec<u8>,
    /// The colours.
    pub tints: Vec<Tint>,
}

impl Raster {
    /// A cell without a colour.
    pub const EMPTY: u8 = u8::MAX;

    /// Cells over both axes; `tint` is asked for the colour in the middle of each.
    pub fn over(size: [usize; 2], x: &Axis, y: &Axis, tints: Vec<Tint>, tint: &dyn Fn([f64; 2]) -> u8) -> Raster {
        let spans = [Span::of(x), Span::of(y)];
        let middle = |axis: usize, k: usize| spans[axis].value((k as f64 + 0.5) / size[axis] as f64);
        let mut cells = Vec::with_capacity(size[0].saturating_mul(size[1]).min(1 << 20));
        for row in 0..size[1] {
            for column in 0..size[0] {
                cells.push(tint([middle(0, column), middle(1, row)]));
            }
        }
        let [x, y] = spans.map(|span| [span.low, span.high]);
        Raster { size, x, y, cells, tints }
    }

    /// The step of a value on a scale of `count` steps: beyond an end it is the last one there; not a number has none
    /// ([`Raster::EMPTY`]), nor has any value on a scale without length.
    pub fn step(value: f64, [low, high]: [f64; 2], count: usize) -> u8 {
        let share = (value - low) / (high - low);
        if share.is_nan() || count == 0 {
            return Raster::EMPTY;
        }
        (share.clamp(0.0, 1.0) * count as f64).min(count as f64 - 1.0).min(254.0) as u8
    }

    /// The stretches of equal cells in a row, each from its first column to the one behind its last.
    fn runs(&self, row: usize, tint: u8) -> impl Iterator<Item = [usize; 2]> + '_ {
        let [columns, _] = self.size;
        let cells = &self.cells[row * columns..(row + 1) * columns];
        let mut from = 0;
        std::iter::from_fn(move || {
            let start = from + cells[from..].iter().position(|cell| *cell == tint)?;
            let end = cells[start..].iter().position(|cell| *cell != tint).map_or(columns, |length| start + length);
            from = end;
            Some([start, end])
        })
    }
}

impl Scene {
    /// Cells over the axes, over all that was drawn before.
    pub fn raster(&mut self, raster: Raster) {
        self.marks.push(Mark::Raster(raster));
    }
}

/// One area a colour: runs of equal cells are rectangles, and the way from each to the next and back leaves no trace.
///
/// Not a part of the pen: what is generic over surfaces is compiled for each of them.
fn areas(raster: &Raster, view: &Viewport) -> Vec<(Tint, Vec<[f64; 2]>)> {
    let [columns, rows] = raster.size;
    let (low, high) = (view.pixel([raster.x[0], raster.y[0]]), view.pixel([raster.x[1], raster.y[1]]));
    let all = columns.checked_mul(rows).is_some_and(|count| count > 0 && raster.cells.len() >= count);
    if !all || !drawable(low) || !drawable(high) {
        return Vec::new();
    }
    let plot = view.plot;
    // On whole pixels, so that edges are sharp.
    let edge = |k: usize, axis: usize| {
        let (count, ends) = (raster.size[axis] as f64, [(plot.left, plot.right), (plot.top, plot.bottom)][axis]);
        let place = low[axis] + (high[axis] - low[axis]) * (k as f64 / count);
        libm::round(place).clamp(ends.0, ends.1)
    };
    let filled = |row: usize, from: usize, to: usize| {
        let row = &raster.cells[row * columns..(row + 1) * columns];
        row[from..to].iter().all(|cell| usize::from(*cell) < raster.tints.len())
    };
    let mut found = Vec::new();
    for (place, tint) in raster.tints.iter().enumerate().take(usize::from(Raster::EMPTY)) {
        let mut area: Vec<[f64; 2]> = Vec::new();
        for row in (0..rows).rev() {
            let mut runs = raster.runs(row, place as u8).peekable();
            if runs.peek().is_none() {
                continue;
            }
            let (bottom, top) = (edge(row, 1), edge(row + 1, 1));
            area.push([plot.left, top]);
            for [from, to] in runs {
                let under = if row > 0 && filled(row - 1, from, to) { SEAM } else { 0.0 };
                let beside = if to < columns && filled(row, to, to + 1) { SEAM } else { 0.0 };
                let (left, right) = (edge(from, 0), (edge(to, 0) + beside).min(plot.right));
                let bottom = (bottom + under).min(plot.bottom);
                area.extend([[left, top], [left, bottom], [right, bottom], [right, top]]);
            }
            area.push([plot.left, top]);
        }
        found.push((*tint, area));
    }
    found
}

impl<S: Surface> Pen<'_, S> {
    pub(super) fn raster(&mut self, raster: &Raster) -> Drawn<S> {
        for (colour, area) in areas(raster, &self.view) {
            self.fill(&area, tint(colour, self.theme), 1.0)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Head, Style, svg};
    use params::Theme;
    use proptest::prelude::*;

    const SIZE: [f64; 2] = [100.0, 100.0];

    fn drawn(raster: Raster, x: Axis, y: Axis) -> String {
        let mut scene = Scene::of(x, y);
        scene.raster(raster);
        svg(Head::default(), &scene, &Scene::default(), Style { theme: Theme::Light, text: 1.0 }, SIZE)
    }

    fn tints() -> Vec<Tint> {
        vec![Tint::on_paper(Role::Weights, 0.34), Tint::on_paper(Role::RunB, 0.38)]
    }

    /// The share of the figure that the areas of a document cover, in cells of a tenth: by the ray test, twice a seam counts once.
    fn colours(document: &str) -> Vec<Option<String>> {
        let mut found = vec![None; 100];
        for line in document.lines().filter(|line| line.starts_with("<polygon")) {
            let part = |name: &str| line.split_once(&format!(" {name}=\"")).unwrap().1.split_once('"').unwrap().0;
            let corners: Vec<[f64; 2]> = part("points")
                .split_whitespace()
                .map(|pair| pair.split_once(',').unwrap())
                .map(|(x, y)| [x.parse().unwrap(), y.parse().unwrap()])
                .collect();
            for (cell, colour) in found.iter_mut().enumerate() {
                let at = [(cell % 10) as f64 * 80.0 + 41.0, (cell / 10) as f64 * 80.0 + 41.0];
                let mut winding = 0;
                for (k, a) in corners.iter().enumerate() {
                    let b = corners[(k + 1) % corners.len()];
                    if (a[1] <= at[1]) != (b[1] <= at[1]) {
                        let cross = a[0] + (at[1] - a[1]) / (b[1] - a[1]) * (b[0] - a[0]);
                        if cross > at[0] {
                            winding += if b[1] > a[1] { 1 } else { -1 };
                        }
                    }
                }
                if winding != 0 {
                    *colour = Some(part("fill").to_owned());
                }
            }
        }
        found
    }

    #[test]
    fn every_cell_has_its_colour_and_no_number_is_no_colour() {
        let (x, y) = (Axis::bare(0.0, 10.0), Axis::bare(0.0, 10.0));
        let class = |[x, y]: [f64; 2]| {
            if x + y < 4.0 { Raster::EMPTY } else { u8::from((x as usize + y as usize).is_multiple_of(3)) }
        };
        let document = drawn(Raster::over([10, 10], &x, &y, tints(), &class), x, y);
        assert_eq!(document.matches("<polygon").count(), 2, "one area a colour");
        let found = colours(&document);
        let hex = |tinted: Tint| {
            let (r, g, b) = tint(tinted, Theme::Light);
            format!("#{r:02X}{g:02X}{b:02X}")
        };
        for row in 0..10 {
            for column in 0..10 {
                let told = class([column as f64 + 0.5, 9.5 - row as f64]);
                let expected = tints().get(usize::from(told)).copied().map(hex);
                assert_eq!(found[row * 10 + column], expected, "column {column}, row {row} from above");
            }
        }
    }

    #[test]
    fn steps_end_at_the_ends() {
        let step = |value: f64| Raster::step(value, [-1.0, 1.0], 5);
        assert_eq!([-9.0, -1.0, -0.5, 0.0, 0.99, 1.0, f64::INFINITY].map(step), [0, 0, 1, 2, 4, 4, 4]);
        assert_eq!(step(f64::NAN), Raster::EMPTY);
        assert_eq!(Raster::step(0.5, [1.0, 1.0], 0), Raster::EMPTY);
        let steps = Tint::steps(Role::Weights, Role::Paper, [0.1, 0.5], 3);
        assert!(steps.iter().zip([0.1, 0.3, 0.5]).all(|(tint, share)| (tint.share - share).abs() < 1e-12));
    }

    #[test]
    fn cells_are_even_along_a_logarithmic_axis() {
        let middles = std::cell::RefCell::new(Vec::new());
        let (x, y) = (Axis::log(1e-2, 1e2, ""), Axis::bare(0.0, 1.0));
        Raster::over([2, 1], &x, &y, tints(), &|[x, _]| {
            middles.borrow_mut().push(x);
            0
        });
        let found = middles.into_inner();
        assert!((found[0] - 0.1).abs() < 1e-12 && (found[1] - 10.0).abs() < 1e-10);
    }

    proptest! {
        #[test]
        fn any_raster_does_no_harm(
            x in any::<[f64; 2]>(), y in any::<[f64; 2]>(), size in [0usize..5, 0usize..5],
            cells in proptest::collection::vec(any::<u8>(), 0..20)
        ) {
            let raster = Raster { size, x, y, cells, tints: tints() };
            let document = drawn(raster, Axis::new(0.0, 1.0, ""), Axis::new(0.0, 1.0, ""));
            prop_assert!(!document.contains("NaN"));
        }
    }
}
