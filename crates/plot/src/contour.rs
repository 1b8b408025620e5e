//! Contours by marching squares: closed, oriented loops round everything below a level.

use super::Grid;

/// Stands for what is above every level: the rim around the grid, and values that are not numbers.
const ABOVE: f64 = f64::MAX;

/// One closed line round a region below a level. The region lies on its left with y upwards: outer loops turn
/// counter-clockwise, loops round a hole clockwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Loop {
    /// In data coordinates; the last point is joined to the first.
    pub points: Vec<[f64; 2]>,
    /// Whether the stretch from the point of this place to the next runs along the edge of the grid, where no contour is.
    pub edge: Vec<bool>,
}

impl Loop {
    /// The area inside, negative for a hole.
    pub fn area(&self) -> f64 {
        let next = self.points.iter().cycle().skip(1);
        self.points.iter().zip(next).map(|(a, b)| a[0] * b[1] - b[0] * a[1]).sum::<f64>() / 2.0
    }

    /// The stretches inside the grid.
    pub fn inner(&self) -> Vec<Vec<[f64; 2]>> {
        let count = self.points.len();
        // Start behind a stretch along the edge, so that no contour is cut in two.
        let start = self.edge.iter().position(|edge| *edge).map_or(0, |place| place + 1);
        let mut found: Vec<Vec<[f64; 2]>> = vec![vec![self.points[start % count]]];
        for k in start..start + count {
            let to = self.points[(k + 1) % count];
            match found.last_mut() {
                Some(line) if !self.edge[k % count] => line.push(to),
                Some(line) if line.len() == 1 => line[0] = to,
                _ => found.push(vec![to]),
            }
        }
        found.retain(|line| line.len() > 1);
        found
    }
}

/// The loops round everything below `level`. A grid without cells has none.
pub fn loops(grid: &Grid, level: f64) -> Vec<Loop> {
    if grid.columns < 2 || grid.rows < 2 || grid.values.len() < grid.columns * grid.rows || level.is_nan() {
        return Vec::new();
    }
    let field = Field::new(grid, level.min(ABOVE));
    let mut next = vec![NONE; 2 * field.columns * field.rows];
    for row in 0..field.rows - 1 {
        for column in 0..field.columns - 1 {
            field.join(column, row, &mut next);
        }
    }
    let mut found = Vec::new();
    for start in 0..next.len() {
        let mut crossing = start;
        let mut round = Loop { points: Vec::new(), edge: Vec::new() };
        while next[crossing] != NONE {
            let to = std::mem::replace(&mut next[crossing], NONE) as usize;
            round.points.push(field.place(crossing));
            round.edge.push(field.on_rim(crossing) || field.on_rim(to));
            crossing = to;
        }
        if round.points.len() > 2 {
            found.push(round);
        }
    }
    found
}

const NONE: u32 = u32::MAX;

/// The grid with a rim of knots above every level around it, at no distance, so that every loop closes along the edge.
/// A crossing is an edge between two knots: `2 * knot` to the knot on the right, `2 * knot + 1` to the one above.
struct Field<'a> {
    grid: &'a Grid,
    level: f64,
    columns: usize,
    rows: usize,
}

