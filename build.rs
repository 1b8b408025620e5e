//! Compiles the tables of controls and roles and all words: the interface's catalogue and the lessons' stories become Rust in
//! `OUT_DIR`.

#[path = "build/mod.rs"]
mod compiler;

use compiler::Problem;
use compiler::catalogue::{self, Language};
use compiler::table::{CONTROLS, Names, ROLES};
use compiler::{controls, emit, roles, story};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() {
    match run() {
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

fn run() -> io::Result<Vec<Problem>> {
    for watched in ["build.rs", "build", "src/i18n", "src/lessons", CONTROLS, ROLES] {
        println!("cargo::rerun-if-changed={watched}");
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let names = match Names::read(&fs::read_to_string(CONTROLS)?, &fs::read_to_string(ROLES)?) {
        Ok(names) => names,
        // Without names, every word would be wrong as well.
        Err(problem) => return Ok(vec![problem]),
    };
    let mut problems = Vec::new();
    let mut keep = |name: &str, compiled: Result<String, Problem>| -> io::Result<()> {
        match compiled {
            Ok(code) => fs::write(out.join(name), code),
            Err(problem) => {
                problems.push(problem);
                Ok(())
            }
        }
    };
    keep("controls.rs", Ok(controls::rust(&names.controls)))?;
    keep("roles.rs", Ok(roles::rust(&names.roles)))?;
    keep("catalogue.rs", catalogue::compile(&languages()?, &names))?;
    for (folder, path) in lessons()? {
        let (file, text) = (slashes(&path), fs::read_to_string(&path)?);
        let compiled = story::parse(&file, &text, &names).map(|story| emit::rust(&story, &folder, &file, &names));
        keep(&format!("{folder}.rs"), compiled)?;
    }
    Ok(problems)
}

/// The folders of lessons and their stories.
fn lessons() -> io::Result<Vec<(String, PathBuf)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir("src/lessons")? {
        let entry = entry?;
        let path = entry.path().join("en.md");
        if path.is_file() {
            found.push((entry.file_name().to_string_lossy().into_owned(), path));
        }
    }
    found.sort();
    Ok(found)
}

/// The interface's languages: English first, the others by their code.
fn languages() -> io::Result<Vec<Language>> {
    let mut found = Vec::new();
    for path in files("src/i18n", "toml")? {
        let code = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        found.push(Language { code, file: slashes(&path), text: fs::read_to_string(&path)? });
    }
    found.sort_by_key(|language| (language.code != "en", language.code.clone()));
    Ok(found)
}

fn files(folder: &str, extension: &str) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|end| end == extension) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The path as it is written in messages on every system.
fn slashes(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
