//! The lesson in words and numbers: the sentence, the formula of each part of an update, and the diagnosis.

use super::figures::COIN_TOSS;
use super::model::{BIRDS, DeepGradients};
use super::words;
use crate::kit::formula::{Piece, equation, move_weight};
use crate::kit::update_of;
use crate::{Diagnosis, FormulaRow, View, Words};
use i18n::{number, short};
use params::Key;
use plot::Role;
use sim::Verdict;
use sim::network::Quantity;
use std::borrow::Cow;

/// Below this share the early layers hear nothing worth the name.
pub const VANISHED: f64 = 1e-6;
/// Above this the early layers hear too much.
pub const EXPLODED: f64 = 1e3;
/// Below this loss, well below a coin toss, a network learns.
pub const LEARNS: f64 = 0.9 * COIN_TOSS;

/// What overflowed after `at` updates, in words: update, layer, quantity.
pub fn overflow(model: &DeepGradients, at: usize) -> Option<[String; 3]> {
    let (update, found) = model.overflow().filter(|_| at == model.trace.updates())?;
    let quantity = match found.quantity {
        Quantity::Weights => words::quantity_weights(),
        Quantity::Activation => words::quantity_activation(),
        Quantity::Loss => words::quantity_loss(),
        Quantity::Delta => words::quantity_delta(),
        Quantity::Gradient => words::quantity_gradient(),
    };
    Some([update.to_string(), (found.layer + 1).to_string(), quantity.to_string()])
}

/// The last loss of a network.
pub fn loss_in_words(loss: f64, digits: usize) -> String {
    if loss.is_finite() { number(loss, digits) } else { words::overflows().to_string() }
}

/// What carries a gradient, from the second layer to the first: its norms there are the last number and the first.
fn carried(gradient: &str, layers: [usize; 2], factor: &str, [to, by, from]: [f64; 3]) -> FormulaRow {
    let [left, right] = layers.map(|layer| {
        let digits = (layer + 1).to_string();
        let lowered = digits.bytes().filter_map(|digit| char::from_u32(0x2080 + u32::from(digit - b'0')));
        format!("‖{gradient}{}‖", lowered.collect::<String>())
    });
    let pieces = [Piece::new("", factor, by, Role::Ink), Piece::new("×", &right, from, Role::Gradient)];
    equation((&left, Role::Gradient), "=", to, &pieces)
}

impl Words for DeepGradients {
    fn say(&self, view: &View) -> String {
        let [early, late] = self.problem.named_pair();
        let ratio = number(self.ratio(view.at()), 3);
        if self.problem.recurrent() {
            return words::say_time(&late, &early, &ratio);
        }
        let at = view.at().min(self.trace.updates());
        let loss = |update: usize| number(self.trace.losses()[update], 3);
        match overflow(self, at) {
            _ if at == 0 => words::say_start(&loss(0), &early, &ratio, &late),
            Some([update, layer, quantity]) => words::say_overflow(&update, &layer, &quantity),
            None => words::say_update(&loss(at - 1), &loss(at), &early, &ratio, &late),
        }
    }

    fn parts(&self) -> Vec<&'static str> {
        if self.problem.recurrent() {
            return vec![words::part_time()];
        }
        vec![words::part_forward(), words::part_back(), words::part_update()]
    }

    fn formula(&self, view: &View, part: usize) -> Vec<FormulaRow> {
        let update = update_of(view).min(self.trace.updates());
        let snapshot = self.snapshot(update);
        let [early, late] = self.problem.pair();
        let norms = &snapshot.gradient_norms;
        let whole = [norms[early], self.ratio(update), norms[late]];
        match part {
            _ if self.problem.recurrent() => vec![carried("∂L/∂h", [early, late], words::symbol_product(), whole)],
            0 => {
                let loss = self.trace.losses()[update];
                let written = format!("1/{BIRDS}");
                let front = Piece::exact("1/n", 1.0 / BIRDS as f64, &written);
                let sum = Piece::new("×", "Σℓ", loss * BIRDS as f64, Role::Error);
                vec![equation(("L", Role::Error), "=", loss, &[front, sum])]
            }
            1 => {
                let mut rows = Vec::new();
                if let (Some(factor), Some(above)) = (snapshot.factors.get(early), snapshot.deltas.get(early + 1)) {
                    let numbers = [snapshot.deltas[early], *factor, *above];
                    rows.push(carried("δ", [early, early + 1], words::symbol_factor(), numbers));
                }
                rows.push(carried("∂L/∂W", [early, late], words::symbol_ratio(), whole));
                rows
            }
            // The weight of the early layer that has the largest derivative.
            _ => {
                let [before, _, used] = snapshot.weight;
                vec![move_weight("w", before, self.problem.spec.settings_at(update).value(Key::Rate), "g", used)]
            }
        }
    }

    fn diagnosis(&self, view: &View) -> Diagnosis {
        let at = view.at().min(self.trace.updates());
        let [early, late] = self.problem.named_pair();
        let ratio = self.ratio(at);
        let share = number(ratio, 3);
        let loss = self.trace.losses()[at];
        let (verdict, title, reason) = if let Some([update, layer, quantity]) = overflow(self, at) {
            (Verdict::Diverging, words::overflow_title(), words::overflow_reason(&update, &layer, &quantity))
        } else if self.trace.series(1)[at] == 0.0 {
            (Verdict::Converged, words::dead_title(), words::dead_reason().into())
        } else if ratio < VANISHED {
            let reason = words::vanished_reason(&early, &share, &late, &short(VANISHED, 1));
            (Verdict::Crawling, words::vanished_title(), reason)
        } else if ratio > EXPLODED {
            let reason = words::exploding_reason(&early, &share, &late, &short(EXPLODED, 1));
            (Verdict::Diverging, words::exploding_title(), reason)
        } else if self.problem.recurrent() {
            (Verdict::Start, words::level_title(), words::level_reason(&early, &share, &late))
        } else if at == 0 {
            (Verdict::Start, words::start_title(), words::level_reason(&early, &share, &late))
        } else if loss < LEARNS {
            (Verdict::Descending, words::learning_title(), words::learning_reason(&number(loss, 3), &share))
        } else {
            (Verdict::Crawling, words::not_yet_title(), words::not_yet_reason(&number(loss, 3), &share))
        };
        Diagnosis::new(verdict, title, reason)
    }

    fn columns(&self) -> Vec<Cow<'static, str>> {
        let place = if self.problem.recurrent() { words::column_time } else { words::column_layer };
        let [early, late] = self.problem.named_pair().map(|layer| place(&layer).into());
        vec![words::column_loss().into(), words::column_gradient().into(), early, late]
    }
}
