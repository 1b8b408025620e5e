//! How big should a step be? One ground, one start, many learning rates.

mod figures;
mod judge;
mod model;
mod says;
pub(super) mod script;
#[cfg(test)]
mod tests;

include!(concat!(env!("OUT_DIR"), "/learning_rate.rs"));

#[cfg(not(target_arch = "wasm32"))]
use super::Sight;
use super::{Act, Caption, Diagnosis, FormulaRow, Lesson, Regions, Run, Story, View};
use i18n::control;
use model::Model;
use params::{Control, Edit, Key, Kind, RunSpec};
use plot::Scene;
#[cfg(not(target_arch = "wasm32"))]
use sim::Tried;
use sim::{SWEEP_RATES, Trace};
use std::any::Any;
use std::borrow::Cow;

/// The lesson.
pub struct LearningRate;

const CONTROLS: &[Control] = &[
    Control::at(Key::Rate, 1.6),
    Control::plain(Key::Surface),
    Control::plain(Key::Curvature),
    Control::plain(Key::Ratio),
    Control::plain(Key::Standardise),
    Control::plain(Key::Start),
    Control::plain(Key::Start2),
    Control::plain(Key::Momentum),
    Control::plain(Key::Updates),
    Control::plain(Key::Figure),
];

impl Lesson for LearningRate {
    fn story(&self) -> &'static Story {
        &STORY
    }
    fn figures(&self) -> &'static [&'static str] {
        FIGURES
    }
    fn stretches(&self) -> &'static [Key] {
        STRETCHES
    }
    fn controls(&self) -> &'static [Control] {
        CONTROLS
    }
    fn open(&self, spec: &RunSpec) -> Box<dyn Run> {
        Box::new(Model::new(spec))
    }
    fn card(&self) -> Scene {
        let spec = RunSpec::defaults(CONTROLS).with(Key::Rate, 1.8).with(Key::Start, -2.0);
        let mut model = Model::new(&spec);
        while model.advance(100) {}
        figures::card(&model)
    }
}

impl Run for Model {
    fn spec(&self) -> &RunSpec {
        &self.problem.spec
    }
    fn trace(&self) -> &Trace {
        &self.trace
    }
    fn advance(&mut self, updates: usize) -> bool {
        Model::advance(self, updates)
    }
    fn progress(&self) -> Option<[usize; 2]> {
        let under_way = std::iter::once(&self.trace).chain(&self.companions).find(|trace| trace.ending().is_none());
        match under_way {
            Some(trace) => Some([trace.updates(), trace.budget()]),
            None => (self.sweep.len() < SWEEP_RATES).then_some([self.sweep.len(), SWEEP_RATES]),
        }
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
        says::parts(self)
    }
    fn formula(&self, view: &View, part: usize) -> Vec<FormulaRow> {
        says::formula(self, view, part)
    }
    fn diagnosis(&self, view: &View) -> Diagnosis {
        says::diagnosis(self, view)
    }
    fn columns(&self) -> Vec<Cow<'static, str>> {
        let weights: &[&'static str] = match (self.problem.flat(), self.problem.examples > 0) {
            (false, _) => &[words::axis_weight()],
            (_, true) => &[words::axis_slope(), words::axis_intercept()],
            _ => &[words::axis_weight_1(), words::axis_weight_2()],
        };
        let mut columns = vec![words::column_loss().into()];
        for weight in weights {
            columns.push(Cow::Borrowed(*weight));
        }
        columns.push(words::column_gradient().into());
        columns.push(words::column_velocity().into());
        columns
    }
    fn label(&self, key: Key) -> String {
        match (key, self.problem.examples > 0) {
            (Key::Start, true) => words::start_slope(),
            (Key::Start2, true) => words::start_intercept(),
            (Key::Start, false) if self.problem.flat() => words::start_1(),
            _ => control(key),
        }
        .to_string()
    }
    fn shown(&self, key: Key) -> bool {
        let penguins = self.problem.examples > 0;
        match key {
            Key::Curvature => !penguins,
            Key::Ratio => self.problem.spec.settings.choice(Key::Surface) == "ravine",
            Key::Standardise => penguins,
            Key::Start2 => self.problem.flat(),
            _ => true,
        }
    }
    /// Without momentum the borders are 1/λ_max and 2/λ_max; with it, (1 − √β)²/λ_max and 2(1 + β)/λ_max.
    fn regions(&self, key: Key) -> Option<Regions> {
        let Kind::Number { low: least, high: most, .. } = key.spec().kind else { return None };
        if key != Key::Rate {
            return None;
        }
        let borders = self.problem.borders();
        let (low, high) = ((borders[1] / 50.0).min(borders[0] / 3.0).max(least), (borders[1] * 2.5).min(most));
        let mut names = vec![words::region_monotone()];
        let mut inside = Vec::new();
        for (border, name) in borders.into_iter().zip([words::region_oscillates(), words::region_diverges()]) {
            if border < high {
                inside.push(border);
                names.push(name);
            }
        }
        Some(Regions { low, high, borders: inside, names })
    }
    fn act(&self, act: Act, _: &View) -> Option<Edit> {
        Model::act(self, act)
    }
    #[cfg(not(target_arch = "wasm32"))]
    fn studies(&self) -> Vec<(String, Vec<f64>)> {
        let reached = |tried: &Tried| tried.reached.map_or(f64::NAN, |update| update as f64);
        vec![
            ("sweep rate".to_string(), self.sweep.iter().map(|tried| tried.rate).collect()),
            ("sweep loss".to_string(), self.sweep.iter().map(|tried| tried.loss).collect()),
            ("sweep reached".to_string(), self.sweep.iter().map(reached).collect()),
        ]
    }
    #[cfg(not(target_arch = "wasm32"))]
    fn poison(&mut self, hidden: &dyn Fn(Sight) -> bool) {
        Model::poison(self, hidden);
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}
