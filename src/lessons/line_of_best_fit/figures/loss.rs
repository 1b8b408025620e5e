//! The second figure: the ground of the loss over both weights with the path on it, or a cut through it.

use super::super::model::{Model, Problem, span};
use super::super::words;
use super::{PINNED, best_is_shown, names, pins, seen, shape_of, stroke};
use crate::i18n::{number, short};
use crate::lessons::Look;
use crate::params::{Key, Scale};
use crate::plot::{Anchor, Axis, Grid, Handle, Mark, Role, Scene, Shape, Stroke};

/// Bands of the ground.
const BANDS: usize = 8;
/// Width of the path of run A.
const PATH: f64 = 2.5;

/// The part of the ground that is shown: the start at (0, 0) of the page, the lowest point, and where a step that just
/// fails to settle would land, with a margin; wide enough for the valley to look as it is. It does not follow *my line*,
/// so that nothing shifts under the hand, unless the line leaves it.
fn ground(problem: &Problem) -> [[f64; 2]; 2] {
    let best = problem.best.unwrap_or_else(|| problem.start_weights());
    let origin = problem.to_descent([0.0, 0.0]);
    let start = problem.start_weights();
    let steep = problem.hessian.steepest_direction();
    let away = [origin[0] - best[0], origin[1] - best[1]];
    let along = steep[0] * away[0] + steep[1] * away[1];
    let mirrored = [origin[0] - 2.0 * along * steep[0], origin[1] - 2.0 * along * steep[1]];
    // Half the width of the loss contour through the origin: √(2ΔL (H⁻¹)ᵢᵢ).
    let height = 0.5 * problem.hessian.quadratic(away);
    let determinant = problem.hessian.determinant();
    let inverse = [problem.hessian.yy / determinant, problem.hessian.xx / determinant];
    [0, 1].map(|axis| {
        let mut low = best[axis].min(origin[axis]).min(mirrored[axis]);
        let mut high = best[axis].max(origin[axis]).max(mirrored[axis]);
        let half = 0.4 * (2.0 * height * inverse[axis]).sqrt();
        if half.is_finite() {
            low = low.min(best[axis] - half);
            high = high.max(best[axis] + half);
        }
        let (mut low, mut high) = span([low, high].into_iter());
        let margin = 0.1 * (high - low);
        (low, high) = (low - margin, high + margin);
        if start[axis] < low {
            low = start[axis] - margin;
        }
        if start[axis] > high {
            high = start[axis] + margin;
        }
        [low, high]
    })
}

/// What the figure shows: `map`, `slope-slice` or `intercept-slice`.
pub fn surface<'a>(look: &Look<'a>) -> &'a str {
    look.spec.current().choice(Key::Cut)
}

/// The second figure's axes and ground.
pub fn loss_base(model: &Model, look: &Look) -> Scene {
    let mut scene = loss_axes(model, look);
    if surface(look) == "map" {
        scene.marks = ground_marks(model, &scene);
    }
    scene
}

fn loss_axes(model: &Model, look: &Look) -> Scene {
    let problem = &model.problem;
    let names = names(problem);
    let [w, b] = ground(problem);
    let axis = |[low, high]: [f64; 2], label: String| Axis { low, high, label, ..Axis::default() };
    // Whoever fits by hand without seeing the data may not see the ground either.
    let blurred = look.spec.current().on(Key::Blur) && model.trace.budget() == 0;
    match surface(look) {
        "map" => Scene { x: axis(w, names.slope), y: axis(b, names.intercept), blurred, ..Scene::default() },
        which => {
            let (range, label) = if which == "slope-slice" { (w, names.slope) } else { (b, names.intercept) };
            let start = problem.start_weights();
            let high = problem.loss.value(problem.to_descent([0.0, 0.0])).max(problem.loss.value(start));
            let high = if high.is_finite() && high > 0.0 { 1.15 * high } else { 1.0 };
            let y = Axis { low: -0.04 * high, high, label: words::axis_loss().into(), scale: Scale::Linear, ..Axis::default() };
            Scene { x: axis(range, label), y, blurred, ..Scene::default() }
        }
    }
}

