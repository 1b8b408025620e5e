//! What the lesson computes: a line, its loss, the descent from *my line*, and the closed form.
//!
//! Descent works in the coordinates (w, b) of the loss that it is given. With standardised x these are the slope per standard
//! deviation and the height at the mean; [`Problem::to_descent`] and [`Problem::to_page`] translate.

#[cfg(not(target_arch = "wasm32"))]
use crate::Sight;
use crate::{Act, Range, View, named_data::data_of};
use params::{Edit, Key, OWN_LIMIT, OwnData, RunSpec};
use sim::data::{self, Data};
use sim::optimizers::Plain;
use sim::{LineLoss, Process, Reduction, Symmetric2, Trace, norm};
use std::sync::Arc;

/// A run counts as at rest where the gradient's length is below this times λ_max times the size of the weights. The
/// distance to the minimum is then at most this times the condition number times that size.
pub const AT_REST: f64 = 1e-13;
/// What is recorded of every update, by stable names.
pub const QUANTITIES: &[&str] = &["loss", "slope", "intercept", "gradient_norm"];

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
pub struct Model {
    /// The problem.
    pub problem: Problem,
    /// What descent did.
    pub trace: Trace,
}

impl Problem {
    fn new(spec: &RunSpec) -> Problem {
        let data = data_of(spec);
        let standardise = spec.settings.on(Key::Standardise);
        let (mean, deviation) = if standardise { data::mean_and_deviation(&data.points) } else { (0.0, 1.0) };
        let points: Arc<[[f64; 2]]> = if standardise {
            data.points.iter().map(|[x, y]| [(x - mean) / deviation, *y]).collect()
        } else {
            data.points.clone()
        };
        let reduction = Reduction::ALL.get(spec.settings.index(Key::Objective)).copied().unwrap_or(Reduction::Mean);
        let loss = LineLoss::new(points, reduction);
        let (best, hessian) = (loss.closed_form(), loss.hessian());
        let curvatures = hessian.eigenvalues();
        let page = match &spec.own {
            Some(own) => own.points.clone(),
            None => data.points.iter().map(|[x, y]| [x + data.origin, *y]).collect(),
        };
        let mut problem = Problem {
            spec: spec.computed(),
            data,
            page,
            loss,
            shift: [mean, deviation],
            best,
            hessian,
            curvatures,
            ground: [[0.0; 2]; 2],
            rest: 0.0,
        };
        problem.ground = ground(&problem);
        let start = problem.start_weights();
        let size = norm(&start).max(best.map_or(0.0, |best| norm(&best)));
        problem.rest = AT_REST * curvatures[0] * size;
        problem
    }

    /// Weights of the page (slope, intercept at the data's origin) as descent sees them.
    pub fn to_descent(&self, [slope, intercept]: [f64; 2]) -> [f64; 2] {
        let [mean, deviation] = self.shift;
        [slope * deviation, intercept + slope * mean]
    }

    /// Weights of descent as slope and intercept of the page.
    pub fn to_page(&self, [w, b]: [f64; 2]) -> [f64; 2] {
        let [mean, deviation] = self.shift;
        let slope = w / deviation;
        [slope, b - slope * mean]
    }

    /// *My line*, where descent starts, as descent sees it.
    pub fn start_weights(&self) -> [f64; 2] {
        self.to_descent([self.spec.settings.value(Key::Slope), self.spec.settings.value(Key::Intercept)])
    }

    /// The least loss that there is. Where x takes one value only many lines reach it: those through the mean of y there.
    pub fn least_loss(&self) -> f64 {
        match self.best {
            Some(best) => self.loss.value(best),
            None => {
                let n = self.loss.points().len().max(1) as f64;
                let mean = self.loss.points().iter().map(|[_, y]| y).sum::<f64>() / n;
                self.loss.value([0.0, mean])
            }
        }
    }

