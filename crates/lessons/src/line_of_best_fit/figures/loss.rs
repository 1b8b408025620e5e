//! The second figure: the ground of the loss over both weights with the path on it, or a cut through it.

use super::super::model::{Model, Problem};
use super::super::{figure, words};
use super::{PINNED, best_is_shown, names, pins};
use crate::{Sight, View};
use i18n::{number, short};
use params::Key;
use plot::{Anchor, Axis, Handle, Role, Scene, Stroke};

/// Width of the path of run A.
const PATH: f64 = 2.5;

/// What the figure shows: `map`, `slope-slice` or `intercept-slice`.
pub fn surface(view: &View) -> &'static str {
    view.choice(Key::Cut)
}

/// The second figure's axes and ground.
pub fn loss_base(model: &Model, view: &View) -> Scene {
    let mut scene = loss_axes(model, view);
    if surface(view) == figure::MAP && view.shows(Sight::Figure(figure::MAP)) {
        draw_ground(&mut scene, &model.problem);
    }
    scene
}

fn loss_axes(model: &Model, view: &View) -> Scene {
    let problem = &model.problem;
    let names = names(problem);
    let [w, b] = problem.ground;
    let mut scene = match surface(view) {
        figure::MAP => Scene::of(Axis::new(w[0], w[1], names.slope), Axis::new(b[0], b[1], names.intercept)),
        which => {
            let ([low, high], label) =
                if which == figure::SLOPE_SLICE { (w, names.slope) } else { (b, names.intercept) };
            let start = problem.start_weights();
            let top = problem.loss.value(problem.to_descent([0.0, 0.0])).max(problem.loss.value(start));
            let top = if top.is_finite() && top > 0.0 { 1.15 * top } else { 1.0 };
            Scene::of(Axis::new(low, high, label), Axis::new(-0.04 * top, top, words::axis_loss()))
        }
    };
    // Whoever fits by hand without seeing the data may not see the ground either.
    scene.blurred = view.on(Key::Blur) && model.trace.budget() == 0;
    scene
}

fn draw_ground(scene: &mut Scene, problem: &Problem) {
    let Some(best) = problem.best else { return };
    let least = problem.loss.value(best);
    // The loss is exactly its minimum plus ½ dᵀHd, so the ground needs no pass over the data.
    let value = |[w, b]: [f64; 2]| least + 0.5 * problem.hessian.quadratic([w - best[0], b - best[1]]);
    let levels = scene.ground(72, 54, Some(least), &value);
    for level in [levels[1], levels[3], levels[5]] {
        if let Some(at) = level_place(problem, best, least, level, scene) {
            scene.note(at, [0.0, 4.0], Anchor::Middle, Role::Note, words::loss_level(&number(level, 2)));
        }
    }
}

/// Where to write a level's loss: on its contour, on the first of several rays from the lowest point that meets it well
/// inside the axes.
fn level_place(problem: &Problem, best: [f64; 2], least: f64, level: f64, scene: &Scene) -> Option<[f64; 2]> {
    let width = [scene.x.length(), scene.y.length()];
    for ray in [[0.7, 0.7], [0.9, 0.4], [0.4, 0.9], [-0.7, -0.7], [-0.8, 0.6], [0.7, -0.7]] {
        let ray: [f64; 2] = [ray[0] * width[0], ray[1] * width[1]];
        let length = (2.0 * (level - least) / problem.hessian.quadratic(ray)).sqrt();
        let at = [best[0] + length * ray[0], best[1] + length * ray[1]];
        let start = problem.start_weights();
        let apart = |axis: usize| (at[axis] - start[axis]).abs() / width[axis];
        let inside = |value: f64, low: f64, width: f64| value > low + 0.06 * width && value < low + 0.94 * width;
        let apart = apart(0) >= 0.16 || apart(1) >= 0.1;
        if apart && inside(at[0], scene.x.low, width[0]) && inside(at[1], scene.y.low, width[1]) {
            return Some(at);
        }
    }
    None
}

/// The path to the cursor, what was seen beyond it, the pinned paths, the star and the next step.
pub fn loss_overlay(model: &Model, view: &View) -> Scene {
    let mut scene = loss_axes(model, view);
    if surface(view) == figure::MAP {
        map_overlay(model, view, &mut scene)
    } else {
        slice_overlay(model, view, &mut scene)
    }
    scene
}

fn path(model: &Model, from: usize, to: usize) -> Vec<[f64; 2]> {
    let mut points = Vec::new();
    for update in from..=to.min(model.trace.updates()) {
        points.push(model.weights(update));
    }
    points
}

fn draw_path(scene: &mut Scene, model: &Model, at: usize, role: Role, width: f64) {
    let points = path(model, 0, at);
    let size = if points.len() > 80 { 2.0 } else { 3.5 };
    scene.line(points.clone(), role, width);
    scene.dots(points, role, size);
}

