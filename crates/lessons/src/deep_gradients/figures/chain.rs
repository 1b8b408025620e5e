//! What each layer, or each step of time, multiplies the gradient by.

use super::super::model::DeepGradients;
use super::super::{figure, words};
use super::{axis_across, columns, described, edge, runs};
use crate::kit::Pin;
use crate::{Caption, Figure, Range, Sight, View};
use i18n::number;
use plot::{Anchor, Axis, Scene};

/// The factors.
pub struct Chain;

const SEEN: Sight = Sight::Figure(figure::CHAIN);

impl Figure<DeepGradients> for Chain {
    fn caption(&self, model: &DeepGradients, view: &View) -> Caption {
        let recurrent = model.problem.recurrent();
        let note = if recurrent { words::figure_steps_note() } else { words::figure_factors_note() };
        Caption::half(figure::CHAIN, words::figure_factors(), note).wide(columns(model, view, 3)).low()
    }

    /// The axes, with the line where nothing is lost or gained.
    fn base(&self, model: &DeepGradients, view: &View) -> Scene {
        let mut scene = axes(model, view);
        scene.straight([scene.x.low, 1.0], [scene.x.high, 1.0], edge(1.5));
        scene
    }

    fn overlay(&self, model: &DeepGradients, view: &View) -> Scene {
        let mut scene = axes(model, view);
        if !view.shows(SEEN) {
            return scene;
        }
        for Pin { letter, role, run } in runs(model, view) {
            let mut places = Vec::new();
            for (layer, factor) in run.snapshot(view.at()).factors.iter().enumerate() {
                if factor.is_finite() && *factor > 0.0 {
                    places.push([layer as f64 + 1.0, *factor]);
                }
            }
            let size = if places.len() > 40 { 1.8 } else { 2.8 };
            if let Some(end) = places.last().filter(|_| !view.pins.is_empty()) {
                scene.label(*end, [10.0, 5.0], Anchor::Start, role, letter);
            }
            scene.specks(places, role, size, 1.0);
        }
        scene
    }

    fn describe(&self, model: &DeepGradients, view: &View) -> String {
        described(view, SEEN, || words::describe_factors(&number(model.factor(view.at()), 3)))
    }
}

fn axes(model: &DeepGradients, view: &View) -> Scene {
    let mut range = Range { low: 0.3, high: 3.0 };
    let mut last = 2;
    for Pin { run, .. } in runs(model, view) {
        last = last.max(run.problem.layers());
        for snapshot in if view.shows(SEEN) { run.known(view) } else { &[] } {
            range.see_positive(&snapshot.factors);
        }
    }
    let y = range.log_axis(0.8, 1.25, words::axis_factor());
    Scene::of(Axis::new(0.5, 1.04 * last as f64, axis_across(model)), y)
}
