//! The lesson in words and numbers: the sentence, the formula of each part of an update, and the diagnosis.

use super::figures::COIN_TOSS;
use super::model::{BIRDS, Model};
use super::words;
use crate::i18n::{number, short};
use crate::lessons::formula::{RESULT, digits_that_add_up, name, operator, value};
use crate::lessons::{Diagnosis, FormulaRow, Look, Term};
use crate::params::Key;
use crate::plot::Role;
use crate::sim::Verdict;
use crate::sim::network::Quantity;

/// Below this share the early layers hear nothing worth the name.
pub const VANISHED: f64 = 1e-6;
/// Above this the early layers hear too much.
pub const EXPLODED: f64 = 1e3;

/// The update that the words are about: the one being taken apart, or else the one that led to the cursor.
fn update_of(look: &Look) -> usize {
    if look.part > 0 { look.at } else { look.at.saturating_sub(1) }
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
pub fn say(model: &Model, look: &Look) -> String {
    let [early, late] = pair(model);
    let ratio = number(model.ratio(look.at), 3);
    if model.problem.through.is_some() {
        return words::say_time(&late, &early, &ratio);
    }
    let at = look.at.min(model.trace.updates());
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
pub fn parts(model: &Model) -> Vec<String> {
    let names: &[&str] = match &model.problem.through {
        Some(_) => &[words::part_time()],
        None => &[words::part_forward(), words::part_back(), words::part_update()],
    };
    names.iter().map(|name| (*name).to_string()).collect()
}

fn lowered(number: usize) -> String {
    number.to_string().bytes().filter_map(|digit| char::from_u32(0x2080 + u32::from(digit - b'0'))).collect()
}

/// a = b × c, with names and numbers.
fn product(names: [&str; 3], numbers: [f64; 3], roles: [Role; 3]) -> FormulaRow {
    let digits = digits_that_add_up(&numbers[1..], numbers[0], |v| v[0] * v[1]);
    let symbol = |place: usize| vec![name(names[place], roles[place])];
    let figure = |place: usize, digits: usize| vec![value(numbers[place], digits, roles[place])];
    FormulaRow {
        symbols: vec![symbol(0), vec![operator("=")], symbol(1), vec![], symbol(2)],
        numbers: vec![figure(0, RESULT), vec![operator("=")], figure(1, digits), vec![operator("×")], figure(2, digits)],
    }
}

/// The formula of one part, with the numbers of the update that the words are about.
pub fn formula(model: &Model, look: &Look, part: usize) -> Vec<FormulaRow> {
    let update = update_of(look).min(model.trace.updates());
    let snapshot = model.snapshot(update);
    let [early, late] = model.problem.pair();
    let norms = &snapshot.gradient_norms;
    let gradient = [Role::Gradient, Role::Ink, Role::Gradient];
    if model.problem.through.is_some() {
        let of = |time: usize| format!("‖∂L/∂h{}‖", lowered(time + 1));
        let whole = [norms[early], model.ratio(0), norms[late]];
        return vec![product([&of(early), words::symbol_product(), &of(late)], whole, gradient)];
    }
    match part {
        0 => {
            let loss = model.trace.losses()[update];
            let sum = loss * BIRDS as f64;
            let mut row = product(["L", "1/n", "Σℓ"], [loss, 1.0 / BIRDS as f64, sum], [Role::Error, Role::Ink, Role::Error]);
            row.numbers[2] = vec![name(&format!("1/{BIRDS}"), Role::Ink)];
            vec![row]
        }
        1 => {
            let mut rows = Vec::new();
            if let (Some(factor), Some(above)) = (snapshot.factors.get(early), snapshot.deltas.get(early + 1)) {
                let of = |layer: usize| format!("‖δ{}‖", lowered(layer + 1));
                let numbers = [snapshot.deltas[early], *factor, *above];
                rows.push(product([&of(early), words::symbol_factor(), &of(early + 1)], numbers, gradient));
            }
            let of = |layer: usize| format!("‖∂L/∂W{}‖", lowered(layer + 1));
            let numbers = [norms[early], model.ratio(update), norms[late]];
            rows.push(product([&of(early), words::symbol_ratio(), &of(late)], numbers, gradient));
            rows
        }
        _ => descend(model, update),
    }
}

/// w ← w − η g for the weight of the early layer that has the largest derivative.
fn descend(model: &Model, update: usize) -> Vec<FormulaRow> {
    let [before, _, used] = model.snapshot(update).weight;
    let rate = model.problem.spec.settings_at(update).value(Key::Rate);
    let after = before - rate * used;
    let digits = digits_that_add_up(&[before, rate, used], after, |v| v[0] - v[1] * v[2]);
    let w = || vec![name("w", Role::Weights)];
    let sign = |text: &str| -> Vec<Term> { vec![operator(text)] };
    vec![FormulaRow {
        symbols: vec![w(), sign("←"), w(), sign("−"), vec![name("η", Role::Rate)], vec![], vec![name("g", Role::Gradient)]],
        numbers: vec![
            vec![value(after, RESULT, Role::Weights)],
            sign("←"),
            vec![value(before, digits, Role::Weights)],
            sign("−"),
            vec![value(rate, digits, Role::Rate)],
            sign("×"),
            vec![value(used, digits, Role::Gradient)],
        ],
    }]
}

/// What the run is doing at the cursor.
pub fn diagnosis(model: &Model, look: &Look) -> Diagnosis {
    let found = |verdict: Verdict, title: &str, reason: String| Diagnosis { verdict, title: title.into(), reason };
    let at = look.at.min(model.trace.updates());
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
