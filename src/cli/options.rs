//! The words after a command: what it is about, and options with a value each (`--size 800x600` or `--size=800x600`).

use crate::i18n::words::cli as words;

/// The words after a command.
pub struct Options<'a> {
    subjects: Vec<&'a str>,
    values: Vec<(&'static str, &'a str)>,
}

impl<'a> Options<'a> {
    /// Reads them; only the `known` options may stand there, once each.
    pub fn read(given: &'a [String], known: &[&'static str]) -> Result<Options<'a>, String> {
        let mut read = Options { subjects: Vec::new(), values: Vec::new() };
        let mut rest = given.iter();
        while let Some(word) = rest.next() {
            // A lone `-` is no option; `#` and addresses never start with one.
            if !word.starts_with('-') || word == "-" {
                read.subjects.push(word);
                continue;
            }
            let (name, joined) =
                word.split_once('=').map_or((word.as_str(), None), |(name, value)| (name, Some(value)));
            let name = if name == "--output" { "-o" } else { name };
            let Some(name) = known.iter().copied().find(|known| *known == name) else {
                let known = if known.is_empty() { words::none().to_string() } else { known.join(", ") };
                return Err(words::no_option(name, &known));
            };
            if read.value(name).is_some() {
                return Err(words::option_twice(name));
            }
            let value = joined.or_else(|| rest.next().map(String::as_str));
            let value = value.filter(|value| !value.is_empty()).ok_or_else(|| words::no_value(name))?;
            read.values.push((name, value));
        }
        Ok(read)
    }

    /// The value of an option that was given.
    pub fn value(&self, name: &str) -> Option<&'a str> {
        self.values.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
    }

    /// A whole number, or `usual` where the option was not given.
    pub fn whole(&self, name: &str, usual: u64) -> Result<u64, String> {
        self.value(name).map_or(Ok(usual), |text| text.parse().map_err(|_| words::no_whole_number(name, text)))
    }

    /// The file that `-o` names.
    pub fn file(&self) -> Option<String> {
        self.value("-o").map(String::from)
    }

    /// The one link that a command is about.
    pub fn link(&self, command: &str) -> Result<&'a str, String> {
        match self.subjects.as_slice() {
            [link] => Ok(link),
            [] => Err(words::link_missing(command)),
            [_, second, ..] => Err(words::one_link(command, second)),
        }
    }

    /// Nothing for a command that is about nothing.
    pub fn bare(&self, command: &str) -> Result<(), String> {
        self.subjects.first().map_or(Ok(()), |word| Err(words::nothing_more(command, word)))
    }
}
