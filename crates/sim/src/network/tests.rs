//! Every gradient against central differences, and the parts against what they promise.

use super::*;
use crate::rng::stream;
use proptest::prelude::*;

/// The slope of a function at 0 from four points, with an error of order h⁴.
fn central_difference(h: f64, mut f: impl FnMut(f64) -> f64) -> f64 {
    (8.0 * (f(h) - f(-h)) - (f(2.0 * h) - f(-2.0 * h))) / (12.0 * h)
}

proptest! {
    /// All of them are smooth but at 0, which is avoided.
    #[test]
    fn every_activation_has_the_slope_of_its_central_difference(u in -30.0..30.0_f64, which in 0..6_usize) {
        prop_assume!(u.abs() > 1e-2);
        let activation = Activation::ALL[which];
        let (value, slope) = activation.value_and_slope(u);
        let measured = central_difference(1e-3, |d| activation.value_and_slope(u + d).0);
        prop_assert!((slope - measured).abs() <= 1e-10 * (1.0 + value.abs()), "{activation:?} at {u}: {slope} {measured}");
    }

    #[test]
    fn every_loss_has_the_slope_of_its_central_difference(z in -30.0..30.0_f64, target in 0.0..1.0_f64, which in 0..2_usize) {
        let loss = [Loss::CrossEntropy, Loss::HalfSquares][which];
        let (value, slope) = loss.value_and_slope(z, target);
        let measured = central_difference(1e-3, |d| loss.value_and_slope(z + d, target).0);
        prop_assert!((slope - measured).abs() <= 1e-10 * (1.0 + value), "{loss:?} at {z}: {slope} {measured}");
    }
}

fn spec() -> impl Strategy<Value = Spec> {
    (prop::collection::vec(1..5_usize, 2..8), 0..6_usize, any::<bool>(), 0..3_usize, any::<bool>()).prop_map(
        |(mut widths, activation, normalised, skip, squares)| {
            // Equal neighbours are wanted: skip connections go past them.
            let middle = widths[1];
            widths.iter_mut().skip(2).step_by(2).for_each(|width| *width = middle);
            Spec {
                widths,
                activation: Activation::ALL[activation],
                normalised,
                skip: Skip::ALL[skip],
                loss: if squares { Loss::HalfSquares } else { Loss::CrossEntropy },
            }
        },
    )
}

/// Holds every entry of the gradient against central differences. Where a step crosses a kink of ReLU or leaky ReLU the
/// entry is passed over. Returns how many entries were held.
fn check(spec: Spec, seed: u64) -> usize {
    let network = Network::new(spec);
    let shape = network.shape().clone();
    let mut random = stream(seed, 1, 0);
    let examples = 6;
    let inputs: Vec<f64> = (0..examples * shape.inputs()).map(|_| random.normal()).collect();
    let targets: Vec<f64> = (0..examples * shape.outputs()).map(|_| random.uniform().round()).collect();
    let mut weights = network.start(Init::Xavier, 1.0, seed);
    for layer in shape.layers() {
        for place in layer.biases.clone().chain(layer.gains.clone()).chain(layer.shifts.clone()) {
            weights[place] += 0.3 * random.normal();
        }
    }
    let mut gradient = vec![0.0; shape.parameters()];
    let mut workspace = Workspace::default();
    let loss = network.loss_and_gradient(&weights, &inputs, &targets, &mut gradient, &mut workspace);
    assert_eq!(loss, network.loss(&weights, &inputs, &targets, &mut Workspace::default()));
    assert_eq!(network.overflow(&weights, &gradient, &workspace), None);
    let kinked = matches!(network.spec().activation, Activation::Relu | Activation::LeakyRelu);
    let sides = |workspace: &Workspace| -> Vec<Vec<f64>> {
        (0..network.depth() - 1).map(|layer| workspace.slopes(layer).to_vec()).collect()
    };
    let expected = sides(&workspace);
    let mut held = 0;
    for place in 0..shape.parameters() {
        let mut crossed = false;
        let mut measured = |width: f64| {
            central_difference(width, |d| {
                let mut moved = weights.clone();
                moved[place] += d;
                let loss = network.loss(&moved, &inputs, &targets, &mut workspace);
                crossed |= kinked && sides(&workspace) != expected;
                loss
            })
        };
        // Behind a normalisation of small variance the loss bends sharply, and the curvature of ELU jumps at 0: where the usual
        // width is too wide for that, a narrow one decides, whose own rounding is still far below what is allowed.
        let exact = gradient[place];
        let differs = |measured: f64| (exact - measured).abs() > 2e-7 * (1.0 + exact.abs() + loss);
        let mut found = measured(4e-6);
        if differs(found) {
            found = measured(4e-8);
        }
        if !crossed {
            assert!(!differs(found), "{place}: {exact} {found} {network:?}");
            held += 1;
        }
    }
    held
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn the_gradient_of_a_whole_network_is_the_central_difference(spec in spec(), seed in 0..1000_u64) {
        check(spec, seed);
    }
}

