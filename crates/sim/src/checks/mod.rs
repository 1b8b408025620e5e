//! Reference checks as data: what was computed, what it is held against, how far apart they are, and how far they may be.
//!
//! The same list serves the command line (`downhill verify`), the tests, and the page. A check of many numbers (a whole path)
//! carries the pair that differs most.

mod closed;
mod golden;
mod nist;

pub use nist::{NistSet, nist_sets};

/// What is checked, and against what.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Subject {
    /// The closed form on a data set of NIST against its certified coefficients.
    Certified(&'static str),
    /// Plain descent on a quadratic against w_k = (1 − ηλ)^k w₀.
    Powers,
    /// The distance to the minimum after plain descent at 0.99 of 2/λ_max: it has fallen.
    JustBelow,
    /// The same at 1.01 of 2/λ_max: it has grown.
    JustAbove,
    /// Momentum 0 against plain descent.
    NoMomentum,
    /// A path against the same path computed by PyTorch, by its name in the file of golden numbers.
    PyTorch(&'static str),
    /// A network or a recurrent cell against PyTorch with the same weights, by the case's name: every entry of every gradient.
    Gradient(&'static str),
    /// A network's training against PyTorch from the same start, by the case's name: every recorded number, and the end.
    Training(&'static str),
}

/// One check.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Check {
    /// What is checked.
    pub subject: Subject,
    /// How many numbers were compared.
    pub count: usize,
    /// What was computed here, where it differs most.
    pub computed: f64,
    /// What it is held against there.
    pub expected: f64,
    /// Their distance, as a share of what the check says it is a share of (the expected number, the length of w₀).
    pub difference: f64,
    /// The largest difference that passes.
    pub tolerance: f64,
}

impl Check {
    /// The worst of some [computed, expected, scale], where a difference is measured as a share of the scale.
    pub fn worst(subject: Subject, rows: impl Iterator<Item = [f64; 3]>, tolerance: f64) -> Check {
        // No rows at all are no agreement.
        let nothing = f64::INFINITY;
        let mut check =
            Check { subject, count: 0, computed: f64::NAN, expected: f64::NAN, difference: nothing, tolerance };
        for [computed, expected, scale] in rows {
            let difference = if computed == expected { 0.0 } else { (computed - expected).abs() / scale.abs() };
            // What is no number differs from everything.
            let difference = if difference.is_nan() { nothing } else { difference };
            if check.count == 0 || difference > check.difference {
                check = Check { computed, expected, difference, ..check };
            }
            check.count += 1;
        }
        check
    }

    /// Whether the difference is within the tolerance.
    pub fn passed(&self) -> bool {
        self.difference <= self.tolerance
    }

    /// How many leading decimal digits agree, −log₁₀ of the difference; 15 at most, which is what certified values have.
    pub fn digits(&self) -> f64 {
        (-libm::log10(self.difference)).clamp(0.0, 15.0)
    }
}

/// Every check.
pub fn checks() -> Vec<Check> {
    let mut all: Vec<Check> = nist_sets().iter().map(NistSet::check).collect();
    all.extend(closed::checks());
    all.extend(golden::checks());
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_pair_decides() {
        let check = Check::worst(Subject::Powers, [[1.0, 1.0, 1.0], [2.0, 2.5, 2.5], [3.0, 3.1, 3.1]].into_iter(), 0.1);
        assert_eq!((check.count, check.computed, check.expected), (3, 2.0, 2.5));
        assert!((check.difference - 0.2).abs() < 1e-15 && !check.passed());
        assert!(Check { tolerance: 0.21, ..check }.passed());
    }

    #[test]
    fn nothing_and_no_number_agree_with_nothing() {
        let passed = |rows: &[[f64; 3]]| Check::worst(Subject::Powers, rows.iter().copied(), 1.0).passed();
        assert!(passed(&[[1.0, 1.0, 1.0]]) && passed(&[[0.0, 0.0, 0.0]]));
        assert!(!passed(&[]) && !passed(&[[1.0, 1.0, 1.0], [f64::NAN, 1.0, 1.0]]) && !passed(&[[1.0, 0.0, 0.0]]));
    }
}
