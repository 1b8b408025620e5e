//! The ground of the full loss with three descents on it, from one start.

use super::super::model::{Batches, Lane};
use super::super::racer::Size;
use super::super::{figure, words};
use super::{by_updates, describe_race, racing};
use crate::kit::ground::dragged;
use crate::kit::{Pin, seen_pins};
use crate::{Act, Caption, Figure, Sight, View};
use i18n::short;
use params::{Edit, Key};
use plot::{Anchor, Axis, Grip, Handle, Role, Scene};

/// At most this many corners of a path are drawn.
const CORNERS: usize = 4000;

/// The ground with the three paths.
pub struct Map;

impl Figure<Batches> for Map {
    fn caption(&self, _: &Batches, _: &View) -> Caption {
        Caption::half(figure::MAP, words::figure_map(), words::note_map())
    }

    fn base(&self, model: &Batches, _: &View) -> Scene {
        ground(model)
    }

    /// The three at the cursor, the lowest point, and the step at hand beside the step of all.
    fn overlay(&self, model: &Batches, view: &View) -> Scene {
        let mut scene = axes(model);
        let (problem, lane, at) = (&model.problem, model.own(), view.at());
        for Pin { letter, role, run } in seen_pins::<Batches>(view) {
            scene.line(path(run.own(), at), role, 2.0);
            scene.label(run.own().weights(at), [10.0, 14.0], Anchor::Start, role, letter);
        }
        let start = problem.start();
        if view.shows(Sight::Run) {
            paths(&mut scene, model, at, by_updates(view));
            let update = model.update_of(view);
            let (from, rate) = (lane.weights(update), lane.racer.rate(update));
            let step = |[w, b]: [f64; 2]| [from[0] - rate * w, from[1] - rate * b];
            // Arrows of a run that has left the map would only cross it.
            if scene.holds(from) {
                scene.arrow(from, step(lane.full_slope(update)), Role::Ink, 2.0);
                if view.part() == 0 || view.part() >= 3 {
                    scene.arrow(from, step(lane.slope(update)), Role::Gradient, 2.5);
                }
            }
            if let Some([w, b]) = problem.best {
                scene.star([w + lane.racer.moved(at), b]);
            }
            names(&mut scene, model, at, by_updates(view));
            let value = words::handle_value(&short(start[0], 3), &short(start[1], 3));
            let nudge = scene.nudge();
            scene.handles =
                vec![Handle { id: 0, at: start, name: words::start(), value, nudge, drawn: at > 0, kind: Grip::Point }];
        }
        if at == 0 {
            scene.specks(vec![start], Role::Weights, 6.5, 1.0);
            scene.label(start, [0.0, 24.0], Anchor::Middle, Role::Weights, words::start());
        }
        scene
    }

    fn describe(&self, model: &Batches, view: &View) -> String {
        if view.shows(Sight::Run) { describe_race(model, view) } else { words::describe_veiled().into() }
    }

    /// A drag of the start.
    fn act(&self, _: &Batches, act: Act, _: &View) -> Option<Edit> {
        dragged(act, &[Key::Slope, Key::Intercept])
    }
}

/// Axes about the start and the minimum, wherever it drifts, with room for paths that stray.
fn axes(model: &Batches) -> Scene {
    let problem = &model.problem;
    let start = problem.start();
    let best = problem.best.unwrap_or([start[0] + 1.0, start[1] + 1.0]);
    let away = [best[0] - start[0], best[1] - start[1]];
    let room = (0.35 * sim::norm(&away)).max(1e-6 * (1.0 + sim::norm(&best)));
    let axis = |entry: usize, drift: f64, label: &'static str| {
        let [a, b] = [start[entry], best[entry]];
        Axis::new(a.min(b).min(b + drift) - room, a.max(b).max(b + drift) + room, label)
    };
    Scene::of(axis(0, problem.drift(), words::axis_w()), axis(1, 0.0, words::axis_b()))
}

/// Axes and ground; the ground of drifting data is that of their start.
fn ground(model: &Batches) -> Scene {
    let mut scene = axes(model);
    let problem = &model.problem;
    // A pass over many data for every knot would hold up the slider that moves.
    let needs_pass = problem.logistic() || problem.best.is_none();
    let (columns, rows) = match if needs_pass { problem.n() } else { 1 } {
        0..=1 => (72, 54),
        2..=1000 => (40, 30),
        _ => (24, 18),
    };
    if problem.n() > 0 {
        let lowest = problem.best.map(|_| problem.least);
        scene.ground(columns, rows, lowest, &|weights| problem.value(weights));
    }
    scene
}

fn path(lane: &Lane, to: usize) -> Vec<[f64; 2]> {
    let to = to.min(lane.trace.updates());
    (0..to).step_by(to.div_ceil(CORNERS).max(1)).chain([to]).map(|update| lane.weights(update)).collect()
}

/// The paths of the three up to the cursor, the noisiest below.
fn paths(scene: &mut Scene, model: &Batches, at: usize, by_updates: bool) {
    for (lane, to) in racing(model, at, by_updates) {
        scene.draw(path(lane, to), lane.stroke(to));
        scene.dot(lane.weights(to), lane.role(), if lane.racer.size == Size::Own { 6.5 } else { 5.0 });
    }
}

/// Their names, over whatever is drawn by then.
fn names(scene: &mut Scene, model: &Batches, at: usize, by_updates: bool) {
    for (lane, to) in racing(model, at, by_updates).filter(|(_, to)| *to > 0) {
        let (offset, anchor) = match lane.racer.size {
            Size::Own => ([0.0, -14.0], Anchor::Middle),
            Size::One => ([12.0, 16.0], Anchor::Start),
            Size::All => ([0.0, 22.0], Anchor::Middle),
        };
        scene.label(lane.weights(to), offset, anchor, lane.role(), lane.name());
    }
}

/// The card's picture: three paths from one start.
pub fn card(model: &Batches) -> Scene {
    let mut scene = ground(model);
    paths(&mut scene, model, model.own().trace.updates(), true);
    scene.x.strip();
    scene.y.strip();
    scene
}
