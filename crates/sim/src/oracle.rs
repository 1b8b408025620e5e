//! What a descent asks of the thing it descends: a height and a slope at any place.

/// A function of `dimension` weights with its gradient. A landscape, a batch of examples and a network are all of this kind,
/// so one optimizer serves them all, and may look wherever it likes (Nesterov's looks ahead).
pub trait Oracle {
    /// The number of weights.
    fn dimension(&self) -> usize;
    /// The value at `weights` (length [`Oracle::dimension`]); writes the gradient there into `gradient` (same length).
    fn value_and_gradient(&self, weights: &[f64], gradient: &mut [f64]) -> f64;
}

/// The length of a vector, √Σ vᵢ², scaled by its largest entry so that it overflows only if its true value does.
///
/// ```
/// let length = sim::norm(&[3e200, 4e200]);
/// assert!((length / 5e200 - 1.0).abs() < 1e-15);
/// ```
pub fn norm(vector: &[f64]) -> f64 {
    let largest = vector.iter().fold(0.0_f64, |largest, entry| largest.max(entry.abs()));
    if vector.iter().any(|entry| entry.is_nan()) {
        return f64::NAN;
    }
    if largest == 0.0 || largest == f64::INFINITY {
        return largest;
    }
    let sum: f64 = vector.iter().map(|entry| (entry / largest) * (entry / largest)).sum();
    largest * sum.sqrt()
}

/// The angle between two vectors in degrees; 0 where one of them has no direction. Both are scaled to their largest entry,
/// so that no product overflows.
///
/// ```
/// let degrees = sim::angle(&[10.0, 1.0], &[1.0, 1.0]);
/// assert!((degrees - 39.289).abs() < 1e-3);
/// assert_eq!(sim::angle(&[1e200, 1e200], &[3e200, 3e200]), 0.0);
/// ```
pub fn angle(a: &[f64], b: &[f64]) -> f64 {
    let largest = |v: &[f64]| v.iter().fold(0.0_f64, |largest, entry| largest.max(entry.abs()));
    let (size_a, size_b) = (largest(a), largest(b));
    if ![size_a, size_b].iter().all(|size| *size > 0.0 && size.is_finite()) {
        return 0.0;
    }
    let mut along = 0.0;
    for (a, b) in a.iter().zip(b) {
        along += (a / size_a) * (b / size_b);
    }
    let cosine = along / (norm(a) / size_a * (norm(b) / size_b));
    // Rounding may leave a cosine a hair off 1, which would show as a millionth of a degree.
    if cosine > 1.0 - 1e-12 { 0.0 } else { libm::acos(cosine.clamp(-1.0, 1.0)).to_degrees() }
}
