//! The way down: the gradient of the loss, layer by layer (Rumelhart, Hinton & Williams 1986).
//!
//! With a = ∂L/∂h from above:  δ = s φ′(u) a (and back through the normalisation),  ∂L/∂W = δᵀ h,  ∂L/∂b = Σ δ,
//! and a for the level below = δ W (+ a where a skip connection goes past).

use super::{Network, Workspace, normalisation};
use core::mem::swap;
use kernels::products::{Matrix, product};

impl Network {
    /// The loss as [`Network::loss`] has it, and its gradient: one entry a parameter, in the order of
    /// [`Shape`](super::Shape). Every activation and delta stays in the workspace until the next pass.
    pub fn loss_and_gradient(
        &self,
        weights: &[f64],
        inputs: &[f64],
        targets: &[f64],
        gradient: &mut [f64],
        workspace: &mut Workspace,
    ) -> f64 {
        let loss = self.loss(weights, inputs, targets, workspace);
        let parameters = self.shape.parameters();
        if weights.len() < parameters || gradient.len() < parameters {
            return f64::NAN;
        }
        let examples = workspace.examples;
        for (index, layer) in self.shape.layers().iter().enumerate().rev() {
            let (before, rest) = workspace.layers.split_at_mut(index);
            let below = before.last().map_or(&workspace.inputs, |buffers| &buffers.values);
            let Some(buffers) = rest.first_mut() else { continue };
            let branch = self.branch(index);
            if index + 1 < self.depth() {
                let factor = branch.unwrap_or(1.0);
                for ((delta, slope), above) in buffers.delta.iter_mut().zip(&buffers.slopes).zip(&workspace.above) {
                    *delta = factor * slope * above;
                }
                if layer.is_normalised() {
                    normalisation::back(buffers, layer, weights, gradient);
                }
            }
            let delta = Matrix::new(&buffers.delta, examples, layer.outputs);
            let values = Matrix::new(below, examples, layer.inputs);
            let slope = &mut gradient[layer.weights.clone()];
            product(delta.transposed(), values.transposed(), &[], slope, &mut workspace.packed);
            let matrix = &weights[layer.weights.clone()];
            let slope = &mut gradient[layer.biases.clone()];
            slope.fill(0.0);
            for row in buffers.delta.chunks_exact(layer.outputs.max(1)) {
                for (slope, delta) in slope.iter_mut().zip(row) {
                    *slope += delta;
                }
            }
            if index > 0 {
                let matrix = Matrix::new(matrix, layer.outputs, layer.inputs);
                product(delta, matrix.transposed(), &[], &mut workspace.below, &mut workspace.packed);
                if branch.is_some() {
                    for (below, above) in workspace.below.iter_mut().zip(&workspace.above) {
                        *below += above;
                    }
                }
                swap(&mut workspace.above, &mut workspace.below);
            }
        }
        loss
    }
}
