//! Other people's work: its licences are allowed, listed in `THIRD-PARTY.md`, and their texts travel with the site.

use crate::run::{Outcome, capture, cargo, root, say};
use crate::{spdx, tools};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Licences that ask for no more than a notice (and MPL-2.0, for unchanged files of tools).
const ALLOWED: [&str; 13] = [
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Unlicense",
    "Zlib",
];

/// Licences that may stand in tools, but not in the page.
const ALLOWED_IN_TOOLS: [&str; 1] = ["MPL-2.0"];

const HEADER: &str = "\
# Other people's work

Downhill itself is licensed under MIT or Apache-2.0, at your choice. This list is made by `cargo xtask licences --write`
and checked by `cargo xtask check`. The built site carries the texts of the licences in `third-party.txt` and `fonts/`.

## Fonts

| font | licence |
|---|---|
| Source Sans 3 | OFL-1.1 |
| STIX Two Math | OFL-1.1 |

## Crates in the page

The Rust standard library (MIT OR Apache-2.0), and:

| crate | version | licence |
|---|---|---|
";

struct Package {
    name: String,
    version: String,
    licence: String,
    folder: PathBuf,
    is_macro: bool,
    is_ours: bool,
}

/// Compares `THIRD-PARTY.md` with the dependencies, or writes it.
pub fn licences(write: bool) -> Outcome {
    let all = metadata(&[])?;
    let packages = packages(&all)?;
    let page = in_page()?;
    let mut refused = Vec::new();
    let mut listed = HEADER.to_owned();
    let mut tools: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (id, package) in &packages {
        if package.is_ours {
            continue;
        }
        let shipped = page.contains(id);
        let allowed = |licence: &str| ALLOWED.contains(&licence) || (!shipped && ALLOWED_IN_TOOLS.contains(&licence));
        if !spdx::satisfied(&package.licence, &allowed) {
            refused.push(format!("{} {} is under `{}`", package.name, package.version, package.licence));
        }
        if shipped {
            listed += &format!("| {} | {} | {} |\n", package.name, package.version, package.licence);
        } else {
            tools.entry(&package.licence).or_default().insert(&package.name);
        }
    }
    listed += "\n## Crates that only build and test it\n\n";
    for (licence, names) in tools {
        let names: Vec<&str> = names.into_iter().collect();
        listed += &format!("- {licence}: {}\n", names.join(", "));
    }
    if !refused.is_empty() {
        return Err(format!(
            "these licences are not among the allowed ones (xtask/src/licences.rs):\n{}",
            refused.join("\n")
        ));
    }
    let file = root().join("THIRD-PARTY.md");
    if write {
        say("Writing THIRD-PARTY.md");
        return fs::write(&file, listed).map_err(|error| format!("THIRD-PARTY.md: {error}"));
    }
    if fs::read_to_string(&file).is_ok_and(|text| text.replace('\r', "") == listed) {
        Ok(())
    } else {
        Err("THIRD-PARTY.md does not list the dependencies as they are: run `cargo xtask licences --write`.".into())
    }
}

/// Puts the licence texts of everything in the page into the site.
pub fn put_texts(dist: &Path) -> Outcome {
    let packages = packages(&metadata(&[])?)?;
    let page = in_page()?;
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (id, package) in &packages {
        if package.is_ours || !page.contains(id) {
            continue;
        }
        let name = format!("{} {} ({})", package.name, package.version, package.licence);
        let text = text_of(&package.folder).unwrap_or_else(|| format!("SPDX-License-Identifier: {}", package.licence));
        texts.entry(text).or_default().push(name);
    }
    let mut whole = String::from("The page contains the following work of others, under these licences.\n");
    for (text, names) in texts {
        whole += &format!("\n{}\n\n{}\n\n{}\n", "=".repeat(80), names.join("\n"), text.trim());
    }
    fs::write(dist.join("third-party.txt"), whole).map_err(|error| format!("dist/third-party.txt: {error}"))
}

/// The licence that a crate carries: the shortest one where there is a choice.
fn text_of(folder: &Path) -> Option<String> {
    let is_licence = |path: &PathBuf| {
        let name = path.file_name().map(|name| name.to_string_lossy().to_uppercase()).unwrap_or_default();
        path.is_file() && ["LICENSE", "LICENCE", "COPYING", "UNLICENSE"].iter().any(|start| name.starts_with(start))
    };
    let files = fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path()).filter(is_licence);
    files.filter_map(|file| fs::read_to_string(file).ok()).min_by_key(String::len)
}

/// The packages whose code is in the wasm: what the crate reaches by normal dependencies, macros excepted.
fn in_page() -> Outcome<BTreeSet<String>> {
    let data = metadata(&["--filter-platform", tools::WASM])?;
    let packages = packages(&data)?;
    let nodes: BTreeMap<&str, &Value> =
        list(&data["resolve"]["nodes"]).filter_map(|node| Some((node["id"].as_str()?, node))).collect();
    let root = packages.iter().find(|(_, package)| package.is_ours && package.name == "downhill");
    let mut open: Vec<&str> = root.map(|(id, _)| id.as_str()).into_iter().collect();
    let mut reached = BTreeSet::new();
    while let Some(id) = open.pop() {
        if packages.get(id).is_none_or(|package| package.is_macro) || !reached.insert(id.to_owned()) {
            continue;
        }
        let Some(node) = nodes.get(id) else { continue };
        let normal = |dep: &&Value| list(&dep["dep_kinds"]).any(|kind| kind["kind"].is_null());
        open.extend(list(&node["deps"]).filter(normal).filter_map(|dep| dep["pkg"].as_str()));
    }
    Ok(reached)
}

fn metadata(words: &[&str]) -> Outcome<Value> {
    let said = capture(cargo().args(["metadata", "--format-version", "1"]).args(words));
    let said = said.ok_or("`cargo metadata` failed; run it by hand to see why")?;
    serde_json::from_str(&said).map_err(|error| format!("`cargo metadata` cannot be read: {error}"))
}

/// All packages, by name and version.
fn packages(data: &Value) -> Outcome<BTreeMap<String, Package>> {
    let read = |package: &Value| {
        let folder = Path::new(package["manifest_path"].as_str()?).parent()?.to_path_buf();
        let has_kind = |target: &Value| list(&target["kind"]).any(|kind| kind == "proc-macro");
        Some((
            package["id"].as_str()?.to_owned(),
            Package {
                name: package["name"].as_str()?.to_owned(),
                version: package["version"].as_str()?.to_owned(),
                licence: package["license"].as_str().unwrap_or("no licence").to_owned(),
                folder,
                is_macro: list(&package["targets"]).any(has_kind),
                is_ours: package["source"].is_null(),
            },
        ))
    };
    let found: BTreeMap<_, _> = list(&data["packages"]).filter_map(read).collect();
    if found.is_empty() { Err("`cargo metadata` lists no packages".into()) } else { Ok(found) }
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}
