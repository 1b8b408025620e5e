//! What a person can change.

use super::model::Batches;
use super::words;
use crate::kit::rate;
use crate::named_data::own_data;
use crate::{Controls, Regions, read_out};
use i18n::control;
use params::{Control, Key, OwnData};

impl Controls for Batches {
    const CONTROLS: &'static [Control] = &[
        Control::at(Key::Batch, 32.0),
        Control::at(Key::Rate, 0.1),
        Control::plain(Key::Shuffle),
        Control::plain(Key::Decay),
        Control::plain(Key::DecayAfter),
        Control::at(Key::Updates, 110.0),
        Control::plain(Key::Seed),
        // A race needs more than a handful of examples.
        Control::choice(Key::Data, &["penguins-all", "generated", "own"]).starting_with("penguins-all"),
        Control::plain(Key::Model),
        Control::at(Key::N, 1000.0),
        Control::plain(Key::Noise),
        Control::plain(Key::TrueSlope),
        Control::plain(Key::TrueIntercept),
        Control::plain(Key::Drift),
        Control::at(Key::Slope, -0.4),
        Control::at(Key::Intercept, 3.0),
        Control::plain(Key::Panels),
        Control::plain(Key::Axis),
        Control::plain(Key::Average),
    ];

    fn read_out(&self, key: Key, value: f64) -> String {
        let n = self.problem.n();
        match key {
            Key::Batch => words::of(&(value as usize).min(n).to_string(), &n.to_string()),
            _ => read_out(key, value),
        }
    }
    fn label(&self, key: Key) -> String {
        match key {
            Key::Slope => words::label_slope(),
            Key::Intercept => words::label_intercept(),
            _ => control(key),
        }
        .to_string()
    }
    fn shown(&self, key: Key) -> bool {
        let settings = &self.problem.spec.settings;
        match key {
            Key::N | Key::Noise | Key::TrueSlope | Key::TrueIntercept => settings.choice(Key::Data) == "generated",
            Key::DecayAfter => settings.choice(Key::Decay) != "none",
            Key::Drift => !self.problem.logistic(),
            _ => true,
        }
    }
    fn regions(&self, key: Key) -> Option<Regions> {
        let n = self.problem.n();
        match key {
            Key::Batch if n > 1 => Some(Regions::ends(1.0, n as f64)),
            Key::Rate => {
                let (limit, [own, _]) = (self.problem.limit(), self.limits());
                let beside = (own < 0.97 * limit).then_some((own, words::region_batch_diverges()));
                let beyond: Vec<_> = beside.into_iter().chain([(limit, words::region_diverges())]).collect();
                let stretches = rate::stretches([limit / 4000.0, limit * 4.0], words::region_settles(), &beyond);
                stretches.filter(|_| own.is_finite())
            }
            _ => None,
        }
    }
    fn data(&self) -> Option<OwnData> {
        Some(own_data(&self.problem.spec, &self.problem.data))
    }
}
