//! The losses of the three, counted from the least, on a logarithmic axis.

use super::super::model::{Batches, Lane};
use super::super::racer::Size;
use super::super::{figure, words};
use super::curve::{Name, along, curve, last, write, x_axis};
use super::{by_updates, describe_race, racing};
use crate::kit::{Pin, seen_pins};
use crate::{Caption, Figure, Sight, View};
use plot::{Anchor, Axis, Role, Scene, Stroke};

/// A curve that has left the axes before this share of the run is named there.
const EARLY: f64 = 0.9;
/// How far the axis of the losses follows a run above three times its first loss.
const HIGHEST: f64 = 1e6;
/// The losses' axis reaches this far below its top at most.
const REACH: f64 = 1e-8;

/// The three losses.
pub struct Losses;

impl Figure<Batches> for Losses {
    fn caption(&self, _: &Batches, _: &View) -> Caption {
        Caption::half(figure::LOSSES, words::figure_losses(), words::note_losses())
    }

    /// The whole curves, pale, and the goal.
    fn base(&self, model: &Batches, view: &View) -> Scene {
        let mut scene = axes(model, view);
        let goal = model.problem.goal() - model.problem.least;
        if goal > 0.0 && model.problem.drift() == 0.0 {
            scene.straight([0.0, goal], [last(model, view), goal], Stroke::dashed(Role::Ink, 1.25));
        }
        if view.shows(Sight::Run) {
            for (lane, to) in racing(model, model.own().trace.updates(), by_updates(view)) {
                let line = curve(model, lane, to, view, &|update| excess(model, lane, update));
                scene.pale(line, lane.role(), 1.25, if lane.racer.size == Size::One { 0.12 } else { 0.35 });
            }
        }
        scene
    }

    /// The curves up to the cursor.
    fn overlay(&self, model: &Batches, view: &View) -> Scene {
        let mut scene = axes(model, view);
        if !view.shows(Sight::Run) {
            return scene;
        }
        let mut names = Vec::new();
        for Pin { letter, role, run } in seen_pins::<Batches>(view) {
            let pin = run.own();
            names.push(Name::new(excess(model, pin, pin.trace.updates()), role, letter));
            scene.line(curve(model, pin, view.at(), view, &|update| excess(model, pin, update)), role, 2.0);
        }
        for (lane, to) in racing(model, view.at(), by_updates(view)) {
            let value = |update: usize| excess(model, lane, update);
            let place = |update: usize| [along(model, lane, update, view), value(update)];
            scene.draw(curve(model, lane, to, view, &value), lane.stroke(to));
            scene.dot(place(to), lane.role(), 5.0);
            let mut end = model.beside(lane, model.own().trace.updates(), by_updates(view));
            while end > 0 && !(scene.y.low..=scene.y.high).contains(&value(end)) {
                end -= 1;
            }
            let text = if lane.racer.size != Size::Own || !view.pins.is_empty() {
                lane.letter().to_string()
            } else {
                words::lane_size(&model.batch_size(0).to_string())
            };
            let at = place(end);
            if at[0] < EARLY * last(model, view) {
                scene.label(at, [8.0, 4.0], Anchor::Start, lane.role(), text);
            } else {
                names.push(Name::new(at[1], lane.role(), text));
            }
        }
        write(&mut scene, model, view, names);
        scene
    }

    fn describe(&self, model: &Batches, view: &View) -> String {
        if view.shows(Sight::Run) { describe_race(model, view) } else { words::describe_veiled().into() }
    }
}

/// How far a loss is above the least of this run.
fn excess(model: &Batches, lane: &Lane, update: usize) -> f64 {
    lane.trace.losses()[update] - model.problem.least
}

fn axes(model: &Batches, view: &View) -> Scene {
    let least = model.problem.least;
    let top = excess(model, model.own(), 0).max(1e-9);
    let mut low = 1e-3 * if least > 0.0 { least } else { top };
    for lane in model.companions().chain([model.own()]) {
        let last = excess(model, lane, view.known(lane.trace.updates()));
        if last > 0.0 && last.is_finite() {
            low = low.min(0.5 * last);
        }
    }
    let top = if top.is_finite() { 3.0 * top } else { 1.0 };
    // A run that blows up is followed a good way.
    let mut high = top;
    for update in 0..=view.known(model.own().trace.updates()) {
        high = high.max(excess(model, model.own(), update)).min(HIGHEST * top);
    }
    let y = Axis::log(low.max(REACH * top).min(0.1 * top), high, words::axis_excess());
    Scene::of(x_axis(model, view), y)
}