fn ground_marks(model: &Model, scene: &Scene) -> Vec<Mark> {
    let problem = &model.problem;
    let Some(best) = problem.best else { return Vec::new() };
    let least = problem.loss.value(best);
    // The loss is exactly its minimum plus ½ dᵀHd, so the ground needs no pass over the data.
    let value = |[w, b]: [f64; 2]| least + 0.5 * problem.hessian.quadratic([w - best[0], b - best[1]]);
    let grid = Grid::sample(72, 54, [scene.x.low, scene.x.high], [scene.y.low, scene.y.high], value);
    let highest = grid.values.iter().copied().fold(least, f64::max);
    // Levels whose square roots are evenly spaced: contours of a bowl at even distances.
    let levels: Vec<f64> =
        (1..BANDS).map(|k| least + (highest - least) * (k as f64 / BANDS as f64) * (k as f64 / BANDS as f64)).collect();
    let shown: Vec<usize> = vec![2, 4, 6];
    let labels = shown.into_iter().filter_map(|k| {
        let level = *levels.get(k - 1)?;
        let at = level_place(problem, best, least, level, scene)?;
        let text = words::loss_level(&number(level, 2));
        Some(Mark::Label { at, offset: [0.0, 4.0], anchor: Anchor::Middle, text, role: Role::Note, bold: false })
    });
    let labels: Vec<Mark> = labels.collect();
    std::iter::once(Mark::Ground { grid, levels }).chain(labels).collect()
}

/// Where to write a level's loss: on its contour, on the first of several rays from the lowest point that meets it well
/// inside the axes.
fn level_place(problem: &Problem, best: [f64; 2], least: f64, level: f64, scene: &Scene) -> Option<[f64; 2]> {
    let width = [scene.x.high - scene.x.low, scene.y.high - scene.y.low];
    [[0.7, 0.7], [0.9, 0.4], [0.4, 0.9], [-0.7, -0.7], [-0.8, 0.6], [0.7, -0.7]].into_iter().find_map(|ray: [f64; 2]| {
        let ray = [ray[0] * width[0], ray[1] * width[1]];
        let length = (2.0 * (level - least) / problem.hessian.quadratic(ray)).sqrt();
        let at = [best[0] + length * ray[0], best[1] + length * ray[1]];
        let start = problem.start_weights();
        let apart = |axis: usize| (at[axis] - start[axis]).abs() / width[axis];
        if apart(0) < 0.16 && apart(1) < 0.1 {
            return None;
        }
        let inside = |value: f64, low: f64, width: f64| value > low + 0.06 * width && value < low + 0.94 * width;
        (inside(at[0], scene.x.low, width[0]) && inside(at[1], scene.y.low, width[1])).then_some(at)
    })
}

/// The path to the cursor, what was seen beyond it, the pinned paths, the star and the next step.
pub fn loss_overlay(model: &Model, look: &Look) -> Scene {
    let mut scene = loss_axes(model, look);
    if surface(look) == "map" { map_overlay(model, look, &mut scene) } else { slice_overlay(model, look, &mut scene) }
    scene
}

fn path(model: &Model, from: usize, to: usize) -> Vec<[f64; 2]> {
    (from..=to.min(model.trace.updates())).map(|update| model.weights(update)).collect()
}

fn path_marks(model: &Model, from: usize, at: usize, role: Role, width: f64) -> Vec<Mark> {
    let points = path(model, from, at);
    let size = if points.len() > 80 { 2.0 } else { 3.5 };
    let line = Mark::Polyline { points: points.clone(), stroke: stroke(role, width) };
    vec![line, Mark::Points { points, shape: shape_of(role), role, size, opacity: 1.0, ring: true }]
}

fn map_overlay(model: &Model, look: &Look, scene: &mut Scene) {
    let problem = &model.problem;
    let at = seen(look);
    let here = model.weights(at);
    let marks = &mut scene.marks;
    let label = |at: [f64; 2], offset: [f64; 2], anchor: Anchor, text: String, role: Role| Mark::Label { at, offset, anchor, text, role, bold: true };
    if !look.veiled {
        for (place, (role, pin)) in pins(look).enumerate() {
            marks.extend(path_marks(pin, 0, at, role, PINNED));
            let end = pin.weights(at);
            let letter = ["B", "C", "D"][place.min(2)].to_string();
            marks.push(label(end, [10.0, 14.0], Anchor::Start, letter, role));
        }
        let future = path(model, at, model.trace.updates());
        if future.len() > 1 && at > 0 {
            marks.push(Mark::Polyline { points: future, stroke: Stroke { opacity: 0.5, ..stroke(Role::Weights, 1.25) } });
        }
        if at > 0 {
            marks.extend(path_marks(model, 0, at, Role::Weights, PATH));
        }
        if at < model.trace.updates() && (look.part == 0 || look.part >= 3) {
            let next = model.weights(at + 1);
            marks.push(Mark::Arrow { from: here, to: next, stroke: stroke(Role::Gradient, 3.0) });
            // The words for a short step would stand on the path.
            let far = (next[0] - here[0]).abs() > 0.06 * (scene.x.high - scene.x.low)
                || (next[1] - here[1]).abs() > 0.06 * (scene.y.high - scene.y.low);
            if far {
                let (offset, anchor) =
                    if next[0] >= here[0] { ([10.0, 4.0], Anchor::Start) } else { ([-10.0, 4.0], Anchor::End) };
                marks.push(label(next, offset, anchor, words::next_step().into(), Role::Gradient));
            }
        }
    }
    if best_is_shown(model, look)
        && let Some(best) = problem.best
    {
        marks.push(Mark::Star { at: best });
        marks.push(label(best, [-14.0, -10.0], Anchor::End, words::closed_form().into(), Role::Ink));
    }
    marks.push(Mark::Points { points: vec![here], shape: Shape::Circle, role: Role::Weights, size: 6.5, opacity: 1.0, ring: true });
    let (offset, text) = if at == 0 { ([0.0, 24.0], words::my_line()) } else { ([0.0, -14.0], "A") };
    marks.push(label(here, offset, Anchor::Middle, text.into(), Role::Weights));
    scene.handles = start_handle(model, look, scene, problem.start_weights());
}

