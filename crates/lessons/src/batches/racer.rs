//! One descent among three: the person's own batch, one example at a time, or all of them. Same start, seed and rate.
//!
//! The state is (w, b, k): the weights, and how many updates they have had, for the loss of drifting data depends on
//! when it is asked.

use super::problem::Problem;
use params::Key;
use sim::optimizers::Plain;
use sim::order::{Drawing, Order};
use sim::{Decay, Process, norm};
use std::cell::RefCell;
use std::rc::Rc;

/// Nearer to the minimum than this, in units of the weights, a run counts as at rest.
const AT_REST: f64 = 1e-10;

/// How many examples an update takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// As the control says.
    Own,
    /// One.
    One,
    /// All; of a stream, all that have been seen.
    All,
}

/// A stretch of updates with one batch size: forks may change it.
struct Stretch {
    from: usize,
    size: usize,
    epoch: u64,
    seen: usize,
}

/// Where an update stands in its epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Counted from 0.
    pub epoch: u64,
    /// Which batch of the epoch, from 0.
    pub position: usize,
    /// Batches in an epoch.
    pub batches: usize,
    /// The batch size that was asked for.
    pub size: usize,
    /// Examples seen before this update.
    pub seen: usize,
}

/// A descent on batches.
pub struct Racer {
    /// What it descends on.
    pub problem: Rc<Problem>,
    /// How many examples an update takes.
    pub size: Size,
    order: Order,
    stretches: Vec<Stretch>,
    /// How many examples a stream brings until its slope has moved all the way.
    pub stream: usize,
    /// n, Σx, Σx², Σy, Σxy of all that a stream has brought before each update.
    brought: RefCell<Vec<[f64; 5]>>,
    batch: RefCell<Vec<u32>>,
}

impl Racer {
    /// A racer over a problem.
    pub fn new(problem: Rc<Problem>, size: Size) -> Racer {
        let spec = &problem.spec;
        let n = problem.n();
        let drawing = Drawing::ALL.get(spec.settings.index(Key::Shuffle)).copied().unwrap_or(Drawing::Reshuffled);
        let seed = spec.settings.index(Key::Seed) as u64;
        // All are all, each once, however smaller batches are drawn; of a stream, all that the batches have brought.
        let whole = size == Size::All && problem.drift() == 0.0;
        let order = Order::new(n, seed, if whole { Drawing::Fixed } else { drawing });
        let wanted = |asked: usize| match size {
            Size::One => 1,
            Size::All if whole => n.max(1),
            _ => asked.clamp(1, n.max(1)),
        };
        let mut stretches = vec![Stretch { from: 0, size: wanted(spec.settings.index(Key::Batch)), epoch: 0, seen: 0 }];
        for fork in &spec.forks {
            let size = wanted(fork.settings.index(Key::Batch));
            let here = Racer::place_in(&order, &stretches, fork.at);
            if size != here.size {
                let epoch = here.epoch + u64::from(here.position > 0);
                stretches.push(Stretch { from: fork.at, size, epoch, seen: here.seen });
            }
        }
        let stream = spec.settings.index(Key::Updates) * spec.settings.index(Key::Batch).clamp(1, n.max(1));
        let (stream, brought, batch) = (stream.max(1), RefCell::default(), RefCell::default());
        Racer { problem, size, order, stretches, stream, brought, batch }
    }

    fn place_in(order: &Order, stretches: &[Stretch], update: usize) -> Place {
        let Some(stretch) = stretches.iter().rev().find(|stretch| stretch.from <= update) else {
            return Place { epoch: 0, position: 0, batches: 1, size: 1, seen: 0 };
        };
        let made = update - stretch.from;
        let batches = order.per_epoch(stretch.size);
        let (epochs, position) = (made / batches, made % batches);
        let seen = match order.drawing() {
            Drawing::Replacement => made * stretch.size,
            _ => epochs * order.examples() + position * stretch.size,
        };
        Place { epoch: stretch.epoch + epochs as u64, position, batches, size: stretch.size, seen: stretch.seen + seen }
    }

    /// Where update number `update` stands.
    pub fn place(&self, update: usize) -> Place {
        Racer::place_in(&self.order, &self.stretches, update)
    }

    /// How many examples have been seen before update `update`. Whoever keeps all counts each where it first comes.
    pub fn seen(&self, update: usize) -> usize {
        self.place(update).seen
    }

