//! The standard library, compiled with the app.
//!
//! The one that rustup installs was compiled for speed, with the machinery and the messages of panics. Compiled here from its own
//! source, for size and without them, it saves a tenth of the wasm (16 kB of the first load). A mistake in the program then
//! traps without a message, and `index.html` says so in words; `cargo xtask serve` has the messages.
//!
//! Cargo calls this unstable and asks for `RUSTC_BOOTSTRAP=1`. Nothing in the app depends on it: where the source cannot be had,
//! the site is built with the installed library, and is only larger.

use crate::run::{capture, cargo, command, run, say};
use crate::tools::{NETWORK, WASM};
use std::path::Path;

/// What tells cargo to compile the standard library, and how.
pub const VARIABLES: [(&str, &str); 3] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
];

/// What tells rustc that a panic only stops the program.
pub const FLAGS: &str = " -Zunstable-options -Cpanic=immediate-abort";

/// Whether the source of the standard library and the crates that it needs are here; fetches them, once, if they are not.
pub fn sources() -> bool {
    let ready = source().and_then(|()| {
        let mut fetch = cargo();
        // `--target` as well: cargo builds a library of one's own for a named target alone.
        fetch.args(["fetch", "--quiet", "--target", WASM]).envs(VARIABLES);
        run(&mut fetch, "the crates of the standard library could not be fetched (`cargo fetch`).")
    });
    if let Err(trouble) = &ready {
        say(format!(
            "The site will be larger than it need be, for Rust's standard library cannot be compiled with it: {trouble} {NETWORK}"
        ));
    }
    ready.is_ok()
}

/// The source, which is a component of the toolchain.
fn source() -> Result<(), String> {
    let root = capture(command("rustc").args(["--print", "sysroot"]));
    if root.is_some_and(|root| Path::new(root.trim()).join("lib/rustlib/src/rust/library/Cargo.lock").is_file()) {
        return Ok(());
    }
    say("Installing the source of Rust's standard library with rustup: a few seconds, 30 MB");
    run(
        command("rustup").args(["component", "add", "rust-src"]),
        "its source could not be installed (`rustup component add rust-src`).",
    )
}
