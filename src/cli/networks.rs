//! Networks and the recurrent cell against PyTorch: the numbers of `tests/golden/network.txt`, computed again here.
//!
//! `tests/golden/network.py` wrote them. They are many, so they are part of the command line and not of the page. A case is a
//! block of lines `key value value ...`; differences are absolute.

use crate::decimal::decimal;
use crate::sim::checks::{Check, Subject};
use crate::sim::network::{Activation, Loss, Network, Skip, Spec, Workspace};
use crate::sim::recurrent::Cell;

const GOLDEN: &str = include_str!("../../tests/golden/network.txt");
/// What every number must agree to.
const TOLERANCE: f64 = 1e-10;

/// The lines of one case.
struct Case(Vec<(&'static str, &'static str)>);

impl Case {
    fn text(&self, key: &str) -> &'static str {
        self.0.iter().find(|(name, _)| *name == key).map_or("", |(_, text)| text)
    }

    /// What cannot be read is no number, and agrees with nothing.
    fn numbers(&self, key: &str) -> Vec<f64> {
        self.text(key).split_whitespace().map(|word| decimal(word).unwrap_or(f64::NAN)).collect()
    }

    fn choice<T: Copy + Default>(&self, key: &str, names: &[&str], all: &[T]) -> T {
        let place = names.iter().position(|name| *name == self.text(key));
        place.and_then(|place| all.get(place)).copied().unwrap_or_default()
    }

    fn activation(&self) -> Activation {
        let names = ["sigmoid", "tanh", "relu", "leaky-relu", "elu", "linear"];
        self.choice("activation", &names, &Activation::ALL)
    }

    /// What was computed beside the numbers of these keys, as one check.
    fn check(&self, computed: &[(&str, &[f64])]) -> Check {
        let mut rows = Vec::new();
        for (key, computed) in computed {
            let expected = self.numbers(key);
            if expected.len() != computed.len() {
                rows.push([f64::NAN; 3]);
            }
            rows.extend(computed.iter().zip(expected).map(|(computed, expected)| [*computed, expected, 1.0]));
        }
        Check::worst(Subject::Gradient(self.text("case")), rows.into_iter(), TOLERANCE)
    }

    /// Loss, every entry of the gradient, the running statistics, and the outputs after training.
    fn network(&self) -> Check {
        let losses = [Loss::CrossEntropy, Loss::HalfSquares];
        let network = Network::new(Spec {
            activation: self.activation(),
            normalised: self.text("normalised") == "1",
            skip: self.choice("skip", &["none", "plain", "scaled"], &Skip::ALL),
            loss: self.choice("objective", &["cross-entropy", "half-squares"], &losses),
            weight_decay: self.numbers("decay").first().copied().unwrap_or(f64::NAN),
            ..Spec::uniform(3, 5, 6)
        });
        let shape = network.shape();
        let (mut state, inputs, targets) = (self.numbers("state"), self.numbers("inputs"), self.numbers("targets"));
        // A state of another size is told by the weights that lack.
        state.resize(shape.state_length(), f64::NAN);
        let mut gradient = vec![0.0; shape.parameters()];
        let mut workspace = Workspace::default();
        let loss = network.loss_and_gradient(&state, &inputs, &targets, &mut gradient, &mut workspace);
        network.update_running(&mut state, &workspace);
        network.evaluate(&state, &inputs, &targets, &mut workspace);
        let running = &state[shape.parameters()..];
        self.check(&[
            ("loss", &[loss]),
            ("gradient", &gradient),
            ("running", running),
            ("evaluated", workspace.outputs()),
        ])
    }

    /// Loss, every state, and every gradient of the cell through time.
    fn recurrent(&self) -> Check {
        let through = Cell {
            units: 5,
            inputs: 2,
            activation: self.activation(),
            weights: self.numbers("weights"),
            input_weights: self.numbers("input_weights"),
        }
        .through(&self.numbers("inputs"), &self.numbers("targets"));
        self.check(&[
            ("loss", &[through.loss]),
            ("states", &through.states),
            ("gradients", &through.gradients),
            ("weights_gradient", &through.weights_gradient),
            ("input_gradient", &through.input_gradient),
        ])
    }
}

/// One check a case.
pub fn checks() -> Vec<Check> {
    let blocks = GOLDEN.split("\n\n").filter(|block| block.starts_with("case "));
    let cases =
        blocks.map(|block| Case(block.lines().map(|line| line.split_once(' ').unwrap_or((line, ""))).collect()));
    cases
        .map(|case| if case.text("case").starts_with("recurrent") { case.recurrent() } else { case.network() })
        .collect()
}
