//! The losses of all runs over updates, on a logarithmic axis.

use super::super::model::{Fate, LANDED, LearningRate, fate};
use super::super::{figure, words};
use super::{rate_of, small};
use crate::kit::path::{loss_at, losses};
use crate::kit::{Pin, seen_pins};
use crate::{Caption, Figure, Sight, View};
use i18n::number;
use plot::{Anchor, Axis, Role, Scene, Stroke};
use sim::{Ending, Trace};
use std::borrow::Cow;

/// The losses of all runs.
pub struct Loss;

impl Figure<LearningRate> for Loss {
    fn caption(&self, _: &LearningRate, view: &View) -> Caption {
        let caption = Caption::half(figure::LOSS, words::figure_loss(), words::figure_loss_note());
        if small(view) { caption.wide(12).low() } else { caption }
    }

    /// The axes, and the loss that counts as landed.
    fn base(&self, model: &LearningRate, view: &View) -> Scene {
        let mut scene = loss_axes(model, view);
        if !small(view) && !stretched(model, view) {
            let (goal, right) = (LANDED * first(model), scene.x.high);
            scene.straight([0.0, goal], [right, goal], Stroke::dashed(Role::Edge, 1.25));
        }
        scene
    }

    /// Every run's loss to the cursor, each with its name.
    fn overlay(&self, model: &LearningRate, view: &View) -> Scene {
        let mut scene = loss_axes(model, view);
        let runs = if view.shows(Sight::Run) { drawn(model, view) } else { Vec::new() };
        for run in &runs {
            curve(&mut scene, view, run);
        }
        // Over the curves: wherever it stands, one of them may pass.
        if !small(view) && !stretched(model, view) {
            let end = [scene.x.high, LANDED * first(model)];
            scene.note(end, [-4.0, -6.0], Anchor::End, Role::Note, words::landed_line());
        }
        for run in &runs {
            name(&mut scene, run, if small(view) { 0.7 } else { 0.45 });
        }
        scene
    }

    fn describe(&self, model: &LearningRate, view: &View) -> String {
        if !view.shows(Sight::Run) {
            return words::describe_veiled().to_string();
        }
        let mut text = words::describe_loss(&view.at().to_string());
        for run in drawn(model, view) {
            text += &words::describe_run(&run.name, &number(loss_at(run.trace, view), 3));
        }
        text
    }
}

/// How far the axis of the loss reaches below and above the first loss; a low figure has room for less.
pub const REACH: [f64; 2] = [1e-8, 1e4];
const LOW_REACH: [f64; 2] = [1e-4, 1e3];

/// A logarithmic axis about the first loss; what is shown is counted from the least.
pub fn loss_axis(model: &LearningRate, [below, above]: [f64; 2]) -> Axis {
    let first = first(model);
    let first = if first > 0.0 && first.is_finite() { first } else { 1.0 };
    let label = if model.problem.examples > 0 { words::axis_excess() } else { words::axis_loss() };
    Axis { grid: true, ..Axis::log(below * first, above * first, label) }
}

/// The first loss, counted from the least.
pub fn first(model: &LearningRate) -> f64 {
    model.trace.losses()[0] - model.problem.least
}

/// Whether the axis follows the own run to the end of the numbers.
fn stretched(model: &LearningRate, view: &View) -> bool {
    view.shows(Sight::Run) && overflow(model).is_some() && !small(view)
}

/// The axes of the losses. A run that overflowed is followed to the end of the numbers.
fn loss_axes(model: &LearningRate, view: &View) -> Scene {
    // A little more than the last update, whose dot stands there.
    let x = Axis::new(0.0, 1.015 * model.trace.budget().max(1) as f64, words::axis_updates());
    let mut y = loss_axis(model, if small(view) { LOW_REACH } else { REACH });
    if stretched(model, view) {
        for loss in model.trace.losses().iter().filter(|loss| loss.is_finite()) {
            y.high = y.high.max(*loss);
        }
    }
    Scene::of(x, y)
}

