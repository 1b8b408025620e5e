//! The gradient that reaches each layer, as bars with heads on a logarithmic axis: the head carries the value, the foot is
//! arbitrary.

use super::super::model::DeepGradients;
use super::super::{figure, words};
use super::{axis_across, edge, runs};
use crate::kit::Pin;
use crate::{Caption, Figure, Range, Sight, View};
use i18n::number;
use params::Key;
use plot::{Anchor, Axis, Role, Scene, Stroke};

/// The bars.
pub struct Bars;

const SEEN: Sight = Sight::Figure(figure::BARS);
/// Below this width there is little room beside the bars and over them, in pixels.
const NARROW: f64 = 480.0;

impl Figure<DeepGradients> for Bars {
    fn caption(&self, model: &DeepGradients, _: &View) -> Caption {
        let [first, last] = model.problem.named_pair();
        let (title, note) = if model.problem.recurrent() {
            (words::figure_time(), words::figure_time_note(&last))
        } else {
            (words::figure_bars(), words::figure_bars_note(&first, &last))
        };
        Caption::half(figure::BARS, title, note).wide(12)
    }

    /// The axes; for a recurrent cell also the radius to the power of the steps.
    fn base(&self, model: &DeepGradients, view: &View) -> Scene {
        let mut scene = axes(model, view);
        if let Some(through) = &model.problem.through
            && view.shows(SEEN)
            && let Some(at_end) = through.norms.last()
        {
            let radius = model.problem.spec.settings.value(Key::Radius);
            let times = through.norms.len();
            let mut way = Vec::new();
            for time in 0..times {
                way.push([time as f64 + 1.0, at_end * libm::pow(radius, (times - 1 - time) as f64)]);
            }
            let (offset, anchor) = if radius < 1.0 { (-10.0, Anchor::End) } else { (10.0, Anchor::Start) };
            let at = way[times / 3];
            scene.draw(way, edge(1.5));
            scene.note(at, [offset, -16.0], anchor, Role::Note, words::radius_power());
        }
        scene
    }

    fn overlay(&self, model: &DeepGradients, view: &View) -> Scene {
        let mut scene = axes(model, view);
        for run in runs(model, view) {
            draw(&mut scene, &run, view);
        }
        if view.shows(SEEN) {
            factor_label(&mut scene, model, view);
        }
        scene
    }

    fn describe(&self, model: &DeepGradients, view: &View) -> String {
        if !view.shows(SEEN) {
            return words::describe_veiled().to_string();
        }
        let [early, late] = model.problem.named_pair();
        let [least, most] = model.problem.pair().map(|layer| model.snapshot(view.at()).gradient_norms.get(layer));
        let norm = |norm: Option<&f64>| number(norm.copied().unwrap_or(f64::NAN), 3);
        words::describe_bars(&early, &norm(least), &late, &norm(most), &number(model.factor(view.at()), 3))
    }
}

fn axes(model: &DeepGradients, view: &View) -> Scene {
    let whole = view.shows(SEEN);
    let [mut first, mut last] = model.problem.pair();
    let mut range = Range::new();
    for Pin { run, .. } in runs(model, view) {
        let [low, high] = run.problem.pair();
        (first, last) = (first.min(low), last.max(high));
        // Where only the last bar is drawn, room for whatever may come shows nothing of it.
        let (snapshots, from) = if whole { (run.known(view), low) } else { (&run.snapshots[..1], high) };
        for snapshot in snapshots {
            range.see_positive(&snapshot.gradient_norms[from..=high]);
        }
    }
    let (below, above) = if whole { (0.2, 5.0) } else { (1e-9, 1e6) };
    let name = if model.problem.recurrent() { words::axis_time_norm() } else { words::axis_norm() };
    let y = Axis { grid: true, ..range.log_axis(below, above, name) };
    // The runs' letters stand to the right of the last bar.
    let room = 0.06 * (last - first + 1) as f64;
    Scene::of(Axis::new(first as f64 + 0.35, last as f64 + 1.65 + room, axis_across(model)), y)
}

fn draw(scene: &mut Scene, Pin { letter, role, run }: &Pin<DeepGradients>, view: &View) {
    let (role, own) = (*role, *role == Role::Weights);
    let [first, last] = run.problem.pair();
    let foot = scene.y.low;
    // How far the bars stand from the middle of their layer, and the letter from the last of them.
    let (shift, aside) = match role {
        Role::Weights => (-0.06, 13.0),
        Role::RunB => (0.3, 24.0),
        Role::RunC => (-0.36, 35.0),
        _ => (0.46, 46.0),
    };
    let mut heads = Vec::new();
    let shown = if view.shows(SEEN) { first } else { last };
    for (layer, &norm) in run.snapshot(view.at()).gradient_norms.iter().enumerate().take(last + 1).skip(shown) {
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
        let (offset, anchor) = match own {
            // Beside A's last bar stand those of the others.
            true if !view.pins.is_empty() => ([0.0, -10.0], Anchor::Middle),
            false if view.size[0] < NARROW => ([9.0, 5.0], Anchor::Start),
            _ => ([aside, 5.0], Anchor::Start),
        };
        scene.label(end, offset, anchor, role, *letter);
    }
}

/// What every layer multiplies by, on average, written where the bars leave room.
fn factor_label(scene: &mut Scene, model: &DeepGradients, view: &View) {
    let factor = model.factor(view.at());
    let [early, late] = model.problem.pair();
    if !(factor.is_finite() && factor > 0.0 && late > early + 2) {
        return;
    }
    // On a narrow figure there is no room before the middle.
    let middle = usize::midpoint(early, late);
    let aside = (late - early) / 5;
    let (place, offset, anchor) = match factor {
        f if f < 0.95 => (middle + if view.size[0] > NARROW { 0 } else { aside }, -12.0, Anchor::End),
        f if f > 1.05 => (middle - aside, 12.0, Anchor::Start),
        _ => (middle, 0.0, Anchor::Middle),
    };
    let Some(norm) = model.snapshot(view.at()).gradient_norms.get(place) else { return };
    let text = if model.problem.recurrent() {
        words::factor_each_step(&number(factor, 3))
    } else {
        words::factor_each(&number(factor, 2))
    };
    scene.label([place as f64 + 1.0, *norm], [offset, -18.0], anchor, Role::Weights, text);
}
