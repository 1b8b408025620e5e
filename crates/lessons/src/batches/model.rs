//! Three descents on one problem and one clock, and what is measured of them.

use super::problem::Problem;
use super::racer::{Racer, Size};
#[cfg(not(target_arch = "wasm32"))]
use crate::Sight;
use crate::{Model, View, kit};
use params::{Key, RunSpec};
#[cfg(not(target_arch = "wasm32"))]
use sim::Process;
use sim::Trace;
use sim::gradient_noise::mean_square_limit;
use sim::order::{Drawing, Order};
use std::cell::{OnceCell, Ref, RefCell};
use std::rc::Rc;

/// A companion makes at most this many updates.
const MOST_UPDATES: usize = 20_000;
/// Passes over single examples that one call of [`Model::advance`] and a whole companion may take.
const SLICE_WORK: usize = 100_000;
const MOST_WORK: usize = 20_000_000;
/// Batches drawn to measure how their gradients scatter: at most, at least, and examples in all of them.
const DRAWS: [usize; 3] = [1000, 24, 100_000];

/// One of the three with what it did.
pub struct Lane {
    /// How it descends.
    pub racer: Racer,
    /// What it did.
    pub trace: Trace,
}

/// A run of this lesson: the person's own batch first, then one example at a time, then all.
pub struct Batches {
    /// What is fitted.
    pub problem: Rc<Problem>,
    /// The three.
    pub lanes: [Lane; 3],
    measured: OnceCell<Vec<[f64; 2]>>,
    limits: OnceCell<[f64; 2]>,
    batch_losses: RefCell<Vec<f64>>,
}

impl Lane {
    fn new(problem: &Rc<Problem>, size: Size) -> Lane {
        let racer = Racer::new(problem.clone(), size);
        let settings = &problem.spec.settings;
        let updates = settings.index(Key::Updates);
        let n = problem.n().max(1);
        // A loss that needs a pass over the data makes every update of a companion as dear as one of the full batch.
        let pass = if problem.logistic() { n } else { 1 };
        let budget = match size {
            Size::Own => updates,
            Size::One => (updates * settings.index(Key::Batch).clamp(1, n))
                .min(MOST_UPDATES)
                .min(MOST_WORK / 10 / pass)
                .max(updates.min(1000)),
            Size::All => updates.min((MOST_WORK / n).max(100)),
        };
        let trace = Trace::new(&racer, budget);
        Lane { racer, trace }
    }

    /// The weights after `update` updates (clamped to those that were made).
    pub fn weights(&self, update: usize) -> [f64; 2] {
        let update = update.min(self.trace.updates());
        [self.trace.series(1)[update], self.trace.series(2)[update]]
    }

    /// The gradient over all examples where an update begins, as the data are by then.
    pub fn full_slope(&self, update: usize) -> [f64; 2] {
        self.racer.problem.value_and_slope(self.seen_weights(update)).1
    }

    /// The gradient over the batch of an update.
    pub fn slope(&self, update: usize) -> [f64; 2] {
        self.racer.sees(update, self.weights(update)).1
    }

    /// The weights where an update begins, w counted from where the data are by then.
    pub fn seen_weights(&self, update: usize) -> [f64; 2] {
        self.racer.at_rest_view(update, self.weights(update))
    }

    /// The first update after which the goal is met.
    pub fn first_below(&self) -> Option<usize> {
        let goal = self.racer.problem.goal();
        self.trace.losses().iter().position(|loss| *loss <= goal)
    }

    /// The update from which the loss meets the goal to the end; none where the run ends above it.
    pub fn stays_below(&self) -> Option<usize> {
        let (goal, losses) = (self.racer.problem.goal(), self.trace.losses());
        let first = losses.iter().rposition(|loss| loss.is_nan() || *loss > goal).map_or(0, |last| last + 1);
        (first < losses.len()).then_some(first)
    }

