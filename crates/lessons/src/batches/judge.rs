//! What the story asks of a run: who is right, whether a goal is met, and the numbers in the answers.

use super::model::{Batches, Lane};
use super::problem::Problem;
use super::racer::{Racer, Size};
use crate::{Controls, View};
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

/// The mean squared distance to the minimum once the run has settled, over updates and seeds; infinite where it does
/// not.
fn ball(spec: &RunSpec) -> f64 {
    let mut sum = 0.0;
    for seed in 0..SEEDS {
        let spec = spec.with(Key::Seed, spec.settings.value(Key::Seed) + seed as f64);
        let built = Rc::new(Problem::new(&spec));
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
fn examples_to_goal(lane: &Lane) -> Option<usize> {
    lane.first_below().map(|update| lane.racer.seen(update))
}

/// The mean excess of the loss over the second half of a racer's updates; infinite for one that overflowed.
fn restlessness(lane: &Lane) -> f64 {
    let losses = lane.trace.losses();
    let late = &losses[losses.len() / 2..];
    let mean = late.iter().map(|loss| loss - lane.racer.problem.least).sum::<f64>() / late.len() as f64;
    if mean.is_finite() { mean } else { f64::INFINITY }
}

/// The size of an epoch's last batch.
fn last(model: &Batches) -> usize {
    let racer = &model.own().racer;
    racer.batch(racer.place(0).batches - 1).len()
}

/// Four times the batch, or all.
fn four(model: &Batches) -> usize {
    (4 * model.batch_size(0)).min(model.problem.n())
}

/// The measured scatter of the batch and of four times as many.
fn scatters(model: &Batches) -> [f64; 2] {
    [model.batch_size(0), four(model)].map(|m| model.measured_scatter(m))
}

/// The noise ball at this rate and at half of it.
fn balls(model: &Batches) -> [f64; 2] {
    let spec = &model.problem.spec;
    let rate = spec.settings.value(Key::Rate);
    [rate, 0.5 * rate].map(|rate| ball(&spec.with(Key::Rate, rate)))
}

/// The update at which the average rests, and the true loss there over the least.
fn stop(model: &Batches, view: &View) -> Option<(usize, f64)> {
    let stop = model.average_stops(&model.averages(view.value(Key::Average)))?;
    Some((stop, model.own().trace.losses()[stop] / model.problem.least))
}

/// Whether the race is run over the penguins, from where the story starts it.
fn fair(model: &Batches) -> bool {
    let settings = &model.problem.spec.settings;
    let usual = |key: Key| {
        let mut controls = Batches::CONTROLS.iter();
        controls.any(|control| control.key == key && control.default == settings.value(key))
    };
    [Key::Data, Key::Model, Key::Slope, Key::Intercept, Key::Drift].into_iter().all(usual)
}

/// Which choice of a prediction this run makes true.
pub mod judges {
    use super::*;

    /// Whether the last batch of an epoch is as large as the others.
    pub fn last_batch(model: &Batches, _: &View) -> usize {
        usize::from(last(model) < model.batch_size(0))
    }

    /// Four times the batch: about half the noise, about a quarter, or almost none.
    pub fn four_times(model: &Batches, _: &View) -> usize {
        let [m, four] = scatters(model);
        2 - usize::from(four * 3.0 > m) - usize::from(four * 8.0 > m)
    }

    /// Who needs the fewest examples: all, the mini-batch, one; or nobody gets there.
    pub fn fewest(model: &Batches, _: &View) -> usize {
        let needs = |(choice, place): (usize, usize)| Some((examples_to_goal(&model.lanes[place])?, choice));
        let fewest = [2, 0, 1].into_iter().enumerate().filter_map(needs).min();
        fewest.map_or(3, |(_, choice)| choice)
    }

    /// Settles, stays restless, or blows up.
    pub fn safe_for_one(model: &Batches, _: &View) -> usize {
        let (late, least) = (restlessness(model.own()), model.problem.least);
        let blows_up = late > model.own().trace.losses()[0] - least;
        if blows_up { 2 } else { usize::from(late > model.problem.goal() - least) }
    }

    /// Half the rate: the ball is as large, half as large, a quarter or less.
    pub fn halved(model: &Batches, _: &View) -> usize {
        let [whole, half] = balls(model);
        let ratio = whole / half;
        usize::from(ratio > 1.4) + usize::from(ratio > 2.9)
    }

    /// When the running average rests, the loss is within one per cent; is not; or the average never rests.
    pub fn average_rests(model: &Batches, view: &View) -> usize {
        let above = |(update, _): (usize, f64)| model.own().trace.losses()[update] > model.problem.goal();
        stop(model, view).map_or(2, |stop| usize::from(above(stop)))
    }

    /// Who is nearer to drifting data: the one with all data, or the one with the newest.
    pub fn who_follows(model: &Batches, _: &View) -> usize {
        usize::from(restlessness(model.own()) < restlessness(&model.lanes[2]))
    }
}

/// Whether a goal is met.
pub mod tasks {
    use super::*;

    /// Within one per cent after few examples, and for as many again.
    pub fn few_examples(model: &Batches, _: &View) -> bool {
        let lane = model.own();
        let (from, to) = (lane.at_examples(FEW), lane.at_examples(2 * FEW));
        let stays = lane.trace.losses()[from..=to].iter().all(|loss| *loss <= model.problem.goal());
        fair(model) && stays && lane.seen() >= 2 * FEW
    }

    /// Small batches that stay within one per cent for the last third of a long run.
    pub fn stay(model: &Batches, _: &View) -> bool {
        let (lane, end) = (model.own(), model.own().seen());
        let small = model.batch_size(0) <= SMALL && model.problem.spec.forks.is_empty();
        let stays = lane.stays_below().is_some_and(|from| lane.racer.seen(from) + LONG / 3 <= end);
        fair(model) && small && end >= LONG && stays
    }
}

/// Numbers in the answers, as words.
pub mod facts {
    use super::super::words;
    use super::*;
    use crate::kit;
    use i18n::{number, short};
    use sim::gradient_noise::mean_square_limit;

    fn three(value: f64) -> String {
        number(value, 3)
    }
    fn counted(count: Option<usize>) -> String {
        count.map_or_else(|| words::never().into(), |count| count.to_string())
    }
    /// The largest rate for batches of m, as a share of that for all.
    fn share(model: &Batches, m: usize) -> f64 {
        mean_square_limit(&model.problem.points, m) / model.problem.limit()
    }

    kit::facts! { Batches:
        /// The batch size.
        m: |model, _| model.batch_size(0).to_string();
        /// Batches in an epoch.
        batches: |model, _| model.own().racer.place(0).batches.to_string();
        last_size: |model, _| last(model).to_string();
        four_m: |model, _| four(model).to_string();
        noise_m: |model, _| three(scatters(model)[0]);
        noise_four: |model, _| three(scatters(model)[1]);
        /// Examples to the goal, of all at once, of the mini-batch, of one at a time.
        examples_all: |model, _| counted(examples_to_goal(&model.lanes[2]));
        examples_own: |model, _| counted(examples_to_goal(model.own()));
        examples_one: |model, _| counted(examples_to_goal(&model.lanes[1]));
        rate: |model, _| short(model.problem.spec.settings.value(Key::Rate), 3);
        /// The largest rate for all at once.
        limit_all: |model, _| three(model.problem.limit());
        share_one: |model, _| three(share(model, 1));
        share_two: |model, _| three(share(model, 2));
        share_eight: |model, _| three(share(model, 8));
        ball_whole: |model, _| three(balls(model)[0]);
        ball_half: |model, _| three(balls(model)[1]);
        /// From which example on the loss stays within one per cent.
        stays_from: |model, _| counted(model.own().stays_below().map(|update| model.own().racer.seen(update)));
        examples_seen: |model, _| model.own().seen().to_string();
        average_update: |model, view| counted(stop(model, view).map(|(update, _)| update));
        average_ratio: |model, view| three(stop(model, view).map_or(f64::NAN, |(_, ratio)| ratio));
        /// The mean excess of the newest batch over the second half, and of all that has been seen.
        lag_own: |model, _| three(restlessness(model.own()));
        lag_all: |model, _| three(restlessness(&model.lanes[2]));
    }

    /// The table that compares the three: tabs between cells, a line a row.
    pub fn comparison(model: &Batches, _: &View) -> String {
        let n = model.problem.n();
        let lanes = [2, 0, 1].map(|place| &model.lanes[place]);
        let sizes = lanes.map(|lane| lane.racer.place(0).size);
        let names = [words::lane_all(), &words::lane_own(&sizes[1].to_string()), words::lane_one()];
        let count = |cells: [usize; 3]| cells.map(|cell| cell.to_string());
        let scatter = sizes.map(|m| if m >= n { 0.0 } else { model.measured_scatter(m) });
        let rows = [
            ("", names.map(str::to_string)),
            (words::row_data(), count(sizes)),
            (words::row_updates(), count(lanes.map(|lane| lane.racer.place(0).batches))),
            (words::row_memory(), count(sizes.map(held))),
            (words::row_noise(), scatter.map(three)),
            (words::row_parallel(), count(sizes)),
            (words::row_reach_updates(), lanes.map(|lane| counted(lane.first_below()))),
            (words::row_reach_examples(), lanes.map(|lane| counted(examples_to_goal(lane)))),
        ];
        rows.map(|(name, cells)| format!("{name}\t{}", cells.join("\t"))).join("\n")
    }

    /// Numbers that an update holds at once: x and y of every example in it, two weights, two sums of the gradient.
    fn held(m: usize) -> usize {
        2 * m + 4
    }
}
