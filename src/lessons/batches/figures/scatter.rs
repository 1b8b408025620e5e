//! The data with the batch lit: its mistakes are strokes, all others wait in grey.

use super::super::model::Model;
use super::super::words;
use super::{DRAWN, axis, drawn_indices, label, points, seen, span, stroke, update_of};
use crate::lessons::Look;
use crate::params::Key;
use crate::plot::{Anchor, Mark, Role, Scene, Shape};

/// A curve of probabilities is drawn through this many points.
const KNOTS: usize = 60;

/// The axes, which hold the data wherever they drift.
pub fn axes(model: &Model) -> Scene {
    let problem = &model.problem;
    let drift = problem.drift();
    let [x_low, x_high] = span(problem.points.iter().map(|[x, _]| page_x(model, *x)));
    let [y_low, y_high] = span(problem.points.iter().flat_map(|[x, y]| [*y, y + drift * x]));
    let (dx, dy) = (0.05 * (x_high - x_low), 0.12 * (y_high - y_low));
    let (x_name, y_name) = names(model);
    Scene { x: axis(x_low - dx, x_high + dx, &x_name), y: axis(y_low - dy, y_high + dy, &y_name), ..Scene::default() }
}

fn names(model: &Model) -> (String, String) {
    let spec = &model.problem.spec;
    let penguins = spec.settings.choice(Key::Data).starts_with("penguins");
    let own = spec.own.as_deref().filter(|_| spec.settings.choice(Key::Data) == "own");
    let named = |name: Option<&String>, other: &str| match name {
        Some(name) if !name.is_empty() => crate::i18n::plain(name),
        _ => other.to_string(),
    };
    let x = named(own.map(|own| &own.x_name), if penguins { words::penguins_x() } else { words::plain_x() });
    let y = named(own.map(|own| &own.y_name), if penguins { words::penguins_y() } else { words::plain_y() });
    match model.problem.threshold {
        Some(threshold) => (x, words::above(&y, &crate::i18n::number(threshold, 3))),
        None => (x, y),
    }
}

/// x as the page shows it.
fn page_x(model: &Model, x: f64) -> f64 {
    let [mean, deviation] = model.problem.shift;
    mean + deviation * x + model.problem.data.origin
}

/// What the model says, over the whole width.
fn curve(model: &Model, scene: &Scene, weights: [f64; 2], role: Role, width: f64) -> Mark {
    let [mean, deviation] = model.problem.shift;
    let knots = if model.problem.logistic() { KNOTS } else { 1 };
    let points = (0..=knots).map(|k| {
        let page = scene.x.low + (scene.x.high - scene.x.low) * k as f64 / knots as f64;
        [page, model.problem.predicted(weights, (page - model.problem.data.origin - mean) / deviation)]
    });
    Mark::Polyline { points: points.collect(), stroke: stroke(role, width) }
}

/// The batch of the update at hand, the line before it and the line at the cursor.
pub fn overlay(model: &Model, look: &Look) -> Scene {
    let mut scene = axes(model);
    let problem = &model.problem;
    let lane = model.own();
    let update = update_of(model, look);
    let moved = lane.racer.moved(update);
    let place = |[x, y]: [f64; 2]| [page_x(model, x), y + moved * x];
    let before = lane.weights(update);
    let batch = lane.racer.batch(update);
    let lit = || batch.iter().step_by(batch.len().div_ceil(DRAWN).max(1)).filter_map(|example| problem.points.get(*example as usize));
    let data: Vec<[f64; 2]> = drawn_indices(problem.n()).map(|index| place(problem.points[index])).collect();
    let small = problem.n() > 60;
    let mut marks = vec![points(data, Shape::Circle, Role::Note, if small { 2.0 } else { 3.0 }, 0.45)];
    if look.part != 1 {
        for point in lit() {
            let [x, y] = place(*point);
            let foot = [x, problem.predicted(before, point[0])];
            marks.push(Mark::Polyline { points: vec![foot, [x, y]], stroke: stroke(Role::Error, 1.25) });
        }
    }
    if seen(look) > update {
        marks.push(curve(model, &scene, before, Role::Edge, 1.5));
    }
    let here = lane.weights(seen(look));
    marks.push(curve(model, &scene, here, Role::Weights, 3.0));
    let size = if batch.len() > 60 { 3.0 } else { 4.5 };
    marks.push(Mark::Points { points: lit().map(|point| place(*point)).collect(), shape: Shape::Circle, role: Role::Ink, size, opacity: 1.0, ring: true });
    let x = scene.x.low + 0.97 * (scene.x.high - scene.x.low);
    let end = [x, problem.predicted(here, (x - problem.data.origin - problem.shift[0]) / problem.shift[1])];
    marks.push(label(end, [0.0, -10.0], Anchor::End, "A".into(), Role::Weights));
    scene.marks = marks;
    scene
}
