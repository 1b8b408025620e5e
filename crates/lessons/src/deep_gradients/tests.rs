//! The lesson's claims, measured: medians over 20 seeds at width 32.

use super::STORY;
use super::model::{DeepGradients, last_loss};
use crate::{Controls, Model, Step, View, Words};
use params::{Key, RunSpec, decode};

const SEEDS: usize = 20;

fn spec(link: &str) -> RunSpec {
    decode(&format!("#/deep-gradients?{link}"), DeepGradients::CONTROLS).spec
}

fn opened(link: &str) -> DeepGradients {
    DeepGradients::open(&spec(link))
}

fn finished(link: &str) -> DeepGradients {
    DeepGradients::finished(&spec(link))
}

fn view(model: &DeepGradients, at: usize) -> View<'_> {
    View::new(&model.problem.spec, [384.0, 288.0]).after(at, 0).moved(1)
}

/// The layer ratio before the first update, median over the seeds.
fn ratio(link: &str) -> f64 {
    let mut ratios: Vec<f64> =
        (1..=SEEDS).map(|seed| opened(&format!("{link}&updates=0&seed={seed}")).ratio(0)).collect();
    ratios.sort_by(f64::total_cmp);
    println!("{link}: {:e}", ratios[SEEDS / 2]);
    ratios[SEEDS / 2]
}

#[test]
fn sigmoids_with_xaviers_weights_vanish_and_relus_with_hes_do_not() {
    assert!(ratio("activation=sigmoid&init=xavier") < 1e-6);
    assert!((0.1..10.0).contains(&ratio("activation=relu&init=he")));
    assert!((0.1..10.0).contains(&ratio("activation=tanh&init=xavier")));
    // The weights are in the factor too: N(0, 1) at width 64 hardly vanishes.
    assert!(ratio("activation=sigmoid&init=normal&width=64") > 1e-2);
}

#[test]
fn ever_larger_weights_on_tanh_first_explode_and_then_vanish() {
    let scales = [1.0, 2.0, 4.0, 8.0, 16.0, 100.0];
    let ratios: Vec<f64> =
        scales.iter().map(|scale| ratio(&format!("activation=tanh&init=he&scale={scale}"))).collect();
    assert!(ratios[..5].windows(2).all(|pair| pair[1] > pair[0]), "{ratios:?}");
    assert!(ratios[4] > 1e4 && ratios[5] < 1e-12, "{ratios:?}");
}

#[test]
fn batch_normalisation_makes_a_deep_plain_relu_network_steeper() {
    for depth in [20, 30, 50] {
        let (without, with) = (ratio(&format!("depth={depth}")), ratio(&format!("depth={depth}&norm=1")));
        assert!(with > 10.0 * without, "depth {depth}: {without} to {with}");
    }
}

#[test]
fn plain_skips_with_hes_weights_blow_up_and_scaled_ones_do_not() {
    let first_loss = |link: &str| {
        let mut losses: Vec<f64> =
            (1..=SEEDS).map(|seed| opened(&format!("{link}&updates=0&seed={seed}")).trace.losses()[0]).collect();
        losses.sort_by(f64::total_cmp);
        println!("{link}: first loss {:e}", losses[SEEDS / 2]);
        losses[SEEDS / 2]
    };
    assert!(first_loss("skip=plain") > 100.0);
    assert!(first_loss("skip=plain&depth=50") > 1e8);
    assert!(first_loss("skip=scaled") < 20.0 && first_loss("skip=scaled&depth=50") < 50.0);
    assert_eq!(last_loss(&finished("skip=plain").trace), f64::INFINITY);
    assert!(last_loss(&finished("skip=scaled").trace) < 0.6);
}

#[test]
fn an_overflow_is_named_by_update_layer_and_quantity() {
    for seed in 1..=5 {
        let model = finished(&format!("activation=relu&init=he&scale=100&seed={seed}"));
        let (update, found) = model.overflow().expect("it overflows");
        println!("seed {seed}: update {update}, layer {}, {:?}", found.layer + 1, found.quantity);
        assert!(update > 0 && found.layer < model.problem.layers());
        let said = model.say(&view(&model, model.trace.updates()));
        assert!(
            said.contains(&format!("update {update}")) && said.contains(&format!("layer {}", found.layer + 1)),
            "{said}"
        );
    }
}

#[test]
fn clipping_the_network_by_norm_keeps_its_direction_and_by_value_turns_it() {
    assert_eq!(opened("scale=2&clip=norm&updates=0").snapshot(0).turned, 0.0);
    assert!(opened("scale=2&clip=value&updates=0").snapshot(0).turned > 10.0);
}

