//! What can be judged without a browser.

use crate::run::{Outcome, Stages, capture, cargo, command, root, run, say};
use crate::{hosts, licences, split, tools};
use std::path::Path;

/// Formatting, clippy on host and wasm32, architecture, text, licences.
pub fn check(stages: &mut Stages) -> Outcome {
    tools::wasm_target()?;
    tools::fetch()?;
    stages.time("formatting", formatting)?;
    stages.time("clippy, host", || {
        // The proofs are no part of all targets.
        [["--workspace", "--all-targets"], ["--test", "proofs"]].iter().try_for_each(|targets| {
            run(
                cargo().args(["clippy", "--quiet"]).args(targets).args(["--", "-D", "warnings"]),
                "clippy found something in the code for this machine; see above.",
            )
        })
    })?;
    stages.time("clippy, wasm32", || {
        let target = ["clippy", "--quiet", "--package", "downhill", "--lib", "--bins", "--target", tools::WASM];
        run(
            cargo().args(target).args(["--features", split::FEATURE, "--", "-D", "warnings"]),
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

/// What takes many seeds to show: no part of a plain `cargo test`, which is to be quick.
pub fn proofs() -> Outcome {
    run(cargo().args(["test", "--quiet", "--test", "proofs"]), "a claim does not hold over its seeds; see above.")
}

/// Every tracked file is formatted. rustfmt follows `mod` items that stand in plain text and no others, so that a file behind a
/// macro would pass unseen: the files that it says it visits are compared with those that git tracks.
fn formatting() -> Outcome {
    run(cargo().args(["fmt", "--all", "--check"]), "some files are not formatted: run `cargo fmt --all`.")?;
    let visited = capture(cargo().args(["fmt", "--all", "--check", "--", "--verbose"])).unwrap_or_default();
    let visited: Vec<&Path> =
        visited.lines().filter_map(|line| line.strip_prefix("Formatting ")).map(Path::new).collect();
    let tracked = capture(command("git").args(["ls-files", "*.rs"])).unwrap_or_default();
    let missed: Vec<&str> = tracked.lines().filter(|file| !visited.contains(&root().join(file).as_path())).collect();
    if tracked.is_empty() {
        return Err(
            "git lists no Rust file (`git ls-files`): run this command in a clone of the repository.".to_owned()
        );
    }
    if missed.is_empty() {
        return Ok(());
    }
    let list = missed.join("\n  ");
    Err(format!("rustfmt does not reach these files; name each by a `mod` item that stands in no macro:\n  {list}"))
}
