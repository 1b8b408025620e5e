//! Batch, stochastic, mini-batch: how many examples should one update look at?

mod figures;
mod judge;
mod model;
mod problem;
mod racer;
mod says;
#[cfg(test)]
mod tests;

include!(concat!(env!("OUT_DIR"), "/batches.rs"));

use super::{Act, Caption, Diagnosis, FormulaRow, Lesson, Look, Regions, Run, Story};
use crate::i18n::{control, option, short};
use crate::params::{Control, Key, Kind, OwnData, RunSpec};
use crate::plot::Scene;
use crate::sim::Trace;
use model::Model;
use std::any::Any;

/// The lesson.
pub struct Batches;

/// The place of `penguins-all` in the control `data`.
const PENGUINS: f64 = 1.0;

const CONTROLS: &[Control] = &[
    Control::at(Key::Batch, 32.0),
    Control::at(Key::Rate, 0.1),
    Control::plain(Key::Shuffle),
    Control::plain(Key::Decay),
    Control::plain(Key::DecayAfter),
    Control::at(Key::Updates, 110.0),
    Control::plain(Key::Seed),
    Control::at(Key::Data, PENGUINS),
    Control::plain(Key::Model),
    Control::at(Key::N, 1000.0),
    Control::plain(Key::Noise),
    Control::plain(Key::TrueSlope),
    Control::plain(Key::TrueIntercept),
    Control::plain(Key::Drift),
    Control::at(Key::Slope, -0.4),
    Control::at(Key::Intercept, 3.0),
    Control::plain(Key::Panels),
    Control::plain(Key::Axis),
    Control::plain(Key::Average),
];

impl Lesson for Batches {
    fn story(&self) -> &'static Story {
        &STORY
    }
    fn controls(&self) -> &'static [Control] {
        CONTROLS
    }
    fn open(&self, spec: &RunSpec) -> Box<dyn Run> {
        Box::new(Model::new(spec))
    }
    fn card(&self) -> Scene {
        let spec = RunSpec::defaults(CONTROLS).with(Key::Updates, 40.0).with(Key::Batch, 8.0);
        let mut model = Model::new(&spec);
        while model.advance(64) {}
        figures::card(&model)
    }
}

impl Run for Model {
    fn spec(&self) -> &RunSpec {
        &self.problem.spec
    }
    fn trace(&self) -> &Trace {
        &self.own().trace
    }
    fn advance(&mut self, updates: usize) -> bool {
        Model::advance(self, updates)
    }
    fn progress(&self) -> Option<[usize; 2]> {
        let running = |lane: &model::Lane| lane.trace.ending().is_none();
        self.lanes.iter().any(running).then(|| {
            let made = self.lanes.iter().map(|lane| if running(lane) { lane.trace.updates() } else { lane.trace.budget() }).sum();
            [made, self.lanes.iter().map(|lane| lane.trace.budget()).sum()]
        })
    }
    fn captions(&self, look: &Look) -> Vec<Caption> {
        figures::captions(self, look)
    }
    fn base(&self, figure: usize, look: &Look) -> Scene {
        figures::base(self, figure, look)
    }
    fn overlay(&self, figure: usize, look: &Look) -> Scene {
        figures::overlay(self, figure, look)
    }
    fn describe(&self, figure: usize, look: &Look) -> String {
        figures::describe(self, figure, look)
    }
    fn say(&self, look: &Look) -> String {
        says::say(self, look)
    }
    fn parts(&self) -> Vec<String> {
        [words::part_draw(), words::part_predict(), words::part_gradient(), words::part_update()].map(String::from).to_vec()
    }
    fn formula(&self, look: &Look, part: usize) -> Vec<FormulaRow> {
        says::formula(self, look, part)
    }
    fn diagnosis(&self, look: &Look) -> Diagnosis {
        says::diagnosis(self, look)
    }
    fn columns(&self) -> Vec<String> {
        [words::column_loss(), words::column_slope(), words::column_intercept()].map(String::from).to_vec()
    }
    fn read_out(&self, key: Key) -> String {
        let settings = self.problem.spec.current();
        match key.spec().kind {
            Kind::Choice(_) => option(key, settings.index(key)).to_string(),
            Kind::Number { whole: true, .. } if key == Key::Batch => {
                let n = self.problem.n();
                words::of(&settings.index(key).min(n).to_string(), &n.to_string())
            },
            Kind::Number { whole: true, .. } => settings.index(key).to_string(),
            _ => short(settings.value(key), 3),
        }
    }
    fn label(&self, key: Key) -> String {
        match key {
            Key::Slope => words::label_slope().into(),
            Key::Intercept => words::label_intercept().into(),
            _ => control(key).to_string(),
        }
    }
    fn options(&self, key: Key) -> Vec<String> {
        let Kind::Choice(names) = key.spec().kind else { return Vec::new() };
        // A race needs more than a handful of examples.
        let offered = |index: usize| key != Key::Data || matches!(names[index], "penguins-all" | "generated" | "own");
        (0..names.len()).map(|index| if offered(index) { option(key, index).to_string() } else { String::new() }).collect()
    }
    fn shown(&self, key: Key) -> bool {
        let settings = &self.problem.spec.settings;
        match key {
            Key::N | Key::Noise | Key::TrueSlope | Key::TrueIntercept => settings.choice(Key::Data) == "generated",
            Key::DecayAfter => settings.choice(Key::Decay) != "none",
            Key::Drift => !self.problem.logistic(),
            _ => true,
        }
    }
    fn regions(&self, key: Key) -> Option<Regions> {
        let n = self.problem.n();
        match key {
            Key::Batch if n > 1 => Some(Regions { low: 1.0, high: n as f64, borders: Vec::new(), names: Vec::new() }),
            Key::Rate => {
                let (limit, [own, _]) = (self.problem.limit(), self.limits());
                let (low, high) = (limit / 200.0, limit * 1.6);
                let Kind::Number { low: least, high: most, .. } = key.spec().kind else { return None };
                let apart = own < 0.97 * limit;
                let named = own.is_finite() && limit.is_finite() && low >= least && high <= most;
                named.then(|| Regions {
                    low,
                    high,
                    borders: if apart { vec![own, limit] } else { vec![limit] },
                    names: if apart {
                        vec![words::region_settles().into(), words::region_batch_diverges().into(), words::region_diverges().into()]
                    } else {
                        vec![words::region_settles().into(), words::region_diverges().into()]
                    },
                })
            }
            _ => None,
        }
    }
    fn act(&self, act: Act) -> Option<RunSpec> {
        Model::act(self, act)
    }
    fn points(&self, _: usize) -> Option<&[[f64; 2]]> {
        None
    }
    fn data(&self) -> Option<OwnData> {
        Some(self.own_data())
    }
    fn batch_order(&self) -> Option<Vec<Vec<usize>>> {
        let lane = self.own();
        Some((0..lane.trace.updates()).map(|update| lane.racer.batch(update).into_iter().map(|example| example as usize).collect()).collect())
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}
