//! What is fitted: the data on standardised x, their loss, its minimum, and the drift of a stream.
//!
//! The line has the squared loss, L = (1/N) Σ (w xᵢ + b − yᵢ)². The logistic model gives the probability that y lies
//! above its own mean; its labels are that threshold's, and its loss is the cross-entropy. Where the data drift, the
//! target of every example is raised by s x with a slope s that grows as examples are seen: that is the loss at rest
//! with w measured from s, so everything at time t is the same problem at [w − s, b].

use crate::named_data::data_of;
use params::{Key, RunSpec};
use sim::data::{self, Data};
use sim::gradient_noise::scatter;
use sim::{LineLoss, LogisticLoss, Reduction, Symmetric2, sigmoid};
use std::sync::Arc;

/// Everything about a run that does not change while it goes on.
pub struct Problem {
    /// What it was made from.
    pub spec: RunSpec,
    /// The data with x from their origin.
    pub data: Data,
    /// (standardised x, target): y, or the label 0 or 1.
    pub points: Arc<[[f64; 2]]>,
    /// Mean and deviation that x was standardised with.
    pub shift: [f64; 2],
    /// Labels say whether y lies above this; none for the line.
    pub threshold: Option<f64>,
    /// The weights of least loss; none where there are none, or many.
    pub best: Option<[f64; 2]>,
    /// The least loss.
    pub least: f64,
    /// The curvature at the minimum; of a line the same everywhere.
    pub hessian: Symmetric2,
    loss: Loss,
}

enum Loss {
    Line(LineLoss),
    Logistic(LogisticLoss),
}

impl Problem {
    /// The problem that a specification names.
    pub fn new(spec: &RunSpec) -> Problem {
        let data = data_of(spec);
        let (mean, deviation) = data::mean_and_deviation(&data.points);
        let logistic = spec.settings.choice(Key::Model) == "logistic";
        let n = data.points.len();
        let threshold = logistic.then(|| data.points.iter().map(|[_, y]| y).sum::<f64>() / n.max(1) as f64);
        let target = |y: f64| threshold.map_or(y, |threshold| f64::from(u8::from(y > threshold)));
        let points: Arc<[[f64; 2]]> = data.points.iter().map(|[x, y]| [(x - mean) / deviation, target(*y)]).collect();
        let (loss, best, hessian) = if logistic {
            let loss = LogisticLoss::new(points.clone());
            let best = loss.minimum();
            let hessian = loss.hessian(best.unwrap_or_default());
            (Loss::Logistic(loss), best, hessian)
        } else {
            let loss = LineLoss::new(points.clone(), Reduction::Mean);
            let (best, hessian) = (loss.closed_form(), loss.hessian());
            (Loss::Line(loss), best, hessian)
        };
        let (spec, shift) = (spec.computed(), [mean, deviation]);
        let mut problem = Problem { spec, data, points, shift, threshold, best, least: 0.0, hessian, loss };
        problem.least = problem.best.map_or(0.0, |best| problem.measured(best));
        problem
    }

    /// How many examples there are.
    pub fn n(&self) -> usize {
        self.points.len()
    }

    /// Whether a probability is fitted.
    pub fn logistic(&self) -> bool {
        self.threshold.is_some()
    }

    /// x as the page shows it.
    pub fn to_page(&self, x: f64) -> f64 {
        self.shift[0] + self.shift[1] * x + self.data.origin
    }

    /// An x of the page, standardised.
    pub fn standardised(&self, x: f64) -> f64 {
        (x - self.data.origin - self.shift[0]) / self.shift[1]
    }

    /// How far the slope of the data moves while the run lasts; only a line drifts.
    pub fn drift(&self) -> f64 {
        if self.logistic() { 0.0 } else { self.spec.settings.value(Key::Drift) }
    }

    /// Where descent starts.
    pub fn start(&self) -> [f64; 2] {
        [self.spec.settings.value(Key::Slope), self.spec.settings.value(Key::Intercept)]
    }

    /// The loss over all examples, by a pass over them.
    fn measured(&self, weights: [f64; 2]) -> f64 {
        match &self.loss {
            Loss::Line(loss) => loss.value(weights),
            Loss::Logistic(loss) => loss.value(weights),
        }
    }

    /// The loss over all examples. Of a line it is the least plus ½ dᵀHd exactly, and needs no pass over them.
    pub fn value(&self, [w, b]: [f64; 2]) -> f64 {
        match (&self.loss, self.best) {
            (Loss::Line(_), Some(best)) => self.least + 0.5 * self.hessian.quadratic([w - best[0], b - best[1]]),
            _ => self.measured([w, b]),
        }
    }

    /// Loss and gradient over all examples.
    pub fn value_and_slope(&self, weights: [f64; 2]) -> (f64, [f64; 2]) {
        match &self.loss {
            Loss::Line(loss) => loss.value_and_slope(weights),
            Loss::Logistic(loss) => loss.value_and_slope(weights),
        }
    }

    /// What the model says about x.
    pub fn predicted(&self, [w, b]: [f64; 2], x: f64) -> f64 {
        let z = w * x + b;
        if self.logistic() { sigmoid(z) } else { z }
    }

    /// 2 for a squared mistake, 1 for a surprise: the factor of its derivative.
    pub fn steepness(&self) -> f64 {
        if self.logistic() { 1.0 } else { 2.0 }
    }

    /// Loss and gradient over the examples of a batch: the same sums as over all, in the order of the batch.
    pub fn batch(&self, weights: [f64; 2], batch: &[u32]) -> (f64, [f64; 2]) {
        match &self.loss {
            Loss::Line(loss) => loss.of_batch(weights, batch),
            Loss::Logistic(loss) => loss.of_batch(weights, batch),
        }
    }

    /// The gradient of one example.
    pub fn single(&self, weights: [f64; 2], [x, y]: [f64; 2]) -> [f64; 2] {
        let residual = self.steepness() * (self.predicted(weights, x) - y);
        [residual * x, residual]
    }

    /// How much the gradients of single examples scatter: V of [`sim::gradient_noise`].
    pub fn scatter(&self, weights: [f64; 2]) -> f64 {
        let gradients: Vec<[f64; 2]> = self.points.iter().map(|point| self.single(weights, *point)).collect();
        scatter(&gradients)
    }

    /// The goal of the race: one per cent above the least loss.
    pub fn goal(&self) -> f64 {
        1.01 * self.least
    }

    /// The largest rate at which the full batch settles, 2/λ_max.
    pub fn limit(&self) -> f64 {
        let steepest = self.hessian.eigenvalues()[0];
        if steepest > 0.0 { 2.0 / steepest } else { f64::INFINITY }
    }
}
