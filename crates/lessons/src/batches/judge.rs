//! What the story asks of a run: who is right, whether a goal is met, and the numbers in the answers.

use super::CONTROLS;
use super::figures::{model_of, weight};
use super::model::{Lane, Model};
use super::racer::{Racer, Size};
use crate::{Run, View};
use params::{Key, RunSpec};
use sim::{Process, norm};
use std::rc::Rc;

/// Seeds and updates over which the size of a noise ball is measured; the first half only goes there.
const SEEDS: usize = 8;
const ROUNDS: usize = 4000;
/// A task of few examples allows so many, and asks to stay for as many again.
pub const FEW: usize = 333;
/// A task of staying asks for so many examples, and for batches no larger than this.
pub const LONG: usize = 3000;
pub const SMALL: usize = 8;

/// The mean squared distance to the minimum once the run has settled, over updates and seeds; infinite where it does not.
fn ball(spec: &RunSpec) -> f64 {
    let mut sum = 0.0;
    for seed in 0..SEEDS {
        let spec = spec.with(Key::Seed, spec.settings.value(Key::Seed) + seed as f64);
        let built = Rc::new(super::problem::Problem::new(&spec));
        let Some(best) = built.best else { return 0.0 };
        let racer = Racer::new(built, Size::Own);
        let mut state = racer.start();
        for update in 0..ROUNDS {
            racer.step(update, &mut state);
            if update >= ROUNDS / 2 {
                let away = norm(&[state[0] - best[0], state[1] - best[1]]);
                sum += away * away;
            }
        }
    }
    let mean = sum / (SEEDS * (ROUNDS - ROUNDS / 2)) as f64;
    if mean.is_finite() { mean } else { f64::INFINITY }
}

/// Examples that a racer had seen when it first met the goal.
fn examples_to_goal(model: &Model, lane: &Lane) -> Option<usize> {
    lane.first_below(model.problem.goal()).map(|update| lane.racer.seen(update))
}

/// The mean excess of the loss over the second half of a racer's updates; infinite for one that overflowed.
fn restlessness(model: &Model, lane: &Lane) -> f64 {
    let losses = lane.trace.losses();
    let late = &losses[losses.len() / 2..];
    let mean = late.iter().map(|loss| loss - model.problem.least).sum::<f64>() / late.len() as f64;
    if mean.is_finite() { mean } else { f64::INFINITY }
}

/// Which choice of a prediction this run makes true.
pub mod judges {
    use super::*;

    /// Whether the last batch of an epoch is as large as the others.
    pub fn last_batch(run: &dyn Run, _: &View) -> usize {
        model_of(run).map_or(0, |model| usize::from(super::last(model) < model.batch_size(0)))
    }

    /// Four times the batch: about half the noise, about a quarter, or almost none.
    pub fn four_times(run: &dyn Run, _: &View) -> usize {
        let Some([m, four]) = model_of(run).map(super::noise_of_four) else { return 0 };
        if four * 3.0 > m {
            0
        } else if four * 8.0 > m {
            1
        } else {
            2
        }
    }

    /// Who needs the fewest examples: all, the mini-batch, one; or nobody gets there.
    pub fn fewest(run: &dyn Run, _: &View) -> usize {
        let Some(model) = model_of(run) else { return 3 };
        let mut first = (usize::MAX, 3);
        for (choice, place) in [2, 0, 1].into_iter().enumerate() {
            if let Some(examples) = examples_to_goal(model, &model.lanes[place])
                && examples < first.0
            {
                first = (examples, choice);
            }
        }
        first.1
    }

    /// Settles, stays restless, or blows up.
    pub fn safe_for_one(run: &dyn Run, _: &View) -> usize {
        let Some(model) = model_of(run) else { return 0 };
        let late = restlessness(model, model.own());
        if late > model.own().trace.losses()[0] - model.problem.least {
            2
        } else {
            usize::from(late > model.problem.goal() - model.problem.least)
        }
    }

    /// Half the rate: the ball is as large, half as large, a quarter or less.
    pub fn halved(run: &dyn Run, _: &View) -> usize {
        let Some([whole, half]) = model_of(run).map(super::balls) else { return 0 };
        let ratio = whole / half;
        if ratio > 2.9 { 2 } else { usize::from(ratio > 1.4) }
    }

    /// When the running average rests, the loss is within one per cent; is not; or the average never rests.
    pub fn average_rests(run: &dyn Run, view: &View) -> usize {
        let Some(model) = model_of(run) else { return 2 };
        match model.average_stops(&model.averages(weight(view))) {
            Some(stop) => usize::from(model.own().trace.losses()[stop] > model.problem.goal()),
            None => 2,
        }
    }

