//! The reference checks, printed.

use super::Answer;

/// Every check with its difference, and how many passed.
pub fn verify() -> Answer {
    Answer::text(String::new())
}

/// One line a lesson: its slug and the hash of the traces of all its presets.
pub fn fingerprints() -> String {
    String::new()
}
