//! The quadratic: the ground on which everything about a learning rate can be said exactly.
//!
//! L(w) = ½ Σ λᵢ wᵢ²,  ∂L/∂wᵢ = λᵢ wᵢ,  ∂²L/∂wᵢ² = λᵢ
//!
//! | symbol | meaning | shape | range |
//! |---|---|---|---|
//! | w | weights | one for each curvature | finite |
//! | λ | curvatures, the eigenvalues of the Hessian | one for each weight | > 0 |
//!
//! The minimum is 0, at w = 0. Near a minimum every smooth loss looks like this, in its own directions. Source: Nocedal &
//! Wright, *Numerical Optimization*, section 3.3.

use super::Oracle;

/// A quadratic along its own directions.
#[derive(Clone, Debug, PartialEq)]
pub struct Quadratic {
    /// The curvature along each weight.
    pub curvatures: Vec<f64>,
}

impl Oracle for Quadratic {
    fn dimension(&self) -> usize {
        self.curvatures.len()
    }
    fn value_and_gradient(&self, weights: &[f64], gradient: &mut [f64]) -> f64 {
        let mut sum = 0.0;
        for ((curvature, weight), slope) in self.curvatures.iter().zip(weights).zip(gradient) {
            *slope = curvature * weight;
            // Halved first, so that it overflows only where the loss does.
            sum += 0.5 * *slope * weight;
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optimizers::Momentum;
    use proptest::prelude::*;

    fn value(quadratic: &Quadratic, weights: &[f64]) -> f64 {
        quadratic.value_and_gradient(weights, &mut vec![0.0; weights.len()])
    }

    proptest! {
        #[test]
        fn the_gradient_is_the_central_difference(
            terms in prop::collection::vec((0.01..100.0_f64, -10.0..10.0_f64), 1..4)
        ) {
            let quadratic = Quadratic { curvatures: terms.iter().map(|term| term.0).collect() };
            let weights: Vec<f64> = terms.iter().map(|term| term.1).collect();
            let mut gradient = vec![0.0; weights.len()];
            quadratic.value_and_gradient(&weights, &mut gradient);
            let h = 1e-3;
            for axis in 0..weights.len() {
                let at = |by: f64| {
                    let mut weights = weights.clone();
                    weights[axis] += by;
                    value(&quadratic, &weights)
                };
                let difference = (at(h) - at(-h)) / (2.0 * h);
                prop_assert!((gradient[axis] - difference).abs() <= 1e-7 * (1.0 + value(&quadratic, &weights)));
            }
        }

        #[test]
        fn plain_descent_multiplies_the_distance_by_one_minus_rate_times_curvature(
            curvature in 0.01..100.0_f64, product in 0.01..1.99_f64, start in -10.0..10.0_f64
        ) {
            let quadratic = Quadratic { curvatures: vec![curvature] };
            let descent = Momentum { rate: product / curvature, beta: 0.0 };
            let (mut state, mut exact) = ([start, 0.0], start);
            for update in 1..=200 {
                descent.step(&quadratic, &mut state);
                exact *= 1.0 - descent.rate * curvature;
                prop_assert!((state[0] - exact).abs() <= 1e-12 * start.abs(), "{update}: {} {exact}", state[0]);
            }
        }
    }
}
