//! Optimizers: each a public configuration and a step over an [`Oracle`](super::Oracle). [`Plain::update`] moves the
//! weights of all but Adam, which no lesson runs yet: the bench against other programs does (`tests/peer`).

mod adam;
mod momentum;
mod plain;

pub use adam::{Adam, AdamState};
pub use momentum::Momentum;
pub use plain::Plain;
