//! Himmelblau's function: four valleys of the same depth, so that where one ends depends on where one starts.
//!
//! f(x, y) = (x² + y − 11)² + (x + y² − 7)²
//!
//! ∂f/∂x = 4x(x² + y − 11) + 2(x + y² − 7), ∂f/∂y = 2(x² + y − 11) + 4y(x + y² − 7)
//!
//! | symbol | meaning | range |
//! |---|---|---|
//! | x, y | the two weights | finite; the valleys lie within −5..5 |
//! | f | height | ≥ 0, and 0 at the four minima |
//!
//! Far out it grows like x⁴ + y⁴, so that a step that is too long is followed by a longer one, and numbers overflow after a
//! few more. Source: Himmelblau, *Applied Nonlinear Programming*, 1972.

use crate::{Oracle, Symmetric2};

/// The four minima. The height is 0 at each; (3, 2) is exact, the others are rounded to the last bit.
pub const MINIMA: [[f64; 2]; 4] = [
    [3.0, 2.0],
    [-2.805_118_086_952_745, 3.131_312_518_250_573],
    [-3.779_310_253_377_747, -3.283_185_991_286_17],
    [3.584_428_340_330_492, -1.848_126_526_964_404],
];

/// The two brackets of the formula.
fn brackets([x, y]: [f64; 2]) -> [f64; 2] {
    [x * x + y - 11.0, x + y * y - 7.0]
}

/// The height f.
///
/// ```
/// assert_eq!(sim::landscapes::himmelblau::value([0.0, 0.0]), 170.0);
/// ```
pub fn value(at: [f64; 2]) -> f64 {
    let [a, b] = brackets(at);
    a * a + b * b
}

/// The gradient (∂f/∂x, ∂f/∂y).
pub fn gradient(at: [f64; 2]) -> [f64; 2] {
    let ([x, y], [a, b]) = (at, brackets(at));
    [4.0 * x * a + 2.0 * b, 2.0 * a + 4.0 * y * b]
}

/// The second derivatives.
pub fn hessian(at: [f64; 2]) -> Symmetric2 {
    let [x, y] = at;
    Symmetric2 { xx: 12.0 * x * x + 4.0 * y - 42.0, xy: 4.0 * (x + y), yy: 12.0 * y * y + 4.0 * x - 26.0 }
}

/// The function for an optimizer.
#[derive(Clone, Copy, Debug)]
pub struct Himmelblau;

impl Oracle for Himmelblau {
    fn dimension(&self) -> usize {
        2
    }
    fn value_and_gradient(&self, weights: &[f64], out: &mut [f64]) -> f64 {
        let at = [weights[0], weights[1]];
        out.copy_from_slice(&gradient(at));
        value(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_minima_are_at_height_zero_and_flat_and_bend_upwards() {
        for at in MINIMA {
            assert!(value(at) < 1e-24, "{at:?} {}", value(at));
            assert!(gradient(at).iter().all(|slope| slope.abs() < 1e-11), "{at:?} {:?}", gradient(at));
            let bend = hessian(at);
            assert!(bend.xx > 0.0 && bend.xx * bend.yy - bend.xy * bend.xy > 0.0, "{at:?}");
        }
    }

    proptest! {
        #[test]
        fn the_gradient_is_the_central_difference(x in -6.0..6.0_f64, y in -6.0..6.0_f64) {
            let h = 1e-5;
            let slope = [
                (value([x + h, y]) - value([x - h, y])) / (2.0 * h),
                (value([x, y + h]) - value([x, y - h])) / (2.0 * h),
            ];
            for (exact, measured) in gradient([x, y]).into_iter().zip(slope) {
                prop_assert!((exact - measured).abs() < 1e-6 * (1.0 + exact.abs()), "{exact} {measured}");
            }
        }

        #[test]
        fn the_hessian_is_the_central_difference_of_the_gradient(x in -6.0..6.0_f64, y in -6.0..6.0_f64) {
            let h = 1e-5;
            let along = |low: [f64; 2], high: [f64; 2]| {
                let (low, high) = (gradient(low), gradient(high));
                [(high[0] - low[0]) / (2.0 * h), (high[1] - low[1]) / (2.0 * h)]
            };
            let bend = hessian([x, y]);
            let ([xx, xy], [yx, yy]) = (along([x - h, y], [x + h, y]), along([x, y - h], [x, y + h]));
            for (exact, measured) in [(bend.xx, xx), (bend.xy, xy), (bend.xy, yx), (bend.yy, yy)] {
                prop_assert!((exact - measured).abs() < 1e-6 * (1.0 + exact.abs()), "{exact} {measured}");
            }
        }
    }
}
