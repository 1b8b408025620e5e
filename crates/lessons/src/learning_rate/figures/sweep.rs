//! The loss over rates, on logarithmic axes.

use super::super::model::LearningRate;
use super::super::{figure, study, words};
use super::loss::{REACH, first, loss_axis};
use crate::{Caption, Figure, Sight, View};
use i18n::{number, short};
use plot::{Anchor, Axis, Role, Scene, Stroke};
use sim::{SWEEP_RATES, sweep_rate};

/// The sweep.
pub struct Sweep;

impl Figure<LearningRate> for Sweep {
    fn caption(&self, model: &LearningRate, view: &View) -> Caption {
        let all = SWEEP_RATES.to_string();
        let note = if model.sweep.len() < SWEEP_RATES && view.shows(Sight::Study(study::SWEEP)) {
            words::figure_sweep_note_so_far(&model.sweep.len().to_string(), &all)
        } else {
            words::figure_sweep_note(&all)
        };
        Caption::half(figure::SWEEP, words::figure_sweep(&model.sweep_updates().to_string()), note)
    }

    fn base(&self, model: &LearningRate, _: &View) -> Scene {
        let limit = model.problem.borders()[1];
        let (low, high) = (sweep_rate(limit, 0), 2.0 * limit);
        Scene::of(Axis::log(low, high, words::axis_rate()), loss_axis(model, [REACH[0], 1e6]))
    }

    /// The loss over the rate, the limit from the Hessian, the first loss, and the own rate. What the sweep found
    /// streams in, so all of it stands in the part that is drawn again.
    fn overlay(&self, model: &LearningRate, view: &View) -> Scene {
        let mut scene = self.base(model, view);
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

    fn describe(&self, model: &LearningRate, view: &View) -> String {
        if !view.shows(Sight::Study(study::SWEEP)) {
            return words::describe_veiled().to_string();
        }
        let best = model.best_tried().map_or(f64::NAN, |tried| tried.rate);
        let limit = number(model.problem.borders()[1], 3);
        words::describe_sweep(&model.sweep_updates().to_string(), &number(best, 3), &limit)
    }
}
