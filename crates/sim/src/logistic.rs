//! Logistic regression with one input: a probability from a line, and its cross-entropy.
//!
//! zᵢ = w xᵢ + b,  pᵢ = 1/(1 + e^(−zᵢ)),  L = (1/n) Σ ln(1 + e^zᵢ) − yᵢzᵢ
//!
//! | symbol | meaning | range |
//! |---|---|---|
//! | xᵢ, yᵢ | input and label of example i | finite; 0 or 1 |
//! | w, b | weights | finite |
//!
//! ∂L/∂w = (1/n) Σ (pᵢ − yᵢ) xᵢ, ∂L/∂b = (1/n) Σ (pᵢ − yᵢ); the Hessian is (1/n) Σ pᵢ(1 − pᵢ) (xᵢ² xᵢ; xᵢ 1), at most a
//! quarter of that of the squared sums: L is convex, with one minimum unless a threshold on x tells the labels apart (then
//! the loss only tends to 0). Without any point it is 0. Sums run in index order. Source: Bishop, *Pattern Recognition and
//! Machine Learning* (2006), section 4.3.2, equations 4.90, 4.91, 4.97.

use super::{Oracle, Symmetric2, norm};
use std::sync::Arc;

/// Newton's method lands in a handful of steps; data that need more have no minimum.
const NEWTON_STEPS: usize = 50;

/// The cross-entropy over some points (x, label) as a function of the weights (w, b).
#[derive(Clone, Debug)]
pub struct LogisticLoss {
    points: Arc<[[f64; 2]]>,
}

/// 1/(1 + e^(−z)), without overflow.
pub fn sigmoid(z: f64) -> f64 {
    let e = libm::exp(-z.abs());
    if z >= 0.0 { 1.0 / (1.0 + e) } else { e / (1.0 + e) }
}

/// ln(1 + e^z) − y z, without overflow: the surprise at label y.
pub fn cross_entropy(z: f64, y: f64) -> f64 {
    z.max(0.0) + libm::log1p(libm::exp(-z.abs())) - y * z
}

/// The mean over n points, and its slope.
fn mean_and_slope<'a>(points: impl Iterator<Item = &'a [f64; 2]>, n: usize, [w, b]: [f64; 2]) -> (f64, [f64; 2]) {
    let (mut surprise, mut along_x, mut plain) = (0.0, 0.0, 0.0);
    for [x, y] in points {
        let z = w * x + b;
        let residual = sigmoid(z) - y;
        surprise += cross_entropy(z, *y);
        along_x += residual * x;
        plain += residual;
    }
    let factor = 1.0 / n.max(1) as f64;
    (factor * surprise, [factor * along_x, factor * plain])
}

impl LogisticLoss {
    /// The loss over `points` (x, label 0 or 1).
    pub fn new(points: Arc<[[f64; 2]]>) -> LogisticLoss {
        LogisticLoss { points }
    }

    fn factor(&self) -> f64 {
        1.0 / self.points.len().max(1) as f64
    }

    /// L(w, b).
    pub fn value(&self, [w, b]: [f64; 2]) -> f64 {
        let mut sum = 0.0;
        for [x, y] in self.points.iter() {
            sum += cross_entropy(w * x + b, *y);
        }
        self.factor() * sum
    }

    /// L(w, b) and its gradient (∂L/∂w, ∂L/∂b).
    pub fn value_and_slope(&self, weights: [f64; 2]) -> (f64, [f64; 2]) {
        mean_and_slope(self.points.iter(), self.points.len(), weights)
    }

    /// The same over a batch of the points, which are named by their places: in this order, as if there were no others.
    pub fn of_batch(&self, weights: [f64; 2], batch: &[u32]) -> (f64, [f64; 2]) {
        let points = batch.iter().filter_map(|place| self.points.get(*place as usize));
        mean_and_slope(points, batch.len(), weights)
    }

    /// The second derivatives.
    pub fn hessian(&self, [w, b]: [f64; 2]) -> Symmetric2 {
        let mut sums = Symmetric2 { xx: 0.0, xy: 0.0, yy: 0.0 };
        for [x, _] in self.points.iter() {
            let p = sigmoid(w * x + b);
            let bend = p * (1.0 - p);
            sums.xx += bend * x * x;
            sums.xy += bend * x;
            sums.yy += bend;
        }
        let factor = self.factor();
        Symmetric2 { xx: factor * sums.xx, xy: factor * sums.xy, yy: factor * sums.yy }
    }

