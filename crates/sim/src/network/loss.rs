//! Losses of one output z and its target t, with the derivative; a network's loss is their mean over the examples (the sum
//! over several outputs).
//!
//! | name | ℓ(z, t) | ∂ℓ/∂z | targets |
//! |---|---|---|---|
//! | cross-entropy of the logit z | −t ln σ(z) − (1 − t) ln(1 − σ(z)) = max(z, 0) − t z + ln(1 + e^−⎮z⎮) | σ(z) − t | 0 … 1 |
//! | half the squared error | ½ (z − t)² | z − t | any |
//!
//! The second form of the cross-entropy neither overflows nor takes the logarithm of 0. It is infinite only where z is.

use kernels::elementary::sigmoid;

/// A loss of one output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Loss {
    /// Binary cross-entropy of a logit.
    #[default]
    CrossEntropy,
    /// Half the squared error.
    HalfSquares,
}

impl Loss {
    /// ℓ(z, t) and ∂ℓ/∂z.
    pub fn value_and_slope(self, z: f64, target: f64) -> (f64, f64) {
        match self {
            Loss::CrossEntropy => {
                let positive = if z < 0.0 { 0.0 } else { z };
                (positive - target * z + libm::log1p(libm::exp(-z.abs())), sigmoid(z) - target)
            }
            Loss::HalfSquares => {
                let residual = z - target;
                (0.5 * residual * residual, residual)
            }
        }
    }
}
