//! The table of everything that a person can change. One row is one control: its link key, its kind and range, its
//! default, and what changes when it changes. A key has one meaning in the whole course. `controls.toml` holds the rows;
//! `build.rs` makes [`Key`] and [`SPECS`] of them.

use super::Scale;

/// What kind of value a control holds, and which values are allowed. Numbers, choices and switches are kept as an `f64` in
/// [`Settings`](super::Settings), lists and texts as an [`Entry`](super::Entry) in [`Entries`](super::Entries).
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// Any finite number in `low..=high`; a whole number where `whole` is true.
    Number { low: f64, high: f64, scale: Scale, whole: bool },
    /// One of several names; the value is the index into them. The names are what a link carries.
    Choice(&'static [&'static str]),
    /// Off (0) or on (1).
    Switch,
    /// Finite numbers in `low..=high`, whole ones where `whole` is true: one at least, at most `most`.
    List { low: f64, high: f64, whole: bool, most: usize, default: &'static [f64] },
    /// One line of at most `most` characters; may be empty.
    Text { most: usize, default: &'static str },
}

/// What has to be done again when a value changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The problem itself: a change starts the run anew, before every fork.
    Problem,
    /// How descent goes: may differ from a fork on.
    Descent,
    /// What is shown; the run stays as it is.
    View,
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct ParamSpec {
    /// Which control this is.
    pub key: Key,
    /// Its name in links and in an embed's `hide`.
    pub link: &'static str,
    /// Which values it may take.
    pub kind: Kind,
    /// The course's default; a lesson may have its own. 0 for a list and a text, whose default is part of their kind.
    pub default: f64,
    /// What a change touches.
    pub scope: Scope,
}

#[cfg(not(test))]
include!(concat!(env!("OUT_DIR"), "/controls.rs"));
// The same, and the rows of `tests.toml`.
#[cfg(test)]
include!(concat!(env!("OUT_DIR"), "/controls_of_tests.rs"));

impl Key {
    /// How many controls there are.
    pub const COUNT: usize = SPECS.len();
    /// Whether there are lists or texts at all. Where there are none, all code for them is left out of the program.
    pub const ENTRIES: bool = any_entry();
    /// This control's row.
    pub const fn spec(self) -> &'static ParamSpec {
        &SPECS[self as usize]
    }
    /// The control that a link calls `name`.
    pub fn named(name: &str) -> Option<Key> {
        SPECS.iter().find(|row| row.link == name).map(|row| row.key)
    }
}

impl Kind {
    /// Whether the value is an [`Entry`](super::Entry): a list or a text.
    pub const fn is_entry(self) -> bool {
        matches!(self, Kind::List { .. } | Kind::Text { .. })
    }
}

const fn any_entry() -> bool {
    let mut place = 0;
    while place < SPECS.len() {
        if SPECS[place].kind.is_entry() {
            return true;
        }
        place += 1;
    }
    false
}
