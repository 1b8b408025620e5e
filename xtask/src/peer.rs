//! The project's mathematics as a peer in the bench that compares it with others: a folder that the bench takes as it is.

use crate::run::{Outcome, cargo, root, run, say};
use crate::tools::{self, WASM};
use crate::{site, split};
use std::fs;

/// What the bench asks about a peer.
const PEERS: &str = r#"[{"name": "downhill", "kind": "page", "module": "peer.mjs", "variant": "release", "precision": "f64", "workloads": ["W1", "W2", "W3", "W4"]}]
"#;

/// Where the peer goes.
pub const FOLDER: &str = "target/peer";

/// Compiles the peer as the site is compiled, and for this machine, and writes the folder `target/peer/`.
pub fn write() -> Outcome {
    say("Compiling the mathematics as a peer of others, into target/peer/");
    let folder = root().join(FOLDER);
    fs::create_dir_all(&folder).map_err(|error| format!("target/peer: {error}"))?;
    let mut compile = cargo();
    compile.args(["build", "--quiet", "--profile", "web", "--target", WASM, "--package", "peer", "--lib"]);
    site::as_the_site(&mut compile);
    run(&mut compile, "the peer could not be compiled; see above.")?;
    let compiled = root().join(format!("target/{WASM}/web/peer.wasm"));
    split::optimise(&tools::binaryen("wasm-opt")?, &compiled, &folder.join("peer.wasm"))?;
    run(
        cargo().args(["build", "--quiet", "--release", "--package", "peer", "--bin", "peer"]),
        "the peer could not be compiled for this machine; see above.",
    )?;
    let native = format!("peer{}", std::env::consts::EXE_SUFFIX);
    fs::copy(root().join("target/release").join(&native), folder.join(&native))
        .map_err(|error| format!("target/release/{native}: {error}"))?;
    let copied = fs::copy(root().join("tests/peer/peer.mjs"), folder.join("peer.mjs"));
    let written = copied.and_then(|_| fs::write(folder.join("peers.json"), PEERS));
    written.map_err(|error| format!("target/peer: {error}"))
}
