//! The two small figures: the factor of every layer, and the loss.

use super::super::model::Model;
use super::super::words;
use super::{LogRange, label, letter, points, runs, shape_of, stroke};
use crate::lessons::Look;
use crate::plot::{Anchor, Axis, Mark, Role, Scene};

/// What a guess costs that holds both sexes for equally likely: ln 2.
pub const COIN_TOSS: f64 = std::f64::consts::LN_2;

/// A dashed line across.
fn level(scene: &mut Scene, height: f64) {
    let points = vec![[scene.x.low, height], [scene.x.high, height]];
    scene.marks.push(Mark::Polyline { points, stroke: stroke(Role::Edge, 1.5, 1.0) });
}

/// Axes of the factors, with the line where nothing is lost or gained.
pub fn factor_base(model: &Model, look: &Look) -> Scene {
    let mut scene = factor_axes(model, look);
    level(&mut scene, 1.0);
    scene
}

fn factor_axes(model: &Model, look: &Look) -> Scene {
    let mut range = LogRange(0.3, 3.0);
    let mut last = 2;
    for (_, run) in runs(model, look) {
        last = last.max(run.problem.layers());
        for snapshot in run.snapshots.iter().filter(|_| !look.veiled) {
            range.see(&snapshot.factors);
        }
    }
    let name = if model.problem.through.is_some() { words::axis_time() } else { words::axis_layer() };
    let y = range.axis(0.8, 1.25, words::axis_factor());
    Scene { x: Axis { low: 0.5, high: last as f64, label: name.into(), ..Axis::default() }, y, ..Scene::default() }
}

/// The factors at the cursor.
pub fn factor_overlay(model: &Model, look: &Look) -> Scene {
    let mut scene = factor_axes(model, look);
    if look.veiled {
        return scene;
    }
    for (role, run) in runs(model, look) {
        let mut places = Vec::new();
        for (layer, factor) in run.snapshot(look.at).factors.iter().enumerate() {
            if factor.is_finite() && *factor > 0.0 {
                places.push([layer as f64 + 1.0, *factor]);
            }
        }
        let size = if places.len() > 40 { 1.8 } else { 2.8 };
        scene.marks.push(points(places, role, size));
    }
    scene
}

/// Axes of the loss, with the line of a coin toss.
pub fn loss_base(model: &Model, look: &Look) -> Scene {
    let mut scene = loss_axes(model, look);
    level(&mut scene, COIN_TOSS);
    scene.marks.push(label([scene.x.high, COIN_TOSS], [0.0, -6.0], Anchor::End, words::coin_toss(), Role::Note));
    scene
}

fn loss_axes(model: &Model, look: &Look) -> Scene {
    let mut range = LogRange(COIN_TOSS, COIN_TOSS);
    let mut updates = 1;
    for (_, run) in runs(model, look) {
        updates = updates.max(run.trace.budget());
        let seen = if look.veiled { 1 } else { run.trace.losses().len() };
        range.see(&run.trace.losses()[..seen]);
    }
    let x = Axis { low: 0.0, high: updates as f64, label: words::axis_update().into(), ..Axis::default() };
    let y = if range.1 > 20.0 {
        range.axis(0.5, 2.0, words::axis_loss())
    } else {
        Axis { low: 0.0, high: 1.2 * range.1, label: words::axis_loss().into(), ..Axis::default() }
    };
    Scene { x, y, ..Scene::default() }
}

/// The loss to the cursor, pale what was seen beyond it.
pub fn loss_overlay(model: &Model, look: &Look) -> Scene {
    let mut scene = loss_axes(model, look);
    for (role, run) in runs(model, look) {
        let losses = run.trace.losses().iter().enumerate();
        let way: Vec<[f64; 2]> = losses.map(|(update, loss)| [update as f64, *loss]).collect();
        let at = if look.veiled { 0 } else { look.at.min(way.len() - 1) };
        let (here, played) = (way[at], way[..=at].to_vec());
        let end = way.iter().rev().find(|place| place[1].is_finite()).copied();
        if !look.veiled {
            scene.marks.push(Mark::Polyline { points: way, stroke: stroke(role, 1.25, 0.5) });
        }
        scene.marks.push(Mark::Polyline { points: played, stroke: stroke(role, 2.0, 1.0) });
        let shape = shape_of(role);
        scene.marks.push(Mark::Points { points: vec![here], shape, role, size: 4.5, opacity: 1.0, ring: true });
        if let Some(end) = end.filter(|_| !look.pins.is_empty() && !look.veiled) {
            scene.marks.push(label(end, [-2.0, -8.0], Anchor::End, letter(role), role));
        }
    }
    scene
}
