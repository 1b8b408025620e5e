//! What the lesson computes: a line, its loss, the descent from *my line*, and the closed form.
//!
//! Descent works in the coordinates (w, b) of the loss that it is given. With standardised x these are the slope per
//! standard deviation and the height at the mean; [`Problem::to_descent`] and [`Problem::to_page`] translate.

#[cfg(not(target_arch = "wasm32"))]
use crate::Sight;
use crate::kit::{path, rate};
use crate::named_data::{data_of, page, standardised};
use crate::{Model, Range};
use params::{Key, RunSpec};
use sim::data::Data;
use sim::optimizers::Plain;
use sim::{LineLoss, Process, Reduction, Symmetric2, Trace, norm};

/// A run counts as at rest where the gradient's length is below this times λ_max times the size of the weights. The
/// distance to the minimum is then at most this times the condition number times that size.
const AT_REST: f64 = 1e-13;
/// What is recorded of every update, by stable names.
const QUANTITIES: &[&str] = &["loss", "slope", "intercept", "gradient_norm"];

/// Everything about the problem that does not change while descent runs.
pub struct Problem {
    /// What it was made from.
    pub spec: RunSpec,
    /// The data, with x from their origin.
    pub data: Data,
    /// The data as the page shows them: (x, y).
    pub page: Vec<[f64; 2]>,
    /// The loss as descent sees it.
    pub loss: LineLoss,
    /// Mean and deviation that x was standardised with; (0, 1) if it was not.
    pub shift: [f64; 2],
    /// The weights of least loss as descent sees them; none where x takes fewer than two values.
    pub best: Option<[f64; 2]>,
    /// The curvature, everywhere the same.
    pub hessian: Symmetric2,
    /// Its eigenvalues, larger first.
    pub curvatures: [f64; 2],
    /// The part of the ground that is shown: of the slope, of the intercept.
    pub ground: [[f64; 2]; 2],
    rest: f64,
}

/// A run of this lesson.
pub struct LineOfBestFit {
    /// The problem.
    pub problem: Problem,
    /// What descent did.
    pub trace: Trace,
}

impl Problem {
    fn new(spec: &RunSpec) -> Problem {
        let data = data_of(spec);
        let (points, shift) = standardised(&data.points, spec.settings.on(Key::Standardise));
        let reduction = Reduction::ALL.get(spec.settings.index(Key::Objective)).copied().unwrap_or(Reduction::Mean);
        let loss = LineLoss::new(points, reduction);
        let (best, hessian) = (loss.closed_form(), loss.hessian());
        let curvatures = hessian.eigenvalues();
        let (spec, page, ground) = (spec.computed(), page(spec, &data), [[0.0; 2]; 2]);
        let mut problem = Problem { spec, data, page, loss, shift, best, hessian, curvatures, ground, rest: 0.0 };
        problem.ground = ground_about(&problem);
        let start = problem.start_weights();
        let size = norm(&start).max(best.map_or(0.0, |best| norm(&best)));
        problem.rest = AT_REST * curvatures[0] * size;
        problem
    }

    /// How many examples there are.
    pub fn n(&self) -> usize {
        self.data.points.len()
    }

    /// Weights of the page (slope, intercept at the data's origin) as descent sees them.
    pub fn to_descent(&self, [slope, intercept]: [f64; 2]) -> [f64; 2] {
        let [mean, deviation] = self.shift;
        [slope * deviation, intercept + slope * mean]
    }

    /// Weights of descent as slope and intercept of the page.
    pub fn to_page(&self, [w, b]: [f64; 2]) -> [f64; 2] {
        let slope = w / self.shift[1];
        [slope, b - slope * self.shift[0]]
    }

    /// *My line*: its slope and its intercept.
    pub fn my_line(&self) -> [f64; 2] {
        [Key::Slope, Key::Intercept].map(|key| self.spec.settings.value(key))
    }

    /// *My line*, where descent starts, as descent sees it.
    pub fn start_weights(&self) -> [f64; 2] {
        self.to_descent(self.my_line())
    }

    /// The least loss that there is. Where x takes one value only, all lines through the mean of y there reach it.
    pub fn least_loss(&self) -> f64 {
        let points = self.loss.points();
        let level = || [0.0, points.iter().map(|[_, y]| y).sum::<f64>() / points.len().max(1) as f64];
        self.loss.value(self.best.unwrap_or_else(level))
    }

    /// See [`rate::limit`].
    pub fn limit(&self) -> f64 {
        rate::limit(self.curvatures[0])
    }
}

