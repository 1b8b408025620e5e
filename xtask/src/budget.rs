//! How much a first visit downloads, and the limit that fails the build.

use crate::run::{Outcome, root};
use crate::site::{self, Program};
use std::io::Write;
use std::path::Path;

/// What a first visit may download in all (html, css, js, wasm, fonts), compressed as a good host compresses it, until the lesson
/// that it asks for can be used: the app and the part of the largest lesson. The other parts follow when the page stands.
const FIRST_LOAD_BUDGET_BROTLI: usize = 200_000;

/// What is loaded first. The other files of the site are licences, and what stands beside it (`site::BESIDE`).
const FIRST: [&str; 5] = ["html", "css", "js", "wasm", "woff2"];

/// What the installed standard library weighs more than one that is compiled with the app: allowed where its source is not to be
/// had, so that the site can be built there too.
const INSTALLED_LIBRARY: usize = 22_000;

/// Prints the sizes of the site and fails over the budget. `lean` says whether the standard library was compiled with the app.
pub fn weigh(dist: &Path, program: &Program, lean: bool) -> Outcome {
    let budget = FIRST_LOAD_BUDGET_BROTLI + if lean { 0 } else { INSTALLED_LIBRARY };
    let mut rows = Vec::new();
    for file in files(dist)? {
        let extension = file.extension().and_then(|extension| extension.to_str()).unwrap_or("");
        if FIRST.contains(&extension) && !site::stands_beside(&file) {
            let bytes = std::fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
            let name = file.strip_prefix(dist).unwrap_or(&file).display().to_string().replace('\\', "/");
            rows.push((name, bytes.len(), brotli(&bytes).min(bytes.len())));
        }
    }
    rows.sort_by_key(|&(_, _, small)| std::cmp::Reverse(small));
    println!("\n       raw    brotli");
    for (name, raw, small) in &rows {
        let part = program.parts.iter().find(|(_, file)| file == name).map(|(part, _)| format!("  ({part})"));
        println!("{raw:>10}{small:>10}  {name}{}", part.unwrap_or_default());
    }
    let part = |name: &str| program.parts.iter().any(|(_, file)| file == name);
    let (parts, first): (Vec<_>, Vec<_>) = rows.iter().partition(|(name, _, _)| part(name));
    let sum = |rows: &[&(String, usize, usize)]| -> (usize, usize) {
        (rows.iter().map(|row| row.1).sum(), rows.iter().map(|row| row.2).sum())
    };
    // Of the parts only a lesson's is needed before its page can be used; panels follow.
    let lesson = |file: &str| {
        let part = program.parts.iter().find(|(_, part)| part == file);
        part.is_some_and(|(name, _)| root().join("src/lessons").join(name.replace('-', "_")).is_dir())
    };
    let largest = parts.iter().copied().filter(|(file, _, _)| lesson(file)).max_by_key(|row| row.2);
    let (raw, small) = sum(&[first, largest.into_iter().collect()].concat());
    let (raw_whole, small_whole) = sum(&rows.iter().collect::<Vec<_>>());
    println!("{raw:>10}{small:>10}  the first load, with the largest lesson; the budget is {budget}");
    println!("{raw_whole:>10}{small_whole:>10}  the whole course");
    if small > budget {
        return Err(format!(
            "the first load is {} bytes over its budget of {budget} (brotli). `FIRST_LOAD_BUDGET_BROTLI` \
             in xtask/src/budget.rs is the limit; the table above says what weighs.",
            small - budget
        ));
    }
    Ok(())
}

/// Every file below a folder.
pub fn files(folder: &Path) -> Outcome<Vec<std::path::PathBuf>> {
    let mut found = Vec::new();
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() { found.extend(files(&path)?) } else { found.push(path) }
    }
    Ok(found)
}

fn brotli(bytes: &[u8]) -> usize {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, 11, 22);
    // Writing into memory does not fail; if it ever did, the raw size would count.
    if writer.write_all(bytes).is_err() {
        return bytes.len();
    }
    writer.into_inner().len()
}
