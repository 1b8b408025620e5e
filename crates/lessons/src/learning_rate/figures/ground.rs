//! The ground with a path on it: a parabola from the side, or two weights from above.

use super::super::model::{LearningRate, Problem, fate, place};
use super::super::{figure, study, words};
use super::{fate_word, rate_of, small};
use crate::kit::ground::{curve, dragged, ground as draw_ground, take_hold};
use crate::kit::path::{loss_at, path};
use crate::kit::{Pin, seen_pins};
use crate::{Act, Caption, Figure, Sight, View};
use i18n::{number, short};
use params::{Edit, Key};
use plot::{Anchor, Axis, Role, Scene};
use sim::Trace;

/// How far to each side of the lowest point one sees: a quadratic, the penguins.
const REACH: [f64; 2] = [1.7, 6.0];

/// The ground with a companion's path: one of [`super::MULTIPLES`].
pub struct Companion(pub usize);

/// What the figures of the companions are called.
const NAMES: [&str; 3] = [figure::SLOW, figure::GOOD, figure::TOO_FAST];

impl Figure<LearningRate> for Companion {
    fn caption(&self, model: &LearningRate, view: &View) -> Caption {
        let trace = &model.companions[self.0];
        let rate = rate_of(model, self.0);
        let title = if view.shows(Sight::Study(study::COMPANIONS)) {
            words::figure_companion(&rate, fate_word(fate(&model.problem, trace)))
        } else {
            rate
        };
        Caption::half(NAMES[self.0], title, words::loss_level(&number(loss_at(trace, view), 3))).wide(3).low()
    }

    fn base(&self, model: &LearningRate, view: &View) -> Scene {
        ground(model, small(view))
    }

    fn overlay(&self, model: &LearningRate, view: &View) -> Scene {
        let mut scene = axes(&model.problem, true);
        let path = Path { problem: &model.problem, trace: &model.companions[self.0], role: Role::Ink };
        draw(&path, view, &mut scene, 2.0);
        scene
    }

    fn describe(&self, model: &LearningRate, view: &View) -> String {
        in_words(&rate_of(model, self.0), &model.companions[self.0], view)
    }
}

/// The ground with the own path.
pub struct Own;

impl Figure<LearningRate> for Own {
    fn caption(&self, model: &LearningRate, view: &View) -> Caption {
        let product = short(model.product(view.at()), 3);
        let [high, low] = model.problem.curvatures.map(|curvature| short(curvature, 3));
        let title = words::figure_own(&words::rate_of(&short(model.descent(view.at()).rate, 3)));
        let caption = |note| Caption::half(figure::YOURS, title, note);
        if small(view) {
            caption(words::loss_level(&number(loss_at(&model.trace, view), 3))).wide(3).low()
        } else if model.problem.flat() {
            caption(words::figure_own_note_two(&product, &high, &low))
        } else {
            caption(words::figure_own_note(&product, &high))
        }
    }

    fn base(&self, model: &LearningRate, view: &View) -> Scene {
        ground(model, small(view))
    }

    /// The own path to the cursor, the pinned paths, the next step, and the start to take hold of.
    fn overlay(&self, model: &LearningRate, view: &View) -> Scene {
        let problem = &model.problem;
        let mut scene = axes(problem, small(view));
        draw(&Path { problem, trace: &model.trace, role: Role::Weights }, view, &mut scene, 2.5);
        // A pinned path is dashed, and would not be seen under one that fills an area.
        for Pin { letter, role, run } in seen_pins::<LearningRate>(view) {
            let path = Path { problem: &run.problem, trace: &run.trace, role };
            let here = path.at(view.at());
            // One that has left the map would only cross it.
            if !scene.holds(here) {
                continue;
            }
            draw(&path, view, &mut scene, 2.0);
            scene.label(here, [10.0, -8.0], Anchor::Start, role, letter);
        }
        let path = Path { problem, trace: &model.trace, role: Role::Weights };
        let at = view.at();
        if view.shows(Sight::Run) && at < model.trace.updates() {
            let (from, to) = (path.at(at), path.at(at + 1));
            // From the side the step is level: what changes is the weight.
            let to = if problem.flat() { to } else { [to[0], from[1]] };
            scene.arrow(from, to, Role::Gradient, 3.0);
        }
        let [first, second] = problem.start_place().map(|weight| short(weight, 3));
        let value = if problem.flat() { words::handle_two(&first, &second) } else { words::handle_one(&first) };
        take_hold(&mut scene, view, path.at(0), words::handle_start(), value, problem.flat());
        scene
    }

