//! The gradient that reaches each layer, as bars with heads on a logarithmic axis: the head carries the value, the foot is
//! arbitrary.

use super::super::model::Model;
use super::super::{figure, words};
use super::{edge, letter, runs};
use crate::{Range, Sight, View};
use i18n::number;
use params::Key;
use plot::{Anchor, Axis, Role, Scene, Stroke};

/// Below this width there is little room beside the bars and over them, in pixels.
const NARROW: f64 = 480.0;

fn axes(model: &Model, view: &View) -> Scene {
    let recurrent = model.problem.through.is_some();
    let whole = view.shows(Sight::Figure(figure::BARS));
    let [mut first, mut last] = model.problem.pair();
    let mut range = Range::new();
    for (_, run) in runs(model, view) {
        let [low, high] = run.problem.pair();
        (first, last) = (first.min(low), last.max(high));
        if !whole {
            // Only the last bar is drawn: room for whatever may come shows nothing of it.
            range.see_positive(&run.snapshot(0).gradient_norms[high..=high]);
            continue;
        }
        for snapshot in &run.snapshots[..=view.known(run.snapshots.len() - 1)] {
            range.see_positive(&snapshot.gradient_norms[low..=high]);
        }
    }
    let (below, above) = if whole { (0.2, 5.0) } else { (1e-9, 1e6) };
    let name = if recurrent { words::axis_time_norm() } else { words::axis_norm() };
    let y = Axis { grid: true, ..range.log_axis(below, above, name) };
    let name = if recurrent { words::axis_time() } else { words::axis_layer() };
    // The runs' letters stand to the right of the last bar.
    let room = 0.06 * (last - first + 1) as f64;
    Scene::of(Axis::new(first as f64 + 0.35, last as f64 + 1.65 + room, name), y)
}

/// The axes; for a recurrent cell also the radius to the power of the steps.
pub fn base(model: &Model, view: &View) -> Scene {
    let mut scene = axes(model, view);
    if let Some(through) = &model.problem.through
        && view.shows(Sight::Figure(figure::BARS))
        && let Some(at_end) = through.norms.last()
    {
        let radius = model.problem.spec.settings.value(Key::Radius);
        let times = through.norms.len();
        let power = |time: usize| at_end * libm::pow(radius, (times - 1 - time) as f64);
        let way: Vec<[f64; 2]> = (0..times).map(|time| [time as f64 + 1.0, power(time)]).collect();
        let (offset, anchor) = if radius < 1.0 { (-10.0, Anchor::End) } else { (10.0, Anchor::Start) };
        let at = way[times / 3];
        scene.draw(way, edge(1.5));
        scene.note(at, [offset, -16.0], anchor, Role::Note, words::radius_power());
    }
    scene
}

/// The bars at the cursor.
pub fn overlay(model: &Model, view: &View) -> Scene {
    let mut scene = axes(model, view);
    let at = view.at();
    for (role, run) in runs(model, view) {
        draw(&mut scene, run, role, at, view);
    }
    if view.shows(Sight::Figure(figure::BARS)) {
        factor_label(&mut scene, model, at, view.size);
    }
    scene
}

fn draw(scene: &mut Scene, run: &Model, role: Role, at: usize, view: &View) {
    let own = role == Role::Weights;
    let norms = &run.snapshot(at).gradient_norms;
    let [first, last] = run.problem.pair();
    let foot = scene.y.low;
    let shift = match role {
        Role::Weights => -0.06,
        Role::RunB => 0.3,
        Role::RunC => -0.36,
        _ => 0.46,
    };
    let mut heads = Vec::new();
    let shown = if view.shows(Sight::Figure(figure::BARS)) { first } else { last };
    for (layer, &norm) in norms.iter().enumerate().take(last + 1).skip(shown) {
        let x = layer as f64 + 1.0 + shift;
        // What overflowed reaches beyond the axis, and says so; what is 0 has no place on it.
        let top = if norm.is_finite() { norm.max(foot) } else { scene.y.high };
        if norm == 0.0 {
            scene.label([x, foot], [0.0, -4.0], Anchor::Middle, role, "0");
        } else if norm.is_finite() {
            heads.push([x, top]);
        } else {
            scene.label([x, top], [0.0, 14.0], Anchor::Middle, role, "∞");
        }
        if own {
            let corners = vec![[x - 0.16, foot], [x - 0.16, top], [x + 0.16, top], [x + 0.16, foot]];
            scene.area(corners, role, 0.35, 0.0);
        } else {
            scene.straight([x, foot], [x, top], Stroke::solid(role, 2.0).pale(0.4));
        }
    }
    let end = heads.last().copied();
    scene.specks(heads, role, if last - first > 40 { 2.5 } else { 4.5 }, 1.0);
    if let Some(end) = end {
        let (offset, anchor) = match role {
            // Beside A's last bar stand those of the others.
            Role::Weights if !view.pins.is_empty() => ([0.0, -10.0], Anchor::Middle),
            Role::Weights => ([13.0, 5.0], Anchor::Start),
            _ if view.size[0] < NARROW => ([9.0, 5.0], Anchor::Start),
            Role::RunB => ([24.0, 5.0], Anchor::Start),
            Role::RunC => ([35.0, 5.0], Anchor::Start),
            _ => ([46.0, 5.0], Anchor::Start),
        };
        scene.label(end, offset, anchor, role, letter(role));
    }
}

/// What every layer multiplies by, on average, written where the bars leave room.
fn factor_label(scene: &mut Scene, model: &Model, at: usize, size: [f64; 2]) {
    let factor = model.factor(at);
    let [early, late] = model.problem.pair();
    if !(factor.is_finite() && factor > 0.0 && late > early + 2) {
        return;
    }
    // On a narrow figure there is no room before the middle.
    let middle = usize::midpoint(early, late);
    let aside = (late - early) / 5;
    let (place, offset, anchor) = match factor {
        f if f < 0.95 => (middle + if size[0] > NARROW { 0 } else { aside }, -12.0, Anchor::End),
        f if f > 1.05 => (middle - aside, 12.0, Anchor::Start),
        _ => (middle, 0.0, Anchor::Middle),
    };
    let Some(norm) = model.snapshot(at).gradient_norms.get(place) else { return };
    let text = match &model.problem.through {
        Some(_) => words::factor_each_step(&number(factor, 3)),
        None => words::factor_each(&number(factor, 2)),
    };
    scene.label([place as f64 + 1.0, *norm], [offset, -18.0], anchor, Role::Weights, text);
}
