//! Clipping: a bound on the gradient before it is used.
//!
//! | name | g becomes | direction |
//! |---|---|---|
//! | by norm | g · min(1, c/‖g‖) over all parameters at once | kept |
//! | by value | each entry into [−c, c] | turned |
//!
//! Clipping caps large gradients and does nothing for small ones. A gradient with an entry that is not finite stays as it
//! is, so that the overflow is found where it happened. Source: Pascanu, Mikolov & Bengio 2013, algorithm 1.

use crate::norm;

/// A bound on the gradient.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Clip {
    /// None.
    #[default]
    None,
    /// By the norm of the whole gradient: the bound c > 0.
    Norm(f64),
    /// Entry by entry: the bound c > 0.
    Value(f64),
}

impl Clip {
    /// Clips in place; true if anything changed.
    ///
    /// ```
    /// use sim::network::Clip;
    /// let mut gradient = [30.0, 40.0];
    /// assert!(Clip::Norm(5.0).apply(&mut gradient));
    /// assert_eq!(gradient, [3.0, 4.0]);
    /// ```
    pub fn apply(self, gradient: &mut [f64]) -> bool {
        let mut clipped = false;
        match self {
            Clip::None => {}
            _ if gradient.iter().any(|entry| !entry.is_finite()) => {}
            Clip::Norm(bound) => {
                let largest = gradient.iter().fold(0.0_f64, |largest, entry| largest.max(entry.abs()));
                if largest > 0.0 && norm(gradient) > bound {
                    // In two steps, so that a norm beyond the largest number does not make every entry 0.
                    let mut shares = 0.0;
                    for entry in gradient.iter_mut() {
                        *entry /= largest;
                        shares += *entry * *entry;
                    }
                    let factor = bound / shares.sqrt();
                    gradient.iter_mut().for_each(|entry| *entry *= factor);
                    clipped = true;
                }
            }
            Clip::Value(bound) => {
                for entry in gradient.iter_mut().filter(|entry| entry.abs() > bound) {
                    *entry = bound.copysign(*entry);
                    clipped = true;
                }
            }
        }
        clipped
    }
}
