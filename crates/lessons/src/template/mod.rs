//! A lesson to copy: the least that a lesson needs, working and tested. It is in no course (feature `template`).

mod controls;
mod figures;
mod judge;
mod model;
mod says;
pub(super) mod script;
#[cfg(test)]
mod tests;

use model::Template;

include!(concat!(env!("OUT_DIR"), "/template.rs"));

/// The lesson.
pub static LESSON: crate::Lesson = crate::Lesson::of::<Template>(&STORY, FIGURES, STRETCHES);
