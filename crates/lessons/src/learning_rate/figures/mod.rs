//! What the lesson shows: the same ground for three companions and the person's own run, their losses, and a sweep.

use super::model::{Fate, LearningRate, MULTIPLES};
use super::words;
use crate::{Controls, Figure, Figures, Model, View};
use i18n::short;
use params::{Key, RunSpec};
use plot::Scene;

mod ground;
mod loss;
mod sweep;

use ground::{Companion, Own};
use loss::Loss;
use sweep::Sweep;

impl Figures for LearningRate {
    fn figures(&self, view: &View) -> &'static [&'static dyn Figure<LearningRate>] {
        figures(view)
    }
    fn card() -> Scene {
        let spec = RunSpec::defaults(Self::CONTROLS).with(Key::Rate, 1.8).with(Key::Start, -2.0);
        ground::card(&LearningRate::finished(&spec))
    }
}

fn figures(view: &View) -> &'static [&'static dyn Figure<LearningRate>] {
    match view.choice(Key::Figure) {
        "loss" => &[&Own, &Loss],
        "sweep" => &[&Own, &Sweep],
        _ => &[&Own, &Companion(0), &Companion(1), &Companion(2), &Loss],
    }
}

/// Whether the ground is drawn small, without ticks.
fn small(view: &View) -> bool {
    figures(view).len() > 2
}

/// A companion's rate: `η = 0.03`.
fn rate_of(model: &LearningRate, which: usize) -> String {
    words::rate_of(&short(MULTIPLES[which] / model.problem.curvatures[0], 3))
}

fn fate_word(fate: Fate) -> &'static str {
    match fate {
        Fate::Crawls => words::crawls(),
        Fate::Settles => words::settles(),
        Fate::Diverges => words::diverges(),
    }
}
