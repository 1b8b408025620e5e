//! The ground of the loss over both weights, from above, with the path on it.

use super::super::controls::names;
use super::super::model::{LineOfBestFit, Problem};
use super::super::{figure, words};
use super::{PINNED, ground_is_blurred, hold_start, in_words, next_is_seen, seen_best};
use crate::kit::ground::{ground, set};
use crate::kit::{Pin, seen_pins};
use crate::{Act, Caption, Figure, Sight, View};
use i18n::number;
use params::{Edit, Key};
use plot::{Anchor, Axis, Role, Scene};

/// The map.
pub struct Map;

impl Figure<LineOfBestFit> for Map {
    fn caption(&self, model: &LineOfBestFit, view: &View) -> Caption {
        let note = match (model.problem.best, seen_best(model, view)) {
            (None, _) => words::figure_map_note_flat(),
            (_, None) => words::figure_map_note_plain(),
            _ => words::figure_map_note(),
        };
        Caption::half(figure::MAP, words::figure_map(), note)
    }

    /// The axes and the ground, with a loss written at some of its contours.
    fn base(&self, model: &LineOfBestFit, view: &View) -> Scene {
        let problem = &model.problem;
        let mut scene = axes(model, view);
        if let Some(best) = problem.best.filter(|_| view.shows(Sight::Figure(figure::MAP))) {
            let least = problem.loss.value(best);
            let levels = ground(&mut scene, [72, 54], &problem.hessian, best, least);
            for level in [levels[1], levels[3], levels[5]] {
                if let Some(at) = level_place(problem, best, level - least, &scene) {
                    scene.note(at, [0.0, 4.0], Anchor::Middle, Role::Note, words::loss_level(&number(level, 2)));
                }
            }
        }
        scene
    }

    /// The path to the cursor, what was seen beyond it, the pinned paths, the star and the next step.
    fn overlay(&self, model: &LineOfBestFit, view: &View) -> Scene {
        let mut scene = axes(model, view);
        if !view.shows(Sight::Figure(figure::MAP)) {
            return scene;
        }
        let at = view.at();
        let here = model.weights(at);
        for Pin { letter, role, run } in seen_pins(view) {
            draw_path(&mut scene, run, at, role, PINNED);
            scene.label(run.weights(at), [10.0, 14.0], Anchor::Start, role, letter);
        }
        if view.shows(Sight::Run) && at > 0 {
            let future = model.path(at, usize::MAX);
            if future.len() > 1 {
                scene.pale(future, Role::Weights, 1.25, 0.5);
            }
            draw_path(&mut scene, model, at, Role::Weights, 2.5);
        }
        if next_is_seen(model, view) {
            let next = model.weights(at + 1);
            scene.arrow(here, next, Role::Gradient, 3.0);
            // The words for a short step would stand on the path.
            let far = (next[0] - here[0]).abs() > 0.06 * scene.x.length()
                || (next[1] - here[1]).abs() > 0.06 * scene.y.length();
            if far {
                let (dx, anchor) = if next[0] >= here[0] { (10.0, Anchor::Start) } else { (-10.0, Anchor::End) };
                scene.label(next, [dx, 4.0], anchor, Role::Gradient, words::next_step());
            }
        }
        if let Some(best) = seen_best(model, view) {
            scene.star(best);
            scene.label(best, [-14.0, -10.0], Anchor::End, Role::Ink, words::closed_form());
        }
        scene.dot(here, Role::Weights, 6.5);
        let (dy, text) = if at == 0 { (24.0, words::my_line()) } else { (-14.0, "A") };
        scene.label(here, [0.0, dy], Anchor::Middle, Role::Weights, text);
        hold_start(&mut scene, model, view, model.problem.start_weights(), true);
        scene
    }

    fn describe(&self, model: &LineOfBestFit, view: &View) -> String {
        let weights = model.weights(view.at());
        let [slope, intercept] = in_words(model, weights);
        let Some(best) = seen_best(model, view) else { return words::describe_map_veiled(&slope, &intercept) };
        let ([w0, b0], [w, b]) = (in_words(model, model.problem.start_weights()), in_words(model, best));
        let loss = number(model.problem.loss.value(weights), 3);
        words::describe_map(&w0, &b0, &slope, &intercept, &loss, &w, &b)
    }

    fn act(&self, model: &LineOfBestFit, act: Act, _: &View) -> Option<Edit> {
        let Act::Drag { to, .. } = act else { return None };
        set(&[Key::Slope, Key::Intercept], model.problem.to_page(to))
    }
}

fn axes(model: &LineOfBestFit, view: &View) -> Scene {
    let [slope, intercept] = names(&model.problem).descent;
    let [w, b] = model.problem.ground;
    let axes = Scene::of(Axis::new(w[0], w[1], slope), Axis::new(b[0], b[1], intercept));
    Scene { blurred: ground_is_blurred(model, view), ..axes }
}

/// Where to write the loss of a contour that is so much above the least: on the first of several rays from the lowest
/// point that meets it well inside the axes, away from the start.
fn level_place(problem: &Problem, best: [f64; 2], above: f64, scene: &Scene) -> Option<[f64; 2]> {
    let start = problem.start_weights();
    let width = [scene.x.length(), scene.y.length()];
    for ray in [[0.7, 0.7], [0.9, 0.4], [0.4, 0.9], [-0.7, -0.7], [-0.8, 0.6], [0.7, -0.7]] {
        let ray: [f64; 2] = [ray[0] * width[0], ray[1] * width[1]];
        let length = (2.0 * above / problem.hessian.quadratic(ray)).sqrt();
        let at = [best[0] + length * ray[0], best[1] + length * ray[1]];
        let apart = |axis: usize| (at[axis] - start[axis]).abs() / width[axis];
        let inside = |value: f64, low: f64, width: f64| value > low + 0.06 * width && value < low + 0.94 * width;
        let apart = apart(0) >= 0.16 || apart(1) >= 0.1;
        if apart && inside(at[0], scene.x.low, width[0]) && inside(at[1], scene.y.low, width[1]) {
            return Some(at);
        }
    }
    None
}

fn draw_path(scene: &mut Scene, model: &LineOfBestFit, at: usize, role: Role, width: f64) {
    let points = model.path(0, at);
    let size = if points.len() > 80 { 2.0 } else { 3.5 };
    scene.line(points.clone(), role, width);
    scene.dots(points, role, size);
}
