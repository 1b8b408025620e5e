//! The lesson in words and numbers.

use super::model::{Template, loss};
use super::words;
use crate::kit::formula::move_weight;
use crate::kit::{Standing, update_of};
use crate::{Diagnosis, FormulaRow, View, Words};
use i18n::{number, short};
use sim::Verdict;
use std::borrow::Cow;

impl Words for Template {
    fn say(&self, view: &View) -> String {
        let weight = |update: usize| number(self.weight(update), 3);
        let (at, lost) = (view.at(), number(loss(self.weight(view.at())), 3));
        match Standing::of(&self.trace, at) {
            Standing::Start => words::say_start(&lost),
            Standing::Resting => words::say_rest(&lost),
            Standing::Overflowed(update, _) => words::say_overflow(&update.to_string()),
            Standing::Moving => words::say_moved(&weight(at - 1), &weight(at), &lost),
        }
    }

    fn parts(&self) -> Vec<&'static str> {
        vec![words::part_move()]
    }

    fn formula(&self, view: &View, _: usize) -> Vec<FormulaRow> {
        let update = update_of(view);
        let weight = self.weight(update);
        vec![move_weight("w", weight, self.rate(update), "∂L/∂w", weight)]
    }

    fn diagnosis(&self, view: &View) -> Diagnosis {
        let at = view.at();
        let factor = 1.0 - self.rate(at.saturating_sub(1));
        let (verdict, title) = match Standing::of(&self.trace, at) {
            Standing::Start => (Verdict::Start, words::title_start()),
            Standing::Resting => (Verdict::Converged, words::title_rest()),
            Standing::Moving if factor.abs() < 1.0 => (Verdict::Descending, words::title_falls()),
            _ => (Verdict::Diverging, words::title_grows()),
        };
        Diagnosis::new(verdict, title, words::reason(&short(factor, 3)))
    }

    fn columns(&self) -> Vec<Cow<'static, str>> {
        vec![words::column_loss().into(), words::column_weight().into()]
    }
}
