//! A cut through the ground: one weight, the other held where it is at the cursor.

use super::super::controls::names;
use super::super::model::LineOfBestFit;
use super::super::{figure, words};
use super::{ground_is_blurred, hold_start, in_words, next_is_seen};
use crate::kit::ground::{curve, set};
use crate::{Act, Caption, Figure, Sight, View};
use i18n::number;
use params::{Edit, Key};
use plot::{Anchor, Axis, Role, Scene, Stroke};

/// The cut along a weight: 0 for the slope, 1 for the intercept.
pub struct Slice(pub usize);

impl Figure<LineOfBestFit> for Slice {
    fn caption(&self, model: &LineOfBestFit, view: &View) -> Caption {
        let [slope, intercept] = in_words(model, model.weights(view.at()));
        if self.0 == 0 {
            let note = words::figure_slice_slope_note(&intercept);
            Caption::half(figure::SLOPE_SLICE, words::figure_slice_slope(), note)
        } else {
            let note = words::figure_slice_intercept_note(&slope);
            Caption::half(figure::INTERCEPT_SLICE, words::figure_slice_intercept(), note)
        }
    }

    fn base(&self, model: &LineOfBestFit, view: &View) -> Scene {
        let problem = &model.problem;
        let loss = |weights: [f64; 2]| problem.loss.value(weights);
        let top = loss(problem.to_descent([0.0, 0.0])).max(loss(problem.start_weights()));
        let top = if top.is_finite() && top > 0.0 { 1.15 * top } else { 1.0 };
        let ([low, high], name) = (problem.ground[self.0], names(problem).descent[self.0].clone());
        let axes = Scene::of(Axis::new(low, high, name), Axis::new(-0.04 * top, top, words::axis_loss()));
        Scene { blurred: ground_is_blurred(model, view), ..axes }
    }

    /// A parabola, its tangent, and the next step along it.
    fn overlay(&self, model: &LineOfBestFit, view: &View) -> Scene {
        let problem = &model.problem;
        let mut scene = self.base(model, view);
        let axis = self.0;
        let here = model.weights(view.at());
        let loss = |value: f64| {
            let mut weights = here;
            weights[axis] = value;
            problem.loss.value(weights)
        };
        let (height, slope) = problem.loss.value_and_slope(here);
        let (spot, slope) = ([here[axis], height], slope[axis]);
        scene.line(curve(&scene, 160, &loss), Role::Error, 2.5);
        if view.shows(Sight::Run) {
            let reach = 0.16 * scene.x.length();
            let [from, to] = [-reach, reach].map(|dx| [spot[0] + dx, spot[1] + dx * slope]);
            scene.straight(from, to, Stroke::of(Role::Gradient, 2.0));
            let (dx, anchor) = if slope < 0.0 { (12.0, Anchor::Start) } else { (-12.0, Anchor::End) };
            scene.label(spot, [dx, -10.0], anchor, Role::Gradient, words::slope_here(&number(slope, 3)));
            if next_is_seen(model, view) {
                scene.arrow(spot, [model.weights(view.at() + 1)[axis], spot[1]], Role::Gradient, 3.0);
            }
            let curvature = [problem.hessian.xx, problem.hessian.yy][axis];
            if curvature > 0.0 {
                let bottom = here[axis] - slope / curvature;
                scene.ring([bottom, loss(bottom)], Role::Error, 5.0);
            }
        }
        scene.dot(spot, Role::Weights, 6.5);
        if view.at() == 0 {
            hold_start(&mut scene, model, view, spot, false);
        }
        scene
    }

    fn describe(&self, model: &LineOfBestFit, view: &View) -> String {
        let weights = model.weights(view.at());
        let weight = number(weights[self.0], 3);
        if !view.shows(Sight::Start) {
            return words::describe_slice_veiled(&weight);
        }
        let (loss, slope) = model.problem.loss.value_and_slope(weights);
        words::describe_slice(&weight, &number(loss, 3), &number(slope[self.0], 3))
    }

    /// A drag of the start: only the weight of the axis moves.
    fn act(&self, model: &LineOfBestFit, act: Act, _: &View) -> Option<Edit> {
        let Act::Drag { to, .. } = act else { return None };
        let mut weights = model.problem.start_weights();
        weights[self.0] = to[0];
        set(&[Key::Slope, Key::Intercept], model.problem.to_page(weights))
    }
}
