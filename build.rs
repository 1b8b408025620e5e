//! Compiles the lessons' Markdown.
fn main() {}