#[test]
fn each_switch_alone_and_all_together_keep_to_the_central_difference() {
    let (mut held, mut all) = (0, 0);
    for activation in Activation::ALL {
        let base = Spec { activation, ..Spec::uniform(3, 5, 6) };
        let together = Spec { normalised: true, skip: Skip::Scaled, ..base.clone() };
        let specs = [
            base.clone(),
            Spec { normalised: true, ..base.clone() },
            Spec { skip: Skip::Plain, ..base.clone() },
            Spec { skip: Skip::Scaled, ..base.clone() },
            Spec { loss: Loss::HalfSquares, ..base.clone() },
            Spec { loss: Loss::HalfSquares, ..together.clone() },
            together,
        ];
        for (index, spec) in specs.into_iter().enumerate() {
            all += Network::new(spec.clone()).shape().parameters();
            held += check(spec, 40 + index as u64);
        }
    }
    assert!(held * 100 > all * 95, "only {held} of {all} entries were away from kinks");
}

#[test]
fn clipping_by_norm_keeps_the_direction_and_by_value_turns_it_by_39_degrees() {
    let [mut by_norm, mut by_value] = [[10.0, 1.0]; 2];
    assert!(Clip::Norm(1.0).apply(&mut by_norm) && Clip::Value(1.0).apply(&mut by_value));
    assert!((crate::norm(&by_norm) - 1.0).abs() < 1e-15);
    assert!((by_norm[0] / by_norm[1] - 10.0).abs() < 1e-14);
    let turned = libm::atan2(by_value[1], by_value[0]) - libm::atan2(1.0, 10.0);
    assert!((turned.to_degrees() - 39.3).abs() < 0.05, "{}", turned.to_degrees());
    let mut small = [0.3, 0.4];
    assert!(!Clip::Norm(1.0).apply(&mut small) && !Clip::Value(1.0).apply(&mut small));
    assert_eq!(small, [0.3, 0.4]);
}

#[test]
fn clipping_by_norm_survives_a_norm_beyond_the_largest_number() {
    let mut gradient = [1.5e308, 1.5e308];
    Clip::Norm(2.0_f64.sqrt()).apply(&mut gradient);
    assert!((gradient[0] - 1.0).abs() < 1e-15 && gradient[0] == gradient[1], "{gradient:?}");
    let mut infinite = [f64::INFINITY, 1.0];
    assert!(!Clip::Norm(1.0).apply(&mut infinite) && infinite[1] == 1.0);
}

#[test]
fn normalised_by_running_statistics_an_example_does_not_feel_the_others() {
    let network = Network::new(Spec { normalised: true, ..Spec::uniform(2, 4, 4) });
    let mut state = network.start(Init::Xavier, 1.0, 3);
    let (inputs, targets) = ([0.3, -1.0, 2.0, 0.5, -0.2, 0.1], [0.0, 1.0, 1.0]);
    let (mut gradient, mut workspace) = (vec![0.0; network.shape().parameters()], Workspace::default());
    for _ in 0..200 {
        network.loss_and_gradient(&state, &inputs, &targets, &mut gradient, &mut workspace);
        network.update_running(&mut state, &workspace);
    }
    network.evaluate(&state, &inputs, &targets, &mut workspace);
    let together = workspace.outputs().to_vec();
    network.evaluate(&state, &inputs[2..4], &targets[1..2], &mut workspace);
    assert_eq!(workspace.outputs(), &together[1..2]);
}

