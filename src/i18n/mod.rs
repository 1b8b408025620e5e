//! Words. The typed catalogue of the interface, and the mark-up that all words share.

mod spans;

pub use spans::{Span, spans};
