//! The lesson's numbers, measured again.

use super::STORY;
use super::judge::{self, facts};
use super::model::Batches;
use super::racer::{Racer, Size};
use crate::{Controls, Model, Step, View};
use params::{Key, RunSpec, decode};
use sim::gradient_noise::{mean_square_limit, share_left};
use sim::optimizers::Plain;
use sim::{LineLoss, Process, Reduction, norm};
use std::rc::Rc;

fn spec(link: &str) -> RunSpec {
    let place = decode(&format!("#/batches?{link}"), Batches::CONTROLS);
    assert!(place.ignored.is_empty(), "{link}: {:?}", place.ignored);
    place.spec
}

fn finished(link: &str) -> Batches {
    Batches::finished(&spec(link))
}

fn view(model: &Batches, at: usize) -> View<'_> {
    View::new(&model.problem.spec, [384.0, 288.0]).after(at, 0)
}

#[test]
fn the_full_batch_is_batch_descent_bit_for_bit_reshuffled_or_not() {
    for way in ["every-epoch", "once"] {
        let model = finished(&format!("batch=333&shuffle={way}&rate=0.1&updates=60"));
        let loss = LineLoss::new(model.problem.points.clone(), Reduction::Mean);
        let mut weights = model.problem.start();
        for update in 0..=60 {
            for lane in [&model.lanes[0], &model.lanes[2]] {
                assert_eq!(lane.weights(update).map(f64::to_bits), weights.map(f64::to_bits), "{way}, update {update}");
            }
            Plain { rate: 0.1 }.step(&loss, &mut weights);
        }
    }
}

#[test]
fn the_racers_share_start_seed_and_rate() {
    let model = finished("batch=8&seed=5&updates=40&rate=0.07");
    for lane in &model.lanes {
        assert_eq!(lane.weights(0), model.problem.start());
        assert_eq!(lane.racer.rate(17), 0.07);
    }
    // One seed, one permutation: the batch of eight is what one at a time meets in its first eight updates.
    let mut eight: Vec<u32> = (0..8).flat_map(|update| model.lanes[1].racer.batch(update)).collect();
    eight.sort_unstable();
    assert_eq!(model.lanes[0].racer.batch(0), eight);
    // And a companion is the run that one would make oneself.
    let one = finished("batch=1&seed=5&updates=320&rate=0.07");
    assert_eq!(one.own().weights(320), model.lanes[1].weights(320));
}

#[test]
fn an_epoch_shows_every_bird_once_and_ends_with_a_short_batch() {
    let model = finished("batch=32&updates=30");
    let racer = &model.own().racer;
    assert_eq!(racer.place(0).batches, 11);
    let sizes: Vec<usize> = (0..11).map(|update| racer.batch(update).len()).collect();
    assert_eq!(sizes, [32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 13]);
    let mut all: Vec<u32> = (11..22).flat_map(|update| racer.batch(update)).collect();
    all.sort_unstable();
    assert_eq!(all, (0..333).collect::<Vec<u32>>());
    assert_eq!([racer.seen(10), racer.seen(11), racer.seen(12)], [320, 333, 365]);
}

#[test]
fn a_fork_to_another_batch_size_begins_a_new_epoch() {
    let forked = spec("batch=32&updates=30").forked(5).with(Key::Batch, 100.0);
    let model: Batches = Batches::finished(&forked);
    let place = model.own().racer.place(5);
    assert_eq!((place.epoch, place.position, place.size, place.seen), (1, 0, 100, 160));
    assert_eq!(model.own().racer.seen(9), 160 + 333);
}

/// The scatter of batches of m, over `draws` of them.
fn scatter(model: &Batches, m: usize, draws: usize) -> f64 {
    let start = model.problem.start();
    let (_, full) = model.problem.value_and_slope(start);
    let racer =
        Racer::new(Rc::new(super::problem::Problem::new(&model.problem.spec.with(Key::Batch, m as f64))), Size::Own);
    let (mut sum, mut count, mut update) = (0.0, 0, 0);
    while count < draws {
        let batch = racer.batch(update);
        update += 1;
        if batch.len() == m {
            let (_, slope) = model.problem.batch(start, &batch);
            sum += (slope[0] - full[0]) * (slope[0] - full[0]) + (slope[1] - full[1]) * (slope[1] - full[1]);
            count += 1;
        }
    }
    sum / count as f64
}

