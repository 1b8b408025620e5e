//! Pages of others that hold a lesson, made by the programs that such pages are made with: reveal.js, Sphinx, MkDocs.
//!
//! The suite opens what stands in `target/hosts/` afterwards. Python's programs are installed into an environment of their own.

use crate::run::{Outcome, command, on_path, root, run, say};
use crate::tools::{NETWORK, npm_package};
use std::fs;
use std::path::{Path, PathBuf};

const REVEAL: &str = "5.2.1";
/// Sphinx and MkDocs make pages; with NumPy the host tests run exported programs.
const PYTHON_PACKAGES: [&str; 3] = ["sphinx==8.2.3", "mkdocs==1.6.1", "numpy==2.4.6"];

/// Makes all of them in `target/hosts/`.
pub fn make() -> Outcome {
    let (from, to) = (root().join("tests/hosts"), root().join("target/hosts"));
    let told = |path: &Path, error: std::io::Error| format!("{}: {error}", path.display());
    fs::create_dir_all(&to).map_err(|error| told(&to, error))?;
    for entry in fs::read_dir(&from).map_err(|error| told(&from, error))?.flatten() {
        if entry.path().is_file() {
            fs::copy(entry.path(), to.join(entry.file_name())).map_err(|error| told(&entry.path(), error))?;
        }
    }
    copy_folder(&npm_package("reveal.js", REVEAL, "6 MB")?.join("dist"), &to.join("reveal"))?;
    let programs = match python() {
        Ok(programs) => programs,
        // Where nobody looks at the log, pages that are not there must not go unnoticed.
        Err(trouble) if std::env::var_os("CI").is_some() => return Err(trouble),
        Err(trouble) => {
            say(format!("The pages of Sphinx and MkDocs are left out: {trouble}"));
            return Ok(());
        }
    };
    let trouble = |program: &str| format!("{program} could not make its page in target/hosts/; see above.");
    let mut sphinx = command(programs.join("sphinx-build"));
    sphinx.args(["-q", "-E", "-b", "html"]).arg(from.join("sphinx")).arg(to.join("sphinx"));
    run(&mut sphinx, &trouble("Sphinx"))?;
    let mut mkdocs = command(programs.join("mkdocs"));
    mkdocs.args(["build", "--quiet", "--clean", "--config-file"]).arg(from.join("mkdocs/mkdocs.yml"));
    run(mkdocs.arg("--site-dir").arg(to.join("mkdocs")), &trouble("MkDocs"))
}

/// The folder of Python's programs, in an environment of their own.
pub fn python() -> Outcome<PathBuf> {
    let own = root().join("target/tools/python");
    let programs = own.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let packages = PYTHON_PACKAGES.join("\n");
    if fs::read_to_string(own.join("ready")).is_ok_and(|ready| ready == packages) {
        return Ok(programs);
    }
    let python = on_path("python3").or_else(|| on_path("python"));
    let python = python.ok_or(
        "Python 3 is needed for the pages of Sphinx and MkDocs that the suite opens, and to run exported programs.",
    )?;
    say("Installing Sphinx, MkDocs and NumPy with pip into target/tools/python: a few seconds, 120 MB");
    run(
        command(python).args(["-m", "venv"]).arg(&own),
        "Python could not make an environment (`python3 -m venv`; on Debian and Ubuntu it is the package python3-venv).",
    )?;
    let mut pip = command(programs.join("pip"));
    pip.args(["install", "--quiet", "--disable-pip-version-check"]).args(PYTHON_PACKAGES);
    run(
        &mut pip,
        &format!(
            "Sphinx, MkDocs and NumPy could not be installed with pip (Python 3.11 or newer is needed). {NETWORK}"
        ),
    )?;
    fs::write(own.join("ready"), packages).map_err(|error| format!("target/tools/python: {error}"))?;
    Ok(programs)
}

fn copy_folder(from: &Path, to: &Path) -> Outcome {
    let told = |error: std::io::Error| format!("{}: {error}", from.display());
    fs::create_dir_all(to).map_err(told)?;
    for entry in fs::read_dir(from).map_err(told)?.flatten() {
        let (path, goal) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy_folder(&path, &goal)?;
        } else {
            fs::copy(&path, goal).map_err(told)?;
        }
    }
    Ok(())
}
