//! Optimizers: each a public configuration and a step over an [`Oracle`](super::Oracle).

mod momentum;
mod plain;

pub use momentum::Momentum;
pub use plain::Plain;