#[test]
fn with_replacement_the_variance_falls_as_one_over_m() {
    let model = Batches::open(&spec("shuffle=replacement&updates=0"));
    let points: Vec<[f64; 2]> =
        (0..8).map(|power| 1_usize << power).map(|m| [(m as f64).ln(), scatter(&model, m, 4000).ln()]).collect();
    let mean = [0, 1].map(|axis| points.iter().map(|point| point[axis]).sum::<f64>() / points.len() as f64);
    let along: f64 = points.iter().map(|p| (p[0] - mean[0]) * (p[0] - mean[0])).sum();
    let slope = points.iter().map(|p| (p[0] - mean[0]) * (p[1] - mean[1])).sum::<f64>() / along;
    println!("log-log slope of the variance with replacement: {slope:.4}");
    assert!((slope + 1.0).abs() < 0.05, "{slope}");
    let one = scatter(&model, 1, 20_000) / model.problem.scatter(model.problem.start());
    assert!((one - 1.0).abs() < 0.05, "{one}");
}

#[test]
fn without_replacement_it_follows_the_finite_population_and_ends_at_nothing() {
    let model = Batches::open(&spec("updates=0"));
    let one = model.problem.scatter(model.problem.start());
    for m in [2, 16, 64, 166, 250, 300] {
        let found = scatter(&model, m, 3000) / (one * share_left(m, 333, false));
        println!("m = {m}: measured over expected without replacement {found:.3}");
        assert!((found - 1.0).abs() < 0.08, "{m}: {found}");
    }
    assert_eq!(scatter(&model, 333, 1000), 0.0);
    assert_eq!(share_left(333, 333, false), 0.0);
}

#[test]
fn the_safe_rates_of_small_batches_are_borders_of_settling() {
    let model = Batches::open(&spec("updates=0"));
    let limits = [1, 2, 8, 32].map(|m| mean_square_limit(&model.problem.points, m) / model.problem.limit());
    println!("safe rate as a share of the full batch's: m = 1, 2, 8, 32: {limits:.3?}");
    for (limit, expected) in limits.into_iter().zip([0.349, 0.517, 0.811, 0.945]) {
        assert!((limit - expected).abs() < 0.001, "{limit} against {expected}");
    }
    assert!((mean_square_limit(&model.problem.points, 1_000_000_000) - model.problem.limit()).abs() < 1e-6);
}

/// The mean squared distance after `from` updates up to `to`, over 20 seeds.
fn ball(link: &str, from: usize, to: usize) -> f64 {
    let mut sum = 0.0;
    for seed in 0..20 {
        let problem = Rc::new(super::problem::Problem::new(&spec(&format!(
            "{link}&seed={seed}&updates=10000&batch=1&shuffle=replacement"
        ))));
        let best = problem.best.expect("a line has a minimum");
        let racer = Racer::new(problem, Size::Own);
        let mut state = racer.start();
        for update in 0..to {
            racer.step(update, &mut state);
            if update >= from {
                let away = norm(&[state[0] - best[0], state[1] - best[1]]);
                sum += away * away;
            }
        }
    }
    sum / (20 * (to - from)) as f64
}

#[test]
fn the_ball_is_in_proportion_to_a_small_constant_rate() {
    let [one, two, four] = ["0.005", "0.01", "0.02"].map(|rate| ball(&format!("rate={rate}"), 1500, 6000));
    println!(
        "mean squared distance at 0.005, 0.01, 0.02: {one:e} {two:e} {four:e}; ratios {:.3} {:.3}",
        two / one,
        four / two
    );
    for ratio in [two / one, four / two] {
        assert!((1.8..2.25).contains(&ratio), "{ratio}");
    }
}

