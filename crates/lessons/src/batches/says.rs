//! The lesson in words and numbers: the sentence, the formula of each part of an update, and the diagnosis.

use super::model::Batches;
use super::words;
use crate::kit::Standing;
use crate::kit::formula::{Piece, name, operator, value};
use crate::kit::line;
use crate::{Diagnosis, FormulaRow, Term, View, Words};
use i18n::{number, short};
use plot::Role;
use sim::gradient_noise::share_left;
use sim::{Verdict, norm};
use std::borrow::Cow;

/// The examples of a batch that are listed, as many as there are symbols.
const LISTED: [&str; 5] = ["i₁", "i₂", "i₃", "i₄", "i₅"];

impl Words for Batches {
    fn say(&self, view: &View) -> String {
        let (lane, at) = (self.own(), view.at());
        let losses = lane.trace.losses();
        let loss = |update: usize| number(losses.get(update).copied().unwrap_or(f64::NAN), 3);
        if self.problem.n() == 0 {
            return words::say_no_data().to_string();
        }
        // A stream has no epochs: its examples come once.
        let stream = self.problem.drift() > 0.0;
        match Standing::of(&lane.trace, at) {
            Standing::Overflowed(update, _) => return words::say_overflow(&update.to_string()),
            Standing::Start if stream => return words::say_start(&loss(0)),
            Standing::Start => {
                let batches = lane.racer.place(0).batches.to_string();
                return words::say_start(&loss(0)) + &words::say_epoch(&self.batch_size(0).to_string(), &batches);
            }
            _ => {}
        }
        let (place, batch) = (lane.racer.place(at - 1), lane.racer.batch(at - 1));
        let (epoch, position) = ((place.epoch + 1).to_string(), (place.position + 1).to_string());
        let drawn = batch.len().to_string();
        let mut text = if stream {
            words::say_stream(&drawn, &lane.racer.seen(at).to_string())
        } else {
            words::say_batch(&epoch, &position, &place.batches.to_string(), &drawn)
        };
        text += &words::say_moved(&loss(at - 1), &loss(at));
        if batch.len() < place.size {
            text += words::say_short();
        } else if losses[at] > losses[at - 1] {
            text += words::say_worse();
        }
        text
    }

    fn parts(&self) -> Vec<&'static str> {
        vec![words::part_draw(), words::part_predict(), words::part_gradient(), words::part_update()]
    }

    /// With the numbers of the update that the words are about.
    fn formula(&self, view: &View, part: usize) -> Vec<FormulaRow> {
        let update = self.update_of(view);
        let lane = self.own();
        let weights = lane.seen_weights(update);
        let batch = lane.racer.batch(update);
        match (part, batch.first()) {
            (_, None) => Vec::new(),
            (0, _) => vec![drawn(self, update, &batch)],
            (1, Some(first)) => compare(self, weights, *first),
            (2, _) => gradient(self, weights, &batch),
            _ => line::descend(lane.weights(update), lane.racer.rate(update), lane.slope(update)),
        }
    }

    /// Does the slope speak louder than the chance of the draw?
    fn diagnosis(&self, view: &View) -> Diagnosis {
        let (problem, lane, at) = (&self.problem, self.own(), view.at());
        let rate = lane.racer.rate(at.saturating_sub(1));
        let (m, n) = (lane.racer.place(at.saturating_sub(1)).size, problem.n());
        let replaces = lane.racer.replaces();
        let limit = if m >= n && !replaces { problem.limit() } else { self.limits()[0] };
        let (rate_text, limit_text) = (short(rate, 3), number(limit, 3));
        let standing = Standing::of(&lane.trace, at);
        if let Standing::Overflowed(update, _) = standing {
            let reason = words::overflow_reason(&update.to_string(), &rate_text, &limit_text);
            return Diagnosis::new(Verdict::Diverging, words::diverging_title(), reason);
        }
        let seen = lane.racer.at_rest_view(at, lane.weights(at));
        let signal = norm(&problem.value_and_slope(seen).1);
        let noise = (problem.scatter(seen) * share_left(m, n.max(1), replaces)).sqrt();
        let (signal_text, noise_text) = (number(signal, 3), number(noise, 3));
        let losses = lane.trace.losses();
        let (verdict, title, reason) = if standing == Standing::Start {
            (Verdict::Start, words::start_title(), words::start_reason(&signal_text, &noise_text))
        } else if standing == Standing::Resting {
            (Verdict::Converged, words::converged_title(), words::converged_reason(&signal_text))
        } else if rate > limit && losses[at] > losses[0] {
            (Verdict::Diverging, words::diverging_title(), words::diverging_reason(&rate_text, &limit_text))
        } else if problem.drift() > 0.0 {
            let behind = problem.best.map_or(f64::NAN, |best| (seen[0] - best[0]).abs());
            (Verdict::Descending, words::follows_title(), words::follows_reason(&number(behind, 3)))
        } else if signal < noise {
            (Verdict::Oscillating, words::ball_title(), words::ball_reason(&signal_text, &noise_text))
        } else {
            (Verdict::Descending, words::descending_title(), words::descending_reason(&signal_text, &noise_text))
        };
        Diagnosis::new(verdict, title, reason)
    }

    fn columns(&self) -> Vec<Cow<'static, str>> {
        vec![words::column_loss().into(), words::column_slope().into(), words::column_intercept().into()]
    }
}

fn ink(text: &str) -> Term {
    name(text, Role::Ink)
}

/// Which examples: B ∋ i, i, i, … (m of N).
fn drawn(model: &Batches, update: usize, batch: &[u32]) -> FormulaRow {
    let place = model.own().racer.place(update);
    let words = words::batch_place(&(place.epoch + 1).to_string(), &(place.position + 1).to_string());
    let mut symbols = vec![ink("B"), operator("∋")];
    let mut numbers = vec![ink(&words), operator("∋")];
    for (symbol, example) in LISTED.into_iter().zip(batch) {
        symbols.push(ink(symbol));
        numbers.push(value(f64::from(example + 1), 9, Role::Ink));
    }
    if batch.len() > LISTED.len() {
        symbols.push(ink("…"));
        numbers.push(ink(&words::of(&batch.len().to_string(), &model.problem.n().to_string())));
    }
    FormulaRow { symbols, numbers }
}

/// The prediction for the batch's first example, and its mistake.
fn compare(model: &Batches, weights: [f64; 2], example: u32) -> Vec<FormulaRow> {
    let [x, y] = model.problem.points[example as usize];
    let guess = model.problem.predicted(weights, x);
    let (left, symbol) = if model.problem.logistic() { ("z", "p") } else { ("ŷ", "ŷ") };
    vec![line::predict(left, weights, x), line::compare(guess - y, symbol, guess, y)]
}

/// The batch's gradient: a mean over m examples, whatever N is.
fn gradient(model: &Batches, weights: [f64; 2], batch: &[u32]) -> Vec<FormulaRow> {
    let (_, slope) = model.problem.batch(weights, batch);
    let steep = model.problem.steepness();
    let written = format!("{}/{}", steep as u8, batch.len());
    let front = Piece::exact(if steep == 2.0 { "2/m" } else { "1/m" }, steep / batch.len() as f64, &written);
    let row = |left: &str, sum: &str, slope: f64| line::reduced((left, Role::Gradient), slope, front, sum);
    vec![row("∂L/∂w", "Σr x", slope[0]), row("∂L/∂b", "Σr", slope[1])]
}
