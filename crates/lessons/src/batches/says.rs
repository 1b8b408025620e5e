//! The lesson in words and numbers: the sentence, the formula of each part of an update, and the diagnosis.

use super::figures::update_of;
use super::model::Model;
use super::words;
use crate::kit::formula::{Piece, equation, move_weight, name, operator, value};
use crate::{Diagnosis, FormulaRow, Term, View};
use i18n::{number, short};
use plot::Role;
use sim::gradient_noise::share_left;
use sim::order::Drawing;
use sim::{Ending, Verdict, norm};

/// This many examples of a batch are listed.
const LISTED: usize = 5;

/// What happened, in a sentence or two.
pub fn say(model: &Model, view: &View) -> String {
    let lane = model.own();
    let losses = lane.trace.losses();
    let loss = |update: usize| number(losses.get(update).copied().unwrap_or(f64::NAN), 3);
    if model.problem.n() == 0 {
        return words::say_no_data().to_string();
    }
    if let Some(Ending::Diverged { update, .. }) = lane.trace.ending()
        && view.at() >= update
    {
        return words::say_overflow(&update.to_string());
    }
    // A stream has no epochs: its examples come once.
    let stream = model.problem.drift() > 0.0;
    if view.at() == 0 {
        let mut text = words::say_start(&loss(0));
        if !stream {
            text += &words::say_epoch(&model.batch_size(0).to_string(), &lane.racer.place(0).batches.to_string());
        }
        return text;
    }
    let place = lane.racer.place(view.at() - 1);
    let batch = lane.racer.batch(view.at() - 1);
    let (epoch, position) = ((place.epoch + 1).to_string(), (place.position + 1).to_string());
    let drawn = batch.len().to_string();
    let mut text = if stream {
        words::say_stream(&drawn, &lane.racer.seen(view.at()).to_string())
    } else {
        words::say_batch(&epoch, &position, &place.batches.to_string(), &drawn)
    };
    text += &words::say_moved(&loss(view.at() - 1), &loss(view.at()));
    if batch.len() < place.size {
        text += words::say_short();
    } else if losses[view.at()] > losses[view.at() - 1] {
        text += words::say_worse();
    }
    text
}

