//! The first figure: the data, the line at the cursor with its mistakes, and the grips of *my line*.

use super::super::model::{Model, Problem, span};
use super::super::words;
use super::{PINNED, best_is_shown, names, pins, seen, stroke};
use crate::i18n::number;
use crate::lessons::Look;
use crate::params::Key;
use crate::plot::{Anchor, Axis, Handle, Mark, Role, Scene, Shape, Stroke, Viewport};

/// More points than this are drawn small, without squares, and stand still under the line.
pub const CROWD: usize = 400;
/// Squares are shown for at most this many points.
pub const SQUARES: usize = 60;

/// The data, their axes and the best line.
pub fn line_base(model: &Model, look: &Look) -> Scene {
    let mut scene = Scene { blurred: look.spec.current().on(Key::Blur), ..line_axes(&model.problem) };
    if model.problem.data.points.len() > CROWD {
        scene.marks.push(data_mark(model));
    }
    scene
}

/// The axes, which follow the data alone.
pub fn line_axes(problem: &Problem) -> Scene {
    let names = names(problem);
    let origin = problem.data.origin;
    let (x_low, x_high) = span(problem.data.points.iter().map(|[x, _]| x + origin));
    let (y_low, y_high) = span(problem.data.points.iter().map(|[_, y]| *y));
    let (dx, dy) = (x_high - x_low, y_high - y_low);
    // Squares open to the sides, and a flat line at 0 is where descent often starts: both get room where that costs little.
    let low = if (0.0..y_low).contains(&(y_low - dy)) || y_low <= 0.0 { y_low } else { 0.0 };
    let x = Axis { low: x_low - 0.16 * dx, high: x_high + 0.08 * dx, label: names.x, ..Axis::default() };
    let y = Axis { low: low - 0.08 * dy, high: y_high + 0.12 * dy, label: names.y, ..Axis::default() };
    Scene { x, y, ..Scene::default() }
}

fn data_mark(model: &Model) -> Mark {
    let points = model.problem.page.clone();
    let (size, opacity, ring) = match points.len() {
        0..=60 => (4.5, 1.0, true),
        61..=CROWD => (3.0, 0.7, false),
        _ => (1.6, 0.45, false),
    };
    Mark::Points { points, shape: Shape::Circle, role: Role::Ink, size, opacity, ring }
}

/// A line over the whole width of the axes, from weights as descent sees them.
pub fn line_mark(problem: &Problem, scene: &Scene, weights: [f64; 2], stroke: Stroke) -> Mark {
    let [slope, intercept] = problem.to_page(weights);
    let height = |x: f64| slope * (x - problem.data.origin) + intercept;
    Mark::Polyline { points: [scene.x.low, scene.x.high].map(|x| [x, height(x)]).to_vec(), stroke }
}

/// The line at the cursor with its mistakes, the pinned lines, and the grips of *my line*.
pub fn line_overlay(model: &Model, look: &Look) -> Scene {
    let problem = &model.problem;
    let mut scene = Scene { blurred: look.spec.current().on(Key::Blur), ..line_axes(problem) };
    let at = seen(look);
    let weights = model.weights(at);
    let crowded = problem.data.points.len() > CROWD;
    let mut marks = Vec::new();
    if !look.veiled && !crowded && (look.part == 0 || look.part >= 2) {
        marks.extend(mistakes(model, look, &scene, weights));
    }
    if best_is_shown(model, look)
        && let Some(best) = problem.best
    {
        marks.push(line_mark(problem, &scene, best, Stroke { role: Role::Ink, width: 1.5, dash: &[5.0, 4.0], opacity: 1.0 }));
    }
    for (role, pin) in pins(look).filter(|_| !look.veiled) {
        marks.push(line_mark(&pin.problem, &scene, pin.weights(at), stroke(role, PINNED)));
    }
    if at > 0 {
        let thin = Stroke { role: Role::Edge, width: 1.25, dash: &[], opacity: 1.0 };
        marks.push(line_mark(problem, &scene, problem.start_weights(), thin));
    }
    marks.push(line_mark(problem, &scene, weights, stroke(Role::Weights, 3.0)));
    if !crowded {
        marks.push(data_mark(model));
    }
    marks.extend(line_labels(model, look, &scene, weights));
    scene.marks = marks;
    scene.handles = line_handles(model, look, &scene);
    scene
}

