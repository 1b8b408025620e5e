//! What the lesson shows: the line among its data, and the same line as a point on the ground of the loss.

use super::model::{Model, Problem};
use super::{figure, words};
use crate::{Caption, Range, Run, Sight, View};
use i18n::number;
use params::Key;
use plot::{Role, Scene, Stroke};

mod line;
mod loss;

use line::{CROWD, SQUARES, draw_line, line_axes};
pub use line::{line_base, line_overlay};
use loss::surface;
pub use loss::{loss_base, loss_overlay};

/// Width of the path and the line of a pinned run.
const PINNED: f64 = 2.0;

/// What the two columns and the two weights are called, with their units; marked up.
pub struct Names {
    /// The horizontal axis of the data.
    pub x: String,
    /// The vertical axis of the data.
    pub y: String,
    /// The slope as descent sees it.
    pub slope: String,
    /// The intercept as descent sees it.
    pub intercept: String,
    /// The slope of *my line*.
    pub page_slope: String,
    /// The intercept of *my line*.
    pub page_intercept: String,
}

/// The names for this run's data.
pub fn names(problem: &Problem) -> Names {
    let spec = &problem.spec;
    let data = spec.settings.choice(Key::Data);
    let mut units = (None, None);
    let (x, y) = match data {
        "penguins" | "penguins-all" => {
            units = (Some(words::penguins_slope_unit()), Some(words::penguins_intercept_unit()));
            (words::penguins_x().to_string(), words::penguins_y().to_string())
        }
        "norris" => (words::norris_x().to_string(), words::norris_y().to_string()),
        "own" => {
            let own = spec.own.as_deref();
            let name = |name: Option<&String>, other: &str| match name {
                Some(name) if !name.is_empty() => i18n::plain(name),
                _ => other.to_string(),
            };
            (
                name(own.map(|own| &own.x_name), words::generated_x()),
                name(own.map(|own| &own.y_name), words::generated_y()),
            )
        }
        _ => (words::generated_x().to_string(), words::generated_y().to_string()),
    };
    let (page_slope, page_intercept) = match units {
        (Some(slope), Some(intercept)) => (words::axis_slope_unit(slope), words::axis_intercept_unit(intercept)),
        _ if problem.data.origin != 0.0 => {
            (words::axis_slope().to_string(), words::axis_intercept_at(&number(problem.data.origin, 3)))
        }
        _ => (words::axis_slope().to_string(), words::axis_intercept().to_string()),
    };
    let (slope, intercept) = if spec.settings.on(Key::Standardise) {
        (words::axis_slope_standardised().to_string(), words::axis_intercept_standardised().to_string())
    } else {
        (page_slope.clone(), page_intercept.clone())
    };
    Names { x, y, slope, intercept, page_slope, page_intercept }
}

/// How far the sliders of *my line* reach: twice the steepest line through the data's box, and twice its height.
pub fn reach(problem: &Problem) -> [f64; 2] {
    let [(x_low, x_high), (y_low, y_high)] = Range::of_points(&problem.data.points);
    let slope = 2.0 * (y_high - y_low) / (x_high - x_low);
    let best = problem.best.map_or([0.0; 2], |best| problem.to_page(best));
    let height = 1.5 * y_high.abs().max(y_low.abs()).max(best[1].abs());
    [slope.max(1.5 * best[0].abs()), height]
}

/// Whether the line of least loss may be seen.
fn best_is_shown(model: &Model, view: &View) -> bool {
    view.on(Key::Best) && view.shows(Sight::Run) && model.problem.best.is_some()
}

/// The pinned runs of this lesson with their roles.
fn pins<'a>(view: &'a View) -> impl Iterator<Item = (Role, &'a Model)> {
    view.pins
        .iter()
        .enumerate()
        .filter_map(|(place, run)| Some((Role::of_run(place + 1), run.as_any().downcast_ref::<Model>()?)))
}

