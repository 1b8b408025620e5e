//! The data, the line at the cursor with its mistakes, and the grips of *my line*.

use super::super::controls::names;
use super::super::model::{LineOfBestFit, Problem};
use super::super::{figure, words};
use super::{PINNED, in_words, seen_best};
use crate::kit::ground::set;
use crate::kit::{Pin, seen_pins};
use crate::{Act, Caption, Controls, Figure, Range, Sight, View};
use i18n::number;
use params::{Edit, Key, OWN_LIMIT};
use plot::{Anchor, Axis, Grip, Handle, Role, Scene, Stroke, Viewport};
use std::borrow::Cow;

/// More points than this are drawn small, without squares, and stand still under the line.
const CROWD: usize = 400;
/// Squares are shown for at most this many points.
const SQUARES: usize = 60;

/// The line among its data.
pub struct Line;

impl Figure<LineOfBestFit> for Line {
    fn caption(&self, model: &LineOfBestFit, view: &View) -> Caption {
        let n = model.problem.n();
        let who = match model.problem.spec.settings.choice(Key::Data) {
            "penguins" => words::penguins_drawn().to_string(),
            "penguins-all" => words::penguins_measured().to_string(),
            _ => words::points(&n.to_string()),
        };
        let note = match n {
            _ if view.on(Key::Blur) => words::figure_line_note_blurred().to_string(),
            0 => words::figure_line_note_empty().to_string(),
            _ if n > CROWD => words::figure_line_note_crowd(&who),
            _ if view.on(Key::Squares) && n <= SQUARES => words::figure_line_note_squares(&who),
            _ => words::figure_line_note_segments(&who),
        };
        Caption::half(figure::LINE, words::figure_line(), note)
    }

    /// The axes, and so many data that they are not drawn again.
    fn base(&self, model: &LineOfBestFit, view: &View) -> Scene {
        let mut scene = Scene { blurred: view.on(Key::Blur), ..axes(&model.problem) };
        if model.problem.n() > CROWD {
            draw_data(&mut scene, &model.problem);
        }
        scene
    }

    /// The line at the cursor with its mistakes, the pinned lines, and the grips of *my line*.
    fn overlay(&self, model: &LineOfBestFit, view: &View) -> Scene {
        let problem = &model.problem;
        let mut scene = Scene { blurred: view.on(Key::Blur), ..axes(problem) };
        let at = view.at();
        let weights = model.weights(at);
        let crowded = problem.n() > CROWD;
        let best = seen_best(model, view);
        if view.shows(Sight::Run) && !crowded && (view.part() == 0 || view.part() >= 2) {
            mistakes(&mut scene, problem, view, weights);
        }
        if let Some(best) = best {
            draw(&mut scene, problem, best, Stroke::dashed(Role::Ink, 1.5));
        }
        for Pin { role, run, .. } in seen_pins::<LineOfBestFit>(view) {
            draw(&mut scene, &run.problem, run.weights(at), Stroke::of(role, PINNED));
        }
        if at > 0 {
            draw(&mut scene, problem, problem.start_weights(), Stroke::of(Role::Edge, 1.25));
        }
        draw(&mut scene, problem, weights, Stroke::of(Role::Weights, 3.0));
        if !crowded {
            draw_data(&mut scene, problem);
        }
        if let Some(best) = best {
            scene.star(place(problem, &scene, best, 0.985));
            scene.label(place(problem, &scene, best, 0.5), [-6.0, -16.0], Anchor::End, Role::Ink, words::best_line());
        }
        let text = if at == 0 { words::my_line().into() } else { Cow::Owned(words::line_at(&at.to_string())) };
        scene.label(place(problem, &scene, weights, 0.72), [8.0, 26.0], Anchor::Start, Role::Weights, text);
        if view.shows(Sight::Run) {
            scene.handles = handles(model, &scene);
        }
        scene
    }

    fn describe(&self, model: &LineOfBestFit, view: &View) -> String {
        let problem = &model.problem;
        let weights = model.weights(view.at());
        let [slope, intercept] = in_words(model, weights);
        let (count, loss) = (problem.n().to_string(), number(problem.loss.value(weights), 3));
        if view.on(Key::Blur) && view.shows(Sight::Start) {
            words::describe_line_blurred(&loss)
        } else if seen_best(model, view).is_none() {
            words::describe_line_veiled(&count, &slope, &intercept)
        } else {
            words::describe_line(&count, &slope, &intercept, &loss, &number(problem.least_loss(), 3))
        }
    }

