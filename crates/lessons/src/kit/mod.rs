//! What more than one lesson needs.

mod caption;
pub mod formula;
mod pins;
mod range;
mod standing;

pub use caption::Caption;
pub use pins::{Pin, pins};
pub use range::Range;
pub use standing::Standing;

use crate::View;

/// The update that words are about: the one being taken apart, or else the one that led to the cursor.
pub fn update_of(view: &View) -> usize {
    if view.part() > 0 { view.at() } else { view.at().saturating_sub(1) }
}