#[test]
fn only_a_decay_whose_rates_sum_to_infinity_leaves_the_ball() {
    let constant = ball("rate=0.05", 19_000, 20_000);
    let inverse = ball("rate=0.05&decay=inverse&decay_after=100", 19_000, 20_000);
    let exponential = ball("rate=0.05&decay=exponential&decay_after=100", 19_000, 20_000);
    let (falls, stalls) = (inverse / constant, exponential / constant);
    println!("of the constant rate's ball at update 20,000: 0.05/(1 + k/100) {falls:.4}, 0.05·0.99^k {stalls:.4}");
    assert!(falls < 0.02 && stalls > 0.02, "{falls} {stalls}");
}

#[test]
fn drifting_data_are_followed_by_the_newest_batch_alone() {
    let model = finished("data=generated&n=1000&noise=0.6&batch=4&rate=0.05&updates=1000&drift=2&slope=1&intercept=4");
    let at = model.own().trace.updates();
    assert_eq!(model.own().racer.moved(at), 2.0);
    // The loss after the drift, by brute force on data that have drifted.
    let moved: Vec<[f64; 2]> = model.problem.points.iter().map(|[x, y]| [*x, y + 2.0 * x]).collect();
    let brute = LineLoss::new(moved.into(), Reduction::Mean).value(model.own().weights(at));
    assert!((model.own().trace.losses()[at] / brute - 1.0).abs() < 1e-9);
    assert_eq!(judge::judges::who_follows(&model, &view(&model, at)), 1);
    println!(
        "mean excess: newest {}, all seen {}",
        facts::lag_own(&model, &view(&model, at)),
        facts::lag_all(&model, &view(&model, at))
    );
}

#[test]
fn the_logistic_model_races_too() {
    let model = finished("model=logistic&rate=0.5&updates=200&batch=32");
    let best = model.problem.best.expect("the labels overlap");
    assert!(norm(&model.problem.value_and_slope(best).1) < 1e-12);
    let last = *model.own().trace.losses().last().expect("a start at least");
    assert!(last < 1.1 * model.problem.least, "{last} {}", model.problem.least);
    let everyone: Vec<u32> = (0..333).collect();
    let (loss, slope) = model.problem.batch([0.3, -0.2], &everyone);
    assert_eq!((loss, slope), model.problem.value_and_slope([0.3, -0.2]));
}

#[test]
fn the_table_is_counted_again() {
    let model = finished("batch=16&rate=0.1&updates=210");
    let table = facts::comparison(&model, &view(&model, 0));
    println!("{table}");
    let cell = |row: usize, column: usize| {
        table.lines().nth(row).and_then(|line| line.split('\t').nth(column)).unwrap_or("").to_string()
    };
    assert_eq!([cell(1, 1), cell(1, 2), cell(1, 3)], ["333", "16", "1"]);
    assert_eq!([cell(2, 1), cell(2, 2), cell(2, 3)], ["1", "21", "333"]);
    assert_eq!([cell(3, 1), cell(3, 2), cell(3, 3)], ["670", "36", "6"]);
    assert_eq!(cell(4, 1), "0");
    let one = model.problem.scatter(model.problem.start());
    for (column, m) in [(2, 16), (3, 1)] {
        let found: f64 = cell(4, column).parse().expect("a plain number");
        assert!((found / (one * share_left(m, 333, false)) - 1.0).abs() < 0.1, "{m}: {found}");
    }
    for (column, lane) in [(1, &model.lanes[2]), (2, &model.lanes[0]), (3, &model.lanes[1])] {
        let goal = 1.01 * model.problem.least;
        let loss =
            |update: usize| LineLoss::new(model.problem.points.clone(), Reduction::Mean).value(lane.weights(update));
        let first = (0..=lane.trace.updates()).find(|update| loss(*update) <= goal).expect("the goal is reached");
        let examples: usize = (0..first).map(|update| lane.racer.batch(update).len()).sum();
        assert_eq!([cell(6, column), cell(7, column)], [first.to_string(), examples.to_string()]);
    }
}

