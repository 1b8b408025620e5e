//! Pinned runs beside the own one.

use crate::{Model, Sight, View, typed};
use plot::Role;

/// A pinned run of the same lesson.
pub struct Pin<'a, M> {
    /// What it is called.
    pub letter: &'static str,
    /// Its colour.
    pub role: Role,
    /// The run.
    pub run: &'a M,
}

/// The pinned runs of this lesson, B first.
pub fn pins<'a, M: Model>(view: &View<'a>) -> impl DoubleEndedIterator<Item = Pin<'a, M>> + use<'a, M> {
    view.pins
        .iter()
        .zip(["B", "C", "D"])
        .enumerate()
        .filter_map(|(place, (run, letter))| Some(Pin { letter, role: Role::of_run(place + 1), run: typed(*run)? }))
}

/// The pinned runs, where they may be seen.
pub fn seen_pins<'a, M: Model>(view: &View<'a>) -> impl DoubleEndedIterator<Item = Pin<'a, M>> + use<'a, M> {
    let seen = view.shows(Sight::Run);
    pins(view).filter(move |_| seen)
}
