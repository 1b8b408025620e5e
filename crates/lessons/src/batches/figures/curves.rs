//! Losses along updates, examples or epochs: of the three, and of the batches with their running average.

use super::super::model::{Lane, Model};
use super::super::words;
use super::{by_updates, lane_letter, lane_role, lane_stroke, path_stroke, pins, weight};
use crate::{Range, Sight, View};
use params::Key;
use plot::{Anchor, Axis, Role, Scene, Stroke, Viewport};
use std::borrow::Cow;

/// Columns into which a long curve is gathered; each keeps its lowest and highest value.
const COLUMNS: usize = 300;
/// The axis goes on beyond the last update by this share of the run: there stand the names, where no curve runs.
const MARGIN: f64 = 0.24;
/// A curve that has left the axes before this share of the run is named there.
const EARLY: f64 = 0.9;
/// From one name to the next below it, and from the middle of a letter to its foot, in CSS pixels.
const LINE: f64 = 16.0;
const FOOT: f64 = 5.0;
/// How far the axis of the losses follows a run above three times its first loss.
const HIGHEST: f64 = 1e6;
/// The losses' axis reaches this far below its top at most.
const REACH: f64 = 1e-8;

/// What the horizontal axis counts, of a lane's update.
fn along(model: &Model, lane: &Lane, update: usize, view: &View) -> f64 {
    match view.choice(Key::Axis) {
        "updates" => update as f64,
        "epochs" => lane.racer.seen(update) as f64 / model.problem.n().max(1) as f64,
        _ => lane.racer.seen(update) as f64,
    }
}

fn x_axis(model: &Model, view: &View) -> Axis {
    let label = match view.choice(Key::Axis) {
        "updates" => words::axis_updates(),
        "epochs" => words::axis_epochs(),
        _ => words::axis_examples(),
    };
    Axis::new(0.0, (1.0 + MARGIN) * last(model, view), label)
}

/// Where the own run may end at most.
fn last(model: &Model, view: &View) -> f64 {
    let lane = model.own();
    along(model, lane, lane.trace.budget().max(1), view).max(1e-9)
}

/// What a curve is called, and at which height it ends.
struct Name {
    height: f64,
    role: Role,
    text: Cow<'static, str>,
}

/// Names in the margin, each beside the end of its curve, or as near to it as the others leave room.
fn write(scene: &mut Scene, model: &Model, view: &View, mut names: Vec<Name>) {
    let pixels = Viewport::new(scene, view.size, 1.0);
    let x = last(model, view);
    let mut free = f64::NEG_INFINITY;
    while let Some(highest) = (0..names.len()).max_by(|a, b| names[*a].height.total_cmp(&names[*b].height)) {
        let name = names.swap_remove(highest);
        let at = [x, name.height.clamp(scene.y.low, scene.y.high)];
        let end = pixels.pixel(at)[1];
        // Below each there is room for those that come.
        let lowest = pixels.plot.bottom - FOOT - LINE * names.len() as f64;
        let foot = (end + FOOT).max(free).min(lowest);
        free = foot + LINE;
        scene.label(at, [8.0, foot - end], Anchor::Start, name.role, name.text);
    }
}

/// How far a loss is above the least.
fn excess(model: &Model, lane: &Lane, update: usize) -> f64 {
    lane.trace.losses()[update] - model.problem.least
}

fn axes(model: &Model, view: &View) -> Scene {
    let problem = &model.problem;
    let top = excess(model, model.own(), 0).max(1e-9);
    let mut low = if problem.least > 0.0 { 1e-3 * problem.least } else { 1e-3 * top };
    for place in model.racing() {
        let lane = &model.lanes[place];
        let last = excess(model, lane, view.known(lane.trace.updates()));
        if last > 0.0 && last.is_finite() {
            low = low.min(0.5 * last);
        }
    }
    let top = if top.is_finite() { 3.0 * top } else { 1.0 };
    // A run that blows up is followed a good way.
    let mut high = top;
    for update in 0..=view.known(model.own().trace.updates()) {
        high = high.max(excess(model, model.own(), update)).min(HIGHEST * top);
    }
    let y = Axis::log(low.max(REACH * top).min(0.1 * top), high, words::axis_excess());
    Scene::of(x_axis(model, view), y)
}

/// The curve of a lane up to `to`, gathered so that its swings stay as wide as they are.
fn curve(model: &Model, lane: &Lane, to: usize, view: &View, value: &dyn Fn(usize) -> f64) -> Vec<[f64; 2]> {
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
            points.push([along(model, lane, update, view), value(update)]);
        }
        from += each;
    }
    points
}

fn shown_to(model: &Model, place: usize, view: &View) -> usize {
    let end = model.own().trace.updates();
    if place == 0 { end } else { model.beside(place, end, by_updates(view)) }
}

