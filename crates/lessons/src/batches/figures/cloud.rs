//! The gradients where the update at hand begins: of every single example, of the batch, of all.

use super::super::model::Batches;
use super::super::{figure, words};
use super::{drawn, drawn_of, note_on};
use crate::kit::Range;
use crate::{Caption, Figure, View};
use i18n::number;
use plot::{Anchor, Axis, Role, Scene, Stroke, Viewport};

/// The gradients.
pub struct Cloud;

impl Figure<Batches> for Cloud {
    fn caption(&self, model: &Batches, _: &View) -> Caption {
        Caption::half(figure::GRADIENTS, words::figure_cloud(), note_on(model, words::note_cloud()))
    }

    /// Axes that hold the gradients at the start and at the minimum, so that they stand still while the run goes on.
    fn base(&self, model: &Batches, _: &View) -> Scene {
        let problem = &model.problem;
        let axis = |entry: usize, label: &'static str| {
            let mut range = Range::new();
            range.see(0.0);
            for at in [problem.start(), problem.best.unwrap_or_else(|| problem.start())] {
                drawn(model).for_each(|point| range.see(problem.single(at, point)[entry]));
            }
            let (low, high) = range.apart();
            let margin = 0.06 * (high - low);
            Axis::new(low - margin, high + margin, label)
        };
        Scene::of(axis(0, words::axis_gradient_w()), axis(1, words::axis_gradient_b()))
    }

    /// The cloud, and two arrows from nothing: the full gradient and the batch's.
    fn overlay(&self, model: &Batches, view: &View) -> Scene {
        let mut scene = self.base(model, view);
        let (problem, lane) = (&model.problem, model.own());
        let update = model.update_of(view);
        let weights = lane.seen_weights(update);
        let single = |point: [f64; 2]| problem.single(weights, point);
        let hairline = Stroke::of(Role::Hairline, 1.0);
        scene.straight([scene.x.low, 0.0], [scene.x.high, 0.0], hairline);
        scene.straight([0.0, scene.y.low], [0.0, scene.y.high], hairline);
        scene.specks(drawn(model).map(single).collect(), Role::Note, 2.0, 0.45);
        let (full, end) = (lane.full_slope(update), lane.slope(update));
        let batch = lane.racer.batch(update);
        let pixels = Viewport::new(&scene, view.size, 1.0);
        // Words stand off to that side of an arrow's end on which the other arrow is not.
        let [[fx, fy], [bx, by]] = [full, end].map(|end| pixels.pixel(end));
        let side = if bx >= fx { 1.0 } else { -1.0 };
        let lift = if by >= fy { 1.0 } else { -1.0 };
        let anchor = |side: f64| if side > 0.0 { Anchor::Start } else { Anchor::End };
        scene.arrow([0.0; 2], full, Role::Ink, 2.5);
        if view.part() == 0 || view.part() >= 3 {
            scene.dots(drawn_of(model, &batch).map(single).collect(), Role::Ink, 3.5);
            scene.arrow([0.0; 2], end, Role::Gradient, 3.0);
            let text = words::arrow_batch(&batch.len().to_string());
            scene.label(end, [8.0 * side, 4.0 + 9.0 * lift], anchor(side), Role::Gradient, text);
        }
        let text = words::arrow_full(&problem.n().to_string());
        scene.label(full, [-8.0 * side, 4.0 - 9.0 * lift], anchor(-side), Role::Ink, text);
        scene
    }

    fn describe(&self, model: &Batches, view: &View) -> String {
        let update = model.update_of(view);
        let slopes = [model.own().full_slope(update), model.own().slope(update)];
        let [[fw, fb], [bw, bb]] = slopes.map(|slope| slope.map(|entry| number(entry, 3)));
        words::describe_cloud(&fw, &fb, &bw, &bb)
    }
}
