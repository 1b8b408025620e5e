//! Panels that few readers open: one part of the program, which follows once the page stands, or at once where one of
//! them is opened.

use super::desk::Desk;
use super::dom::{El, el};
use super::hooks::asked;
use super::playback::Player;
use super::{about, lecture, own_data, share, take};
use crate::part::part;
use leptos::prelude::RwSignal;

/// All of them.
pub struct Panels {
    /// The page about the course.
    pub about: fn() -> El,
    /// Data of one's own.
    pub data: fn(Desk, RwSignal<bool>) -> El,
    /// The run and its figures as files.
    pub files: fn(Desk) -> El,
    /// What a lecture adds to a lesson.
    pub lecture: fn(Desk, Player) -> El,
    /// Links, and what goes into other pages.
    pub share: fn(Desk, RwSignal<bool>) -> El,
}

part! {
    panels: &'static Panels = &Panels {
        about: about::about,
        data: own_data::panel,
        files: take::files,
        lecture: lecture::lecture,
        share: share::dialog,
    }
}

/// Whether they are here; asks for them where they are not. Tracked.
pub fn ready() -> bool {
    asked(panels()).is_some()
}

/// One of them; an empty element where they are not here.
pub fn open(which: impl FnOnce(&Panels) -> El) -> El {
    panels().get().map_or_else(|| el("span"), which)
}