    /// How many examples it has seen in all.
    pub fn seen(&self) -> usize {
        self.racer.seen(self.trace.updates())
    }

    /// The last update at which at most `examples` had been seen.
    pub fn at_examples(&self, examples: usize) -> usize {
        let (mut low, mut high) = (0, self.trace.updates());
        while low < high {
            let middle = (low + high).div_ceil(2);
            if self.racer.seen(middle) <= examples { low = middle } else { high = middle - 1 }
        }
        low
    }

    /// How long one update takes, in passes over single examples.
    fn work(&self) -> usize {
        let problem = &self.racer.problem;
        let pass = if problem.logistic() { problem.n() } else { 0 };
        1 + pass + self.racer.place(self.trace.updates()).size
    }
}

impl Model for Batches {
    fn open(spec: &RunSpec) -> Batches {
        let problem = Rc::new(Problem::new(spec));
        let lanes = [Size::Own, Size::One, Size::All].map(|size| Lane::new(&problem, size));
        let (measured, limits, batch_losses) = Default::default();
        Batches { problem, lanes, measured, limits, batch_losses }
    }
    fn spec(&self) -> &RunSpec {
        &self.problem.spec
    }
    fn trace(&self) -> &Trace {
        &self.own().trace
    }
    /// Of each of the three, fewer where they are dear.
    fn advance(&mut self, updates: usize) -> bool {
        let mut more = false;
        for lane in &mut self.lanes {
            // One example at a time needs many updates for as many examples.
            let wanted = if lane.racer.size == Size::One { updates.saturating_mul(16) } else { updates };
            let room = (SLICE_WORK / lane.work()).max(1);
            more |= lane.trace.advance(&lane.racer, wanted.min(room));
        }
        more
    }
    fn progress(&self) -> Option<[usize; 2]> {
        let running = |lane: &Lane| lane.trace.ending().is_none();
        let made = |lane: &Lane| if running(lane) { lane.trace.updates() } else { lane.trace.budget() };
        let all = self.lanes.iter().map(|lane| lane.trace.budget()).sum();
        self.lanes.iter().any(running).then(|| [self.lanes.iter().map(made).sum(), all])
    }
    fn batch_order(&self) -> Option<Vec<Vec<usize>>> {
        Some((0..self.own().trace.updates()).map(|update| self.own().racer.examples(update)).collect())
    }
    #[cfg(not(target_arch = "wasm32"))]
    fn poison(&mut self, hidden: &dyn Fn(Sight) -> bool) {
        for lane in &mut self.lanes {
            if hidden(Sight::Run) {
                lane.trace.poison(1, lane.racer.quantities());
                self.batch_losses.borrow_mut().clear();
            }
            if hidden(Sight::Start) {
                lane.trace.poison(0, &["loss"]);
            }
        }
        if hidden(Sight::Figure(super::figure::NOISE)) {
            self.measured = OnceCell::from(vec![[f64::NAN; 2]; self.scatters().len()]);
        }
        if hidden(Sight::Stretches(Key::Rate)) {
            self.limits = OnceCell::from([f64::NAN; 2]);
        }
    }
}

impl Batches {
    /// The person's own run.
    pub fn own(&self) -> &Lane {
        &self.lanes[0]
    }

    /// The update that words and figures are about.
    pub fn update_of(&self, view: &View) -> usize {
        kit::update_of(view).min(self.own().trace.updates().saturating_sub(1))
    }

    /// The batch size of the update that leaves `update`, as drawn.
    pub fn batch_size(&self, update: usize) -> usize {
        self.own().racer.place(update).size
    }

    /// The companions that differ from the own run.
    pub fn companions(&self) -> impl Iterator<Item = &Lane> {
        let (m, racer) = (self.batch_size(0), &self.own().racer);
        let samples = m < self.problem.n() || racer.replaces() || self.problem.drift() > 0.0;
        [m > 1, samples].into_iter().zip(&self.lanes[1..]).filter_map(|(differs, lane)| differs.then_some(lane))
    }

