//! A view of a run: all that may differ between two looks at one trace.

use super::Run;
use crate::params::{Key, RunSpec};

/// Where one stands, what stands beside it, and the values of scope [`crate::params::Scope::View`]. Figures and words take
/// these from here alone: the run that they are asked of may have been opened before the last of them was changed.
#[derive(Clone, Copy)]
pub struct View<'a> {
    spec: &'a RunSpec,
    cursor: usize,
    part: usize,
    /// An unanswered prediction hides whatever would give the answer away.
    pub veiled: bool,
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
        View { spec, cursor: 0, part: 0, veiled: false, pins: &[], moves: 0, size }
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
    /// The same with a question open, or none.
    pub fn veil(self, veiled: bool) -> View<'a> {
        View { veiled, ..self }
    }

    /// The cursor: how many updates have been made.
    pub fn at(&self) -> usize {
        self.cursor
    }
    /// How many parts of the next update are shown beyond the cursor.
    pub fn part(&self) -> usize {
        self.part
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
