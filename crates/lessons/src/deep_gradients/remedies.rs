//! What each remedy does, measured: the same networks from the same seeds, with it and without.

use super::model::{Problem, last_loss};
use params::{Key, RunSpec};
use sim::Trace;

/// How many seeds the page compares.
pub const SEEDS: usize = 20;
/// The networks compared: depth, width, updates, rate. Small enough to be computed while one reads.
pub const SIZE: [(Key, f64); 4] = [(Key::Depth, 20.0), (Key::Width, 16.0), (Key::Updates, 60.0), (Key::Rate, 0.05)];

/// One way to set up the network: activation, first weights, their factor, and what else is switched on.
type Setup = (&'static str, &'static str, f64, &'static [(Key, f64)]);

const SIGMOID: usize = 0;
const RELU: usize = 1;
const LARGE: usize = 9;
/// Every setup that a row compares, in the order in which rows need them.
const SETUPS: &[Setup] = &[
    ("sigmoid", "xavier", 1.0, &[]),
    ("relu", "he", 1.0, &[]),
    ("sigmoid", "xavier", 1.0, &[(Key::Norm, 1.0)]),
    ("sigmoid", "xavier", 1.0, &[(Key::Skip, 2.0)]),
    ("sigmoid", "xavier", 1.0, &[(Key::Rate, 5.0)]),
    ("relu", "he", 1.0, &[(Key::Norm, 1.0)]),
    ("relu", "he", 1.0, &[(Key::Skip, 1.0)]),
    ("relu", "he", 1.0, &[(Key::Skip, 2.0)]),
    ("relu", "he", 1.0, &[(Key::WeightDecay, 0.01)]),
    ("relu", "he", 2.0, &[]),
    ("relu", "he", 2.0, &[(Key::Clip, 1.0)]),
    ("relu", "he", 2.0, &[(Key::Norm, 1.0)]),
];

/// The rows: which setup without the remedy, which with it.
pub const ROWS: [[usize; 2]; 10] = [
    [SIGMOID, RELU],
    [SIGMOID, 2],
    [SIGMOID, 3],
    [SIGMOID, 4],
    [RELU, 5],
    [RELU, 6],
    [RELU, 7],
    [RELU, 8],
    [LARGE, 10],
    [LARGE, 11],
];

/// What was measured of a setup: the layer ratio at the start and the last loss (infinite after an overflow), medians over
/// the seeds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    /// The early layer's gradient over the late one's before the first update.
    pub ratio: f64,
    /// The loss after the last update.
    pub loss: f64,
}

/// The comparison, computed piece by piece.
pub struct Remedies {
    base: RunSpec,
    /// For each setup, for each seed that is finished.
    found: Vec<Vec<Measured>>,
    running: Option<(usize, Problem, Trace)>,
}

impl Remedies {
    /// The comparison that the page shows; the first seed is the page's.
    pub fn new(spec: &RunSpec) -> Remedies {
        let mut base = RunSpec { settings: spec.settings, forks: Vec::new(), own: None };
        for (key, value) in SIZE {
            base = base.with(key, value);
        }
        Remedies { base, found: vec![Vec::new(); SETUPS.len()], running: None }
    }

    fn spec(&self, setup: usize, seed: usize) -> RunSpec {
        let (activation, init, scale, switches) = SETUPS[setup];
        let index = |key: Key, name: &str| key.spec().kind.index_of(name).unwrap_or(0) as f64;
        let seed = (self.base.settings.index(Key::Seed) + seed) % 10_000;
        let plain = [
            (Key::Norm, 0.0),
            (Key::Skip, 0.0),
            (Key::Clip, 0.0),
            (Key::ClipAt, 1.0),
            (Key::WeightDecay, 0.0),
            (Key::Cell, 0.0),
        ];
        let own = [
            (Key::Activation, index(Key::Activation, activation)),
            (Key::Init, index(Key::Init, init)),
            (Key::ScaleOfWeights, scale),
            (Key::Seed, seed as f64),
        ];
        let mut spec = self.base.clone();
        for (key, value) in plain.iter().chain(&own).chain(switches) {
            spec = spec.with(*key, *value);
        }
        spec
    }

    /// Makes one more update of one of the networks; false when all is done. All setups take the first seed, then all the next,
    /// so that every row has something to show as soon as may be.
    pub fn advance(&mut self) -> bool {
        let [done, all] = self.seeds();
        if self.running.is_none() {
            let next = self.found.iter().position(|found| found.len() == done && done < all);
            let Some(setup) = next else { return false };
            let problem = Problem::new(&self.spec(setup, done));
            let trace = Trace::new(&problem, problem.budget());
            self.running = Some((setup, problem, trace));
        }
        if let Some((setup, problem, trace)) = &mut self.running
            && !trace.advance(problem, 1)
        {
            let measured = Measured { ratio: trace.series(2)[0] / trace.series(3)[0], loss: last_loss(trace) };
            self.found[*setup].push(measured);
            self.running = None;
        }
        true
    }

    /// Whether all seeds are measured; until then medians may move.
    pub fn done(&self) -> bool {
        let [done, all] = self.seeds();
        done == all
    }

    /// How many seeds every setup has done, of how many.
    pub fn seeds(&self) -> [usize; 2] {
        [self.found.iter().map(Vec::len).min().unwrap_or(0), SEEDS]
    }

    /// How many updates have been made, of how many.
    pub fn progress(&self) -> [usize; 2] {
        let each = self.base.settings.index(Key::Updates);
        let done: usize = self.found.iter().map(Vec::len).sum();
        let running = self.running.as_ref().map_or(0, |(_, _, trace)| trace.updates());
        [done * each + running, SETUPS.len() * SEEDS * each]
    }

    /// A setup's medians over the seeds so far; none before the first.
    pub fn measured(&self, setup: usize) -> Option<Measured> {
        let found = &self.found[setup];
        let median = |of: fn(&Measured) -> f64| {
            let mut values: Vec<f64> = found.iter().map(of).collect();
            values.sort_unstable_by(f64::total_cmp);
            values[values.len() / 2]
        };
        (!found.is_empty()).then(|| Measured { ratio: median(|m| m.ratio), loss: median(|m| m.loss) })
    }

    /// Puts NaN in place of all that was measured.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn poison(&mut self) {
        self.found.iter_mut().flatten().for_each(|found| *found = Measured { ratio: f64::NAN, loss: f64::NAN });
    }

    /// What was measured of every setup, seed by seed.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn studies(&self) -> Vec<(String, Vec<f64>)> {
        let mut studies = Vec::new();
        for (setup, found) in self.found.iter().enumerate() {
            studies.push((format!("remedy {setup} ratio"), found.iter().map(|measured| measured.ratio).collect()));
            studies.push((format!("remedy {setup} loss"), found.iter().map(|measured| measured.loss).collect()));
        }
        studies
    }
}
