//! Momentum, the heavy ball: the step follows a velocity into which every gradient is added.
//!
//! v ← β v + ∇L(w),  w ← w − η v
//!
//! | symbol | meaning | shape | range |
//! |---|---|---|---|
//! | w | weights | vector | finite |
//! | v | velocity, 0 at the start | as w | finite |
//! | η | learning rate | number | > 0 |
//! | β | share of the velocity that is kept | number | 0 ≤ β < 1 |
//! | ∇L | gradient of the loss at w | as w | finite |
//!
//! β = 0 is plain descent, bit for bit. Along a direction of curvature λ the roots of z² − (1 + β − ηλ) z + β say how it
//! moves: both lie inside the unit circle for 0 < ηλ < 2(1 + β), and are positive for ηλ ≤ (1 − √β)². Source: Polyak
//! 1964, "Some methods of speeding up the convergence of iteration methods", section 2.

use super::Plain;
use crate::Oracle;

/// Descent with momentum; without it, plain descent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Momentum {
    /// The learning rate η.
    pub rate: f64,
    /// The share β of the velocity that is kept.
    pub beta: f64,
}

impl Momentum {
    /// One update, in place: `state` holds the oracle's weights, then as many entries of the velocity.
    pub fn step(&self, oracle: &dyn Oracle, state: &mut [f64]) {
        let (weights, velocity) = state.split_at_mut(state.len() / 2);
        let mut gradient = vec![0.0; weights.len()];
        oracle.value_and_gradient(weights, &mut gradient);
        for (kept, slope) in velocity.iter_mut().zip(&gradient) {
            // Not β v for β = 0: an overflowed velocity times 0 is not a number.
            *kept = if self.beta == 0.0 { *slope } else { self.beta * *kept + slope };
        }
        Plain { rate: self.rate }.update(weights, velocity);
    }

    /// ηλ up to which a direction of curvature λ is never overshot again and again: (1 − √β)².
    pub fn monotone_until(beta: f64) -> f64 {
        let rest = 1.0 - beta.sqrt();
        rest * rest
    }

    /// ηλ from which a direction of curvature λ does not settle: 2(1 + β).
    pub fn settles_until(beta: f64) -> f64 {
        2.0 * (1.0 + beta)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Quadratic;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn momentum_with_zero_beta_is_plain_descent(
            a in 0.01..100.0_f64, b in 0.01..100.0_f64, x in -10.0..10.0_f64, y in -10.0..10.0_f64, rate in 1e-3..1.0_f64
        ) {
            let ground = Quadratic { curvatures: vec![a, b] };
            let (mut heavy, mut plain) = ([x, y, 0.0, 0.0], [x, y]);
            for _ in 0..600 {
                Momentum { rate, beta: 0.0 }.step(&ground, &mut heavy);
                Plain { rate }.step(&ground, &mut plain);
                prop_assert_eq!(heavy[0].to_bits(), plain[0].to_bits());
                prop_assert_eq!(heavy[1].to_bits(), plain[1].to_bits());
            }
        }
    }

    #[test]
    fn the_heavy_ball_settles_up_to_two_times_one_plus_beta() {
        for beta in [0.0, 0.3, 0.5, 0.9, 0.95] {
            for curvature in [0.1, 1.0, 37.0] {
                let ground = Quadratic { curvatures: vec![curvature] };
                let far = |share: f64| {
                    let rate = share * Momentum::settles_until(beta) / curvature;
                    let mut state = [1.0, 0.0];
                    for _ in 0..1500 {
                        Momentum { rate, beta }.step(&ground, &mut state);
                    }
                    state[0].abs()
                };
                let (below, above) = (far(0.99), far(1.01));
                assert!(below < 1e-2 && above > 1e2, "β = {beta}, λ = {curvature}: {below} and {above}");
            }
        }
    }

    #[test]
    fn up_to_its_border_the_heavy_ball_never_turns_back() {
        for beta in [0.0, 0.25, 0.81] {
            let ground = Quadratic { curvatures: vec![1.0] };
            let turns = |share: f64| {
                let momentum = Momentum { rate: share * Momentum::monotone_until(beta), beta };
                let mut state = [1.0, 0.0];
                let mut signs = 0;
                for _ in 0..200 {
                    let before = state[0];
                    momentum.step(&ground, &mut state);
                    signs += usize::from(before * state[0] < 0.0);
                }
                signs
            };
            assert!(turns(0.99) == 0 && turns(1.2) > 1, "β = {beta}: {} and {}", turns(0.99), turns(1.2));
        }
    }
}
