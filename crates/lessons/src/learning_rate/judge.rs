//! What the story asks of a run: who is right, whether a goal is met, and the numbers in the answers.

/// Which choice of a prediction this run makes true.
pub mod judges {
    use super::super::model::{Fate, LearningRate, fate};
    use super::facts;
    use crate::View;
    use crate::kit::first_true;
    use sim::Ending;

    /// Which of two runs ends nearer: the one with rate 0.1/λ, this one, or neither.
    pub fn mirrored(model: &LearningRate, _: &View) -> usize {
        let (own, twin) = (model.trace.losses()[model.trace.updates()], facts::twin(model));
        if (own - twin).abs() <= 1e-6 * twin { 2 } else { usize::from(own < twin) }
    }

    /// What overflows first: the weight, the loss, or nothing.
    pub fn overflow(model: &LearningRate, _: &View) -> usize {
        match model.trace.ending() {
            Some(Ending::Diverged { quantity: "loss", .. }) => 1,
            Some(Ending::Diverged { .. }) => 0,
            _ => 2,
        }
    }

    /// Which rate lands first: 2/(λ_min + λ_max), 1/λ_max, or neither.
    pub fn worst_case(model: &LearningRate, _: &View) -> usize {
        let [balanced, steepest] =
            facts::two_rates(model).map(|rate| model.problem.updates_at(rate).unwrap_or(usize::MAX));
        first_true(&[balanced < steepest, steepest < balanced])
    }

    /// How near to the limit the best rate of the sweep is: below half of it, below 80 %, nearer.
    pub fn cliff(model: &LearningRate, _: &View) -> usize {
        let share = facts::share_of_limit(model);
        usize::from(share >= 0.55) + usize::from(share >= 0.8)
    }

    /// Diverges, swings and settles, or comes straight down.
    pub fn heavy(model: &LearningRate, _: &View) -> usize {
        first_true(&[fate(&model.problem, &model.trace) == Fate::Diverges, model.turns(usize::MAX) > 1])
    }
}

/// Whether a goal is met.
pub mod tasks {
    use super::super::model::LearningRate;
    use crate::View;
    use params::Key;

    /// On this ground, without momentum and forks, as few updates as the best of the sweep needs.
    fn goldilocks(model: &LearningRate, surface: &str) -> bool {
        let spec = &model.problem.spec;
        let plain = spec.forks.is_empty() && model.problem.beta() == 0.0;
        let here = spec.settings.choice(Key::Surface) == surface;
        // A round ravine is none, and a start at the bottom has nowhere to go.
        let fair = surface != "ravine" || spec.settings.value(Key::Ratio) == 10.0;
        let from_afar = spec.settings.value(Key::Start) == spec.settings.value(Key::Start2);
        let landed = model.landed().zip(model.fewest()).is_some_and(|(own, fewest)| own > 0 && own <= fewest);
        plain && here && fair && from_afar && !spec.settings.on(Key::Standardise) && landed
    }

    pub fn goldilocks_bowl(model: &LearningRate, _: &View) -> bool {
        goldilocks(model, "bowl")
    }
    /// In the ravine, ratio 10.
    pub fn goldilocks_ravine(model: &LearningRate, _: &View) -> bool {
        goldilocks(model, "ravine")
    }
    pub fn goldilocks_penguins(model: &LearningRate, _: &View) -> bool {
        goldilocks(model, "penguins")
    }
}

/// Numbers in the answers, as words.
pub mod facts {
    use super::super::model::{LearningRate, overtaken};
    use super::super::words;
    use i18n::{number, short};
    use params::Key;
    use sim::optimizers::Momentum;
    use sim::try_rate;

    fn three(value: f64) -> String {
        short(value, 3)
    }
    fn count(updates: Option<usize>) -> String {
        updates.map_or_else(|| words::not_within().to_string(), |updates| words::updates(&updates.to_string()))
    }

    pub(super) fn twin(model: &LearningRate) -> f64 {
        let descent = Momentum { rate: 0.1 / model.problem.curvatures[0], beta: model.problem.beta() };
        try_rate(&*model.problem.loss, &model.problem.start, descent, model.trace.budget(), 0.0).loss
    }
    /// 2/(λ_min + λ_max) and 1/λ_max.
    pub(super) fn two_rates(model: &LearningRate) -> [f64; 2] {
        let [high, low] = model.problem.curvatures;
        [2.0 / (high + low), 1.0 / high]
    }
    pub(super) fn share_of_limit(model: &LearningRate) -> f64 {
        model.best_tried().map_or(0.0, |tried| tried.rate / model.problem.borders()[1])
    }
    /// Where a goal of the ground stands: how many updates this run took to land, and the fewest of the sweep.
    fn goal(model: &LearningRate, surface: &str) -> String {
        if model.problem.spec.settings.choice(Key::Surface) == surface {
            words::on_this_ground(&count(model.landed()), &count(model.fewest()))
        } else {
            words::on_another_ground().to_string()
        }
    }

    crate::kit::facts! { LearningRate:
        rate_times_lambda: |model, _| three(model.product(0));
        /// The largest rate for which descent settles.
        rate_limit: |model, _| three(model.problem.borders()[1]);
        /// The largest rate times curvature for which descent settles.
        product_limit: |model, _| three(Momentum::settles_until(model.problem.beta()));
        end_loss: |model, _| three(model.trace.losses()[model.trace.updates()]);
        /// The loss of the same descent with rate 0.1/λ_max, at the end.
        twin_loss: |model, _| three(twin(model));
        /// The update that overflowed.
        overflow_update: |model, _| model.trace.updates().to_string();
        /// From which update on the loss was above the first.
        above_since: |model, _| overtaken(&model.trace).unwrap_or(0).to_string();
        end_weight: |model, _| number(model.place(usize::MAX)[0].abs(), 2);
        /// How many updates it takes with 2/(λ_min + λ_max).
        balanced_updates: |model, _| count(model.problem.updates_at(two_rates(model)[0]));
        /// How many with 1/λ_max.
        steepest_updates: |model, _| count(model.problem.updates_at(two_rates(model)[1]));
        /// The rate with the lowest loss in the sweep.
        best_rate: |model, _| three(model.best_tried().map_or(f64::NAN, |tried| tried.rate));
        /// That as a share of the limit, in percent.
        best_percent: |model, _| three(100.0 * share_of_limit(model));
        /// How often a path turned back.
        turns: |model, _| model.turns(usize::MAX).to_string();
        on_the_bowl: |model, _| goal(model, "bowl");
        in_the_ravine: |model, _| goal(model, "ravine");
        on_the_penguins: |model, _| goal(model, "penguins");
    }
}
