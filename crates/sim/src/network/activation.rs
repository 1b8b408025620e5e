//! Activations: what a hidden unit makes of its sum, with the derivative.
//!
//! | name | φ(u) | φ′(u) | kink |
//! |---|---|---|---|
//! | sigmoid | σ(u) = 1/(1 + e⁻ᵘ) | σ(u) σ(−u) ≤ ¼ | |
//! | tanh | tanh u | 1 − φ² ≤ 1 | |
//! | ReLU | max(u, 0) | 1 for u > 0, else 0 | 0 |
//! | leaky ReLU | u, or 0.01 u for u ≤ 0 | 1, or 0.01 | 0 |
//! | ELU | u, or eᵘ − 1 for u ≤ 0 | 1, or eᵘ | none of φ′ |
//! | linear | u | 1 | |
//!
//! At a kink the derivative is the one from the left, as PyTorch has it. Sources: Nair & Hinton 2010; Maas et al. 2013;
//! Clevert et al. 2016 (α = 1).

use kernels::elementary::{decay_m1, sigmoid, sigmoid_and_slope, tanh, tanh_and_slope};

/// An activation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Activation {
    /// 1/(1 + e⁻ᵘ).
    #[default]
    Sigmoid,
    /// tanh u.
    Tanh,
    /// max(u, 0).
    Relu,
    /// u, or 0.01 u for u ≤ 0.
    LeakyRelu,
    /// u, or eᵘ − 1 for u ≤ 0.
    Elu,
    /// u.
    Linear,
}

/// The slope of the leaky ReLU below 0.
const LEAK: f64 = 0.01;

impl Activation {
    /// All, in the order of the control `activation`.
    pub const ALL: [Activation; 6] = [
        Activation::Sigmoid,
        Activation::Tanh,
        Activation::Relu,
        Activation::LeakyRelu,
        Activation::Elu,
        Activation::Linear,
    ];

    /// φ(u) and φ′(u).
    pub fn value_and_slope(self, u: f64) -> (f64, f64) {
        match self {
            Activation::Sigmoid => {
                let value = sigmoid(u);
                (value, value * sigmoid(-u))
            }
            Activation::Tanh => {
                let value = tanh(u);
                (value, 1.0 - value * value)
            }
            // Written so that NaN stays NaN: an overflow must not vanish in a comparison.
            Activation::Relu if u <= 0.0 => (0.0, 0.0),
            Activation::LeakyRelu if u <= 0.0 => (LEAK * u, LEAK),
            Activation::Elu if u <= 0.0 => {
                let value = decay_m1(u);
                (value, value + 1.0)
            }
            Activation::Relu | Activation::LeakyRelu | Activation::Elu | Activation::Linear => (u, 1.0),
        }
    }

    /// φ(u) and φ′(u) for many u.
    pub(super) fn apply(self, sums: &[f64], values: &mut [f64], slopes: &mut [f64]) {
        match self {
            Activation::Sigmoid => sigmoid_and_slope(sums, values, slopes),
            Activation::Tanh => tanh_and_slope(sums, values, slopes),
            _ => {
                for ((&u, value), slope) in sums.iter().zip(values).zip(slopes) {
                    (*value, *slope) = self.value_and_slope(u);
                }
            }
        }
    }
}
