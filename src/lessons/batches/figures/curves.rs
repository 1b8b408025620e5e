//! Losses along updates, examples or epochs: of the three, and of the batches with their running average.

use super::super::model::{Lane, Model};
use super::super::words;
use super::{axis, by_updates, label, lane_name, lane_role, pins, seen, span, stroke, weight};
use crate::lessons::Look;
use crate::params::{Key, Scale};
use crate::plot::{Anchor, Axis, Mark, Role, Scene, Shape, Stroke};

/// Columns into which a long curve is gathered; each keeps its lowest and highest value.
const COLUMNS: usize = 300;
/// The losses' axis reaches this far below its top at most.
const REACH: f64 = 1e-8;

/// What the horizontal axis counts, of a lane's update.
fn along(model: &Model, lane: &Lane, update: usize, look: &Look) -> f64 {
    match look.spec.current().choice(Key::Axis) {
        "updates" => update as f64,
        "epochs" => lane.racer.seen(update) as f64 / model.problem.n().max(1) as f64,
        _ => lane.racer.seen(update) as f64,
    }
}

fn x_axis(model: &Model, look: &Look) -> Axis {
    let label = match look.spec.current().choice(Key::Axis) {
        "updates" => words::axis_updates(),
        "epochs" => words::axis_epochs(),
        _ => words::axis_examples(),
    };
    let lane = model.own();
    axis(0.0, along(model, lane, lane.trace.budget().max(1), look).max(1e-9), label)
}

/// How far a loss is above the least.
fn excess(model: &Model, lane: &Lane, update: usize) -> f64 {
    lane.trace.losses()[update] - model.problem.least
}

fn axes(model: &Model, look: &Look) -> Scene {
    let problem = &model.problem;
    let top = excess(model, model.own(), 0).max(1e-9);
    let mut low = if problem.least > 0.0 { 1e-3 * problem.least } else { 1e-3 * top };
    for place in [0].into_iter().chain(model.companions()) {
        let lane = &model.lanes[place];
        let last = excess(model, lane, lane.trace.updates());
        if last > 0.0 && last.is_finite() {
            low = low.min(0.5 * last);
        }
    }
    let top = if top.is_finite() { 3.0 * top } else { 1.0 };
    let y = Axis { low: low.max(REACH * top).min(0.1 * top), high: top, scale: Scale::Log, label: words::axis_excess().into(), ..Axis::default() };
    Scene { x: x_axis(model, look), y, ..Scene::default() }
}

/// The curve of a lane up to `to`, gathered so that its swings stay as wide as they are.
fn curve(model: &Model, lane: &Lane, to: usize, look: &Look, value: &dyn Fn(usize) -> f64) -> Vec<[f64; 2]> {
    let to = to.min(lane.trace.updates());
    let each = (to + 1).div_ceil(COLUMNS).max(1);
    let mut points = Vec::new();
    let mut from = 0;
    while from <= to {
        let (mut low, mut high) = (from, from);
        for update in from..(from + each).min(to + 1) {
            if value(update) < value(low) {
                low = update;
            }
            if value(update) > value(high) {
                high = update;
            }
        }
        for update in [low.min(high), low.max(high)] {
            points.push([along(model, lane, update, look), value(update)]);
        }
        from += each;
    }
    points
}

fn shown_to(model: &Model, place: usize, look: &Look) -> usize {
    let end = model.own().trace.updates();
    if place == 0 { end } else { model.beside(place, end, by_updates(look)) }
}

/// The whole curves, pale, and the goal.
pub fn losses_base(model: &Model, look: &Look) -> Scene {
    let mut scene = axes(model, look);
    let goal = model.problem.goal() - model.problem.least;
    if goal > 0.0 && model.problem.drift() == 0.0 {
        let line = Stroke { dash: &[5.0, 4.0], ..stroke(Role::Ink, 1.25) };
        scene.marks.push(Mark::Polyline { points: vec![[scene.x.low, goal], [scene.x.high, goal]], stroke: line });
        let at = [scene.x.low, goal];
        scene.marks.push(label(at, [4.0, 15.0], Anchor::Start, words::goal_line().into(), Role::Ink));
    }
    if look.veiled {
        return scene;
    }
    for place in model.companions().into_iter().chain([0]) {
        let lane = &model.lanes[place];
        let line = curve(model, lane, shown_to(model, place, look), look, &|update| excess(model, lane, update));
        let role = lane_role(place);
        scene.marks.push(Mark::Polyline { points: line, stroke: Stroke { opacity: if place == 1 { 0.12 } else { 0.35 }, ..stroke(role, 1.25) } });
    }
    scene
}