    /// Who is nearer to drifting data: the one with all data, or the one with the newest.
    pub fn who_follows(run: &dyn Run, _: &View) -> usize {
        model_of(run)
            .map_or(0, |model| usize::from(restlessness(model, model.own()) < restlessness(model, &model.lanes[2])))
    }
}

fn last(model: &Model) -> usize {
    let place = model.own().racer.place(0);
    model.own().racer.batch(place.batches - 1).len()
}

fn noise_of_four(model: &Model) -> [f64; 2] {
    let m = model.batch_size(0);
    [m, (4 * m).min(model.problem.n())].map(|m| model.measured_scatter(m))
}

fn balls(model: &Model) -> [f64; 2] {
    let spec = &model.problem.spec;
    let rate = spec.settings.value(Key::Rate);
    [rate, 0.5 * rate].map(|rate| ball(&spec.with(Key::Rate, rate)))
}

/// Whether the race is run over the penguins, from where the story starts it.
fn fair(model: &Model) -> bool {
    let settings = &model.problem.spec.settings;
    let usual = |key: Key| CONTROLS.iter().any(|control| control.key == key && control.default == settings.value(key));
    [Key::Data, Key::Model, Key::Slope, Key::Intercept, Key::Drift].into_iter().all(usual)
}

/// Whether a goal is met.
pub mod tasks {
    use super::*;

    /// Within one per cent after few examples, and for as many again.
    pub fn few_examples(run: &dyn Run, _: &View) -> bool {
        model_of(run).is_some_and(|model| {
            let lane = model.own();
            let losses = lane.trace.losses();
            let (from, to) = (lane.at_examples(FEW), lane.at_examples(2 * FEW));
            let stays = losses[from..=to].iter().all(|loss| *loss <= model.problem.goal());
            fair(model) && stays && lane.racer.seen(lane.trace.updates()) >= 2 * FEW
        })
    }

    /// Small batches that stay within one per cent for the last third of a long run.
    pub fn stay(run: &dyn Run, _: &View) -> bool {
        model_of(run).is_some_and(|model| {
            let lane = model.own();
            let end = lane.racer.seen(lane.trace.updates());
            let small = model.batch_size(0) <= SMALL && model.problem.spec.forks.is_empty();
            let stays =
                lane.stays_below(model.problem.goal()).is_some_and(|from| lane.racer.seen(from) + LONG / 3 <= end);
            fair(model) && small && end >= LONG && stays
        })
    }
}

/// Numbers in the answers, as words.
pub mod facts {
    use super::super::words;
    use super::*;
    use i18n::{number, short};

    fn with(run: &dyn Run, fact: impl FnOnce(&Model) -> f64) -> String {
        number(model_of(run).map_or(f64::NAN, fact), 3)
    }
    fn counted(count: Option<usize>) -> String {
        count.map_or_else(|| words::never().into(), |count| count.to_string())
    }

