//! What a lesson tells and asks, compiled from its Markdown.

use crate::{Run, Sight, View};
use i18n::{fill, html};
use params::Key;

/// The story of a lesson, compiled from its Markdown by `build.rs`.
pub struct Story {
    /// The part of the address after `#/`.
    pub slug: &'static str,
    /// What the lesson is called.
    pub title: &'static str,
    /// The question that it answers.
    pub question: &'static str,
    /// How long it takes.
    pub minutes: u32,
    /// The names that numbers of steps, from 1, meant in links and progress of versions 1 and 2.
    pub numbered: &'static [&'static str],
    /// The steps, in order.
    pub steps: &'static [Step],
}

/// One step: prose beside the bench, which the step sets.
pub struct Step {
    /// Its name, in links, progress and messages.
    pub name: &'static str,
    /// Its heading.
    pub title: &'static str,
    /// The prose as HTML without inline styles.
    pub html: &'static str,
    /// What a lecture asks the room in one line, as HTML, where the step has no question and no goal.
    pub prompt: &'static str,
    /// The settings and the cursor, in the grammar of a link's keys (`rate=0.17&at=4`).
    pub preset: &'static str,
    /// The controls that stand open on this step; the others wait under "All settings".
    pub controls: &'static [Key],
    /// Questions to answer before the run is shown.
    pub predictions: &'static [Prediction],
    /// Goals that are checked on the live run.
    pub tasks: &'static [Task],
}

/// A question with its choices. Which one is right is decided by the run.
pub struct Prediction {
    /// Stable name, for progress and events.
    pub id: &'static str,
    /// What it hides until it is answered.
    pub hides: &'static [Sight],
    /// HTML.
    pub question: &'static str,
    /// Each choice as HTML.
    pub choices: &'static [&'static str],
    /// The name of each choice, in progress and messages.
    pub names: &'static [&'static str],
    /// The names that numbers of choices, from 0, meant in progress of version 1.
    pub numbered: &'static [&'static str],
    /// The index of the choice that this run makes true; none for a run of another lesson.
    pub judge: fn(&dyn Run, &View) -> Option<usize>,
    /// Why, for each choice, where it is the true one.
    pub truths: &'static [Told],
}

impl Prediction {
    /// The choice that progress calls so: by its name, or by the number that it once had.
    pub fn choice(&self, kept: &str) -> Option<usize> {
        let name = kept.parse().map_or(Some(kept), |number: usize| self.numbered.get(number).copied())?;
        self.names.iter().position(|other| *other == name)
    }
}

/// A goal with a predicate on the live run.
pub struct Task {
    /// Stable name, for progress and events.
    pub id: &'static str,
    /// HTML.
    pub goal: &'static str,
    /// Whether the run as it stands reaches it; none for a run of another lesson.
    pub met: fn(&dyn Run, &View) -> Option<bool>,
    /// How far it is; shown while it is not met, and when it is.
    pub status: Told,
}

impl Task {
    /// Whether the run as it stands reaches it.
    pub fn is_met(&self, run: &dyn Run, view: &View) -> bool {
        (self.met)(run, view) == Some(true)
    }
}

/// What stands in a blank, marked up; none for a run of another lesson.
pub type Fact = fn(&dyn Run, &View) -> Option<String>;

/// A sentence with the run's numbers in it.
pub struct Told {
    /// HTML with blanks, as [`i18n::fill`] reads it.
    pub html: &'static str,
    /// What stands in the blanks, marked up.
    pub facts: &'static [Fact],
}

impl Told {
    /// The sentence for this run, as HTML.
    pub fn of(&self, run: &dyn Run, view: &View) -> String {
        let mut values = Vec::new();
        for fact in self.facts {
            values.push(html(&fact(run, view).unwrap_or_default()));
        }
        fill(self.html, &values)
    }
}
