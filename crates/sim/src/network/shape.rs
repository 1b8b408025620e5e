//! Where a network's numbers stand in one flat vector, the *state*.
//!
//! First the parameters, which are learned: for each layer W (row after row, a row an output), b, and with batch
//! normalisation γ, β. Then what is not learned: for each normalised layer its running means and running variances.

use std::ops::Range;

/// One layer, and where its numbers stand in the state. What it does not have is an empty range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    /// How many numbers come in.
    pub inputs: usize,
    /// How many go out.
    pub outputs: usize,
    /// W, outputs × inputs.
    pub weights: Range<usize>,
    /// b, outputs.
    pub biases: Range<usize>,
    /// γ, outputs.
    pub gains: Range<usize>,
    /// β, outputs.
    pub shifts: Range<usize>,
    /// Running means, outputs: beyond the parameters.
    pub running_mean: Range<usize>,
    /// Running variances, outputs: beyond the parameters.
    pub running_variance: Range<usize>,
}

impl Layer {
    /// All its parameters: W, b, γ, β.
    pub fn parameters(&self) -> Range<usize> {
        self.weights.start..self.shifts.end
    }

    /// Whether it has batch normalisation.
    pub fn is_normalised(&self) -> bool {
        !self.gains.is_empty()
    }
}

/// The layers of a network with their places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    layers: Vec<Layer>,
    parameters: usize,
    length: usize,
}

impl Shape {
    /// The shape for these widths (see [`super::Spec::widths`]); every layer but the last normalised, if so said.
    pub fn new(widths: &[usize], normalised: bool) -> Shape {
        let mut at = 0;
        let mut next = |length: usize| {
            at += length;
            at - length..at
        };
        let mut layers = Vec::new();
        for (index, pair) in widths.windows(2).enumerate() {
            let (inputs, outputs) = (pair[0], pair[1]);
            let normal = if normalised && index + 2 < widths.len() { outputs } else { 0 };
            layers.push(Layer {
                inputs,
                outputs,
                weights: next(inputs * outputs),
                biases: next(outputs),
                gains: next(normal),
                shifts: next(normal),
                running_mean: 0..normal,
                running_variance: 0..normal,
            });
        }
        let parameters = next(0).end;
        for layer in &mut layers {
            let normal = layer.running_mean.len();
            layer.running_mean = next(normal);
            layer.running_variance = next(normal);
        }
        let length = next(0).end;
        Shape { layers, parameters, length }
    }

    /// The layers, from the inputs to the output.
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// How many numbers are learned: the length of a gradient.
    pub fn parameters(&self) -> usize {
        self.parameters
    }

    /// How many numbers a state has: the parameters and the running statistics.
    pub fn state_length(&self) -> usize {
        self.length
    }

    /// How many inputs an example has.
    pub fn inputs(&self) -> usize {
        self.layers.first().map_or(0, |layer| layer.inputs)
    }

    /// How many outputs.
    pub fn outputs(&self) -> usize {
        self.layers.last().map_or(0, |layer| layer.outputs)
    }
}
