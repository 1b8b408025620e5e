//! What the story asks of a run: who is right, whether a goal is met, and the numbers in the answers.

use super::model::{DeepGradients, descent, last_loss};
use super::says::{self, EXPLODED, VANISHED};
use super::words;
use crate::{Model, View};
use i18n::{number, short};
use params::{Key, RunSpec};
use sim::angle;

/// The gradient that the question on clipping is about.
const EXAMPLE: [f64; 2] = [10.0, 1.0];

/// That gradient as this run's clipping leaves it.
fn clipped(model: &DeepGradients) -> [f64; 2] {
    let mut gradient = EXAMPLE;
    descent(&model.problem.spec.settings).clip.apply(&mut gradient);
    gradient
}

/// How far a ratio is from 1, in powers of ten.
fn steepness(ratio: f64) -> f64 {
    if ratio > 0.0 { libm::log10(ratio).abs() } else { f64::INFINITY }
}

/// The same run without batch normalisation.
fn plain(model: &DeepGradients) -> RunSpec {
    model.problem.spec.with(Key::Norm, 0.0)
}

/// Which choice of a prediction this run makes true.
pub mod judges {
    use super::{DeepGradients, EXAMPLE, EXPLODED, Model, VANISHED, View, angle, clipped, plain, steepness};

    /// How much of the late layer's gradient reaches the early one: more than `much`, less, nothing worth the name.
    fn reaches(model: &DeepGradients, much: f64) -> usize {
        [much, VANISHED].iter().position(|border| model.ratio(0) > *border).unwrap_or(2)
    }
    /// Much, a little, nothing worth the name.
    pub fn share(model: &DeepGradients, _: &View) -> usize {
        reaches(model, 0.1)
    }
    /// Explodes, stays level, vanishes.
    pub fn larger(model: &DeepGradients, _: &View) -> usize {
        reaches(model, EXPLODED)
    }
    /// Kept, turned, or not touched at all.
    pub fn direction(model: &DeepGradients, _: &View) -> usize {
        let after = clipped(model);
        if after == EXAMPLE { 2 } else { usize::from(angle(&EXAMPLE, &after) > 1.0) }
    }
    /// With batch normalisation the layers' gradients are flatter, as before, or steeper.
    pub fn flatter(model: &DeepGradients, _: &View) -> usize {
        match steepness(model.ratio(0)) - steepness(DeepGradients::open(&plain(model)).ratio(0)) {
            change if change < -0.5 => 0,
            change if change <= 0.5 => 1,
            _ => 2,
        }
    }
}

/// Whether a goal is met.
pub mod tasks {
    use super::{DeepGradients, Key, View, last_loss, steepness};

    /// No recurrent cell, and at least twenty layers.
    fn deep(model: &DeepGradients) -> bool {
        !model.problem.recurrent() && model.problem.layers() >= 20
    }
    /// Within a factor of ten.
    fn is_level(model: &DeepGradients) -> bool {
        steepness(model.ratio(0)) <= 1.0
    }
    /// A plain network of twenty layers whose gradients are level.
    pub fn level(model: &DeepGradients, _: &View) -> bool {
        let settings = &model.problem.spec.settings;
        !settings.on(Key::Norm) && settings.index(Key::Skip) == 0 && deep(model) && is_level(model)
    }
    /// With first weights a hundred times too large, the loss falls below 0.3.
    pub fn rescue(model: &DeepGradients, _: &View) -> bool {
        let large = model.problem.spec.settings.value(Key::ScaleOfWeights) >= 100.0;
        large && deep(model) && last_loss(&model.trace) < 0.3
    }
    /// A tanh cell that keeps its gradient level through at least thirty steps.
    pub fn keep(model: &DeepGradients, _: &View) -> bool {
        let problem = &model.problem;
        let tanh = problem.spec.settings.choice(Key::Activation) == "tanh";
        tanh && problem.recurrent() && problem.layers() >= 30 && is_level(model)
    }
}

/// Numbers in the answers, as words.
pub mod facts {
    use super::{DeepGradients, EXAMPLE, Model, View, angle, clipped, last_loss, number, plain, says, short, words};

    /// The example's gradient after clipping.
    pub fn clipped_example(model: &DeepGradients, _: &View) -> String {
        let [x, y] = clipped(model).map(|entry| short(entry, 3));
        words::pair(&x, &y)
    }

    crate::kit::facts! { DeepGradients:
        /// The early layer's share of the late one's gradient before the first update.
        ratio: |model, _| number(model.ratio(0), 3);
        /// The average factor from layer to layer.
        factor: |model, _| number(model.factor(0), 3);
        /// The last loss.
        loss: |model, _| says::loss_in_words(last_loss(&model.trace), 3);
        /// The ratio without batch normalisation.
        plain_ratio: |model, view| ratio(&DeepGradients::open(&plain(model)), view);
        /// The last loss without it.
        plain_loss: |model, view| loss(&DeepGradients::finished(&plain(model)), view);
        /// By how many degrees that has turned it.
        turned_example: |model, _| number(angle(&EXAMPLE, &clipped(model)), 3);
        /// By how many degrees the network's whole gradient is turned in the first update.
        turned: |model, _| number(model.snapshot(0).turned, 3);
        /// What overflowed where, or the last loss.
        ending: |model, view| match says::overflow(model, model.trace.updates()) {
            Some([update, layer, quantity]) => words::overflow_reason(&update, &layer, &quantity),
            None => words::ended_at(&loss(model, view)),
            };
        /// How many steps of time there are.
        times: |model, _| model.problem.layers().to_string();
    }
}
