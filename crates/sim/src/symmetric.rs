//! Symmetric 2 × 2 matrices: the curvature of a loss with two weights.

/// The matrix (xx xy; xy yy).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Symmetric2 {
    /// First row, first column.
    pub xx: f64,
    /// Off the diagonal.
    pub xy: f64,
    /// Second row, second column.
    pub yy: f64,
}

impl Symmetric2 {
    /// dᵀHd.
    pub fn quadratic(&self, [x, y]: [f64; 2]) -> f64 {
        self.xx * x * x + 2.0 * self.xy * x * y + self.yy * y * y
    }

    /// The determinant.
    pub fn determinant(&self) -> f64 {
        self.xx * self.yy - self.xy * self.xy
    }

    /// Eigenvalues (larger first): (xx + yy)/2 ± √(((xx − yy)/2)² + xy²). The smaller is taken as determinant / larger where
    /// that is more exact.
    pub fn eigenvalues(&self) -> [f64; 2] {
        let middle = 0.5 * (self.xx + self.yy);
        let half = libm::hypot(0.5 * (self.xx - self.yy), self.xy);
        let (high, low) = (middle + half, middle - half);
        if middle > 0.0 && high > 0.0 { [high, self.determinant() / high] } else { [high, low] }
    }

    /// The direction (length 1) in which the curvature is largest.
    pub fn steepest_direction(&self) -> [f64; 2] {
        let [high, _] = self.eigenvalues();
        // Two ways to write the same vector; the longer one is the more exact.
        let (first, second) = ([high - self.yy, self.xy], [self.xy, high - self.xx]);
        let (a, b) = (libm::hypot(first[0], first[1]), libm::hypot(second[0], second[1]));
        let (vector, length) = if a >= b { (first, a) } else { (second, b) };
        if length > 0.0 { [vector[0] / length, vector[1] / length] } else { [1.0, 0.0] }
    }

    /// Largest over smallest eigenvalue; infinite for a flat direction.
    pub fn condition_number(&self) -> f64 {
        let [high, low] = self.eigenvalues();
        if low > 0.0 { high / low } else { f64::INFINITY }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn eigenvalues_have_the_right_sum_product_and_direction(xx in 0.01..100.0, yy in 0.01..100.0, share in -0.99..0.99) {
            let matrix = Symmetric2 { xx, yy, xy: share * f64::sqrt(xx * yy) };
            let [high, low] = matrix.eigenvalues();
            prop_assert!((high + low - xx - yy).abs() <= 1e-12 * (xx + yy));
            prop_assert!((high * low - matrix.determinant()).abs() <= 1e-9 * high * high);
            let v = matrix.steepest_direction();
            prop_assert!((matrix.quadratic(v) - high).abs() <= 1e-9 * high);
        }
    }
}
