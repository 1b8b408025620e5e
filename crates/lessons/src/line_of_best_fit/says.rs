//! The lesson in words and numbers: the sentence, the formula of each part of an update, and the diagnosis.

use super::model::Model;
use super::words;
use crate::kit::formula::{Piece, equation, move_weight};
use crate::{Diagnosis, FormulaRow, View};
use i18n::{number, short};
use params::Key;
use plot::Role;
use sim::{Ending, Verdict, norm};

/// The update that the words are about: the one being taken apart, or else the one that led to the cursor.
fn update_of(view: &View) -> usize {
    if view.part() > 0 { view.at() } else { view.at().saturating_sub(1) }
}

/// Whether there is no descent: the line is moved by hand alone.
fn hand_only(model: &Model) -> bool {
    model.trace.budget() == 0
}

/// What happened, in a sentence.
pub fn say(model: &Model, view: &View) -> String {
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
        && view.at() >= update
    {
        return words::say_overflow(&update.to_string());
    }
    if view.at() == 0 {
        return words::say_start(&loss(0));
    }
    if model.trace.ending() == Some(Ending::Converged) && view.at() == model.trace.updates() {
        return words::say_rest(&loss(view.at()));
    }
    let (before, after) = (model.weights(view.at() - 1), model.weights(view.at()));
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
        words::say_moved(
            verb(moved[0]),
            &size(moved[0]),
            verb(moved[1]),
            &size(moved[1]),
            &loss(view.at() - 1),
            &loss(view.at())
        )
    )
}

/// Mean (power 0) or standard deviation (power 1) of x as descent sees it.
fn mean_of(model: &Model, power: usize) -> f64 {
    let (mean, deviation) = sim::data::mean_and_deviation(model.problem.loss.points());
    if power == 0 { mean } else { deviation }
}

/// The names of the parts of an update; without descent there is only the comparison.
pub fn parts(model: &Model) -> Vec<&'static str> {
    if hand_only(model) {
        return vec![words::part_compare()];
    }
    vec![words::part_predict(), words::part_compare(), words::part_gradient(), words::part_update()]
}

/// The formula of one part, with the numbers of the update that the words are about.
pub fn formula(model: &Model, view: &View, part: usize) -> Vec<FormulaRow> {
    let update = update_of(view).min(model.trace.updates());
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

/// ŷ = w x + b for the example with the largest mistake.
fn predict(model: &Model, [slope, intercept]: [f64; 2]) -> Vec<FormulaRow> {
    let Some((index, _)) = model.worst([slope, intercept]) else { return Vec::new() };
    let [x, _] = model.problem.loss.points()[index];
    let pieces = [
        Piece::new("", "w", slope, Role::Weights),
        Piece::new("×", "x", x, Role::Ink),
        Piece::new("+", "b", intercept, Role::Weights),
    ];
    vec![equation(("ŷ", Role::Ink), "=", slope * x + intercept, &pieces)]
}

/// r = ŷ − y for the same example, and the loss over all.
fn compare(model: &Model, weights: [f64; 2]) -> Vec<FormulaRow> {
    let Some((index, residual)) = model.worst(weights) else { return Vec::new() };
    let y = model.problem.loss.points()[index][1];
    let guess = Piece::new("", "ŷ", residual + y, Role::Ink);
    let loss = model.problem.loss.value(weights);
    vec![
        equation(("r", Role::Error), "=", residual, &[guess, Piece::new("−", "y", y, Role::Ink)]),
        reduced(model, 1, ("L", Role::Error), loss, "Σr²"),
    ]
}

/// A sum as the loss has it: with the factor in front, times `scale`, which is left out where it is 1.
fn reduced(model: &Model, scale: u8, left: (&str, Role), result: f64, sum: &str) -> FormulaRow {
    let factor = f64::from(scale) * model.problem.loss.factor();
    let share = format!("{scale}/{}", model.problem.data.points.len());
    let (symbol, written) = match model.problem.spec.settings.choice(Key::Objective) {
        "mean" => (if scale == 1 { "1/n" } else { "2/n" }, share.as_str()),
        "half-sum" if scale == 1 => ("½", "½"),
        "sum" if scale == 2 => ("2", "2"),
        _ => ("", ""),
    };
    let pieces = [Piece::exact(symbol, factor, written), Piece::new("×", sum, result / factor, Role::Error)];
    equation(left, "=", result, &pieces)
}

fn gradient(model: &Model, weights: [f64; 2]) -> Vec<FormulaRow> {
    let (_, slope) = model.problem.loss.value_and_slope(weights);
    vec![
        reduced(model, 2, ("∂L/∂w", Role::Gradient), slope[0], "Σr x"),
        reduced(model, 2, ("∂L/∂b", Role::Gradient), slope[1], "Σr"),
    ]
}

fn descend(model: &Model, update: usize, before: [f64; 2]) -> Vec<FormulaRow> {
    let (_, slope) = model.problem.loss.value_and_slope(before);
    let rate = model.rate(update);
    vec![move_weight("w", before[0], rate, "∂L/∂w", slope[0]), move_weight("b", before[1], rate, "∂L/∂b", slope[1])]
}

/// What the run is doing at the cursor.
pub fn diagnosis(model: &Model, view: &View) -> Diagnosis {
    let problem = &model.problem;
    let at = view.at();
    let verdict = |verdict: Verdict, title: &'static str, reason: String| Diagnosis { verdict, title, reason };
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
        return verdict(
            Verdict::Diverging,
            words::diverging_title(),
            words::overflow_reason(&update.to_string(), quantity, &product_text),
        );
    }
    if model.trace.ending() == Some(Ending::Converged) && at == model.trace.updates() {
        let here = model.weights(at);
        let distance = problem.best.map_or(0.0, |best| norm(&[here[0] - best[0], here[1] - best[1]]));
        return verdict(
            Verdict::Converged,
            words::converged_title(),
            words::converged_reason(&gradient, &number(distance, 2)),
        );
    }
    if at == 0 {
        return verdict(Verdict::Start, words::start_title(), words::start_reason(&gradient));
    }
    let losses = model.trace.losses();
    let excess = |update: usize| losses[update] - problem.least_loss();
    let turns = model.turns(at);
    if product > 2.0 && losses[at] >= losses[at - 1] {
        verdict(
            Verdict::Diverging,
            words::diverging_title(),
            words::diverging_reason(&rate_text, &steepest_text, &product_text),
        )
    } else if excess(at) > 0.0
        && (losses[at - 1] - losses[at]) < 2e-3 * excess(at - 1)
        && excess(at) > 1e-3 * problem.least_loss()
    {
        // Each update multiplies what is left along the flattest direction by 1 − ηλ_min.
        let share = rate * problem.curvatures[1];
        verdict(Verdict::Crawling, words::crawling_title(), words::crawling_reason(&number(share, 2)))
    } else if product > 1.0 && turns > 0 {
        let reason =
            words::oscillating_reason(&turns.to_string(), &at.to_string(), &rate_text, &steepest_text, &product_text);
        verdict(Verdict::Oscillating, words::oscillating_title(), reason)
    } else if product > 1.0 {
        let reason = words::overshoots_reason(&rate_text, &steepest_text, &product_text);
        verdict(Verdict::Descending, words::descending_title(), reason)
    } else {
        verdict(
            Verdict::Descending,
            words::descending_title(),
            words::descending_reason(&rate_text, &steepest_text, &product_text),
        )
    }
}
