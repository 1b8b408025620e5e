//! What every text of the repository has in common, and the typography of what people read.

use crate::source::{File, files};

/// Places on somebody's machine, and hosts of package registries: written in two halves, so that this file passes.
const NOWHERE: &[(&str, &str)] = &[
    ("/ho", "me/"),
    ("/ro", "ot/"),
    ("/wo", "rk/"),
    ("/tm", "p/"),
    ("/Use", "rs/"),
    ("C:", "\\"),
    ("crates", ".io"),
    ("npmjs", ".org"),
    ("npmjs", ".com"),
    ("pypi", ".org"),
    ("TO", "DO"),
    ("FIX", "ME"),
    ("XX", "X"),
];

/// Texts that others wrote or tools write.
const NOT_OURS: &[&str] = &["Cargo.lock", "LICENSE-", "THIRD-PARTY.md", "style/fonts/"];

#[test]
fn texts_keep_their_rules() {
    let said: Vec<String> = files().iter().filter(|file| is_ours(file)).flat_map(faults).collect();
    assert!(said.is_empty(), "\n\n{}\n", said.join("\n"));
}

fn is_ours(file: &File) -> bool {
    let ends = [".rs", ".md", ".toml", ".css", ".html", ".js", ".sh", ".yml", ".py", ".ci/run"];
    ends.iter().any(|end| file.is(end)) && !NOT_OURS.iter().any(|start| file.path.starts_with(start))
}

/// Every fault of a text, as sentences.
fn faults(file: &File) -> Vec<String> {
    let mut said = Vec::new();
    let prose = prose(file);
    for (index, line) in file.text.lines().enumerate() {
        let mut say = |fault: &str| said.push(format!("{}:{}: {fault}", file.path, index + 1));
        for (first, second) in NOWHERE {
            if line.contains(&format!("{first}{second}")) {
                say(&format!("`{first}{second}` has no place in the repository."));
            }
        }
        if line.contains('\t') {
            say("a tab: indent with spaces.");
        }
        if line.ends_with([' ', '\r']) {
            say("a space or carriage return at the end of the line.");
        }
        if let Some(words) = prose.get(index) {
            typography(words).into_iter().for_each(&mut say);
        }
    }
    if !file.text.is_empty() && !file.text.ends_with('\n') {
        said.push(format!("{}: no end of line at the end of the file.", file.path));
    }
    said
}

/// What people read of a file, line by line: the words of the catalogue, the words and the prose of lessons.
fn prose(file: &File) -> Vec<String> {
    let is_catalogue = file.path.starts_with("crates/i18n/src/") && file.is(".toml");
    let is_lesson = file.path.starts_with("crates/lessons/src/") && file.is(".md");
    if !is_catalogue && !is_lesson {
        return Vec::new();
    }
    let mut in_front = is_catalogue;
    let mut in_code = false;
    let mut lines = Vec::new();
    for line in file.text.lines() {
        let is_fence = line.starts_with("+++") || line.starts_with("```") || line.starts_with(":::");
        in_front ^= line.starts_with("+++");
        in_code ^= line.starts_with("```");
        let words = match line.split_once(" = ") {
            _ if is_fence || in_code || line.starts_with('#') && in_front => String::new(),
            // A list holds names, not words.
            Some((_, value)) if in_front && value.starts_with('[') => String::new(),
            Some((_, value)) if in_front => value.trim().trim_matches('"').replace("\\\"", "\""),
            _ if in_front => String::new(),
            _ => line.to_owned(),
        };
        lines.push(without_markup(&words));
    }
    lines
}

/// Prose without formulas, code, blanks, tags, attributes and addresses.
fn without_markup(words: &str) -> String {
    let mut plain = words.to_owned();
    for (open, close) in [("$$", "$$"), ("$", "$"), ("`", "`"), ("{", "}"), ("<", ">"), ("](", ")")] {
        let mut kept = String::new();
        let mut rest = plain.as_str();
        while let Some((before, after)) = rest.split_once(open) {
            let Some((_, tail)) = after.split_once(close) else { break };
            kept += before;
            // Something stood here: what follows does not begin a word.
            kept.push('·');
            rest = tail;
        }
        kept += rest;
        plain = kept;
    }
    plain
}

fn typography(words: &str) -> Vec<&'static str> {
    let mut faults = Vec::new();
    let signs: Vec<char> = words.chars().collect();
    if words.contains('"') || words.contains('\'') {
        faults.push("a straight quote: write “ ” or ’.");
    }
    if words.contains("...") {
        faults.push("three dots: write ….");
    }
    if words.contains(" -- ") || words.contains(" - ") {
        faults.push("a hyphen as a dash or minus: write – or −.");
    }
    let is_minus = |three: &[char]| !three[0].is_alphanumeric() && three[1] == '-' && three[2].is_ascii_digit();
    let is_power = |three: &[char]| three[0].is_ascii_digit() && "eE".contains(three[1]) && "-+".contains(three[2]);
    if signs.first() == Some(&'-') && signs.get(1).is_some_and(char::is_ascii_digit) || signs.windows(3).any(is_minus) {
        faults.push("a hyphen before a number: write the minus sign −.");
    }
    if signs.windows(3).any(is_power) {
        faults.push("a power of ten as in a program: write 10⁻⁹.");
    }
    faults
}

#[cfg(test)]
mod on_purpose {
    use super::*;

    #[track_caller]
    fn fails(path: &str, text: &str, fault: &str) {
        let said = faults(&File::new(path, text)).join("\n");
        assert!(said.contains(fault), "`{text}` should be told `{fault}`, and was told: {said}");
    }

    #[test]
    fn every_text_is_judged() {
        fails("src/a.rs", &["// TO", "DO\n"].concat(), "no place");
        fails("README.md", &["see /ho", "me/me\n"].concat(), "no place");
        fails("src/a.rs", "\tx\n", "a tab");
        fails("src/a.rs", "x \n", "at the end of the line");
        fails("src/a.rs", "x", "no end of line");
    }

    #[test]
    fn what_people_read_is_set_well() {
        let lesson = "crates/lessons/src/a/en.md";
        fails(lesson, "the \"best\" line\n", "straight quote");
        fails(lesson, "it's\n", "straight quote");
        fails(lesson, "wait...\n", "three dots");
        fails(lesson, "slope -2\n", "minus sign");
        fails(lesson, "to 1e-9\n", "power of ten");
        fails("crates/i18n/src/en.toml", "a = \"one - two\"\n", "hyphen as a dash");
        fails(lesson, "+++\n[words]\nsay = \"it's\"\n+++\n", "straight quote");
    }

    #[test]
    fn formulas_code_and_directives_are_free() {
        let text = "+++\nminutes = 5\n+++\n# A step\n::: task {id=\"a\"}\nAt $x - 1$ the$$y - 1$$ `a - \"b\"` falls; it’s −2, see [b](x-1).\n- a point\n:::\n";
        assert_eq!(faults(&File::new("crates/lessons/src/a/en.md", text)), Vec::<String>::new());
    }
}
