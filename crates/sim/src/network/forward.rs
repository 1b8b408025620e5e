//! The way up: from inputs to the loss.

use super::{Network, Workspace, normalisation};
use kernels::products::{Matrix, product};

impl Network {
    /// The loss of these examples, normalised over this batch as in training. `inputs` are examples × inputs, `targets`
    /// examples × outputs, example after example; what is left over is not looked at. NaN where the weights are too few.
    pub fn loss(&self, weights: &[f64], inputs: &[f64], targets: &[f64], workspace: &mut Workspace) -> f64 {
        self.pass(weights, inputs, targets, false, workspace)
    }

    /// The loss of these examples, normalised by the state's running statistics, as after training. An example's outputs
    /// do not depend on the others then.
    pub fn evaluate(&self, state: &[f64], inputs: &[f64], targets: &[f64], workspace: &mut Workspace) -> f64 {
        self.pass(state, inputs, targets, true, workspace)
    }

    fn pass(&self, weights: &[f64], inputs: &[f64], targets: &[f64], running: bool, workspace: &mut Workspace) -> f64 {
        let shape = &self.shape;
        let needed = if running { shape.state_length() } else { shape.parameters() };
        let examples = (inputs.len() / shape.inputs().max(1)).min(targets.len() / shape.outputs().max(1));
        workspace.fit(self, examples);
        workspace.loss = f64::NAN;
        if weights.len() < needed {
            return f64::NAN;
        }
        workspace.inputs.copy_from_slice(&inputs[..examples * shape.inputs()]);
        for (index, layer) in shape.layers().iter().enumerate() {
            let (before, rest) = workspace.layers.split_at_mut(index);
            let below = before.last().map_or(&workspace.inputs, |buffers| &buffers.values);
            let Some(buffers) = rest.first_mut() else { break };
            let matrix = Matrix::new(&weights[layer.weights.clone()], layer.outputs, layer.inputs);
            let bias = &weights[layer.biases.clone()];
            let values = Matrix::new(below, examples, layer.inputs);
            product(values, matrix, bias, &mut buffers.sums, &mut workspace.packed);
            if index + 1 == shape.layers().len() {
                buffers.values.copy_from_slice(&buffers.sums);
                break;
            }
            if layer.is_normalised() {
                if running {
                    buffers.mean.copy_from_slice(&weights[layer.running_mean.clone()]);
                    buffers.variance.copy_from_slice(&weights[layer.running_variance.clone()]);
                } else {
                    normalisation::measure(buffers, layer.outputs);
                }
                normalisation::apply(buffers, layer, weights);
                self.spec.activation.apply(&buffers.scaled, &mut buffers.values, &mut buffers.slopes);
            } else {
                self.spec.activation.apply(&buffers.sums, &mut buffers.values, &mut buffers.slopes);
            }
            if let Some(branch) = self.branch(index) {
                for (value, below) in buffers.values.iter_mut().zip(below) {
                    *value = below + branch * *value;
                }
            }
        }
        workspace.loss = self.mean_loss(targets, workspace);
        workspace.loss
    }

    /// The mean loss over the examples; writes its slope into the output's delta.
    fn mean_loss(&self, targets: &[f64], workspace: &mut Workspace) -> f64 {
        let n = workspace.examples.max(1) as f64;
        let Some(output) = workspace.layers.last_mut() else { return 0.0 };
        let mut sum = 0.0;
        for ((z, target), delta) in output.values.iter().zip(targets).zip(&mut output.delta) {
            let (value, slope) = self.spec.loss.value_and_slope(*z, *target);
            sum += value;
            *delta = slope / n;
        }
        sum / n
    }
}
