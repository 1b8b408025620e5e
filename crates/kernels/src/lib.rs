//! The inner loops of the mathematics: functions of slices, in which nearly all time is spent.
//!
//! They are a crate of their own because a crate is what the compiler can be told to make fast (`Cargo.toml`): the app around
//! them is made small.
#![warn(clippy::disallowed_methods)]

pub mod elementary;
mod pair;
pub mod products;
