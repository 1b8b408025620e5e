//! Optimizers: each a public configuration and a step over an [`Oracle`](super::Oracle).

mod adam;
mod plain;

pub use adam::{Adam, AdamState};
pub use plain::Plain;
