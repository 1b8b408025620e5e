//! Words. The typed catalogue of the interface, and the mark-up that all words share.

mod number;
mod spans;

pub use number::{fixed, number, power_of_ten, short};
pub use spans::{Span, spans};
