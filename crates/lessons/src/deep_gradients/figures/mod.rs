//! What the lesson shows: the gradient that reaches each layer, what the neurons say, the links of the chain, the loss; and
//! what the remedies do.

use super::model::DeepGradients;
use super::words;
use crate::kit::{Pin, pins};
use crate::{Controls, Figure, Figures, Model, Run, Sight, View};
use params::{Key, RunSpec};
use plot::{Mark, Role, Scene, Stroke};

mod bars;
mod chain;
mod loss;
mod neurons;
mod remedies;

use bars::Bars;
use chain::Chain;
pub use loss::COIN_TOSS;
use loss::Loss;
use neurons::Neurons;
use remedies::Table;

impl Figures for DeepGradients {
    fn figures(&self, view: &View) -> &'static [&'static dyn Figure<DeepGradients>] {
        match view.choice(Key::Detail) {
            _ if self.remedies.is_some() => &[&Table],
            _ if self.problem.recurrent() => &[&Bars, &Chain],
            "loss" => &[&Bars, &Loss],
            "chain" => &[&Bars, &Chain],
            "neurons" => &[&Bars, &Neurons],
            _ => &[&Bars, &Neurons, &Chain, &Loss],
        }
    }
    /// What reaches each of twenty layers through sigmoids, and through ReLUs.
    fn card() -> Scene {
        let relu = RunSpec::defaults(Self::CONTROLS).with(Key::Updates, 0.0);
        let sigmoid = relu.with(Key::Activation, 0.0).with(Key::Init, 0.0);
        let beside = Self::open(&relu);
        let pins: [&dyn Run; 1] = [&beside];
        let mut scene = Bars.overlay(&Self::open(&sigmoid), &View::new(&sigmoid, [0.0; 2]).beside(&pins));
        scene.marks.retain(|mark| !matches!(mark, Mark::Label { .. }));
        scene.strip();
        scene
    }
}

/// How wide a figure under the bars is: as wide as they are, if it is the only one.
fn columns(model: &DeepGradients, view: &View, usual: u8) -> u8 {
    if model.figures(view).len() == 2 { 12 } else { usual }
}

/// The runs of this lesson and of the same kind, A last, so that it lies on top.
fn runs<'a>(model: &'a DeepGradients, view: &View<'a>) -> impl Iterator<Item = Pin<'a, DeepGradients>> {
    let alike = |pin: &Pin<DeepGradients>| pin.run.problem.recurrent() == model.problem.recurrent();
    let own = Pin { letter: "A", role: Role::Weights, run: model };
    pins(view).rev().filter(alike).chain([own])
}

/// What the bars and the chain stand along.
fn axis_across(model: &DeepGradients) -> &'static str {
    if model.problem.recurrent() { words::axis_time() } else { words::axis_layer() }
}

/// A description, where what it describes is shown.
fn described(view: &View, sight: Sight, text: impl FnOnce() -> String) -> String {
    if view.shows(sight) { text() } else { words::describe_veiled().to_string() }
}

/// The line of a level to which others are held.
fn edge(width: f64) -> Stroke {
    Stroke { dash: &[3.0, 3.0], ..Stroke::solid(Role::Edge, width) }
}
