//! The table of everything that a person can change. One row is one control: its link key, its kind and range, its
//! default, and what changes when it changes. A key has one meaning in the whole course. `controls.toml` holds the rows;
//! `build/controls.rs` makes [`Key`] and [`SPECS`] of them.

use super::Scale;

/// What kind of value a control holds. Every value is kept as an `f64`; the kind says which ones are allowed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// Any finite number in `low..=high`; a whole number where `whole` is true.
    Number { low: f64, high: f64, scale: Scale, whole: bool },
    /// One of several names; the value is the index into them. The names are what a link carries.
    Choice(&'static [&'static str]),
    /// Off (0) or on (1).
    Switch,
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
    /// The course's default; a lesson may have its own.
    pub default: f64,
    /// What a change touches.
    pub scope: Scope,
}

include!(concat!(env!("OUT_DIR"), "/controls.rs"));

impl Key {
    /// How many controls there are.
    pub const COUNT: usize = SPECS.len();
    /// This control's row.
    pub const fn spec(self) -> &'static ParamSpec {
        &SPECS[self as usize]
    }
    /// The control that a link calls `name`.
    pub fn named(name: &str) -> Option<Key> {
        SPECS.iter().find(|row| row.link == name).map(|row| row.key)
    }
}
