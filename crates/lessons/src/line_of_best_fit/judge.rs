//! What the story asks of a run: who is right, whether a goal is met, and the numbers in the answers.

/// Which choice of a prediction this run makes true.
pub mod judges {
    use super::super::figures::model_of;
    use super::facts;
    use crate::{Run, View};

    /// Short of the valley floor, on it, or past it, along the steepest direction.
    pub fn first_step(run: &dyn Run, _: &View) -> usize {
        let Some(model) = model_of(run) else { return 0 };
        let product = model.rate(0) * model.problem.curvatures[0];
        if product < 0.95 {
            0
        } else if product <= 1.05 {
            1
        } else {
            2
        }
    }

    /// Whether the bottom of the slice is the best line's slope.
    pub fn slice_bottom(run: &dyn Run, view: &View) -> usize {
        let Some(model) = model_of(run) else { return 0 };
        let best = model.problem.best.unwrap_or_default()[0];
        let bottom = facts::bottom(model, view);
        usize::from((bottom - best).abs() > 0.01 * best.abs().max(0.01))
    }

    /// Comes down, swings, or never comes back.
    pub fn sum_same_rate(run: &dyn Run, _: &View) -> usize {
        let Some(model) = model_of(run) else { return 0 };
        let product = model.rate(0) * model.problem.curvatures[0];
        if product <= 1.0 {
            0
        } else if product <= 2.0 {
            1
        } else {
            2
        }
    }

    /// How far Anscombe's four paths lie apart: far, within a tenth, within a hundredth.
    pub fn four_shapes(run: &dyn Run, _: &View) -> usize {
        let gap = model_of(run).map_or(0.0, facts::gap);
        if gap > 0.1 {
            0
        } else if gap > 0.01 {
            1
        } else {
            2
        }
    }

    /// One update, tens, or more until the loss is within a millionth of the least.
    pub fn one_update(run: &dyn Run, _: &View) -> usize {
        match model_of(run).and_then(|model| model.first_within(1.000_001)) {
            Some(0 | 1) => 0,
            Some(updates) if updates <= 300 => 1,
            _ => 2,
        }
    }
}

/// Whether a goal is met.
pub mod tasks {
    use super::super::figures::model_of;
    use crate::{Run, View};
    use params::Key;

    /// My line, without descent, within 5 % of the least loss, after at least one move.
    pub fn within_five(run: &dyn Run, view: &View) -> bool {
        model_of(run)
            .is_some_and(|model| model.trace.budget() == 0 && view.moves > 0 && model.first_within(1.05) == Some(0))
    }

    /// The same while the data are hidden.
    pub fn blind(run: &dyn Run, view: &View) -> bool {
        view.on(Key::Blur) && within_five(run, view)
    }

    /// Descent from slope 0 and intercept 0 comes within 5 % in fewer updates than there were moves by hand.
    pub fn fewer_moves(run: &dyn Run, view: &View) -> bool {
        model_of(run).is_some_and(|model| {
            let settings = &model.problem.spec.settings;
            let from_zero = settings.value(Key::Slope) == 0.0 && settings.value(Key::Intercept) == 0.0;
            from_zero && model.first_within(1.05).is_some_and(|updates| updates < view.moves)
        })
    }
}

/// Numbers in the answers, as words.
pub mod facts {
    use super::super::figures::model_of;
    use super::super::model::Model;
    use super::super::words;
    use crate::{Run, View};
    use i18n::number;
    use params::Key;

    fn with(run: &dyn Run, fact: impl FnOnce(&Model) -> f64) -> String {
        number(model_of(run).map_or(f64::NAN, fact), 3)
    }

