//! What the lesson computes: a deep network that tells male penguins from female ones, trained by plain descent on the
//! same birds in every update; or a recurrent cell and the gradient back through its steps of time.
//!
//! Layers count from 0 here and from 1 on the page. The depth D counts every layer with weights, the output too, so
//! layers 1 to D − 2 have one shape and may be compared.

use super::remedies::Remedies;
use super::snapshot::Snapshot;
#[cfg(not(target_arch = "wasm32"))]
use crate::Sight;
use crate::{Model, View};
use params::{Key, RunSpec, Settings};
use sim::data;
use sim::network::{Activation, Clip, Descent, Init, Network, Overflow, Skip, Spec, Training};
use sim::recurrent::{Cell, Through};
use sim::{Ending, Process, Trace, norm};
use std::cell::RefCell;

/// How many birds every update looks at.
pub const BIRDS: usize = 64;
/// What is measured of a bird.
const MEASURES: usize = 4;
/// A run of this lesson is not longer: every update of a deep network is a million products.
pub const LONGEST: usize = 1000;

/// Everything about the problem that does not change while descent runs.
pub struct Problem {
    pub spec: RunSpec,
    /// The network with its birds, and how it descends.
    pub training: Training,
    /// The recurrent cell's way through time instead, where that is chosen.
    pub through: Option<Through>,
}

/// A run of this lesson.
pub struct DeepGradients {
    pub problem: Problem,
    pub trace: Trace,
    /// What was measured at every update.
    pub snapshots: Vec<Snapshot>,
    /// The comparison of remedies, where it is asked for.
    pub remedies: Option<Remedies>,
}

fn chosen<T: Copy + Default>(all: &[T], index: usize) -> T {
    all.get(index).copied().unwrap_or_default()
}

fn activation(settings: &Settings) -> Activation {
    chosen(&Activation::ALL, settings.index(Key::Activation))
}

/// How these settings descend.
pub fn descent(settings: &Settings) -> Descent {
    let bound = settings.value(Key::ClipAt);
    let clip = match settings.choice(Key::Clip) {
        "norm" => Clip::Norm(bound),
        "value" => Clip::Value(bound),
        _ => Clip::None,
    };
    Descent { rate: settings.value(Key::Rate), clip, decay: settings.value(Key::WeightDecay) }
}

/// The recurrent cell of these settings, and what it is told at all its steps of time, one after another.
pub fn cell_of(settings: &Settings) -> (Cell, Vec<f64>) {
    let (units, seed) = (settings.index(Key::Width), settings.index(Key::Seed) as u64);
    let mut cell = Cell::new(units, MEASURES, settings.value(Key::Radius), activation(settings), seed);
    for weight in &mut cell.input_weights {
        *weight *= settings.value(Key::ScaleOfWeights);
    }
    (cell, data::penguins_by_sex(settings.index(Key::Time)).measured)
}

fn recurrent(settings: &Settings) -> bool {
    settings.choice(Key::Cell) == "recurrent"
}

fn network_of(settings: &Settings) -> Network {
    let depth = if recurrent(settings) { 1 } else { settings.index(Key::Depth) };
    Network::new(Spec {
        activation: activation(settings),
        normalised: settings.on(Key::Norm),
        skip: chosen(&Skip::ALL, settings.index(Key::Skip)),
        ..Spec::uniform(MEASURES, settings.index(Key::Width), depth)
    })
}

/// The first weights; none for a recurrent cell. Those that were drawn last are kept: whoever moves the rate does not wait for
/// the same draws again.
fn start(network: &Network, settings: &Settings) -> Vec<f64> {
    thread_local!(static LAST: RefCell<(Vec<f64>, Vec<f64>)> = RefCell::default());
    const DECIDE: [Key; 6] = [Key::Depth, Key::Width, Key::Init, Key::ScaleOfWeights, Key::Norm, Key::Seed];
    if recurrent(settings) {
        return Vec::new();
    }
    LAST.with(|last| {
        let last = &mut *last.borrow_mut();
        let decided = DECIDE.map(|key| settings.value(key));
        if last.0 != decided {
            let (init, seed) = (chosen(&Init::ALL, settings.index(Key::Init)), settings.index(Key::Seed) as u64);
            last.1 = network.start(init, settings.value(Key::ScaleOfWeights), seed);
            last.0 = decided.to_vec();
        }
        last.1.clone()
    })
}

impl Problem {
    pub fn new(spec: &RunSpec) -> Problem {
        let settings = &spec.settings;
        let through = recurrent(settings).then(|| {
            let (cell, inputs) = cell_of(settings);
            cell.through(&inputs, &vec![0.0; cell.units])
        });
        let network = network_of(settings);
        let start = start(&network, settings);
        let birds = data::penguins_by_sex(BIRDS);
        let forks = spec.forks.iter().map(|fork| (fork.at, descent(&fork.settings)));
        let descents = [(0, descent(settings))].into_iter().chain(forks).collect();
        let training = Training::new(network, (birds.measured, birds.male), start, descents);
        Problem { spec: spec.computed(), training, through }
    }
    /// Whether it is a recurrent cell's.
    pub fn recurrent(&self) -> bool {
        self.through.is_some()
    }
    /// Which two layers are compared: those of [`Training::pair`]; of steps of time, which are all alike, the first and
    /// the last.
    pub fn pair(&self) -> [usize; 2] {
        if self.recurrent() { [0, self.layers() - 1] } else { self.training.pair() }
    }
    /// Those two as the page counts them.
    pub fn named_pair(&self) -> [String; 2] {
        self.pair().map(|layer| (layer + 1).to_string())
    }
    /// How many layers there are; for a recurrent cell how many steps of time.
    pub fn layers(&self) -> usize {
        self.through.as_ref().map_or_else(|| self.training.network.depth(), |through| through.norms.len()).max(1)
    }
    /// How many updates the run may make.
    pub fn budget(&self) -> usize {
        if self.recurrent() { 0 } else { self.spec.settings.index(Key::Updates).min(LONGEST) }
    }
}

