//! What the story asks of a run: who is right, whether a goal is met, and the numbers in the answers.

use super::figures::model_of;
use super::model::{Model, descent};
use super::says::{EXPLODED, VANISHED};
use super::snapshot::angle;
use crate::Run;
use params::Key;

/// The gradient that the question on clipping is about.
const EXAMPLE: [f64; 2] = [10.0, 1.0];

/// That gradient as this run's clipping leaves it.
fn clipped(model: &Model) -> [f64; 2] {
    let mut gradient = EXAMPLE;
    descent(&model.problem.spec.settings).clip.apply(&mut gradient);
    gradient
}

/// How far a ratio is from 1, in powers of ten.
fn steepness(ratio: f64) -> f64 {
    if ratio > 0.0 { libm::log10(ratio).abs() } else { f64::INFINITY }
}

/// The start of the same run without what the question is about.
fn start_without(model: &Model, key: Key) -> Model {
    Model::new(&model.problem.spec.with(key, 0.0))
}

/// The same run without what the question is about.
fn without(model: &Model, key: Key) -> Model {
    let mut other = start_without(model, key);
    while other.advance(64) {}
    other
}

fn ask<T>(run: &dyn Run, otherwise: T, question: impl FnOnce(&Model) -> T) -> T {
    model_of(run).map_or(otherwise, question)
}

/// Which choice of a prediction this run makes true.
pub mod judges {
    use super::{EXPLODED, VANISHED, angle, ask, clipped, start_without, steepness};
    use crate::{Run, View};
    use params::Key;

    /// How much of the late layer's gradient reaches the early one: much, a little, nothing worth the name.
    pub fn share(run: &dyn Run, _: &View) -> usize {
        ask(run, 0, |model| match model.ratio(0) {
            ratio if ratio > 0.1 => 0,
            ratio if ratio > VANISHED => 1,
            _ => 2,
        })
    }

    /// Explodes, stays level, vanishes.
    pub fn larger(run: &dyn Run, _: &View) -> usize {
        ask(run, 0, |model| match model.ratio(0) {
            ratio if ratio > EXPLODED => 0,
            ratio if ratio > VANISHED => 1,
            _ => 2,
        })
    }

    /// Kept, turned, or not touched at all.
    pub fn direction(run: &dyn Run, _: &View) -> usize {
        ask(run, 0, |model| {
            let after = clipped(model);
            if after == super::EXAMPLE { 2 } else { usize::from(angle(&super::EXAMPLE, &after) > 1.0) }
        })
    }

    /// With batch normalisation the layers' gradients are flatter, as before, or steeper.
    pub fn flatter(run: &dyn Run, _: &View) -> usize {
        ask(run, 0, |model| {
            let change = steepness(model.ratio(0)) - steepness(start_without(model, Key::Norm).ratio(0));
            if change < -0.5 {
                0
            } else if change <= 0.5 {
                1
            } else {
                2
            }
        })
    }
}

/// Whether a goal is met.
pub mod tasks {
    use super::{ask, steepness};
    use crate::{Run, View};
    use params::Key;

    /// A plain network of twenty layers whose gradients are level within a factor of ten.
    pub fn level(run: &dyn Run, _: &View) -> bool {
        ask(run, false, |model| {
            let settings = &model.problem.spec.settings;
            let plain = !settings.on(Key::Norm) && settings.index(Key::Skip) == 0 && model.problem.through.is_none();
            plain && model.problem.layers() >= 20 && steepness(model.ratio(0)) <= 1.0
        })
    }

    /// With first weights a hundred times too large, the loss falls below 0.3.
    pub fn rescue(run: &dyn Run, _: &View) -> bool {
        ask(run, false, |model| {
            let large = model.problem.spec.settings.value(Key::ScaleOfWeights) >= 100.0;
            large && model.problem.layers() >= 20 && model.problem.through.is_none() && model.last_loss() < 0.3
        })
    }

    /// A tanh cell that keeps its gradient within a factor of ten through at least thirty steps.
    pub fn keep(run: &dyn Run, _: &View) -> bool {
        ask(run, false, |model| {
            let tanh = model.problem.spec.settings.choice(Key::Activation) == "tanh";
            let long = model.problem.through.as_ref().is_some_and(|through| through.norms.len() >= 30);
            tanh && long && steepness(model.ratio(0)) <= 1.0
        })
    }
}

/// Numbers in the answers, as words.
pub mod facts {
    use super::super::model::Model;
    use super::super::{says, words};
    use super::{angle, ask, clipped, start_without, without};
    use crate::{Run, View};
    use i18n::{number, short};
    use params::Key;

    fn with(run: &dyn Run, fact: impl FnOnce(&Model) -> f64) -> String {
        number(ask(run, f64::NAN, fact), 3)
    }
    fn loss_of(model: &Model) -> String {
        let loss = model.last_loss();
        if loss.is_finite() { number(loss, 3) } else { words::overflows().to_string() }
    }

    /// The early layer's share of the late one's gradient before the first update.
    pub fn ratio(run: &dyn Run, _: &View) -> String {
        with(run, |model| model.ratio(0))
    }
    /// The average factor from layer to layer.
    pub fn factor(run: &dyn Run, _: &View) -> String {
        with(run, |model| model.factor(0))
    }
    /// The last loss.
    pub fn loss(run: &dyn Run, _: &View) -> String {
        ask(run, String::new(), loss_of)
    }
    /// The ratio without batch normalisation.
    pub fn plain_ratio(run: &dyn Run, _: &View) -> String {
        with(run, |model| start_without(model, Key::Norm).ratio(0))
    }
    /// The last loss without it.
    pub fn plain_loss(run: &dyn Run, _: &View) -> String {
        ask(run, String::new(), |model| loss_of(&without(model, Key::Norm)))
    }
    /// The example's gradient after clipping.
    pub fn clipped_example(run: &dyn Run, _: &View) -> String {
        ask(run, String::new(), |model| {
            let [x, y] = clipped(model).map(|entry| short(entry, 3));
            words::pair(&x, &y)
        })
    }
    /// By how many degrees that has turned it.
    pub fn turned_example(run: &dyn Run, _: &View) -> String {
        with(run, |model| angle(&super::EXAMPLE, &clipped(model)))
    }
    /// By how many degrees the network's whole gradient is turned in the first update.
    pub fn turned(run: &dyn Run, _: &View) -> String {
        with(run, |model| model.snapshot(0).turned)
    }
    /// What overflowed where, or the last loss.
    pub fn ending(run: &dyn Run, _: &View) -> String {
        ask(run, String::new(), |model| match says::overflow(model) {
            Some([update, layer, quantity]) => words::overflow_reason(&update, &layer, &quantity),
            None => words::ended_at(&loss_of(model)),
        })
    }
    /// How many steps of time there are.
    pub fn times(run: &dyn Run, _: &View) -> String {
        ask(run, 0, |model| model.problem.layers()).to_string()
    }
}
