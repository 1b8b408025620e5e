//! The host's tests in one binary.

mod links;
