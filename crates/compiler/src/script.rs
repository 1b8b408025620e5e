//! What build scripts call: files of a crate become Rust in `OUT_DIR`, and mistakes in them errors of cargo.

use crate::Problem;
use crate::catalogue::{self, Language};
use crate::table::{CONTROLS, Names, ROLES};
use crate::words::Source;
use crate::{controls as table, emit, roles as list, story};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Controls that only the tests of `params` have, of kinds that no lesson uses yet.
const TEST_CONTROLS: &str = "crates/params/src/tests.toml";
/// Where the words of the interface are.
const CATALOGUE: &str = "crates/i18n/src";
/// Where the folders of the lessons are.
const LESSONS: &str = "crates/lessons/src";

/// A file of Rust that is made: its name, and its text.
type Made = (String, Result<String, Problem>);
/// What makes some.
pub type Part = fn(&Names) -> io::Result<Vec<Made>>;

/// The whole of a build script.
pub fn run(parts: &[Part]) {
    match compile(parts) {
        Ok(problems) if problems.is_empty() => {}
        Ok(problems) => fail(problems.iter().map(ToString::to_string)),
        Err(error) => fail([format!("the words could not be compiled: {error}")]),
    }
}

fn fail(messages: impl IntoIterator<Item = String>) {
    for message in messages {
        eprintln!("{message}");
        println!("cargo::error={}", message.replace('\n', " "));
    }
}

fn compile(parts: &[Part]) -> io::Result<Vec<Problem>> {
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    println!("cargo::rerun-if-changed=build.rs");
    let names = match Names::read(&read(CONTROLS)?, &read(ROLES)?) {
        Ok(names) => names,
        // Without names, every word would be wrong as well.
        Err(problem) => return Ok(vec![problem]),
    };
    let mut problems = Vec::new();
    for part in parts {
        for (name, compiled) in part(&names)? {
            match compiled {
                Ok(code) => fs::write(out.join(name), code)?,
                Err(problem) => problems.push(problem),
            }
        }
    }
    Ok(problems)
}

/// The type of a control's name, and the table of controls; for the tests of `params` the same with more rows.
pub fn controls(names: &Names) -> io::Result<Vec<Made>> {
    let more = table::read(Source { file: TEST_CONTROLS, text: &read(TEST_CONTROLS)?, above: 0 });
    let more = more.map(|more| table::rust(&[names.controls.clone(), more].concat()));
    Ok(vec![("controls.rs".to_owned(), Ok(table::rust(&names.controls))), ("controls_of_tests.rs".to_owned(), more)])
}

/// The type of a role.
pub fn roles(names: &Names) -> io::Result<Vec<Made>> {
    Ok(vec![("roles.rs".to_owned(), Ok(list::rust(&names.roles)))])
}

/// The words of the interface.
pub fn catalogue(names: &Names) -> io::Result<Vec<Made>> {
    Ok(vec![("catalogue.rs".to_owned(), catalogue::compile(&languages()?, names))])
}

/// The stories of the lessons, a file each.
pub fn stories(names: &Names) -> io::Result<Vec<Made>> {
    let mut found = Vec::new();
    for entry in files(LESSONS)? {
        let file = format!("{LESSONS}/{entry}/en.md");
        if root().join(&file).is_file() {
            let compiled =
                story::parse(&file, &read(&file)?, names).map(|story| emit::rust(&story, &entry, &file, names));
            found.push((format!("{entry}.rs"), compiled));
        }
    }
    Ok(found)
}

/// The interface's languages: English first, the others by their code.
fn languages() -> io::Result<Vec<Language>> {
    let mut found = Vec::new();
    for name in files(CATALOGUE)? {
        if let Some(code) = name.strip_suffix(".toml") {
            let file = format!("{CATALOGUE}/{name}");
            found.push(Language { code: code.to_owned(), text: read(&file)?, file });
        }
    }
    found.sort_by_key(|language| (language.code != "en", language.code.clone()));
    Ok(found)
}

/// The root of the repository, from which messages name files.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(file: &str) -> io::Result<String> {
    println!("cargo::rerun-if-changed={}", root().join(file).display());
    fs::read_to_string(root().join(file))
}

/// The names in a folder, in order.
fn files(folder: &str) -> io::Result<Vec<String>> {
    println!("cargo::rerun-if-changed={}", root().join(folder).display());
    let mut found = Vec::new();
    for entry in fs::read_dir(root().join(folder))? {
        found.push(entry?.file_name().to_string_lossy().into_owned());
    }
    found.sort();
    Ok(found)
}