impl Process for Problem {
    fn start(&self) -> Vec<f64> {
        self.start_weights().to_vec()
    }
    fn step(&self, update: usize, state: &mut [f64]) {
        Plain { rate: self.spec.settings_at(update).value(Key::Rate) }.step(&self.loss, state);
    }
    fn quantities(&self) -> &'static [&'static str] {
        QUANTITIES
    }
    fn observe(&self, state: &[f64], row: &mut [f64]) {
        let (loss, slope) = self.loss.value_and_slope([state[0], state[1]]);
        row.copy_from_slice(&[loss, state[0], state[1], norm(&slope)]);
    }
    fn at_rest(&self, row: &[f64]) -> bool {
        row[3] <= self.rest
    }
}

impl Model for LineOfBestFit {
    fn open(spec: &RunSpec) -> LineOfBestFit {
        let problem = Problem::new(spec);
        let trace = Trace::new(&problem, spec.settings.index(Key::Updates));
        LineOfBestFit { problem, trace }
    }
    fn spec(&self) -> &RunSpec {
        &self.problem.spec
    }
    fn trace(&self) -> &Trace {
        &self.trace
    }
    fn advance(&mut self, updates: usize) -> bool {
        self.trace.advance(&self.problem, updates)
    }
    #[cfg(not(target_arch = "wasm32"))]
    fn poison(&mut self, hidden: &dyn Fn(Sight) -> bool) {
        path::poison(&mut self.trace, hidden);
        if hidden(Sight::Figure(super::figure::MAP)) {
            self.problem.best = Some([f64::NAN; 2]);
            self.problem.hessian = Symmetric2 { xx: f64::NAN, xy: f64::NAN, yy: f64::NAN };
        }
    }
}

impl LineOfBestFit {
    /// The weights after `update` updates (clamped to those that were made).
    pub fn weights(&self, update: usize) -> [f64; 2] {
        path::weights(&self.trace, update)
    }

    /// The weights after each of these updates.
    pub fn path(&self, from: usize, to: usize) -> Vec<[f64; 2]> {
        path::path(&self.trace, from, to, &|update| self.weights(update))
    }

    /// The learning rate of the update that leaves `update`.
    pub fn rate(&self, update: usize) -> f64 {
        self.problem.spec.settings_at(update).value(Key::Rate)
    }

    /// That rate times the largest curvature.
    pub fn product(&self, update: usize) -> f64 {
        self.rate(update) * self.problem.curvatures[0]
    }

    /// How often the path has turned back along the steepest direction in its first `update` updates.
    pub fn turns(&self, update: usize) -> usize {
        path::turns(&self.path(0, update), self.problem.hessian.steepest_direction())
    }

    /// The first update after which the loss is at most `factor` times the least.
    pub fn first_within(&self, factor: f64) -> Option<usize> {
        let goal = factor * self.problem.least_loss();
        self.trace.losses().iter().position(|loss| *loss <= goal)
    }

    /// The largest residual (prediction − y) of a line, with the index of its point; none without points.
    pub fn worst(&self, [w, b]: [f64; 2]) -> Option<(usize, f64)> {
        let residuals = self.problem.loss.points().iter().map(|[x, y]| w * x + b - y).enumerate();
        residuals.max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()))
    }
}

/// The part of the ground that is shown: the start at (0, 0) of the page, the lowest point, and where a step that just
/// fails to settle would land, with a margin; wide enough for the valley to look as it is. It does not follow *my
/// line*, so that nothing shifts under the hand, unless the line leaves it.
fn ground_about(problem: &Problem) -> [[f64; 2]; 2] {
    let best = problem.best.unwrap_or_else(|| problem.start_weights());
    let origin = problem.to_descent([0.0, 0.0]);
    let start = problem.start_weights();
    let steep = problem.hessian.steepest_direction();
    let away = [origin[0] - best[0], origin[1] - best[1]];
    let along = steep[0] * away[0] + steep[1] * away[1];
    let mirrored = [origin[0] - 2.0 * along * steep[0], origin[1] - 2.0 * along * steep[1]];
    // Half the width of the loss contour through the origin: √(2ΔL (H⁻¹)ᵢᵢ).
    let height = 0.5 * problem.hessian.quadratic(away);
    let determinant = problem.hessian.determinant();
    let inverse = [problem.hessian.yy / determinant, problem.hessian.xx / determinant];
    [0, 1].map(|axis| {
        let half = 0.4 * (2.0 * height * inverse[axis]).sqrt();
        let mut range = Range::new();
        for value in [best[axis], origin[axis], mirrored[axis], best[axis] - half, best[axis] + half] {
            range.see(value);
        }
        let (low, high) = range.apart();
        let (start, margin) = (start[axis], 0.1 * (high - low));
        let (low, high) = (low - margin, high + margin);
        [if start < low { start - margin } else { low }, if start > high { start + margin } else { high }]
    })
}