    fn describe(&self, model: &LearningRate, view: &View) -> String {
        let at = view.at().min(model.trace.updates());
        in_words(&words::rate_of(&short(model.descent(at).rate, 3)), &model.trace, view)
    }

    /// A drag of the start.
    fn act(&self, model: &LearningRate, act: Act, _: &View) -> Option<Edit> {
        dragged(act, if model.problem.flat() { &[Key::Start, Key::Start2] } else { &[Key::Start] })
    }
}

fn in_words(rate: &str, trace: &Trace, view: &View) -> String {
    words::describe_ground(rate, &view.at().min(trace.updates()).to_string(), &number(loss_at(trace, view), 3))
}

/// A run as it is drawn here.
struct Path<'a> {
    problem: &'a Problem,
    trace: &'a Trace,
    role: Role,
}

impl Path<'_> {
    /// Where a run stands after an update: (w, L), or (w₁, w₂).
    fn at(&self, update: usize) -> [f64; 2] {
        let here = place(self.problem, self.trace, update);
        if self.problem.flat() { here } else { [here[0], self.trace.losses()[update.min(self.trace.updates())]] }
    }
    fn points(&self, from: usize, to: usize) -> Vec<[f64; 2]> {
        path(self.trace, from, to, &|update| self.at(update))
    }
}

/// The axes do not follow the start, so that nothing shifts under the hand, unless it would leave them.
fn axes(problem: &Problem, small: bool) -> Scene {
    let best = problem.best;
    let start = problem.start_place();
    let away = |axis: usize| 1.15 * (start[axis] - best[axis]).abs();
    let usual = REACH[usize::from(problem.examples > 0)];
    let across = |which: usize, label: &'static str| {
        let reach = usual.max(away(which));
        Axis::new(best[which] - reach, best[which] + reach, label)
    };
    let mut scene = if problem.flat() {
        let names = if problem.examples > 0 {
            [words::axis_slope(), words::axis_intercept()]
        } else {
            [words::axis_weight_1(), words::axis_weight_2()]
        };
        Scene::of(across(0, names[0]), across(1, names[1]))
    } else {
        let x = across(0, words::axis_weight());
        let high = problem.value([x.high, 0.0]);
        let below = if small { 0.13 } else { 0.04 };
        Scene::of(x, Axis::new(-below * high, high, words::axis_loss()))
    };
    if small {
        scene.strip();
    }
    scene
}

/// The ground alone.
fn ground(model: &LearningRate, small: bool) -> Scene {
    let problem = &model.problem;
    let mut scene = axes(problem, small);
    if problem.flat() {
        // Heights count from the least loss.
        let knots = if small { [48, 36] } else { [72, 54] };
        draw_ground(&mut scene, knots, &problem.hessian, problem.best, 0.0);
        scene.star(problem.best);
    } else {
        scene.line(curve(&scene, 120, &|x| problem.value([x, 0.0])), Role::Error, 2.0);
        scene.star([problem.best[0], problem.least]);
    }
    scene
}

fn draw(path: &Path, view: &View, scene: &mut Scene, width: f64) {
    let at = view.at().min(path.trace.updates());
    let points = path.points(0, at);
    let future = path.points(at, path.trace.updates());
    if at > 0 && future.len() > 1 {
        scene.pale(future, path.role, 1.25, 0.4);
    }
    let dense = points.len() > 80;
    let here = path.at(at);
    scene.line(points.clone(), path.role, if dense { 1.0 } else { width });
    if dense {
        scene.specks(points, path.role, 1.5, 1.0);
    } else {
        scene.dots(points, path.role, 3.0);
    }
    if scene.holds(here) {
        scene.dot(here, path.role, 6.0);
    } else {
        let text = words::off_the_map(&number(path.trace.losses()[at], 2));
        let at = [0.5 * (scene.x.low + scene.x.high), 0.25 * scene.y.low + 0.75 * scene.y.high];
        scene.label(at, [0.0, 0.0], Anchor::Middle, path.role, text);
    }
}

/// The card's picture: the parabola and a run that leaps from side to side and settles.
pub fn card(model: &LearningRate) -> Scene {
    let mut scene = ground(model, true);
    let path = Path { problem: &model.problem, trace: &model.trace, role: Role::Weights };
    let points = path.points(0, usize::MAX);
    scene.line(points.clone(), Role::Weights, 2.5);
    scene.dots(points, Role::Weights, 3.5);
    scene
}
