//! Least squares by Householder reflections.
//!
//! Finds β that makes ‖Xβ − y‖ least. Each column is reflected onto an axis; the triangle that is left is solved from below.
//! The error grows with cond(X), not with its square as for the normal equations. Source: Golub & Van Loan, *Matrix
//! Computations*, algorithm 5.3.2.

use super::norm;

/// The coefficients of least squares of `y` on the given columns (each as long as `y`), or none where the columns depend on
/// one another (to working precision), are more than the rows, or hold a number that is not finite.
///
/// ```
/// // Through (0, 1), (1, 3), (2, 5): slope 2, intercept 1.
/// let beta = sim::least_squares(&[vec![0.0, 1.0, 2.0], vec![1.0; 3]], &[1.0, 3.0, 5.0]).unwrap();
/// assert!((beta[0] - 2.0).abs() < 1e-14 && (beta[1] - 1.0).abs() < 1e-14);
/// ```
pub fn least_squares(columns: &[Vec<f64>], y: &[f64]) -> Option<Vec<f64>> {
    let (rows, count) = (y.len(), columns.len());
    if rows < count || columns.iter().any(|column| column.len() != rows) {
        return None;
    }
    let lengths: Vec<f64> = columns.iter().map(|column| norm(column)).collect();
    let mut columns = columns.to_vec();
    let mut y = y.to_vec();
    let mut diagonal = vec![0.0; count];
    for k in 0..count {
        let length = norm(&columns[k][k..]);
        // A column that (almost) vanishes after the earlier reflections depends on the earlier columns.
        if !length.is_finite() || length <= 1e-14 * lengths[k] || length == 0.0 {
            return None;
        }
        // The reflector v = x ± ‖x‖e₁, with the sign that adds magnitudes.
        let alpha = if columns[k][k] > 0.0 { -length } else { length };
        let mut reflector = columns[k][k..].to_vec();
        reflector[0] -= alpha;
        let squared: f64 = reflector.iter().map(|entry| entry * entry).sum();
        diagonal[k] = alpha;
        let reflect = |target: &mut [f64]| {
            let along: f64 = reflector.iter().zip(target.iter()).map(|(v, t)| v * t).sum();
            let scale = 2.0 * along / squared;
            for (entry, v) in target.iter_mut().zip(&reflector) {
                *entry -= scale * v;
            }
        };
        for column in columns.iter_mut().skip(k + 1) {
            reflect(&mut column[k..]);
        }
        reflect(&mut y[k..]);
    }
    let mut beta = vec![0.0; count];
    for k in (0..count).rev() {
        let known: f64 = (k + 1..count).map(|j| columns[j][k] * beta[j]).sum();
        beta[k] = (y[k] - known) / diagonal[k];
    }
    beta.iter().all(|value| value.is_finite()).then_some(beta)
}
