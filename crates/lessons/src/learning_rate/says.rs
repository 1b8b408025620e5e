//! The lesson in words and numbers: the sentence, the formula of each part of an update, and the diagnosis.

use super::model::{LearningRate, overtaken};
use super::words;
use crate::kit::formula::{Piece, equation};
use crate::kit::{Standing, update_of};
use crate::{Diagnosis, FormulaRow, View, Words};
use i18n::{number, short};
use plot::Role;
use sim::Verdict;
use sim::optimizers::Momentum;
use std::borrow::Cow;

/// A loss that falls more slowly than by this factor takes more than 50 updates for 99 % of what is left.
const CRAWL: f64 = 0.912;

impl Words for LearningRate {
    fn say(&self, view: &View) -> String {
        let losses = self.trace.losses();
        let at = view.at().min(self.trace.updates());
        let loss = |update: usize| number(losses[update], 3);
        match Standing::of(&self.trace, at) {
            Standing::Overflowed(update, _) => return words::say_overflow(&update.to_string()),
            Standing::Start => return words::say_start(&loss(0)),
            Standing::Resting => return words::say_rest(&loss(at)),
            Standing::Moving => {}
        }
        // Seen along the steepest direction: short of the floor, on it, or past it.
        let steep = self.problem.hessian.steepest_direction();
        let along = |update: usize| {
            let [x, y] = self.place(update);
            steep[0] * (x - self.problem.best[0]) + steep[1] * (y - self.problem.best[1])
        };
        let (before, after) = (along(at - 1), along(at));
        let judgement = if after.abs() <= 1e-9 * before.abs() {
            words::say_landed()
        } else if before * after > 0.0 {
            if after.abs() > before.abs() { words::say_carried() } else { words::say_short() }
        } else if after.abs() > before.abs() {
            words::say_farther()
        } else {
            words::say_past()
        };
        let ([x0, y0], [x1, y1]) = (self.place(at - 1), self.place(at));
        let length = number(libm::hypot(x1 - x0, y1 - y0), 3);
        words::say_moved(judgement, &length, &loss(at - 1), &loss(at))
    }

