//! The lesson in words and numbers: the sentence, the formula of each part of an update, and the diagnosis.

use super::model::Model;
use super::words;
use crate::i18n::{number, short};
use crate::lessons::formula::{RESULT, digits_that_add_up, name, operator, value};
use crate::lessons::{Diagnosis, FormulaRow, Look, Term};
use crate::params::Key;
use crate::plot::Role;
use crate::sim::{Ending, Verdict, norm};

/// The update that the words are about: the one being taken apart, or else the one that led to the cursor.
fn update_of(look: &Look) -> usize {
    if look.part > 0 { look.at } else { look.at.saturating_sub(1) }
}

/// Whether there is no descent: the line is moved by hand alone.
fn hand_only(model: &Model) -> bool {
    model.trace.budget() == 0
}

/// What happened, in a sentence.
pub fn say(model: &Model, look: &Look) -> String {
    let losses = model.trace.losses();
    let loss = |update: usize| number(losses.get(update).copied().unwrap_or(f64::NAN), 3);
    if model.problem.data.points.is_empty() {
        return words::say_no_data().to_string();
    }
    if hand_only(model) {
        let settings = &model.problem.spec.settings;
        let (slope, intercept) = (short(settings.value(Key::Slope), 3), short(settings.value(Key::Intercept), 3));
        return words::say_by_hand(&slope, &intercept, &loss(0), &number(model.problem.least_loss(), 3));
    }
    if let Some(Ending::Diverged { update, .. }) = model.trace.ending()
        && look.at >= update
    {
        return words::say_overflow(&update.to_string());
    }
    if look.at == 0 {
        return words::say_start(&loss(0));
    }
    if model.trace.ending() == Some(Ending::Converged) && look.at == model.trace.updates() {
        return words::say_rest(&loss(look.at));
    }
    let (before, after) = (model.weights(look.at - 1), model.weights(look.at));
    let moved = [after[0] - before[0], after[1] - before[1]];
    // Which of the two moves changed the predictions more, over the spread of x?
    let [mean, spread] = [0, 1].map(|power| mean_of(model, power));
    let tilt = moved[0].abs() * spread;
    let lift = (moved[1] + moved[0] * mean).abs();
    let judgement = match (tilt >= lift, moved[0] < 0.0, moved[1] + moved[0] * mean < 0.0) {
        (true, true, _) => words::say_too_steep(),
        (true, false, _) => words::say_too_flat(),
        (false, _, true) => words::say_too_high(),
        (false, _, false) => words::say_too_low(),
    };
    let verb = |change: f64| {
        if change > 0.0 {
            words::rose()
        } else if change < 0.0 {
            words::fell()
        } else {
            words::stayed()
        }
    };
    let size = |change: f64| number(change.abs(), 3);
    format!(
        "{judgement}{}",
        words::say_moved(verb(moved[0]), &size(moved[0]), verb(moved[1]), &size(moved[1]), &loss(look.at - 1), &loss(look.at))
    )
}

/// Mean (power 0) or standard deviation (power 1) of x as descent sees it.
fn mean_of(model: &Model, power: usize) -> f64 {
    let (mean, deviation) = crate::sim::data::mean_and_deviation(model.problem.loss.points());
    if power == 0 { mean } else { deviation }
}

/// The names of the parts of an update; without descent there is only the comparison.
pub fn parts(model: &Model) -> Vec<String> {
    if hand_only(model) {
        return vec![words::part_compare().to_string()];
    }
    [words::part_predict(), words::part_compare(), words::part_gradient(), words::part_update()].map(String::from).to_vec()
}

/// The formula of one part, with the numbers of the update that the words are about.
pub fn formula(model: &Model, look: &Look, part: usize) -> Vec<FormulaRow> {
    let update = update_of(look).min(model.trace.updates());
    let weights = model.weights(update);
    if hand_only(model) {
        return compare(model, weights);
    }
    match part {
        0 => predict(model, weights),
        1 => compare(model, weights),
        2 => gradient(model, weights),
        _ => descend(model, update, weights),
    }
}

fn w() -> Term {
    name("w", Role::Weights)
}
fn b() -> Term {
    name("b", Role::Weights)
}

