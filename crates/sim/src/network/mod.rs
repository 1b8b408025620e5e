//! Networks of dense layers, and real backpropagation through them.
//!
//! For the layers l = 1 … D (D is the *depth*: every layer with weights, the output included) and h⁰ = x:
//!
//! zˡ = Wˡ hˡ⁻¹ + bˡ,  uˡ = γˡ (zˡ − μˡ) / √(vˡ + ε) + βˡ  (with batch normalisation; else uˡ = zˡ),
//! hˡ = hˡ⁻¹ + s φ(uˡ)  (with a skip connection; else hˡ = φ(uˡ)),  hᴰ = zᴰ
//!
//! L = mean over the examples of the loss of (zᴰ, target)
//!
//! | symbol | meaning | shape | here |
//! |---|---|---|---|
//! | x, t | inputs, targets | examples × inputs, examples × outputs, example after example | [`Workspace::values`] of 0 |
//! | W, b | weights (a row an output), biases | outputs × inputs, outputs | [`Layer::weights`], [`Layer::biases`] |
//! | γ, β | gains and shifts of batch normalisation | outputs | [`Layer::gains`], [`Layer::shifts`] |
//! | μ, v | mean and variance over the batch, or running | outputs | [`Layer::running_mean`] |
//! | φ | activation of the hidden layers | | [`Activation`] |
//! | s | 1 (plain skip) or 1/√D (scaled) | | [`Skip`] |
//! | δ | ∂L/∂z, what backpropagation hands down | examples × outputs | [`Workspace::delta`] |
//!
//! A skip connection goes past a hidden layer whose input is the hidden layer before it and as wide; never past the first
//! layer or the output. All sums run in index order, so full batches give the same bits however they came about.
//! Sources: Rumelhart, Hinton & Williams 1986; Ioffe & Szegedy 2015, algorithm 1 (ε = 1e-5); He et al. 2016.

mod activation;
mod backward;
mod clip;
mod forward;
mod init;
mod loss;
mod measure;
mod normalisation;
mod overflow;
mod shape;
mod spec;
mod training;
mod workspace;

#[cfg(test)]
mod tests;

pub use activation::Activation;
pub use clip::Clip;
pub use init::Init;
pub use loss::Loss;
pub use measure::{Histogram, Spread};
pub use overflow::{Overflow, Quantity};
pub use shape::{Layer, Shape};
pub use spec::{Skip, Spec};
pub use training::{Descent, Pass, Training};
pub use workspace::Workspace;

/// A network: what it is made of ([`Spec`]) and where its numbers stand in a state ([`Shape`]). It holds no weights.
///
/// ```
/// use sim::network::{Init, Network, Spec, Workspace};
/// let network = Network::new(Spec::uniform(1, 4, 3));
/// let state = network.start(Init::Xavier, 1.0, 7);
/// let mut gradient = vec![0.0; network.shape().parameters()];
/// let mut workspace = Workspace::default();
/// let loss = network.loss_and_gradient(&state, &[-1.0, 1.0], &[0.0, 1.0], &mut gradient, &mut workspace);
/// assert!(loss > 0.0 && network.overflow(&state, &gradient, &workspace).is_none());
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    spec: Spec,
    shape: Shape,
}

impl Network {
    /// The network of this specification.
    pub fn new(spec: Spec) -> Network {
        let shape = Shape::new(&spec.widths, spec.normalised);
        Network { spec, shape }
    }

    /// What it is made of.
    pub fn spec(&self) -> &Spec {
        &self.spec
    }

    /// Where its numbers stand.
    pub fn shape(&self) -> &Shape {
        &self.shape
    }

    /// D, the number of layers with weights, the output included.
    pub fn depth(&self) -> usize {
        self.shape.layers().len()
    }

    /// The factor s of the branch of layer `layer` (from 0), or none where no skip connection goes past it.
    pub fn branch(&self, layer: usize) -> Option<f64> {
        let widths = &self.spec.widths;
        let fits = layer >= 1 && layer + 1 < self.depth() && widths[layer] == widths[layer + 1];
        match self.spec.skip {
            Skip::Plain if fits => Some(1.0),
            Skip::Scaled if fits => Some(1.0 / (self.depth() as f64).sqrt()),
            _ => None,
        }
    }
}
