//! What the lesson shows: the line among its data, and the same line as a point on the ground of the loss.

use super::model::LineOfBestFit;
use super::{figure, words};
use crate::kit::ground::take_hold;
use crate::{Controls, Figure, Figures, Model, Range, Sight, View};
use i18n::{number, short};
use params::{Key, RunSpec};
use plot::{Role, Scene, Stroke};

mod line;
mod map;
mod slice;

use line::Line;
use map::Map;
use slice::Slice;

impl Figures for LineOfBestFit {
    fn figures(&self, view: &View) -> &'static [&'static dyn Figure<LineOfBestFit>] {
        match view.choice(Key::Cut) {
            figure::SLOPE_SLICE => &[&Line, &Slice(0)],
            figure::INTERCEPT_SLICE => &[&Line, &Slice(1)],
            "none" => &[&Line],
            _ => &[&Line, &Map],
        }
    }
    /// All penguins and the line that descent found.
    fn card() -> Scene {
        let all = Key::Data.spec().kind.index_of("penguins-all").unwrap_or(0) as f64;
        let spec = RunSpec::defaults(Self::CONTROLS).with(Key::Data, all).with(Key::Updates, 100.0);
        let model = LineOfBestFit::finished(&spec);
        let problem = &model.problem;
        let mut scene = line::axes(problem);
        let [_, (low, high)] = Range::of_points(&problem.page);
        (scene.y.low, scene.y.high) = (low - 0.3, high + 0.3);
        scene.x.strip();
        scene.y.strip();
        scene.specks(problem.page.clone(), Role::Ink, 2.2, 0.45);
        line::draw(&mut scene, problem, model.weights(usize::MAX), Stroke::of(Role::Weights, 3.0));
        scene
    }
}

/// Width of the path and the line of a pinned run.
const PINNED: f64 = 2.0;

/// The weights of least loss, where they may be seen.
fn seen_best(model: &LineOfBestFit, view: &View) -> Option<[f64; 2]> {
    model.problem.best.filter(|_| view.on(Key::Best) && view.shows(Sight::Run))
}

/// Whether the next update is in sight: as a whole, or its last part.
fn next_is_seen(model: &LineOfBestFit, view: &View) -> bool {
    view.shows(Sight::Run) && view.at() < model.trace.updates() && (view.part() == 0 || view.part() >= 3)
}

/// Whoever fits by hand without seeing the data may not see the ground either.
fn ground_is_blurred(model: &LineOfBestFit, view: &View) -> bool {
    view.on(Key::Blur) && model.trace.budget() == 0
}

/// Weights as slope and intercept of the page, in words.
fn in_words(model: &LineOfBestFit, weights: [f64; 2]) -> [String; 2] {
    model.problem.to_page(weights).map(|value| number(value, 3))
}

/// *My line* to take hold of, on the ground from above or from the side.
fn hold_start(scene: &mut Scene, model: &LineOfBestFit, view: &View, at: [f64; 2], from_above: bool) {
    let [slope, intercept] = model.problem.my_line().map(|value| short(value, 3));
    let value = words::handle_value(&slope, &intercept, &number(model.trace.losses()[0], 3));
    take_hold(scene, view, at, words::handle_start(), value, from_above);
}