/// ŷ = w x + b for the example with the largest mistake.
fn predict(model: &Model, [slope, intercept]: [f64; 2]) -> Vec<FormulaRow> {
    let Some((index, _)) = model.worst([slope, intercept]) else { return Vec::new() };
    let [x, _] = model.problem.loss.points()[index];
    let prediction = slope * x + intercept;
    let digits = digits_that_add_up(&[slope, x, intercept], prediction, |v| v[0] * v[1] + v[2]);
    vec![FormulaRow {
        symbols: vec![
            vec![name("ŷ", Role::Ink)], vec![operator("=")], vec![w()], vec![], vec![name("x", Role::Ink)], vec![operator("+")], vec![b()],
        ],
        numbers: vec![
            vec![value(prediction, RESULT, Role::Ink)], vec![operator("=")], vec![value(slope, digits, Role::Weights)], vec![operator("×")],
            vec![value(x, digits, Role::Ink)], vec![operator("+")], vec![value(intercept, digits, Role::Weights)],
        ],
    }]
}

/// r = ŷ − y for the same example, and the loss over all.
fn compare(model: &Model, weights: [f64; 2]) -> Vec<FormulaRow> {
    let Some((index, residual)) = model.worst(weights) else { return Vec::new() };
    let y = model.problem.loss.points()[index][1];
    let prediction = residual + y;
    let digits = digits_that_add_up(&[prediction, y], residual, |v| v[0] - v[1]);
    let loss = model.problem.loss.value(weights);
    let factor = model.problem.loss.factor();
    let sum = loss / factor;
    let (front, front_number) = reduction(model, 1.0);
    let sum_digits = digits_that_add_up(&[sum], loss, |v| v[0] * factor);
    vec![
        FormulaRow {
            symbols: vec![vec![name("r", Role::Error)], vec![operator("=")], vec![name("ŷ", Role::Ink)], vec![operator("−")], vec![name("y", Role::Ink)]],
            numbers: vec![
                vec![value(residual, RESULT, Role::Error)], vec![operator("=")], vec![value(prediction, digits, Role::Ink)], vec![operator("−")],
                vec![value(y, digits, Role::Ink)],
            ],
        },
        FormulaRow {
            symbols: vec![vec![name("L", Role::Error)], vec![operator("=")], front, vec![], vec![name("Σr²", Role::Error)]],
            numbers: vec![
                vec![value(loss, RESULT, Role::Error)], vec![operator("=")], front_number.clone(),
                if front_number.is_empty() { vec![] } else { vec![operator("×")] }, vec![value(sum, sum_digits, Role::Error)],
            ],
        },
    ]
}

/// The factor in front of a sum, times `scale`, in symbols and numbers; empty where it is 1.
fn reduction(model: &Model, scale: f64) -> (Vec<Term>, Vec<Term>) {
    let n = model.problem.data.points.len();
    let plain = |text: &str| vec![name(text, Role::Ink)];
    match model.problem.spec.settings.choice(Key::Objective) {
        "mean" => (plain(if scale == 1.0 { "1/n" } else { "2/n" }), plain(&format!("{scale}/{n}"))),
        "half-sum" if scale == 1.0 => (plain("½"), plain("½")),
        "sum" if scale == 2.0 => (plain("2"), plain("2")),
        _ => (Vec::new(), Vec::new()),
    }
}

fn gradient(model: &Model, weights: [f64; 2]) -> Vec<FormulaRow> {
    let (_, slope) = model.problem.loss.value_and_slope(weights);
    let factor = 2.0 * model.problem.loss.factor();
    let (front, front_number) = reduction(model, 2.0);
    let row = |weight: &str, sum_symbol: &str, gradient: f64| {
        let sum = gradient / factor;
        let digits = digits_that_add_up(&[sum], gradient, |v| v[0] * factor);
        let times = if front_number.is_empty() { vec![] } else { vec![operator("×")] };
        FormulaRow {
            symbols: vec![vec![name(&format!("∂L/∂{weight}"), Role::Gradient)], vec![operator("=")], front.clone(), vec![], vec![name(sum_symbol, Role::Error)]],
            numbers: vec![
                vec![value(gradient, RESULT, Role::Gradient)], vec![operator("=")], front_number.clone(), times,
                vec![value(sum, digits, Role::Error)],
            ],
        }
    };
    vec![row("w", "Σr x", slope[0]), row("b", "Σr", slope[1])]
}

