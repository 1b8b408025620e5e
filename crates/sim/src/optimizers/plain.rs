//! Plain gradient descent: step against the gradient, as far as the learning rate says.
//!
//! w ← w − η ∇L(w)
//!
//! | symbol | meaning | shape | range |
//! |---|---|---|---|
//! | w | weights | vector | finite |
//! | η | learning rate | number | > 0 |
//! | ∇L | gradient of the loss at w | as w | finite |
//!
//! On a quadratic with curvature λ the distance to the minimum is multiplied by 1 − ηλ in every update: it falls for 0
//! < ηλ < 2, without turning back for ηλ ≤ 1. Source: Cauchy 1847; Nocedal & Wright, *Numerical Optimization*, section
//! 2.2.

use crate::Oracle;

/// Plain gradient descent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plain {
    /// The learning rate η.
    pub rate: f64,
}

impl Plain {
    /// One update, in place: `weights` has the oracle's dimension.
    ///
    /// ```
    /// use sim::{Oracle, optimizers::Plain};
    /// struct Square;
    /// impl Oracle for Square {
    ///     fn dimension(&self) -> usize { 1 }
    ///     fn value_and_gradient(&self, w: &[f64], g: &mut [f64]) -> f64 { g[0] = 2.0 * w[0]; w[0] * w[0] }
    /// }
    /// let mut weights = [3.0];
    /// Plain { rate: 0.25 }.step(&Square, &mut weights);
    /// assert_eq!(weights, [1.5]);
    /// ```
    pub fn step(&self, oracle: &dyn Oracle, weights: &mut [f64]) {
        let mut gradient = vec![0.0; weights.len()];
        oracle.value_and_gradient(weights, &mut gradient);
        self.update(weights, &gradient);
    }

    /// The update alone, w ← w − η g, for a g that is already there: of a batch, clipped, decayed, or a velocity. The
    /// one line with which every descent of the course moves; what `weights` has beyond `gradient` stays.
    #[inline]
    pub fn update(&self, weights: &mut [f64], gradient: &[f64]) {
        for (weight, slope) in weights.iter_mut().zip(gradient) {
            *weight -= self.rate * slope;
        }
    }
}
