//! The two small figures: the factor of every layer, and the loss.

use super::super::model::Model;
use super::super::words;
use super::{edge, letter, runs};
use crate::lessons::{Look, Range};
use crate::plot::{Anchor, Axis, Role, Scene};

/// What a guess costs that holds both sexes for equally likely: ln 2.
pub const COIN_TOSS: f64 = std::f64::consts::LN_2;

/// A dashed line across.
fn level(scene: &mut Scene, height: f64) {
    let (left, right) = (scene.x.low, scene.x.high);
    scene.straight([left, height], [right, height], edge(1.5));
}

/// Axes of the factors, with the line where nothing is lost or gained.
pub fn factor_base(model: &Model, look: &Look) -> Scene {
    let mut scene = factor_axes(model, look);
    level(&mut scene, 1.0);
    scene
}

fn factor_axes(model: &Model, look: &Look) -> Scene {
    let mut range = Range { low: 0.3, high: 3.0 };
    let mut last = 2;
    for (_, run) in runs(model, look) {
        last = last.max(run.problem.layers());
        for snapshot in run.snapshots.iter().filter(|_| !look.veiled) {
            range.see_positive(&snapshot.factors);
        }
    }
    let name = if model.problem.through.is_some() { words::axis_time() } else { words::axis_layer() };
    Scene::of(Axis::new(0.5, last as f64, name), range.log_axis(0.8, 1.25, words::axis_factor()))
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
        scene.specks(places, role, size, 1.0);
    }
    scene
}

/// Axes of the loss, with the line of a coin toss.
pub fn loss_base(model: &Model, look: &Look) -> Scene {
    let mut scene = loss_axes(model, look);
    level(&mut scene, COIN_TOSS);
    scene.note([scene.x.high, COIN_TOSS], [0.0, -6.0], Anchor::End, Role::Note, words::coin_toss());
    scene
}

fn loss_axes(model: &Model, look: &Look) -> Scene {
    let mut range = Range { low: COIN_TOSS, high: COIN_TOSS };
    let mut updates = 1;
    for (_, run) in runs(model, look) {
        updates = updates.max(run.trace.budget());
        let seen = if look.veiled { 1 } else { run.trace.losses().len() };
        range.see_positive(&run.trace.losses()[..seen]);
    }
    let y = if range.high > 20.0 {
        range.log_axis(0.5, 2.0, words::axis_loss())
    } else {
        Axis::new(0.0, 1.2 * range.high, words::axis_loss())
    };
    Scene::of(Axis::new(0.0, updates as f64, words::axis_update()), y)
}

/// The loss to the cursor, pale what was seen beyond it.
pub fn loss_overlay(model: &Model, look: &Look) -> Scene {
    let mut scene = loss_axes(model, look);
    for (role, run) in runs(model, look) {
        let mut way = Vec::new();
        for (update, loss) in run.trace.losses().iter().enumerate() {
            way.push([update as f64, *loss]);
        }
        let at = if look.veiled { 0 } else { look.at.min(way.len() - 1) };
        let (here, played) = (way[at], way[..=at].to_vec());
        let end = way.iter().rev().find(|place| place[1].is_finite()).copied();
        if !look.veiled {
            scene.pale(way, role, 1.25, 0.5);
        }
        scene.line(played, role, 2.0);
        scene.dot(here, role, 4.5);
        if let Some(end) = end.filter(|_| !look.pins.is_empty() && !look.veiled) {
            scene.label(end, [-2.0, -8.0], Anchor::End, role, letter(role));
        }
    }
    scene
}
