//! Words. The typed catalogue of the interface, and the mark-up that all words share.
//!
//! The catalogue is `en.toml`, compiled by `build.rs`: an entry is a function of [`words`], a table is a module, a blank is
//! an argument. A further language is a further file with the same entries and blanks, or the crate does not compile.

// Compiled words name this crate the same way in every crate.
extern crate self as i18n;

mod fill;
mod html;
mod number;
mod spans;

pub use fill::fill;
pub use html::{escaped, first_role, html, unmarked};
pub use number::{fixed, number, power_of_ten, short};
pub use spans::{Span, spans};

include!(concat!(env!("OUT_DIR"), "/catalogue.rs"));

/// The language that words are in. There is no choice as long as there is one file.
pub const fn language() -> Language {
    Language::ALL[0]
}

/// Words that came from outside, such as the name of a column, so that no bracket in them is taken for mark-up.
pub fn plain(words: &str) -> String {
    words.replace('[', "[[")
}

#[cfg(test)]
mod tests {
    use super::*;
    use params::SPECS;

    #[test]
    fn every_control_and_every_choice_has_a_name() {
        for row in SPECS {
            assert!(!control(row.key).is_empty(), "{}", row.link);
            if let params::Kind::Choice(names) = row.kind {
                for (index, name) in names.iter().enumerate() {
                    assert!(!option(row.key, index).is_empty(), "{} {name}", row.link);
                }
                assert_eq!(option(row.key, names.len()), "");
            }
        }
    }

    #[test]
    fn plain_words_survive_the_mark_up() {
        let shown: String = spans(&plain("a [b|c] [")).iter().map(|span| span.text.as_str()).collect();
        assert_eq!(shown, "a [b|c] [");
    }
}
