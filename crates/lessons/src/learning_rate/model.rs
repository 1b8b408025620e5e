//! What the lesson computes: a ground, a person's own descent on it, three companions at fixed rates from the same
//! start and on the same clock, and a sweep over rates.
//!
//! Every ground is a quadratic, so its curvatures are the same everywhere: the parabola has λ; the bowl λ and λ/3; the
//! ravine λ and λ over the chosen ratio; the penguins' mean squared error has the eigenvalues of its Hessian.

use crate::Model;
#[cfg(not(target_arch = "wasm32"))]
use crate::Sight;
use crate::kit::path;
use crate::named_data::standardised;
use params::{Key, RunSpec};
use sim::optimizers::Momentum;
use sim::{Ending, LineLoss, Oracle, Process, Quadratic, Reduction, SWEEP_RATES, Symmetric2, Trace, Tried};
use sim::{data, norm, sweep_rate, try_rate};

/// The rates of the companions, as multiples of 1/λ_max.
pub const MULTIPLES: [f64; 3] = [0.03, 0.9, 2.1];
/// Largest over smallest curvature of the bowl.
const BOWL: f64 = 3.0;
/// A run has landed where the loss, counted from the lowest, is this share of the first loss.
pub const LANDED: f64 = 0.01;
/// A sweep makes as many updates at each rate as the run may, and at most this many.
const SWEEP_UPDATES: usize = 200;
/// A run counts as at rest where the gradient's length is below this times λ_max times the distance of the start.
const AT_REST: f64 = 1e-13;

/// What is recorded of every update, by stable names.
const ON_A_LINE: &[&str] = &["loss", "weight", "gradient_norm", "velocity_norm"];
const ON_A_PLANE: &[&str] = &["loss", "weight", "weight_2", "gradient_norm", "velocity_norm"];

/// Everything that does not change while descent runs.
pub struct Problem {
    /// What it was made from.
    pub spec: RunSpec,
    /// The loss.
    pub loss: Box<dyn Oracle>,
    /// How many examples the loss is a mean over; 0 for a quadratic.
    pub examples: usize,
    /// Where descent starts; as many weights as the loss has.
    pub start: Vec<f64>,
    /// The weights of least loss; the second is 0 where there is one weight.
    pub best: [f64; 2],
    /// The least loss.
    pub least: f64,
    /// The curvature, everywhere the same.
    pub hessian: Symmetric2,
    /// Its eigenvalues, larger first; equal where there is one weight.
    pub curvatures: [f64; 2],
    rest: f64,
}

/// How a run ended up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Below the first loss, but not landed.
    Crawls,
    /// Landed.
    Settles,
    /// Above the first loss.
    Diverges,
}

/// A run of this lesson.
pub struct LearningRate {
    /// The problem.
    pub problem: Problem,
    /// The person's own descent.
    pub trace: Trace,
    /// Plain descent at [`MULTIPLES`] of 1/λ_max.
    pub companions: [Trace; 3],
    /// As many rates as have been tried so far.
    pub sweep: Vec<Tried>,
}

/// A descent on a problem: with the person's settings, or with settings of its own.
struct Descent<'a> {
    problem: &'a Problem,
    own: Option<Momentum>,
}

impl Problem {
    fn new(spec: &RunSpec) -> Problem {
        let settings = &spec.settings;
        let curvature = settings.value(Key::Curvature);
        let (first, second) = (settings.value(Key::Start), settings.value(Key::Start2));
        let quadratic = |curvatures: Vec<f64>| -> (Box<dyn Oracle>, [f64; 2], Symmetric2) {
            let hessian = Symmetric2 { xx: curvature, xy: 0.0, yy: curvatures.last().copied().unwrap_or(curvature) };
            (Box::new(Quadratic { curvatures }), [0.0; 2], hessian)
        };
        let mut examples = 0;
        let (loss, best, hessian) = match settings.choice(Key::Surface) {
            "bowl" => quadratic(vec![curvature, curvature / BOWL]),
            "ravine" => quadratic(vec![curvature, curvature / settings.value(Key::Ratio)]),
            "penguins" => {
                let (points, _) = standardised(&data::penguins().points, settings.on(Key::Standardise));
                examples = points.len();
                let loss = LineLoss::new(points, Reduction::Mean);
                let (best, hessian) = (loss.closed_form().unwrap_or_default(), loss.hessian());
                (Box::new(loss) as Box<dyn Oracle>, best, hessian)
            }
            _ => quadratic(vec![curvature]),
        };
        let start = if loss.dimension() == 1 { vec![first] } else { vec![first, second] };
        let curvatures = hessian.eigenvalues();
        let mut problem =
            Problem { spec: spec.computed(), loss, examples, start, best, least: 0.0, hessian, curvatures, rest: 0.0 };
        problem.least = problem.value(best);
        let away = [first - best[0], if problem.flat() { second - best[1] } else { 0.0 }];
        problem.rest = AT_REST * curvatures[0] * norm(&away);
        problem
    }

