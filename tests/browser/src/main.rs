//! The WebDriver suite.
fn main() {}
