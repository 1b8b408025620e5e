//! Descent against what mathematics says of it.

use super::{Check, Subject};
use crate::optimizers::{Momentum, Plain};
use crate::{Oracle, Quadratic, norm};

/// How many updates are held against the formula.
const UPDATES: usize = 200;
const START: [f64; 3] = [1.0, -2.0, 0.5];

/// All of them.
pub fn checks() -> Vec<Check> {
    vec![powers(), border(Subject::JustBelow, 0.99), border(Subject::JustAbove, 1.01), no_momentum()]
}

fn ground() -> Quadratic {
    Quadratic { curvatures: vec![0.5, 3.0, 10.0] }
}

/// The weights after 0, 1, ... [`UPDATES`] updates of plain descent.
fn path(oracle: &dyn Oracle, rate: f64) -> Vec<[f64; 3]> {
    let mut weights = START;
    let mut path = vec![weights];
    for _ in 0..UPDATES {
        Plain { rate }.step(oracle, &mut weights);
        path.push(weights);
    }
    path
}

/// w_k = (1 − ηλ)^k w₀ along every direction, as a share of |w₀|.
fn powers() -> Check {
    let (ground, rate, length) = (ground(), 0.15, norm(&START));
    let mut rows = Vec::new();
    for (axis, curvature) in ground.curvatures.iter().enumerate() {
        let mut exact = START[axis];
        for weights in path(&ground, rate) {
            rows.push([weights[axis], exact, length]);
            exact *= 1.0 - rate * curvature;
        }
    }
    Check::worst(Subject::Powers, rows.into_iter(), 1e-12)
}

/// Along the steepest direction the distance after k updates at `share` of 2/λ_max is |1 − 2 share|^k of what it was: less
/// for a share below 1, more above.
fn border(subject: Subject, share: f64) -> Check {
    let ground = ground();
    let path = path(&ground, share * 2.0 / ground.curvatures[2]);
    let mut expected = START[2].abs();
    for _ in 0..UPDATES {
        expected *= (1.0 - 2.0 * share).abs();
    }
    let reached = path[UPDATES][2].abs();
    let moved_right = (reached < START[2].abs()) == (share < 1.0);
    let reached = if moved_right { reached } else { f64::NAN };
    Check::worst(subject, [[reached, expected, expected]].into_iter(), 1e-10)
}

/// Momentum 0 is plain descent, bit for bit.
fn no_momentum() -> Check {
    let (ground, rate) = (ground(), 0.15);
    let mut state = [START, [0.0; 3]].concat();
    let mut rows = Vec::new();
    for weights in path(&ground, rate) {
        rows.extend((0..3).map(|axis| [state[axis], weights[axis], 1.0]));
        Momentum { rate, beta: 0.0 }.step(&ground, &mut state);
    }
    Check::worst(Subject::NoMomentum, rows.into_iter(), 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_closed_form_holds() {
        for check in checks() {
            println!("{check:?}");
            assert!(check.passed(), "{check:?}");
        }
    }
}
