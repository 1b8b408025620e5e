//! A view of a run: all that may differ between two looks at one trace, and what an open question hides of it.

use super::{Prediction, Run};
use params::{Key, RunSpec};

/// Something that a question can hide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// What is computed of the run at its start, and all that [`Sight::Run`] hides.
    Start,
    /// All after the start, of this run and of those beside it: updates, studies, and what the named stretches of sliders say of them.
    Run,
    /// A figure of the lesson, by its name; what stays of it is the figure's choice.
    Figure(&'static str),
    /// What is computed beside the run, by its name: companions, a sweep, a comparison.
    Study(&'static str),
    /// The named stretches along the slider of this control, and its ends, which follow them.
    Stretches(Key),
}

impl Sight {
    /// Whether hiding this hides `other`.
    fn covers(self, other: Sight) -> bool {
        self == other
            || match self {
                Sight::Start => Sight::Run.covers(other),
                Sight::Run => matches!(other, Sight::Study(_) | Sight::Stretches(_)),
                _ => false,
            }
    }
}

/// Whether something is shown while these questions wait for an answer.
pub fn shows(open: &[&Prediction], sight: Sight) -> bool {
    !open.iter().any(|question| question.hides.iter().any(|hidden| hidden.covers(sight)))
}

/// Where one stands, what stands beside it, and the values of scope [`params::Scope::View`]. Figures and words take
/// these from here alone: the run that they are asked of may have been opened before the last of them was changed.
///
/// While a question hides the run, the view stands at the start, wherever the cursor is: a figure that asks for [`View::at`]
/// cannot tell what comes after. What a figure computes beyond the cursor it draws only where [`View::shows`] says so.
#[derive(Clone, Copy)]
pub struct View<'a> {
    spec: &'a RunSpec,
    cursor: usize,
    part: usize,
    open: &'a [&'static Prediction],
    /// The pinned runs B, C, D.
    pub pins: &'a [&'a dyn Run],
    /// How many changes a person made by hand since the step began.
    pub moves: usize,
    /// The figure's size in CSS pixels.
    pub size: [f64; 2],
}

impl<'a> View<'a> {
    /// The start of a run with these settings in force, in a figure of this size.
    pub fn new(spec: &'a RunSpec, size: [f64; 2]) -> View<'a> {
        View { spec, cursor: 0, part: 0, open: &[], pins: &[], moves: 0, size }
    }
    /// The same after `updates` updates and so many parts of the next one, 0..[`Run::parts`].
    pub fn after(self, updates: usize, part: usize) -> View<'a> {
        View { cursor: updates, part, ..self }
    }
    /// The same with these runs pinned.
    pub fn beside(self, pins: &'a [&'a dyn Run]) -> View<'a> {
        View { pins, ..self }
    }
    /// The same after so many changes by hand.
    pub fn moved(self, moves: usize) -> View<'a> {
        View { moves, ..self }
    }
    /// The same while these questions wait for an answer.
    pub fn asking(self, open: &'a [&'static Prediction]) -> View<'a> {
        View { open, ..self }
    }

    /// Whether something is shown.
    pub fn shows(&self, sight: Sight) -> bool {
        shows(self.open, sight)
    }
    /// The cursor: how many updates have been made; 0 while the run is hidden.
    pub fn at(&self) -> usize {
        self.known(self.cursor)
    }
    /// How many parts of the next update are shown beyond the cursor; none while the run is hidden.
    pub fn part(&self) -> usize {
        self.known(self.part)
    }
    /// The last update of a run of so many that may be drawn at all: 0 while the run is hidden.
    pub fn known(&self, updates: usize) -> usize {
        if self.shows(Sight::Run) { updates } else { 0 }
    }

    /// The settings in force.
    pub fn spec(&self) -> &'a RunSpec {
        self.spec
    }
    /// The value of a control.
    pub fn value(&self, key: Key) -> f64 {
        self.spec.current().value(key)
    }
    /// Whether a switch is on.
    pub fn on(&self, key: Key) -> bool {
        self.spec.current().on(key)
    }
    /// The link name of a choice's value.
    pub fn choice(&self, key: Key) -> &'static str {
        self.spec.current().choice(key)
    }
}