    fn parts(&self) -> Vec<&'static str> {
        vec![words::part_slope(), words::part_step(), words::part_move()]
    }

    /// With the numbers of the update that the words are about.
    fn formula(&self, view: &View, part: usize) -> Vec<FormulaRow> {
        let problem = &self.problem;
        let update = update_of(view).min(self.trace.updates());
        let state = self.state(update);
        let count = state.len() / 2;
        let place = self.place(update);
        let (_, slope) = problem.value_and_slope(place);
        let Momentum { rate, beta } = self.descent(update);
        let weights: &[&str] = match (problem.flat(), problem.examples > 0) {
            (false, _) => &["w"],
            (_, true) => &["w", "b"],
            _ => &["w₁", "w₂"],
        };
        let curvatures: &[&str] = if problem.flat() { &["λ₁", "λ₂"] } else { &["λ"] };
        let mut rows = Vec::new();
        for (axis, weight) in weights.iter().enumerate().take(count) {
            let gradient = format!("∂L/∂{weight}");
            let index = weight.strip_prefix('w').unwrap_or("₂");
            let index = if problem.examples > 0 && axis == 0 { "₁" } else { index };
            let (kept, step) = (format!("v{index}"), format!("s{index}"));
            let before = state[count + axis];
            let velocity = if beta == 0.0 { slope[axis] } else { beta * before + slope[axis] };
            let moving = if beta == 0.0 { &gradient } else { &kept };
            match part {
                0 if problem.examples > 0 => {
                    let share = 2.0 / problem.examples as f64;
                    let sum = if axis == 0 { "Σr x" } else { "Σr" };
                    let written = format!("2/{}", problem.examples);
                    let pieces =
                        [Piece::exact("2/n", share, &written), Piece::new("×", sum, slope[axis] / share, Role::Error)];
                    rows.push(equation((&gradient, Role::Gradient), "=", slope[axis], &pieces));
                }
                0 => {
                    let curvature = if axis == 0 { problem.hessian.xx } else { problem.hessian.yy };
                    let pieces = [
                        Piece::new("", curvatures[axis], curvature, Role::Ink),
                        Piece::new("×", weight, place[axis], Role::Weights),
                    ];
                    rows.push(equation((&gradient, Role::Gradient), "=", slope[axis], &pieces));
                }
                1 => {
                    if beta > 0.0 {
                        let pieces = [
                            Piece::new("", "β", beta, Role::Ink),
                            Piece::new("×", &kept, before, Role::Gradient),
                            Piece::new("+", &gradient, slope[axis], Role::Gradient),
                        ];
                        rows.push(equation((&kept, Role::Gradient), "←", velocity, &pieces));
                    }
                    let pieces =
                        [Piece::new("", "η", rate, Role::Rate), Piece::new("×", moving, velocity, Role::Gradient)];
                    rows.push(equation((&step, Role::Gradient), "=", rate * velocity, &pieces));
                }
                _ => {
                    let taken = rate * velocity;
                    let pieces = [
                        Piece::new("", weight, place[axis], Role::Weights),
                        Piece::new("−", &step, taken, Role::Gradient),
                    ];
                    rows.push(equation((weight, Role::Weights), "←", place[axis] - taken, &pieces));
                }
            }
        }
        rows
    }

    fn diagnosis(&self, view: &View) -> Diagnosis {
        let problem = &self.problem;
        let trace = &self.trace;
        let at = view.at().min(trace.updates());
        let losses = trace.losses();
        let gradient = number(trace.series(trace.quantities().len() - 2)[at], 3);
        let Momentum { rate, beta } = self.descent(at.saturating_sub(1));
        let product = rate * problem.curvatures[0];
        let (straight, limit) = (Momentum::monotone_until(beta), Momentum::settles_until(beta));
        let said = words::product(&short(rate, 3), &number(problem.curvatures[0], 3), &number(product, 3));
        let limits = [straight, limit].map(|border| short(border, 3));
        let since = || {
            overtaken(trace)
                .filter(|update| *update <= at)
                .map_or_else(String::new, |update| words::since(&update.to_string()))
        };
        match Standing::of(trace, at) {
            Standing::Overflowed(update, quantity) => {
                let quantity = match quantity {
                    "loss" => words::the_loss(),
                    "gradient_norm" => words::the_gradient(),
                    "velocity_norm" => words::the_velocity(),
                    _ => words::the_weight(),
                };
                let reason = words::overflow_reason(&update.to_string(), quantity, &since());
                return Diagnosis::new(Verdict::Diverging, words::diverging_title(), reason);
            }
            Standing::Resting => {
                return Diagnosis::new(
                    Verdict::Converged,
                    words::converged_title(),
                    words::converged_reason(&gradient),
                );
            }
            Standing::Start => {
                return Diagnosis::new(Verdict::Start, words::start_title(), words::start_reason(&gradient));
            }
            Standing::Moving => {}
        }
        let excess = |update: usize| losses[update] - problem.least;
        let pace = excess(at) / excess(at - 1);
        let turns = self.turns(at).to_string();
        if product > limit {
            Diagnosis::new(
                Verdict::Diverging,
                words::diverging_title(),
                words::diverging_reason(&said, &limits[1], &since()),
            )
        } else if product == limit {
            Diagnosis::new(Verdict::Oscillating, words::bouncing_title(), words::bouncing_reason(&said))
        } else if pace > CRAWL && pace < 1.0 && beta == 0.0 && excess(at) > 1e-9 * excess(0) {
            let left = libm::ceil(libm::log(0.01) / libm::log(pace));
            Diagnosis::new(
                Verdict::Crawling,
                words::crawling_title(),
                words::crawling_reason(&number(100.0 * (1.0 - pace), 2), &number(left, 3)),
            )
        } else if product > straight {
            Diagnosis::new(
                Verdict::Oscillating,
                words::oscillating_title(),
                words::oscillating_reason(&said, &limits[0], &limits[1], &turns),
            )
        } else {
            Diagnosis::new(Verdict::Descending, words::descending_title(), words::descending_reason(&said, &limits[0]))
        }
    }

    fn columns(&self) -> Vec<Cow<'static, str>> {
        let weights: &[&'static str] = match (self.problem.flat(), self.problem.examples > 0) {
            (false, _) => &[words::axis_weight()],
            (_, true) => &[words::axis_slope(), words::axis_intercept()],
            _ => &[words::axis_weight_1(), words::axis_weight_2()],
        };
        let mut columns = vec![words::column_loss().into()];
        for weight in weights {
            columns.push(Cow::Borrowed(*weight));
        }
        columns.push(words::column_gradient().into());
        columns.push(words::column_velocity().into());
        columns
    }
}
