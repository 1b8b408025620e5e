//! How the gradient of a batch scatters, against the size of the batch: measured, and as the formulas have it.

use super::super::model::Batches;
use super::super::{figure, words};
use crate::{Caption, Figure, Sight, View};
use i18n::{number, short};
use plot::{Anchor, Axis, Role, Scene, Stroke};
use sim::gradient_noise::share_left;

/// The curve without replacement is drawn through this many points.
const KNOTS: usize = 120;

/// The scatter of a batch's gradient against its size.
pub struct Noise;

impl Figure<Batches> for Noise {
    fn caption(&self, model: &Batches, _: &View) -> Caption {
        let replaced = model.own().racer.replaces();
        let note = if replaced { words::note_noise_replacement() } else { words::note_noise() };
        Caption::half(figure::NOISE, words::figure_noise(), note)
    }

    /// Both lines, and what was measured.
    fn base(&self, model: &Batches, view: &View) -> Scene {
        let mut scene = self.overlay(model, view);
        let (problem, n) = (&model.problem, model.problem.n());
        if !view.shows(Sight::Figure(figure::NOISE)) || n < 2 {
            return scene;
        }
        let one = problem.scatter(problem.start());
        let replaced = model.own().racer.replaces();
        scene.straight([1.0, one], [n as f64, one / n as f64], Stroke::dashed(Role::Edge, 1.5));
        let middle = libm::sqrt(n as f64);
        scene.label([middle, one / middle], [8.0, -8.0], Anchor::Start, Role::Note, words::line_one_over_m());
        if !replaced {
            let knot = |k: usize| libm::floor(libm::exp(libm::log(n as f64) * k as f64 / KNOTS as f64));
            let mut sizes = [n - n.div_ceil(50), n - n.div_ceil(200), n - 1].map(|m| m as f64).to_vec();
            sizes.extend((0..=KNOTS).map(knot));
            sizes.retain(|m| (1.0..n as f64).contains(m));
            let curve =
                plot::ascending(sizes).into_iter().map(|m| [m, one * share_left(m as usize, n, false)]).collect();
            scene.line(curve, Role::Gradient, 1.5);
            scene.label([n as f64, scene.y.low], [-8.0, -8.0], Anchor::End, Role::Gradient, words::zero_at_all());
        }
        scene.dots(model.scatters().to_vec(), Role::Gradient, 4.5);
        let m = model.batch_size(0);
        let own = [m as f64, one * share_left(m, n, replaced)];
        if own[1] > 0.0 {
            scene.ring(own, Role::Weights, 8.0);
            scene.label(own, [-10.0, 18.0], Anchor::End, Role::Weights, words::lane_own(&m.to_string()));
        }
        scene
    }

    /// The axes: sizes from 1 to all, and the scatter down to a tenth of what is left at all.
    fn overlay(&self, model: &Batches, _: &View) -> Scene {
        let problem = &model.problem;
        let n = problem.n().max(2) as f64;
        let one = problem.scatter(problem.start()).max(1e-12);
        let log = |low: f64, high: f64, label: &'static str| Axis { grid: true, ..Axis::log(low, high, label) };
        Scene::of(log(1.0, n, words::axis_m()), log(0.2 * one / n, 2.0 * one, words::axis_scatter()))
    }

    fn describe(&self, model: &Batches, view: &View) -> String {
        if !view.shows(Sight::Figure(figure::NOISE)) {
            return words::describe_veiled().into();
        }
        let mut text = words::describe_noise().to_string();
        for [m, scatter] in model.scatters() {
            text += &words::describe_noise_at(&short(*m, 6), &number(*scatter, 3));
        }
        text
    }
}