#[test]
fn a_linear_cell_follows_its_radius_and_tanh_explodes_where_it_is_small() {
    for radius in [0.5, 0.9, 1.0, 1.1, 1.5] {
        let model = opened(&format!("cell=recurrent&activation=linear&radius={radius}&time=60"));
        let [early, late] = model.problem.pair();
        let expected = libm::pow(radius, (late - early) as f64);
        assert!((model.ratio(0) / expected - 1.0).abs() < 1e-9, "{radius}: {} {expected}", model.ratio(0));
    }
    let quiet = opened("cell=recurrent&activation=tanh&radius=1.2&time=30&scale=0.001").ratio(0);
    println!("tanh, radius 1.2, quiet inputs: {quiet}");
    assert!(quiet > 30.0, "{quiet}");
}

/// Changing the preset changes the right answer: the judge looks at the run, not at a key.
#[test]
fn predictions_are_judged_by_the_run() {
    let judged = |step: &Step, change: &[(Key, f64)]| -> usize {
        let spec = spec(step.preset).with(Key::Updates, 3.0);
        let spec = change.iter().fold(spec, |spec, (key, value)| spec.with(*key, *value));
        let model = DeepGradients::finished(&spec);
        let view = view(&model, 0);
        let prediction = &step.predictions[0];
        let choice = (prediction.judge)(&model, &view).expect("a run of this lesson");
        let truth = prediction.truths[choice].of(&model, &view);
        println!("{}: {choice}: {truth}", prediction.id);
        assert!(choice < prediction.choices.len() && !truth.contains('—'), "{truth}");
        choice
    };
    let expected = [("share", 2), ("larger", 2), ("direction", 1), ("flatter", 2)];
    let changes: [&[(Key, f64)]; 4] = [
        &[(Key::Activation, 2.0), (Key::Init, 1.0)],
        &[(Key::ScaleOfWeights, 4.0)],
        &[(Key::Clip, 1.0)],
        &[(Key::Depth, 4.0)],
    ];
    for ((id, right), change) in expected.into_iter().zip(changes) {
        let step = STORY.steps.iter().find(|step| step.predictions.iter().any(|p| p.id == id)).expect("it is asked");
        assert_eq!(judged(step, &[]), right, "{id}");
        assert_ne!(judged(step, change), right, "{id}: no change of the run changes the answer");
    }
}

#[test]
fn every_task_fails_on_a_wrong_answer_and_can_be_met() {
    let answers = [
        ("level", "activation=sigmoid&init=xavier&updates=0", "activation=tanh&init=xavier&updates=0"),
        ("rescue", "activation=relu&init=he&scale=100&rate=0.001", "activation=relu&init=he&scale=100&norm=1"),
        (
            "keep",
            "cell=recurrent&activation=tanh&radius=0.8&time=60",
            "cell=recurrent&activation=tanh&radius=1&scale=0.01&time=60",
        ),
    ];
    for (id, wrong, right) in answers {
        let task = STORY.steps.iter().flat_map(|step| step.tasks).find(|task| task.id == id).expect("it is set");
        let (wrong, right) = (finished(wrong), finished(right));
        println!("{id}: {} and {}", task.status.of(&wrong, &view(&wrong, 0)), task.status.of(&right, &view(&right, 0)));
        assert!(!task.is_met(&wrong, &view(&wrong, 0)), "{id} is met by a wrong answer");
        assert!(task.is_met(&right, &view(&right, 0)), "{id} cannot be met");
    }
}

/// Loss and layer norms from PyTorch at the same first weights: `tests/golden/presets.py` makes them.
const GOLDEN: &str = include_str!("../../../../tests/golden/presets.txt");

#[test]
fn every_layer_of_the_lessons_own_networks_has_the_gradient_that_pytorch_finds() {
    let mut networks = 0;
    for line in GOLDEN.lines().filter(|line| !line.starts_with('#')) {
        let (link, numbers) = line.split_once(' ').expect("a link and numbers");
        let expected: Vec<f64> = numbers.split(' ').map(|number| number.parse().expect("a number")).collect();
        let model = opened(&format!("{link}&updates=0"));
        let mut computed = vec![model.trace.losses()[0]];
        computed.extend(&model.snapshot(0).gradient_norms);
        assert_eq!(computed.len(), expected.len(), "{link}");
        let apart = computed.iter().zip(&expected).map(|(mine, theirs)| (mine - theirs).abs() / theirs.abs());
        let worst = apart.fold(0.0, f64::max);
        println!("{link}: {} layers, {worst:.1e} apart", expected.len() - 1);
        // Layers of tanh that stretch what they are given make the last bit of the first sums grow as the gradient grows.
        let allowed = if link.contains("tanh&init=he") { 1e-6 } else { 1e-10 };
        assert!(worst <= allowed, "{link}: {worst:e}");
        networks += 1;
    }
    assert_eq!(networks, 16);
}
