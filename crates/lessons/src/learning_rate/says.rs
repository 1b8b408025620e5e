//! The lesson in words and numbers: the sentence, the formula of each part of an update, and the diagnosis.

use super::model::{LearningRate, overtaken};
use super::words;
use crate::kit::formula::{Piece, equation};
use crate::kit::{Standing, line, update_of};
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
        let (state, place) = (self.state(update), self.place(update));
        let (_, slopes) = problem.value_and_slope(place);
        let Momentum { rate, beta } = self.descent(update);
        let weights = match (problem.flat(), problem.examples > 0) {
            (false, _) => ["w", ""],
            (_, true) => ["w", "b"],
            _ => ["w₁", "w₂"],
        };
        let (indices, curvatures) =
            if problem.flat() { (["₁", "₂"], ["λ₁", "λ₂"]) } else { ([""; 2], ["λ"; 2]) };
        let count = state.len() / 2;
        let mut rows = Vec::new();
        for (axis, weight) in weights.into_iter().enumerate().take(count) {
            let derivative = format!("∂L/∂{weight}");
            let [kept, step] = ["v", "s"].map(|name| format!("{name}{}", indices[axis]));
            let (here, slope, before) = (place[axis], slopes[axis], state[count + axis]);
            let (moving, velocity) = if beta == 0.0 { (&derivative, slope) } else { (&kept, beta * before + slope) };
            let carried = |before, symbol, value| Piece::new(before, symbol, value, Role::Gradient);
            if part == 1 && beta > 0.0 {
                let pieces = [
                    Piece::new("", "β", beta, Role::Ink),
                    carried("×", &kept, before),
                    carried("+", &derivative, slope),
                ];
                rows.push(equation((&kept, Role::Gradient), "←", velocity, &pieces));
            }
            rows.push(match part {
                0 if problem.examples > 0 => {
                    let written = format!("2/{}", problem.examples);
                    let front = Piece::exact("2/n", 2.0 / problem.examples as f64, &written);
                    line::reduced((&derivative, Role::Gradient), slope, front, ["Σr x", "Σr"][axis])
                }
                0 => {
                    let curvature = [problem.hessian.xx, problem.hessian.yy][axis];
                    let curvature = Piece::new("", curvatures[axis], curvature, Role::Ink);
                    let pieces = [curvature, Piece::new("×", weight, here, Role::Weights)];
                    equation((&derivative, Role::Gradient), "=", slope, &pieces)
                }
                1 => {
                    let pieces = [Piece::new("", "η", rate, Role::Rate), carried("×", moving, velocity)];
                    equation((&step, Role::Gradient), "=", rate * velocity, &pieces)
                }
                _ => {
                    let taken = rate * velocity;
                    let pieces = [Piece::new("", weight, here, Role::Weights), carried("−", &step, taken)];
                    equation((weight, Role::Weights), "←", here - taken, &pieces)
                }
            });
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
            let since = overtaken(trace).filter(|update| *update <= at);
            since.map_or_else(String::new, |update| words::since(&update.to_string()))
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
                let reason = words::converged_reason(&gradient);
                return Diagnosis::new(Verdict::Converged, words::converged_title(), reason);
            }
            Standing::Start => {
                return Diagnosis::new(Verdict::Start, words::start_title(), words::start_reason(&gradient));
            }
            Standing::Moving => {}
        }
        let excess = |update: usize| losses[update] - problem.least;
        let pace = excess(at) / excess(at - 1);
        let (verdict, title, reason) = if product > limit {
            let reason = words::diverging_reason(&said, &limits[1], &since());
            (Verdict::Diverging, words::diverging_title(), reason)
        } else if product == limit {
            (Verdict::Oscillating, words::bouncing_title(), words::bouncing_reason(&said))
        } else if pace > CRAWL && pace < 1.0 && beta == 0.0 && excess(at) > 1e-9 * excess(0) {
            let (share, left) = (100.0 * (1.0 - pace), libm::ceil(libm::log(0.01) / libm::log(pace)));
            let reason = words::crawling_reason(&number(share, 2), &number(left, 3));
            (Verdict::Crawling, words::crawling_title(), reason)
        } else if product > straight {
            let reason = words::oscillating_reason(&said, &limits[0], &limits[1], &self.turns(at).to_string());
            (Verdict::Oscillating, words::oscillating_title(), reason)
        } else {
            (Verdict::Descending, words::descending_title(), words::descending_reason(&said, &limits[0]))
        };
        Diagnosis::new(verdict, title, reason)
    }

    fn columns(&self) -> Vec<Cow<'static, str>> {
        let weights: &[&'static str] = match (self.problem.flat(), self.problem.examples > 0) {
            (false, _) => &[words::axis_weight()],
            (_, true) => &[words::axis_slope(), words::axis_intercept()],
            _ => &[words::axis_weight_1(), words::axis_weight_2()],
        };
        let columns = [&[words::column_loss()], weights, &[words::column_gradient(), words::column_velocity()]];
        columns.concat().into_iter().map(Cow::Borrowed).collect()
    }
}