/// The formula of one part, with the numbers of the update that the words are about.
pub fn formula(model: &Model, view: &View, part: usize) -> Vec<FormulaRow> {
    let update = update_of(model, view);
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

/// Which examples: B ∋ i, i, i, … (m of N).
fn drawn(model: &Model, update: usize, batch: &[u32]) -> FormulaRow {
    let place = model.own().racer.place(update);
    let words = words::batch_place(&(place.epoch + 1).to_string(), &(place.position + 1).to_string());
    let mut symbols = vec![ink("B"), operator("∋")];
    let mut numbers = vec![ink(&words), operator("∋")];
    for (index, example) in batch.iter().take(LISTED).enumerate() {
        symbols.push(ink(["i₁", "i₂", "i₃", "i₄", "i₅"][index]));
        numbers.push(value(f64::from(example + 1), 9, Role::Ink));
    }
    if batch.len() > LISTED {
        symbols.push(ink("…"));
        numbers.push(ink(&words::of(&batch.len().to_string(), &model.problem.n().to_string())));
    }
    FormulaRow { symbols, numbers }
}

/// The prediction for the batch's first example, and its mistake.
fn predict(model: &Model, [w, b]: [f64; 2], example: u32) -> Vec<FormulaRow> {
    let problem = &model.problem;
    let [x, y] = problem.points[example as usize];
    let p = problem.predicted([w, b], x);
    let (line, guess) = if problem.logistic() { ("z", "p") } else { ("ŷ", "ŷ") };
    let pieces = [
        Piece::new("", "w", w, Role::Weights),
        Piece::new("×", "x", x, Role::Ink),
        Piece::new("+", "b", b, Role::Weights),
    ];
    let mistake = [Piece::new("", guess, p, Role::Ink), Piece::new("−", "y", y, Role::Ink)];
    vec![equation((line, Role::Ink), "=", w * x + b, &pieces), equation(("r", Role::Error), "=", p - y, &mistake)]
}

/// The batch's gradient: a mean over m examples, whatever N is.
fn gradient(model: &Model, weights: [f64; 2], batch: &[u32]) -> Vec<FormulaRow> {
    let problem = &model.problem;
    let (_, slope) = problem.batch(weights, batch);
    let steep = problem.steepness();
    let factor = steep / batch.len() as f64;
    let written = format!("{}/{}", steep as u8, batch.len());
    let front = Piece::exact(if steep == 2.0 { "2/m" } else { "1/m" }, factor, &written);
    let row = |derivative: &str, sum: &str, slope: f64| {
        let pieces = [front, Piece::new("×", sum, slope / factor, Role::Error)];
        equation((derivative, Role::Gradient), "=", slope, &pieces)
    };
    vec![row("∂L/∂w", "Σr x", slope[0]), row("∂L/∂b", "Σr", slope[1])]
}

fn descend(model: &Model, update: usize, before: [f64; 2]) -> Vec<FormulaRow> {
    let racer = &model.own().racer;
    let (_, slope) = racer.sees(update, before);
    let rate = racer.rate(update);
    vec![move_weight("w", before[0], rate, "∂L/∂w", slope[0]), move_weight("b", before[1], rate, "∂L/∂b", slope[1])]
}

/// What the run is doing at the cursor: does the slope speak louder than the chance of the draw?
pub fn diagnosis(model: &Model, view: &View) -> Diagnosis {
    let problem = &model.problem;
    let lane = model.own();
    let at = view.at();
    let verdict = |verdict: Verdict, title: &'static str, reason: String| Diagnosis { verdict, title, reason };
    let rate = lane.racer.rate(at.saturating_sub(1));
    let (m, n) = (lane.racer.place(at.saturating_sub(1)).size, problem.n());
    let limit =
        if m >= n && lane.racer.drawing() != Drawing::Replacement { problem.limit() } else { model.limits()[0] };
    if let Some(Ending::Diverged { update, .. }) = lane.trace.ending()
        && at >= update
    {
        return verdict(
            Verdict::Diverging,
            words::diverging_title(),
            words::overflow_reason(&update.to_string(), &short(rate, 3), &number(limit, 3)),
        );
    }
    let weights = lane.weights(at);
    let seen = lane.racer.at_rest_view(at, weights);
    let (_, slope) = problem.value_and_slope(seen);
    let signal = norm(&slope);
    let noise = (problem.scatter(seen) * share_left(m, n.max(1), lane.racer.drawing() == Drawing::Replacement)).sqrt();
    let (signal_text, noise_text) = (number(signal, 3), number(noise, 3));
    let losses = lane.trace.losses();
    if at == 0 {
        verdict(Verdict::Start, words::start_title(), words::start_reason(&signal_text, &noise_text))
    } else if lane.trace.ending() == Some(Ending::Converged) && at == lane.trace.updates() {
        verdict(Verdict::Converged, words::converged_title(), words::converged_reason(&signal_text))
    } else if rate > limit && losses[at] > losses[0] {
        verdict(
            Verdict::Diverging,
            words::diverging_title(),
            words::diverging_reason(&short(rate, 3), &number(limit, 3)),
        )
    } else if problem.drift() > 0.0 {
        let behind = problem.best.map_or(f64::NAN, |best| (seen[0] - best[0]).abs());
        verdict(Verdict::Descending, words::follows_title(), words::follows_reason(&number(behind, 3)))
    } else if signal < noise {
        verdict(Verdict::Oscillating, words::ball_title(), words::ball_reason(&signal_text, &noise_text))
    } else {
        verdict(Verdict::Descending, words::descending_title(), words::descending_reason(&signal_text, &noise_text))
    }
}
