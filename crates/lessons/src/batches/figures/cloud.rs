//! The gradients where the update at hand begins: of every single example, of the batch, of all.

use super::super::model::Model;
use super::super::words;
use super::{drawn_indices, every, update_of};
use crate::{Range, View};
use plot::{Anchor, Axis, Role, Scene, Stroke, Viewport};

/// Axes that hold the gradients at the start and at the minimum, so that they stand still while the run goes on.
pub fn axes(model: &Model) -> Scene {
    let problem = &model.problem;
    let places = [problem.start(), problem.best.unwrap_or_else(|| problem.start())];
    let axis = |entry: usize, label: &'static str| {
        let mut range = Range::new();
        range.see(0.0);
        for at in places {
            for index in drawn_indices(problem.n()) {
                range.see(problem.single(at, problem.points[index])[entry]);
            }
        }
        let (low, high) = range.apart();
        let margin = 0.06 * (high - low);
        Axis::new(low - margin, high + margin, label)
    };
    Scene::of(axis(0, words::axis_gradient_w()), axis(1, words::axis_gradient_b()))
}

/// The cloud, and two arrows from nothing: the full gradient and the batch's.
pub fn overlay(model: &Model, view: &View) -> Scene {
    let mut scene = axes(model);
    let problem = &model.problem;
    let lane = model.own();
    let update = update_of(model, view);
    let raw = lane.weights(update);
    let weights = lane.racer.at_rest_view(update, raw);
    let mut singles = Vec::new();
    for index in drawn_indices(problem.n()) {
        singles.push(problem.single(weights, problem.points[index]));
    }
    let hairline = Stroke::of(Role::Hairline, 1.0);
    scene.straight([scene.x.low, 0.0], [scene.x.high, 0.0], hairline);
    scene.straight([0.0, scene.y.low], [0.0, scene.y.high], hairline);
    scene.specks(singles, Role::Note, 2.0, 0.45);
    let (_, full) = problem.value_and_slope(weights);
    let batch = lane.racer.batch(update);
    let pixels = Viewport::new(&scene, view.size, 1.0);
    // Words stand off to that side of an arrow's end on which the other arrow is not.
    let [[fx, fy], [bx, by]] = [full, lane.racer.sees(update, raw).1].map(|end| pixels.pixel(end));
    let side = if bx >= fx { 1.0 } else { -1.0 };
    let lift = if by >= fy { 1.0 } else { -1.0 };
    let anchor = |side: f64| if side > 0.0 { Anchor::Start } else { Anchor::End };
    scene.arrow([0.0; 2], full, Role::Ink, 2.5);
    if view.part() == 0 || view.part() >= 3 {
        let end = lane.racer.sees(update, raw).1;
        let mut lit = Vec::new();
        for example in batch.iter().step_by(every(batch.len())) {
            if let Some(point) = problem.points.get(*example as usize) {
                lit.push(problem.single(weights, *point));
            }
        }
        scene.dots(lit, Role::Ink, 3.5);
        scene.arrow([0.0; 2], end, Role::Gradient, 3.0);
        let text = words::arrow_batch(&batch.len().to_string());
        scene.label(end, [8.0 * side, 4.0 + 9.0 * lift], anchor(side), Role::Gradient, text);
    }
    let text = words::arrow_full(&problem.n().to_string());
    scene.label(full, [-8.0 * side, 4.0 - 9.0 * lift], anchor(-side), Role::Ink, text);
    scene
}
