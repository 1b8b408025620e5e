//! The compiler of words: catalogues and stories become Rust, so that a bad name is an error with a file and a line.
//!
//! Build scripts run it ([`script`]); a host test looks at its error messages.

pub mod catalogue;
pub mod controls;
pub mod emit;
pub mod hides;
pub mod markdown;
pub mod maths;
pub mod named;
pub mod preset;
pub mod problem;
pub mod roles;
pub mod script;
pub mod story;
pub mod table;
pub mod template;
pub mod words;

pub use problem::Problem;