    /// Where one of the three stands when the own run has made `at` updates: by updates, or by examples seen.
    pub fn beside(&self, lane: &Lane, at: usize, by_updates: bool) -> usize {
        match lane.racer.size {
            Size::Own => at,
            _ if by_updates => at.min(lane.trace.updates()),
            _ => lane.at_examples(self.own().racer.seen(at)),
        }
    }

    /// The largest rates that settle in the mean square: for the own batch, and for one example. Of a line; infinite for
    /// other models, whose curvature is not the same everywhere.
    pub fn limits(&self) -> [f64; 2] {
        *self.limits.get_or_init(|| match self.problem.logistic() {
            true => [f64::INFINITY; 2],
            false => [self.batch_size(0), 1].map(|m| mean_square_limit(&self.problem.points, m)),
        })
    }

    /// How the gradients of batches of `m` scatter about the full gradient at the start, measured: the mean squared
    /// distance over many batches, drawn as this run draws.
    pub fn measured_scatter(&self, m: usize) -> f64 {
        let n = self.problem.n();
        if n == 0 {
            return 0.0;
        }
        let settings = &self.problem.spec.settings;
        let drawing = match self.own().racer.drawing() {
            Drawing::Fixed => Drawing::Reshuffled,
            other => other,
        };
        let order = Order::new(n, settings.index(Key::Seed) as u64 + 1, drawing);
        let start = self.problem.start();
        let (_, full) = self.problem.value_and_slope(start);
        let [most, least, examples] = DRAWS;
        // A short last batch is no batch of m: it is left out. The first batch of an epoch is never short.
        let draws = (examples / m.max(1)).clamp(least, most);
        let whole = (n / m.max(1)).max(1);
        let mut batch = Vec::new();
        let mut sum = 0.0;
        for draw in 0..draws {
            order.batch((draw / whole) as u64, draw % whole, m, &mut batch);
            let (_, slope) = self.problem.batch(start, &batch);
            sum += (slope[0] - full[0]) * (slope[0] - full[0]) + (slope[1] - full[1]) * (slope[1] - full[1]);
        }
        sum / draws as f64
    }

    /// The same for batch sizes from 1 to all, as points (m, scatter).
    pub fn scatters(&self) -> &[[f64; 2]] {
        self.measured.get_or_init(|| {
            let n = self.problem.n();
            let powers = std::iter::successors(Some(1), |m| Some(m * 2)).take_while(|m| *m < n);
            powers.chain([n.max(1)]).map(|m| [m as f64, self.measured_scatter(m)]).collect()
        })
    }

    /// What each batch said of itself before its update, so far.
    pub fn batch_losses(&self) -> Ref<'_, Vec<f64>> {
        let lane = self.own();
        let mut losses = self.batch_losses.borrow_mut();
        for update in losses.len()..lane.trace.updates() {
            losses.push(lane.racer.sees(update, lane.weights(update)).0);
        }
        drop(losses);
        self.batch_losses.borrow()
    }

    /// The running average of the batch losses, Q ← a L_B + (1 − a) Q with the share a, from the full loss at the start.
    pub fn averages(&self, weight: f64) -> Vec<f64> {
        let mut average = self.problem.value(self.problem.start());
        let mut averages = vec![average];
        for loss in self.batch_losses().iter() {
            average = weight * loss + (1.0 - weight) * average;
            averages.push(average);
        }
        averages
    }

    /// The first update after which the average has changed by at most one per cent over a whole epoch: the stop rule.
    /// Before the first batch it says what the start is worth, so there it cannot rest.
    pub fn average_stops(&self, averages: &[f64]) -> Option<usize> {
        let epoch = self.own().racer.place(0).batches;
        (epoch + 1..averages.len())
            .find(|update| (averages[*update] - averages[update - epoch]).abs() <= 0.01 * averages[*update].abs())
    }
}
