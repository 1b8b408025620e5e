//! The weights before the first update: normal deviates from a seed, biases 0, gains 1, shifts 0.
//!
//! | name | standard deviation of W | source |
//! |---|---|---|
//! | Xavier | √(2 / (inputs + outputs)) | Glorot & Bengio 2010, eq. 12 |
//! | He | √(2 / inputs) | He et al. 2015, eq. 10 |
//! | normal | 1 | |
//!
//! Each times a scale. A layer's deviates are a function of the seed and the layer alone, so a deeper network begins like a
//! shallower one, and the same seed compares initialisations draw by draw. Running means are 0, running variances 1.

use super::{Layer, Network};
use crate::rng;

/// How wide the first weights spread.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Init {
    /// √(2 / (inputs + outputs)).
    #[default]
    Xavier,
    /// √(2 / inputs).
    He,
    /// 1.
    Normal,
}

/// The epoch of the streams of first weights (as `WGT` in ASCII): no other use of the seed draws the same numbers.
const STREAM: u64 = 0x57_47_54;

impl Init {
    /// All, in the order of the control `init`.
    pub const ALL: [Init; 3] = [Init::Xavier, Init::He, Init::Normal];

    /// The standard deviation of a layer's weights.
    pub fn deviation(self, layer: &Layer) -> f64 {
        let (inputs, outputs) = (layer.inputs.max(1) as f64, layer.outputs as f64);
        match self {
            Init::Xavier => (2.0 / (inputs + outputs)).sqrt(),
            Init::He => (2.0 / inputs).sqrt(),
            Init::Normal => 1.0,
        }
    }
}

impl Network {
    /// The state before the first update: weights of deviation `scale` times that of `init`.
    pub fn start(&self, init: Init, scale: f64, seed: u64) -> Vec<f64> {
        let mut state = vec![0.0; self.shape.state_length()];
        for (index, layer) in self.shape.layers().iter().enumerate() {
            let mut stream = rng::stream(seed, STREAM, index as u64);
            let deviation = scale * init.deviation(layer);
            for weight in &mut state[layer.weights.clone()] {
                *weight = deviation * stream.normal();
            }
            state[layer.gains.clone()].fill(1.0);
            state[layer.running_variance.clone()].fill(1.0);
        }
        state
    }
}