#[test]
fn after_many_passes_the_running_statistics_are_those_of_the_batch() {
    let network = Network::new(Spec { normalised: true, ..Spec::uniform(1, 1, 2) });
    let mut state = network.start(Init::Normal, 1.0, 1);
    let first = network.shape().layers()[0].clone();
    (state[first.weights.start], state[first.biases.start]) = (2.0, 1.0);
    let (mut gradient, mut workspace) = (vec![0.0; network.shape().parameters()], Workspace::default());
    for _ in 0..300 {
        network.loss_and_gradient(&state, &[-1.0, 0.0, 4.0], &[0.0; 3], &mut gradient, &mut workspace);
        network.update_running(&mut state, &workspace);
    }
    // z = -1, 1, 9: mean 3, unbiased variance (16 + 4 + 36)/2.
    assert!((state[first.running_mean.start] - 3.0).abs() < 1e-12);
    assert!((state[first.running_variance.start] - 28.0).abs() < 1e-11);
}

#[test]
fn a_layer_begins_alike_in_networks_of_any_depth() {
    let [shallow, deep] = [3, 9].map(|depth| Network::new(Spec::uniform(2, 6, depth)));
    let weights =
        |network: &Network| network.start(Init::He, 2.0, 5)[network.shape().layers()[1].weights.clone()].to_vec();
    assert_eq!(weights(&shallow), weights(&deep));
    let layer = &deep.shape().layers()[1];
    assert!((Init::Xavier.deviation(layer) - (1.0_f64 / 6.0).sqrt()).abs() < 1e-15);
    assert!((Init::He.deviation(layer) - (1.0_f64 / 3.0).sqrt()).abs() < 1e-15);
}

#[test]
fn the_wrong_number_of_inputs_or_weights_is_an_answer_and_not_a_trap() {
    let network = Network::new(Spec { normalised: true, ..Spec::uniform(2, 3, 3) });
    let (state, mut workspace) = (network.start(Init::Xavier, 1.0, 1), Workspace::default());
    let mut gradient = vec![0.0; network.shape().parameters()];
    assert!(network.loss_and_gradient(&state[..4], &[1.0; 4], &[1.0; 2], &mut gradient, &mut workspace).is_nan());
    assert!(network.loss_and_gradient(&state, &[1.0; 4], &[1.0; 2], &mut [0.0; 3], &mut workspace).is_nan());
    network.loss_and_gradient(&state, &[], &[], &mut gradient, &mut workspace);
    assert_eq!(workspace.examples(), 0);
    assert_eq!(network.spread(0, &workspace), Spread::default());
    network.loss_and_gradient(&state, &[1.0; 5], &[1.0; 9], &mut gradient, &mut workspace);
    assert_eq!(workspace.examples(), 2);
}

/// A network of one chain of units, with these weights and no biases.
fn chain(activation: Activation, weights: &[f64]) -> (Network, Vec<f64>) {
    let network = Network::new(Spec { activation, loss: Loss::HalfSquares, ..Spec::uniform(1, 1, weights.len()) });
    let mut state = network.start(Init::Xavier, 0.0, 0);
    for (layer, weight) in network.shape().layers().iter().zip(weights) {
        state[layer.weights.start] = *weight;
    }
    (network, state)
}

