//! The interface's catalogue: one TOML file a language, all with the same entries, and among them a name for every control
//! and for every value of a choice.

use super::problem::{Problem, listed};
use super::table::{CONTROLS, Names};
use super::template::blanks;
use super::words::{Entry, Source, entries, function, functions, said};

/// The tables that name the controls and their values.
const CONTROL: &str = "control";
const OPTION: &str = "option";

/// One language: its code, the file that holds it, and its words.
pub struct Language {
    /// `en`
    pub code: String,
    /// From the root of the repository.
    pub file: String,
    /// The text.
    pub text: String,
}

/// Compiles all languages into one Rust file. The first is the one that the others are held against.
pub fn compile(languages: &[Language], names: &Names) -> Result<String, Problem> {
    let mut read = Vec::new();
    for language in languages {
        let source = Source { file: &language.file, text: &language.text, above: 0 };
        read.push(entries(source, &source.toml()?, names)?);
    }
    let Some((first, others)) = read.split_first() else {
        return Err(Problem::new("crates/i18n/src", 1, "no catalogue found; expected `en.toml`"));
    };
    for (other, language) in others.iter().zip(&languages[1..]) {
        same(first, other, &languages[0].file, &language.file)?;
    }
    complete(first, &languages[0].file, names)?;

    let variants: Vec<String> = languages.iter().map(|language| variant(&language.code)).collect();
    let body = |entry: &Entry| {
        let arms = read.iter().zip(&variants).filter_map(|(entries, variant)| {
            let translated = entries.iter().find(|other| other.path == entry.path)?;
            Some(format!("crate::Language::{variant} => {}", said(translated)))
        });
        let arms: Vec<String> = arms.collect();
        format!("match crate::language() {{ {} }}", arms.join(", "))
    };
    Ok(format!(
        "{}{}/// The words of the interface.\n#[allow(missing_docs)]\npub mod words {{\n{}}}\n",
        language_type(languages, &variants),
        lookups(names),
        functions(first, 0, &body)
    ))
}

/// `en` is `En`, `pt-br` is `Ptbr`.
fn variant(code: &str) -> String {
    let letters: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    let (first, rest) = letters.split_at(letters.len().min(1));
    first.to_ascii_uppercase() + rest
}

fn language_type(languages: &[Language], variants: &[String]) -> String {
    let mut out = String::from(
        "/// A language of the interface.\n#[derive(Clone, Copy, Debug, PartialEq, Eq)]\npub enum Language {\n",
    );
    for (language, variant) in languages.iter().zip(variants) {
        out.push_str(&format!("/// `{}`\n{variant},\n", language.code));
    }
    let all: Vec<String> = variants.iter().map(|variant| format!("Language::{variant}")).collect();
    out.push_str(&format!(
        "}}\nimpl Language {{\n/// Every language.\npub const ALL: &'static [Language] = &[{}];\n",
        all.join(", ")
    ));
    out.push_str("/// Its code, as in `<html lang>`.\npub const fn code(self) -> &'static str {\nmatch self {\n");
    for (language, variant) in languages.iter().zip(variants) {
        out.push_str(&format!("Language::{variant} => {:?},\n", language.code));
    }
    out.push_str("}\n}\n}\n");
    out
}

/// `control(key)` and `option(key, index)`.
fn lookups(names: &Names) -> String {
    let mut out = String::from(
        "/// What a control is called, marked up.\npub fn control(key: params::Key) -> &'static str {\nmatch key {\n",
    );
    for row in &names.controls {
        out.push_str(&format!("params::Key::{} => words::{CONTROL}::{}(),\n", row.key, function(&row.link)));
    }
    out.push_str("}\n}\n/// What the value of a choice is called; empty for a control that is no choice.\n");
    out.push_str("pub fn option(key: params::Key, index: usize) -> &'static str {\nmatch (key, index) {\n");
    for row in &names.controls {
        for (index, choice) in row.choices().iter().enumerate() {
            let (table, name) = (function(&row.link), function(choice));
            out.push_str(&format!("(params::Key::{}, {index}) => words::{OPTION}::{table}::{name}(),\n", row.key));
        }
    }
    out.push_str("_ => \"\",\n}\n}\n");
    out
}

/// Whether every control and every value of a choice has a name, and nothing else has.
fn complete(entries: &[Entry], file: &str, names: &Names) -> Result<(), Problem> {
    let mut wanted: Vec<Vec<String>> = Vec::new();
    for row in &names.controls {
        wanted.push(vec![CONTROL.to_string(), row.link.clone()]);
        for choice in row.choices() {
            wanted.push(vec![OPTION.to_string(), row.link.clone(), choice.clone()]);
        }
    }
    for path in &wanted {
        let Some(entry) = entries.iter().find(|entry| entry.path == *path) else {
            return Err(Problem::new(file, 1, format!("`{}` is missing; `{CONTROLS}` has it", path.join("."))));
        };
        if !blanks(&entry.pieces).is_empty() {
            return Err(Problem::new(file, entry.line, format!("`{}` may not have blanks", entry.name())));
        }
    }
    match entries
        .iter()
        .find(|entry| [CONTROL, OPTION].contains(&entry.path[0].as_str()) && !wanted.contains(&entry.path))
    {
        Some(entry) => Err(Problem::new(file, entry.line, format!("`{}` names nothing in `{CONTROLS}`", entry.name()))),
        None => Ok(()),
    }
}

/// Whether two languages have the same entries with the same blanks.
fn same(first: &[Entry], other: &[Entry], first_file: &str, other_file: &str) -> Result<(), Problem> {
    for entry in first {
        let Some(translated) = other.iter().find(|candidate| candidate.path == entry.path) else {
            return Err(Problem::new(other_file, 1, format!("`{}` is missing; {first_file} has it", entry.name())));
        };
        let (mut expected, mut found) = (blanks(&entry.pieces), blanks(&translated.pieces));
        expected.sort_unstable();
        found.sort_unstable();
        if expected != found {
            let message = format!(
                "`{}` has the blanks {}; {first_file} has {}",
                entry.name(),
                listed(found.iter().copied()),
                listed(expected.iter().copied())
            );
            return Err(Problem::new(other_file, translated.line, message));
        }
    }
    match other.iter().find(|entry| !first.iter().any(|candidate| candidate.path == entry.path)) {
        Some(extra) => Err(Problem::new(other_file, extra.line, format!("`{}` is not in {first_file}", extra.name()))),
        None => Ok(()),
    }
}