impl<'a> Field<'a> {
    fn new(grid: &'a Grid, level: f64) -> Field<'a> {
        Field { grid, level, columns: grid.columns + 2, rows: grid.rows + 2 }
    }

    fn in_grid(&self, column: usize, row: usize) -> bool {
        (1..=self.grid.columns).contains(&column) && (1..=self.grid.rows).contains(&row)
    }

    fn value(&self, column: usize, row: usize) -> f64 {
        if !self.in_grid(column, row) {
            return ABOVE;
        }
        let value = self.grid.values[(row - 1) * self.grid.columns + column - 1];
        if value.is_nan() { ABOVE } else { value.clamp(-ABOVE, ABOVE) }
    }

    fn knot(&self, column: usize, row: usize) -> [f64; 2] {
        let step = |range: [f64; 2], index: usize, count: usize| {
            let index = index.clamp(1, count) - 1;
            range[0] + (range[1] - range[0]) * index as f64 / (count - 1) as f64
        };
        [step(self.grid.x, column, self.grid.columns), step(self.grid.y, row, self.grid.rows)]
    }

    /// Notes which crossing follows which in one cell, with what is below the level on the left.
    fn join(&self, column: usize, row: usize, next: &mut [u32]) {
        // Corners counter-clockwise from the lower left, and the edge that leads from each to the next.
        let corners = [
            self.value(column, row),
            self.value(column + 1, row),
            self.value(column + 1, row + 1),
            self.value(column, row + 1),
        ];
        let below = corners.map(|value| value < self.level);
        let count = below.iter().filter(|corner| **corner).count();
        if count == 0 || count == 4 {
            return;
        }
        let knot = row * self.columns + column;
        let edges = [2 * knot, 2 * (knot + 1) + 1, 2 * (knot + self.columns), 2 * knot + 1];
        // Going round the cell, the line comes in where the walk goes from above to below and leaves where it goes back up.
        let ends: [usize; 4] = [0, 1, 2, 3].map(|k| usize::from(below[k]) + 2 * usize::from(below[(k + 1) % 4]));
        let (down, up) = (2, 1);
        let saddle = count == 2 && below[0] == below[2];
        let middle = corners.iter().map(|value| value / 4.0).sum::<f64>() < self.level;
        for k in 0..4 {
            if ends[k] != up {
                continue;
            }
            // Without a saddle there is one way down. In one, the regions below are joined through the middle or kept apart.
            let turn: &[usize] = if saddle && !middle { &[3] } else { &[1, 2, 3] };
            if let Some(to) = turn.iter().map(|step| (k + step) % 4).find(|to| ends[*to] == down) {
                next[edges[k]] = edges[to] as u32;
            }
        }
    }

    /// Whether a crossing lies between the grid and its rim.
    fn on_rim(&self, crossing: usize) -> bool {
        let [from, to] = self.ends(crossing);
        !self.in_grid(from.0, from.1) || !self.in_grid(to.0, to.1)
    }

    fn ends(&self, crossing: usize) -> [(usize, usize); 2] {
        let knot = crossing / 2;
        let (column, row) = (knot % self.columns, knot / self.columns);
        [(column, row), if crossing.is_multiple_of(2) { (column + 1, row) } else { (column, row + 1) }]
    }

    fn place(&self, crossing: usize) -> [f64; 2] {
        let [from, to] = self.ends(crossing);
        let (a, b) = (self.knot(from.0, from.1), self.knot(to.0, to.1));
        let (low, high) = (self.value(from.0, from.1), self.value(to.0, to.1));
        // Halves, so that the difference of two very large numbers stays finite.
        let share = (self.level / 2.0 - low / 2.0) / (high / 2.0 - low / 2.0);
        let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.5 };
        [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn area(found: &[Loop]) -> f64 {
        found.iter().map(Loop::area).sum()
    }

    #[test]
    fn the_region_below_a_level_of_a_bowl_is_a_disc() {
        let bowl = Grid::sample(81, 61, [-3.0, 3.0], [-2.5, 2.5], &|[x, y]: [f64; 2]| x * x + y * y);
        for level in [0.5, 1.0, 2.0, 4.0, 6.0] {
            let found = loops(&bowl, level);
            assert_eq!(found.len(), 1);
            let disc = std::f64::consts::PI * level;
            assert!((area(&found) - disc).abs() < 0.01 * disc, "{level}: {} for {disc}", area(&found));
            assert_eq!(found[0].inner().len(), 1);
        }
    }

    #[test]
    fn a_hill_is_a_hole_in_what_is_below() {
        let hill = Grid::sample(80, 80, [-2.0, 2.0], [-2.0, 2.0], &|[x, y]: [f64; 2]| -x * x - y * y);
        let found = loops(&hill, -1.0);
        let expected = 16.0 - std::f64::consts::PI;
        assert!((area(&found) - expected).abs() < 0.01 * expected);
        assert_eq!(found.iter().filter(|round| round.area() < 0.0).count(), 1);
        // Only the hole is a contour: the outer loop runs along the edge of the grid.
        assert_eq!(found.iter().map(|round| round.inner().len()).sum::<usize>(), 1);
    }

    #[test]
    fn a_contour_that_leaves_the_grid_is_drawn_up_to_its_edge() {
        let slope = Grid::sample(5, 5, [0.0, 1.0], [0.0, 1.0], &|[x, _]: [f64; 2]| x);
        let found = loops(&slope, 0.4);
        assert!((area(&found) - 0.4).abs() < 1e-12);
        let lines = found[0].inner();
        assert_eq!(lines.len(), 1);
        assert!(lines[0].iter().all(|point| (point[0] - 0.4).abs() < 1e-12) && lines[0].len() == 5);
    }

    #[test]
    fn a_saddle_is_joined_or_parted_by_its_middle() {
        let grid =
            |values: [f64; 4]| Grid { columns: 2, rows: 2, x: [0.0, 1.0], y: [0.0, 1.0], values: values.to_vec() };
        assert_eq!(loops(&grid([0.0, 2.0, 2.0, 0.0]), 0.9).len(), 2);
        assert_eq!(loops(&grid([0.0, 2.0, 2.0, 0.0]), 1.1).len(), 1);
    }

    proptest! {
        #[test]
        fn loops_always_close_and_stay_in_the_grid(values in proptest::collection::vec(any::<f64>(), 20), level in any::<f64>()) {
            let grid = Grid { columns: 5, rows: 4, x: [-1.0, 1.0], y: [0.0, 2.0], values };
            let found = loops(&grid, level);
            let inside = |point: &[f64; 2]| (-1.0..=1.0).contains(&point[0]) && (0.0..=2.0).contains(&point[1]);
            prop_assert!(found.iter().all(|round| round.points.iter().all(inside)));
            prop_assert!(area(&found) >= -1e-9 && area(&found) <= 4.0 + 1e-9);
            // Every knot below the level is inside; with all values equal the whole grid is.
            let (all, none) = (grid.values.iter().all(|value| *value < level), grid.values.iter().all(|value| value.is_nan() || *value >= level));
            prop_assert!(!all || (area(&found) - 4.0).abs() < 1e-9);
            prop_assert!(!none || found.is_empty());
        }
    }
}
