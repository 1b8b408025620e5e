//! How a learning rate falls as updates are made: ηₖ = η fₖ for update k = 0, 1, 2, …
//!
//! | way | fₖ | Σ fₖ |
//! |---|---|---|
//! | not at all | 1 | infinite |
//! | inverse | 1/(1 + k/τ) | infinite: reaches any distance |
//! | exponential | (1 − 1/τ)ᵏ | τ: stops where it is after about τ updates |
//!
//! τ ≥ 1 is counted in updates. A noisy descent comes to rest at the minimum if Σ ηₖ is infinite and Σ ηₖ² is not. Source:
//! Robbins & Monro, *A stochastic approximation method* (1951), equations 6 and 26.

/// How the rate falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decay {
    /// Not at all.
    None,
    /// As 1/(1 + k/τ).
    Inverse,
    /// As (1 − 1/τ)ᵏ.
    Exponential,
}

impl Decay {
    /// All, in the order of the control `decay`.
    pub const ALL: [Decay; 3] = [Decay::None, Decay::Inverse, Decay::Exponential];

    /// The factor fₖ on the rate in update `update`.
    pub fn factor(self, update: usize, after: f64) -> f64 {
        let (k, after) = (update as f64, after.max(1.0));
        match self {
            Decay::Inverse => 1.0 / (1.0 + k / after),
            // 0⁰ is 1.
            Decay::Exponential if update > 0 => libm::exp(k * libm::log1p(-1.0 / after)),
            _ => 1.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_factors_are_those_of_the_formulas() {
        assert_eq!(Decay::None.factor(500, 100.0), 1.0);
        assert_eq!(Decay::Inverse.factor(300, 100.0), 0.25);
        let mut product = 1.0;
        for update in 0..2000 {
            assert!((Decay::Exponential.factor(update, 100.0) / product - 1.0).abs() < 1e-11);
            product *= 0.99;
        }
        assert_eq!([Decay::Exponential.factor(0, 1.0), Decay::Exponential.factor(3, 1.0)], [1.0, 0.0]);
    }

    #[test]
    fn only_the_exponential_rates_have_a_finite_sum() {
        let sum = |decay: Decay| (0..100_000).map(|k| decay.factor(k, 100.0)).sum::<f64>();
        assert!((sum(Decay::Exponential) - 100.0).abs() < 1e-6);
        // τ ln(1 + k/τ) grows without end.
        assert!((sum(Decay::Inverse) / (100.0 * libm::log(1001.0)) - 1.0).abs() < 0.01);
    }
}
