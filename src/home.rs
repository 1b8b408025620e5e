//! The figure of the home page: plain gradient descent on Himmelblau's function, from where one drags it and from a ring of
//! starts around. Pure; the page only draws it.

use crate::i18n::{fixed, words::home as words};
use crate::plot::{Axis, Grid, Grip, Handle, Mark, Role, Scene};
use crate::sim::landscapes::himmelblau::{Himmelblau, MINIMA, gradient, value};
use crate::sim::optimizers::Plain;
use crate::sim::{Ending, Process, Trace, norm};

/// Where the figure starts.
pub const START: [f64; 2] = [-0.55, -1.35];
/// The learning rate that it starts with, and the ends of its slider.
pub const RATE: f64 = 0.004;
/// See [`RATE`].
pub const RATES: [f64; 2] = [0.0005, 0.03];
/// One press of an arrow key.
pub const NUDGE: f64 = 0.05;

/// At rest: the slope underfoot is below this (it is about 50 half-way up).
const REST: f64 = 0.01;
const BUDGET: usize = 2000;
/// How many starts around, and how far away.
const RING: usize = 14;
const RING_RADIUS: f64 = 0.62;
/// The way from the middle to the first of the ring: cosine and sine of half a fourteenth of a turn.
const FIRST: [f64; 2] = [0.974_927_912_181_823_6, 0.222_520_933_956_314_4];
/// From each to the next: cosine and sine of a fourteenth of a turn.
const NEXT: [f64; 2] = [0.900_968_867_902_419_1, 0.433_883_739_117_558_1];
/// How near to a minimum a run has ended in its valley.
const NEAR: f64 = 0.1;
/// Heights where the ground changes its tint.
const LEVELS: [f64; 8] = [8.0, 25.0, 55.0, 100.0, 150.0, 210.0, 320.0, 520.0];
/// What has to be seen at any shape of the figure: half the width and half the height.
const REACH: [f64; 2] = [5.0, 4.5];

struct Descent {
    start: [f64; 2],
    rate: f64,
}

impl Process for Descent {
    fn start(&self) -> Vec<f64> {
        self.start.to_vec()
    }
    fn step(&self, _update: usize, state: &mut [f64]) {
        Plain { rate: self.rate }.step(&Himmelblau, state);
    }
    fn quantities(&self) -> &'static [&'static str] {
        &["loss", "x", "y", "gradient_norm"]
    }
    fn observe(&self, state: &[f64], row: &mut [f64]) {
        let at = [state[0], state[1]];
        row.copy_from_slice(&[value(at), at[0], at[1], norm(&gradient(at))]);
    }
    fn at_rest(&self, row: &[f64]) -> bool {
        row[3] < REST
    }
}

/// A finished descent.
#[derive(PartialEq)]
struct Path {
    points: Vec<[f64; 2]>,
    ending: Option<Ending>,
    /// Which of [`MINIMA`] it came to rest at.
    valley: Option<usize>,
}

impl Path {
    fn new(start: [f64; 2], rate: f64) -> Path {
        let descent = Descent { start, rate };
        let mut trace = Trace::new(&descent, BUDGET);
        while trace.advance(&descent, BUDGET) {}
        let points: Vec<[f64; 2]> = trace.series(1).iter().zip(trace.series(2)).map(|(&x, &y)| [x, y]).collect();
        let ending = trace.ending();
        let end = points.last().copied().unwrap_or(start);
        let here = |minimum: &[f64; 2]| norm(&[minimum[0] - end[0], minimum[1] - end[1]]) < NEAR;
        let valley = if ending == Some(Ending::Converged) { MINIMA.iter().position(here) } else { None };
        Path { points, ending, valley }
    }

    fn updates(&self) -> usize {
        self.points.len() - 1
    }
}

/// All that the figure shows for one start and one rate.
#[derive(PartialEq)]
pub struct Hero {
    start: [f64; 2],
    run: Path,
    ring: Vec<Path>,
}

impl Hero {
    /// Computes the run from `start`, and those around it.
    pub fn new(start: [f64; 2], rate: f64) -> Hero {
        let mut ring = Vec::new();
        let [mut x, mut y] = FIRST;
        for _ in 0..RING {
            ring.push(Path::new([start[0] + RING_RADIUS * x, start[1] + RING_RADIUS * y], rate));
            [x, y] = [x * NEXT[0] - y * NEXT[1], x * NEXT[1] + y * NEXT[0]];
        }
        Hero { start, run: Path::new(start, rate), ring }
    }

    /// Both axes with one scale, so that round is round, and with all four valleys in view.
    pub fn axes(size: [f64; 2]) -> (Axis, Axis) {
        let [width, height] = size.map(|length| if length.is_finite() { length.max(1.0) } else { 1.0 });
        let unit = (width / (2.0 * REACH[0])).min(height / (2.0 * REACH[1]));
        let axis = |length: f64| {
            let half = (0.5 * length / unit).clamp(1.0, 40.0);
            Axis::bare(-half, half)
        };
        (axis(width), axis(height))
    }

