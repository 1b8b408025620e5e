//! Batch, stochastic, mini-batch: how many examples should one update look at?

mod figures;
mod judge;
mod model;
mod problem;
mod racer;
mod says;
pub(super) mod script;
#[cfg(test)]
mod tests;

include!(concat!(env!("OUT_DIR"), "/batches.rs"));

#[cfg(not(target_arch = "wasm32"))]
use super::Sight;
use super::{Act, Caption, Diagnosis, FormulaRow, Lesson, Regions, Run, View, options, read_out};
use i18n::control;
use model::Model;
use params::{Control, Edit, Key, Kind, OwnData, RunSpec};
use plot::Scene;
use sim::Trace;
use std::any::Any;
use std::borrow::Cow;

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

/// The lesson.
pub static LESSON: Lesson =
    Lesson::untyped((&STORY, FIGURES, STRETCHES), CONTROLS, |_| {}, |spec| Box::new(Model::new(spec)), card);

/// See [`Lesson::card`].
fn card() -> Scene {
    let spec = RunSpec::defaults(CONTROLS).with(Key::Updates, 40.0).with(Key::Batch, 8.0);
    let mut model = Model::new(&spec);
    while model.advance(64) {}
    figures::card(&model)
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
            let made = self
                .lanes
                .iter()
                .map(|lane| if running(lane) { lane.trace.updates() } else { lane.trace.budget() })
                .sum();
            [made, self.lanes.iter().map(|lane| lane.trace.budget()).sum()]
        })
    }
    fn captions(&self, view: &View) -> Vec<Caption> {
        figures::captions(self, view)
    }
    fn base(&self, figure: usize, view: &View) -> Scene {
        figures::base(self, figure, view)
    }
    fn overlay(&self, figure: usize, view: &View) -> Scene {
        figures::overlay(self, figure, view)
    }
    fn describe(&self, figure: usize, view: &View) -> String {
        figures::describe(self, figure, view)
    }
    fn say(&self, view: &View) -> String {
        says::say(self, view)
    }
    fn parts(&self) -> Vec<&'static str> {
        vec![words::part_draw(), words::part_predict(), words::part_gradient(), words::part_update()]
    }
    fn formula(&self, view: &View, part: usize) -> Vec<FormulaRow> {
        says::formula(self, view, part)
    }
    fn diagnosis(&self, view: &View) -> Diagnosis {
        says::diagnosis(self, view)
    }
    fn columns(&self) -> Vec<Cow<'static, str>> {
        vec![words::column_loss().into(), words::column_slope().into(), words::column_intercept().into()]
    }
    fn read_out(&self, key: Key, value: f64) -> String {
        if key == Key::Batch {
            let n = self.problem.n();
            return words::of(&(value as usize).min(n).to_string(), &n.to_string());
        }
        read_out(key, value)
    }
    fn label(&self, key: Key) -> String {
        match key {
            Key::Slope => words::label_slope().into(),
            Key::Intercept => words::label_intercept().into(),
            _ => control(key).to_string(),
        }
    }
    fn options(&self, key: Key) -> Vec<&'static str> {
        let mut options = options(key);
        if let (Key::Data, Kind::Choice(names)) = (key, key.spec().kind) {
            // A race needs more than a handful of examples.
            for (option, name) in options.iter_mut().zip(names) {
                if !matches!(*name, "penguins-all" | "generated" | "own") {
                    *option = "";
                }
            }
        }
        options
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
            Key::Batch if n > 1 => Some(Regions::ends(1.0, n as f64)),
            Key::Rate => {
                let (limit, [own, _]) = (self.problem.limit(), self.limits());
                let (low, high) = (limit / 4000.0, limit * 4.0);
                let Kind::Number { low: least, high: most, .. } = key.spec().kind else { return None };
                if !(own.is_finite() && limit.is_finite() && low >= least && high <= most) {
                    return None;
                }
                let mut borders = vec![limit];
                let mut names = vec![words::region_settles(), words::region_diverges()];
                if own < 0.97 * limit {
                    borders.insert(0, own);
                    names.insert(1, words::region_batch_diverges());
                }
                Some(Regions { low, high, borders, names })
            }
            _ => None,
        }
    }
    fn act(&self, act: Act, _: &View) -> Option<Edit> {
        Model::act(self, act)
    }
    fn data(&self) -> Option<OwnData> {
        Some(self.own_data())
    }
    fn batch_order(&self) -> Option<Vec<Vec<usize>>> {
        let lane = self.own();
        Some(
            (0..lane.trace.updates())
                .map(|update| lane.racer.batch(update).into_iter().map(|example| example as usize).collect())
                .collect(),
        )
    }
    #[cfg(not(target_arch = "wasm32"))]
    fn poison(&mut self, hidden: &dyn Fn(Sight) -> bool) {
        Model::poison(self, hidden);
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}
