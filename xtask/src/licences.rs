//! Other people's work: its licences are allowed, listed in `THIRD-PARTY.md`, and their texts travel with the site.

use crate::run::{Outcome, root, say};
use crate::{dist, split, tools};
use cargo_metadata::{CargoOpt, DependencyKind, Metadata, MetadataCommand, Package, PackageId};
use spdx::{Expression, LicenseReq, ParseMode};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
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

/// Compares `THIRD-PARTY.md` with the dependencies, or writes it.
pub fn licences(write: bool) -> Outcome {
    let (all, page) = (others()?, in_page()?);
    let mut refused = Vec::new();
    let mut listed = HEADER.to_owned();
    let mut tools: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for package in &all {
        let (licence, shipped) = (licence(package), page.contains(&package.id));
        if !satisfied(licence, shipped) {
            refused.push(format!("{} {} is under `{licence}`", package.name, package.version));
        }
        if shipped {
            listed += &format!("| {} | {} | {licence} |\n", package.name, package.version);
        } else {
            tools.entry(licence).or_default().insert(&package.name);
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
        return dist::write(&file, listed);
    }
    if dist::text(&file).is_ok_and(|text| text.replace('\r', "") == listed) {
        Ok(())
    } else {
        Err("THIRD-PARTY.md does not list the dependencies as they are: run `cargo xtask licences --write`.".into())
    }
}

/// Puts the licence texts of everything in the page into the site.
pub fn put_texts(dist: &Path) -> Outcome {
    let page = in_page()?;
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in others()?.iter().filter(|package| page.contains(&package.id)) {
        let name = format!("{} {} ({})", package.name, package.version, licence(package));
        let folder = package.manifest_path.parent().map(Path::new);
        let text = folder.and_then(text_of).unwrap_or_else(|| format!("SPDX-License-Identifier: {}", licence(package)));
        texts.entry(text).or_default().push(name);
    }
    let mut whole = String::from("The page contains the following work of others, under these licences.\n");
    for (text, names) in texts {
        whole += &format!("\n{}\n\n{}\n\n{}\n", "=".repeat(80), names.join("\n"), text.trim());
    }
    dist::write(&dist.join("third-party.txt"), whole)
}

/// Whether a licence expression can be satisfied with what is allowed. An expression that cannot be read is not.
fn satisfied(expression: &str, shipped: bool) -> bool {
    let allowed = |asked: &LicenseReq| {
        // Exceptions (`WITH ...`) only ever permit more.
        let name = asked.license.id().map_or("", |id| id.name);
        ALLOWED.contains(&name) || (!shipped && ALLOWED_IN_TOOLS.contains(&name))
    };
    // Lax: some crates still write `/` for OR.
    Expression::parse_mode(expression, ParseMode::LAX).is_ok_and(|expression| expression.evaluate(allowed))
}

fn licence(package: &Package) -> &str {
    package.license.as_deref().unwrap_or("no licence")
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
fn in_page() -> Outcome<HashSet<PackageId>> {
    let data = metadata(&["--filter-platform", tools::WASM])?;
    let macros = data.packages.iter().filter(|package| package.targets.iter().any(|target| target.is_proc_macro()));
    let macros: HashSet<&PackageId> = macros.map(|package| &package.id).collect();
    let nodes = data.resolve.iter().flat_map(|resolve| &resolve.nodes);
    let nodes: HashMap<&PackageId, _> = nodes.map(|node| (&node.id, &node.deps)).collect();
    let ours = data.workspace_packages().into_iter().find(|package| package.name == "downhill");
    let mut open: Vec<&PackageId> = ours.map(|package| &package.id).into_iter().collect();
    let mut reached = HashSet::new();
    while let Some(id) = open.pop() {
        if !macros.contains(id) && reached.insert(id.clone()) {
            let deps = nodes.get(id).into_iter().copied().flatten();
            let normal = deps.filter(|dep| dep.dep_kinds.iter().any(|kind| kind.kind == DependencyKind::Normal));
            open.extend(normal.map(|dep| &dep.pkg));
        }
    }
    Ok(reached)
}

/// All packages of others, by name and version.
fn others() -> Outcome<Vec<Package>> {
    let mut found = metadata(&[])?.packages;
    found.retain(|package| package.source.is_some());
    found.sort_by(|one, other| one.id.cmp(&other.id));
    Ok(found)
}

/// What cargo knows of the workspace and its dependencies, with the features with which the site is built.
pub fn metadata(words: &[&str]) -> Outcome<Metadata> {
    let mut ask = MetadataCommand::new();
    ask.current_dir(root()).features(CargoOpt::SomeFeatures(vec![split::FEATURE.to_owned()]));
    ask.other_options(words.iter().map(ToString::to_string).collect::<Vec<_>>());
    ask.exec().map_err(|error| format!("`cargo metadata` failed: {error}"))
}

#[cfg(test)]
mod tests {
    use super::satisfied;

    #[test]
    fn one_allowed_choice_is_enough_and_every_part_is_needed() {
        for good in [
            "MIT",
            "GPL-3.0 OR MIT",
            "MIT/GPL-3.0",
            "(GPL-3.0 OR MIT) AND Apache-2.0",
            "Apache-2.0 WITH LLVM-exception",
        ] {
            assert!(satisfied(good, true), "{good}");
        }
        for bad in ["", "GPL-3.0", "MIT AND GPL-3.0", "MIT OR", "(MIT", "MIT MIT", "no licence"] {
            assert!(!satisfied(bad, true), "{bad}");
        }
    }

    #[test]
    fn a_tool_may_ask_for_more_than_the_page() {
        assert!(satisfied("MPL-2.0", false) && !satisfied("MPL-2.0", true));
    }
}
