//! The ground of the full loss with three descents on it, from one start.

use super::super::model::{Lane, Model};
use super::super::words;
use super::{by_updates, lane_name, lane_role, path_stroke, pins, update_of};
use crate::{Sight, View};
use i18n::short;
use plot::{Anchor, Axis, Handle, Role, Scene};

/// At most this many corners of a path are drawn.
const CORNERS: usize = 4000;

/// Axes about the start and the minimum, wherever it drifts, with room for paths that stray.
fn axes(model: &Model) -> Scene {
    let problem = &model.problem;
    let start = problem.start();
    let best = problem.best.unwrap_or([start[0] + 1.0, start[1] + 1.0]);
    let away = [best[0] - start[0], best[1] - start[1]];
    let room = (0.35 * sim::norm(&away)).max(1e-6 * (1.0 + sim::norm(&best)));
    let axis = |entry: usize, drift: f64, label: &'static str| {
        let [a, b] = [start[entry], best[entry]];
        Axis::new(a.min(b).min(b + drift) - room, a.max(b).max(b + drift) + room, label)
    };
    Scene::of(axis(0, problem.drift(), words::axis_w()), axis(1, 0.0, words::axis_b()))
}

/// Axes and ground; the ground of drifting data is that of their start.
pub fn base(model: &Model) -> Scene {
    let mut scene = axes(model);
    let problem = &model.problem;
    if problem.n() == 0 {
        return scene;
    }
    // A pass over many data for every knot would hold up the slider that moves.
    let per_knot = if problem.logistic() || problem.best.is_none() { problem.n() } else { 1 };
    let (columns, rows) = if per_knot > 1000 {
        (24, 18)
    } else if per_knot > 1 {
        (40, 30)
    } else {
        (72, 54)
    };
    let lowest = problem.best.map(|_| problem.least);
    scene.ground(columns, rows, lowest, &|weights| problem.value(weights));
    scene
}

fn path(lane: &Lane, to: usize) -> Vec<[f64; 2]> {
    let to = to.min(lane.trace.updates());
    let step = to.div_ceil(CORNERS).max(1);
    let mut points = Vec::new();
    for update in (0..to).step_by(step) {
        points.push(lane.weights(update));
    }
    points.push(lane.weights(to));
    points
}

/// Where each of the three stands when the own run has made `at` updates, the noisiest first.
fn places(model: &Model, at: usize, updates: bool) -> Vec<(usize, usize)> {
    let mut places = Vec::new();
    for place in model.racing() {
        places.push((place, if place == 0 { at } else { model.beside(place, at, updates) }));
    }
    places
}

/// The paths of the three up to the cursor, the noisiest below.
pub fn paths(scene: &mut Scene, model: &Model, at: usize, updates: bool) {
    for (place, to) in places(model, at, updates) {
        let lane = &model.lanes[place];
        let role = lane_role(place);
        scene.draw(path(lane, to), path_stroke(place, to));
        scene.dot(lane.weights(to), role, if place == 0 { 6.5 } else { 5.0 });
    }
}

/// Their names, over whatever is drawn by then.
fn names(scene: &mut Scene, model: &Model, at: usize, updates: bool) {
    for (place, to) in places(model, at, updates) {
        let (offset, anchor) = match place {
            0 => ([0.0, -14.0], Anchor::Middle),
            1 => ([12.0, 16.0], Anchor::Start),
            _ => ([0.0, 22.0], Anchor::Middle),
        };
        if to > 0 {
            scene.label(model.lanes[place].weights(to), offset, anchor, lane_role(place), lane_name(model, place));
        }
    }
}

/// The three at the cursor, the lowest point, and the step at hand beside the step of all.
pub fn overlay(model: &Model, view: &View) -> Scene {
    let mut scene = axes(model);
    let problem = &model.problem;
    let lane = model.own();
    let at = view.at();
    for (role, letter, pin) in pins(view) {
        scene.line(path(pin, at), role, 2.0);
        scene.label(pin.weights(at), [10.0, 14.0], Anchor::Start, role, letter);
    }
    let start = problem.start();
    if view.shows(Sight::Run) {
        paths(&mut scene, model, at, by_updates(view));
        let update = update_of(model, view);
        let from = lane.weights(update);
        let rate = lane.racer.rate(update);
        let step = |[w, b]: [f64; 2]| [from[0] - rate * w, from[1] - rate * b];
        // Arrows of a run that has left the map would only cross it.
        if scene.holds(from) {
            let (_, full) = problem.value_and_slope(lane.racer.at_rest_view(update, from));
            scene.arrow(from, step(full), Role::Ink, 2.0);
            if view.part() == 0 || view.part() >= 3 {
                scene.arrow(from, step(lane.racer.sees(update, from).1), Role::Gradient, 2.5);
            }
        }
    }
    if let Some([w, b]) = problem.best
        && view.shows(Sight::Run)
    {
        scene.star([w + lane.racer.moved(at), b]);
    }
    if view.shows(Sight::Run) {
        names(&mut scene, model, at, by_updates(view));
    }
    if at == 0 {
        scene.specks(vec![start], Role::Weights, 6.5, 1.0);
        scene.label(start, [0.0, 24.0], Anchor::Middle, Role::Weights, words::start());
    }
    if view.shows(Sight::Run) {
        let value = words::handle_value(&short(start[0], 3), &short(start[1], 3));
        let nudge = scene.nudge();
        scene.handles = vec![Handle { id: 0, at: start, name: words::start(), value, nudge, drawn: at > 0 }];
    }
    scene
}
