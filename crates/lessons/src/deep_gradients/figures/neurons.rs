//! What the neurons say: a histogram of the activations in up to six layers. Run A stands up, the first pinned run hangs down.

use super::super::model::Model;
use super::super::snapshot::{Snapshot, shown};
use super::super::{figure, words};
use super::{letter, runs};
use crate::{Sight, View};
use i18n::short;
use plot::{Anchor, Axis, Role, Scene, Stroke};
use sim::network::Histogram;

/// How much of its place a histogram fills.
const FILLED: f64 = 0.86;

/// Two lines of words, and a letter's width, in CSS pixels.
const TWO_LINES: f64 = 34.0;
const LETTER: f64 = 6.0;

/// Places side by side, and below them room for their names.
pub fn axes(view: &View) -> Scene {
    let low = if view.pins.is_empty() { -0.55 } else { -1.9 };
    Scene::of(Axis::bare(0.0, 6.0), Axis::bare(low, 1.08))
}

/// The histograms at the cursor.
pub fn overlay(model: &Model, view: &View) -> Scene {
    let mut scene = axes(view);
    if !view.shows(Sight::Figure(figure::NEURONS)) {
        return scene;
    }
    for (role, run) in runs(model, view) {
        let way = match role {
            Role::Weights => 1.0,
            Role::RunB => -1.0,
            // Two fit into one place, more do not.
            _ => continue,
        };
        rows(&mut scene, run.snapshot(view.at()), role, way);
        if !view.pins.is_empty() {
            scene.label([0.0, 0.85 * way], [2.0, 4.0], Anchor::Start, role, letter(role));
        }
    }
    let foot = if view.pins.is_empty() { 0.0 } else { -1.02 };
    let layers = shown(model.problem.layers());
    // The range stands under the name where both have room, and where it does not run into its neighbour.
    let below = (foot - scene.y.low) / (scene.y.high - scene.y.low) * view.size[1];
    let wide = view.size[0] / (scene.x.high - scene.x.low);
    for (place, histogram) in model.snapshot(view.at()).histograms.iter().enumerate() {
        let at = [place as f64 + 0.5 * FILLED, foot];
        let name = words::layer(&(layers[place] + 1).to_string());
        let ends = words::from_to(&short(histogram.low, 2), &short(histogram.high, 2));
        scene.note(at, [0.0, 15.0], Anchor::Middle, Role::Note, name);
        if below >= TWO_LINES && ends.chars().count() as f64 * LETTER <= wide {
            scene.note(at, [0.0, 31.0], Anchor::Middle, Role::Note, ends);
        }
    }
    scene
}

fn rows(scene: &mut Scene, snapshot: &Snapshot, role: Role, way: f64) {
    for (place, histogram) in snapshot.histograms.iter().enumerate() {
        let left = place as f64;
        scene.area(outline(histogram, left, way), role, 0.85, 0.0);
        scene.straight([left, 0.0], [left + FILLED, 0.0], Stroke::of(Role::Edge, 1.0));
    }
}

/// The steps of a histogram, the highest bin 1 high.
fn outline(histogram: &Histogram, left: f64, way: f64) -> Vec<[f64; 2]> {
    let highest = histogram.counts.iter().copied().max().unwrap_or(0).max(1);
    let wide = FILLED / histogram.counts.len() as f64;
    let mut points = vec![[left, 0.0]];
    for (bin, count) in histogram.counts.iter().enumerate() {
        let high = way * f64::from(*count) / f64::from(highest);
        points.push([left + bin as f64 * wide, high]);
        points.push([left + (bin + 1) as f64 * wide, high]);
    }
    points.push([left + FILLED, 0.0]);
    points
}
