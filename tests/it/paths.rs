//! Paths in Rust's text: whose names stand in it, and where they lead.

/// Paths that begin at the crate's root, made whole: `crate::{a::b, c}` is `a::b` and `c`; `super::` is followed, from
/// the `mod` in which it is written.
pub fn references(bare: &str, file: &str) -> Vec<(usize, Vec<String>)> {
    let inside = file.split_once("src/").and_then(|(_, path)| path.strip_suffix(".rs")).unwrap_or_default();
    let mut home: Vec<String> = inside.split('/').map(str::to_owned).collect();
    home.pop_if(|last| ["mod", "lib", "main"].contains(&last.as_str()));
    let modules = modules(bare);
    let mut found = Vec::new();
    for (place, name) in heads(bare) {
        let mut prefix = match name {
            "crate" => Vec::new(),
            "super" => {
                let within = modules.iter().filter(|(from, to, _)| (from..to).contains(&&place));
                let mut whole: Vec<String> =
                    home.iter().cloned().chain(within.map(|(.., name)| name.clone())).collect();
                whole.pop();
                whole
            }
            _ => continue,
        };
        let mut rest = &bare[place + name.len()..];
        while let Some(after) =
            rest.trim_start().strip_prefix("::").map(str::trim_start).and_then(|r| r.strip_prefix("super"))
        {
            prefix.pop();
            rest = after;
        }
        let mut paths = Vec::new();
        tree(rest, prefix, &mut paths);
        found.extend(paths.into_iter().map(|path| (place, path)));
    }
    found
}

/// The modules that are written in the file itself, outer ones first: from where to where, and the name.
fn modules(bare: &str) -> Vec<(usize, usize, String)> {
    let mut found = Vec::new();
    for (place, word) in whole_words(bare, "mod") {
        let after = bare[place + word.len()..].trim_start();
        let name = name_at(after);
        if name.is_empty() || !after[name.len()..].trim_start().starts_with('{') {
            continue;
        }
        let mut depth = 0;
        let end = bare[place..].find(|sign| {
            depth += i32::from(sign == '{') - i32::from(sign == '}');
            sign == '}' && depth == 0
        });
        found.push((place, end.map_or(bare.len(), |end| place + end), name.to_owned()));
    }
    found
}

/// Reads what follows a path's head, branches included; returns what is left.
fn tree<'a>(text: &'a str, mut prefix: Vec<String>, out: &mut Vec<Vec<String>>) -> &'a str {
    let mut rest = text;
    while let Some(after) = rest.trim_start().strip_prefix("::").map(str::trim_start) {
        if let Some(mut branch) = after.strip_prefix('{') {
            loop {
                let name = name_at(branch.trim_start());
                let start = &branch.trim_start()[name.len()..];
                let mut path = prefix.clone();
                path.extend((!name.is_empty()).then(|| name.to_owned()));
                let end = tree(start, path, out);
                match end.find([',', '}']) {
                    Some(stop) if end[stop..].starts_with(',') => branch = &end[stop + 1..],
                    Some(stop) => return &end[stop + 1..],
                    None => return "",
                }
            }
        }
        let name = name_at(after);
        if name.is_empty() {
            break;
        }
        prefix.push(name.to_owned());
        rest = &after[name.len()..];
    }
    out.push(prefix);
    rest
}

fn name_at(text: &str) -> &str {
    &text[..text.find(|sign: char| !sign.is_alphanumeric() && sign != '_').unwrap_or(text.len())]
}

/// Names that begin a path (`name::`), with their places.
pub fn heads(bare: &str) -> impl Iterator<Item = (usize, &str)> {
    bare.match_indices("::").filter_map(|(place, _)| {
        let before = bare[..place].trim_end();
        let start = before.rfind(|sign: char| !sign.is_alphanumeric() && sign != '_').map_or(0, |last| last + 1);
        let is_head = start < before.len() && !before[..start].trim_end().ends_with("::");
        is_head.then(|| (start, &before[start..]))
    })
}

/// Where `name` stands with no letter on either side.
pub fn whole_words<'a>(text: &'a str, name: &'a str) -> impl Iterator<Item = (usize, &'a str)> {
    let is_letter = |sign: char| sign.is_alphanumeric() || sign == '_';
    text.match_indices(name).filter(move |(place, _)| {
        let (before, after) = (&text[..*place], &text[place + name.len()..]);
        let joined_before = name.starts_with(is_letter) && before.ends_with(is_letter);
        let joined_after = name.ends_with(is_letter) && after.starts_with(is_letter);
        !joined_before && !joined_after
    })
}
