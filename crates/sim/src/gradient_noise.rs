//! How much the gradient of a batch scatters about the gradient of all examples, and how much of that a rate can bear.
//!
//! With the gradients gᵢ of n single examples and their mean g, the scatter of one is V = (1/n) Σ ‖gᵢ − g‖². The mean of m of
//! them scatters by
//!
//! | drawn | E ‖g_B − g‖² |
//! |---|---|
//! | with replacement | V/m |
//! | without | V/m · (n − m)/(n − 1): nothing is left at m = n |
//!
//! On a squared loss single examples bend by Aᵢ = 2 zᵢzᵢᵀ with zᵢ = (xᵢ, 1), all together by H = (1/n) Σ Aᵢ. The covariance Σ of
//! the distance to the minimum becomes, in one update with rate η on m examples drawn with replacement,
//! Σ − η(HΣ + ΣH) + η²(HΣH + (1/m)((1/n) Σ AᵢΣAᵢ − HΣH)), plus the noise. The largest rate for which this map shrinks is the
//! limit of stability in the mean square; at m = ∞ it is 2/λ_max. Sources: Cochran, *Sampling Techniques* (1977), theorem 2.2;
//! Feuer & Weinstein 1985 (convergence of LMS); Ma, Bassily & Belkin, *The Power of Interpolation* (2018).

/// (1/n) Σ ‖gᵢ − g‖² of these gradients; 0 for none.
pub fn scatter(gradients: &[[f64; 2]]) -> f64 {
    let n = gradients.len().max(1) as f64;
    let mut mean = [0.0; 2];
    for [w, b] in gradients {
        mean[0] += w / n;
        mean[1] += b / n;
    }
    let mut sum = 0.0;
    for [w, b] in gradients {
        sum += (w - mean[0]) * (w - mean[0]) + (b - mean[1]) * (b - mean[1]);
    }
    sum / n
}

/// What is left of the scatter of one example in a mean of `m` out of `n` (1 ≤ m ≤ n without replacement).
pub fn share_left(m: usize, n: usize, replacement: bool) -> f64 {
    let m = m.max(1) as f64;
    if replacement {
        return 1.0 / m;
    }
    let n = n as f64;
    if m >= n { 0.0 } else { (n - m) / (n - 1.0) / m }
}

/// The means of x², x³, x⁴ and x: all that the limit depends on.
fn moments(x: &[[f64; 2]]) -> [f64; 5] {
    let mut sums = [0.0; 5];
    for [x, _] in x {
        let mut power = 1.0;
        for sum in &mut sums {
            *sum += power;
            power *= x;
        }
    }
    sums.map(|sum| sum / x.len().max(1) as f64)
}

/// The largest rate for which descent of a squared loss on batches of `m` of these points (x, y), drawn with replacement,
/// settles in the mean square; infinite without points.
pub fn mean_square_limit(points: &[[f64; 2]], m: usize) -> f64 {
    if points.is_empty() {
        return f64::INFINITY;
    }
    let [_, a, s, c, q] = moments(points);
    let m = m.max(1) as f64;
    // Σ is symmetric: three numbers (p, r, t) for (p r; r t). H = 2 (s a; a 1).
    let h = [2.0 * s, 2.0 * a, 2.0];
    let sandwich = |[p, r, t]: [f64; 3]| {
        let (up, ur) = (h[0] * p + h[1] * r, h[0] * r + h[1] * t);
        let (vp, vr) = (h[1] * p + h[2] * r, h[1] * r + h[2] * t);
        [up * h[0] + ur * h[1], up * h[1] + ur * h[2], vp * h[1] + vr * h[2]]
    };
    // (1/n) Σ AᵢΣAᵢ = (4/n) Σ zᵢ (zᵢᵀΣzᵢ) zᵢᵀ, with zᵢᵀΣzᵢ = p x² + 2 r x + t.
    let single = |[p, r, t]: [f64; 3]| {
        let weighted = |low: f64, middle: f64, high: f64| 4.0 * (p * high + 2.0 * r * middle + t * low);
        [weighted(s, c, q), weighted(a, s, c), weighted(1.0, a, s)]
    };
    // The spectral radius, by iteration: the map keeps covariances covariances, so the largest eigenvalue is the radius.
    let grows = |rate: f64| {
        let mut now = [1.0, 0.1, 1.0];
        let mut growth = 0.0;
        for _ in 0..200 {
            let (both, one) = (sandwich(now), single(now));
            let mixed = [
                2.0 * (h[0] * now[0] + h[1] * now[1]),
                h[0] * now[1] + h[1] * now[2] + h[1] * now[0] + h[2] * now[1],
                2.0 * (h[1] * now[1] + h[2] * now[2]),
            ];
            let mut next = [0.0; 3];
            for entry in 0..3 {
                let bend = both[entry] + (one[entry] - both[entry]) / m;
                next[entry] = now[entry] - rate * mixed[entry] + rate * rate * bend;
            }
            growth = next[0] + next[2];
            now = next.map(|entry| entry / growth);
        }
        growth > 1.0
    };
    let (mut low, mut high) = (0.0, 2.0 / (h[0] + h[2]) * 2.0);
    for _ in 0..40 {
        let middle = 0.5 * (low + high);
        if grows(middle) { high = middle } else { low = middle }
    }
    0.5 * (low + high)
}