    /// The batch size.
    pub fn m(run: &dyn Run, _: &View) -> String {
        model_of(run).map_or(0, |model| model.batch_size(0)).to_string()
    }
    /// Batches in an epoch.
    pub fn batches(run: &dyn Run, _: &View) -> String {
        model_of(run).map_or(0, |model| model.own().racer.place(0).batches).to_string()
    }
    /// The size of an epoch's last batch.
    pub fn last_size(run: &dyn Run, _: &View) -> String {
        model_of(run).map_or(0, super::last).to_string()
    }
    /// Four times the batch, or all.
    pub fn four_m(run: &dyn Run, _: &View) -> String {
        model_of(run).map_or(0, |model| (4 * model.batch_size(0)).min(model.problem.n())).to_string()
    }
    /// The measured scatter of batches of m.
    pub fn noise_m(run: &dyn Run, _: &View) -> String {
        with(run, |model| super::noise_of_four(model)[0])
    }
    /// The same of four times as many.
    pub fn noise_four(run: &dyn Run, _: &View) -> String {
        with(run, |model| super::noise_of_four(model)[1])
    }
    /// Examples to the goal, of all at once.
    pub fn examples_all(run: &dyn Run, _: &View) -> String {
        counted(model_of(run).and_then(|model| examples_to_goal(model, &model.lanes[2])))
    }
    /// Of the mini-batch.
    pub fn examples_own(run: &dyn Run, _: &View) -> String {
        counted(model_of(run).and_then(|model| examples_to_goal(model, model.own())))
    }
    /// Of one at a time.
    pub fn examples_one(run: &dyn Run, _: &View) -> String {
        counted(model_of(run).and_then(|model| examples_to_goal(model, &model.lanes[1])))
    }
    /// The rate.
    pub fn rate(run: &dyn Run, _: &View) -> String {
        model_of(run).map_or_else(String::new, |model| short(model.problem.spec.settings.value(Key::Rate), 3))
    }
    /// The largest rate for all at once.
    pub fn limit_all(run: &dyn Run, _: &View) -> String {
        with(run, |model| model.problem.limit())
    }
    fn share(model: &Model, m: usize) -> f64 {
        sim::gradient_noise::mean_square_limit(&model.problem.points, m) / model.problem.limit()
    }
    /// The largest rate for one, as a share of that for all.
    pub fn share_one(run: &dyn Run, _: &View) -> String {
        with(run, |model| share(model, 1))
    }
    /// For two.
    pub fn share_two(run: &dyn Run, _: &View) -> String {
        with(run, |model| share(model, 2))
    }
    /// For eight.
    pub fn share_eight(run: &dyn Run, _: &View) -> String {
        with(run, |model| share(model, 8))
    }
    /// The noise ball at this rate.
    pub fn ball_whole(run: &dyn Run, _: &View) -> String {
        with(run, |model| super::balls(model)[0])
    }
    /// At half of it.
    pub fn ball_half(run: &dyn Run, _: &View) -> String {
        with(run, |model| super::balls(model)[1])
    }
    /// From which example on the loss stays within one per cent.
    pub fn stays_from(run: &dyn Run, _: &View) -> String {
        counted(model_of(run).and_then(|model| {
            model.own().stays_below(model.problem.goal()).map(|update| model.own().racer.seen(update))
        }))
    }
    /// Examples seen in all.
    pub fn examples_seen(run: &dyn Run, _: &View) -> String {
        model_of(run).map_or(0, |model| model.own().racer.seen(model.own().trace.updates())).to_string()
    }
    fn stop(run: &dyn Run, view: &View) -> Option<(usize, f64)> {
        let model = model_of(run)?;
        let stop = model.average_stops(&model.averages(weight(view)))?;
        Some((stop, model.own().trace.losses()[stop] / model.problem.least))
    }
    /// The update at which the average rests.
    pub fn average_update(run: &dyn Run, view: &View) -> String {
        counted(stop(run, view).map(|(update, _)| update))
    }
    /// The true loss there over the least.
    pub fn average_ratio(run: &dyn Run, view: &View) -> String {
        number(stop(run, view).map_or(f64::NAN, |(_, ratio)| ratio), 3)
    }
    /// The mean excess of the newest batch over the second half.
    pub fn lag_own(run: &dyn Run, _: &View) -> String {
        with(run, |model| restlessness(model, model.own()))
    }
    /// The same of all that has been seen.
    pub fn lag_all(run: &dyn Run, _: &View) -> String {
        with(run, |model| restlessness(model, &model.lanes[2]))
    }

    /// The table that compares the three: tabs between cells, a line a row.
    pub fn comparison(run: &dyn Run, _: &View) -> String {
        let Some(model) = model_of(run) else { return String::new() };
        let n = model.problem.n();
        let lanes = [2, 0, 1].map(|place| &model.lanes[place]);
        let sizes = lanes.map(|lane| lane.racer.place(0).size);
        let row = |name: &str, cells: [String; 3]| format!("{name}\t{}\t{}\t{}", cells[0], cells[1], cells[2]);
        let count = |cells: [usize; 3]| cells.map(|cell| cell.to_string());
        let scatter = sizes.map(|m| if m >= n { 0.0 } else { model.measured_scatter(m) });
        [
            row(
                "",
                [words::lane_all().to_string(), words::lane_own(&sizes[1].to_string()), words::lane_one().to_string()],
            ),
            row(words::row_data(), count(sizes)),
            row(words::row_updates(), count(lanes.map(|lane| lane.racer.place(0).batches))),
            row(words::row_memory(), count(sizes.map(super::held))),
            row(words::row_noise(), scatter.map(|value| number(value, 3))),
            row(words::row_parallel(), count(sizes)),
            row(words::row_reach_updates(), lanes.map(|lane| counted(lane.first_below(model.problem.goal())))),
            row(words::row_reach_examples(), lanes.map(|lane| counted(examples_to_goal(model, lane)))),
        ]
        .join("\n")
    }
}

/// Numbers that an update holds at once: x and y of every example in it, two weights, two sums of the gradient.
pub fn held(m: usize) -> usize {
    2 * m + 4
}
