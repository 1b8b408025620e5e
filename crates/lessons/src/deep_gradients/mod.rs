//! Why do deep networks stop learning, or explode? A real network with real backpropagation, and the gradient that reaches
//! each of its layers.

mod controls;
mod figures;
mod judge;
mod model;
mod remedies;
mod says;
pub(super) mod script;
mod snapshot;
#[cfg(test)]
mod tests;

use model::DeepGradients;

include!(concat!(env!("OUT_DIR"), "/deep_gradients.rs"));

/// The lesson.
pub static LESSON: crate::Lesson = crate::Lesson::of::<DeepGradients>(&STORY, FIGURES, STRETCHES);
