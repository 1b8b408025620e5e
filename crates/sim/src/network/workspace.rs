//! What a pass through a network leaves behind, for the way back and for the figures. Reused from update to update.

use super::{Layer, Network};
use kernels::products::Packed;

/// The buffers of one layer.
#[derive(Clone, Debug, Default)]
pub(super) struct Buffers {
    /// z, examples × outputs.
    pub sums: Vec<f64>,
    /// (z − μ)/√(v + ε), where normalised.
    pub standard: Vec<f64>,
    /// u = γ · standard + β, where normalised.
    pub scaled: Vec<f64>,
    /// μ and v of the batch, where normalised.
    pub mean: Vec<f64>,
    pub variance: Vec<f64>,
    /// 1/√(v + ε) as used, where normalised.
    pub inverse_deviation: Vec<f64>,
    /// φ′(u), examples × outputs.
    pub slopes: Vec<f64>,
    /// h, examples × outputs.
    pub values: Vec<f64>,
    /// ∂L/∂z, examples × outputs.
    pub delta: Vec<f64>,
}

/// What a pass through a network leaves behind. It grows to what is asked of it and is then reused without allocating.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    pub(super) examples: usize,
    pub(super) inputs: Vec<f64>,
    pub(super) layers: Vec<Buffers>,
    /// ∂L/∂h of the level in hand.
    pub(super) above: Vec<f64>,
    pub(super) below: Vec<f64>,
    pub(super) packed: Packed,
    pub(super) loss: f64,
}

impl Workspace {
    /// How many examples the last pass had.
    pub fn examples(&self) -> usize {
        self.examples
    }

    /// The loss of the last pass.
    pub fn loss(&self) -> f64 {
        self.loss
    }

    /// h of a level, examples × width: 0 is the inputs, l + 1 what layer l (from 0) gave. Empty where there is none.
    pub fn values(&self, level: usize) -> &[f64] {
        match level.checked_sub(1) {
            None => &self.inputs,
            Some(layer) => self.layers.get(layer).map_or(&[], |buffers| &buffers.values),
        }
    }

    /// The outputs, examples × outputs: logits or predictions.
    pub fn outputs(&self) -> &[f64] {
        self.values(self.layers.len())
    }

    /// z of a layer (from 0), before normalisation.
    pub fn sums(&self, layer: usize) -> &[f64] {
        self.layers.get(layer).map_or(&[], |buffers| &buffers.sums)
    }

    /// δ = ∂L/∂z of a layer (from 0), examples × outputs, after a pass back.
    pub fn delta(&self, layer: usize) -> &[f64] {
        self.layers.get(layer).map_or(&[], |buffers| &buffers.delta)
    }

    /// φ′(u) of a hidden layer (from 0), examples × outputs.
    pub fn slopes(&self, layer: usize) -> &[f64] {
        self.layers.get(layer).map_or(&[], |buffers| &buffers.slopes)
    }

    /// Makes room for that many examples. Allocates only where the shape or the number has changed.
    pub(super) fn fit(&mut self, network: &Network, examples: usize) {
        let layers = network.shape().layers();
        let fits = |(buffers, layer): (&Buffers, &Layer)| {
            buffers.sums.len() == examples * layer.outputs && buffers.mean.len() == layer.gains.len()
        };
        let same = self.examples == examples && self.layers.len() == layers.len();
        if same && self.inputs.len() == examples * network.shape().inputs() && self.layers.iter().zip(layers).all(fits)
        {
            return;
        }
        self.examples = examples;
        self.inputs.resize(examples * network.shape().inputs(), 0.0);
        self.layers.resize_with(layers.len(), Buffers::default);
        let mut widest = 0;
        for (buffers, layer) in self.layers.iter_mut().zip(layers) {
            let count = examples * layer.outputs;
            let normal = if layer.is_normalised() { layer.outputs } else { 0 };
            buffers.sums.resize(count, 0.0);
            buffers.slopes.resize(count, 0.0);
            buffers.values.resize(count, 0.0);
            buffers.delta.resize(count, 0.0);
            buffers.standard.resize(examples * normal, 0.0);
            buffers.scaled.resize(examples * normal, 0.0);
            buffers.mean.resize(normal, 0.0);
            buffers.variance.resize(normal, 0.0);
            buffers.inverse_deviation.resize(normal, 0.0);
            widest = widest.max(count).max(examples * layer.inputs);
        }
        self.above.resize(widest, 0.0);
        self.below.resize(widest, 0.0);
    }
}
