//! The lesson in words and numbers: the sentence, the formula of each part of an update, and the diagnosis.

use super::figures::COIN_TOSS;
use super::model::{BIRDS, Model};
use super::words;
use crate::kit::formula::{Piece, equation, move_weight};
use crate::{Diagnosis, FormulaRow, View};
use i18n::{number, short};
use params::Key;
use plot::Role;
use sim::Verdict;
use sim::network::Quantity;

/// Below this share the early layers hear nothing worth the name.
pub const VANISHED: f64 = 1e-6;
/// Above this the early layers hear too much.
pub const EXPLODED: f64 = 1e3;

/// The update that the words are about: the one being taken apart, or else the one that led to the cursor.
fn update_of(view: &View) -> usize {
    if view.part() > 0 { view.at() } else { view.at().saturating_sub(1) }
}

/// The compared layers as the page counts them.
fn pair(model: &Model) -> [String; 2] {
    model.problem.pair().map(|layer| (layer + 1).to_string())
}

/// What overflowed, in words: update, layer, quantity.
pub fn overflow(model: &Model) -> Option<[String; 3]> {
    let (update, found) = model.overflow()?;
    let quantity = match found.quantity {
        Quantity::Weights => words::quantity_weights(),
        Quantity::Activation => words::quantity_activation(),
        Quantity::Loss => words::quantity_loss(),
        Quantity::Delta => words::quantity_delta(),
        Quantity::Gradient => words::quantity_gradient(),
    };
    Some([update.to_string(), (found.layer + 1).to_string(), quantity.to_string()])
}

/// What happened, in a sentence.
pub fn say(model: &Model, view: &View) -> String {
    let [early, late] = pair(model);
    let ratio = number(model.ratio(view.at()), 3);
    if model.problem.through.is_some() {
        return words::say_time(&late, &early, &ratio);
    }
    let at = view.at().min(model.trace.updates());
    let loss = |update: usize| number(model.trace.losses()[update], 3);
    if let Some([update, layer, quantity]) = overflow(model).filter(|_| at > 0 && at == model.trace.updates()) {
        return words::say_overflow(&update, &layer, &quantity);
    }
    if at == 0 {
        return words::say_start(&loss(0), &early, &ratio, &late);
    }
    words::say_update(&loss(at - 1), &loss(at), &early, &ratio, &late)
}

/// The names of the parts of an update.
pub fn parts(model: &Model) -> Vec<&'static str> {
    match &model.problem.through {
        Some(_) => vec![words::part_time()],
        None => vec![words::part_forward(), words::part_back(), words::part_update()],
    }
}

fn lowered(number: usize) -> String {
    number.to_string().bytes().filter_map(|digit| char::from_u32(0x2080 + u32::from(digit - b'0'))).collect()
}

/// a = b × c, where b tells how a gradient changes on its way.
fn carried(names: [&str; 3], numbers: [f64; 3]) -> FormulaRow {
    let pieces =
        [Piece::new("", names[1], numbers[1], Role::Ink), Piece::new("×", names[2], numbers[2], Role::Gradient)];
    equation((names[0], Role::Gradient), "=", numbers[0], &pieces)
}

/// The formula of one part, with the numbers of the update that the words are about.
pub fn formula(model: &Model, view: &View, part: usize) -> Vec<FormulaRow> {
    let update = update_of(view).min(model.trace.updates());
    let snapshot = model.snapshot(update);
    let [early, late] = model.problem.pair();
    let norms = &snapshot.gradient_norms;
    if model.problem.through.is_some() {
        let of = |time: usize| format!("‖∂L/∂h{}‖", lowered(time + 1));
        let whole = [norms[early], model.ratio(0), norms[late]];
        return vec![carried([&of(early), words::symbol_product(), &of(late)], whole)];
    }
    match part {
        0 => {
            let loss = model.trace.losses()[update];
            let sum = loss * BIRDS as f64;
            let written = format!("1/{BIRDS}");
            let front = Piece::exact("1/n", 1.0 / BIRDS as f64, &written);
            vec![equation(("L", Role::Error), "=", loss, &[front, Piece::new("×", "Σℓ", sum, Role::Error)])]
        }
        1 => {
            let mut rows = Vec::new();
            if let (Some(factor), Some(above)) = (snapshot.factors.get(early), snapshot.deltas.get(early + 1)) {
                let of = |layer: usize| format!("‖δ{}‖", lowered(layer + 1));
                let numbers = [snapshot.deltas[early], *factor, *above];
                rows.push(carried([&of(early), words::symbol_factor(), &of(early + 1)], numbers));
            }
            let of = |layer: usize| format!("‖∂L/∂W{}‖", lowered(layer + 1));
            let numbers = [norms[early], model.ratio(update), norms[late]];
            rows.push(carried([&of(early), words::symbol_ratio(), &of(late)], numbers));
            rows
        }
        _ => descend(model, update),
    }
}

/// w ← w − η g for the weight of the early layer that has the largest derivative.
fn descend(model: &Model, update: usize) -> Vec<FormulaRow> {
    let [before, _, used] = model.snapshot(update).weight;
    let rate = model.problem.spec.settings_at(update).value(Key::Rate);
    vec![move_weight("w", before, rate, "g", used)]
}

/// What the run is doing at the cursor.
pub fn diagnosis(model: &Model, view: &View) -> Diagnosis {
    let found = |verdict: Verdict, title: &'static str, reason: String| Diagnosis { verdict, title, reason };
    let at = view.at().min(model.trace.updates());
    let [early, late] = pair(model);
    let ratio = model.ratio(at);
    let share = number(ratio, 3);
    let loss = model.trace.losses()[at];
    if let Some([update, layer, quantity]) = overflow(model).filter(|_| at == model.trace.updates()) {
        return found(Verdict::Diverging, words::overflow_title(), words::overflow_reason(&update, &layer, &quantity));
    }
    if model.trace.series(1)[at] == 0.0 {
        return found(Verdict::Converged, words::dead_title(), words::dead_reason().into());
    }
    if ratio < VANISHED {
        let reason = words::vanished_reason(&early, &share, &late, &short(VANISHED, 1));
        return found(Verdict::Crawling, words::vanished_title(), reason);
    }
    if ratio > EXPLODED {
        let reason = words::exploding_reason(&early, &share, &late, &short(EXPLODED, 1));
        return found(Verdict::Diverging, words::exploding_title(), reason);
    }
    let level = words::level_reason(&early, &share, &late);
    if model.problem.through.is_some() {
        return found(Verdict::Start, words::level_title(), level);
    }
    if at == 0 {
        return found(Verdict::Start, words::start_title(), level);
    }
    if loss < 0.9 * COIN_TOSS {
        return found(Verdict::Descending, words::learning_title(), words::learning_reason(&number(loss, 3), &share));
    }
    found(Verdict::Crawling, words::not_yet_title(), words::not_yet_reason(&number(loss, 3), &share))
}