/// Title and note over each figure.
pub fn captions(model: &Model, view: &View) -> Vec<Caption> {
    let problem = &model.problem;
    let n = problem.data.points.len();
    let who = match problem.spec.settings.choice(Key::Data) {
        "penguins" => words::penguins_drawn().to_string(),
        "penguins-all" => words::penguins_measured().to_string(),
        _ => words::points(&n.to_string()),
    };
    let note = if view.on(Key::Blur) {
        words::figure_line_note_blurred().to_string()
    } else if n == 0 {
        words::figure_line_note_empty().to_string()
    } else if n > CROWD {
        words::figure_line_note_crowd(&who)
    } else if view.on(Key::Squares) && n <= SQUARES {
        words::figure_line_note_squares(&who)
    } else {
        words::figure_line_note_segments(&who)
    };
    let [slope, intercept] = problem.to_page(model.weights(view.at())).map(|value| number(value, 3));
    let (title, second) = match surface(view) {
        figure::SLOPE_SLICE => (words::figure_slice_slope(), words::figure_slice_slope_note(&intercept)),
        figure::INTERCEPT_SLICE => (words::figure_slice_intercept(), words::figure_slice_intercept_note(&slope)),
        _ if problem.best.is_none() => (words::figure_map(), words::figure_map_note_flat().to_string()),
        _ if best_is_shown(model, view) => (words::figure_map(), words::figure_map_note().to_string()),
        _ => (words::figure_map(), words::figure_map_note_plain().to_string()),
    };
    let mut captions = vec![Caption::half(figure::LINE, words::figure_line(), note)];
    if surface(view) != "none" {
        captions.push(Caption::half(surface(view), title, second));
    }
    captions
}

/// A figure in words.
pub fn describe(model: &Model, figure: usize, view: &View) -> String {
    let problem = &model.problem;
    let weights = model.weights(view.at());
    let [slope, intercept] = problem.to_page(weights).map(|value| number(value, 3));
    let loss = number(problem.loss.value(weights), 3);
    let count = problem.data.points.len().to_string();
    let text = match (figure, surface(view)) {
        (0, _) if view.on(Key::Blur) && view.shows(Sight::Start) => words::describe_line_blurred(&loss),
        (0, _) if !best_is_shown(model, view) => words::describe_line_veiled(&count, &slope, &intercept),
        (0, _) => words::describe_line(&count, &slope, &intercept, &loss, &number(problem.least_loss(), 3)),
        (_, figure::MAP) if !best_is_shown(model, view) => words::describe_map_veiled(&slope, &intercept),
        (_, figure::MAP) => {
            let [w0, b0] = problem.to_page(problem.start_weights()).map(|value| number(value, 3));
            let [w, b] = problem.to_page(problem.best.unwrap_or_default()).map(|value| number(value, 3));
            words::describe_map(&w0, &b0, &slope, &intercept, &loss, &w, &b)
        }
        (_, which) => {
            let axis = usize::from(which == figure::INTERCEPT_SLICE);
            let weight = number(weights[axis], 3);
            if view.shows(Sight::Start) {
                let gradient = problem.loss.value_and_slope(weights).1[axis];
                words::describe_slice(&weight, &loss, &number(gradient, 3))
            } else {
                words::describe_slice_veiled(&weight)
            }
        }
    };
    i18n::unmarked(&text)
}

/// The card's picture: all penguins and the line that descent found.
pub fn card(model: &Model) -> Scene {
    let problem = &model.problem;
    let mut scene = line_axes(problem);
    let [_, (low, high)] = Range::of_points(&problem.page);
    (scene.y.low, scene.y.high) = (low - 0.3, high + 0.3);
    scene.x.strip();
    scene.y.strip();
    scene.specks(problem.page.clone(), Role::Ink, 2.2, 0.45);
    draw_line(&mut scene, problem, model.weights(usize::MAX), Stroke::of(Role::Weights, 3.0));
    scene
}

/// Whether the run at hand belongs to this lesson.
pub fn model_of(run: &dyn Run) -> Option<&Model> {
    run.as_any().downcast_ref()
}