    fn points<'a>(&self, model: &'a LineOfBestFit) -> Option<&'a [[f64; 2]]> {
        Some(&model.problem.page)
    }

    /// A drag of *my line* by one of its grips, or a change of the data.
    fn act(&self, model: &LineOfBestFit, act: Act, _: &View) -> Option<Edit> {
        let finite = |[x, y]: [f64; 2]| x.is_finite() && y.is_finite();
        let mut own = model.data()?;
        let points = &mut own.points;
        match act {
            Act::Drag { handle, to, .. } => {
                let [left, middle, right] = grips(&model.problem);
                let [slope, intercept] = model.problem.my_line();
                let height = |x: f64| slope * x + intercept;
                let line = match handle {
                    0 => through([left, to[1]], [right, height(right)]),
                    2 => through([left, height(left)], [right, to[1]]),
                    _ => [slope, intercept + to[1] - height(middle)],
                };
                return set(&[Key::Slope, Key::Intercept], line);
            }
            Act::Add { at, .. } if finite(at) && points.len() < OWN_LIMIT => points.push(at),
            Act::MovePoint { index, to, .. } if finite(to) => *points.get_mut(index)? = to,
            Act::Remove { index, .. } if index < points.len() => {
                points.remove(index);
            }
            _ => return None,
        }
        Some(Edit::Data(own))
    }
}

/// The axes, which follow the data alone.
pub fn axes(problem: &Problem) -> Scene {
    let [x_name, y_name] = names(problem).data;
    let [(x_low, x_high), (y_low, y_high)] = Range::of_points(&problem.page);
    let (dx, dy) = (x_high - x_low, y_high - y_low);
    // Squares open to the sides, and descent often starts at a flat line at 0: both get room where that costs little.
    let low = if (0.0..y_low).contains(&(y_low - dy)) || y_low <= 0.0 { y_low } else { 0.0 };
    Scene::of(
        Axis::new(x_low - 0.16 * dx, x_high + 0.08 * dx, x_name),
        Axis::new(low - 0.08 * dy, y_high + 0.12 * dy, y_name),
    )
}

fn draw_data(scene: &mut Scene, problem: &Problem) {
    let points = problem.page.clone();
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
pub fn draw(scene: &mut Scene, problem: &Problem, weights: [f64; 2], stroke: Stroke) {
    let [from, to] = [0.0, 1.0].map(|share| place(problem, scene, weights, share));
    scene.straight(from, to, stroke);
}

/// Residuals as strokes, or as squares that open away from the line. A square that does not fit stays a stroke: cut
/// off, its area would be wrong.
fn mistakes(scene: &mut Scene, problem: &Problem, view: &View, weights: [f64; 2]) {
    let [slope, intercept] = problem.to_page(weights);
    let points = &problem.data.points;
    let viewport = Viewport::new(scene, view.size, 1.0);
    let (foot, top) = (viewport.pixel([scene.x.low, scene.y.low]), viewport.pixel([scene.x.high, scene.y.high]));
    let per_unit = [(top[0] - foot[0]) / scene.x.length(), (foot[1] - top[1]) / scene.y.length()];
    let squares = view.on(Key::Squares) && points.len() <= SQUARES && per_unit[0] > 0.0;
    let mut largest: Option<(f64, [f64; 2])> = None;
    // Many large squares over one another would hide the data: the more they cover, the lighter each is.
    let area = |[x, y]: &[f64; 2]| {
        let side = (y - slope * x - intercept) * per_unit[1];
        side * side
    };
    let covered: f64 = points.iter().map(area).sum();
    let fill = 0.1 / (1.0 + covered / (view.size[0] * view.size[1]).max(1.0)).sqrt();
    for [x, y] in points.iter() {
        let line = slope * x + intercept;
        let x = x + problem.data.origin;
        let side = (y - line).abs() * per_unit[1] / per_unit[0];
        // Away from the line: to the left of a point above a rising line, and so on.
        let corner = x + if (y - line) * slope >= 0.0 { -side } else { side };
        if squares && scene.holds([corner, line]) {
            scene.area(vec![[x, line], [x, *y], [corner, *y], [corner, line]], Role::Error, fill, 0.5);
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

/// Where *my line* can be taken hold of: x (from the data's origin) of the left, middle and right grip.
fn grips(problem: &Problem) -> [f64; 3] {
    let [(low, high), _] = Range::of_points(&problem.data.points);
    [low + 0.1 * (high - low), 0.5 * (low + high), high - 0.1 * (high - low)]
}

fn handles(model: &LineOfBestFit, scene: &Scene) -> Vec<Handle> {
    let problem = &model.problem;
    let [slope, intercept] = problem.my_line();
    let value = words::handle_value(&number(slope, 3), &number(intercept, 3), &number(model.trace.losses()[0], 3));
    let nudge = [0.0, scene.y.length() / 200.0];
    // A grip outside the axes could not be taken hold of.
    let margin = 0.02 * scene.y.length();
    let names = [words::handle_slope(), words::handle_intercept(), words::handle_slope()];
    let mut handles = Vec::new();
    for (id, (x, name)) in grips(problem).into_iter().zip(names).enumerate() {
        let height = (slope * x + intercept).clamp(scene.y.low + margin, scene.y.high - margin);
        let at = [x + problem.data.origin, height];
        handles.push(Handle { id, at, name, value: value.clone(), nudge, drawn: true, kind: Grip::Point });
    }
    handles
}

fn through([x0, y0]: [f64; 2], [x1, y1]: [f64; 2]) -> [f64; 2] {
    let slope = (y1 - y0) / (x1 - x0);
    [slope, y0 - slope * x0]
}
