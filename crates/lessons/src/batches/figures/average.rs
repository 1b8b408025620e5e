//! The losses of the batches and their running average.

use super::super::model::Batches;
use super::super::{figure, words};
use super::curve::{Name, along, curve, last, write, x_axis};
use crate::kit::Range;
use crate::{Caption, Figure, Sight, View};
use i18n::number;
use params::Key;
use plot::{Anchor, Axis, Role, Scene, Stroke};

/// The losses of the batches and their running average.
pub struct Average;

impl Figure<Batches> for Average {
    fn caption(&self, _: &Batches, _: &View) -> Caption {
        Caption::half(figure::AVERAGE, words::figure_average(), words::note_average())
    }

    /// What each batch said, pale.
    fn base(&self, model: &Batches, view: &View) -> Scene {
        let mut scene = axes(model, view);
        let least = model.problem.least;
        scene.straight([0.0, least], [last(model, view), least], Stroke::dashed(Role::Edge, 1.25));
        if !view.shows(Sight::Run) {
            return scene;
        }
        let losses = model.batch_losses();
        if !losses.is_empty() {
            let line = curve(model, model.own(), losses.len() - 1, view, &|update| losses[update]);
            scene.pale(line, Role::Note, 1.0, 0.2);
        }
        scene
    }

    /// The true loss, the running average, and where it says stop.
    fn overlay(&self, model: &Batches, view: &View) -> Scene {
        let mut scene = axes(model, view);
        if !view.shows(Sight::Run) {
            return scene;
        }
        let (lane, at) = (model.own(), view.at());
        let averages = model.averages(view.value(Key::Average));
        let (losses, end) = (lane.trace.losses(), lane.trace.updates());
        scene.line(curve(model, lane, at, view, &|update| averages[update]), Role::Weights, 2.0);
        scene.line(curve(model, lane, end, view, &|update| losses[update]), Role::Error, 2.0);
        if let Some(stop) = model.average_stops(&averages).filter(|stop| *stop <= at) {
            let x = along(model, lane, stop, view);
            let top = [x, scene.y.high];
            scene.straight([x, 0.0], top, Stroke::dashed(Role::Ink, 1.5));
            let (dx, anchor) = if x > 0.6 * last(model, view) { (-6.0, Anchor::End) } else { (6.0, Anchor::Start) };
            scene.label(top, [dx, 14.0], anchor, Role::Ink, words::average_stop());
        }
        let names = vec![
            Name::new(averages[end.min(averages.len() - 1)], Role::Weights, words::average_name()),
            Name::new(losses[end], Role::Error, words::true_loss()),
            Name::new(model.problem.least, Role::Note, words::least()),
        ];
        write(&mut scene, model, view, names);
        scene
    }

    fn describe(&self, model: &Batches, view: &View) -> String {
        if !view.shows(Sight::Run) {
            return words::describe_veiled().into();
        }
        let averages = model.averages(view.value(Key::Average));
        let last = number(*averages.last().unwrap_or(&f64::NAN), 3);
        words::describe_average(&last, &number(model.problem.least, 3))
    }
}

fn axes(model: &Batches, view: &View) -> Scene {
    let problem = &model.problem;
    let mut range = Range::new();
    range.see(problem.least);
    range.see(problem.value(problem.start()));
    let (_, high) = range.apart();
    Scene::of(x_axis(model, view), Axis::new(0.0, 1.2 * high.max(1e-9), words::axis_loss()))
}
