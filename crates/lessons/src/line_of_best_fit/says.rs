//! The lesson in words and numbers: the sentence, the formula of each part of an update, and the diagnosis.

use super::model::LineOfBestFit;
use super::words;
use crate::kit::formula::Piece;
use crate::kit::{Standing, line, update_of};
use crate::{Diagnosis, FormulaRow, View, Words};
use i18n::{number, short};
use params::Key;
use plot::Role;
use sim::data::mean_and_deviation;
use sim::{Verdict, norm};
use std::borrow::Cow;

impl Words for LineOfBestFit {
    fn say(&self, view: &View) -> String {
        let at = view.at().min(self.trace.updates());
        let loss = |update: usize| number(self.trace.losses()[update], 3);
        if self.problem.n() == 0 {
            return words::say_no_data().to_string();
        }
        if self.hand_only() {
            let [slope, intercept] = self.problem.my_line().map(|value| short(value, 3));
            return words::say_by_hand(&slope, &intercept, &loss(0), &number(self.problem.least_loss(), 3));
        }
        match Standing::of(&self.trace, at) {
            Standing::Overflowed(update, _) => return words::say_overflow(&update.to_string()),
            Standing::Start => return words::say_start(&loss(0)),
            Standing::Resting => return words::say_rest(&loss(at)),
            Standing::Moving => {}
        }
        let (before, after) = (self.weights(at - 1), self.weights(at));
        let [turned, raised] = [after[0] - before[0], after[1] - before[1]];
        // Which of the two moves changed the predictions more, over the spread of x?
        let (mean, spread) = mean_and_deviation(self.problem.loss.points());
        let lift = raised + turned * mean;
        let judgement = match (turned.abs() * spread >= lift.abs(), turned < 0.0, lift < 0.0) {
            (true, true, _) => words::say_too_steep(),
            (true, false, _) => words::say_too_flat(),
            (false, _, true) => words::say_too_high(),
            (false, _, false) => words::say_too_low(),
        };
        let verb = |change: f64| match change {
            _ if change > 0.0 => words::rose(),
            _ if change < 0.0 => words::fell(),
            _ => words::stayed(),
        };
        let [turned_by, raised_by] = [turned, raised].map(|change| number(change.abs(), 3));
        let moved = words::say_moved(verb(turned), &turned_by, verb(raised), &raised_by, &loss(at - 1), &loss(at));
        format!("{judgement}{moved}")
    }

