//! What the story asks of a run: who is right, whether a goal is met, and the numbers in the answers.

/// Which choice of a prediction this run makes true.
pub mod judges {
    use super::super::figures::model_of;
    use super::super::model::{Fate, fate};
    use super::facts;
    use crate::{Run, View};
    use sim::Ending;

    /// Which of two runs ends nearer: the one with rate 0.1/λ, this one, or neither.
    pub fn mirrored(run: &dyn Run, _: &View) -> usize {
        let Some(model) = model_of(run) else { return 0 };
        let (own, twin) = (model.trace.losses()[model.trace.updates()], facts::twin(model));
        if (own - twin).abs() <= 1e-6 * twin { 2 } else { usize::from(own < twin) }
    }

    /// What overflows first: the weight, the loss, or nothing.
    pub fn overflow(run: &dyn Run, _: &View) -> usize {
        match model_of(run).and_then(|model| model.trace.ending()) {
            Some(Ending::Diverged { quantity: "loss", .. }) => 1,
            Some(Ending::Diverged { .. }) => 0,
            _ => 2,
        }
    }

    /// Which rate lands first: 2/(λ_min + λ_max), 1/λ_max, or neither.
    pub fn worst_case(run: &dyn Run, _: &View) -> usize {
        let Some(model) = model_of(run) else { return 0 };
        let [balanced, steepest] =
            facts::two_rates(model).map(|rate| model.problem.updates_at(rate).unwrap_or(usize::MAX));
        if balanced < steepest {
            0
        } else if steepest < balanced {
            1
        } else {
            2
        }
    }

    /// How near to the limit the best rate of the sweep is: below half of it, below 80 %, nearer.
    pub fn cliff(run: &dyn Run, _: &View) -> usize {
        let share = model_of(run).map_or(0.0, facts::share_of_limit);
        usize::from(share >= 0.55) + usize::from(share >= 0.8)
    }

    /// Diverges, swings and settles, or comes straight down.
    pub fn heavy(run: &dyn Run, _: &View) -> usize {
        let Some(model) = model_of(run) else { return 0 };
        if fate(&model.problem, &model.trace) == Fate::Diverges {
            0
        } else if model.turns(usize::MAX) > 1 {
            1
        } else {
            2
        }
    }
}

/// Whether a goal is met.
pub mod tasks {
    use super::super::figures::model_of;
    use crate::{Run, View};
    use params::Key;

    /// On this ground, without momentum and forks, as few updates as the best of the sweep needs.
    fn goldilocks(run: &dyn Run, surface: &str) -> bool {
        model_of(run).is_some_and(|model| {
            let spec = &model.problem.spec;
            let plain = spec.forks.is_empty() && model.problem.beta() == 0.0;
            let here = spec.settings.choice(Key::Surface) == surface;
            // A round ravine is none, and a start at the bottom has nowhere to go.
            let fair = surface != "ravine" || spec.settings.value(Key::Ratio) == 10.0;
            let from_afar = spec.settings.value(Key::Start) == spec.settings.value(Key::Start2);
            let landed = model.landed().zip(model.fewest()).is_some_and(|(own, fewest)| own > 0 && own <= fewest);
            plain && here && fair && from_afar && !spec.settings.on(Key::Standardise) && landed
        })
    }

    /// On the bowl.
    pub fn goldilocks_bowl(run: &dyn Run, _: &View) -> bool {
        goldilocks(run, "bowl")
    }
    /// In the ravine, ratio 10.
    pub fn goldilocks_ravine(run: &dyn Run, _: &View) -> bool {
        goldilocks(run, "ravine")
    }
    /// On the penguins.
    pub fn goldilocks_penguins(run: &dyn Run, _: &View) -> bool {
        goldilocks(run, "penguins")
    }
}

/// Numbers in the answers, as words.
pub mod facts {
    use super::super::figures::model_of;
    use super::super::model::{Model, overtaken};
    use super::super::words;
    use crate::{Run, View};
    use i18n::{number, short};
    use params::Key;
    use sim::optimizers::Momentum;
    use sim::try_rate;

    fn with(run: &dyn Run, fact: impl Fn(&Model) -> f64) -> String {
        short(model_of(run).map_or(f64::NAN, fact), 3)
    }
    fn count(updates: Option<usize>) -> String {
        updates.map_or_else(|| words::not_within().to_string(), |updates| words::updates(&updates.to_string()))
    }

