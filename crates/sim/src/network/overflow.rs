//! Where the first number overflowed.

use super::{Network, Workspace};

/// What overflowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// A layer's parameters, before anything was computed with them.
    Weights,
    /// A layer's sums or activations.
    Activation,
    /// The loss, although the outputs are finite.
    Loss,
    /// What is handed down to a layer, ∂L/∂z.
    Delta,
    /// The gradient of a layer's parameters, although ∂L/∂z is finite.
    Gradient,
}

/// The first number that is not finite: the layer (from 0) and what it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overflow {
    /// The layer, from 0; the loss belongs to the last.
    pub layer: usize,
    /// What overflowed.
    pub quantity: Quantity,
}

fn is_finite(values: &[f64]) -> bool {
    // A sum of zeros unless one entry is infinite or NaN: 0 · ∞ is NaN.
    values.iter().fold(0.0, |sum, value| sum + 0.0 * value) == 0.0
}

impl Network {
    /// The first number that is not finite in what [`Network::loss_and_gradient`] has just computed, in the order of the
    /// computation: the weights of all layers, activations upwards, the loss, then deltas and gradients downwards.
    pub fn overflow(&self, weights: &[f64], gradient: &[f64], workspace: &Workspace) -> Option<Overflow> {
        let layers = self.shape.layers();
        let found = |layer: usize, quantity: Quantity| Some(Overflow { layer, quantity });
        for (index, layer) in layers.iter().enumerate() {
            if !weights.get(layer.parameters()).is_some_and(is_finite) {
                return found(index, Quantity::Weights);
            }
        }
        for index in 0..layers.len() {
            if !is_finite(workspace.sums(index)) || !is_finite(workspace.values(index + 1)) {
                return found(index, Quantity::Activation);
            }
        }
        if !workspace.loss().is_finite() {
            return found(layers.len().saturating_sub(1), Quantity::Loss);
        }
        for (index, layer) in layers.iter().enumerate().rev() {
            if !is_finite(workspace.delta(index)) {
                return found(index, Quantity::Delta);
            }
            if !gradient.get(layer.parameters()).is_some_and(is_finite) {
                return found(index, Quantity::Gradient);
            }
        }
        None
    }
}
