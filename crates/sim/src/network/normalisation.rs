//! Batch normalisation of one layer: over the batch, over running statistics, and back.
//!
//! μ = mean z,  v = mean (z − μ)²,  ẑ = (z − μ)/√(v + ε),  u = γ ẑ + β
//!
//! Back, with g = ∂L/∂u and n examples:  ∂L/∂β = Σ g,  ∂L/∂γ = Σ g ẑ,  ∂L/∂z = γ/(n √(v + ε)) · (n g − Σ g − ẑ Σ g ẑ).
//!
//! The running statistics follow as PyTorch's do: r ← 0.9 r + 0.1 (μ, or v n/(n − 1)). Source: Ioffe & Szegedy 2015,
//! algorithm 1 and section 3.

use super::workspace::Buffers;
use super::{Layer, Network, Workspace};

/// ε, added to the variance.
const EPSILON: f64 = 1e-5;
/// How much of the running statistics each update replaces.
const MOMENTUM: f64 = 0.1;

/// μ and v of the sums in hand, into the buffers.
pub(super) fn measure(buffers: &mut Buffers, width: usize) {
    let n = (buffers.sums.len() / width.max(1)) as f64;
    buffers.mean.fill(0.0);
    buffers.variance.fill(0.0);
    for row in buffers.sums.chunks_exact(width.max(1)) {
        for (mean, z) in buffers.mean.iter_mut().zip(row) {
            *mean += z;
        }
    }
    buffers.mean.iter_mut().for_each(|mean| *mean /= n);
    for row in buffers.sums.chunks_exact(width.max(1)) {
        for ((variance, mean), z) in buffers.variance.iter_mut().zip(&buffers.mean).zip(row) {
            *variance += (z - mean) * (z - mean);
        }
    }
    buffers.variance.iter_mut().for_each(|variance| *variance /= n);
}

/// ẑ and u from z and the mean and variance in the buffers.
pub(super) fn apply(buffers: &mut Buffers, layer: &Layer, weights: &[f64]) {
    let (gains, shifts, width) = (&weights[layer.gains.clone()], &weights[layer.shifts.clone()], layer.outputs.max(1));
    for (inverse, variance) in buffers.inverse_deviation.iter_mut().zip(&buffers.variance) {
        *inverse = 1.0 / (variance + EPSILON).sqrt();
    }
    let rows = buffers.standard.chunks_exact_mut(width).zip(buffers.scaled.chunks_exact_mut(width));
    for (row, (standard, scaled)) in buffers.sums.chunks_exact(width).zip(rows) {
        for unit in 0..width {
            standard[unit] = (row[unit] - buffers.mean[unit]) * buffers.inverse_deviation[unit];
            scaled[unit] = gains[unit] * standard[unit] + shifts[unit];
        }
    }
}

/// Turns ∂L/∂u in `buffers.delta` into ∂L/∂z, and writes ∂L/∂γ and ∂L/∂β into the gradient.
pub(super) fn back(buffers: &mut Buffers, layer: &Layer, weights: &[f64], gradient: &mut [f64]) {
    let (width, n) = (layer.outputs.max(1), (buffers.delta.len() / layer.outputs.max(1)) as f64);
    let (before, shifts) = gradient.split_at_mut(layer.shifts.start);
    let (gains, shifts) = (&mut before[layer.gains.clone()], &mut shifts[..layer.outputs]);
    gains.fill(0.0);
    shifts.fill(0.0);
    let rows = buffers.delta.chunks_exact(width).zip(buffers.standard.chunks_exact(width));
    for (g, standard) in rows {
        for unit in 0..width {
            gains[unit] += g[unit] * standard[unit];
            shifts[unit] += g[unit];
        }
    }
    let factors = &weights[layer.gains.clone()];
    let rows = buffers.delta.chunks_exact_mut(width).zip(buffers.standard.chunks_exact(width));
    for (delta, standard) in rows {
        for unit in 0..width {
            let factor = factors[unit] * buffers.inverse_deviation[unit] / n;
            delta[unit] = factor * (n * delta[unit] - shifts[unit] - standard[unit] * gains[unit]);
        }
    }
}

impl Network {
    /// Lets the running statistics of a state follow the batch that [`Network::loss_and_gradient`] has just seen.
    pub fn update_running(&self, state: &mut [f64], workspace: &Workspace) {
        let n = workspace.examples() as f64;
        let unbiased = if n > 1.0 { n / (n - 1.0) } else { 1.0 };
        if state.len() < self.shape.state_length() || n == 0.0 {
            return;
        }
        for (layer, buffers) in self.shape.layers().iter().zip(&workspace.layers) {
            for (running, mean) in state[layer.running_mean.clone()].iter_mut().zip(&buffers.mean) {
                *running = (1.0 - MOMENTUM) * *running + MOMENTUM * mean;
            }
            for (running, variance) in state[layer.running_variance.clone()].iter_mut().zip(&buffers.variance) {
                *running = (1.0 - MOMENTUM) * *running + MOMENTUM * (variance * unbiased);
            }
        }
    }
}
