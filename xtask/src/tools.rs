//! The tools a build needs, pinned. The right version on the path is used; any other is left alone, and the right one
//! is installed into `target/tools/`, once.

use crate::licences::metadata;
use crate::run::{Outcome, capture, cargo, command, on_path, root, run, say};
use serde_json::Value;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

const TRUNK: &str = "0.21.14";
const GECKODRIVER: &str = "0.37.1";
const BINARYEN: &str = "132";
const ESBUILD: &str = "0.25.12";
/// The target of the page.
pub const WASM: &str = "wasm32-unknown-unknown";

/// What to do when a download fails.
pub const NETWORK: &str = "If this machine has no network or needs a proxy, fix that first; then run the same command again: \
                       it goes on where it stopped.";

/// Programs of the right version.
pub struct Tools {
    trunk: PathBuf,
    path: OsString,
}

impl Tools {
    /// Trunk, which puts the page together and finds wasm-bindgen on the path that it is given.
    pub fn trunk(&self) -> Command {
        let mut trunk = command(&self.trunk);
        // `NO_COLOR=1`, common in CI, is not a value that Trunk understands; its own backtraces help nobody.
        trunk.env("PATH", &self.path).env_remove("NO_COLOR").env("RUST_BACKTRACE", "0");
        trunk
    }
}

/// Everything that `serve` needs: the wasm target, trunk, wasm-bindgen and the crates.
pub fn to_serve() -> Outcome<Tools> {
    wasm_target()?;
    let trunk = installed_by_cargo("trunk", "trunk", TRUNK, true, "6 minutes")?;
    let bindgen = wasm_bindgen()?;
    fetch()?;
    let folders = [&trunk, &bindgen].into_iter().filter_map(|tool| tool.parent().map(Path::to_path_buf));
    let inherited = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(folders.chain(std::env::split_paths(&inherited)))
        .map_err(|error| format!("the path to the tools cannot be written: {error}"))?;
    Ok(Tools { trunk, path })
}

/// What makes the script beside the wasm.
pub fn wasm_bindgen() -> Outcome<PathBuf> {
    let library = metadata(&[])?.packages.into_iter().find(|package| package.name == "wasm-bindgen");
    let version = library.ok_or("the workspace has no wasm-bindgen")?.version.to_string();
    // Must equal the library's version exactly. Not --locked: its lock file names a crate that may be yanked.
    installed_by_cargo("wasm-bindgen-cli", "wasm-bindgen", &version, false, "3 minutes")
}

/// The crates, so that the build itself needs no network.
pub fn fetch() -> Outcome {
    let mut fetch = cargo();
    fetch.arg("fetch");
    if std::env::var_os("CI").is_some() {
        fetch.arg("--locked");
    }
    run(&mut fetch, &format!("the crates could not be fetched (`cargo fetch`). {NETWORK}"))
}

/// Firefox's driver.
pub fn geckodriver() -> Outcome<PathBuf> {
    installed_by_cargo("geckodriver", "geckodriver", GECKODRIVER, true, "3 minutes")
}

/// A tool for wasm: `wasm-opt`, `wasm-merge`.
pub fn binaryen(program: &str) -> Outcome<PathBuf> {
    installed_by_npm("binaryen", program, BINARYEN, "100 MB")
}

/// The minifier of scripts and styles.
pub fn esbuild() -> Outcome<PathBuf> {
    installed_by_npm("esbuild", "esbuild", ESBUILD, "10 MB")
}

/// A program of an npm package: from `target/tools/`, from the path, or installed now.
fn installed_by_npm(package: &str, program: &str, version: &str, size: &str) -> Outcome<PathBuf> {
    let right = |tool: &Path| {
        let said = capture(command(tool).arg("--version"));
        said.is_some_and(|said| said.split_whitespace().any(|word| word == version))
    };
    let own = root().join("target/tools/npm");
    let name = if cfg!(windows) { format!("{program}.cmd") } else { program.to_owned() };
    let tool = own.join("node_modules/.bin").join(name);
    if right(&tool) {
        return Ok(tool);
    }
    if let Some(found) = on_path(program).filter(|found| right(found)) {
        return Ok(found);
    }
    npm_install(&own, package, version, size)?;
    if right(&tool) {
        Ok(tool)
    } else {
        Err(format!("npm installed {package}, but its {program} does not run: is Node older than 18?"))
    }
}

/// The folder of an npm package that is no program: in `target/tools/`, or installed there now.
pub fn npm_package(package: &str, version: &str, size: &str) -> Outcome<PathBuf> {
    let own = root().join("target/tools/npm");
    let folder = own.join("node_modules").join(package);
    let said = std::fs::read(folder.join("package.json")).unwrap_or_default();
    if !serde_json::from_slice::<Value>(&said).is_ok_and(|said| said["version"] == version) {
        npm_install(&own, package, version, size)?;
    }
    Ok(folder)
}

fn npm_install(own: &Path, package: &str, version: &str, size: &str) -> Outcome {
    say(format!("Installing {package} {version} with npm into target/tools/: a few seconds, {size}"));
    std::fs::create_dir_all(own).map_err(|error| format!("target/tools/npm cannot be made: {error}"))?;
    let mut npm = command(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.arg("--prefix").arg(own).args(["install", "--no-audit", "--no-fund", "--loglevel=error"]);
    npm.arg(format!("{package}@{version}"));
    run(&mut npm, &format!("{package} could not be installed with npm (Node 18 or newer is needed). {NETWORK}"))
}

/// Rust's own part of the target.
pub fn wasm_target() -> Outcome {
    let folder = capture(command("rustc").args(["--print", "target-libdir", "--target", WASM]));
    if folder.is_some_and(|folder| Path::new(folder.trim()).is_dir()) {
        return Ok(());
    }
    say(format!("Installing the Rust target {WASM} with rustup: about half a minute"));
    run(
        command("rustup").args(["target", "add", WASM]),
        &format!("the Rust target {WASM} could not be installed (`rustup target add {WASM}`). {NETWORK}"),
    )
}

/// A program of a crate: from `target/tools/`, from the path, or installed now.
fn installed_by_cargo(krate: &str, program: &str, version: &str, locked: bool, time: &str) -> Outcome<PathBuf> {
    let right = |tool: &Path| {
        let said = capture(command(tool).arg("--version"));
        said.is_some_and(|said| said.split_whitespace().any(|word| word == version))
    };
    let tools = root().join("target/tools");
    let tool = tools.join("bin").join(format!("{program}{}", std::env::consts::EXE_SUFFIX));
    if right(&tool) {
        return Ok(tool);
    }
    if let Some(found) = on_path(program).filter(|found| !tool.exists() && right(found)) {
        return Ok(found);
    }
    say(format!("Installing {krate} {version} into target/tools/: about {time} on two cores, once"));
    let build = tools.join("build");
    let mut install = cargo();
    install.args(["install", krate, "--version", &format!("={version}"), "--force", "--root"]).arg(&tools);
    install.env("CARGO_TARGET_DIR", &build);
    if locked {
        install.arg("--locked");
    }
    run(
        &mut install,
        &format!(
            "{krate} {version} could not be installed (`cargo install {krate}@{version}`; it is built from source and \
                  needs a C compiler and linker). {NETWORK}"
        ),
    )?;
    // The intermediate files are of no more use.
    std::fs::remove_dir_all(&build).ok();
    if right(&tool) {
        Ok(tool)
    } else {
        Err(format!("{krate} was installed, but `{program} --version` does not say {version}"))
    }
}
