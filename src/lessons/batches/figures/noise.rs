//! How the gradient of a batch scatters, against the size of the batch: measured, and as the formulas have it.

use super::super::model::Model;
use super::super::words;
use super::{label, stroke};
use crate::lessons::Look;
use crate::params::Scale;
use crate::plot::{Anchor, Axis, Mark, Role, Scene, Shape, Stroke};
use crate::sim::order::Drawing;
use crate::sim::gradient_noise::share_left;

/// The curve without replacement is drawn through this many points.
const KNOTS: usize = 120;

/// The axes: sizes from 1 to all, and the scatter down to a tenth of what is left at all.
pub fn axes(model: &Model) -> Scene {
    let problem = &model.problem;
    let n = problem.n().max(2) as f64;
    let one = problem.scatter(problem.start()).max(1e-12);
    let log = |low: f64, high: f64, label: &str| Axis { low, high, scale: Scale::Log, label: label.into(), grid: true, ..Axis::default() };
    Scene { x: log(1.0, n, words::axis_m()), y: log(0.2 * one / n, 2.0 * one, words::axis_scatter()), ..Scene::default() }
}

/// Both lines, and what was measured.
pub fn base(model: &Model, look: &Look) -> Scene {
    let mut scene = axes(model);
    let problem = &model.problem;
    if look.veiled || problem.n() < 2 {
        return scene;
    }
    let n = problem.n();
    let one = problem.scatter(problem.start());
    let replacement = model.own().racer.drawing() == Drawing::Replacement;
    let line = vec![[1.0, one], [n as f64, one / n as f64]];
    scene.marks.push(Mark::Polyline { points: line, stroke: Stroke { dash: &[5.0, 4.0], ..stroke(Role::Edge, 1.5) } });
    let middle = libm::sqrt(n as f64);
    scene.marks.push(label([middle, one / middle], [8.0, -8.0], Anchor::Start, words::line_one_over_m().into(), Role::Note));
    if !replacement {
        let mut sizes: Vec<u32> = (0..=KNOTS).map(|k| libm::exp(libm::log(n as f64) * k as f64 / KNOTS as f64) as u32).collect();
        sizes.extend([n - n.div_ceil(50), n - n.div_ceil(200), n - 1].map(|m| m as u32));
        sizes.retain(|m| (1..n as u32).contains(m));
        sizes.sort_unstable();
        let curve = sizes.into_iter().map(|m| [f64::from(m), one * share_left(m as usize, n, false)]).collect();
        scene.marks.push(Mark::Polyline { points: curve, stroke: stroke(Role::Gradient, 1.5) });
        scene.marks.push(label([n as f64, scene.y.low], [-8.0, -8.0], Anchor::End, words::zero_at_all().into(), Role::Gradient));
    }
    let measured: Vec<[f64; 2]> = model.scatters().to_vec();
    scene.marks.push(Mark::Points { points: measured, shape: Shape::Circle, role: Role::Gradient, size: 4.5, opacity: 1.0, ring: true });
    let m = model.batch_size(0);
    let own = [m as f64, one * share_left(m, n, replacement)];
    if own[1] > 0.0 {
        scene.marks.push(Mark::Points { points: vec![own], shape: Shape::Open, role: Role::Weights, size: 8.0, opacity: 1.0, ring: false });
        scene.marks.push(label(own, [-10.0, 18.0], Anchor::End, words::lane_own(&m.to_string()), Role::Weights));
    }
    scene
}