    /// Whether there are two weights, and the ground is a plane seen from above.
    pub fn flat(&self) -> bool {
        self.start.len() > 1
    }

    /// The loss of these weights.
    pub fn value(&self, weights: [f64; 2]) -> f64 {
        self.value_and_slope(weights).0
    }

    /// The loss and its gradient.
    pub fn value_and_slope(&self, weights: [f64; 2]) -> (f64, [f64; 2]) {
        let mut slope = [0.0; 2];
        let count = self.loss.dimension().min(2);
        let value = self.loss.value_and_gradient(&weights[..count], &mut slope[..count]);
        (value, slope)
    }

    /// The start as a place.
    pub fn start_place(&self) -> [f64; 2] {
        [self.start[0], self.start.get(1).copied().unwrap_or(0.0)]
    }

    /// The loss that counts as landed: [`LANDED`] of the first, both counted from the least.
    pub fn goal(&self) -> f64 {
        self.least + LANDED * (self.value(self.start_place()) - self.least)
    }

    /// The momentum β in force.
    pub fn beta(&self) -> f64 {
        self.spec.current().value(Key::Momentum)
    }

    /// The borders of the rate's regions: (1 − √β)²/λ_max and 2(1 + β)/λ_max; 1/λ_max and 2/λ_max without momentum.
    pub fn borders(&self) -> [f64; 2] {
        let beta = self.beta();
        [Momentum::monotone_until(beta) / self.curvatures[0], Momentum::settles_until(beta) / self.curvatures[0]]
    }

    /// How many updates from the start a descent of its own takes to land, of at most 10,000.
    pub fn updates_at(&self, rate: f64) -> Option<usize> {
        try_rate(&*self.loss, &self.start, Momentum { rate, beta: self.beta() }, 10_000, self.goal()).reached
    }
}

impl Process for Descent<'_> {
    fn start(&self) -> Vec<f64> {
        let mut state = self.problem.start.clone();
        state.resize(2 * state.len(), 0.0);
        state
    }
    fn step(&self, update: usize, state: &mut [f64]) {
        let settings = self.problem.spec.settings_at(update);
        let descent =
            self.own.unwrap_or(Momentum { rate: settings.value(Key::Rate), beta: settings.value(Key::Momentum) });
        descent.step(&*self.problem.loss, state);
    }
    fn quantities(&self) -> &'static [&'static str] {
        if self.problem.flat() { ON_A_PLANE } else { ON_A_LINE }
    }
    fn observe(&self, state: &[f64], row: &mut [f64]) {
        let count = state.len() / 2;
        let mut slope = vec![0.0; count];
        row[0] = self.problem.loss.value_and_gradient(&state[..count], &mut slope);
        row[1..=count].copy_from_slice(&state[..count]);
        row[count + 1] = norm(&slope);
        row[count + 2] = norm(&state[count..]);
    }
    fn at_rest(&self, row: &[f64]) -> bool {
        let [.., gradient, velocity] = row else { return false };
        // A heavy ball that passes the bottom is not at rest.
        let coasts = self.own.is_none() && self.problem.beta() > 0.0 && *velocity > self.problem.rest;
        *gradient <= self.problem.rest && !coasts
    }
}

impl Model for LearningRate {
    fn open(spec: &RunSpec) -> LearningRate {
        let problem = Problem::new(spec);
        let budget = spec.settings.index(Key::Updates);
        let trace = Trace::new(&Descent { problem: &problem, own: None }, budget);
        let companions = MULTIPLES.map(|multiple| Trace::new(&companion(&problem, multiple), budget));
        LearningRate { problem, trace, companions, sweep: Vec::new() }
    }
    fn spec(&self) -> &RunSpec {
        &self.problem.spec
    }
    fn trace(&self) -> &Trace {
        &self.trace
    }
    /// Makes updates of the own run and of every companion; when all have ended, tries further rates of the sweep,
    /// about as many updates in all.
    fn advance(&mut self, updates: usize) -> bool {
        let problem = &self.problem;
        let mut more = self.trace.advance(&Descent { problem, own: None }, updates);
        for (trace, multiple) in self.companions.iter_mut().zip(MULTIPLES) {
            more |= trace.advance(&companion(problem, multiple), updates);
        }
        if more {
            return true;
        }
        let length = self.sweep_updates();
        for _ in 0..(updates / length.max(1)).max(1) {
            if self.sweep.len() < SWEEP_RATES {
                let descent =
                    Momentum { rate: sweep_rate(problem.borders()[1], self.sweep.len()), beta: problem.beta() };
                self.sweep.push(try_rate(&*problem.loss, &problem.start, descent, length, problem.goal()));
            }
        }
        self.sweep.len() < SWEEP_RATES
    }
    fn progress(&self) -> Option<[usize; 2]> {
        let under_way = std::iter::once(&self.trace).chain(&self.companions).find(|trace| trace.ending().is_none());
        match under_way {
            Some(trace) => Some([trace.updates(), trace.budget()]),
            None => (self.sweep.len() < SWEEP_RATES).then_some([self.sweep.len(), SWEEP_RATES]),
        }
    }
    #[cfg(not(target_arch = "wasm32"))]
    fn studies(&self) -> Vec<(String, Vec<f64>)> {
        let reached = |tried: &Tried| tried.reached.map_or(f64::NAN, |update| update as f64);
        vec![
            ("sweep rate".to_string(), self.sweep.iter().map(|tried| tried.rate).collect()),
            ("sweep loss".to_string(), self.sweep.iter().map(|tried| tried.loss).collect()),
            ("sweep reached".to_string(), self.sweep.iter().map(reached).collect()),
        ]
    }
    #[cfg(not(target_arch = "wasm32"))]
    fn poison(&mut self, hidden: &dyn Fn(Sight) -> bool) {
        path::poison(&mut self.trace, hidden);
        if hidden(Sight::Study(super::study::COMPANIONS)) {
            self.companions.iter_mut().for_each(|trace| trace.poison(1, trace.quantities()));
        }
        if hidden(Sight::Study(super::study::SWEEP)) {
            self.sweep.fill(Tried { rate: f64::NAN, loss: f64::NAN, reached: None });
        }
    }
}

