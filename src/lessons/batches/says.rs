//! The lesson in words and numbers: the sentence, the formula of each part of an update, and the diagnosis.

use super::figures::update_of;
use super::model::Model;
use super::words;
use crate::i18n::{number, short};
use crate::lessons::formula::{RESULT, digits_that_add_up, name, operator, value};
use crate::lessons::{Diagnosis, FormulaRow, Look, Term};
use crate::plot::Role;
use crate::sim::order::Drawing;
use crate::sim::gradient_noise::share_left;
use crate::sim::{Ending, Verdict, norm};

/// This many examples of a batch are listed.
const LISTED: usize = 5;

/// What happened, in a sentence or two.
pub fn say(model: &Model, look: &Look) -> String {
    let lane = model.own();
    let losses = lane.trace.losses();
    let loss = |update: usize| number(losses.get(update).copied().unwrap_or(f64::NAN), 3);
    if model.problem.n() == 0 {
        return words::say_no_data().to_string();
    }
    if let Some(Ending::Diverged { update, .. }) = lane.trace.ending()
        && look.at >= update
    {
        return words::say_overflow(&update.to_string());
    }
    if look.at == 0 {
        return words::say_start(&loss(0), &model.batch_size(0).to_string(), &lane.racer.place(0).batches.to_string());
    }
    let place = lane.racer.place(look.at - 1);
    let batch = lane.racer.batch(look.at - 1);
    let (epoch, position) = ((place.epoch + 1).to_string(), (place.position + 1).to_string());
    let mut text = words::say_batch(&epoch, &position, &place.batches.to_string(), &batch.len().to_string());
    text += &words::say_moved(&loss(look.at - 1), &loss(look.at));
    if batch.len() < place.size {
        text += words::say_short();
    } else if losses[look.at] > losses[look.at - 1] {
        text += words::say_worse();
    }
    text
}

/// The formula of one part, with the numbers of the update that the words are about.
pub fn formula(model: &Model, look: &Look, part: usize) -> Vec<FormulaRow> {
    let update = update_of(model, look);
    let lane = model.own();
    let raw = lane.weights(update);
    let weights = lane.racer.at_rest_view(update, raw);
    let batch = lane.racer.batch(update);
    if batch.is_empty() {
        return Vec::new();
    }
    match part {
        0 => vec![drawn(model, update, &batch)],
        1 => predict(model, weights, batch[0]),
        2 => gradient(model, weights, &batch),
        _ => descend(model, update, raw),
    }
}

fn ink(text: &str) -> Term {
    name(text, Role::Ink)
}
fn figure(count: usize) -> Term {
    value(count as f64, 9, Role::Ink)
}

/// Which examples: B ∋ i, i, i, … (m of N).
fn drawn(model: &Model, update: usize, batch: &[u32]) -> FormulaRow {
    let place = model.own().racer.place(update);
    let mut symbols = vec![vec![ink("B")], vec![operator("∋")]];
    let mut numbers = vec![vec![name(&words::batch_place(&(place.epoch + 1).to_string(), &(place.position + 1).to_string()), Role::Ink)], vec![operator("∋")]];
    for (index, example) in batch.iter().take(LISTED).enumerate() {
        symbols.push(vec![ink(["i₁", "i₂", "i₃", "i₄", "i₅"][index])]);
        numbers.push(vec![figure(*example as usize + 1)]);
    }
    if batch.len() > LISTED {
        symbols.push(vec![ink("…")]);
        numbers.push(vec![name(&words::of(&batch.len().to_string(), &model.problem.n().to_string()), Role::Ink)]);
    }
    FormulaRow { symbols, numbers }
}

/// The prediction for the batch's first example, and its mistake.
fn predict(model: &Model, [w, b]: [f64; 2], example: u32) -> Vec<FormulaRow> {
    let problem = &model.problem;
    let [x, y] = problem.points[example as usize];
    let z = w * x + b;
    let p = problem.predicted([w, b], x);
    let (line, guess) = if problem.logistic() { ("z", "p") } else { ("ŷ", "ŷ") };
    let digits = digits_that_add_up(&[w, x, b], z, |v| v[0] * v[1] + v[2]);
    let mut rows = vec![FormulaRow {
        symbols: vec![vec![ink(line)], vec![operator("=")], vec![name("w", Role::Weights)], vec![], vec![ink("x")], vec![operator("+")], vec![name("b", Role::Weights)]],
        numbers: vec![
            vec![value(z, RESULT, Role::Ink)], vec![operator("=")], vec![value(w, digits, Role::Weights)], vec![operator("×")],
            vec![value(x, digits, Role::Ink)], vec![operator("+")], vec![value(b, digits, Role::Weights)],
        ],
    }];
    let digits = digits_that_add_up(&[p, y], p - y, |v| v[0] - v[1]);
    rows.push(FormulaRow {
        symbols: vec![vec![name("r", Role::Error)], vec![operator("=")], vec![ink(guess)], vec![operator("−")], vec![ink("y")]],
        numbers: vec![
            vec![value(p - y, RESULT, Role::Error)], vec![operator("=")], vec![value(p, digits, Role::Ink)], vec![operator("−")],
            vec![value(y, digits, Role::Ink)],
        ],
    });
    rows
}