    /// Rate times largest curvature.
    pub fn rate_times_lambda(run: &dyn Run, _: &View) -> String {
        with(run, |model| model.product(0))
    }
    /// The largest rate for which descent settles.
    pub fn rate_limit(run: &dyn Run, _: &View) -> String {
        with(run, |model| model.problem.borders()[1])
    }
    /// The largest rate times curvature for which descent settles.
    pub fn product_limit(run: &dyn Run, _: &View) -> String {
        with(run, |model| Momentum::settles_until(model.problem.beta()))
    }
    /// The loss at the end.
    pub fn end_loss(run: &dyn Run, _: &View) -> String {
        with(run, |model| model.trace.losses()[model.trace.updates()])
    }
    /// The loss of the same descent with rate 0.1/λ_max, at the end.
    pub fn twin_loss(run: &dyn Run, _: &View) -> String {
        with(run, twin)
    }
    pub(super) fn twin(model: &Model) -> f64 {
        let descent = Momentum { rate: 0.1 / model.problem.curvatures[0], beta: model.problem.beta() };
        try_rate(&*model.problem.loss, &model.problem.start, descent, model.trace.budget(), 0.0).loss
    }
    /// The update that overflowed.
    pub fn overflow_update(run: &dyn Run, _: &View) -> String {
        model_of(run).map_or(0, |model| model.trace.updates()).to_string()
    }
    /// From which update on the loss was above the first.
    pub fn above_since(run: &dyn Run, _: &View) -> String {
        model_of(run).and_then(|model| overtaken(&model.trace)).unwrap_or(0).to_string()
    }
    /// The weight at the end.
    pub fn end_weight(run: &dyn Run, _: &View) -> String {
        number(model_of(run).map_or(0.0, |model| model.place(usize::MAX)[0].abs()), 2)
    }
    /// 2/(λ_min + λ_max) and 1/λ_max.
    pub(super) fn two_rates(model: &Model) -> [f64; 2] {
        let [high, low] = model.problem.curvatures;
        [2.0 / (high + low), 1.0 / high]
    }
    /// How many updates it takes with 2/(λ_min + λ_max).
    pub fn balanced_updates(run: &dyn Run, _: &View) -> String {
        count(model_of(run).and_then(|model| model.problem.updates_at(two_rates(model)[0])))
    }
    /// How many with 1/λ_max.
    pub fn steepest_updates(run: &dyn Run, _: &View) -> String {
        count(model_of(run).and_then(|model| model.problem.updates_at(two_rates(model)[1])))
    }
    /// The rate with the lowest loss in the sweep.
    pub fn best_rate(run: &dyn Run, _: &View) -> String {
        with(run, |model| model.best_tried().map_or(f64::NAN, |tried| tried.rate))
    }
    /// That as a share of the limit, in percent.
    pub fn best_percent(run: &dyn Run, _: &View) -> String {
        with(run, |model| 100.0 * share_of_limit(model))
    }
    pub(super) fn share_of_limit(model: &Model) -> f64 {
        model.best_tried().map_or(0.0, |tried| tried.rate / model.problem.borders()[1])
    }
    /// How often a path turned back.
    pub fn turns(run: &dyn Run, _: &View) -> String {
        model_of(run).map_or(0, |model| model.turns(usize::MAX)).to_string()
    }
    /// Where a goal of the ground stands: how many updates this run took to land, and the fewest of the sweep.
    fn goal(run: &dyn Run, surface: &str) -> String {
        match model_of(run).filter(|model| model.problem.spec.settings.choice(Key::Surface) == surface) {
            Some(model) => words::on_this_ground(&count(model.landed()), &count(model.fewest())),
            None => words::on_another_ground().to_string(),
        }
    }
    /// The goal on the bowl.
    pub fn on_the_bowl(run: &dyn Run, _: &View) -> String {
        goal(run, "bowl")
    }
    /// The goal in the ravine.
    pub fn in_the_ravine(run: &dyn Run, _: &View) -> String {
        goal(run, "ravine")
    }
    /// The goal on the penguins.
    pub fn on_the_penguins(run: &dyn Run, _: &View) -> String {
        goal(run, "penguins")
    }
}
