//! What the lessons say about deep networks, measured over many seeds at width 32 on standardised random data.

use downhill::sim::network::{Activation, Clip, Descent, Init, Network, Quantity, Skip, Spec, Training};
use downhill::sim::rng::stream;
use downhill::sim::{Ending, Process, Trace};

const SEEDS: u64 = 20;

/// 64 examples of 4 standardised inputs; the target is whether a noisy sum of them is positive.
fn data(seed: u64) -> (Vec<f64>, Vec<f64>) {
    let mut random = stream(seed, 77, 0);
    let (mut inputs, mut targets) = (Vec::new(), Vec::new());
    for _ in 0..64 {
        let x: [f64; 4] = core::array::from_fn(|_| random.normal());
        targets.push(f64::from(u8::from(x.iter().sum::<f64>() + random.normal() > 0.0)));
        inputs.extend(x);
    }
    (inputs, targets)
}

/// What the lesson on deep networks runs, on these data.
fn training(spec: Spec, descent: Descent, (init, scale, seed): (Init, f64, u64)) -> Training {
    let network = Network::new(spec);
    let start = network.start(init, scale, seed);
    Training::new(network, data(seed), start, vec![(0, descent)])
}

/// No bound, no decay.
const PLAIN: Descent = Descent { rate: 0.1, clip: Clip::None, decay: 0.0 };

/// The gradient norms of all layers before the first update.
fn norms(spec: &Spec, init: Init, scale: f64, seed: u64) -> Vec<f64> {
    let training = training(spec.clone(), PLAIN, (init, scale, seed));
    training.network.gradient_norms(&training.pass(&training.start()).gradient)
}

/// Layer 2 over the last but one, both counted from 1 and of the same shape; its median and extremes over the seeds.
fn ratios(spec: &Spec, init: Init, scale: f64) -> [f64; 3] {
    let mut ratios: Vec<f64> = (1..=SEEDS)
        .map(|seed| {
            let norms = norms(spec, init, scale, seed);
            norms[1] / norms[norms.len() - 2]
        })
        .collect();
    ratios.sort_by(f64::total_cmp);
    [ratios[0], ratios[ratios.len() / 2], ratios[ratios.len() - 1]]
}

fn deep(activation: Activation, depth: usize) -> Spec {
    Spec { activation, ..Spec::uniform(4, 32, depth) }
}

#[test]
fn sigmoid_with_xavier_vanishes_by_a_million_and_more() {
    let [_, median, largest] = ratios(&deep(Activation::Sigmoid, 20), Init::Xavier, 1.0);
    println!("sigmoid, Xavier, depth 20: layer 2 over layer 19 is {median:e}, at most {largest:e}");
    assert!(largest < 1e-6);
    // Wider weights make up for the small slope.
    assert!(ratios(&deep(Activation::Sigmoid, 20), Init::Normal, 1.0)[1] > 1e-3);
}

#[test]
fn relu_with_he_keeps_the_gradient_within_a_factor_of_ten() {
    let [least, median, largest] = ratios(&deep(Activation::Relu, 20), Init::He, 1.0);
    println!("ReLU, He, depth 20: {least} to {largest}, median {median}");
    assert!(least > 0.1 && largest < 10.0);
}

#[test]
fn ever_larger_weights_on_tanh_explode_and_then_vanish() {
    let spec = deep(Activation::Tanh, 20);
    let medians = [1.0, 10.0, 1000.0].map(|scale| ratios(&spec, Init::Xavier, scale)[1]);
    println!("tanh, Xavier times 1, 10, 1000, depth 20: {medians:?}");
    assert!(medians[0] < 10.0 && medians[1] > 1e4 && medians[2] < 1e-4);
}

#[test]
fn batch_normalisation_makes_the_ratio_of_a_deep_plain_relu_network_worse() {
    let spec = deep(Activation::Relu, 50);
    let without = ratios(&spec, Init::He, 1.0)[1];
    let with = ratios(&Spec { normalised: true, ..spec }, Init::He, 1.0)[1];
    println!("ReLU, He, depth 50: {without} without, {with} with batch normalisation");
    assert!(with > 1e3 * without);
}

#[test]
fn plain_skips_blow_up_with_he_and_scaled_ones_do_not() {
    for seed in 1..=SEEDS {
        let [plain, scaled] = [Skip::Plain, Skip::Scaled]
            .map(|skip| norms(&Spec { skip, ..deep(Activation::Relu, 50) }, Init::He, 1.0, seed)[1]);
        assert!(plain > 1e8 && scaled < 1e2, "seed {seed}: {plain:e} {scaled:e}");
    }
}

#[test]
fn relu_with_a_hundred_times_he_overflows_and_the_place_is_named() {
    for seed in 1..=SEEDS {
        let training = training(deep(Activation::Relu, 20), PLAIN, (Init::He, 100.0, seed));
        let mut trace = Trace::new(&training, 300);
        while trace.advance(&training, 100) {}
        let state = trace.state_at(&training, usize::MAX);
        let pass = training.pass(&state);
        let place = training.network.overflow(&state, &pass.gradient, &pass.workspace);
        assert_eq!(trace.ending(), Some(Ending::Diverged { update: 1, quantity: "loss" }), "seed {seed}");
        assert!(place.is_some_and(|place| place.quantity == Quantity::Activation && (5..15).contains(&place.layer)));
    }
}

#[test]
fn training_lowers_the_loss_and_replays_to_the_same_bits() {
    let spec = Spec { normalised: true, skip: Skip::Scaled, ..deep(Activation::Tanh, 6) };
    let descent = Descent { rate: 0.1, clip: Clip::Norm(1.0), decay: 1e-4 };
    let training = training(spec, descent, (Init::Xavier, 1.0, 4));
    let mut trace = Trace::new(&training, 100);
    while trace.advance(&training, 7) {}
    assert_eq!(trace.ending(), Some(Ending::BudgetSpent));
    let losses = trace.losses();
    assert!(losses[100] < 0.5 * losses[0], "{} {}", losses[0], losses[100]);
    let mut row = vec![0.0; trace.quantities().len()];
    for update in [99, 3, 70] {
        training.observe(&trace.state_at(&training, update), &mut row);
        assert_eq!(row[0].to_bits(), losses[update].to_bits());
    }
}
