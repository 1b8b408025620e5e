//! Rosenbrock's valley: easy to find, hard to follow, because it is narrow and bent.
//!
//! f(x, y) = (1 − x)² + 100 (y − x²)²
//!
//! ∂f/∂x = −2(1 − x) − 400 x (y − x²), ∂f/∂y = 200 (y − x²)
//!
//! | symbol | meaning | range |
//! |---|---|---|
//! | x, y | the two weights | finite |
//! | f | height | ≥ 0, and 0 at (1, 1) alone |
//!
//! Source: Rosenbrock 1960, "An automatic method for finding the greatest or least value of a function".

use crate::Oracle;

/// The height f.
///
/// ```
/// assert_eq!(sim::landscapes::rosenbrock::value([0.0, 1.0]), 101.0);
/// ```
pub fn value([x, y]: [f64; 2]) -> f64 {
    let (ahead, off) = (1.0 - x, y - x * x);
    ahead * ahead + 100.0 * off * off
}

/// The gradient (∂f/∂x, ∂f/∂y).
#[inline]
pub fn gradient([x, y]: [f64; 2]) -> [f64; 2] {
    let off = y - x * x;
    [-2.0 * (1.0 - x) - 400.0 * x * off, 200.0 * off]
}

/// The function for an optimizer.
#[derive(Clone, Copy, Debug)]
pub struct Rosenbrock;

impl Oracle for Rosenbrock {
    fn dimension(&self) -> usize {
        2
    }
    #[inline]
    fn value_and_gradient(&self, weights: &[f64], out: &mut [f64]) -> f64 {
        let at = [weights[0], weights[1]];
        [out[0], out[1]] = gradient(at);
        value(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_gradient_is_the_central_difference(x in -2.0..2.0_f64, y in -2.0..3.0_f64) {
            let h = 1e-5;
            let measured =
                [(value([x + h, y]) - value([x - h, y])) / (2.0 * h), (value([x, y + h]) - value([x, y - h])) / (2.0 * h)];
            for (exact, measured) in gradient([x, y]).into_iter().zip(measured) {
                prop_assert!((exact - measured).abs() <= 1e-6 * (1.0 + exact.abs()), "{exact} against {measured}");
            }
        }
    }

    #[test]
    fn the_bottom_is_at_one_one() {
        assert_eq!((value([1.0, 1.0]), gradient([1.0, 1.0])), (0.0, [0.0, 0.0]));
    }
}
