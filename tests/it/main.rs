//! The host's tests in one binary.

mod links;
mod story_compiler;
