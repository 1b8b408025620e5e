//! Catalogues of words: TOML into functions. `too_long = "[b|{n}] rows"` becomes `fn too_long(n: &str) -> String`, words
//! without blanks become `fn play() -> &'static str`, a table becomes a module.

use super::problem::{Problem, listed};
use super::table::Names;
use super::template::{Piece, blanks, compiled, is_name, pieces};
use toml::de::{DeTable, DeValue};

/// One entry of a catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it stands: the tables' names and its own, as in the file.
    pub path: Vec<String>,
    /// What it says.
    pub pieces: Vec<Piece>,
    /// As it stands in the file.
    pub text: String,
    /// Counted from 1.
    pub line: usize,
}

impl Entry {
    /// `playback.play`
    pub fn name(&self) -> String {
        self.path.join(".")
    }
}

/// A file that is being read, to say where in it a mistake is.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// From the root of the repository.
    pub file: &'a str,
    /// The text.
    pub text: &'a str,
    /// How many lines of the file come before it.
    pub above: usize,
}

impl<'a> Source<'a> {
    /// A mistake at this byte.
    pub fn problem(&self, at: usize, message: impl Into<String>) -> Problem {
        Problem::new(self.file, self.line(at), message)
    }
    fn line(&self, at: usize) -> usize {
        self.above + 1 + self.text.bytes().take(at).filter(|byte| *byte == b'\n').count()
    }
    /// The text as TOML.
    pub fn toml(&self) -> Result<DeTable<'a>, Problem> {
        DeTable::parse(self.text).map(toml::Spanned::into_inner).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            self.problem(at, format!("this is not TOML: {}", error.message().trim_end()))
        })
    }
}

/// All entries of a table, in the order of the file.
pub fn entries(source: Source, table: &DeTable, names: &Names) -> Result<Vec<Entry>, Problem> {
    let mut found = Vec::new();
    gather(source, table, names, &mut Vec::new(), &mut found)?;
    found.sort_by_key(|entry: &Entry| entry.line);
    Ok(found)
}

fn gather(
    source: Source,
    table: &DeTable,
    names: &Names,
    path: &mut Vec<String>,
    found: &mut Vec<Entry>,
) -> Result<(), Problem> {
    for (key, value) in table {
        let at = key.span().start;
        let name: &str = key.get_ref();
        if !is_name(&function(name)) {
            return Err(source.problem(at, format!("`{name}` cannot be the name of a function; choose another word")));
        }
        path.push(name.to_string());
        match value.get_ref() {
            DeValue::Table(inner) => gather(source, inner, names, path, found)?,
            DeValue::String(text) => {
                let say =
                    |message: String| source.problem(value.span().start, format!("`{}`: {message}", path.join(".")));
                let pieces = pieces(text).map_err(say)?;
                marks(text, names).map_err(say)?;
                found.push(Entry { path: path.clone(), pieces, text: text.to_string(), line: source.line(at) });
            }
            _ => {
                return Err(
                    source.problem(value.span().start, format!("`{}`: expected words in quotes", path.join(".")))
                );
            }
        }
        path.pop();
    }
    Ok(())
}

/// Whether every `[mark|...]` is `b` or the name of a role, and closed.
pub fn marks(text: &str, names: &Names) -> Result<(), String> {
    let mut rest = text;
    while let Some(at) = rest.find('[') {
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix('[') {
            rest = after;
            continue;
        }
        let (Some((mark, _)), Some((_, after))) = (rest.split_once('|'), rest.split_once(']')) else {
            return Err("a `[` that is not closed as `[mark|words]`; write `[[` for a bracket".to_string());
        };
        if mark != "b" && !names.has_role(mark) {
            let known = listed(names.roles.iter().map(|role| role.name.as_str()));
            return Err(format!("`[{mark}|...]` is no mark; expected `b` or one of {known}"));
        }
        rest = after;
    }
    Ok(())
}

/// The function's name for a key: a hyphen may not stand in it.
pub fn function(name: &str) -> String {
    name.replace('-', "_")
}

/// Writes the entries as functions in modules. `body` writes what a function gives back: for words without blanks an
/// expression of type `&'static str`, for others one of type `String`.
pub fn functions(entries: &[Entry], depth: usize, body: &dyn Fn(&Entry) -> String) -> String {
    let mut out = String::new();
    let mut done: Vec<&str> = Vec::new();
    for entry in entries {
        let name = entry.path[depth].as_str();
        if entry.path.len() == depth + 1 {
            let blanks = blanks(&entry.pieces);
            let arguments: Vec<String> = blanks.iter().map(|blank| format!("{blank}: &str")).collect();
            let kind = if blanks.is_empty() { "&'static str" } else { "String" };
            let (name, arguments) = (function(name), arguments.join(", "));
            let doc = entry.text.replace('\n', " ");
            out.push_str(&format!("#[doc = {doc:?}]\npub fn {name}({arguments}) -> {kind} {{ {} }}\n", body(entry)));
        } else if !done.contains(&name) {
            done.push(name);
            let inner: Vec<Entry> = entries
                .iter()
                .filter(|other| other.path.len() > depth + 1 && other.path[depth] == name)
                .cloned()
                .collect();
            let inside = functions(&inner, depth + 1, body);
            out.push_str(&format!("/// Words of `{name}`.\npub mod {} {{\n{inside}}}\n", function(name)));
        }
    }
    out
}

/// What the function of an entry gives back, in one language.
pub fn said(entry: &Entry) -> String {
    match entry.pieces.as_slice() {
        [] => "\"\"".to_string(),
        [Piece::Words(words)] => format!("{words:?}"),
        pieces => format!("i18n::fill({:?}, &[{}])", compiled(pieces), blanks(pieces).join(", ")),
    }
}
