//! The mathematics. Pure: no clock, no global randomness, no browser; it never panics.

mod diagnosis;
mod trace;

pub use diagnosis::Verdict;
pub use trace::{CHECKPOINT_EVERY, Ending, Process, Trace};
