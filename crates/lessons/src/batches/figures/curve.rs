//! Curves along updates, examples or epochs, and their names in the margin.

use super::super::model::{Batches, Lane};
use super::super::words;
use crate::View;
use params::Key;
use plot::{Anchor, Axis, Role, Scene, Viewport};
use std::borrow::Cow;

/// Columns into which a long curve is gathered; each keeps its lowest and highest value.
const COLUMNS: usize = 300;
/// The axis goes on beyond the last update by this share of the run: there stand the names, where no curve runs.
const MARGIN: f64 = 0.24;
/// From one name to the next below it, and from the middle of a letter to its foot, in CSS pixels.
const LINE: f64 = 16.0;
const FOOT: f64 = 5.0;

/// What the horizontal axis counts, of a lane's update.
pub fn along(model: &Batches, lane: &Lane, update: usize, view: &View) -> f64 {
    match view.choice(Key::Axis) {
        "updates" => update as f64,
        "epochs" => lane.racer.seen(update) as f64 / model.problem.n().max(1) as f64,
        _ => lane.racer.seen(update) as f64,
    }
}

/// The horizontal axis.
pub fn x_axis(model: &Batches, view: &View) -> Axis {
    let label = match view.choice(Key::Axis) {
        "updates" => words::axis_updates(),
        "epochs" => words::axis_epochs(),
        _ => words::axis_examples(),
    };
    Axis::new(0.0, (1.0 + MARGIN) * last(model, view), label)
}

/// Where the own run may end at most.
pub fn last(model: &Batches, view: &View) -> f64 {
    let lane = model.own();
    along(model, lane, lane.trace.budget().max(1), view).max(1e-9)
}

/// The curve of a lane up to `to`, gathered so that its swings stay as wide as they are.
pub fn curve(model: &Batches, lane: &Lane, to: usize, view: &View, value: &dyn Fn(usize) -> f64) -> Vec<[f64; 2]> {
    let to = to.min(lane.trace.updates());
    let each = (to + 1).div_ceil(COLUMNS).max(1);
    let mut points = Vec::new();
    for from in (0..=to).step_by(each) {
        let (mut low, mut high) = (from, from);
        for update in from..(from + each).min(to + 1) {
            if value(update) < value(low) {
                low = update;
            }
            if value(update) > value(high) {
                high = update;
            }
        }
        points.extend([low.min(high), low.max(high)].map(|update| [along(model, lane, update, view), value(update)]));
    }
    points
}

/// What a curve is called, and at which height it ends.
pub struct Name {
    height: f64,
    role: Role,
    text: Cow<'static, str>,
}

impl Name {
    /// Of a curve that ends at this height.
    pub fn new(height: f64, role: Role, text: impl Into<Cow<'static, str>>) -> Name {
        Name { height, role, text: text.into() }
    }
}

/// Names in the margin, each beside the end of its curve, or as near to it as the others leave room.
pub fn write(scene: &mut Scene, model: &Batches, view: &View, mut names: Vec<Name>) {
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
