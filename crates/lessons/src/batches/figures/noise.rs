//! How the gradient of a batch scatters, against the size of the batch: measured, and as the formulas have it.

use super::super::model::Model;
use super::super::{figure, words};
use crate::{Sight, View};
use plot::{Anchor, Axis, Role, Scene, Stroke};
use sim::gradient_noise::share_left;
use sim::order::Drawing;

/// The curve without replacement is drawn through this many points.
const KNOTS: usize = 120;

/// The axes: sizes from 1 to all, and the scatter down to a tenth of what is left at all.
pub fn axes(model: &Model) -> Scene {
    let problem = &model.problem;
    let n = problem.n().max(2) as f64;
    let one = problem.scatter(problem.start()).max(1e-12);
    let log = |low: f64, high: f64, label: &'static str| Axis { grid: true, ..Axis::log(low, high, label) };
    Scene::of(log(1.0, n, words::axis_m()), log(0.2 * one / n, 2.0 * one, words::axis_scatter()))
}

/// Both lines, and what was measured.
pub fn base(model: &Model, view: &View) -> Scene {
    let mut scene = axes(model);
    let problem = &model.problem;
    if !view.shows(Sight::Figure(figure::NOISE)) || problem.n() < 2 {
        return scene;
    }
    let n = problem.n();
    let one = problem.scatter(problem.start());
    let replacement = model.own().racer.drawing() == Drawing::Replacement;
    scene.straight([1.0, one], [n as f64, one / n as f64], Stroke::dashed(Role::Edge, 1.5));
    let middle = libm::sqrt(n as f64);
    scene.label([middle, one / middle], [8.0, -8.0], Anchor::Start, Role::Note, words::line_one_over_m());
    if !replacement {
        let mut sizes = vec![(n - n.div_ceil(50)) as f64, (n - n.div_ceil(200)) as f64, (n - 1) as f64];
        for k in 0..=KNOTS {
            sizes.push(libm::floor(libm::exp(libm::log(n as f64) * k as f64 / KNOTS as f64)));
        }
        sizes.sort_unstable_by(f64::total_cmp);
        let mut curve = Vec::new();
        for m in sizes {
            if (1.0..n as f64).contains(&m) {
                curve.push([m, one * share_left(m as usize, n, false)]);
            }
        }
        scene.line(curve, Role::Gradient, 1.5);
        scene.label([n as f64, scene.y.low], [-8.0, -8.0], Anchor::End, Role::Gradient, words::zero_at_all());
    }
    scene.dots(model.scatters().to_vec(), Role::Gradient, 4.5);
    let m = model.batch_size(0);
    let own = [m as f64, one * share_left(m, n, replacement)];
    if own[1] > 0.0 {
        scene.ring(own, Role::Weights, 8.0);
        scene.label(own, [-10.0, 18.0], Anchor::End, Role::Weights, words::lane_own(&m.to_string()));
    }
    scene
}
