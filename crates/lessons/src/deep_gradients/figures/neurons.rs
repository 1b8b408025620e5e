//! What the neurons say: a histogram of the activations in up to six layers. Run A stands up, the first pinned run hangs down.

use super::super::model::DeepGradients;
use super::super::snapshot::shown;
use super::super::{figure, words};
use super::{columns, described, runs};
use crate::kit::Pin;
use crate::{Caption, Figure, Sight, View};
use i18n::{number, short};
use plot::{Anchor, Axis, Role, Scene, Stroke};
use sim::network::{Histogram, Spread};

/// The histograms.
pub struct Neurons;

const SEEN: Sight = Sight::Figure(figure::NEURONS);
/// How much of its place a histogram fills.
const FILLED: f64 = 0.86;
/// Two lines of words, and a letter's width, in CSS pixels.
const TWO_LINES: f64 = 34.0;
const LETTER: f64 = 6.0;

impl Figure<DeepGradients> for Neurons {
    fn caption(&self, model: &DeepGradients, view: &View) -> Caption {
        let note = if view.shows(SEEN) {
            words::figure_neurons_note(&deviation(model.snapshot(view.at()).spreads.last()))
        } else {
            String::new()
        };
        Caption::half(figure::NEURONS, words::figure_neurons(), note).wide(columns(model, view, 6)).low()
    }

    /// Places side by side, and below them room for their names.
    fn base(&self, _: &DeepGradients, view: &View) -> Scene {
        let low = if view.pins.is_empty() { -0.55 } else { -1.9 };
        Scene::of(Axis::bare(0.0, 6.0), Axis::bare(low, 1.08))
    }

    fn overlay(&self, model: &DeepGradients, view: &View) -> Scene {
        let mut scene = self.base(model, view);
        if !view.shows(SEEN) {
            return scene;
        }
        for Pin { letter, role, run } in runs(model, view) {
            let way = match role {
                Role::Weights => 1.0,
                Role::RunB => -1.0,
                // Two fit into one place, more do not.
                _ => continue,
            };
            for (place, histogram) in run.snapshot(view.at()).histograms.iter().enumerate() {
                let left = place as f64;
                scene.area(outline(histogram, left, way), role, 0.85, 0.0);
                scene.straight([left, 0.0], [left + FILLED, 0.0], Stroke::of(Role::Edge, 1.0));
            }
            if !view.pins.is_empty() {
                scene.label([0.0, 0.85 * way], [2.0, 4.0], Anchor::Start, role, letter);
            }
        }
        let foot = if view.pins.is_empty() { 0.0 } else { -1.02 };
        // The range stands under the name where both have room, and where it does not run into its neighbour.
        let below = (foot - scene.y.low) / (scene.y.high - scene.y.low) * view.size[1];
        let wide = view.size[0] / (scene.x.high - scene.x.low);
        let histograms = model.snapshot(view.at()).histograms.iter().zip(shown(model.problem.layers()));
        for (place, (histogram, layer)) in histograms.enumerate() {
            let at = [place as f64 + 0.5 * FILLED, foot];
            let name = words::layer(&(layer + 1).to_string());
            let ends = words::from_to(&short(histogram.low, 2), &short(histogram.high, 2));
            scene.note(at, [0.0, 15.0], Anchor::Middle, Role::Note, name);
            if below >= TWO_LINES && ends.chars().count() as f64 * LETTER <= wide {
                scene.note(at, [0.0, 31.0], Anchor::Middle, Role::Note, ends);
            }
        }
        scene
    }

    fn describe(&self, model: &DeepGradients, view: &View) -> String {
        let spreads = &model.snapshot(view.at()).spreads;
        described(view, SEEN, || words::describe_neurons(&deviation(spreads.first()), &deviation(spreads.last())))
    }
}

/// How far the birds are apart in a layer.
fn deviation(spread: Option<&Spread>) -> String {
    number(spread.map_or(0.0, |spread| spread.deviation), 2)
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
