//! The host's tests in one binary.

mod architecture;
mod cli;
mod equations;
mod fonts;
mod frozen;
mod fuzz;
mod golden_descent;
mod golden_network;
mod hashes;
mod hidden;
mod kernels;
mod links;
mod network;
mod paths;
mod pictures;
mod python;
mod registry;
mod runs;
mod source;
mod story_compiler;
mod svg;
mod text;
mod views;