    /// The weights of least loss, by Newton's method from (0, 0) with halved steps where a whole one would not descend; none
    /// where there are none, because a threshold tells the labels apart or x takes one value only.
    pub fn minimum(&self) -> Option<[f64; 2]> {
        let mut weights = [0.0; 2];
        for _ in 0..NEWTON_STEPS {
            let (value, slope) = self.value_and_slope(weights);
            let bend = self.hessian(weights);
            let determinant = bend.determinant();
            // The bend of labels that are told apart dies out with the loss.
            if determinant.partial_cmp(&1e-12) != Some(std::cmp::Ordering::Greater) {
                return None;
            }
            if norm(&slope) <= 1e-14 {
                return Some(weights);
            }
            let step = [
                (bend.yy * slope[0] - bend.xy * slope[1]) / determinant,
                (bend.xx * slope[1] - bend.xy * slope[0]) / determinant,
            ];
            let mut share = 1.0;
            let mut next = [weights[0] - step[0], weights[1] - step[1]];
            // Near the minimum the heights can no longer be told apart, and whole steps are safe.
            while norm(&slope) > 1e-6 && self.value(next) > value && share > 1e-6 {
                share *= 0.5;
                next = [weights[0] - share * step[0], weights[1] - share * step[1]];
            }
            weights = next;
        }
        (norm(&self.value_and_slope(weights).1) <= 1e-12).then_some(weights)
    }
}

impl Oracle for LogisticLoss {
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
        prop::collection::vec((-4.0..4.0_f64, any::<bool>()).prop_map(|(x, y)| [x, f64::from(u8::from(y))]), 1..40)
    }

    proptest! {
        #[test]
        fn gradient_and_hessian_are_central_differences(points in points(), w in -5.0..5.0, b in -5.0..5.0) {
            let loss = LogisticLoss::new(points.into());
            let (value, slope) = loss.value_and_slope([w, b]);
            prop_assert_eq!(value, loss.value([w, b]));
            let h = 1e-5;
            let bend = loss.hessian([w, b]);
            for (axis, row) in [[bend.xx, bend.xy], [bend.xy, bend.yy]].iter().enumerate() {
                let mut ends = [[w, b], [w, b]];
                ends[0][axis] -= h;
                ends[1][axis] += h;
                let difference = (loss.value(ends[1]) - loss.value(ends[0])) / (2.0 * h);
                prop_assert!((slope[axis] - difference).abs() <= 1e-8 * (1.0 + value), "{} {difference}", slope[axis]);
                let [low, high] = ends.map(|end| loss.value_and_slope(end).1);
                for (exact, (low, high)) in row.iter().zip(low.iter().zip(high)) {
                    let difference = (high - low) / (2.0 * h);
                    prop_assert!((exact - difference).abs() <= 1e-8, "{exact} {difference}");
                }
            }
        }
    }

    #[test]
    fn the_minimum_has_no_slope_and_labels_told_apart_have_none() {
        let mixed =
            LogisticLoss::new(vec![[-2.0, 0.0], [-1.0, 1.0], [0.0, 0.0], [1.0, 0.0], [2.0, 1.0], [3.0, 1.0]].into());
        let best = mixed.minimum().expect("labels overlap");
        assert!(norm(&mixed.value_and_slope(best).1) < 1e-12);
        assert_eq!(LogisticLoss::new(vec![[-1.0, 0.0], [-0.5, 0.0], [0.5, 1.0], [1.0, 1.0]].into()).minimum(), None);
        assert_eq!(LogisticLoss::new(vec![[1.0, 0.0], [1.0, 1.0]].into()).minimum(), None);
        assert_eq!(LogisticLoss::new(Vec::new().into()).minimum(), None);
    }

    #[test]
    fn far_out_nothing_overflows() {
        assert_eq!([sigmoid(-1e4), sigmoid(0.0), sigmoid(1e4)], [0.0, 0.5, 1.0]);
        assert_eq!([cross_entropy(1e4, 1.0), cross_entropy(-1e4, 1.0)], [0.0, 1e4]);
    }
}
