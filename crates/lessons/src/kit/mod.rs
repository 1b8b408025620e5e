//! What more than one lesson needs.

mod caption;
mod facts;
pub mod formula;
pub mod ground;
pub mod line;
pub mod path;
mod pins;
mod range;
pub mod rate;
mod standing;

pub use caption::Caption;
pub(crate) use facts::facts;
pub use pins::{Pin, pins, seen_pins};
pub use range::Range;
pub use standing::Standing;

use crate::View;

/// The update that words are about: the one being taken apart, or else the one that led to the cursor.
pub fn update_of(view: &View) -> usize {
    if view.part() > 0 { view.at() } else { view.at().saturating_sub(1) }
}

/// The first choice that is true, or the one after all of these.
pub fn first_true(choices: &[bool]) -> usize {
    choices.iter().position(|choice| *choice).unwrap_or(choices.len())
}
