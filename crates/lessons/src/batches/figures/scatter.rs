//! The data with the batch lit: its mistakes are strokes, all others wait in grey.

use super::super::model::Model;
use super::super::words;
use super::{drawn_indices, every, update_of};
use crate::{Range, View};
use params::Key;
use plot::{Anchor, Axis, Role, Scene, Stroke};

/// A curve of probabilities is drawn through this many points.
const KNOTS: usize = 60;

/// The axes, which hold the data wherever they drift.
pub fn axes(model: &Model) -> Scene {
    let problem = &model.problem;
    let drift = problem.drift();
    let (mut across, mut up) = (Range::new(), Range::new());
    for [x, y] in problem.points.iter() {
        across.see(page_x(model, *x));
        up.see(*y);
        up.see(y + drift * x);
    }
    let ((x_low, x_high), (y_low, y_high)) = (across.apart(), up.apart());
    let (dx, dy) = (0.05 * (x_high - x_low), 0.12 * (y_high - y_low));
    let (x_name, y_name) = names(model);
    Scene::of(Axis::new(x_low - dx, x_high + dx, x_name), Axis::new(y_low - dy, y_high + dy, y_name))
}

fn names(model: &Model) -> (String, String) {
    let spec = &model.problem.spec;
    let penguins = spec.settings.choice(Key::Data).starts_with("penguins");
    let own = spec.own.as_deref().filter(|_| spec.settings.choice(Key::Data) == "own");
    let named = |name: Option<&String>, other: &str| match name {
        Some(name) if !name.is_empty() => i18n::plain(name),
        _ => other.to_string(),
    };
    let x = named(own.map(|own| &own.x_name), if penguins { words::penguins_x() } else { words::plain_x() });
    let y = named(own.map(|own| &own.y_name), if penguins { words::penguins_y() } else { words::plain_y() });
    match model.problem.threshold {
        Some(threshold) => (x, words::above(&y, &i18n::number(threshold, 3))),
        None => (x, y),
    }
}

/// x as the page shows it.
fn page_x(model: &Model, x: f64) -> f64 {
    let [mean, deviation] = model.problem.shift;
    mean + deviation * x + model.problem.data.origin
}

/// What the model says, over the whole width.
fn curve(scene: &mut Scene, model: &Model, weights: [f64; 2], role: Role, width: f64) {
    let [mean, deviation] = model.problem.shift;
    let knots = if model.problem.logistic() { KNOTS } else { 1 };
    let mut points = Vec::new();
    for k in 0..=knots {
        let page = scene.x.low + scene.x.length() * k as f64 / knots as f64;
        points.push([page, model.problem.predicted(weights, (page - model.problem.data.origin - mean) / deviation)]);
    }
    scene.line(points, role, width);
}

/// The batch of the update at hand, the line before it and the line at the cursor.
pub fn overlay(model: &Model, view: &View) -> Scene {
    let mut scene = axes(model);
    let problem = &model.problem;
    let lane = model.own();
    let update = update_of(model, view);
    let moved = lane.racer.moved(update);
    let place = |[x, y]: [f64; 2]| [page_x(model, x), y + moved * x];
    let before = lane.weights(update);
    let batch = lane.racer.batch(update);
    let mut data = Vec::new();
    for index in drawn_indices(problem.n()) {
        data.push(place(problem.points[index]));
    }
    scene.specks(data, Role::Note, if problem.n() > 60 { 2.0 } else { 3.0 }, 0.45);
    let mut lit = Vec::new();
    for example in batch.iter().step_by(every(batch.len())) {
        let Some(point) = problem.points.get(*example as usize) else { continue };
        let [x, y] = place(*point);
        lit.push([x, y]);
        if view.part() != 1 {
            scene.straight([x, problem.predicted(before, point[0])], [x, y], Stroke::of(Role::Error, 1.25));
        }
    }
    if view.at() > update {
        curve(&mut scene, model, before, Role::Edge, 1.5);
    }
    let here = lane.weights(view.at());
    curve(&mut scene, model, here, Role::Weights, 3.0);
    scene.dots(lit, Role::Ink, if batch.len() > 60 { 3.0 } else { 4.5 });
    let x = scene.x.low + 0.97 * scene.x.length();
    let end = [x, problem.predicted(here, (x - problem.data.origin - problem.shift[0]) / problem.shift[1])];
    scene.label(end, [0.0, -10.0], Anchor::End, Role::Weights, "A");
    scene
}
