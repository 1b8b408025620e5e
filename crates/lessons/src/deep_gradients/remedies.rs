//! What each remedy does, measured: the same networks from the same seeds, with it and without.

use super::model::{DeepGradients, Problem, last_loss};
use super::words::{
    on_large, on_relu, on_sigmoid, remedy_clip, remedy_decay, remedy_norm, remedy_rate, remedy_relu, remedy_scaled,
    remedy_skip,
};
use crate::Controls;
use params::{Key, RunSpec};
use sim::Trace;

/// How many seeds the page compares.
const SEEDS: usize = 20;
/// The networks compared are small enough to be computed while one reads.
const SIZE: [(Key, f64); 4] = [(Key::Depth, 20.0), (Key::Width, 16.0), (Key::Updates, 60.0), (Key::Rate, 0.05)];

/// A network's activation, its first weights and their factor.
type Plain = [(Key, f64); 3];
const SIGMOID: Plain = [(Key::Activation, 0.0), (Key::Init, 0.0), (Key::ScaleOfWeights, 1.0)];
const RELU: Plain = [(Key::Activation, 2.0), (Key::Init, 1.0), (Key::ScaleOfWeights, 1.0)];
const LARGE: Plain = [(Key::Activation, 2.0), (Key::Init, 1.0), (Key::ScaleOfWeights, 2.0)];

/// Every setup that a row compares, in the order in which rows need them: a network, and what else is switched on.
const SETUPS: &[(Plain, &[(Key, f64)])] = &[
    (SIGMOID, &[]),
    (RELU, &[]),
    (SIGMOID, &[(Key::Norm, 1.0)]),
    (SIGMOID, &[(Key::Skip, 2.0)]),
    (SIGMOID, &[(Key::Rate, 5.0)]),
    (RELU, &[(Key::Norm, 1.0)]),
    (RELU, &[(Key::Skip, 1.0)]),
    (RELU, &[(Key::Skip, 2.0)]),
    (RELU, &[(Key::WeightDecay, 0.01)]),
    (LARGE, &[]),
    (LARGE, &[(Key::Clip, 1.0)]),
    (LARGE, &[(Key::Norm, 1.0)]),
];

/// What a row names.
type Name = fn() -> &'static str;
/// The rows: what the network and the remedy are called, which setup is without the remedy and which with it.
pub const ROWS: [(Name, Name, [usize; 2]); 10] = [
    (on_sigmoid, remedy_relu, [0, 1]),
    (on_sigmoid, remedy_norm, [0, 2]),
    (on_sigmoid, remedy_scaled, [0, 3]),
    (on_sigmoid, remedy_rate, [0, 4]),
    (on_relu, remedy_norm, [1, 5]),
    (on_relu, remedy_skip, [1, 6]),
    (on_relu, remedy_scaled, [1, 7]),
    (on_relu, remedy_decay, [1, 8]),
    (on_large, remedy_clip, [9, 10]),
    (on_large, remedy_norm, [9, 11]),
];

/// What was measured of a setup: medians over the seeds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    /// The early layer's gradient over the late one's before the first update.
    pub ratio: f64,
    /// The loss after the last update; infinite after an overflow.
    pub loss: f64,
}

/// The comparison, computed piece by piece.
pub struct Remedies {
    base: RunSpec,
    /// For each setup, for each seed that is finished.
    found: Vec<Vec<Measured>>,
    running: Option<(usize, Problem, Trace)>,
}

fn with(spec: RunSpec, values: &[(Key, f64)]) -> RunSpec {
    values.iter().fold(spec, |spec, (key, value)| spec.with(*key, *value))
}

impl Remedies {
    /// The comparison that the page shows; the first seed is the page's.
    pub fn new(spec: &RunSpec) -> Remedies {
        let plain = RunSpec::defaults(DeepGradients::CONTROLS);
        let base = with(plain.with(Key::Seed, spec.settings.value(Key::Seed)), &SIZE);
        Remedies { base, found: vec![Vec::new(); SETUPS.len()], running: None }
    }

    fn spec(&self, setup: usize, seed: usize) -> RunSpec {
        let (plain, switches) = SETUPS[setup];
        let seed = (self.base.settings.index(Key::Seed) + seed) % 10_000;
        with(with(self.base.with(Key::Seed, seed as f64), &plain), switches)
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
    /// How many seeds every setup has done, of how many. Until all are, medians may move.
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

    /// The medians of these setups over the seeds so far; none before the first.
    pub fn measured(&self, setups: [usize; 2]) -> Option<[Measured; 2]> {
        let found = setups.map(|setup| &self.found[setup]);
        let median = |found: &[Measured], of: fn(&Measured) -> f64| {
            let values = plot::ascending(found.iter().map(of));
            values[values.len() / 2]
        };
        found
            .iter()
            .all(|found| !found.is_empty())
            .then(|| found.map(|found| Measured { ratio: median(found, |m| m.ratio), loss: median(found, |m| m.loss) }))
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
