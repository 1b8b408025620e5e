//! Networks, their training and the recurrent cell against PyTorch: the numbers of `tests/golden/network.txt`, computed
//! again here.
//!
//! `tests/golden/network.py` wrote them. They are many, so they are part of the command line and not of the page. A
//! case is a block of lines `key value value ...`; differences are absolute.

use crate::decimal::decimal;
use crate::sim::checks::{Check, Subject};
use crate::sim::network::{Activation, Clip, Descent, Loss, Network, Skip, Spec, Training, Workspace};
use crate::sim::recurrent::Cell;
use crate::sim::{Process, Trace};

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
    fn check(&self, subject: fn(&'static str) -> Subject, computed: &[(&str, &[f64])]) -> Check {
        let mut rows = Vec::new();
        for (key, computed) in computed {
            let expected = self.numbers(key);
            if expected.len() != computed.len() {
                rows.push([f64::NAN; 3]);
            }
            rows.extend(computed.iter().zip(expected).map(|(computed, expected)| [*computed, expected, 1.0]));
        }
        Check::worst(subject(self.text("case")), rows.into_iter(), TOLERANCE)
    }

    /// The case's network in training, as the lesson on deep networks trains it.
    fn training(&self, descents: Vec<(usize, Descent)>) -> Training {
        let losses = [Loss::CrossEntropy, Loss::HalfSquares];
        let network = Network::new(Spec {
            activation: self.activation(),
            normalised: self.text("normalised") == "1",
            skip: self.choice("skip", &["none", "plain", "scaled"], &Skip::ALL),
            loss: self.choice("objective", &["cross-entropy", "half-squares"], &losses),
            ..Spec::uniform(3, 5, 6)
        });
        let mut state = self.numbers("state");
        // A state of another size is told by the weights that lack.
        state.resize(network.shape().state_length(), f64::NAN);
        Training::new(network, (self.numbers("inputs"), self.numbers("targets")), state, descents)
    }

    /// Loss, every entry of the gradient, the running statistics after an update, and the outputs after training.
    fn network(&self) -> Check {
        let decay = self.numbers("decay").first().copied().unwrap_or(f64::NAN);
        // At rate 0 an update moves the running statistics alone.
        let still = Descent { rate: 0.0, clip: Clip::None, decay };
        let training = self.training(vec![(0, still)]);
        let (network, mut state) = (&training.network, training.start());
        let (mut loss, mut gradient) = {
            let pass = training.pass(&state);
            (pass.workspace.loss(), pass.gradient.clone())
        };
        // PyTorch's loss has the penalty ½ λ Σ W² in it, and its gradient; here decay belongs to the update.
        for layer in network.shape().layers() {
            loss += state[layer.weights.clone()].iter().map(|weight| 0.5 * decay * weight * weight).sum::<f64>();
        }
        still.direction(network, &state, &mut gradient);
        training.step(0, &mut state);
        let mut workspace = Workspace::default();
        network.evaluate(&state, &self.numbers("inputs"), &self.numbers("targets"), &mut workspace);
        self.check(
            Subject::Gradient,
            &[
                ("loss", &[loss]),
                ("gradient", &gradient),
                ("running", &state[network.shape().parameters()..]),
                ("evaluated", workspace.outputs()),
            ],
        )
    }

    /// All that a trace records of a training, and the state that it ends in.
    fn trained(&self) -> Check {
        let numbers = self.numbers("descents");
        let descents = numbers.chunks(5).map(|numbers| {
            let [from, rate, clip, bound, decay] =
                core::array::from_fn(|place| numbers.get(place).copied().unwrap_or(f64::NAN));
            let clip = [Clip::None, Clip::Norm(bound), Clip::Value(bound)].get(clip as usize).copied();
            (from as usize, Descent { rate, clip: clip.unwrap_or_default(), decay })
        });
        let training = self.training(descents.collect());
        let updates = self.numbers("losses").len().saturating_sub(1);
        let mut trace = Trace::new(&training, updates);
        while trace.advance(&training, updates) {}
        self.check(
            Subject::Training,
            &[
                ("losses", trace.series(0)),
                ("norms", trace.series(1)),
                ("early_norms", trace.series(2)),
                ("late_norms", trace.series(3)),
                ("end", &trace.state_at(&training, updates)),
            ],
        )
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
        self.check(
            Subject::Gradient,
            &[
                ("loss", &[through.loss]),
                ("states", &through.states),
                ("gradients", &through.gradients),
                ("weights_gradient", &through.weights_gradient),
                ("input_gradient", &through.input_gradient),
            ],
        )
    }
}

/// One check a case.
pub fn checks() -> Vec<Check> {
    let blocks = GOLDEN.split("\n\n").filter(|block| block.starts_with("case "));
    let cases =
        blocks.map(|block| Case(block.lines().map(|line| line.split_once(' ').unwrap_or((line, ""))).collect()));
    cases
        .map(|case| match case.text("case").split(' ').next() {
            Some("recurrent") => case.recurrent(),
            Some("training") => case.trained(),
            _ => case.network(),
        })
        .collect()
}
