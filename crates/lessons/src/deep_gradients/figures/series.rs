//! The two small figures: the factor of every layer, and the loss.

use super::super::model::Model;
use super::super::{figure, words};
use super::{edge, letter, runs};
use crate::{Range, Sight, View};
use plot::{Anchor, Axis, Role, Scene};

/// What a guess costs that holds both sexes for equally likely: ln 2.
pub const COIN_TOSS: f64 = std::f64::consts::LN_2;

/// From this width on the axis of the loss goes on beyond the run, by that share of it: room for words that no curve crosses.
const WIDE: f64 = 400.0;
const MARGIN: f64 = 0.18;

/// A dashed line across.
fn level(scene: &mut Scene, height: f64, right: f64) {
    let left = scene.x.low;
    scene.straight([left, height], [right, height], edge(1.5));
}

/// Axes of the factors, with the line where nothing is lost or gained.
pub fn factor_base(model: &Model, view: &View) -> Scene {
    let mut scene = factor_axes(model, view);
    let right = scene.x.high;
    level(&mut scene, 1.0, right);
    scene
}

fn factor_axes(model: &Model, view: &View) -> Scene {
    let mut range = Range { low: 0.3, high: 3.0 };
    let mut last = 2;
    for (_, run) in runs(model, view) {
        last = last.max(run.problem.layers());
        if view.shows(Sight::Figure(figure::CHAIN)) {
            for snapshot in &run.snapshots[..=view.known(run.snapshots.len() - 1)] {
                range.see_positive(&snapshot.factors);
            }
        }
    }
    let name = if model.problem.through.is_some() { words::axis_time() } else { words::axis_layer() };
    Scene::of(Axis::new(0.5, 1.04 * last as f64, name), range.log_axis(0.8, 1.25, words::axis_factor()))
}

/// The factors at the cursor.
pub fn factor_overlay(model: &Model, view: &View) -> Scene {
    let mut scene = factor_axes(model, view);
    if !view.shows(Sight::Figure(figure::CHAIN)) {
        return scene;
    }
    for (role, run) in runs(model, view) {
        let mut places = Vec::new();
        for (layer, factor) in run.snapshot(view.at()).factors.iter().enumerate() {
            if factor.is_finite() && *factor > 0.0 {
                places.push([layer as f64 + 1.0, *factor]);
            }
        }
        let size = if places.len() > 40 { 1.8 } else { 2.8 };
        if let Some(end) = places.last().filter(|_| !view.pins.is_empty()) {
            scene.label(*end, [10.0, 5.0], Anchor::Start, role, letter(role));
        }
        scene.specks(places, role, size, 1.0);
    }
    scene
}

/// Axes of the loss, with the line of a coin toss.
pub fn loss_base(model: &Model, view: &View) -> Scene {
    let mut scene = loss_axes(model, view);
    let end = longest(model, view) as f64;
    level(&mut scene, COIN_TOSS, end);
    let (offset, anchor) = if view.size[0] > WIDE { ([8.0, 4.0], Anchor::Start) } else { ([0.0, -6.0], Anchor::End) };
    scene.note([end, COIN_TOSS], offset, anchor, Role::Note, words::coin_toss());
    scene
}

/// The most updates that any of the runs may make.
fn longest(model: &Model, view: &View) -> usize {
    runs(model, view).iter().map(|(_, run)| run.trace.budget()).max().unwrap_or(0).max(1)
}

fn loss_axes(model: &Model, view: &View) -> Scene {
    let mut range = Range { low: COIN_TOSS, high: COIN_TOSS };
    for (_, run) in runs(model, view) {
        range.see_positive(&run.trace.losses()[..=view.known(run.trace.updates())]);
    }
    let y = if range.high > 20.0 {
        range.log_axis(0.5, 2.0, words::axis_loss())
    } else {
        Axis::new(0.0, 1.2 * range.high, words::axis_loss())
    };
    let room = if view.size[0] > WIDE { 1.0 + MARGIN } else { 1.0 };
    Scene::of(Axis::new(0.0, room * longest(model, view) as f64, words::axis_update()), y)
}

/// The loss to the cursor, pale what was seen beyond it.
pub fn loss_overlay(model: &Model, view: &View) -> Scene {
    let mut scene = loss_axes(model, view);
    for (role, run) in runs(model, view) {
        let mut way = Vec::new();
        for (update, loss) in run.trace.losses().iter().enumerate() {
            way.push([update as f64, *loss]);
        }
        let at = view.at().min(way.len() - 1);
        let (here, played) = (way[at], way[..=at].to_vec());
        let finite = way.iter().rposition(|place| place[1].is_finite()).unwrap_or(0);
        // Letters stand apart though the curves may end at one place.
        let named = way[if role == Role::Weights { finite } else { finite / 2 }];
        if view.shows(Sight::Run) {
            scene.pale(way, role, 1.25, 0.5);
        }
        scene.line(played, role, 2.0);
        scene.dot(here, role, 4.5);
        if !view.pins.is_empty() && view.shows(Sight::Run) {
            scene.label(named, [-2.0, -8.0], Anchor::End, role, letter(role));
        }
    }
    scene
}
