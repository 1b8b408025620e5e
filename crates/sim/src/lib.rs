//! The mathematics. Pure: no clock, no global randomness, no browser; it never panics.
#![warn(clippy::disallowed_methods)]

pub mod checks;
pub mod data;
mod decay;
mod diagnosis;
pub mod gradient_noise;
pub mod landscapes;
mod least_squares;
mod line;
mod logistic;
pub mod network;
pub mod optimizers;
mod oracle;
pub mod order;
mod quadratic;
pub mod recurrent;
pub mod rng;
mod sweep;
mod symmetric;
mod trace;

pub use decay::Decay;
pub use diagnosis::Verdict;
pub use least_squares::least_squares;
pub use line::{LineLoss, Reduction, residual_sums};
pub use logistic::{LogisticLoss, cross_entropy, sigmoid};
pub use oracle::{Oracle, angle, norm};
pub use quadratic::Quadratic;
pub use sweep::{SWEEP_RATES, Tried, sweep_rate, try_rate};
pub use symmetric::Symmetric2;
pub use trace::{CHECKPOINT_EVERY, Ending, Process, Trace};