    /// The examples that an update brings, in growing order.
    pub fn batch(&self, update: usize) -> Vec<u32> {
        let mut batch = Vec::new();
        self.draw(update, &mut batch);
        batch
    }

    /// The same as indices.
    pub fn examples(&self, update: usize) -> Vec<usize> {
        self.batch(update).into_iter().map(|example| example as usize).collect()
    }

    fn draw(&self, update: usize, batch: &mut Vec<u32>) {
        let Place { epoch, position, size, .. } = self.place(update);
        self.order.batch(epoch, position, size, batch);
    }

    /// How its batches are drawn.
    pub fn drawing(&self) -> Drawing {
        self.order.drawing()
    }

    /// Whether an example may come again before all have come.
    pub fn replaces(&self) -> bool {
        self.drawing() == Drawing::Replacement
    }

    /// The learning rate of an update.
    pub fn rate(&self, update: usize) -> f64 {
        let settings = self.problem.spec.settings_at(update);
        let decay = Decay::ALL.get(settings.index(Key::Decay)).copied().unwrap_or(Decay::None);
        settings.value(Key::Rate) * decay.factor(update, settings.value(Key::DecayAfter))
    }

    /// How far the slope of the data has moved before update `update`.
    pub fn moved(&self, update: usize) -> f64 {
        let drift = self.problem.drift();
        if drift == 0.0 {
            return 0.0;
        }
        drift * (self.seen(update) as f64 / self.stream as f64).min(1.0)
    }

    /// The full gradient's view of weights after `update` updates: w counted from where the data are by then.
    pub fn at_rest_view(&self, update: usize, [w, b]: [f64; 2]) -> [f64; 2] {
        [w - self.moved(update), b]
    }

    /// Loss and gradient that update `update` sees.
    pub fn sees(&self, update: usize, weights: [f64; 2]) -> (f64, [f64; 2]) {
        // The data drift, and this one keeps all that it has seen.
        if self.size == Size::All && self.problem.drift() > 0.0 {
            return self.all_brought(update, weights);
        }
        let mut batch = self.batch.borrow_mut();
        self.draw(update, &mut batch);
        self.problem.batch(self.at_rest_view(update, weights), &batch)
    }

    /// The same over everything that a stream has brought up to this update.
    fn all_brought(&self, update: usize, [w, b]: [f64; 2]) -> (f64, [f64; 2]) {
        let points = &self.problem.points;
        let mut brought = self.brought.borrow_mut();
        while brought.len() <= update {
            let k = brought.len();
            let mut sums = brought.last().copied().unwrap_or_default();
            let slope = self.moved(k);
            for example in self.batch(k) {
                let Some([x, y]) = points.get(example as usize).copied() else { continue };
                let y = y + slope * x;
                for (sum, term) in sums.iter_mut().zip([1.0, x, x * x, y, x * y]) {
                    *sum += term;
                }
            }
            brought.push(sums);
        }
        let [n, x, xx, y, xy] = brought[update];
        let n = n.max(1.0);
        (0.0, [2.0 / n * (w * xx + b * x - xy), 2.0 / n * (w * x + b * n - y)])
    }
}

impl Process for Racer {
    fn start(&self) -> Vec<f64> {
        let [w, b] = self.problem.start();
        vec![w, b, 0.0]
    }
    fn step(&self, update: usize, state: &mut [f64]) {
        let (_, slope) = self.sees(update, [state[0], state[1]]);
        Plain { rate: self.rate(update) }.update(state, &slope);
        state[2] = (update + 1) as f64;
    }
    fn quantities(&self) -> &'static [&'static str] {
        &["loss", "slope", "intercept"]
    }
    fn observe(&self, state: &[f64], row: &mut [f64]) {
        let weights @ [w, b] = [state[0], state[1]];
        row.copy_from_slice(&[self.problem.value(self.at_rest_view(state[2] as usize, weights)), w, b]);
    }
    fn at_rest(&self, row: &[f64]) -> bool {
        let Some(best) = self.problem.best else { return false };
        let away = norm(&[row[1] - best[0], row[2] - best[1]]);
        self.problem.drift() == 0.0 && away <= AT_REST * norm(&best).max(norm(&self.problem.start()))
    }
}
