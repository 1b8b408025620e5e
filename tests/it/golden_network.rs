//! The networks and the recurrent cell against PyTorch's numbers (tests/golden/network.py makes them): the loss, every entry
//! of every gradient, the running statistics and the outputs after training, within 1e-10.

use downhill::sim::network::{Activation, Loss, Network, Skip, Spec, Workspace};
use downhill::sim::recurrent::Cell;

const GOLDEN: &str = include_str!("../golden/network.txt");
const WITHIN: f64 = 1e-10;

/// The lines of one case.
struct Case<'a>(Vec<(&'a str, &'a str)>);

impl Case<'_> {
    fn text(&self, key: &str) -> &str {
        self.0.iter().find(|(name, _)| *name == key).unwrap_or_else(|| panic!("no {key}")).1
    }
    fn numbers(&self, key: &str) -> Vec<f64> {
        self.text(key).split_whitespace().map(|number| number.parse().expect("a number")).collect()
    }
    fn activation(&self) -> Activation {
        let names = ["sigmoid", "tanh", "relu", "leaky-relu", "elu", "linear"];
        Activation::ALL[names.iter().position(|name| *name == self.text("activation")).expect("an activation")]
    }
    /// Holds what was computed against the numbers of this key; returns the largest difference.
    fn hold(&self, key: &str, computed: &[f64]) -> f64 {
        let expected = self.numbers(key);
        assert_eq!(expected.len(), computed.len(), "{}: {key}", self.text("case"));
        let mut largest = 0.0_f64;
        for (place, (expected, computed)) in expected.iter().zip(computed).enumerate() {
            let difference = (expected - computed).abs();
            assert!(difference <= WITHIN, "{}: {key} {place}: {computed} for {expected}", self.text("case"));
            largest = largest.max(difference);
        }
        largest
    }
}

fn cases() -> impl Iterator<Item = Case<'static>> {
    GOLDEN
        .split("\n\n")
        .map(|block| Case(block.lines().map(|line| line.split_once(' ').unwrap_or((line, ""))).collect()))
        .filter(|case| case.0.first().is_some_and(|(key, _)| *key == "case"))
}

#[test]
fn networks_of_depth_6_agree_with_pytorch_in_every_entry_of_the_gradient() {
    let (mut count, mut entries, mut largest) = (0, 0, 0.0_f64);
    for case in cases().filter(|case| !case.text("case").starts_with("recurrent")) {
        let network = Network::new(Spec {
            activation: case.activation(),
            normalised: case.text("normalised") == "1",
            skip: Skip::ALL
                [["none", "plain", "scaled"].iter().position(|name| *name == case.text("skip")).expect("skip")],
            loss: if case.text("objective") == "half-squares" { Loss::HalfSquares } else { Loss::CrossEntropy },
            weight_decay: case.numbers("decay")[0],
            ..Spec::uniform(3, 5, 6)
        });
        let (mut state, inputs, targets) = (case.numbers("state"), case.numbers("inputs"), case.numbers("targets"));
        assert_eq!(state.len(), network.shape().state_length());
        let mut gradient = vec![0.0; network.shape().parameters()];
        let mut workspace = Workspace::default();
        let loss = network.loss_and_gradient(&state, &inputs, &targets, &mut gradient, &mut workspace);
        largest = largest.max(case.hold("loss", &[loss])).max(case.hold("gradient", &gradient));
        network.update_running(&mut state, &workspace);
        case.hold("running", &state[network.shape().parameters()..]);
        network.evaluate(&state, &inputs, &targets, &mut workspace);
        case.hold("evaluated", workspace.outputs());
        count += 1;
        entries += gradient.len();
    }
    println!("{count} networks, {entries} gradient entries, largest difference {largest:e}");
    assert!(count >= 24);
}

#[test]
fn the_recurrent_cell_agrees_with_pytorch_at_every_time() {
    let mut count = 0;
    for case in cases().filter(|case| case.text("case").starts_with("recurrent")) {
        let cell = Cell {
            units: 5,
            inputs: 2,
            activation: case.activation(),
            weights: case.numbers("weights"),
            input_weights: case.numbers("input_weights"),
        };
        let through = cell.through(&case.numbers("inputs"), &case.numbers("targets"));
        case.hold("loss", &[through.loss]);
        case.hold("states", &through.states);
        let largest = case.hold("gradients", &through.gradients);
        let largest = largest.max(case.hold("weights_gradient", &through.weights_gradient));
        println!(
            "{}: largest difference {:e}",
            case.text("case"),
            largest.max(case.hold("input_gradient", &through.input_gradient))
        );
        count += 1;
    }
    assert_eq!(count, 2);
}
