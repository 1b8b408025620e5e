//! The straight line and its loss.
//!
//! ŷᵢ = w xᵢ + b,  rᵢ = ŷᵢ − yᵢ,  L = c Σ rᵢ²
//!
//! | objective | c | ∂L/∂w | ∂L/∂b |
//! |---|---|---|---|
//! | mean | 1/n | (2/n) Σ rᵢxᵢ | (2/n) Σ rᵢ |
//! | sum | 1 | 2 Σ rᵢxᵢ | 2 Σ rᵢ |
//! | half the sum (the delta rule) | 1/2 | Σ rᵢxᵢ | Σ rᵢ |
//!
//! The Hessian is 2c (Σxᵢ² Σxᵢ; Σxᵢ n) everywhere, so L is exactly its value at the minimum plus ½ dᵀHd. All three have the
//! same minimum; the largest safe rate, 2/λ_max, differs. Sums run in index order. Without any point the loss is 0.
//! The delta rule is Widrow & Hoff 1960.

use super::{Oracle, Symmetric2, least_squares};
use std::sync::Arc;

/// How squared errors become one loss.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reduction {
    /// The mean of the squares.
    Mean,
    /// Their sum.
    Sum,
    /// Half their sum.
    HalfSum,
}

impl Reduction {
    /// All, in the order of the control `objective`.
    pub const ALL: [Reduction; 3] = [Reduction::Mean, Reduction::Sum, Reduction::HalfSum];

    /// The factor c for n examples.
    pub fn factor(self, n: usize) -> f64 {
        match self {
            Reduction::Mean => 1.0 / n.max(1) as f64,
            Reduction::Sum => 1.0,
            Reduction::HalfSum => 0.5,
        }
    }
}

/// Σ rᵢ², Σ rᵢxᵢ and Σ rᵢ of a line over some points, in their order: what loss and gradient are made of.
#[inline]
pub fn residual_sums<'a>(points: impl Iterator<Item = &'a [f64; 2]>, [w, b]: [f64; 2]) -> [f64; 3] {
    let (mut squares, mut along_x, mut plain) = (0.0, 0.0, 0.0);
    for [x, y] in points {
        let residual = w * x + b - y;
        squares += residual * residual;
        along_x += residual * x;
        plain += residual;
    }
    [squares, along_x, plain]
}

/// The loss of a line w x + b over some points, as a function of the weights (w, b).
#[derive(Clone, Debug)]
pub struct LineLoss {
    points: Arc<[[f64; 2]]>,
    reduction: Reduction,
}

impl LineLoss {
    /// The loss over `points` (x, y).
    pub fn new(points: Arc<[[f64; 2]]>, reduction: Reduction) -> LineLoss {
        LineLoss { points, reduction }
    }

    /// The points.
    pub fn points(&self) -> &[[f64; 2]] {
        &self.points
    }

    /// The factor c in front of the sum of squares.
    pub fn factor(&self) -> f64 {
        self.reduction.factor(self.points.len())
    }

    /// L(w, b).
    pub fn value(&self, [w, b]: [f64; 2]) -> f64 {
        let mut sum = 0.0;
        for [x, y] in self.points.iter() {
            let residual = w * x + b - y;
            sum += residual * residual;
        }
        self.factor() * sum
    }

    /// L(w, b) and its gradient (∂L/∂w, ∂L/∂b).
    pub fn value_and_slope(&self, weights: [f64; 2]) -> (f64, [f64; 2]) {
        self.reduced(residual_sums(self.points.iter(), weights), self.points.len())
    }

    /// The same over a batch of the points, which are named by their places: in this order, as if there were no others.
    pub fn of_batch(&self, weights: [f64; 2], batch: &[u32]) -> (f64, [f64; 2]) {
        let points = batch.iter().filter_map(|place| self.points.get(*place as usize));
        self.reduced(residual_sums(points, weights), batch.len())
    }

    fn reduced(&self, [squares, along_x, plain]: [f64; 3], n: usize) -> (f64, [f64; 2]) {
        let factor = self.reduction.factor(n);
        (factor * squares, [2.0 * factor * along_x, 2.0 * factor * plain])
    }

    /// The second derivatives, the same everywhere.
    pub fn hessian(&self) -> Symmetric2 {
        let (mut squares, mut sum) = (0.0, 0.0);
        for [x, _] in self.points.iter() {
            squares += x * x;
            sum += x;
        }
        let twice = 2.0 * self.factor();
        Symmetric2 { xx: twice * squares, xy: twice * sum, yy: twice * self.points.len() as f64 }
    }

    /// The weights of least loss, by Householder QR of the columns (x, 1); none where x takes fewer than two values.
    pub fn closed_form(&self) -> Option<[f64; 2]> {
        let x: Vec<f64> = self.points.iter().map(|[x, _]| *x).collect();
        let ones = vec![1.0; x.len()];
        let y: Vec<f64> = self.points.iter().map(|[_, y]| *y).collect();
        let solution = least_squares(&[x, ones], &y)?;
        Some([solution[0], solution[1]])
    }
}

impl Oracle for LineLoss {
    fn dimension(&self) -> usize {
        2
    }
    fn value_and_gradient(&self, weights: &[f64], gradient: &mut [f64]) -> f64 {
        let (value, slope) = self.value_and_slope([weights[0], weights[1]]);
        gradient.copy_from_slice(&slope);
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn points() -> impl Strategy<Value = Vec<[f64; 2]>> {
        prop::collection::vec([-10.0..10.0, -10.0..10.0_f64], 1..40)
    }

    proptest! {
        #[test]
        fn the_gradient_is_the_central_difference(points in points(), w in -5.0..5.0, b in -5.0..5.0, which in 0..3_usize) {
            let loss = LineLoss::new(points.into(), Reduction::ALL[which]);
            let (value, slope) = loss.value_and_slope([w, b]);
            prop_assert_eq!(value, loss.value([w, b]));
            let h = 1e-4;
            let difference = [
                (loss.value([w + h, b]) - loss.value([w - h, b])) / (2.0 * h),
                (loss.value([w, b + h]) - loss.value([w, b - h])) / (2.0 * h),
            ];
            for (exact, measured) in slope.iter().zip(difference) {
                prop_assert!((exact - measured).abs() <= 1e-6 * (1.0 + value + exact.abs()), "{exact} against {measured}");
            }
        }

        #[test]
        fn the_loss_is_its_minimum_plus_half_d_h_d(points in points(), w in -5.0..5.0, b in -5.0..5.0, which in 0..3_usize) {
            let loss = LineLoss::new(points.into(), Reduction::ALL[which]);
            let spread = loss.points().iter().map(|p| p[0]).fold((f64::MAX, f64::MIN), |(l, h), x| (l.min(x), h.max(x)));
            prop_assume!(spread.1 - spread.0 > 1e-2);
            let best = loss.closed_form().expect("x varies");
            let d = [w - best[0], b - best[1]];
            let expected = loss.value(best) + 0.5 * loss.hessian().quadratic(d);
            prop_assert!((loss.value([w, b]) - expected).abs() <= 1e-9 * (1.0 + expected), "{} {expected}", loss.value([w, b]));
        }
    }

    #[test]
    fn a_line_through_equal_x_has_no_closed_form() {
        let loss = LineLoss::new(vec![[2.0, 1.0], [2.0, 5.0]].into(), Reduction::Mean);
        assert_eq!(loss.closed_form(), None);
    }
}