#[test]
fn every_prediction_is_judged_by_the_run() {
    let judged = |step: &Step, change: &str| -> usize {
        let place = decode(&format!("#/batches?{}", step.preset), Batches::CONTROLS);
        let changed =
            change.split('&').filter_map(|pair| pair.split_once('=')).fold(place.spec, |spec, (link, value)| {
                let key = Key::named(link).expect("a control");
                let value = key
                    .spec()
                    .kind
                    .index_of(value)
                    .map_or_else(|| value.parse().expect("a number"), |index| index as f64);
                spec.with(key, value)
            });
        let model: Batches = Batches::finished(&changed);
        let view = View::new(&changed, [384.0, 288.0]).after(place.cursor.min(model.trace_end()), 0);
        let prediction = &step.predictions[0];
        let choice = (prediction.judge)(&model, &view).expect("a run of this lesson");
        let truth = prediction.truths[choice].of(&model, &view);
        println!("{} {change}: {choice}: {truth}", prediction.id);
        assert!(choice < prediction.choices.len() && !truth.is_empty(), "{truth}");
        choice
    };
    let changed = [
        ("last_batch", "batch=37", 1, 0),
        ("four_times", "batch=100&shuffle=every-epoch", 1, 2),
        ("fewest", "rate=0.5", 2, 1),
        ("safe_for_one", "rate=0.1", 2, 1),
        ("halved", "rate=0.3", 1, 2),
        ("average_rests", "batch=333&average=1&rate=0.2&updates=60", 1, 0),
        ("who_follows", "drift=0", 1, 0),
    ];
    let mut seen = 0;
    for step in STORY.steps.iter().filter(|step| !step.predictions.is_empty()) {
        let (_, change, told, other) =
            *changed.iter().find(|row| row.0 == step.predictions[0].id).expect("every prediction is in the list");
        let found = [judged(step, ""), judged(step, change)];
        assert_eq!(found, [told, other], "{}", step.predictions[0].id);
        seen += 1;
    }
    assert_eq!(seen, changed.len());
}

#[test]
fn every_task_fails_on_a_wrong_answer_and_is_met_by_a_right_one() {
    let right = [
        ("few_examples", "batch=8&rate=0.3&decay=inverse&decay_after=3&updates=150", "batch=1&rate=0.1&updates=1200"),
        ("stay", "batch=8&rate=0.2&decay=inverse&decay_after=20&updates=1000", "batch=8&rate=0.2&updates=1000"),
    ];
    for task in STORY.steps.iter().flat_map(|step| step.tasks) {
        let (_, good, bad) = right.iter().find(|row| row.0 == task.id).expect("every task is in the list");
        let [good, bad] = [good, bad].map(|link| finished(link));
        println!("{}: {}", task.id, task.status.of(&good, &view(&good, 0)));
        assert!(task.is_met(&good, &view(&good, 0)), "{} cannot be met", task.id);
        assert!(!task.is_met(&bad, &view(&bad, 0)), "{} is met by a wrong answer", task.id);
        // Nor from a start beside the goal.
        let near: Batches = Batches::finished(&good.problem.spec.with(Key::Slope, 0.69).with(Key::Intercept, 4.2));
        assert!(!task.is_met(&near, &view(&near, 0)), "{}", task.id);
    }
}

impl Batches {
    fn trace_end(&self) -> usize {
        self.own().trace.updates()
    }
}

#[test]
fn no_answer_hangs_on_a_hair_or_on_the_seed() {
    let step = |id: &str| {
        STORY.steps.iter().find(|step| step.predictions.iter().any(|asked| asked.id == id)).expect("it is asked")
    };
    let of = |id: &str, seed: usize| finished(&format!("{}&seed={seed}", step(id).preset));
    for seed in 1..=4 {
        let race = of("fewest", seed);
        let [own, one] = [0, 1].map(|lane| {
            let lane = &race.lanes[lane];
            lane.racer.seen(lane.first_below().expect("it gets there"))
        });
        let average = of("average_rests", seed);
        let stop = average
            .average_stops(&average.averages(spec(step("average_rests").preset).settings.value(Key::Average)))
            .expect("it rests");
        let ratio = average.own().trace.losses()[stop] / average.problem.least;
        println!("seed {seed}: {one} examples against {own}; at rest at {ratio:.1} times the least");
        assert!(10 * one < own && ratio > 3.0);
    }
}