fn start_handle(model: &Model, look: &Look, scene: &Scene, at: [f64; 2]) -> Vec<Handle> {
    if look.veiled {
        return Vec::new();
    }
    let settings = &model.problem.spec.settings;
    let loss = model.trace.losses().first().copied().unwrap_or(f64::NAN);
    let value =
        words::handle_value(&short(settings.value(Key::Slope), 3), &short(settings.value(Key::Intercept), 3), &number(loss, 3));
    let nudge = match surface(look) {
        "map" => [(scene.x.high - scene.x.low) / 100.0, (scene.y.high - scene.y.low) / 100.0],
        _ => [(scene.x.high - scene.x.low) / 100.0, 0.0],
    };
    vec![Handle { id: 0, at, name: words::handle_start().into(), value, nudge, drawn: look.at > 0 }]
}

/// One weight, the other held where it is at the cursor: a parabola, its tangent, and the next step along it.
fn slice_overlay(model: &Model, look: &Look, scene: &mut Scene) {
    let problem = &model.problem;
    let update = seen(look);
    let here = model.weights(update);
    let axis = usize::from(surface(look) == "intercept-slice");
    let at = |value: f64| {
        let mut weights = here;
        weights[axis] = value;
        weights
    };
    let samples = 160;
    let curve: Vec<[f64; 2]> = (0..=samples)
        .map(|k| {
            let value = scene.x.low + (scene.x.high - scene.x.low) * f64::from(k) / f64::from(samples);
            [value, problem.loss.value(at(value))]
        })
        .collect();
    let (height, slope) = problem.loss.value_and_slope(here);
    let spot = [here[axis], height];
    let marks = &mut scene.marks;
    marks.push(Mark::Polyline { points: curve, stroke: stroke(Role::Error, 2.5) });
    if !look.veiled {
        let reach = 0.16 * (scene.x.high - scene.x.low);
        let tangent = [-reach, reach].map(|dx| [spot[0] + dx, spot[1] + dx * slope[axis]]).to_vec();
        marks.push(Mark::Polyline { points: tangent, stroke: stroke(Role::Gradient, 2.0) });
        let steep = words::slope_here(&number(slope[axis], 3));
        let (offset, anchor) = if slope[axis] < 0.0 { ([12.0, -10.0], Anchor::Start) } else { ([-12.0, -10.0], Anchor::End) };
        marks.push(Mark::Label { at: spot, offset, anchor, text: steep, role: Role::Gradient, bold: true });
        if update < model.trace.updates() && (look.part == 0 || look.part >= 3) {
            let next = model.weights(update + 1)[axis];
            marks.push(Mark::Arrow { from: spot, to: [next, spot[1]], stroke: stroke(Role::Gradient, 3.0) });
        }
        let curvature = if axis == 0 { problem.hessian.xx } else { problem.hessian.yy };
        if curvature > 0.0 {
            let bottom = here[axis] - slope[axis] / curvature;
            let at = [bottom, problem.loss.value(at(bottom))];
            marks.push(Mark::Points { points: vec![at], shape: Shape::Open, role: Role::Error, size: 5.0, opacity: 1.0, ring: false });
        }
    }
    marks.push(Mark::Points { points: vec![spot], shape: Shape::Circle, role: Role::Weights, size: 6.5, opacity: 1.0, ring: true });
    if update == 0 {
        scene.handles = start_handle(model, look, scene, spot);
    }
}
