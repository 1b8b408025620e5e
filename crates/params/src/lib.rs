//! What a person can change: the table of controls, their values, the run specification, and links.
//!
//! Everything here is a pure value. A link decodes into a [`Place`]; the part of it that decides the numbers is its
//! [`RunSpec`]. `link.rs` has the grammar and reads it, `written.rs` writes it. Lists and texts are
//! entries (`entries.rs`, `entry.rs`). A pasted table becomes data in
//! `table.rs`.

pub mod base64;
mod control;
mod entries;
mod entry;
mod frame;
mod link;
mod own;
mod scale;
mod settings;
mod spec;
mod specs;
pub mod table;
mod written;

pub use control::{Control, Domain, OwnEntry};
pub use entries::{Entries, Entry, Values};
pub use entry::Mistake;
pub use frame::{Frame, Mode, PARTS, STORY, Theme};
pub use link::{Head, LAST_ON_DEFAULTS, LINK_VERSION, Place, decode, decode_onto, slug_of};
pub use own::{OWN_LIMIT, OwnData};
pub use scale::Scale;
pub use settings::Settings;
pub use spec::{Edit, Fork, MAX_FORKS, MAX_PINS, RunSpec};
pub use specs::{Key, Kind, ParamSpec, SPECS, Scope};
pub use written::{encode, encode_onto, value_text};