    /// The largest rate for which descent settles, 2/λ_max; infinite where the loss is flat.
    pub fn limit(&self) -> f64 {
        if self.curvatures[0] > 0.0 { 2.0 / self.curvatures[0] } else { f64::INFINITY }
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

impl Model {
    /// Opens a run; no update is made yet.
    pub fn new(spec: &RunSpec) -> Model {
        let problem = Problem::new(spec);
        let trace = Trace::new(&problem, spec.settings.index(Key::Updates));
        Model { problem, trace }
    }

    /// Makes up to `updates` more updates; true while more are left.
    pub fn advance(&mut self, updates: usize) -> bool {
        self.trace.advance(&self.problem, updates)
    }

    /// See [`crate::Run::poison`].
    #[cfg(not(target_arch = "wasm32"))]
    pub fn poison(&mut self, hidden: &dyn Fn(Sight) -> bool) {
        if hidden(Sight::Run) {
            self.trace.poison(1, QUANTITIES);
        }
        if hidden(Sight::Start) {
            self.trace.poison(0, &["loss", "gradient_norm"]);
        }
        if hidden(Sight::Figure(super::figure::MAP)) {
            self.problem.best = Some([f64::NAN; 2]);
            self.problem.hessian = Symmetric2 { xx: f64::NAN, xy: f64::NAN, yy: f64::NAN };
        }
    }

    /// The weights after `update` updates.
    pub fn weights(&self, update: usize) -> [f64; 2] {
        let update = update.min(self.trace.updates());
        [self.trace.series(1)[update], self.trace.series(2)[update]]
    }

    /// The learning rate of the update that leaves `update`.
    pub fn rate(&self, update: usize) -> f64 {
        self.problem.spec.settings_at(update).value(Key::Rate)
    }

    /// How often the path has turned back along the steepest direction in its first `update` updates.
    pub fn turns(&self, update: usize) -> usize {
        let [x, y] = self.problem.hessian.steepest_direction();
        let along: Vec<f64> = (0..=update.min(self.trace.updates()))
            .map(|k| {
                let [w, b] = self.weights(k);
                w * x + b * y
            })
            .collect();
        along.windows(3).filter(|three| (three[1] - three[0]) * (three[2] - three[1]) < 0.0).count()
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

    /// The data as somebody's own.
    pub fn own(&self) -> OwnData {
        match &self.problem.spec.own {
            Some(own) => (**own).clone(),
            None => {
                OwnData { origin: self.problem.data.origin, points: self.problem.page.clone(), ..OwnData::default() }
            }
        }
    }

    /// What an act on figure 0 (x of the axis, y) or figure 1 (weights of descent) changes.
    pub fn act(&self, act: Act, view: &View) -> Option<Edit> {
        let problem = &self.problem;
        match act {
            Act::Drag { figure: 0, handle, to } if to[1].is_finite() => {
                let settings = &problem.spec.settings;
                let (slope, intercept) = (settings.value(Key::Slope), settings.value(Key::Intercept));
                let [left, middle, right] = self.grips();
                let height = |x: f64| slope * x + intercept;
                let line = match handle {
                    0 => through([left, to[1]], [right, height(right)]),
                    2 => through([left, height(left)], [right, to[1]]),
                    _ => [slope, intercept + to[1] - height(middle)],
                };
                Some(moved(line))
            }
            Act::Drag { figure: 1, to, .. } => {
                let now = problem.start_weights();
                // In a slice only one of the two can be dragged.
                let to = match view.choice(Key::Cut) {
                    "slope-slice" => [to[0], now[1]],
                    "intercept-slice" => [now[0], to[0]],
                    _ => to,
                };
                finite(to).then(|| moved(problem.to_page(to)))
            }
            _ => self.edited(act).map(Edit::Data),
        }
    }

    /// Where the line can be taken hold of: x (from the data's origin) of the left, middle and right grip.
    pub fn grips(&self) -> [f64; 3] {
        let [(low, high), _] = Range::of_points(&self.problem.data.points);
        [low + 0.1 * (high - low), 0.5 * (low + high), high - 0.1 * (high - low)]
    }

    fn edited(&self, act: Act) -> Option<OwnData> {
        let mut own = self.own();
        let points = &mut own.points;
        match act {
            Act::Add { figure: 0, at } if finite(at) && points.len() < OWN_LIMIT => points.push(at),
            Act::MovePoint { figure: 0, index, to } if finite(to) => *points.get_mut(index)? = to,
            Act::Remove { figure: 0, index } if index < points.len() => {
                points.remove(index);
            }
            _ => return None,
        }
        Some(own)
    }
}

fn moved([slope, intercept]: [f64; 2]) -> Edit {
    Edit::Values(vec![(Key::Slope, slope), (Key::Intercept, intercept)])
}

/// The part of the ground that is shown: the start at (0, 0) of the page, the lowest point, and where a step that just
/// fails to settle would land, with a margin; wide enough for the valley to look as it is. It does not follow *my line*,
/// so that nothing shifts under the hand, unless the line leaves it.
fn ground(problem: &Problem) -> [[f64; 2]; 2] {
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
        let (mut low, mut high) = range.apart();
        let margin = 0.1 * (high - low);
        (low, high) = (low - margin, high + margin);
        if start[axis] < low {
            low = start[axis] - margin;
        }
        if start[axis] > high {
            high = start[axis] + margin;
        }
        [low, high]
    })
}

fn finite([x, y]: [f64; 2]) -> bool {
    x.is_finite() && y.is_finite()
}

fn through([x0, y0]: [f64; 2], [x1, y1]: [f64; 2]) -> [f64; 2] {
    let slope = (y1 - y0) / (x1 - x0);
    [slope, y0 - slope * x0]
}
