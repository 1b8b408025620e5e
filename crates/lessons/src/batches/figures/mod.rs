//! What the lesson shows: the batch among its data, its gradient among others, the race, and what is measured of it.

use super::model::{Batches, Lane};
use super::racer::Size;
use super::words;
use crate::{Controls, Figure, Figures, Model, View};
use i18n::number;
use params::{Key, RunSpec};
use plot::{Role, Scene, Stroke};

mod average;
mod cloud;
mod curve;
mod losses;
mod map;
mod noise;
mod scatter;

use average::Average;
use cloud::Cloud;
use losses::Losses;
use map::Map;
use noise::Noise;
use scatter::Scatter;

/// At most this many single examples are drawn; all of them count.
const DRAWN: usize = 400;

impl Figures for Batches {
    fn figures(&self, view: &View) -> &'static [&'static dyn Figure<Batches>] {
        match view.choice(Key::Panels) {
            "noise" => &[&Cloud, &Noise],
            "race" => &[&Map, &Losses],
            "average" => &[&Average, &Scatter],
            _ => &[&Scatter, &Cloud],
        }
    }
    fn card() -> Scene {
        map::card(&Batches::finished(&RunSpec::defaults(Self::CONTROLS).with(Key::Updates, 40.0).with(Key::Batch, 8.0)))
    }
}

/// Every how many-th of `count` examples is drawn, so that no more than [`DRAWN`] are.
fn every(count: usize) -> usize {
    count.div_ceil(DRAWN).max(1)
}

/// The examples that are drawn, as they are computed with.
fn drawn(model: &Batches) -> impl Iterator<Item = [f64; 2]> {
    model.problem.points.iter().step_by(every(model.problem.n())).copied()
}

/// Those of a batch that are drawn.
fn drawn_of<'a>(model: &'a Batches, batch: &'a [u32]) -> impl Iterator<Item = [f64; 2]> + 'a {
    batch.iter().step_by(every(batch.len())).filter_map(|example| model.problem.points.get(*example as usize).copied())
}

/// A note, and how many examples are drawn where those are not all.
fn note_on(model: &Batches, note: &str) -> String {
    let n = model.problem.n();
    let drawn = (n > DRAWN).then(|| words::note_drawn(&drawn(model).count().to_string(), &n.to_string()));
    note.to_string() + &drawn.unwrap_or_default()
}

/// Whether runs are compared update by update, not example by example.
fn by_updates(view: &View) -> bool {
    view.choice(Key::Axis) == "updates"
}

/// The three when the own run has made `at` updates, and where each stands then: those that differ from it, then the
/// own one, which is drawn on top of them.
fn racing(model: &Batches, at: usize, by_updates: bool) -> impl Iterator<Item = (&Lane, usize)> {
    model.companions().chain([model.own()]).map(move |lane| (lane, model.beside(lane, at, by_updates)))
}

/// The race in words.
fn describe_race(model: &Batches, view: &View) -> String {
    let mut text = words::describe_race(&number(model.problem.least, 3));
    for lane in [model.own()].into_iter().chain(model.companions()) {
        let at = model.beside(lane, view.at(), by_updates(view));
        let loss = number(lane.trace.losses()[at.min(lane.trace.updates())], 3);
        text += &words::describe_lane(&lane.name(), &loss, &at.to_string(), &lane.racer.seen(at).to_string());
    }
    text
}

impl Lane {
    /// What it is called beside its line.
    fn name(&self) -> String {
        match self.racer.size {
            Size::Own => words::lane_own(&self.racer.place(0).size.to_string()),
            _ => self.letter().to_string(),
        }
    }

    /// The same where there is little room.
    fn letter(&self) -> &'static str {
        match self.racer.size {
            Size::Own => "A",
            Size::One => words::lane_one(),
            Size::All if self.racer.problem.drift() > 0.0 => words::lane_seen(),
            Size::All => words::lane_all(),
        }
    }

    fn role(&self) -> Role {
        match self.racer.size {
            Size::Own => Role::Weights,
            Size::One => Role::Lane2,
            Size::All => Role::Lane1,
        }
    }

    /// Its line as far as the cursor. All are solid: dashes along the swings of the noisiest would be dust.
    fn stroke(&self, to: usize) -> Stroke {
        match self.racer.size {
            Size::Own => Stroke::of(self.role(), if to > 400 { 1.5 } else { 2.5 }),
            Size::One => Stroke::of(self.role(), 1.25).pale(0.35),
            Size::All => Stroke::of(self.role(), 2.0),
        }
    }
}
