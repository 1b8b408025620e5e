//! What a network is made of.

use super::{Activation, Loss};

/// The connections past the hidden layers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Skip {
    /// None.
    #[default]
    None,
    /// h + f(h).
    Plain,
    /// h + f(h)/√D, for depth D.
    Scaled,
}

impl Skip {
    /// All, in the order of the control `skip`.
    pub const ALL: [Skip; 3] = [Skip::None, Skip::Plain, Skip::Scaled];
}

/// What a network is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Spec {
    /// How wide each level is: inputs, hidden layers, outputs. One layer lies between each two.
    pub widths: Vec<usize>,
    /// The activation of the hidden layers; the output is linear.
    pub activation: Activation,
    /// Whether the hidden layers have batch normalisation, after the linear map and before the activation.
    pub normalised: bool,
    /// The connections past the hidden layers.
    pub skip: Skip,
    /// What is made small.
    pub loss: Loss,
}

impl Spec {
    /// A network of `depth` layers (the linear output included) with hidden layers of one `width` and one output:
    /// sigmoid, cross-entropy, every switch off.
    pub fn uniform(inputs: usize, width: usize, depth: usize) -> Spec {
        let depth = depth.max(1);
        let mut widths = vec![inputs];
        widths.resize(depth, width);
        widths.push(1);
        Spec { widths, ..Spec::default() }
    }
}

/// One input, one output, nothing between: logistic regression.
impl Default for Spec {
    fn default() -> Spec {
        Spec {
            widths: vec![1, 1],
            activation: Activation::Sigmoid,
            normalised: false,
            skip: Skip::None,
            loss: Loss::CrossEntropy,
        }
    }
}
