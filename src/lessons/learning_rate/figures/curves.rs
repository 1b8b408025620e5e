//! Losses over updates, and the loss over rates: both on logarithmic axes.

use super::super::model::{MULTIPLES, Model};
use super::super::words;
use super::{multiple, pins, seen, small, stroke};
use crate::i18n::{number, short};
use crate::lessons::Look;
use crate::params::Scale;
use crate::plot::{Anchor, Axis, Mark, Role, Scene, Shape, Stroke};
use crate::sim::{Ending, Trace, sweep_rate};

/// How far the axis of the loss reaches below and above the first loss; a low figure has room for less.
const REACH: [f64; 2] = [1e-8, 1e4];
const LOW_REACH: [f64; 2] = [1e-4, 1e3];

/// A logarithmic axis about the first loss; what is shown is counted from the least.
fn loss_axis(model: &Model, [below, above]: [f64; 2]) -> Axis {
    let first = first(model);
    let first = if first > 0.0 && first.is_finite() { first } else { 1.0 };
    let label = if model.problem.examples > 0 { words::axis_excess() } else { words::axis_loss() };
    let label = label.into();
    Axis { low: below * first, high: above * first, scale: Scale::Log, label, grid: true, ..Axis::default() }
}

/// The first loss, counted from the least.
fn first(model: &Model) -> f64 {
    model.trace.losses()[0] - model.problem.least
}

/// The axes of the losses. A run that overflowed is followed to the end of the numbers.
pub fn loss_axes(model: &Model, look: &Look) -> Scene {
    let high = model.trace.budget().max(1) as f64;
    let x = Axis { low: 0.0, high, label: words::axis_updates().into(), ..Axis::default() };
    let mut y = loss_axis(model, if small(look) { LOW_REACH } else { REACH });
    if overflow(model).is_some() && !look.veiled && !small(look) {
        let largest = model.trace.losses().iter().copied().filter(|loss| loss.is_finite()).fold(y.high, f64::max);
        y.high = largest;
    }
    Scene { x, y, ..Scene::default() }
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
        curve(&mut scene, look, model, &model.companions[which], Role::Ink, 1.5, multiple(which));
    }
    for (place, (role, pin)) in pins(look).enumerate() {
        curve(&mut scene, look, pin, &pin.trace, role, 2.0, ["B", "C", "D"][place.min(2)].to_string());
    }
    let name = match overflow(model) {
        Some(update) if !small(look) => words::yours_overflows(&update.to_string()),
        _ => words::yours().to_string(),
    };
    curve(&mut scene, look, model, &model.trace, Role::Weights, 2.5, name);
    scene
}

fn curve(scene: &mut Scene, look: &Look, model: &Model, trace: &Trace, role: Role, width: f64, name: String) {
    let losses: Vec<f64> = trace.losses().iter().map(|loss| loss - model.problem.least).collect();
    let at = seen(look).min(trace.updates());
    let points = |from: usize, to: usize| (from..=to).map(|update| [update as f64, losses[update]]).collect::<Vec<_>>();
    let faint = Stroke { opacity: 0.4, ..stroke(role, 1.0) };
    scene.marks.push(Mark::Polyline { points: points(at, trace.updates()), stroke: faint });
    scene.marks.push(Mark::Polyline { points: points(0, at), stroke: stroke(role, width) });
    // The name stands at the last place within the axes, on its way out or at the cursor.
    let inside = |loss: &f64| (scene.y.low..=scene.y.high).contains(loss);
    let end = losses.iter().position(|loss| !inside(loss)).map_or(trace.updates(), |out| out.saturating_sub(1));
    let (offset, anchor) =
        if end as f64 > 0.5 * scene.x.high { ([-4.0, -7.0], Anchor::End) } else { ([8.0, -4.0], Anchor::Start) };
    let place = [end as f64, losses[end]];
    scene.marks.push(Mark::Label { at: place, offset, anchor, text: name, role, bold: role == Role::Weights });
    if inside(&losses[at]) {
        let here = vec![[at as f64, losses[at]]];
        scene.marks.push(Mark::Points { points: here, shape: Shape::Circle, role, size: 4.0, opacity: 1.0, ring: true });
    }
}

/// The sweep's axes.
pub fn sweep_base(model: &Model) -> Scene {
    let limit = model.problem.borders()[1];
    let (low, high) = (sweep_rate(limit, 0), 2.0 * limit);
    let x = Axis { low, high, scale: Scale::Log, label: words::axis_rate().into(), ..Axis::default() };
    Scene { x, y: loss_axis(model, [REACH[0], 1e6]), ..Scene::default() }
}

/// The loss over the rate, the limit from the Hessian, the first loss, and the own rate. What the sweep found streams in, so
/// all of it stands in the part that is drawn again.
pub fn sweep_overlay(model: &Model, look: &Look) -> Scene {
    let mut scene = sweep_base(model);
    let (low, high) = (scene.y.low, scene.y.high);
    let line = |from: [f64; 2], to: [f64; 2], stroke: Stroke| Mark::Polyline { points: vec![from, to], stroke };
    let label = |at: [f64; 2], offset: [f64; 2], anchor: Anchor, text: String, role: Role| {
        Mark::Label { at, offset, anchor, text, role, bold: true }
    };
    let first = first(model);
    let (left, right) = (scene.x.low, scene.x.high);
    scene.marks.push(line([left, first], [right, first], stroke(Role::Edge, 1.0)));
    let text = words::first_loss().to_string();
    scene.marks.push(Mark::Label { at: [left, first], offset: [4.0, -7.0], anchor: Anchor::Start, text, role: Role::Note, bold: false });
    if look.veiled {
        return scene;
    }
    let limit = model.problem.borders()[1];
    let dashed = Stroke { dash: &[5.0, 4.0], ..stroke(Role::Ink, 1.5) };
    scene.marks.push(line([limit, low], [limit, high], dashed));
    let limit_text =
        if model.problem.beta() > 0.0 { words::limit_momentum(&number(limit, 3)) } else { words::limit(&number(limit, 3)) };
    scene.marks.push(label([limit, high], [-8.0, 14.0], Anchor::End, limit_text, Role::Ink));
    // What overflowed stands beyond every axis, so that the curve leaves through the top.
    let least = model.problem.least;
    let points: Vec<[f64; 2]> = model.sweep.iter().map(|tried| [tried.rate, (tried.loss - least).min(f64::MAX)]).collect();
    scene.marks.push(Mark::Polyline { points: points.clone(), stroke: stroke(Role::Error, 2.0) });
    scene.marks.push(Mark::Points { points, shape: Shape::Circle, role: Role::Error, size: 2.2, opacity: 1.0, ring: false });
    if let Some(best) = model.best_tried().filter(|best| best.loss.is_finite()) {
        let place = [best.rate, (best.loss - least).max(low)];
        scene.marks.push(Mark::Points { points: vec![place], shape: Shape::Open, role: Role::Error, size: 5.5, opacity: 1.0, ring: false });
        let text = words::best_tried(&short(best.rate, 3));
        scene.marks.push(label(place, [-10.0, 14.0], Anchor::End, text, Role::Error));
    }
    let rate = model.descent(look.at).rate;
    scene.marks.push(line([rate, low], [rate, first], stroke(Role::Rate, 2.0)));
    let text = words::own_rate(&short(rate, 3));
    scene.marks.push(label([rate, first], [0.0, -7.0], Anchor::Middle, text, Role::Rate));
    scene
}
