//! The desk, mirrored in the fragment of the address.
//!
//! Steps and lessons are links, so the browser makes its history of them. Whatever else changes on the desk renames the
//! present place, a little later and never twice for the same words. What the mirror wrote is not read back.

use super::desk::Desk;
use super::dom::live;
use super::embed::state;
use super::hooks::{fragment, replace_fragment, tell};
use crate::address;
use crate::params::Place;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use std::time::Duration;

/// How long the desk has to be still. Safari refuses more than 100 changes in 30 seconds.
const STILL: Duration = Duration::from_millis(200);

/// What the address says, as far as the page knows.
#[derive(Clone, Copy)]
pub struct Link {
    known: StoredValue<String>,
    desk: StoredValue<Option<Desk>>,
    waiting: StoredValue<Option<TimeoutHandle>>,
}

impl Link {
    /// The address as it stands.
    pub fn here() -> Link {
        Link { known: StoredValue::new(fragment()), desk: StoredValue::new(None), waiting: StoredValue::new(None) }
    }

    /// The fragment, if it is another one than the page knows of.
    pub fn arrived(&self) -> Option<String> {
        let now = fragment();
        if self.known.with_value(|known| *known == now) {
            return None;
        }
        self.stop();
        self.known.set_value(now.clone());
        Some(now)
    }

    /// Whether this is the address, as far as the page knows.
    pub fn knows(&self, fragment: &str) -> bool {
        self.known.with_value(|known| known == fragment)
    }

    /// Mirrors nothing from now on.
    pub fn leave(&self) {
        self.stop();
        self.desk.set_value(None);
    }

    /// Mirrors this desk, until the part of the page that asks is gone.
    pub fn mirror(&self, desk: Desk) {
        let link = *self;
        link.desk.set_value(Some(desk));
        live(move || {
            desk.track_place();
            desk.frame.track();
            link.stop();
            let handle = set_timeout_with_handle(move || link.write(), STILL);
            link.waiting.set_value(handle.ok());
        });
        on_cleanup(move || link.leave());
    }

    /// The desk of the lesson that is open.
    pub fn desk(&self) -> Option<Desk> {
        self.desk.try_get_value().flatten()
    }

    /// Writes what is waiting, now: before going elsewhere, and before a link is copied.
    pub fn flush(&self) {
        if self.waiting.with_value(Option::is_some) {
            self.write();
        }
    }

    fn stop(&self) {
        if let Some(Some(handle)) = self.waiting.try_update_value(Option::take) {
            handle.clear();
        }
    }

    fn write(&self) {
        self.stop();
        let Some(desk) = self.desk() else { return };
        // A link that a later version wrote stays as it is: that one will understand it.
        let Some(place) = place(desk).filter(|place| !place.frame.newer) else { return };
        let next = address::write(desk.lesson, &place);
        if self.known.with_value(|known| *known != next) {
            replace_fragment(&next);
            tell("state", &state(desk));
            self.known.set_value(next);
        }
    }
}

/// Where the desk stands. None when it has been cleared.
pub fn place(desk: Desk) -> Option<Place> {
    Some(Place {
        slug: desk.lesson.story().slug.to_string(),
        step: desk.step.try_get_untracked()?,
        spec: desk.spec.try_get_untracked()?,
        cursor: desk.cursor.try_get_untracked()?,
        part: desk.part.try_get_untracked()?,
        pins: desk.pins.try_get_untracked()?,
        frame: desk.frame.try_get_untracked()?,
        ignored: Vec::new(),
    })
}
