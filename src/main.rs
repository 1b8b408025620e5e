//! The page in a browser, the command line elsewhere: the same crate, the same links.

fn main() {}