fn map_overlay(model: &Model, view: &View, scene: &mut Scene) {
    if !view.shows(Sight::Figure(figure::MAP)) {
        return;
    }
    let problem = &model.problem;
    let at = view.at();
    let here = model.weights(at);
    if view.shows(Sight::Run) {
        for (place, (role, pin)) in pins(view).enumerate() {
            draw_path(scene, pin, at, role, PINNED);
            let letter = ["B", "C", "D"][place.min(2)];
            scene.label(pin.weights(at), [10.0, 14.0], Anchor::Start, role, letter);
        }
        let future = path(model, at, model.trace.updates());
        if future.len() > 1 && at > 0 {
            scene.pale(future, Role::Weights, 1.25, 0.5);
        }
        if at > 0 {
            draw_path(scene, model, at, Role::Weights, PATH);
        }
        if at < model.trace.updates() && (view.part() == 0 || view.part() >= 3) {
            let next = model.weights(at + 1);
            scene.arrow(here, next, Role::Gradient, 3.0);
            // The words for a short step would stand on the path.
            let far = (next[0] - here[0]).abs() > 0.06 * scene.x.length()
                || (next[1] - here[1]).abs() > 0.06 * scene.y.length();
            if far {
                let (offset, anchor) =
                    if next[0] >= here[0] { ([10.0, 4.0], Anchor::Start) } else { ([-10.0, 4.0], Anchor::End) };
                scene.label(next, offset, anchor, Role::Gradient, words::next_step());
            }
        }
    }
    if best_is_shown(model, view)
        && let Some(best) = problem.best
    {
        scene.star(best);
        scene.label(best, [-14.0, -10.0], Anchor::End, Role::Ink, words::closed_form());
    }
    scene.dot(here, Role::Weights, 6.5);
    let (offset, text) = if at == 0 { ([0.0, 24.0], words::my_line()) } else { ([0.0, -14.0], "A") };
    scene.label(here, offset, Anchor::Middle, Role::Weights, text);
    start_handle(model, view, scene, problem.start_weights());
}

fn start_handle(model: &Model, view: &View, scene: &mut Scene, at: [f64; 2]) {
    if !view.shows(Sight::Run) {
        return;
    }
    let settings = &model.problem.spec.settings;
    let loss = model.trace.losses().first().copied().unwrap_or(f64::NAN);
    let value = words::handle_value(
        &short(settings.value(Key::Slope), 3),
        &short(settings.value(Key::Intercept), 3),
        &number(loss, 3),
    );
    let mut nudge = scene.nudge();
    if surface(view) != figure::MAP {
        nudge[1] = 0.0;
    }
    scene.handles = vec![Handle { id: 0, at, name: words::handle_start(), value, nudge, drawn: view.at() > 0 }];
}

/// One weight, the other held where it is at the cursor: a parabola, its tangent, and the next step along it.
fn slice_overlay(model: &Model, view: &View, scene: &mut Scene) {
    let problem = &model.problem;
    let update = view.at();
    let here = model.weights(update);
    let axis = usize::from(surface(view) == figure::INTERCEPT_SLICE);
    let at = |value: f64| {
        let mut weights = here;
        weights[axis] = value;
        weights
    };
    let samples = 160;
    let mut curve = Vec::new();
    for k in 0..=samples {
        let value = scene.x.low + scene.x.length() * f64::from(k) / f64::from(samples);
        curve.push([value, problem.loss.value(at(value))]);
    }
    let (height, slope) = problem.loss.value_and_slope(here);
    let spot = [here[axis], height];
    scene.line(curve, Role::Error, 2.5);
    if view.shows(Sight::Run) {
        let reach = 0.16 * scene.x.length();
        let [from, to] = [-reach, reach].map(|dx| [spot[0] + dx, spot[1] + dx * slope[axis]]);
        scene.straight(from, to, Stroke::of(Role::Gradient, 2.0));
        let (offset, anchor) =
            if slope[axis] < 0.0 { ([12.0, -10.0], Anchor::Start) } else { ([-12.0, -10.0], Anchor::End) };
        scene.label(spot, offset, anchor, Role::Gradient, words::slope_here(&number(slope[axis], 3)));
        if update < model.trace.updates() && (view.part() == 0 || view.part() >= 3) {
            scene.arrow(spot, [model.weights(update + 1)[axis], spot[1]], Role::Gradient, 3.0);
        }
        let curvature = if axis == 0 { problem.hessian.xx } else { problem.hessian.yy };
        if curvature > 0.0 {
            let bottom = here[axis] - slope[axis] / curvature;
            scene.ring([bottom, problem.loss.value(at(bottom))], Role::Error, 5.0);
        }
    }
    scene.dot(spot, Role::Weights, 6.5);
    if update == 0 {
        start_handle(model, view, scene, spot);
    }
}
