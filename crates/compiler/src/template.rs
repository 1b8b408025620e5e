//! A sentence with blanks: `{name}` takes a value, `{name#update|updates}` takes a word that goes with the value (the
//! first where the value is 1), `{{` is a brace.

/// A stretch of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words as they stand.
    Words(String),
    /// A blank for a value.
    Blank(String),
    /// The word that goes with a value: for one, for others.
    Count { of: String, one: String, other: String },
}

/// Splits a sentence. The error is a sentence about what is wrong.
pub fn pieces(text: &str) -> Result<Vec<Piece>, String> {
    let mut found = Vec::new();
    let mut words = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        words.push_str(&rest[..at]);
        let brace = &rest[at..=at];
        let tail = &rest[at + 1..];
        if let Some(after) = tail.strip_prefix(brace) {
            words.push_str(brace);
            rest = after;
            continue;
        }
        if brace == "}" {
            return Err("a `}` that closes nothing; write `}}` for a brace".to_string());
        }
        let Some((inside, after)) = tail.split_once('}') else {
            return Err("a `{` that is not closed; write `{{` for a brace".to_string());
        };
        if !words.is_empty() {
            found.push(Piece::Words(std::mem::take(&mut words)));
        }
        found.push(blank(inside)?);
        rest = after;
    }
    words.push_str(rest);
    if !words.is_empty() {
        found.push(Piece::Words(words));
    }
    if blanks(&found).len() > MOST_BLANKS {
        return Err(format!("more than {MOST_BLANKS} different blanks; make two sentences of it"));
    }
    Ok(found)
}

fn blank(inside: &str) -> Result<Piece, String> {
    let (name, count) = match inside.split_once('#') {
        Some((name, words)) => (name, Some(words)),
        None => (inside, None),
    };
    if !is_name(name) {
        return Err(format!("`{{{inside}}}`: expected a name in lower case, such as `{{loss}}`"));
    }
    let of = name.to_string();
    match count.map(|words| words.split_once('|')) {
        None => Ok(Piece::Blank(of)),
        Some(Some((one, other))) => Ok(Piece::Count { of, one: one.to_string(), other: other.to_string() }),
        Some(None) => Err(format!("`{{{inside}}}`: expected two words, such as `{{{name}#update|updates}}`")),
    }
}

/// The blanks' names in the order in which they first appear.
pub fn blanks(pieces: &[Piece]) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for piece in pieces {
        if let Piece::Blank(name) | Piece::Count { of: name, .. } = piece
            && !names.contains(&name.as_str())
        {
            names.push(name);
        }
    }
    names
}

/// Stands before and after each blank of a compiled sentence: a sign that words do not have.
const MARK: char = '\u{1}';
/// The places of values are single digits.
const MOST_BLANKS: usize = 10;

/// The sentence as `i18n::fill` reads it. Every other stretch between marks is a blank: the place of its value among
/// [`blanks`], a digit, and for a word that goes with the value `one|other`.
pub fn compiled(pieces: &[Piece]) -> String {
    let names = blanks(pieces);
    let place = |name: &str| names.iter().position(|other| *other == name).unwrap_or(0);
    let written = pieces.iter().map(|piece| match piece {
        Piece::Words(words) => words.clone(),
        Piece::Blank(name) => format!("{MARK}{}{MARK}", place(name)),
        Piece::Count { of, one, other } => format!("{MARK}{}{one}|{other}{MARK}", place(of)),
    });
    written.collect()
}

/// Whether this can be the name of a Rust function, written as we write them.
pub fn is_name(name: &str) -> bool {
    const KEYWORDS: &[&str] = &[
        "as", "async", "await", "box", "break", "const", "continue", "crate", "do", "dyn", "else", "enum", "extern",
        "false", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "pub",
        "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "unsafe", "use", "where",
        "while", "yield",
    ];
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && !KEYWORDS.contains(&name)
}
