//! Optimizers: each a public configuration and a step over an [`Oracle`](super::Oracle).

mod adam;
mod momentum;
mod plain;

pub use adam::{Adam, AdamState};
pub use momentum::Momentum;
pub use plain::Plain;
