//! The ground of the full loss with three descents on it, from one start.

use super::super::model::{Lane, Model};
use super::super::words;
use super::{axis, by_updates, label, lane_name, lane_role, pins, points, seen, stroke, update_of};
use crate::i18n::short;
use crate::lessons::Look;
use crate::plot::{Anchor, Grid, Handle, Mark, Role, Scene, Shape, Stroke};

const BANDS: usize = 8;
/// At most this many corners of a path are drawn.
const CORNERS: usize = 4000;

/// Axes about the start and the minimum, wherever it drifts, with room for paths that stray.
fn axes(model: &Model) -> Scene {
    let problem = &model.problem;
    let start = problem.start();
    let best = problem.best.unwrap_or([start[0] + 1.0, start[1] + 1.0]);
    let away = [best[0] - start[0], best[1] - start[1]];
    let room = (0.35 * crate::sim::norm(&away)).max(1e-6 * (1.0 + crate::sim::norm(&best)));
    let range = |entry: usize, drift: f64| {
        let [a, b] = [start[entry], best[entry]];
        (a.min(b).min(b + drift) - room, a.max(b).max(b + drift) + room)
    };
    let (w, b) = (range(0, problem.drift()), range(1, 0.0));
    Scene { x: axis(w.0, w.1, words::axis_w()), y: axis(b.0, b.1, words::axis_b()), ..Scene::default() }
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
    let (columns, rows) = if per_knot > 1000 { (24, 18) } else if per_knot > 1 { (40, 30) } else { (72, 54) };
    let grid = Grid::sample(columns, rows, [scene.x.low, scene.x.high], [scene.y.low, scene.y.high], |weights| problem.value(weights));
    let lowest = if problem.best.is_some() { problem.least } else { grid.values.iter().copied().fold(f64::INFINITY, f64::min) };
    let highest = grid.values.iter().copied().fold(lowest, f64::max);
    let levels = (1..BANDS).map(|k| lowest + (highest - lowest) * ((k * k) as f64 / (BANDS * BANDS) as f64)).collect();
    scene.marks.push(Mark::Ground { grid, levels });
    scene
}

fn path(lane: &Lane, to: usize) -> Vec<[f64; 2]> {
    let to = to.min(lane.trace.updates());
    let step = to.div_ceil(CORNERS).max(1);
    (0..to).step_by(step).chain([to]).map(|update| lane.weights(update)).collect()
}

/// The paths of the three up to the cursor, the noisiest below.
pub fn paths(model: &Model, at: usize, updates: bool, named: bool) -> Vec<Mark> {
    let mut marks = Vec::new();
    for place in model.companions().into_iter().chain([0]) {
        let lane = &model.lanes[place];
        let to = if place == 0 { at } else { model.beside(place, at, updates) };
        let role = lane_role(place);
        let line = Stroke { opacity: if place == 1 { 0.35 } else { 1.0 }, ..stroke(role, [if to > 400 { 1.5 } else { 2.5 }, 1.25, 2.0][place]) };
        marks.push(Mark::Polyline { points: path(lane, to), stroke: line });
        let end = lane.weights(to);
        let shape = [Shape::Circle, Shape::Diamond, Shape::Triangle][place];
        marks.push(Mark::Points { points: vec![end], shape, role, size: [6.5, 5.0, 5.0][place], opacity: 1.0, ring: true });
        if named && to > 0 {
            let (offset, anchor) = [([0.0, -14.0], Anchor::Middle), ([12.0, 14.0], Anchor::Start), ([-12.0, 8.0], Anchor::End)][place];
            marks.push(label(end, offset, anchor, lane_name(model, place), role));
        }
    }
    marks
}

/// The three at the cursor, the lowest point, and the step at hand beside the step of all.
pub fn overlay(model: &Model, look: &Look) -> Scene {
    let mut scene = axes(model);
    let problem = &model.problem;
    let lane = model.own();
    let at = seen(look);
    let mut marks = Vec::new();
    for (role, letter, pin) in pins(look) {
        marks.push(Mark::Polyline { points: path(pin, at), stroke: stroke(role, 2.0) });
        marks.push(label(pin.weights(at), [10.0, 14.0], Anchor::Start, letter.into(), role));
    }
    let start = problem.start();
    if !look.veiled {
        marks.extend(paths(model, at, by_updates(look), true));
        let update = update_of(model, look);
        let from = lane.weights(update);
        let rate = lane.racer.rate(update);
        let step = |[w, b]: [f64; 2]| [from[0] - rate * w, from[1] - rate * b];
        let (_, full) = problem.value_and_slope(lane.racer.at_rest_view(update, from));
        marks.push(Mark::Arrow { from, to: step(full), stroke: stroke(Role::Ink, 2.0) });
        if look.part == 0 || look.part >= 3 {
            marks.push(Mark::Arrow { from, to: step(lane.racer.sees(update, from).1), stroke: stroke(Role::Gradient, 2.5) });
        }
    }
    if let Some([w, b]) = problem.best
        && !look.veiled
    {
        marks.push(Mark::Star { at: [w + lane.racer.moved(at), b] });
    }
    if at == 0 {
        marks.push(points(vec![start], Shape::Circle, Role::Weights, 6.5, 1.0));
        marks.push(label(start, [0.0, 24.0], Anchor::Middle, words::start().into(), Role::Weights));
    }
    scene.marks = marks;
    if !look.veiled {
        let value = words::handle_value(&short(start[0], 3), &short(start[1], 3));
        let nudge = [(scene.x.high - scene.x.low) / 100.0, (scene.y.high - scene.y.low) / 100.0];
        scene.handles = vec![Handle { id: 0, at: start, name: words::start().into(), value, nudge, drawn: at > 0 }];
    }
    scene
}