    /// Without descent there is only the comparison.
    fn parts(&self) -> Vec<&'static str> {
        if self.hand_only() {
            return vec![words::part_compare()];
        }
        vec![words::part_predict(), words::part_compare(), words::part_gradient(), words::part_update()]
    }

    /// With the numbers of the update that the words are about, and of the example with the largest mistake.
    fn formula(&self, view: &View, part: usize) -> Vec<FormulaRow> {
        let update = update_of(view).min(self.trace.updates());
        let weights = self.weights(update);
        let loss = &self.problem.loss;
        let (value, slope) = loss.value_and_slope(weights);
        let example = self.worst(weights).map(|(index, residual)| (loss.points()[index], residual));
        match (if self.hand_only() { 1 } else { part }, example) {
            (0, Some(([x, _], _))) => vec![line::predict("ŷ", weights, x)],
            (1, Some(([_, y], residual))) => {
                vec![line::compare(residual, "ŷ", residual + y, y), self.reduced(1, ("L", Role::Error), value, "Σr²")]
            }
            (0 | 1, None) => Vec::new(),
            (2, _) => vec![
                self.reduced(2, ("∂L/∂w", Role::Gradient), slope[0], "Σr x"),
                self.reduced(2, ("∂L/∂b", Role::Gradient), slope[1], "Σr"),
            ],
            _ => line::descend(weights, self.rate(update), slope),
        }
    }

    fn diagnosis(&self, view: &View) -> Diagnosis {
        let problem = &self.problem;
        let at = view.at();
        if self.hand_only() {
            return Diagnosis::new(Verdict::Start, words::hand_title(), words::hand_reason().into());
        }
        let gradient = number(self.trace.series(3)[at], 3);
        let (rate, product) = (self.rate(at.saturating_sub(1)), self.product(at.saturating_sub(1)));
        let [eta, lambda, both] = [short(rate, 3), number(problem.curvatures[0], 3), number(product, 3)];
        match Standing::of(&self.trace, at) {
            Standing::Overflowed(update, quantity) => {
                let quantity = match quantity {
                    "loss" => words::column_loss(),
                    "slope" => words::column_slope(),
                    "intercept" => words::column_intercept(),
                    _ => words::column_gradient(),
                };
                let reason = words::overflow_reason(&update.to_string(), quantity, &both);
                return Diagnosis::new(Verdict::Diverging, words::diverging_title(), reason);
            }
            Standing::Resting => {
                let here = self.weights(at);
                let distance = problem.best.map_or(0.0, |best| norm(&[here[0] - best[0], here[1] - best[1]]));
                let reason = words::converged_reason(&gradient, &number(distance, 2));
                return Diagnosis::new(Verdict::Converged, words::converged_title(), reason);
            }
            Standing::Start => {
                return Diagnosis::new(Verdict::Start, words::start_title(), words::start_reason(&gradient));
            }
            Standing::Moving => {}
        }
        let (losses, least) = (self.trace.losses(), problem.least_loss());
        let (before, left) = (losses[at - 1] - least, losses[at] - least);
        let turns = self.turns(at);
        let (verdict, title, reason) = if product > 2.0 && losses[at] >= losses[at - 1] {
            (Verdict::Diverging, words::diverging_title(), words::diverging_reason(&eta, &lambda, &both))
        } else if left > 0.0 && (losses[at - 1] - losses[at]) < 2e-3 * before && left > 1e-3 * least {
            // Each update multiplies what is left along the flattest direction by 1 − ηλ_min.
            let share = number(rate * problem.curvatures[1], 2);
            (Verdict::Crawling, words::crawling_title(), words::crawling_reason(&share))
        } else if product > 1.0 && turns > 0 {
            let reason = words::oscillating_reason(&turns.to_string(), &at.to_string(), &eta, &lambda, &both);
            (Verdict::Oscillating, words::oscillating_title(), reason)
        } else if product > 1.0 {
            (Verdict::Descending, words::descending_title(), words::overshoots_reason(&eta, &lambda, &both))
        } else {
            (Verdict::Descending, words::descending_title(), words::descending_reason(&eta, &lambda, &both))
        };
        Diagnosis::new(verdict, title, reason)
    }

    fn columns(&self) -> Vec<Cow<'static, str>> {
        [words::column_loss(), words::column_slope(), words::column_intercept(), words::column_gradient()]
            .map(Cow::Borrowed)
            .to_vec()
    }
}

impl LineOfBestFit {
    /// Whether there is no descent: the line is moved by hand alone.
    fn hand_only(&self) -> bool {
        self.trace.budget() == 0
    }

    /// A sum as the loss has it: with the factor in front, times `scale`, which is left out where it is 1.
    fn reduced(&self, scale: u8, left: (&str, Role), result: f64, sum: &str) -> FormulaRow {
        let factor = f64::from(scale) * self.problem.loss.factor();
        let share = format!("{scale}/{}", self.problem.n());
        let (symbol, written) = match self.problem.spec.settings.choice(Key::Objective) {
            "mean" => (if scale == 1 { "1/n" } else { "2/n" }, share.as_str()),
            "half-sum" if scale == 1 => ("½", "½"),
            "sum" if scale == 2 => ("2", "2"),
            _ => ("", ""),
        };
        line::reduced(left, result, Piece::exact(symbol, factor, written), sum)
    }
}
