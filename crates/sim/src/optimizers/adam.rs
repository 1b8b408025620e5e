//! Adam: every weight gets a rate of its own, from running averages of its gradient and of the gradient's square.
//!
//! m ← β₁ m + (1 − β₁) g,  v ← β₂ v + (1 − β₂) g²,  w ← w − η m̂ / (√v̂ + ε)  with  m̂ = m / (1 − β₁ᵏ), v̂ = v / (1 − β₂ᵏ)
//!
//! | symbol | meaning | shape | range |
//! |---|---|---|---|
//! | w | weights | vector | finite |
//! | g | gradient of the loss at w | as w | finite |
//! | m, v | running averages, 0 at the start | as w | finite, v ≥ 0 |
//! | η | learning rate | number | > 0 |
//! | β₁, β₂ | share of the averages that is kept | numbers | 0 ≤ β < 1 |
//! | ε | keeps the quotient finite; outside the root | number | > 0 |
//! | k | updates made, this one included | whole number | ≥ 1 |
//!
//! Computed as in the last paragraph of section 2, which has the same value and waits for one quotient less:
//! w ← w − η′ m / (√v + ε′)  with  η′ = η √(1 − β₂ᵏ) / (1 − β₁ᵏ), ε′ = ε √(1 − β₂ᵏ).
//!
//! The first step is η long in every coordinate (up to ε), whatever the gradient. Source: Kingma & Ba 2015, "Adam: a method for
//! stochastic optimization", algorithm 1, whose defaults are [`Adam::default`]'s.

use crate::Oracle;

/// Adam.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Adam {
    /// The learning rate η.
    pub rate: f64,
    /// The share β₁ of the averaged gradient that is kept.
    pub beta1: f64,
    /// The share β₂ of the averaged square that is kept.
    pub beta2: f64,
    /// The ε beside the root.
    pub epsilon: f64,
}

impl Default for Adam {
    fn default() -> Adam {
        Adam { rate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 }
    }
}

/// What Adam remembers between updates.
#[derive(Clone, Debug, PartialEq)]
pub struct AdamState {
    /// [m, v] of each weight.
    averages: Vec<[f64; 2]>,
    /// β₁ᵏ and β₂ᵏ.
    powers: [f64; 2],
    gradient: Vec<f64>,
}

impl AdamState {
    /// Before the first update of so many weights.
    pub fn new(dimension: usize) -> AdamState {
        AdamState { averages: vec![[0.0; 2]; dimension], powers: [1.0; 2], gradient: vec![0.0; dimension] }
    }
}

impl Adam {
    /// One update, in place: `weights` has the oracle's dimension, as the memory has.
    ///
    /// ```
    /// use sim::{landscapes::rosenbrock::Rosenbrock, optimizers::{Adam, AdamState}};
    /// let (mut weights, mut memory) = ([-1.2, 1.0], AdamState::new(2));
    /// Adam { rate: 0.01, ..Adam::default() }.step(&Rosenbrock, &mut weights, &mut memory);
    /// assert!((weights[0] + 1.19).abs() < 1e-9 && (weights[1] - 1.01).abs() < 1e-9);
    /// ```
    #[inline]
    pub fn step<O: Oracle + ?Sized>(&self, oracle: &O, weights: &mut [f64], memory: &mut AdamState) {
        let Adam { rate, beta1, beta2, epsilon } = *self;
        oracle.value_and_gradient(weights, &mut memory.gradient);
        memory.powers[0] *= beta1;
        memory.powers[1] *= beta2;
        let spread = (1.0 - memory.powers[1]).sqrt();
        let (rate, epsilon) = (rate * spread / (1.0 - memory.powers[0]), epsilon * spread);
        // Index by index, weight by weight: what is zipped is set up anew in every update, which takes longer than two weights.
        for (place, [mean, square]) in memory.averages.iter_mut().enumerate() {
            let (Some(weight), Some(slope)) = (weights.get_mut(place), memory.gradient.get(place)) else { return };
            *mean = beta1 * *mean + (1.0 - beta1) * slope;
            *square = beta2 * *square + (1.0 - beta2) * slope * slope;
            *weight -= rate * *mean / (square.sqrt() + epsilon);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::landscapes::rosenbrock::Rosenbrock;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_first_step_is_as_long_as_the_rate_in_every_coordinate(
            x in -2.0..2.0_f64, y in -2.0..2.0_f64, rate in 1e-4..1.0_f64
        ) {
            let mut gradient = [0.0; 2];
            Rosenbrock.value_and_gradient(&[x, y], &mut gradient);
            prop_assume!(gradient.iter().all(|slope| slope.abs() > 1e-3));
            let (mut weights, mut memory) = ([x, y], AdamState::new(2));
            Adam { rate, ..Adam::default() }.step(&Rosenbrock, &mut weights, &mut memory);
            for (axis, start) in [x, y].into_iter().enumerate() {
                prop_assert!((start - weights[axis] - rate * gradient[axis].signum()).abs() < 1e-4 * rate);
            }
        }
    }

    /// Made by PyTorch 2 (torch.optim.Adam, float64, on the CPU):
    /// ```python
    /// import torch
    /// w = torch.tensor([-1.2, 1.0], dtype=torch.float64, requires_grad=True)
    /// adam = torch.optim.Adam([w], lr=0.01)
    /// for k in range(1, 1001):
    ///     adam.zero_grad(); ((1 - w[0]) ** 2 + 100 * (w[1] - w[0] ** 2) ** 2).backward(); adam.step()
    ///     if k in (1, 10, 200, 1000): print(k, w.tolist())
    /// ```
    #[test]
    fn a_thousand_updates_on_rosenbrock_agree_with_pytorch() {
        let (mut weights, mut memory) = ([-1.2, 1.0], AdamState::new(2));
        for update in 1..=1000 {
            Adam { rate: 0.01, ..Adam::default() }.step(&Rosenbrock, &mut weights, &mut memory);
            if let Some((_, expected)) = GOLDEN.iter().find(|(at, _)| *at == update) {
                for (value, known) in weights.iter().zip(expected) {
                    assert!((value - known).abs() <= 1e-11 * known.abs(), "update {update}: {value} against {known}");
                }
            }
        }
    }
    const GOLDEN: [(usize, [f64; 2]); 4] = [
        (1, [-1.1900000000004638, 1.0099999999988636]),
        (10, [-1.1049555420644475, 1.0953346172030314]),
        (200, [-1.0059018448580328, 1.0181254359858485]),
        (1000, [-0.12021127799811612, 0.015458278546678108]),
    ];
}
