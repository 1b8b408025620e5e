//! What does "fits best" mean? A line among points, and the same line as a point on the ground of its loss.

mod controls;
mod figures;
mod judge;
mod model;
mod says;
pub(super) mod script;
#[cfg(test)]
mod tests;

use model::LineOfBestFit;

include!(concat!(env!("OUT_DIR"), "/line_of_best_fit.rs"));

/// The lesson.
pub static LESSON: crate::Lesson = crate::Lesson::of::<LineOfBestFit>(&STORY, FIGURES, STRETCHES);
