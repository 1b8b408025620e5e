//! What is shown of a pass, layer by layer.

use super::{Network, Workspace};
use crate::norm as scaled_norm;

/// The length of a vector in one pass; where the squares are too large or too small for that, scaled by the largest entry, so
/// that it overflows only if its true value does.
pub(super) fn norm(vector: &[f64]) -> f64 {
    let mut squares = 0.0;
    for entry in vector {
        squares += entry * entry;
    }
    if squares > 1e-200 && squares < 1e200 { squares.sqrt() } else { scaled_norm(vector) }
}

/// How many values fell into each of equal bins between two ends.
#[derive(Clone, Debug, PartialEq)]
pub struct Histogram {
    /// The lower end of the first bin.
    pub low: f64,
    /// The upper end of the last.
    pub high: f64,
    /// How many fell into each bin; a value on an inner edge counts above it.
    pub counts: Vec<u32>,
    /// How many lie below, above, and are not a number.
    pub below: u32,
    pub above: u32,
    pub not_a_number: u32,
}

impl Histogram {
    /// Of these values, in `bins` bins from `low` to `high`.
    pub fn of(values: &[f64], low: f64, high: f64, bins: usize) -> Histogram {
        let mut histogram = Histogram { low, high, counts: vec![0; bins.max(1)], below: 0, above: 0, not_a_number: 0 };
        let per_unit = histogram.counts.len() as f64 / (high - low);
        let last = histogram.counts.len() - 1;
        for &value in values {
            if value.is_nan() {
                histogram.not_a_number += 1;
            } else if value < low {
                histogram.below += 1;
            } else if value > high {
                histogram.above += 1;
            } else {
                let bin = ((value - low) * per_unit) as usize;
                histogram.counts[bin.min(last)] += 1;
            }
        }
        histogram
    }
}

/// How a layer's activations lie over the examples.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Spread {
    /// The mean over units and examples.
    pub mean: f64,
    /// The standard deviation over the examples (divided by n), then the mean over the units: 0 if all examples look alike.
    pub deviation: f64,
    /// The share of units that are 0 or below with slope 0 on every example (dead, for ReLU), 0 … 1.
    pub dead: f64,
}

impl Network {
    /// ‖∂L/∂W‖ of each layer, from a gradient as long as the parameters. Scaled, so that it overflows only if its true
    /// value does.
    pub fn gradient_norms(&self, gradient: &[f64]) -> Vec<f64> {
        let layers = self.shape.layers();
        layers.iter().map(|layer| gradient.get(layer.weights.clone()).map_or(f64::NAN, norm)).collect()
    }

    /// ‖δ‖ of each layer, δ = ∂L/∂z over all examples, after a pass back.
    pub fn delta_norms(&self, workspace: &Workspace) -> Vec<f64> {
        (0..self.depth()).map(|layer| norm(workspace.delta(layer))).collect()
    }

    /// The factors of the chain, ‖δˡ‖/‖δˡ⁺¹‖ for each layer but the last: what a step down multiplies the gradient by. Their
    /// product is the ratio of the first delta to the last. NaN where both are 0.
    pub fn chain_factors(&self, workspace: &Workspace) -> Vec<f64> {
        self.delta_norms(workspace).windows(2).map(|pair| pair[0] / pair[1]).collect()
    }

    /// How the activations of a layer (from 0) lie.
    pub fn spread(&self, layer: usize, workspace: &Workspace) -> Spread {
        let width = self.shape.layers().get(layer).map_or(0, |layer| layer.outputs);
        let (values, slopes) = (workspace.values(layer + 1), workspace.slopes(layer));
        let examples = workspace.examples();
        if width == 0 || examples == 0 || values.len() != width * examples {
            return Spread::default();
        }
        let (n, mut spread) = (examples as f64, Spread::default());
        for unit in 0..width {
            let (mut sum, mut squares, mut is_dead) = (0.0, 0.0, true);
            for example in 0..examples {
                sum += values[example * width + unit];
                is_dead &= slopes[example * width + unit] == 0.0;
            }
            let mean = sum / n;
            for example in 0..examples {
                let away = values[example * width + unit] - mean;
                squares += away * away;
            }
            spread.mean += mean / width as f64;
            spread.deviation += (squares / n).sqrt() / width as f64;
            spread.dead += f64::from(u8::from(is_dead)) / width as f64;
        }
        spread
    }

    /// The histogram of the activations of a layer (from 0).
    pub fn histogram(&self, layer: usize, workspace: &Workspace, low: f64, high: f64, bins: usize) -> Histogram {
        Histogram::of(workspace.values(layer + 1), low, high, bins)
    }
}
