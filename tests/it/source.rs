//! The repository's files as text, and Rust files without what does not count.

use std::fs;
use std::path::Path;

/// A file of the repository.
#[derive(Clone)]
pub struct File {
    /// Where it is, from the root, with `/`.
    pub path: String,
    /// What it says.
    pub text: String,
}

impl File {
    /// A file that need not exist.
    pub fn new(path: &str, text: &str) -> Self {
        Self { path: path.into(), text: text.into() }
    }

    /// Whether the name ends so.
    pub fn is(&self, extension: &str) -> bool {
        self.path.ends_with(extension)
    }
}

/// Every text file of the repository, in order. What git ignores, and git itself, is not part of it.
pub fn files() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut open = vec![root.to_path_buf()];
    while let Some(folder) = open.pop() {
        for path in fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                if !is_ignored(&path) {
                    open.push(path);
                }
            } else if let Ok(text) = fs::read_to_string(&path) {
                let relative = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                found.push(File { path: relative, text });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn is_ignored(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    [".git", "target", "dist", "node_modules"].contains(&&*name)
}

/// Rust without comments and without its `#[cfg(test)]` parts; every character stays on its line.
pub fn without_comments(text: &str) -> String {
    without_tests(text, &strip(text, true))
}

/// The same without the content of strings and characters: names and signs only.
pub fn names_only(text: &str) -> String {
    without_tests(text, &strip(text, false))
}

/// Which line a place is on, from 1.
pub fn line(text: &str, place: usize) -> usize {
    text[..place].matches('\n').count() + 1
}

/// Blanks comments, and strings unless they are kept. Byte for byte as long as the text.
fn strip(text: &str, keep_strings: bool) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let rest = &text[at..];
        let (length, keep) = if rest.starts_with("//") {
            (rest.find('\n').unwrap_or(rest.len()), false)
        } else if rest.starts_with("/*") {
            (rest.find("*/").map_or(rest.len(), |end| end + 2), false)
        } else if let Some(length) = string_at(text, at) {
            (length, keep_strings)
        } else {
            (rest.chars().next().map_or(1, char::len_utf8), true)
        };
        let part = &bytes[at..at + length];
        if keep {
            out.extend_from_slice(part);
        } else {
            out.extend(part.iter().map(|&byte| if byte == b'\n' { b'\n' } else { b' ' }));
        }
        at += length;
    }
    String::from_utf8(out).unwrap_or_default()
}

/// The length of the string or character literal that begins here, if one does.
fn string_at(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    if let Some(inside) = rest.strip_prefix('"') {
        let mut escaped = false;
        let end = inside.find(|sign| {
            let ends = sign == '"' && !escaped;
            escaped = sign == '\\' && !escaped;
            ends
        });
        return Some(end.map_or(rest.len(), |end| end + 2));
    }
    if let Some(raw) = rest.strip_prefix('r') {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        let is_name = text[..at].ends_with(|sign: char| sign.is_alphanumeric() && sign != 'b' || sign == '_');
        if !is_name && raw[hashes..].starts_with('"') {
            let close = format!("\"{}", "#".repeat(hashes));
            let start = 1 + hashes + 1;
            return Some(rest[start..].find(&close).map_or(rest.len(), |end| start + end + close.len()));
        }
        return None;
    }
    // A quote is a character if one closes it; otherwise it is a lifetime.
    let inner = rest.strip_prefix('\'')?;
    if let Some(escape) = inner.strip_prefix('\\') {
        let first = escape.chars().next().map_or(0, char::len_utf8);
        return escape[first..].find('\'').map(|end| 2 + first + end + 1);
    }
    let first = inner.chars().next()?.len_utf8();
    inner[first..].starts_with('\'').then_some(first + 2)
}

/// Blanks what follows `#[cfg(test)]`, up to the end of its braces. `text` decides where braces count.
fn without_tests(text: &str, stripped: &str) -> String {
    let bare = strip(text, false);
    let mut out = stripped.as_bytes().to_vec();
    let mut from = 0;
    while let Some(start) = bare[from..].find("#[cfg(test)]").map(|place| from + place) {
        let mut depth = 0;
        let mut end = bare.len();
        for (place, sign) in bare[start..].char_indices() {
            match sign {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            if (sign == '}' || sign == ';') && depth == 0 {
                end = start + place + 1;
                break;
            }
        }
        out[start..end].iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
        from = end;
    }
    String::from_utf8(out).unwrap_or_default()
}

#[test]
fn comments_strings_and_tests_are_told_from_code() {
    let text = "a // b\n'c' \"d \\\" // e\" &'f g r#\"h\"#\n#[cfg(test)]\nmod tests { i }\nj /* k */ l";
    let names: Vec<_> = names_only(text).split_whitespace().map(str::to_owned).collect();
    assert_eq!(names, ["a", "&'f", "g", "j", "l"]);
    assert!(without_comments(text).contains("\"d \\\" // e\""));
    assert_eq!(names_only(text).len(), text.len());
}
