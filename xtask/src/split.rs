//! The program in parts: split where the app says so (`crates/part`), by the tool of the crate that this mark is from.
//!
//! The order matters. The splitter needs what the linker knew (`--emit-relocs`), which wasm-bindgen throws away: it comes
//! first, and wasm-bindgen then works on the main piece alone. wasm-opt comes last, for the splitter leaves it much to do.
//!
//! The splitter makes a piece of its own for every combination of parts that share anything: 19 for four lessons and the
//! panels, and most are smaller than what it costs to ask for them. Small ones are put back into the app (`wasm-merge`); the
//! loader asks for them all the same, and the page answers with an empty module. Roots in the app for what is shared (exports)
//! would do it for functions alone, and not for their data.

use crate::dist::{bytes, emptied, put};
use crate::run::{Outcome, command, root, run};
use crate::tools;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::thread;
use wasm_split_cli_support::{Options, transform};

/// What tells the linker to keep what it knew.
pub const FLAGS: &str = " -C link-arg=--emit-relocs";
/// The feature with which the app is made to be split.
pub const FEATURE: &str = "split";

/// The piece that every page needs: the app.
const MAIN: &str = "main";
/// What the pieces call the module that they import from, the app.
const APP: &str = "__wasm_split";
/// What parts share goes into the app where it is smaller than this (bytes of wasm, before it is optimised).
const SMALL: u64 = 16 * 1024;

/// The wasm features that the compiler may use and every engine has; binaryen must be told (it refuses what it is not told).
const FEATURES: [&str; 8] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
];

/// Small first. Rebuilding the control flow (`--flatten --rereloop`) undoes much of what inlining left behind; what comes after
/// tidies up.
const OPTIMISE: [&str; 9] = [
    "--low-memory-unused",
    "-Oz",
    "--converge",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--strip-debug",
    "--strip-producers",
];

/// A program in pieces.
pub struct Program {
    /// The script of the main piece, which imports the loader of the others.
    pub script: PathBuf,
    /// The file of the site that every page needs.
    pub app: String,
    /// The files of the site with the other pieces, by the names that the loader has for them.
    pub pieces: BTreeMap<String, String>,
    /// The pieces that each part of the program needs, without those that went into the app.
    pub parts: BTreeMap<String, Vec<String>>,
}

impl Program {
    /// The files of the site that a part of the program needs beside the app.
    pub fn files(&self, part: &str) -> impl Iterator<Item = &String> {
        self.parts.get(part).into_iter().flatten().filter_map(|piece| self.pieces.get(piece))
    }

    /// Splits a module as the linker left it, and puts the optimised pieces into the site.
    pub fn split(linked: &Path, dist: &Path) -> Outcome<Program> {
        let folder = emptied(root().join("target/split"))?;
        let (module, main) = (bytes(linked)?, folder.join("linked.wasm"));
        let mut options = Options::new(&module);
        options.output_dir = &folder;
        options.main_out_path = &main;
        options.main_module = "./main.js";
        let split = transform(options).map_err(|error| format!("the wasm could not be split into parts: {error:#}"))?;
        let mut bind = command(tools::wasm_bindgen()?);
        bind.args(["--target", "web", "--keep-lld-exports", "--no-typescript", "--out-name", MAIN, "--out-dir"]);
        run(bind.arg(&folder).arg(&main), "wasm-bindgen could not make the script; its output above says why.")?;

        let path = |piece: &str| folder.join(format!("{piece}.wasm"));
        let mut parts: BTreeMap<String, Vec<String>> = split.prefetch_map.into_iter().collect();
        let small =
            shared(&parts).into_iter().filter(|piece| path(piece).metadata().is_ok_and(|file| file.len() < SMALL));
        let small: BTreeSet<String> = small.collect();
        let mut merge = command(tools::binaryen("wasm-merge")?);
        merge.arg(folder.join(format!("{MAIN}_bg.wasm"))).arg(APP).args(FEATURES);
        for piece in &small {
            merge.arg(path(piece)).arg(piece);
        }
        run(merge.arg("-o").arg(path(MAIN)), "wasm-merge could not put what parts share into the app; see above.")?;
        for pieces in parts.values_mut() {
            pieces.retain(|piece| !small.contains(piece));
        }

        let wasm_opt = tools::binaryen("wasm-opt")?;
        let optimised = |piece: &str| -> Outcome<(String, String)> {
            let done = folder.join(format!("{piece}.small.wasm"));
            optimise(&wasm_opt, &path(piece), &done)?;
            Ok((piece.to_owned(), put(dist, bytes(&done)?, "wasm")?))
        };
        let wanted: BTreeSet<&str> = parts.values().flatten().map(String::as_str).collect();
        // The app takes longer than all the others together.
        let (app, pieces) = thread::scope(|scope| {
            let app = scope.spawn(|| optimised(MAIN));
            let pieces: Outcome<BTreeMap<_, _>> = wanted.into_iter().map(optimised).collect();
            (app.join(), pieces)
        });
        let (_, app) = app.map_err(|_| "the thread that optimises the app ended early")??;
        Ok(Program { script: folder.join(format!("{MAIN}.js")), app, pieces: pieces?, parts })
    }
}

/// The pieces that more than one part needs.
fn shared(parts: &BTreeMap<String, Vec<String>>) -> BTreeSet<String> {
    let (mut once, mut again) = (BTreeSet::new(), BTreeSet::new());
    for piece in parts.values().flatten() {
        if !once.insert(piece) {
            again.insert(piece.clone());
        }
    }
    again
}

/// Makes a wasm file small and quick.
pub fn optimise(wasm_opt: &Path, from: &Path, to: &Path) -> Outcome {
    let mut optimise = command(wasm_opt);
    optimise.args(OPTIMISE).args(FEATURES).arg(from).arg("-o").arg(to);
    run(&mut optimise, &format!("wasm-opt could not optimise {}; its output above says why.", from.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_of_two_parts_is_shared() {
        let parts = [("one", ["a", "b"]), ("two", ["c", "b"])];
        let parts = parts.map(|(part, pieces)| (part.to_owned(), pieces.map(str::to_owned).to_vec())).into();
        assert_eq!(shared(&parts), ["b".to_owned()].into());
    }
}
