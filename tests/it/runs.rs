//! Runs, computed as far as the tests need them.

use downhill::lessons::{Lesson, Run};
use downhill::params::RunSpec;

/// How many pieces of a study are computed once a run has made its updates: a sweep of learning rates whole, of the
/// comparison of remedies enough for a number in every row. To its end it takes longer than all else here;
/// `tests/proofs` waits for that.
const OF_A_STUDY: usize = 800;

/// A run that has made its updates, with its study begun.
pub fn opened(lesson: &Lesson, spec: &RunSpec) -> Box<dyn Run> {
    let mut run = lesson.open(spec);
    while run.trace().ending().is_none() && run.advance(64) {}
    run.advance(OF_A_STUDY);
    run
}
