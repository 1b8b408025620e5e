//! The first figure: the data, the line at the cursor with its mistakes, and the grips of *my line*.

use super::super::model::{Model, Problem};
use super::super::words;
use super::{PINNED, best_is_shown, names, pins};
use crate::{Range, Sight, View};
use i18n::number;
use params::Key;
use plot::{Anchor, Axis, Handle, Role, Scene, Stroke, Viewport};
use std::borrow::Cow;

/// More points than this are drawn small, without squares, and stand still under the line.
pub const CROWD: usize = 400;
/// Squares are shown for at most this many points.
pub const SQUARES: usize = 60;

/// The data, their axes and the best line.
pub fn line_base(model: &Model, view: &View) -> Scene {
    let mut scene = line_axes(&model.problem);
    scene.blurred = view.on(Key::Blur);
    if model.problem.data.points.len() > CROWD {
        draw_data(&mut scene, model);
    }
    scene
}

/// The axes, which follow the data alone.
pub fn line_axes(problem: &Problem) -> Scene {
    let names = names(problem);
    let [(x_low, x_high), (y_low, y_high)] = Range::of_points(&problem.page);
    let (dx, dy) = (x_high - x_low, y_high - y_low);
    // Squares open to the sides, and a flat line at 0 is where descent often starts: both get room where that costs little.
    let low = if (0.0..y_low).contains(&(y_low - dy)) || y_low <= 0.0 { y_low } else { 0.0 };
    Scene::of(
        Axis::new(x_low - 0.16 * dx, x_high + 0.08 * dx, names.x),
        Axis::new(low - 0.08 * dy, y_high + 0.12 * dy, names.y),
    )
}

fn draw_data(scene: &mut Scene, model: &Model) {
    let points = model.problem.page.clone();
    match points.len() {
        0..=60 => scene.dots(points, Role::Ink, 4.5),
        61..=CROWD => scene.specks(points, Role::Ink, 3.0, 0.7),
        _ => scene.specks(points, Role::Ink, 1.6, 0.45),
    }
}

/// Where a line stands, at a share of the way along the axis.
fn place(problem: &Problem, scene: &Scene, weights: [f64; 2], share: f64) -> [f64; 2] {
    let [slope, intercept] = problem.to_page(weights);
    let x = scene.x.low + share * scene.x.length();
    [x, slope * (x - problem.data.origin) + intercept]
}

/// A line over the whole width of the axes, from weights as descent sees them.
pub fn draw_line(scene: &mut Scene, problem: &Problem, weights: [f64; 2], stroke: Stroke) {
    let [from, to] = [0.0, 1.0].map(|share| place(problem, scene, weights, share));
    scene.straight(from, to, stroke);
}

/// The line at the cursor with its mistakes, the pinned lines, and the grips of *my line*.
pub fn line_overlay(model: &Model, view: &View) -> Scene {
    let problem = &model.problem;
    let mut scene = line_axes(problem);
    scene.blurred = view.on(Key::Blur);
    let at = view.at();
    let weights = model.weights(at);
    let crowded = problem.data.points.len() > CROWD;
    let best = problem.best.filter(|_| best_is_shown(model, view));
    if view.shows(Sight::Run) && !crowded && (view.part() == 0 || view.part() >= 2) {
        mistakes(&mut scene, model, view, weights);
    }
    if let Some(best) = best {
        draw_line(&mut scene, problem, best, Stroke::dashed(Role::Ink, 1.5));
    }
    for (role, pin) in pins(view).filter(|_| view.shows(Sight::Run)) {
        draw_line(&mut scene, &pin.problem, pin.weights(at), Stroke::of(role, PINNED));
    }
    if at > 0 {
        draw_line(&mut scene, problem, problem.start_weights(), Stroke::of(Role::Edge, 1.25));
    }
    draw_line(&mut scene, problem, weights, Stroke::of(Role::Weights, 3.0));
    if !crowded {
        draw_data(&mut scene, model);
    }
    if let Some(best) = best {
        scene.star(place(problem, &scene, best, 0.985));
        scene.label(place(problem, &scene, best, 0.5), [-6.0, -16.0], Anchor::End, Role::Ink, words::best_line());
    }
    let text = match at {
        0 => words::my_line().into(),
        at => Cow::Owned(words::line_at(&at.to_string())),
    };
    scene.label(place(problem, &scene, weights, 0.72), [8.0, 26.0], Anchor::Start, Role::Weights, text);
    scene.handles = line_handles(model, view, &scene);
    scene
}

/// Residuals as strokes, or as squares that open away from the line. A square that does not fit stays a stroke: cut off, its
/// area would be wrong.
fn mistakes(scene: &mut Scene, model: &Model, view: &View, weights: [f64; 2]) {
    let problem = &model.problem;
    let [slope, intercept] = problem.to_page(weights);
    let origin = problem.data.origin;
    let viewport = Viewport::new(scene, view.size, 1.0);
    let (foot, top) = (viewport.pixel([scene.x.low, scene.y.low]), viewport.pixel([scene.x.high, scene.y.high]));
    let per_unit = [(top[0] - foot[0]) / scene.x.length(), (foot[1] - top[1]) / scene.y.length()];
    let squares = view.on(Key::Squares) && problem.data.points.len() <= SQUARES && per_unit[0] > 0.0;
    let mut largest: Option<(f64, [f64; 2])> = None;
    // Many large squares over one another would hide the data: the more they cover, the lighter each is.
    let covered: f64 = problem
        .data
        .points
        .iter()
        .map(|[x, y]| (y - slope * x - intercept) * per_unit[1])
        .map(|side| side * side)
        .sum();
    let fill = 0.1 / (1.0 + covered / (view.size[0] * view.size[1]).max(1.0)).sqrt();
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
            scene.area(points, Role::Error, fill, 0.5);
            if largest.is_none_or(|(size, _)| side > size) {
                largest = Some((side, [0.5 * (x + corner), 0.5 * (y + line)]));
            }
        }
        scene.straight([x, line], [x, *y], Stroke::of(Role::Error, 1.5));
    }
    if let Some((side, at)) = largest.filter(|(side, _)| side * per_unit[0] > 56.0) {
        let area = side * per_unit[0] / per_unit[1];
        scene.label(at, [0.0, 5.0], Anchor::Middle, Role::Error, words::one_area(&number(area * area, 3)));
    }
}

fn line_handles(model: &Model, view: &View, scene: &Scene) -> Vec<Handle> {
    if !view.shows(Sight::Run) {
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
    let nudge = [0.0, scene.y.length() / 200.0];
    // A grip outside the axes could not be taken hold of.
    let margin = 0.02 * scene.y.length();
    let mut handles = Vec::new();
    for (id, (x, name)) in model.grips().into_iter().zip(names).enumerate() {
        let height = (slope * x + intercept).clamp(scene.y.low + margin, scene.y.high - margin);
        let at = [x + problem.data.origin, height];
        handles.push(Handle { id, at, name, value: value.clone(), nudge, drawn: true });
    }
    handles
}