/// Residuals as strokes, or as squares that open away from the line. A square that does not fit stays a stroke: cut off, its
/// area would be wrong.
fn mistakes(model: &Model, look: &Look, scene: &Scene, weights: [f64; 2]) -> Vec<Mark> {
    let problem = &model.problem;
    let [slope, intercept] = problem.to_page(weights);
    let origin = problem.data.origin;
    let viewport = Viewport::new(scene, look.size, 1.0);
    let (foot, top) = (viewport.pixel([scene.x.low, scene.y.low]), viewport.pixel([scene.x.high, scene.y.high]));
    let per_unit = [(top[0] - foot[0]) / (scene.x.high - scene.x.low), (foot[1] - top[1]) / (scene.y.high - scene.y.low)];
    let squares = look.spec.current().on(Key::Squares) && problem.data.points.len() <= SQUARES && per_unit[0] > 0.0;
    let mut marks = Vec::new();
    let mut largest: Option<(f64, [f64; 2])> = None;
    // Many large squares over one another would hide the data: the more they cover, the lighter each is.
    let covered: f64 = problem.data.points.iter().map(|[x, y]| (y - slope * x - intercept) * per_unit[1]).map(|side| side * side).sum();
    let fill = 0.1 / (1.0 + covered / (look.size[0] * look.size[1]).max(1.0)).sqrt();
    for [x, y] in problem.data.points.iter() {
        let line = slope * x + intercept;
        let x = x + origin;
        let side = (y - line).abs() * per_unit[1] / per_unit[0];
        // Away from the line: to the left of a point above a rising line, and so on.
        let away = if (y - line) * slope >= 0.0 { -side } else { side };
        let corner = x + away;
        let fits = corner >= scene.x.low && corner <= scene.x.high && line >= scene.y.low && line <= scene.y.high;
        if squares && fits {
            let points = vec![[x, line], [x, *y], [corner, *y], [corner, line]];
            marks.push(Mark::Area { points, role: Role::Error, fill, outline: 0.5 });
            if largest.is_none_or(|(size, _)| side > size) {
                largest = Some((side, [0.5 * (x + corner), 0.5 * (y + line)]));
            }
        }
        let stroke = Stroke { role: Role::Error, width: 1.5, dash: &[], opacity: 1.0 };
        marks.push(Mark::Polyline { points: vec![[x, line], [x, *y]], stroke });
    }
    if let Some((side, at)) = largest.filter(|(side, _)| side * per_unit[0] > 56.0) {
        let area = side * per_unit[0] / per_unit[1];
        let text = words::one_area(&number(area * area, 3));
        marks.push(Mark::Label { at, offset: [0.0, 5.0], anchor: Anchor::Middle, text, role: Role::Error, bold: true });
    }
    marks
}

fn line_labels(model: &Model, look: &Look, scene: &Scene, weights: [f64; 2]) -> Vec<Mark> {
    let problem = &model.problem;
    let mut marks = Vec::new();
    let place = |weights: [f64; 2], share: f64| {
        let [slope, intercept] = problem.to_page(weights);
        let x = scene.x.low + share * (scene.x.high - scene.x.low);
        [x, slope * (x - problem.data.origin) + intercept]
    };
    if best_is_shown(model, look)
        && let Some(best) = problem.best
    {
        let end = place(best, 0.985);
        marks.push(Mark::Star { at: end });
        let at = place(best, 0.5);
        marks.push(Mark::Label { at, offset: [-6.0, -16.0], anchor: Anchor::End, text: words::best_line().into(), role: Role::Ink, bold: true });
    }
    let text = match seen(look) {
        0 => words::my_line().to_string(),
        at => words::line_at(&at.to_string()),
    };
    let at = place(weights, 0.72);
    marks.push(Mark::Label { at, offset: [8.0, 26.0], anchor: Anchor::Start, text, role: Role::Weights, bold: true });
    marks
}

fn line_handles(model: &Model, look: &Look, scene: &Scene) -> Vec<Handle> {
    if look.veiled {
        return Vec::new();
    }
    let problem = &model.problem;
    let settings = &problem.spec.settings;
    let (slope, intercept) = (settings.value(Key::Slope), settings.value(Key::Intercept));
    let value = words::handle_value(
        &number(slope, 3),
        &number(intercept, 3),
        &number(model.trace.losses().first().copied().unwrap_or(f64::NAN), 3),
    );
    let names = [words::handle_slope(), words::handle_intercept(), words::handle_slope()];
    let nudge = [0.0, (scene.y.high - scene.y.low) / 200.0];
    // A grip outside the axes could not be taken hold of.
    let margin = 0.02 * (scene.y.high - scene.y.low);
    let grips = model.grips().into_iter().zip(names).enumerate();
    grips
        .map(|(id, (x, name))| {
            let height = (slope * x + intercept).clamp(scene.y.low + margin, scene.y.high - margin);
            Handle { id, at: [x + problem.data.origin, height], name: name.into(), value: value.clone(), nudge, drawn: true }
        })
        .collect()
}
