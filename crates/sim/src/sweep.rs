//! A sweep: the same descent from the same start with one learning rate after another.
//!
//! The rates ηᵢ = limit · q^(i − J + ½) are spaced by the ratio q = [`SPACING`], so that the limit stands halfway (in
//! ratio) between two of them: what is measured on both sides is not told by where it was looked for.

use super::Oracle;
use super::optimizers::Momentum;

/// How many rates a sweep tries.
pub const SWEEP_RATES: usize = 84;
/// Each rate over the one before it.
const SPACING: f64 = 1.06;
/// How many of them lie below the limit: down to 1/81 of it, and up to 1.55 times.
const BELOW: f64 = 76.0;

/// What came of one rate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tried {
    /// The rate η.
    pub rate: f64,
    /// The loss after the sweep's number of updates; infinite where it overflowed before.
    pub loss: f64,
    /// The first update after which the loss was at most the goal.
    pub reached: Option<usize>,
}

/// The rate with this index of a sweep about `limit`.
pub fn sweep_rate(limit: f64, index: usize) -> f64 {
    limit * libm::exp((index as f64 - BELOW + 0.5) * libm::log(SPACING))
}

/// Runs one descent of at most `updates` updates from `start`.
pub fn try_rate(oracle: &dyn Oracle, start: &[f64], descent: Momentum, updates: usize, goal: f64) -> Tried {
    let mut state = start.to_vec();
    state.resize(2 * start.len(), 0.0);
    let mut gradient = vec![0.0; start.len()];
    let mut tried = Tried { rate: descent.rate, loss: f64::INFINITY, reached: None };
    for update in 0..=updates {
        if update > 0 {
            descent.step(oracle, &mut state);
        }
        let loss = oracle.value_and_gradient(&state[..start.len()], &mut gradient);
        if !loss.is_finite() {
            tried.loss = f64::INFINITY;
            break;
        }
        tried.loss = loss;
        if loss <= goal && tried.reached.is_none() {
            tried.reached = Some(update);
        }
    }
    tried
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Quadratic;

    #[test]
    fn the_limit_stands_halfway_between_two_rates() {
        let limit = 0.02;
        let (below, above) = (sweep_rate(limit, 75), sweep_rate(limit, 76));
        assert!(below < limit && limit < above && ((below * above).sqrt() / limit - 1.0).abs() < 1e-12);
    }

    #[test]
    fn one_rate_is_one_descent() {
        let ground = Quadratic { curvatures: vec![2.0] };
        let tried = try_rate(&ground, &[1.0], Momentum { rate: 0.25, beta: 0.0 }, 3, 0.1);
        assert_eq!(tried, Tried { rate: 0.25, loss: 1.0 / 64.0, reached: Some(2) });
    }
}
