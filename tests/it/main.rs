//! The host's tests in one binary.

mod links;
mod registry;
mod story_compiler;