#[test]
fn the_chain_of_a_linear_network_has_its_weights_as_factors() {
    let (network, state) = chain(Activation::Linear, &[5.0, -2.0, 0.25, 3.0]);
    let (mut gradient, mut workspace) = (vec![0.0; network.shape().parameters()], Workspace::default());
    network.loss_and_gradient(&state, &[1.0, 2.0], &[0.0, 0.0], &mut gradient, &mut workspace);
    for (factor, weight) in network.chain_factors(&workspace).iter().zip([2.0, 0.25, 3.0]) {
        assert!((factor - weight).abs() < 1e-14, "{factor} {weight}");
    }
    // The outputs are -7.5 x: their deltas -3.75 and -7.5.
    let deltas = network.delta_norms(&workspace);
    assert!((deltas[3] - 3.75 * 5.0_f64.sqrt()).abs() < 1e-12, "{deltas:?}");
    // dL/dW of the first layer: 1.5 (factors) x (3.75 * 1 + 7.5 * 2).
    assert!((network.gradient_norms(&gradient)[0] - 1.5 * 18.75).abs() < 1e-12);
}

#[test]
fn the_norm_of_a_gradient_does_not_overflow_before_the_gradient_does() {
    let (network, state) = chain(Activation::Linear, &[1.0, 1.0]);
    let mut gradient = vec![0.0; network.shape().parameters()];
    gradient[0] = 1e300;
    assert_eq!(network.gradient_norms(&gradient)[0], 1e300);
    assert_eq!(state.len(), network.shape().state_length());
}

#[test]
fn a_unit_that_answers_no_example_is_dead_and_spreads_nothing() {
    let network = Network::new(Spec { activation: Activation::Relu, ..Spec::uniform(1, 4, 2) });
    let mut state = network.start(Init::Xavier, 0.0, 0);
    let first = network.shape().layers()[0].clone();
    state[first.weights].copy_from_slice(&[1.0, 2.0, -1.0, 1.0]);
    state[first.biases].copy_from_slice(&[0.0, 0.0, 0.0, -9.0]);
    let mut workspace = Workspace::default();
    network.loss(&state, &[1.0, 3.0], &[0.0, 1.0], &mut workspace);
    // Units: (1, 3), (2, 6), dead, dead.
    let spread = network.spread(0, &workspace);
    assert_eq!(spread, Spread { mean: 1.5, deviation: 0.75, dead: 0.5 });
    let histogram = network.histogram(0, &workspace, 0.0, 4.0, 4);
    assert_eq!((&histogram.counts[..], histogram.below, histogram.above), (&[4, 1, 1, 1][..], 0, 1));
}

#[test]
fn the_ends_of_a_histogram_are_inside_and_what_is_no_number_is_counted_apart() {
    let histogram = Histogram::of(&[-1.0, 1.0, 0.0, -1.5, f64::NAN, f64::INFINITY], -1.0, 1.0, 2);
    assert_eq!((&histogram.counts[..], histogram.below, histogram.above), (&[1, 2][..], 1, 1));
    assert_eq!(histogram.not_a_number, 1);
}

#[test]
fn the_first_overflow_is_named_by_layer_and_quantity() {
    let named = |weights: &[f64], x: f64, target: f64| {
        let (network, state) = chain(Activation::Linear, weights);
        let (mut gradient, mut workspace) = (vec![0.0; network.shape().parameters()], Workspace::default());
        network.loss_and_gradient(&state, &[x], &[target], &mut gradient, &mut workspace);
        network.overflow(&state, &gradient, &workspace).map(|overflow| (overflow.layer, overflow.quantity))
    };
    assert_eq!(named(&[1.0, f64::NAN, 1.0], 1.0, 0.0), Some((1, Quantity::Weights)));
    assert_eq!(named(&[1e200, 1e200, 1.0], 1.0, 0.0), Some((1, Quantity::Activation)));
    assert_eq!(named(&[1e100, 1e100, 1.0], 1.0, 0.0), Some((2, Quantity::Loss)));
    assert_eq!(named(&[1e-200, 1e200, 1e200], 1e-100, 1e149), Some((1, Quantity::Delta)));
    assert_eq!(named(&[1.0, 0.0, 1.0], 1.0, 1.0), None);
    assert_eq!(named(&[1e-180, 1e20, 1.0], 1e180, 1e149), Some((0, Quantity::Gradient)));
}
