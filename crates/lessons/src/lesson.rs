//! A lesson of the course, as the bench sees it.

use crate::model::{Controls, Figures, Words};
use crate::{Run, Story};
use params::{Control, Key, RunSpec};
use plot::Scene;

/// A lesson of the course.
pub struct Lesson {
    story: &'static Story,
    figures: &'static [&'static str],
    stretches: &'static [Key],
    controls: &'static [Control],
    prepare: fn(&RunSpec),
    open: fn(&RunSpec) -> Box<dyn Run>,
    card: fn() -> Scene,
}

impl Lesson {
    /// The lesson whose runs are `M`: its story, the names of its figures, the controls whose sliders have named stretches.
    pub(crate) const fn of<M: Controls + Figures + Words>(
        story: &'static Story,
        figures: &'static [&'static str],
        stretches: &'static [Key],
    ) -> Lesson {
        let open = |spec: &RunSpec| Box::new(M::open(spec)) as Box<dyn Run>;
        Lesson { story, figures, stretches, controls: M::CONTROLS, prepare: M::prepare, open, card: M::card }
    }

    /// Its story.
    pub fn story(&self) -> &'static Story {
        self.story
    }
    /// The names of all its figures, of which a run shows some.
    pub fn figures(&self) -> &'static [&'static str] {
        self.figures
    }
    /// The controls whose sliders have named stretches.
    pub fn stretches(&self) -> &'static [Key] {
        self.stretches
    }
    /// The controls it uses, in the order of the page.
    pub fn controls(&self) -> &'static [Control] {
        self.controls
    }
    /// One of them, as it uses it.
    pub fn control(&self, key: Key) -> Option<&'static Control> {
        self.controls.iter().find(|control| control.key == key)
    }
    /// Makes what [`Lesson::open`] will need and what can be kept: so that a page may do it in two tasks, each of them short.
    pub fn prepare(&self, spec: &RunSpec) {
        (self.prepare)(spec);
    }
    /// Opens a run; no update is made yet ([`Run::advance`]).
    pub fn open(&self, spec: &RunSpec) -> Box<dyn Run> {
        (self.open)(spec)
    }
    /// The picture on the lesson's card: a scene computed from a real run.
    pub fn card(&self) -> Scene {
        (self.card)()
    }
}