impl LearningRate {
    /// How many updates the sweep makes at each rate.
    pub fn sweep_updates(&self) -> usize {
        self.trace.budget().min(SWEEP_UPDATES)
    }

    /// The rate of the sweep with the lowest loss. Losses that differ by rounding alone are equal: then the one that
    /// had landed first.
    pub fn best_tried(&self) -> Option<Tried> {
        let noise = 1e-12 * self.trace.losses()[0];
        let excess = |tried: &Tried| (tried.loss - self.problem.least).max(noise);
        let mut best: Option<Tried> = None;
        for tried in &self.sweep {
            let earlier = |best: &Tried| tried.reached.unwrap_or(usize::MAX) < best.reached.unwrap_or(usize::MAX);
            let better = |best: &Tried| excess(tried) < excess(best) || excess(tried) == excess(best) && earlier(best);
            if best.as_ref().is_none_or(better) {
                best = Some(*tried);
            }
        }
        best
    }

    /// The fewest updates to land among all rates of the sweep, once all have been tried.
    pub fn fewest(&self) -> Option<usize> {
        if self.sweep.len() < SWEEP_RATES { None } else { self.sweep.iter().filter_map(|tried| tried.reached).min() }
    }

    /// The first update after which the own run had landed.
    pub fn landed(&self) -> Option<usize> {
        let goal = self.problem.goal();
        self.trace.losses().iter().position(|loss| *loss <= goal)
    }

    /// The place after `update` updates.
    pub fn place(&self, update: usize) -> [f64; 2] {
        place(&self.problem, &self.trace, update)
    }

    /// Weights, then velocity, after `update` updates.
    pub fn state(&self, update: usize) -> Vec<f64> {
        self.trace.state_at(&Descent { problem: &self.problem, own: None }, update)
    }

    /// The settings of the update that leaves `update`.
    pub fn descent(&self, update: usize) -> Momentum {
        let settings = self.problem.spec.settings_at(update);
        Momentum { rate: settings.value(Key::Rate), beta: settings.value(Key::Momentum) }
    }

    /// Rate times largest curvature of the update that leaves `update`.
    pub fn product(&self, update: usize) -> f64 {
        self.descent(update).rate * self.problem.curvatures[0]
    }

    /// How often the path has turned back along the steepest direction in its first `update` updates.
    pub fn turns(&self, update: usize) -> usize {
        let path = path::path(&self.trace, 0, update, &|update| self.place(update));
        path::turns(&path, self.problem.hessian.steepest_direction())
    }
}

fn companion(problem: &Problem, multiple: f64) -> Descent<'_> {
    Descent { problem, own: Some(Momentum { rate: multiple / problem.curvatures[0], beta: 0.0 }) }
}

/// The place of a run after `update` updates (clamped to those that were made).
pub fn place(problem: &Problem, trace: &Trace, update: usize) -> [f64; 2] {
    let update = update.min(trace.updates());
    [trace.series(1)[update], if problem.flat() { trace.series(2)[update] } else { 0.0 }]
}

/// How a run stood at its end.
pub fn fate(problem: &Problem, trace: &Trace) -> Fate {
    let (losses, last) = (trace.losses(), trace.updates());
    if matches!(trace.ending(), Some(Ending::Diverged { .. })) || losses[last] > losses[0] {
        Fate::Diverges
    } else if losses[last] <= problem.goal() {
        Fate::Settles
    } else {
        Fate::Crawls
    }
}

/// The update from which on the loss has stayed above the first loss; none where it did not end above.
pub fn overtaken(trace: &Trace) -> Option<usize> {
    let losses = trace.losses();
    let last_below = losses.iter().rposition(|loss| *loss <= losses[0])?;
    (last_below < trace.updates()).then_some(last_below + 1)
}
