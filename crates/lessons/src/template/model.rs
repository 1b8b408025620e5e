//! What the lesson computes: plain descent on L = ½ w², whose slope is w.

#[cfg(not(target_arch = "wasm32"))]
use crate::Sight;
use crate::{Model, kit};
use params::{Key, RunSpec};
use sim::optimizers::Plain;
use sim::{Oracle, Process, Quadratic, Trace};

/// A run of this lesson.
pub struct Template {
    spec: RunSpec,
    /// What it did.
    pub trace: Trace,
}

/// The loss of a weight.
pub fn loss(weight: f64) -> f64 {
    0.5 * weight * weight
}

/// The descent that the settings describe.
struct Descent<'a>(&'a RunSpec);

impl Process for Descent<'_> {
    fn start(&self) -> Vec<f64> {
        vec![self.0.settings.value(Key::Start)]
    }
    fn step(&self, update: usize, state: &mut [f64]) {
        let ground = Quadratic { curvatures: vec![1.0] };
        Plain { rate: self.0.settings_at(update).value(Key::Rate) }.step(&ground as &dyn Oracle, state);
    }
    fn quantities(&self) -> &'static [&'static str] {
        &["loss", "weight"]
    }
    fn observe(&self, state: &[f64], row: &mut [f64]) {
        (row[0], row[1]) = (loss(state[0]), state[0]);
    }
    fn at_rest(&self, row: &[f64]) -> bool {
        row[1].abs() <= 1e-13
    }
}

impl Template {
    /// The weight after `update` updates.
    pub fn weight(&self, update: usize) -> f64 {
        self.trace.series(1)[update.min(self.trace.updates())]
    }
    /// The rate of the update that leaves `update`.
    pub fn rate(&self, update: usize) -> f64 {
        self.spec.settings_at(update).value(Key::Rate)
    }
}

impl Model for Template {
    fn open(spec: &RunSpec) -> Template {
        let spec = spec.computed();
        let trace = Trace::new(&Descent(&spec), spec.settings.index(Key::Updates));
        Template { spec, trace }
    }
    fn spec(&self) -> &RunSpec {
        &self.spec
    }
    fn trace(&self) -> &Trace {
        &self.trace
    }
    fn advance(&mut self, updates: usize) -> bool {
        self.trace.advance(&Descent(&self.spec), updates)
    }
    #[cfg(not(target_arch = "wasm32"))]
    fn poison(&mut self, hidden: &dyn Fn(Sight) -> bool) {
        kit::path::poison(&mut self.trace, hidden);
    }
}
