//! What the story asks of a run: who is right, whether a goal is met, and the numbers in the answers.

/// Which choice of a prediction this run makes true.
pub mod judges {
    use super::super::model::LineOfBestFit;
    use super::facts;
    use crate::View;
    use crate::kit::first_true;

    /// Short of the valley floor, on it, or past it, along the steepest direction.
    pub fn first_step(model: &LineOfBestFit, _: &View) -> usize {
        first_true(&[model.product(0) < 0.95, model.product(0) <= 1.05])
    }
    /// Whether the bottom of the slice is the best line's slope.
    pub fn slice_bottom(model: &LineOfBestFit, view: &View) -> usize {
        let best = model.problem.best.unwrap_or_default()[0];
        usize::from((facts::bottom(model, view) - best).abs() > 0.01 * best.abs().max(0.01))
    }
    /// Comes down, swings, or never comes back.
    pub fn sum_same_rate(model: &LineOfBestFit, _: &View) -> usize {
        first_true(&[model.product(0) <= 1.0, model.product(0) <= 2.0])
    }
    /// How far Anscombe's four paths lie apart: far, within a tenth, within a hundredth.
    pub fn four_shapes(model: &LineOfBestFit, _: &View) -> usize {
        let gap = facts::gap(model);
        first_true(&[gap > 0.1, gap > 0.01])
    }
    /// One update, tens, or more until the loss is within a millionth of the least.
    pub fn one_update(model: &LineOfBestFit, _: &View) -> usize {
        let updates = model.first_within(1.000_001).unwrap_or(usize::MAX);
        first_true(&[updates <= 1, updates <= 300])
    }
}

/// Whether a goal is met.
pub mod tasks {
    use super::super::model::LineOfBestFit;
    use crate::View;
    use params::Key;

    /// My line, without descent, within 5 % of the least loss, after at least one move.
    pub fn within_five(model: &LineOfBestFit, view: &View) -> bool {
        model.trace.budget() == 0 && view.moves > 0 && model.first_within(1.05) == Some(0)
    }
    /// The same while the data are hidden.
    pub fn blind(model: &LineOfBestFit, view: &View) -> bool {
        view.on(Key::Blur) && within_five(model, view)
    }
    /// Descent from slope 0 and intercept 0 comes within 5 % in fewer updates than there were moves by hand.
    pub fn fewer_moves(model: &LineOfBestFit, view: &View) -> bool {
        let from_zero = model.problem.my_line() == [0.0, 0.0];
        from_zero && model.first_within(1.05).is_some_and(|updates| updates < view.moves)
    }
}

/// Numbers in the answers, as words.
pub mod facts {
    use super::super::model::LineOfBestFit;
    use super::super::words;
    use crate::{Model, View};
    use i18n::number;
    use params::Key;

    fn three(value: f64) -> String {
        number(value, 3)
    }
    /// How many updates bring the loss down to so many times the least.
    fn within(model: &LineOfBestFit, factor: f64) -> String {
        let count = |updates: usize| words::updates(&updates.to_string());
        model.first_within(factor).map_or_else(|| words::not_within().to_string(), count)
    }
    fn loss_here(model: &LineOfBestFit, view: &View) -> f64 {
        model.problem.loss.value(model.weights(view.at()))
    }

    pub(super) fn bottom(model: &LineOfBestFit, view: &View) -> f64 {
        let here = model.weights(view.at());
        here[0] - model.problem.loss.value_and_slope(here).1[0] / model.problem.hessian.xx
    }
    pub(super) fn gap(model: &LineOfBestFit) -> f64 {
        let mut runs = Vec::new();
        for set in ["anscombe-1", "anscombe-2", "anscombe-3", "anscombe-4"] {
            let choice = Key::Data.spec().kind.index_of(set).unwrap_or(0);
            runs.push(LineOfBestFit::finished(&model.problem.spec.with(Key::Data, choice as f64)));
        }
        let updates = runs.iter().map(|run| run.trace.updates()).min().unwrap_or(0);
        let mut gap: f64 = 0.0;
        for update in 0..=updates {
            for axis in 0..2 {
                let weights = || runs.iter().map(|run| run.weights(update)[axis]);
                gap = gap.max(weights().fold(f64::MIN, f64::max) - weights().fold(f64::MAX, f64::min));
            }
        }
        gap
    }
    /// The same for x as it is.
    pub fn raw_condition_number(model: &LineOfBestFit, _: &View) -> String {
        let raw = LineOfBestFit::open(&model.problem.spec.with(Key::Standardise, 0.0));
        three(raw.problem.hessian.condition_number())
    }

    crate::kit::facts! { LineOfBestFit:
        /// The loss at the cursor.
        loss: |model, view| three(loss_here(model, view));
        best_loss: |model, _| three(model.problem.least_loss());
        /// The loss at the cursor over the least.
        ratio_to_best: |model, view| three(loss_here(model, view) / model.problem.least_loss());
        /// Changes made by hand since the step began.
        moves: |_, view| view.moves.to_string();
        lambda_max: |model, _| three(model.problem.curvatures[0]);
        rate_times_lambda: |model, _| three(model.product(0));
        /// The largest rate for which descent settles.
        rate_limit: |model, _| three(model.problem.limit());
        /// The slope of least loss while the intercept stays as it is at the cursor.
        slice_bottom: |model, view| three(bottom(model, view));
        best_slope: |model, _| three(model.problem.best.map_or(f64::NAN, |best| best[0]));
        /// The intercept at the cursor.
        intercept: |model, view| three(model.weights(view.at())[1]);
        /// How many updates bring the loss within 5 %.
        first_within_five: |model, _| within(model, 1.05);
        examples: |model, _| model.problem.n().to_string();
        /// The largest distance, in either weight, between the paths on Anscombe's four sets with this run's settings.
        path_gap: |model, _| number(gap(model), 1);
        /// Largest over smallest curvature.
        condition_number: |model, _| three(model.problem.hessian.condition_number());
        /// How many updates bring the loss within a millionth of the least.
        updates_to_rest: |model, _| within(model, 1.000_001);
    }
}
