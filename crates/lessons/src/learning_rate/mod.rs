//! How big should a step be? One ground, one start, many learning rates.

mod controls;
mod figures;
mod judge;
mod model;
mod says;
pub(super) mod script;
#[cfg(test)]
mod tests;

use model::LearningRate;

include!(concat!(env!("OUT_DIR"), "/learning_rate.rs"));

/// The lesson.
pub static LESSON: crate::Lesson = crate::Lesson::of::<LearningRate>(&STORY, FIGURES, STRETCHES);
