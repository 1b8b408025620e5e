//! Losses over updates, and the loss over rates: both on logarithmic axes.

use super::super::model::{MULTIPLES, Model};
use super::super::words;
use super::{multiple, pins, seen, small};
use crate::i18n::{number, short};
use crate::lessons::Look;
use crate::plot::{Anchor, Axis, Role, Scene, Stroke};
use crate::sim::{Ending, Trace, sweep_rate};
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

/// The axes of the losses. A run that overflowed is followed to the end of the numbers.
pub fn loss_axes(model: &Model, look: &Look) -> Scene {
    let x = Axis::new(0.0, model.trace.budget().max(1) as f64, words::axis_updates());
    let mut y = loss_axis(model, if small(look) { LOW_REACH } else { REACH });
    if overflow(model).is_some() && !look.veiled && !small(look) {
        for loss in model.trace.losses().iter().filter(|loss| loss.is_finite()) {
            y.high = y.high.max(*loss);
        }
    }
    Scene::of(x, y)
}

/// The update in which the own run overflowed.
fn overflow(model: &Model) -> Option<usize> {
    match model.trace.ending() {
        Some(Ending::Diverged { update, .. }) => Some(update),
        _ => None,
    }
}

/// Every run's loss to the cursor, each with its name where it ends or leaves the axes.
pub fn loss_overlay(model: &Model, look: &Look) -> Scene {
    let mut scene = loss_axes(model, look);
    if look.veiled {
        return scene;
    }
    for which in 0..MULTIPLES.len() {
        curve(&mut scene, look, model, &model.companions[which], Role::Ink, 1.5, multiple(which).into());
    }
    for (place, (role, pin)) in pins(look).enumerate() {
        curve(&mut scene, look, pin, &pin.trace, role, 2.0, ["B", "C", "D"][place.min(2)].into());
    }
    let name = match overflow(model) {
        Some(update) if !small(look) => words::yours_overflows(&update.to_string()).into(),
        _ => words::yours().into(),
    };
    curve(&mut scene, look, model, &model.trace, Role::Weights, 2.5, name);
    scene
}

fn curve(
    scene: &mut Scene,
    look: &Look,
    model: &Model,
    trace: &Trace,
    role: Role,
    width: f64,
    name: Cow<'static, str>,
) {
    let mut way = Vec::new();
    for (update, loss) in trace.losses().iter().enumerate() {
        way.push([update as f64, loss - model.problem.least]);
    }
    let at = seen(look).min(trace.updates());
    scene.pale(way[at..].to_vec(), role, 1.0, 0.4);
    scene.line(way[..=at].to_vec(), role, width);
    // The name stands at the last place within the axes, on its way out or at the cursor.
    let (low, high) = (scene.y.low, scene.y.high);
    let inside = |place: &[f64; 2]| (low..=high).contains(&place[1]);
    let end = way.iter().position(|place| !inside(place)).map_or(trace.updates(), |out| out.saturating_sub(1));
    let (offset, anchor) =
        if end as f64 > 0.5 * scene.x.high { ([-4.0, -7.0], Anchor::End) } else { ([8.0, -4.0], Anchor::Start) };
    if role == Role::Weights {
        scene.label(way[end], offset, anchor, role, name);
    } else {
        scene.note(way[end], offset, anchor, role, name);
    }
    if inside(&way[at]) {
        scene.dot(way[at], role, 4.0);
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
pub fn sweep_overlay(model: &Model, look: &Look) -> Scene {
    let mut scene = sweep_base(model);
    let (low, high) = (scene.y.low, scene.y.high);
    let first = first(model);
    let (left, right) = (scene.x.low, scene.x.high);
    scene.straight([left, first], [right, first], Stroke::of(Role::Edge, 1.0));
    scene.note([left, first], [4.0, -7.0], Anchor::Start, Role::Note, words::first_loss());
    if look.veiled {
        return scene;
    }
    let limit = model.problem.borders()[1];
    scene.straight([limit, low], [limit, high], Stroke::dashed(Role::Ink, 1.5));
    let named = number(limit, 3);
    let text = if model.problem.beta() > 0.0 { words::limit_momentum(&named) } else { words::limit(&named) };
    scene.label([limit, high], [-8.0, 14.0], Anchor::End, Role::Ink, text);
    // What overflowed stands beyond every axis, so that the curve leaves through the top.
    let least = model.problem.least;
    let mut points = Vec::new();
    for tried in &model.sweep {
        points.push([tried.rate, (tried.loss - least).min(f64::MAX)]);
    }
    scene.line(points.clone(), Role::Error, 2.0);
    scene.specks(points, Role::Error, 2.2, 1.0);
    if let Some(best) = model.best_tried().filter(|best| best.loss.is_finite()) {
        let place = [best.rate, (best.loss - least).max(low)];
        scene.ring(place, Role::Error, 5.5);
        scene.label(place, [-10.0, 14.0], Anchor::End, Role::Error, words::best_tried(&short(best.rate, 3)));
    }
    let rate = model.descent(look.at).rate;
    scene.straight([rate, low], [rate, first], Stroke::of(Role::Rate, 2.0));
    scene.label([rate, first], [0.0, -7.0], Anchor::Middle, Role::Rate, words::own_rate(&short(rate, 3)));
    scene
}