/// The whole curves, pale, and the goal.
pub fn losses_base(model: &Model, view: &View) -> Scene {
    let mut scene = axes(model, view);
    let goal = model.problem.goal() - model.problem.least;
    if goal > 0.0 && model.problem.drift() == 0.0 {
        scene.straight([0.0, goal], [last(model, view), goal], Stroke::dashed(Role::Ink, 1.25));
    }
    if !view.shows(Sight::Run) {
        return scene;
    }
    for place in model.racing() {
        let lane = &model.lanes[place];
        let line = curve(model, lane, shown_to(model, place, view), view, &|update| excess(model, lane, update));
        let opacity = if place == 1 { 0.12 } else { 0.35 };
        scene.draw(line, lane_stroke(place, 1.25).pale(opacity));
    }
    scene
}

/// The curves up to the cursor.
pub fn losses_overlay(model: &Model, view: &View) -> Scene {
    let mut scene = axes(model, view);
    if !view.shows(Sight::Run) {
        return scene;
    }
    let mut names = Vec::new();
    for (role, letter, pin) in pins(view) {
        let line = curve(model, pin, view.at(), view, &|update| excess(model, pin, update));
        names.push(Name { height: excess(model, pin, pin.trace.updates()), role, text: letter.into() });
        scene.line(line, role, 2.0);
    }
    for place in model.racing() {
        let lane = &model.lanes[place];
        let to = if place == 0 { view.at() } else { model.beside(place, view.at(), by_updates(view)) };
        let value = |update: usize| excess(model, lane, update);
        let line = curve(model, lane, to, view, &value);
        let role = lane_role(place);
        scene.draw(line, path_stroke(place, to));
        let end = [along(model, lane, to, view), value(to)];
        scene.dot(end, role, 5.0);
        let mut end = shown_to(model, place, view);
        while end > 0 && !(scene.y.low..=scene.y.high).contains(&value(end)) {
            end -= 1;
        }
        let text = if place > 0 || !view.pins.is_empty() {
            lane_letter(model, place)
        } else {
            words::lane_size(&model.batch_size(0).to_string())
        };
        let at = [along(model, lane, end, view), value(end)];
        if at[0] < EARLY * last(model, view) {
            scene.label(at, [8.0, 4.0], Anchor::Start, role, text);
        } else {
            names.push(Name { height: at[1], role, text: text.into() });
        }
    }
    write(&mut scene, model, view, names);
    scene
}

fn average_axes(model: &Model, view: &View) -> Scene {
    let problem = &model.problem;
    let first = problem.value(problem.start());
    let mut range = Range::new();
    range.see(problem.least);
    range.see(first);
    let (_, high) = range.apart();
    Scene::of(x_axis(model, view), Axis::new(0.0, 1.2 * high.max(1e-9), words::axis_loss()))
}

/// What each batch said, pale.
pub fn average_base(model: &Model, view: &View) -> Scene {
    let mut scene = average_axes(model, view);
    let least = model.problem.least;
    scene.straight([0.0, least], [last(model, view), least], Stroke::dashed(Role::Edge, 1.25));
    if !view.shows(Sight::Run) {
        return scene;
    }
    let lane = model.own();
    let losses = model.batch_losses();
    if !losses.is_empty() {
        let line = curve(model, lane, losses.len() - 1, view, &|update| losses[update]);
        scene.pale(line, Role::Note, 1.0, 0.2);
    }
    scene
}

/// The true loss, the running average, and where it says stop.
pub fn average_overlay(model: &Model, view: &View) -> Scene {
    let mut scene = average_axes(model, view);
    if !view.shows(Sight::Run) {
        return scene;
    }
    let lane = model.own();
    let averages = model.averages(weight(view));
    let at = view.at();
    let end = lane.trace.updates();
    let full = curve(model, lane, end, view, &|update| lane.trace.losses()[update]);
    let average = curve(model, lane, at, view, &|update| averages[update]);
    scene.line(average, Role::Weights, 2.0);
    scene.line(full, Role::Error, 2.0);
    let x = |update: usize| along(model, lane, update, view);
    if let Some(stop) = model.average_stops(&averages).filter(|stop| *stop <= at) {
        let top = [x(stop), scene.y.high];
        scene.straight([top[0], 0.0], top, Stroke::dashed(Role::Ink, 1.5));
        let (dx, anchor) = if top[0] > 0.6 * last(model, view) { (-6.0, Anchor::End) } else { (6.0, Anchor::Start) };
        scene.label(top, [dx, 14.0], anchor, Role::Ink, words::average_stop());
    }
    let name = |height: f64, role: Role, text: &'static str| Name { height, role, text: text.into() };
    let names = vec![
        name(averages[end.min(averages.len() - 1)], Role::Weights, words::average_name()),
        name(lane.trace.losses()[end], Role::Error, words::true_loss()),
        name(model.problem.least, Role::Note, words::least()),
    ];
    write(&mut scene, model, view, names);
    scene
}
