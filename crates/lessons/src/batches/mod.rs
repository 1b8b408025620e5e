//! Batch, stochastic, mini-batch: how many examples should one update look at?

mod controls;
mod figures;
mod judge;
mod model;
mod problem;
mod racer;
mod says;
pub(super) mod script;
#[cfg(test)]
mod tests;

use model::Batches;

include!(concat!(env!("OUT_DIR"), "/batches.rs"));

/// The lesson.
pub static LESSON: crate::Lesson = crate::Lesson::of::<Batches>(&STORY, FIGURES, STRETCHES);
