//! The host's tests in one binary.

mod architecture;
mod cli;
mod equations;
mod golden_network;
mod links;
mod network;
mod registry;
mod source;
mod story_compiler;
mod text;