    /// The loss at the cursor.
    pub fn loss(run: &dyn Run, view: &View) -> String {
        with(run, |model| model.problem.loss.value(model.weights(view.at())))
    }
    /// The least loss that there is.
    pub fn best_loss(run: &dyn Run, _: &View) -> String {
        with(run, |model| model.problem.least_loss())
    }
    /// The loss at the cursor over the least.
    pub fn ratio_to_best(run: &dyn Run, view: &View) -> String {
        with(run, |model| model.problem.loss.value(model.weights(view.at())) / model.problem.least_loss())
    }
    /// Changes made by hand since the step began.
    pub fn moves(_: &dyn Run, view: &View) -> String {
        view.moves.to_string()
    }
    /// The largest curvature.
    pub fn lambda_max(run: &dyn Run, _: &View) -> String {
        with(run, |model| model.problem.curvatures[0])
    }
    /// Rate times largest curvature.
    pub fn rate_times_lambda(run: &dyn Run, _: &View) -> String {
        with(run, |model| model.rate(0) * model.problem.curvatures[0])
    }
    /// The largest rate for which descent settles.
    pub fn rate_limit(run: &dyn Run, _: &View) -> String {
        with(run, |model| model.problem.limit())
    }
    /// The slope of least loss while the intercept stays as it is at the cursor.
    pub fn slice_bottom(run: &dyn Run, view: &View) -> String {
        with(run, |model| bottom(model, view))
    }
    pub(super) fn bottom(model: &Model, view: &View) -> f64 {
        let here = model.weights(view.at());
        here[0] - model.problem.loss.value_and_slope(here).1[0] / model.problem.hessian.xx
    }
    /// The slope of the best line.
    pub fn best_slope(run: &dyn Run, _: &View) -> String {
        with(run, |model| model.problem.best.map_or(f64::NAN, |best| best[0]))
    }
    /// The intercept at the cursor.
    pub fn intercept(run: &dyn Run, view: &View) -> String {
        with(run, |model| model.weights(view.at())[1])
    }
    /// How many updates bring the loss within 5 %.
    pub fn first_within_five(run: &dyn Run, _: &View) -> String {
        match model_of(run).and_then(|model| model.first_within(1.05)) {
            Some(updates) => words::updates(&updates.to_string()),
            None => words::not_within().to_string(),
        }
    }
    /// How many examples there are.
    pub fn examples(run: &dyn Run, _: &View) -> String {
        model_of(run).map_or(0, |model| model.problem.data.points.len()).to_string()
    }
    /// The largest distance, in either weight, between the paths on Anscombe's four sets with this run's settings.
    pub fn path_gap(run: &dyn Run, _: &View) -> String {
        number(model_of(run).map_or(f64::NAN, gap), 1)
    }
    pub(super) fn gap(model: &Model) -> f64 {
        let runs: Vec<Model> = (0..4)
            .filter_map(|set| params::Key::Data.spec().kind.index_of(&format!("anscombe-{}", set + 1)))
            .map(|choice| {
                let mut run = Model::new(&model.problem.spec.with(Key::Data, choice as f64));
                while run.advance(1024) {}
                run
            })
            .collect();
        let updates = runs.iter().map(|run| run.trace.updates()).min().unwrap_or(0);
        let mut gap: f64 = 0.0;
        for update in 0..=updates {
            for axis in 0..2 {
                let (low, high) = runs
                    .iter()
                    .map(|run| run.weights(update)[axis])
                    .fold((f64::MAX, f64::MIN), |(l, h), v| (l.min(v), h.max(v)));
                gap = gap.max(high - low);
            }
        }
        gap
    }
    /// Largest over smallest curvature.
    pub fn condition_number(run: &dyn Run, _: &View) -> String {
        with(run, |model| model.problem.hessian.condition_number())
    }
    /// The same for x as it is.
    pub fn raw_condition_number(run: &dyn Run, _: &View) -> String {
        with(run, |model| {
            Model::new(&model.problem.spec.with(Key::Standardise, 0.0)).problem.hessian.condition_number()
        })
    }
    /// How many updates bring the loss within a millionth of the least.
    pub fn updates_to_rest(run: &dyn Run, _: &View) -> String {
        match model_of(run).and_then(|model| model.first_within(1.000_001)) {
            Some(updates) => words::updates(&updates.to_string()),
            None => words::not_within().to_string(),
        }
    }
}