fn descend(model: &Model, update: usize, before: [f64; 2]) -> Vec<FormulaRow> {
    let (_, slope) = model.problem.loss.value_and_slope(before);
    let rate = model.rate(update);
    let row = |weight: Term, symbol: &str, before: f64, slope: f64| {
        let after = before - rate * slope;
        let digits = digits_that_add_up(&[before, rate, slope], after, |v| v[0] - v[1] * v[2]);
        FormulaRow {
            symbols: vec![
                vec![weight.clone()], vec![operator("←")], vec![weight], vec![operator("−")], vec![name("η", Role::Rate)], vec![],
                vec![name(symbol, Role::Gradient)],
            ],
            numbers: vec![
                vec![value(after, RESULT, Role::Weights)], vec![operator("←")], vec![value(before, digits, Role::Weights)], vec![operator("−")],
                vec![value(rate, digits, Role::Rate)], vec![operator("×")], vec![value(slope, digits, Role::Gradient)],
            ],
        }
    };
    vec![row(w(), "∂L/∂w", before[0], slope[0]), row(b(), "∂L/∂b", before[1], slope[1])]
}

/// What the run is doing at the cursor.
pub fn diagnosis(model: &Model, look: &Look) -> Diagnosis {
    let problem = &model.problem;
    let at = look.at;
    let verdict = |verdict: Verdict, title: &str, reason: String| Diagnosis { verdict, title: title.into(), reason };
    let gradient = number(model.trace.series(3)[at], 3);
    if hand_only(model) {
        return verdict(Verdict::Start, words::hand_title(), words::hand_reason().into());
    }
    let steepest = problem.curvatures[0];
    let rate = model.rate(at.saturating_sub(1));
    let product = rate * steepest;
    let (rate_text, steepest_text, product_text) = (short(rate, 3), number(steepest, 3), number(product, 3));
    if let Some(Ending::Diverged { update, quantity }) = model.trace.ending()
        && at >= update
    {
        let quantity = match quantity {
            "loss" => words::column_loss(),
            "slope" => words::column_slope(),
            "intercept" => words::column_intercept(),
            _ => words::column_gradient(),
        };
        return verdict(Verdict::Diverging, words::diverging_title(), words::overflow_reason(&update.to_string(), quantity, &product_text));
    }
    if model.trace.ending() == Some(Ending::Converged) && at == model.trace.updates() {
        let here = model.weights(at);
        let distance = problem.best.map_or(0.0, |best| norm(&[here[0] - best[0], here[1] - best[1]]));
        return verdict(Verdict::Converged, words::converged_title(), words::converged_reason(&gradient, &number(distance, 2)));
    }
    if at == 0 {
        return verdict(Verdict::Start, words::start_title(), words::start_reason(&gradient));
    }
    let losses = model.trace.losses();
    let excess = |update: usize| losses[update] - problem.least_loss();
    let turns = model.turns(at);
    if product > 2.0 && losses[at] >= losses[at - 1] {
        verdict(Verdict::Diverging, words::diverging_title(), words::diverging_reason(&rate_text, &steepest_text, &product_text))
    } else if excess(at) > 0.0 && (losses[at - 1] - losses[at]) < 2e-3 * excess(at - 1) && excess(at) > 1e-3 * problem.least_loss() {
        // Each update multiplies what is left along the flattest direction by 1 − ηλ_min.
        let share = rate * problem.curvatures[1];
        verdict(Verdict::Crawling, words::crawling_title(), words::crawling_reason(&number(share, 2)))
    } else if product > 1.0 && turns > 0 {
        let reason = words::oscillating_reason(&turns.to_string(), &at.to_string(), &rate_text, &steepest_text, &product_text);
        verdict(Verdict::Oscillating, words::oscillating_title(), reason)
    } else if product > 1.0 {
        let reason = words::overshoots_reason(&rate_text, &steepest_text, &product_text);
        verdict(Verdict::Descending, words::descending_title(), reason)
    } else {
        verdict(Verdict::Descending, words::descending_title(), words::descending_reason(&rate_text, &steepest_text, &product_text))
    }
}
