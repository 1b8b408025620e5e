//! The gradients where the update at hand begins: of every single example, of the batch, of all.

use super::super::model::Model;
use super::super::words;
use super::{axis, drawn_indices, label, points, span, stroke, update_of};
use crate::lessons::Look;
use crate::plot::{Anchor, Mark, Role, Scene, Shape, Viewport};

/// Axes that hold the gradients at the start and at the minimum, so that they stand still while the run goes on.
pub fn axes(model: &Model) -> Scene {
    let problem = &model.problem;
    let places = [problem.start(), problem.best.unwrap_or_else(|| problem.start())];
    let range = |entry: usize| {
        let singles = places.iter().flat_map(|at| drawn_indices(problem.n()).map(|index| problem.single(*at, problem.points[index])[entry]));
        let [low, high] = span(singles.chain([0.0]));
        let margin = 0.06 * (high - low);
        (low - margin, high + margin)
    };
    let ((x_low, x_high), (y_low, y_high)) = (range(0), range(1));
    Scene { x: axis(x_low, x_high, words::axis_gradient_w()), y: axis(y_low, y_high, words::axis_gradient_b()), ..Scene::default() }
}

/// The cloud, and two arrows from nothing: the full gradient and the batch's.
pub fn overlay(model: &Model, look: &Look) -> Scene {
    let mut scene = axes(model);
    let problem = &model.problem;
    let lane = model.own();
    let update = update_of(model, look);
    let raw = lane.weights(update);
    let weights = lane.racer.at_rest_view(update, raw);
    let singles = drawn_indices(problem.n()).map(|index| problem.single(weights, problem.points[index]));
    let mut marks = vec![
        Mark::Polyline { points: vec![[scene.x.low, 0.0], [scene.x.high, 0.0]], stroke: stroke(Role::Hairline, 1.0) },
        Mark::Polyline { points: vec![[0.0, scene.y.low], [0.0, scene.y.high]], stroke: stroke(Role::Hairline, 1.0) },
        points(singles.collect(), Shape::Circle, Role::Note, 2.0, 0.45),
    ];
    let (_, full) = problem.value_and_slope(weights);
    let batch = lane.racer.batch(update);
    let view = Viewport::new(&scene, look.size, 1.0);
    // Words stand off to that side of an arrow's end on which the other arrow is not.
    let [[fx, fy], [bx, by]] = [full, lane.racer.sees(update, raw).1].map(|end| view.pixel(end));
    let side = if bx >= fx { 1.0 } else { -1.0 };
    let lift = if by >= fy { 1.0 } else { -1.0 };
    let anchor = |side: f64| if side > 0.0 { Anchor::Start } else { Anchor::End };
    marks.push(Mark::Arrow { from: [0.0; 2], to: full, stroke: stroke(Role::Ink, 2.5) });
    if look.part == 0 || look.part >= 3 {
        let end = lane.racer.sees(update, raw).1;
        let lit = batch.iter().step_by(batch.len().div_ceil(super::DRAWN).max(1));
        let lit = lit.filter_map(|example| problem.points.get(*example as usize)).map(|point| problem.single(weights, *point));
        marks.push(Mark::Points { points: lit.collect(), shape: Shape::Circle, role: Role::Ink, size: 3.5, opacity: 1.0, ring: true });
        marks.push(Mark::Arrow { from: [0.0; 2], to: end, stroke: stroke(Role::Gradient, 3.0) });
        let text = words::arrow_batch(&batch.len().to_string());
        marks.push(label(end, [8.0 * side, 4.0 + 9.0 * lift], anchor(side), text, Role::Gradient));
    }
    marks.push(label(full, [-8.0 * side, 4.0 - 9.0 * lift], anchor(-side), words::arrow_full(&problem.n().to_string()), Role::Ink));
    scene.marks = marks;
    scene
}