/// A recurrent cell learns nothing: there the row is about its one pass through time.
impl Process for Problem {
    fn start(&self) -> Vec<f64> {
        self.training.start()
    }
    fn step(&self, update: usize, state: &mut [f64]) {
        self.training.step(update, state);
    }
    fn quantities(&self) -> &'static [&'static str] {
        self.training.quantities()
    }
    fn observe(&self, state: &[f64], row: &mut [f64]) {
        let Some(through) = &self.through else { return self.training.observe(state, row) };
        let [early, late] = self.pair().map(|time| through.norms.get(time).copied().unwrap_or(0.0));
        row.copy_from_slice(&[through.loss, norm(&through.weights_gradient), early, late]);
    }
    fn at_rest(&self, row: &[f64]) -> bool {
        self.training.at_rest(row)
    }
}

impl Model for DeepGradients {
    /// Draws the first weights.
    fn prepare(spec: &RunSpec) {
        start(&network_of(&spec.settings), &spec.settings);
    }
    fn open(spec: &RunSpec) -> DeepGradients {
        let problem = Problem::new(spec);
        let trace = Trace::new(&problem, problem.budget());
        let snapshot = Snapshot::of(&problem, spec.settings_at(0), trace.start());
        let remedies = spec.settings.on(Key::Remedies).then(|| Remedies::new(spec));
        DeepGradients { problem, trace, snapshots: vec![snapshot], remedies }
    }
    fn spec(&self) -> &RunSpec {
        &self.problem.spec
    }
    fn trace(&self) -> &Trace {
        &self.trace
    }
    /// Makes updates of this run, and then of the comparison.
    fn advance(&mut self, updates: usize) -> bool {
        for _ in 0..updates {
            if self.trace.ending().is_none() {
                self.trace.advance(&self.problem, 1);
                let at = self.trace.updates();
                let state = self.trace.state_at(&self.problem, at);
                self.snapshots.push(Snapshot::of(&self.problem, self.problem.spec.settings_at(at), &state));
            } else if !self.remedies.as_mut().is_some_and(Remedies::advance) {
                return false;
            }
        }
        true
    }
    fn progress(&self) -> Option<[usize; 2]> {
        let [done, all] = self.remedies.as_ref().map_or([0, 0], Remedies::progress);
        let open = self.trace.ending().is_none() || done < all;
        open.then(|| [self.trace.updates() + done, self.trace.budget() + all])
    }
    #[cfg(not(target_arch = "wasm32"))]
    fn studies(&self) -> Vec<(String, Vec<f64>)> {
        let mut studies = super::snapshot::studies(&self.snapshots);
        studies.extend(self.remedies.iter().flat_map(Remedies::studies));
        studies
    }
    #[cfg(not(target_arch = "wasm32"))]
    fn poison(&mut self, hidden: &dyn Fn(Sight) -> bool) {
        use super::{figure, study};
        let ([_, late], quantities) = (self.problem.pair(), self.trace.quantities());
        if hidden(Sight::Run) {
            self.trace.poison(1, quantities);
        }
        if hidden(Sight::Start) {
            self.trace.poison(0, quantities);
        }
        if hidden(Sight::Figure(figure::BARS)) {
            self.trace.poison(0, &["gradient_norm", "early_gradient_norm"]);
        }
        for (update, snapshot) in self.snapshots.iter_mut().enumerate() {
            let all = hidden(Sight::Start) || update > 0 && hidden(Sight::Run);
            let kept = if all { usize::MAX } else { late };
            snapshot.poison(|name| all || hidden(Sight::Figure(name)), kept);
        }
        if let Some(remedies) = self.remedies.as_mut().filter(|_| hidden(Sight::Study(study::REMEDIES))) {
            remedies.poison();
        }
    }
}

impl DeepGradients {
    /// What was measured after `update` updates.
    pub fn snapshot(&self, update: usize) -> &Snapshot {
        &self.snapshots[update.min(self.snapshots.len() - 1)]
    }
    /// All that was measured and may be known.
    pub fn known(&self, view: &View) -> &[Snapshot] {
        &self.snapshots[..=view.known(self.snapshots.len() - 1)]
    }
    /// The early layer's gradient over the late one's.
    pub fn ratio(&self, update: usize) -> f64 {
        let update = update.min(self.trace.updates());
        self.trace.series(2)[update] / self.trace.series(3)[update]
    }
    /// The factor that takes the gradient from layer to layer on average: the geometric mean between the compared ones.
    pub fn factor(&self, update: usize) -> f64 {
        let [early, late] = self.problem.pair();
        libm::pow(self.ratio(update), 1.0 / (late - early).max(1) as f64)
    }
    /// Which update, and which layer's what, first overflowed.
    pub fn overflow(&self) -> Option<(usize, Overflow)> {
        let Some(Ending::Diverged { update, .. }) = self.trace.ending() else { return None };
        let state = self.trace.state_at(&self.problem, update);
        let training = &self.problem.training;
        let pass = training.pass(&state);
        Some((update, training.network.overflow(&state, &pass.gradient, &pass.workspace)?))
    }
}

/// The last loss of a trace, infinite where a number overflowed.
pub fn last_loss(trace: &Trace) -> f64 {
    let overflowed = matches!(trace.ending(), Some(Ending::Diverged { .. }));
    if overflowed { f64::INFINITY } else { trace.losses()[trace.updates()] }
}
