//! Optimizers: each a public configuration and a step over an [`Oracle`](super::Oracle).

mod plain;

pub use plain::Plain;