/// The update in which the own run overflowed.
fn overflow(model: &LearningRate) -> Option<usize> {
    match model.trace.ending() {
        Some(Ending::Diverged { update, .. }) => Some(update),
        _ => None,
    }
}

/// A run as it is drawn here.
struct Drawn<'a> {
    /// What it is called beside its curve.
    name: Cow<'static, str>,
    trace: &'a Trace,
    role: Role,
    least: f64,
}

/// The runs whose losses are drawn; the dashes of the pinned ones lie on top, so that a curve that they share shows
/// both. The companions stand back where runs are pinned, and where the axis reaches so far that only those that
/// diverge can be told apart.
fn drawn<'a>(model: &'a LearningRate, view: &View<'a>) -> Vec<Drawn<'a>> {
    let mut runs = Vec::new();
    let least = model.problem.least;
    if view.pins.is_empty() {
        for (which, trace) in model.companions.iter().enumerate() {
            if !stretched(model, view) || fate(&model.problem, trace) == Fate::Diverges {
                runs.push(Drawn { name: rate_of(model, which).into(), trace, role: Role::Ink, least });
            }
        }
    }
    let own = overflow(model).filter(|_| !small(view));
    let name = own.map_or(words::yours().into(), |update| words::yours_overflows(&update.to_string()).into());
    runs.push(Drawn { name, trace: &model.trace, role: Role::Weights, least });
    for Pin { letter, role, run } in seen_pins::<LearningRate>(view) {
        runs.push(Drawn { name: letter.into(), trace: &run.trace, role, least: run.problem.least });
    }
    runs
}

fn curve(scene: &mut Scene, view: &View, run: &Drawn) {
    let way = losses(run.trace, run.least);
    let at = view.at().min(run.trace.updates());
    let width = match run.role {
        Role::Ink => 1.5,
        Role::Weights => 2.5,
        _ => 2.0,
    };
    scene.pale(way[at..].to_vec(), run.role, 1.0, 0.4);
    scene.line(way[..=at].to_vec(), run.role, width);
    if (scene.y.low..=scene.y.high).contains(&way[at][1]) {
        scene.dot(way[at], run.role, 4.0);
    }
}

/// A name stands where its curve leaves room: over a falling one to the right, over a rising one to the left. Of pinned runs, which
/// may lie under the own one, it stands on the other side.
fn name(scene: &mut Scene, run: &Drawn, along: f64) {
    let way = losses(run.trace, run.least);
    let inside = |place: &[f64; 2]| (scene.y.low..=scene.y.high).contains(&place[1]);
    let end = way.iter().rposition(inside).unwrap_or(0);
    let rises = way[end][1] > way[0][1];
    let (share, offset, anchor) = match (run.role, rises) {
        // One that leaves early has room on its right.
        (Role::Weights, true) if way[end][0] < 0.6 * scene.x.high => (0.6, [10.0, 12.0], Anchor::Start),
        (Role::Weights, true) => (1.0, [-10.0, 12.0], Anchor::End),
        (Role::Weights, false) => (along, [6.0, -8.0], Anchor::Start),
        (Role::Ink, _) if end as f64 > 0.5 * scene.x.high => (1.0, [-4.0, -7.0], Anchor::End),
        (Role::Ink, _) => (1.0, [8.0, 5.0], Anchor::Start),
        (_, true) => (0.6, [8.0, 12.0], Anchor::Start),
        (_, false) => (0.25, [-6.0, 14.0], Anchor::End),
    };
    // Where a curve swings, the highest place nearby is the one with room over it.
    let middle = (share * end as f64) as usize;
    let mut at = way[middle];
    for place in &way[middle..=(middle + end / 16).min(end)] {
        if place[1] > at[1] && run.role == Role::Weights {
            at = *place;
        }
    }
    if run.role == Role::Ink {
        scene.note(at, offset, anchor, run.role, run.name.clone());
    } else {
        scene.label(at, offset, anchor, run.role, run.name.clone());
    }
}
