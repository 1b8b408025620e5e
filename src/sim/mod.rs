//! The mathematics. Pure: no clock, no global randomness, no browser; it never panics.
#![warn(clippy::disallowed_methods)]

pub mod csv;
pub mod data;
mod diagnosis;
pub mod elementary;
pub mod landscapes;
mod least_squares;
mod line;
pub mod network;
pub mod optimizers;
mod oracle;
pub mod recurrent;
pub mod rng;
mod symmetric;
mod trace;

pub use diagnosis::Verdict;
pub use least_squares::least_squares;
pub use line::{LineLoss, Reduction};
pub use oracle::{Oracle, norm};
pub use symmetric::Symmetric2;
pub use trace::{CHECKPOINT_EVERY, Ending, Process, Trace};
