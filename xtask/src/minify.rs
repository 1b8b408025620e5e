//! Scripts and styles as one file each, without what only people read.

use crate::run::{Outcome, command, output};
use std::path::Path;

/// What the program's scripts load themselves goes through the page's function `part` (index.html), which knows the files by their
/// names alone: they have no address.
const PROGRAM: [&str; 4] = [
    "--define:fetch=part",
    "--define:import.meta.url=\"part:/\"",
    "--target=es2022",
    "--log-override:duplicate-object-key=silent",
];

/// The program's script as a module.
pub fn module(esbuild: &Path, script: &Path) -> Outcome<String> {
    bundled(esbuild, script, &[&PROGRAM[..], &["--format=esm"]].concat())
}

/// The program's script as a plain one, which calls what the module exports `downhill`.
pub fn plain(esbuild: &Path, script: &Path) -> Outcome<String> {
    bundled(esbuild, script, &[&PROGRAM[..], &["--format=iife", "--global-name=downhill"]].concat())
}

/// The styles of a page that has the fonts beside it.
pub fn styles(esbuild: &Path, sheet: &Path) -> Outcome<String> {
    bundled(esbuild, sheet, &["--external:*.woff2"])
}

/// The styles with their fonts inside.
pub fn styles_with_fonts(esbuild: &Path, sheet: &Path) -> Outcome<String> {
    bundled(esbuild, sheet, &["--loader:.woff2=dataurl"])
}

/// A file together with what it imports.
fn bundled(esbuild: &Path, file: &Path, options: &[&str]) -> Outcome<String> {
    let mut bundle = command(esbuild);
    bundle.arg(file).args(["--bundle", "--minify", "--charset=utf8", "--log-level=warning"]).args(options);
    output(&mut bundle, &format!("esbuild could not put {} together; its output above says why.", file.display()))
}
