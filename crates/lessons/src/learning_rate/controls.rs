//! What a person can change.

use super::model::LearningRate;
use super::words;
use crate::kit::rate;
use crate::{Controls, Regions};
use i18n::control;
use params::{Control, Key};

impl Controls for LearningRate {
    const CONTROLS: &'static [Control] = &[
        Control::at(Key::Rate, 1.6),
        Control::plain(Key::Surface),
        Control::plain(Key::Curvature),
        Control::plain(Key::Ratio),
        Control::plain(Key::Standardise),
        Control::plain(Key::Start),
        Control::plain(Key::Start2),
        Control::plain(Key::Momentum),
        Control::plain(Key::Updates),
        Control::plain(Key::Figure),
    ];

    fn label(&self, key: Key) -> String {
        match (key, self.problem.examples > 0) {
            (Key::Start, true) => words::start_slope(),
            (Key::Start2, true) => words::start_intercept(),
            (Key::Start, false) if self.problem.flat() => words::start_1(),
            _ => control(key),
        }
        .to_string()
    }
    fn shown(&self, key: Key) -> bool {
        let penguins = self.problem.examples > 0;
        match key {
            Key::Curvature => !penguins,
            Key::Ratio => self.problem.spec.settings.choice(Key::Surface) == "ravine",
            Key::Standardise => penguins,
            Key::Start2 => self.problem.flat(),
            _ => true,
        }
    }
    /// Without momentum the borders are 1/λ_max and 2/λ_max; with it, (1 − √β)²/λ_max and 2(1 + β)/λ_max.
    fn regions(&self, key: Key) -> Option<Regions> {
        if key != Key::Rate {
            return None;
        }
        let ([straight, limit], [least, most]) = (self.problem.borders(), rate::ends());
        let ends = [(limit / 50.0).min(straight / 3.0).max(least), (limit * 2.5).min(most)];
        let further = [(straight, words::region_oscillates()), (limit, words::region_diverges())];
        rate::stretches(ends, words::region_monotone(), &further)
    }
}