/// The curves up to the cursor.
pub fn losses_overlay(model: &Model, look: &Look) -> Scene {
    let mut scene = axes(model, look);
    if look.veiled {
        return scene;
    }
    for (role, letter, pin) in pins(look) {
        let line = curve(model, pin, look.at, look, &|update| excess(model, pin, update));
        if let Some(end) = line.last() {
            scene.marks.push(label(*end, [6.0, 4.0], Anchor::Start, letter.into(), role));
        }
        scene.marks.push(Mark::Polyline { points: line, stroke: stroke(role, 2.0) });
    }
    for place in model.companions().into_iter().chain([0]) {
        let lane = &model.lanes[place];
        let to = if place == 0 { look.at } else { model.beside(place, look.at, by_updates(look)) };
        let value = |update: usize| excess(model, lane, update);
        let line = curve(model, lane, to, look, &value);
        let role = lane_role(place);
        scene.marks.push(Mark::Polyline { points: line, stroke: Stroke { opacity: if place == 1 { 0.35 } else { 1.0 }, ..stroke(role, [if to > 400 { 1.5 } else { 2.5 }, 1.25, 2.0][place]) } });
        let end = [along(model, lane, to, look), value(to)];
        let shape = [Shape::Circle, Shape::Diamond, Shape::Triangle][place];
        scene.marks.push(Mark::Points { points: vec![end], shape, role, size: 5.0, opacity: 1.0, ring: true });
        let right = end[0] > 0.6 * scene.x.high;
        let (dx, anchor) = if right { (-9.0, Anchor::End) } else { (9.0, Anchor::Start) };
        scene.marks.push(label(end, [dx, [-9.0, -9.0, 16.0][place]], anchor, lane_name(model, place), role));
    }
    scene
}

fn average_axes(model: &Model, look: &Look) -> Scene {
    let problem = &model.problem;
    let first = problem.value(problem.start());
    let [_, high] = span([problem.least, first].into_iter());
    let y = Axis { low: 0.0, high: 1.2 * high.max(1e-9), label: words::axis_loss().into(), ..Axis::default() };
    Scene { x: x_axis(model, look), y, ..Scene::default() }
}

/// What each batch said, pale.
pub fn average_base(model: &Model, look: &Look) -> Scene {
    let mut scene = average_axes(model, look);
    if look.veiled {
        return scene;
    }
    let lane = model.own();
    let losses = model.batch_losses();
    if !losses.is_empty() {
        let line = curve(model, lane, losses.len() - 1, look, &|update| losses[update]);
        scene.marks.push(Mark::Polyline { points: line, stroke: Stroke { opacity: 0.4, ..stroke(Role::Note, 1.0) } });
    }
    scene
}

/// The true loss, the running average, and where it says stop.
pub fn average_overlay(model: &Model, look: &Look) -> Scene {
    let mut scene = average_axes(model, look);
    if look.veiled {
        return scene;
    }
    let lane = model.own();
    let averages = model.averages(weight(look));
    let at = seen(look);
    let end = lane.trace.updates();
    let full = curve(model, lane, end, look, &|update| lane.trace.losses()[update]);
    let average = curve(model, lane, at, look, &|update| averages[update]);
    scene.marks.push(Mark::Polyline { points: full, stroke: stroke(Role::Error, 1.5) });
    scene.marks.push(Mark::Polyline { points: average, stroke: stroke(Role::Weights, 2.5) });
    let x = |update: usize| along(model, lane, update, look);
    if let Some(stop) = model.average_stops(&averages).filter(|stop| *stop <= at) {
        let foot = [x(stop), 0.0];
        let line = Stroke { dash: &[5.0, 4.0], ..stroke(Role::Ink, 1.5) };
        scene.marks.push(Mark::Polyline { points: vec![foot, [foot[0], scene.y.high]], stroke: line });
        let (dx, anchor) = if foot[0] > 0.6 * scene.x.high { (-6.0, Anchor::End) } else { (6.0, Anchor::Start) };
        scene.marks.push(label([foot[0], scene.y.high], [dx, 14.0], anchor, words::average_stop().into(), Role::Ink));
    }
    scene.marks.push(label([x(at), averages[at.min(end)]], [-6.0, -10.0], Anchor::End, words::average_name().into(), Role::Weights));
    scene.marks.push(label([x(end), lane.trace.losses()[end]], [-4.0, 18.0], Anchor::End, words::true_loss().into(), Role::Error));
    scene
}
