//! Losses over updates, and the loss over rates: both on logarithmic axes.

use super::super::model::{Fate, LANDED, Model, fate};
use super::super::{study, words};
use super::{letter, pins, rate_of, small};
use crate::{Sight, View};
use i18n::{number, short};
use plot::{Anchor, Axis, Role, Scene, Stroke};
use sim::{Ending, Trace, sweep_rate};
use std::borrow::Cow;

/// How far the axis of the loss reaches below and above the first loss; a low figure has room for less.
const REACH: [f64; 2] = [1e-8, 1e4];
const LOW_REACH: [f64; 2] = [1e-4, 1e3];

/// A logarithmic axis about the first loss; what is shown is counted from the least.
fn loss_axis(model: &Model, [below, above]: [f64; 2]) -> Axis {
    let first = first(model);
    let first = if first > 0.0 && first.is_finite() { first } else { 1.0 };
    let label = if model.problem.examples > 0 { words::axis_excess() } else { words::axis_loss() };
    Axis { grid: true, ..Axis::log(below * first, above * first, label) }
}

/// The first loss, counted from the least.
fn first(model: &Model) -> f64 {
    model.trace.losses()[0] - model.problem.least
}

/// Whether the axis follows the own run to the end of the numbers.
fn stretched(model: &Model, view: &View) -> bool {
    view.shows(Sight::Run) && overflow(model).is_some() && !small(view)
}

/// The axes of the losses. A run that overflowed is followed to the end of the numbers.
fn loss_axes(model: &Model, view: &View) -> Scene {
    // A little more than the last update, whose dot stands there.
    let x = Axis::new(0.0, 1.015 * model.trace.budget().max(1) as f64, words::axis_updates());
    let mut y = loss_axis(model, if small(view) { LOW_REACH } else { REACH });
    if stretched(model, view) {
        for loss in model.trace.losses().iter().filter(|loss| loss.is_finite()) {
            y.high = y.high.max(*loss);
        }
    }
    Scene::of(x, y)
}

/// The axes, and the loss that counts as landed.
pub fn loss_base(model: &Model, view: &View) -> Scene {
    let mut scene = loss_axes(model, view);
    if !small(view) && !stretched(model, view) {
        let (goal, right) = (LANDED * first(model), scene.x.high);
        scene.straight([0.0, goal], [right, goal], Stroke::dashed(Role::Edge, 1.25));
    }
    scene
}

/// The update in which the own run overflowed.
fn overflow(model: &Model) -> Option<usize> {
    match model.trace.ending() {
        Some(Ending::Diverged { update, .. }) => Some(update),
        _ => None,
    }
}

/// A run as it is drawn here.
pub struct Drawn<'a> {
    /// What it is called beside its curve.
    pub name: Cow<'static, str>,
    /// What it did.
    pub trace: &'a Trace,
    role: Role,
    least: f64,
}

/// The runs whose losses are drawn; the dashes of the pinned ones lie on top, so that a curve that they share shows both. The
/// companions stand back where runs are pinned, and where the axis reaches so far that only those that diverge can be told apart.
pub fn drawn<'a>(model: &'a Model, view: &'a View) -> Vec<Drawn<'a>> {
    let mut runs = Vec::new();
    let least = model.problem.least;
    if view.pins.is_empty() {
        for (which, trace) in model.companions.iter().enumerate() {
            if !stretched(model, view) || fate(&model.problem, trace) == Fate::Diverges {
                runs.push(Drawn { name: rate_of(model, which).into(), trace, role: Role::Ink, least });
            }
        }
    }
    let name = match overflow(model) {
        Some(update) if !small(view) => words::yours_overflows(&update.to_string()).into(),
        _ => words::yours().into(),
    };
    runs.push(Drawn { name, trace: &model.trace, role: Role::Weights, least });
    for (place, (role, pin)) in pins(view).enumerate() {
        runs.push(Drawn { name: letter(place).into(), trace: &pin.trace, role, least: pin.problem.least });
    }
    runs
}

/// Every run's loss to the cursor, each with its name.
pub fn loss_overlay(model: &Model, view: &View) -> Scene {
    let mut scene = loss_axes(model, view);
    let runs = if view.shows(Sight::Run) { drawn(model, view) } else { Vec::new() };
    for run in &runs {
        curve(&mut scene, view, run);
    }
    // Over the curves: wherever it stands, one of them may pass.
    if !small(view) && !stretched(model, view) {
        let end = [scene.x.high, LANDED * first(model)];
        scene.note(end, [-4.0, -6.0], Anchor::End, Role::Note, words::landed_line());
    }
    for run in &runs {
        name(&mut scene, run, if small(view) { 0.7 } else { 0.45 });
    }
    scene
}

fn curve(scene: &mut Scene, view: &View, run: &Drawn) {
    let way = way(run);
    let at = view.at().min(run.trace.updates());
    let width = match run.role {
        Role::Ink => 1.5,
        Role::Weights => 2.5,
        _ => 2.0,
    };
    scene.pale(way[at..].to_vec(), run.role, 1.0, 0.4);
    scene.line(way[..=at].to_vec(), run.role, width);
    if (scene.y.low..=scene.y.high).contains(&way[at][1]) {
        scene.dot(way[at], run.role, 4.0);
    }
}