/// The batch's gradient: a mean over m examples, whatever N is.
fn gradient(model: &Model, weights: [f64; 2], batch: &[u32]) -> Vec<FormulaRow> {
    let problem = &model.problem;
    let (_, slope) = problem.batch(weights, batch);
    let steep = problem.steepness();
    let factor = steep / batch.len() as f64;
    let row = |weight: &str, sum_symbol: &str, gradient: f64| {
        let sum = gradient / factor;
        let digits = digits_that_add_up(&[sum], gradient, |v| v[0] * factor);
        let front = if steep == 2.0 { "2/m" } else { "1/m" };
        FormulaRow {
            symbols: vec![vec![name(&format!("∂L/∂{weight}"), Role::Gradient)], vec![operator("=")], vec![ink(front)], vec![], vec![name(sum_symbol, Role::Error)]],
            numbers: vec![
                vec![value(gradient, RESULT, Role::Gradient)], vec![operator("=")], vec![ink(&format!("{}/{}", steep as u8, batch.len()))], vec![operator("×")],
                vec![value(sum, digits, Role::Error)],
            ],
        }
    };
    vec![row("w", "Σr x", slope[0]), row("b", "Σr", slope[1])]
}

fn descend(model: &Model, update: usize, before: [f64; 2]) -> Vec<FormulaRow> {
    let racer = &model.own().racer;
    let (_, slope) = racer.sees(update, before);
    let rate = racer.rate(update);
    let row = |weight: &str, before: f64, slope: f64| {
        let after = before - rate * slope;
        let digits = digits_that_add_up(&[before, rate, slope], after, |v| v[0] - v[1] * v[2]);
        FormulaRow {
            symbols: vec![
                vec![name(weight, Role::Weights)], vec![operator("←")], vec![name(weight, Role::Weights)], vec![operator("−")],
                vec![name("η", Role::Rate)], vec![], vec![name(&format!("∂L/∂{weight}"), Role::Gradient)],
            ],
            numbers: vec![
                vec![value(after, RESULT, Role::Weights)], vec![operator("←")], vec![value(before, digits, Role::Weights)], vec![operator("−")],
                vec![value(rate, digits, Role::Rate)], vec![operator("×")], vec![value(slope, digits, Role::Gradient)],
            ],
        }
    };
    vec![row("w", before[0], slope[0]), row("b", before[1], slope[1])]
}

/// What the run is doing at the cursor: does the slope speak louder than the chance of the draw?
pub fn diagnosis(model: &Model, look: &Look) -> Diagnosis {
    let problem = &model.problem;
    let lane = model.own();
    let at = look.at;
    let verdict = |verdict: Verdict, title: &str, reason: String| Diagnosis { verdict, title: title.into(), reason };
    let rate = lane.racer.rate(at.saturating_sub(1));
    let (m, n) = (lane.racer.place(at.saturating_sub(1)).size, problem.n());
    let limit = if m >= n && lane.racer.drawing() != Drawing::Replacement { problem.limit() } else { model.limits()[0] };
    if let Some(Ending::Diverged { update, .. }) = lane.trace.ending()
        && at >= update
    {
        return verdict(Verdict::Diverging, words::diverging_title(), words::overflow_reason(&update.to_string(), &short(rate, 3), &number(limit, 3)));
    }
    let weights = lane.weights(at);
    let view = lane.racer.at_rest_view(at, weights);
    let (_, slope) = problem.value_and_slope(view);
    let signal = norm(&slope);
    let noise = (problem.scatter(view) * share_left(m, n.max(1), lane.racer.drawing() == Drawing::Replacement)).sqrt();
    let (signal_text, noise_text) = (number(signal, 3), number(noise, 3));
    let losses = lane.trace.losses();
    if at == 0 {
        verdict(Verdict::Start, words::start_title(), words::start_reason(&signal_text, &noise_text))
    } else if lane.trace.ending() == Some(Ending::Converged) && at == lane.trace.updates() {
        verdict(Verdict::Converged, words::converged_title(), words::converged_reason(&signal_text))
    } else if rate > limit && losses[at] > losses[0] {
        verdict(Verdict::Diverging, words::diverging_title(), words::diverging_reason(&short(rate, 3), &number(limit, 3)))
    } else if problem.drift() > 0.0 {
        let behind = problem.best.map_or(f64::NAN, |best| (view[0] - best[0]).abs());
        verdict(Verdict::Descending, words::follows_title(), words::follows_reason(&number(behind, 3)))
    } else if signal < noise {
        verdict(Verdict::Oscillating, words::ball_title(), words::ball_reason(&signal_text, &noise_text))
    } else {
        verdict(Verdict::Descending, words::descending_title(), words::descending_reason(&signal_text, &noise_text))
    }
}
