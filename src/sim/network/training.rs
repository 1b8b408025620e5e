//! Plain descent on a network's loss over fixed examples, as an oracle and as a process that a trace can record.

use super::measure::norm;
use super::{Clip, Init, Network, Overflow, Workspace};
use crate::sim::{Oracle, Process};
use core::cell::RefCell;
use std::sync::Arc;

/// One update of plain descent with clipping: w ← w − η clip(g).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Descent {
    /// The learning rate η.
    pub rate: f64,
    /// The bound on the gradient.
    pub clip: Clip,
}

impl Descent {
    /// One update, in place; the gradient is left clipped. What `weights` has beyond the gradient stays.
    pub fn apply(&self, weights: &mut [f64], gradient: &mut [f64]) {
        self.clip.apply(gradient);
        for (weight, slope) in weights.iter_mut().zip(gradient.iter()) {
            *weight -= self.rate * slope;
        }
    }
}

/// A network's loss over fixed examples, as a function of its parameters.
#[derive(Debug)]
pub struct Objective {
    network: Network,
    inputs: Arc<[f64]>,
    targets: Arc<[f64]>,
    workspace: RefCell<Workspace>,
}

impl Objective {
    /// Of these examples: examples × inputs and examples × outputs.
    pub fn new(network: Network, inputs: Arc<[f64]>, targets: Arc<[f64]>) -> Objective {
        Objective { network, inputs, targets, workspace: RefCell::default() }
    }

    /// The network.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// The examples' inputs, example after example.
    pub fn inputs(&self) -> &[f64] {
        &self.inputs
    }

    /// The examples' targets.
    pub fn targets(&self) -> &[f64] {
        &self.targets
    }

    /// Computes loss and gradient at a state (as [`Network::loss_and_gradient`]) and shows what the pass left behind.
    pub fn at<T>(&self, state: &[f64], show: impl FnOnce(&[f64], &Workspace) -> T) -> T {
        let mut gradient = vec![0.0; self.network.shape().parameters()];
        let mut workspace = self.workspace.borrow_mut();
        self.network.loss_and_gradient(state, &self.inputs, &self.targets, &mut gradient, &mut workspace);
        show(&gradient, &workspace)
    }

    /// The first number that overflows at a state.
    pub fn overflow(&self, state: &[f64]) -> Option<Overflow> {
        self.at(state, |gradient, workspace| self.network.overflow(state, gradient, workspace))
    }
}

impl Oracle for Objective {
    fn dimension(&self) -> usize {
        self.network.shape().parameters()
    }
    fn value_and_gradient(&self, weights: &[f64], gradient: &mut [f64]) -> f64 {
        let mut workspace = self.workspace.borrow_mut();
        self.network.loss_and_gradient(weights, &self.inputs, &self.targets, gradient, &mut workspace)
    }
}

/// What is known of the state seen last, so that observing it and stepping from it is one pass and not two.
#[derive(Debug, Default)]
struct Seen {
    state: Vec<f64>,
    loss: f64,
    gradient: Vec<f64>,
    workspace: Workspace,
}

/// Full-batch training of a network: its state is the parameters and the running statistics.
#[derive(Debug)]
pub struct Training {
    objective: Objective,
    descent: Descent,
    start: Vec<f64>,
    seen: RefCell<Seen>,
}

/// Below this norm of the gradient a run has converged.
const AT_REST: f64 = 1e-10;

impl Training {
    /// Training from the weights that `init`, `scale` and `seed` give.
    pub fn new(objective: Objective, descent: Descent, (init, scale, seed): (Init, f64, u64)) -> Training {
        let start = objective.network.start(init, scale, seed);
        Training { objective, descent, start, seen: RefCell::default() }
    }

    /// What is descended.
    pub fn objective(&self) -> &Objective {
        &self.objective
    }

    /// How.
    pub fn descent(&self) -> Descent {
        self.descent
    }

    fn see(&self, state: &[f64], seen: &mut Seen) {
        if seen.state.len() == state.len() && seen.state.iter().zip(state).all(|(a, b)| a.to_bits() == b.to_bits()) {
            return;
        }
        let Objective { network, inputs, targets, .. } = &self.objective;
        seen.gradient.resize(network.shape().parameters(), 0.0);
        seen.loss = network.loss_and_gradient(state, inputs, targets, &mut seen.gradient, &mut seen.workspace);
        seen.state.clear();
        seen.state.extend_from_slice(state);
    }
}

impl Process for Training {
    fn start(&self) -> Vec<f64> {
        self.start.clone()
    }

    fn step(&self, _update: usize, state: &mut [f64]) {
        let seen = &mut *self.seen.borrow_mut();
        self.see(state, seen);
        self.objective.network.update_running(state, &seen.workspace);
        self.descent.apply(state, &mut seen.gradient);
        // The gradient is clipped now: what was seen no longer holds.
        seen.state.clear();
    }

    /// The norms are of ∂L/∂W: of all parameters, and of the first and the last layer between two hidden ones.
    fn quantities(&self) -> &'static [&'static str] {
        &["loss", "gradient_norm", "early_gradient_norm", "late_gradient_norm"]
    }

    fn observe(&self, state: &[f64], row: &mut [f64]) {
        let seen = &mut *self.seen.borrow_mut();
        self.see(state, seen);
        let layers = self.objective.network.shape().layers();
        let of = |layer: usize| layers.get(layer).map_or(0.0, |layer| norm(&seen.gradient[layer.weights.clone()]));
        let last = layers.len().saturating_sub(1);
        let values = [seen.loss, norm(&seen.gradient), of(1.min(last)), of(last.saturating_sub(1))];
        for (entry, value) in row.iter_mut().zip(values) {
            *entry = value;
        }
    }

    fn at_rest(&self, row: &[f64]) -> bool {
        row.get(1).is_some_and(|norm| *norm <= AT_REST)
    }
}
