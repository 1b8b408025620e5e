//! Why do deep networks stop learning, or explode? A real network with real backpropagation, and the gradient that reaches
//! each of its layers.

mod figures;
mod judge;
mod model;
mod remedies;
mod says;
pub(super) mod script;
mod snapshot;
#[cfg(test)]
mod tests;

include!(concat!(env!("OUT_DIR"), "/deep_gradients.rs"));

#[cfg(not(target_arch = "wasm32"))]
use super::Sight;
use super::{Caption, Diagnosis, FormulaRow, Lesson, Regions, Run, View};
use model::{LONGEST, Model};
use params::{Control, Key, RunSpec};
use plot::Scene;
use sim::Trace;
use std::any::Any;
use std::borrow::Cow;

const CONTROLS: &[Control] = &[
    Control::at(Key::Activation, 2.0),
    Control::at(Key::Init, 1.0),
    Control::plain(Key::ScaleOfWeights),
    Control::plain(Key::Norm),
    Control::plain(Key::Skip),
    Control::plain(Key::Clip),
    Control::plain(Key::ClipAt),
    Control::plain(Key::Depth),
    Control::plain(Key::Width),
    Control::at(Key::Rate, 0.05),
    Control::plain(Key::WeightDecay),
    Control::at(Key::Updates, 60.0),
    Control::plain(Key::Seed),
    Control::plain(Key::Cell),
    Control::plain(Key::Radius),
    Control::plain(Key::Time),
    Control::plain(Key::Remedies),
    Control::plain(Key::Detail),
];

/// The lesson.
pub static LESSON: Lesson = Lesson::untyped(
    (&STORY, FIGURES, STRETCHES),
    CONTROLS,
    |spec| model::prepare(&spec.settings),
    |spec| Box::new(Model::new(spec)),
    card,
);

/// See [`Lesson::card`].
fn card() -> Scene {
    let relu = RunSpec::defaults(CONTROLS).with(Key::Updates, 0.0);
    let sigmoid = relu.with(Key::Activation, 0.0).with(Key::Init, 0.0);
    figures::card(&Model::new(&sigmoid), &Model::new(&relu))
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
        let (done, all) = (self.trace.updates(), self.trace.budget());
        let more = self.remedies.as_ref().map_or([0, 0], remedies::Remedies::progress);
        let open = self.trace.ending().is_none() || more[0] < more[1];
        open.then(|| [done + more[0], all + more[1]])
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
        let [early, late] = self.problem.pair().map(|layer| (layer + 1).to_string());
        let place = if self.problem.through.is_some() { words::column_time } else { words::column_layer };
        vec![words::column_loss().into(), words::column_gradient().into(), place(&early).into(), place(&late).into()]
    }
    fn shown(&self, key: Key) -> bool {
        let recurrent = self.problem.through.is_some();
        match key {
            Key::Cell | Key::Activation | Key::ScaleOfWeights | Key::Width | Key::Seed => true,
            Key::Radius | Key::Time => recurrent,
            Key::ClipAt => !recurrent && self.problem.spec.current().choice(Key::Clip) != "none",
            _ => !recurrent,
        }
    }
    fn regions(&self, key: Key) -> Option<Regions> {
        match key {
            Key::Rate => Some(Regions::ends(1e-4, 10.0)),
            Key::Updates => Some(Regions::ends(0.0, LONGEST as f64)),
            _ => None,
        }
    }
    #[cfg(not(target_arch = "wasm32"))]
    fn studies(&self) -> Vec<(String, Vec<f64>)> {
        let mut studies = snapshot::studies(&self.snapshots);
        studies.extend(self.remedies.iter().flat_map(remedies::Remedies::studies));
        studies
    }
    #[cfg(not(target_arch = "wasm32"))]
    fn poison(&mut self, hidden: &dyn Fn(Sight) -> bool) {
        Model::poison(self, hidden);
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}
