//! Training: plain descent on a network's loss over the same examples in every update, as a process that a trace can
//! record.
//!
//! w ← w − η (clip(∂L/∂w) + λ W)
//!
//! | symbol | meaning | here |
//! |---|---|---|
//! | η | learning rate | [`Descent::rate`] |
//! | clip | bound on the gradient | [`Descent::clip`] |
//! | λ | weight decay: on W alone, not on biases, gains and shifts | [`Descent::decay`] |
//!
//! Decay is added after clipping, so that the bound is on the loss's gradient alone. PyTorch does the same: the
//! functions of `torch.nn.utils` clip what `backward` left, and `torch.optim.SGD` adds its `weight_decay` in the step.
//! A penalty in the loss would be clipped too, and would be part of every loss that a page shows.
//!
//! The running statistics of batch normalisation follow the batch in the same step. `tests/golden/network.txt` has
//! paths of such trainings by PyTorch.

use super::{Clip, Network, Workspace};
use crate::optimizers::Plain;
use crate::{Process, norm};
use core::cell::{Ref, RefCell};

/// How one update is made of a gradient.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Descent {
    /// The learning rate η.
    pub rate: f64,
    /// The bound on the gradient.
    pub clip: Clip,
    /// λ, the share of every weight that an update takes away, times the rate.
    pub decay: f64,
}

impl Descent {
    /// Turns the gradient at a state into what the update subtracts, up to the rate: clip(∂L/∂w) + λ W.
    pub fn direction(&self, network: &Network, state: &[f64], gradient: &mut [f64]) {
        self.clip.apply(gradient);
        for layer in network.shape().layers() {
            for place in layer.weights.clone() {
                gradient[place] += self.decay * state[place];
            }
        }
    }
}

/// What a pass through the network left behind, and the state that it was made at.
#[derive(Debug, Default)]
pub struct Pass {
    state: Vec<f64>,
    /// ∂L/∂w, as long as the parameters.
    pub gradient: Vec<f64>,
    /// All that was computed on the way.
    pub workspace: Workspace,
}

/// The training of a network. Its state is the parameters and the running statistics ([`Shape`](super::Shape)).
#[derive(Debug)]
pub struct Training {
    /// The network.
    pub network: Network,
    inputs: Vec<f64>,
    targets: Vec<f64>,
    start: Vec<f64>,
    descents: Vec<(usize, Descent)>,
    pass: RefCell<Pass>,
}

impl Training {
    /// Training on these examples (examples × inputs, examples × outputs) from a state. Each of `descents` holds from
    /// its update on, until the next one does.
    pub fn new(
        network: Network,
        (inputs, targets): (Vec<f64>, Vec<f64>),
        start: Vec<f64>,
        descents: Vec<(usize, Descent)>,
    ) -> Training {
        Training { network, inputs, targets, start, descents, pass: RefCell::default() }
    }

    /// Loss, gradient and everything between at a state. Computed once for a state that is asked for again at once:
    /// what is observed of a state and the step from it share one pass.
    pub fn pass(&self, state: &[f64]) -> Ref<'_, Pass> {
        if self.pass.borrow().state != state {
            let pass = &mut *self.pass.borrow_mut();
            pass.gradient.resize(self.network.shape().parameters(), 0.0);
            self.network.loss_and_gradient(state, &self.inputs, &self.targets, &mut pass.gradient, &mut pass.workspace);
            pass.state.clear();
            pass.state.extend_from_slice(state);
        }
        self.pass.borrow()
    }

    /// Two layers of the same shape, as far apart as there are: the second, and the last but one. In a network too
    /// shallow for that, the first and the last.
    pub fn pair(&self) -> [usize; 2] {
        let depth = self.network.depth().max(1);
        if depth >= 4 { [1, depth - 2] } else { [0, depth - 1] }
    }
}

impl Process for Training {
    fn start(&self) -> Vec<f64> {
        self.start.clone()
    }

    fn step(&self, update: usize, state: &mut [f64]) {
        let Some((_, descent)) = self.descents.iter().rev().find(|(from, _)| *from <= update) else { return };
        let mut gradient = {
            let pass = self.pass(state);
            self.network.update_running(state, &pass.workspace);
            pass.gradient.clone()
        };
        descent.direction(&self.network, state, &mut gradient);
        Plain { rate: descent.rate }.update(state, &gradient);
    }

    /// `early` and `late` are the norms of ∂L/∂W of [`Training::pair`].
    fn quantities(&self) -> &'static [&'static str] {
        &["loss", "gradient_norm", "early_gradient_norm", "late_gradient_norm"]
    }

    fn observe(&self, state: &[f64], row: &mut [f64]) {
        let pass = self.pass(state);
        let layers = self.network.shape().layers();
        let of = |layer: usize| layers.get(layer).map_or(0.0, |layer| norm(&pass.gradient[layer.weights.clone()]));
        let [early, late] = self.pair();
        row.copy_from_slice(&[pass.workspace.loss(), norm(&pass.gradient), of(early), of(late)]);
    }

    /// Nothing moves where there is no gradient at all, as when every ReLU is dead and the output has settled.
    fn at_rest(&self, row: &[f64]) -> bool {
        row[1] == 0.0
    }
}