    /// The ground: contours, for a figure of this size.
    pub fn base(size: [f64; 2]) -> Scene {
        let (x, y) = Hero::axes(size);
        let knots = |axis: &Axis| (((axis.high - axis.low) * 12.0) as usize).clamp(2, 400);
        let grid = Grid::sample(knots(&x), knots(&y), [x.low, x.high], [y.low, y.high], &value);
        let mut scene = Scene::of(x, y);
        scene.marks.push(Mark::Ground { grid, levels: LEVELS.to_vec() });
        scene
    }

    /// The runs, the lowest points and the start.
    pub fn overlay(&self, size: [f64; 2]) -> Scene {
        let (x, y) = Hero::axes(size);
        let mut scene = Scene::of(x, y);
        for path in &self.ring {
            scene.pale(path.points.clone(), Role::Weights, 1.25, 0.45);
        }
        let points = self.run.points.clone();
        let steps = points[1..].to_vec();
        scene.line(points, Role::Weights, 2.5);
        scene.dots(steps, Role::Weights, 3.25);
        for minimum in MINIMA {
            scene.star(minimum);
        }
        scene.specks(vec![self.start], Role::Paper, 24.0, 0.8);
        scene.dot(self.start, Role::Weights, 11.0);
        scene.handles = vec![self.handle()];
        scene
    }

    /// The start, to take hold of.
    pub fn handle(&self) -> Handle {
        let [x, y] = self.start;
        Handle {
            id: 0,
            at: self.start,
            name: words::start(),
            value: words::start_value(&fixed(x, 2), &fixed(y, 2), &fixed(value(self.start), 2)),
            nudge: [NUDGE, NUDGE],
            drawn: false,
            kind: Grip::Point,
        }
    }

    /// What happened, in marked-up words.
    pub fn say(&self) -> String {
        let updates = self.run.updates().to_string();
        let outcome = match self.run.ending {
            Some(Ending::Converged) if self.run.valley.is_some() => words::at_rest(&updates),
            Some(Ending::Converged) => words::at_rest_elsewhere(&updates),
            Some(Ending::Diverged { .. }) => words::diverged(&updates),
            _ => words::restless(&updates),
        };
        if self.run.valley.is_none() {
            return outcome;
        }
        let elsewhere = self.ring.iter().filter(|path| path.valley != self.run.valley).count();
        let neighbours = match elsewhere {
            0 => words::neighbours_together().to_string(),
            _ => words::neighbours_apart(&RING.to_string(), &elsewhere.to_string()),
        };
        format!("{outcome} {neighbours}")
    }

    /// The figure for those who do not see it.
    pub fn describe(&self) -> String {
        words::figure(&self.handle().value)
    }
}

/// A start that stays within what the figure shows.
pub fn within(at: [f64; 2], size: [f64; 2]) -> [f64; 2] {
    let (x, y) = Hero::axes(size);
    let inside = |value: f64, axis: &Axis| if value.is_finite() { value.clamp(axis.low, axis.high) } else { 0.0 };
    [inside(at[0], &x), inside(at[1], &y)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_picture_ends_in_a_valley_and_some_neighbours_end_in_another() {
        let hero = Hero::new(START, RATE);
        assert_eq!(hero.run.valley, Some(2));
        let elsewhere = hero.ring.iter().filter(|path| path.valley != hero.run.valley).count();
        assert!((1..RING).contains(&elsewhere), "{elsewhere}");
        assert!(hero.run.updates() < 200, "{}", hero.run.updates());
    }

    #[test]
    fn every_start_and_rate_says_something_and_draws_finite_axes() {
        for rate in RATES {
            for start in [START, MINIMA[0], [0.0, 0.0], [9.0, -9.0], [1e9, 0.0]] {
                let hero = Hero::new(start, rate);
                assert!(!hero.say().is_empty() && !hero.describe().is_empty());
                for size in [[0.0, 0.0], [739.0, 380.0], [343.0, 300.0], [f64::NAN, 1e300]] {
                    let (base, overlay) = (Hero::base(size), hero.overlay(size));
                    assert!(base.x.high > base.x.low && base.y.high.is_finite() && base.x == overlay.x);
                    assert!(within(start, size).iter().all(|value| value.is_finite()));
                }
            }
        }
    }

    #[test]
    fn the_sentence_counts_the_neighbours() {
        assert!(Hero::new(START, RATE).say().contains(&format!("{RING} starts")), "{}", Hero::new(START, RATE).say());
    }

    #[test]
    fn a_rate_that_is_too_high_is_said_to_diverge() {
        assert!(matches!(Hero::new([4.9, 4.4], RATES[1]).run.ending, Some(Ending::Diverged { .. })));
    }
}