fn way(run: &Drawn) -> Vec<[f64; 2]> {
    let mut way = Vec::new();
    for (update, loss) in run.trace.losses().iter().enumerate() {
        way.push([update as f64, loss - run.least]);
    }
    way
}

/// A name stands where its curve leaves room: over a falling one to the right, over a rising one to the left. Of pinned runs, which
/// may lie under the own one, it stands on the other side.
fn name(scene: &mut Scene, run: &Drawn, along: f64) {
    let way = way(run);
    let inside = |place: &[f64; 2]| (scene.y.low..=scene.y.high).contains(&place[1]);
    let end = way.iter().rposition(inside).unwrap_or(0);
    let rises = way[end][1] > way[0][1];
    let (share, offset, anchor) = match (run.role, rises) {
        // One that leaves early has room on its right.
        (Role::Weights, true) if way[end][0] < 0.6 * scene.x.high => (0.6, [10.0, 12.0], Anchor::Start),
        (Role::Weights, true) => (1.0, [-10.0, 12.0], Anchor::End),
        (Role::Weights, false) => (along, [6.0, -8.0], Anchor::Start),
        (Role::Ink, _) if end as f64 > 0.5 * scene.x.high => (1.0, [-4.0, -7.0], Anchor::End),
        (Role::Ink, _) => (1.0, [8.0, 5.0], Anchor::Start),
        (_, true) => (0.6, [8.0, 12.0], Anchor::Start),
        (_, false) => (0.25, [-6.0, 14.0], Anchor::End),
    };
    // Where a curve swings, the highest place nearby is the one with room over it.
    let middle = (share * end as f64) as usize;
    let mut at = way[middle];
    for place in &way[middle..=(middle + end / 16).min(end)] {
        if place[1] > at[1] && run.role == Role::Weights {
            at = *place;
        }
    }
    if run.role == Role::Ink {
        scene.note(at, offset, anchor, run.role, run.name.clone());
    } else {
        scene.label(at, offset, anchor, run.role, run.name.clone());
    }
}

/// The sweep's axes.
pub fn sweep_base(model: &Model) -> Scene {
    let limit = model.problem.borders()[1];
    let (low, high) = (sweep_rate(limit, 0), 2.0 * limit);
    Scene::of(Axis::log(low, high, words::axis_rate()), loss_axis(model, [REACH[0], 1e6]))
}

/// The loss over the rate, the limit from the Hessian, the first loss, and the own rate. What the sweep found streams in, so
/// all of it stands in the part that is drawn again.
pub fn sweep_overlay(model: &Model, view: &View) -> Scene {
    let mut scene = sweep_base(model);
    let (low, high) = (scene.y.low, scene.y.high);
    let first = first(model);
    let (left, right) = (scene.x.low, scene.x.high);
    scene.straight([left, first], [right, first], Stroke::of(Role::Edge, 1.0));
    scene.note([left, first], [4.0, -7.0], Anchor::Start, Role::Note, words::first_loss());
    let limit = model.problem.borders()[1];
    scene.straight([limit, low], [limit, high], Stroke::dashed(Role::Ink, 1.5));
    let named = number(limit, 3);
    let text = if model.problem.beta() > 0.0 { words::limit_momentum(&named) } else { words::limit(&named) };
    scene.label([limit, high], [-8.0, 14.0], Anchor::End, Role::Ink, text);
    if !view.shows(Sight::Study(study::SWEEP)) {
        return scene;
    }
    // What overflowed stands beyond every axis, so that the curve leaves through the top.
    let least = model.problem.least;
    let mut points = Vec::new();
    for tried in &model.sweep {
        points.push([tried.rate, (tried.loss - least).min(f64::MAX)]);
    }
    scene.line(points.clone(), Role::Error, 2.0);
    scene.specks(points, Role::Error, 2.2, 1.0);
    // The own run: how far it has come down from the first loss.
    let rate = model.descent(view.at()).rate;
    let own = model.trace.losses()[model.sweep_updates().min(model.trace.updates())] - least;
    let foot = if own < first { own.max(low) } else { first };
    scene.straight([rate, foot], [rate, first], Stroke::of(Role::Rate, 2.0));
    let (offset, anchor) = if rate * rate > left * right { (-4.0, Anchor::End) } else { (4.0, Anchor::Start) };
    scene.label([rate, first], [offset, -7.0], anchor, Role::Rate, words::own_rate(&short(rate, 3)));
    if let Some(best) = model.best_tried().filter(|best| best.loss.is_finite()) {
        let place = [best.rate, (best.loss - least).max(low)];
        scene.ring(place, Role::Error, 5.5);
        scene.label(place, [4.0, 22.0], Anchor::End, Role::Error, words::best_tried(&short(best.rate, 3)));
    }
    scene
}
