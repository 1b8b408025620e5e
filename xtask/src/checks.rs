//! What can be judged without a browser.

use crate::run::{Outcome, Stages, cargo, run, say};
use crate::{hosts, licences, tools};

/// Formatting, clippy on host and wasm32, architecture, text, licences.
pub fn check(stages: &mut Stages) -> Outcome {
    tools::wasm_target()?;
    tools::fetch()?;
    stages.time("formatting", || {
        run(cargo().args(["fmt", "--all", "--check"]), "some files are not formatted: run `cargo fmt --all`.")
    })?;
    stages.time("clippy, host", || {
        run(
            cargo().args(["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"]),
            "clippy found something in the code for this machine; see above.",
        )
    })?;
    stages.time("clippy, wasm32", || {
        let target = ["clippy", "--quiet", "--package", "downhill", "--lib", "--bins", "--target", tools::WASM];
        run(
            cargo().args(target).args(["--", "-D", "warnings"]),
            "clippy found something in the code for the browser; see above.",
        )
    })?;
    stages.time("architecture and text", || {
        run(
            cargo().args(["test", "--quiet", "--test", "it", "--", "architecture::", "text::"]),
            "a rule of the architecture or of the text is broken; the sentences above say where.",
        )
    })?;
    stages.time("licences", || licences::licences(false))
}

/// The tests that run on this machine, of every crate.
pub fn host_tests() -> Outcome {
    // With NumPy they run exported programs; without, they say that they did not. On a machine that nobody watches they fail.
    if let Err(trouble) = hosts::python() {
        say(trouble);
    }
    run(cargo().args(["test", "--quiet", "--workspace"]), "a host test failed; see above.")
}
