//! The list of lessons, and what a lesson is.
//!
//! A lesson is a folder, named in one place: the list at the end of this file.
//!
//! | file | what | the traits it is written in |
//! |---|---|---|
//! | `en.md` | story and words | compiled to a [`Story`] and a module `words` |
//! | `model.rs` | what is computed: a type that is called as the folder is | [`Model`] |
//! | `controls.rs` | what a person can change, and how it is called | [`Controls`] |
//! | `figures/` | what is seen, a file a figure | [`Figures`], [`Figure`] |
//! | `says.rs` | the sentence, the formula, the diagnosis | [`Words`] |
//! | `judge.rs` | which choice is true, which goal is met, the numbers in answers | functions of the model |
//! | `script.rs`, `script.py` | the rule in NumPy, and the values that stand in it | a function of the model |
//! | `mod.rs` | binds them as a [`Lesson`] | |
//!
//! All of that is typed: a judge that is asked about another lesson's run does not compile. The bench (`ui/`) knows no lesson: it has
//! a `&dyn` [`Run`], which every model is, and the only downcast is [`typed`].

// The lessons' folders, as plain items: rustfmt finds modules by syntax, and would not see them in a macro.
mod batches;
mod deep_gradients;
mod fingerprint;
mod kit;
mod learning_rate;
mod lesson;
mod line_of_best_fit;
pub mod link;
mod model;
pub mod named_data;
mod run;
pub mod script;
mod story;
#[cfg(feature = "template")]
mod template;
mod view;

pub use fingerprint::fingerprint;
pub use kit::Caption;
use kit::Range;
pub use lesson::Lesson;
pub use model::{Controls, Figure, Figures, Model, Words, asked, typed};
use run::read_out;
pub use run::{Act, Diagnosis, FormulaRow, Regions, Run, Term, TermKind};
use script::Script;
pub use story::{Prediction, Step, Story, Task, Told};
pub use view::{Sight, View, shows};

use part::Part;

/// What the list of lessons says of one: all that there is to know before its part of the program is here.
pub struct Listed {
    /// The part of the address after `#/`.
    pub slug: &'static str,
    /// What the lesson is called.
    pub title: &'static str,
    /// The question that it answers.
    pub question: &'static str,
    /// How long it takes.
    pub minutes: u32,
    /// The names and the headings of its steps.
    pub steps: &'static [(&'static str, &'static str)],
    /// See [`Story::numbered`].
    pub numbered: &'static [&'static str],
    /// The part of the program that it is.
    pub part: fn() -> &'static Part<&'static Lesson>,
}

impl Listed {
    /// The step that a link or progress calls so, from 0.
    pub fn step(&self, kept: &str) -> Option<usize> {
        link::step_called(kept, self.numbered, self.steps.iter().map(|(name, _)| *name))
    }
    /// The lesson itself, if its part of the program is here.
    pub fn lesson(&self) -> Option<&'static Lesson> {
        (self.part)().get()
    }
}

macro_rules! lessons {
    ($($(#[$only:meta])* $folder:ident),* $(,)?) => {
        /// Every lesson, in the order of the course. The one place that names them.
        pub static LESSONS: &[Listed] = &[$($(#[$only])* Listed {
            slug: $folder::STORY.slug,
            title: $folder::STORY.title,
            question: $folder::STORY.question,
            minutes: $folder::STORY.minutes,
            steps: $folder::TITLES,
            numbered: $folder::NUMBERED,
            part: ways::$folder,
        }),*];
        /// The ways into the lessons. What only one of these leads to is a part of the program by itself.
        mod ways {
            $($(#[$only])* part::part!($folder: &'static super::Lesson = &super::$folder::LESSON);)*
        }

        /// What a run's lesson adds to a program that makes the run again. No method of [`Run`], for what only a file needs is
        /// not to be loaded with every page.
        pub fn script_of(run: &dyn Run) -> Option<Script<'_>> {
            $($(#[$only])* if let Some(run) = typed(run) {
                return Some($folder::script::script(run));
            })*
            None
        }
    };
}

lessons! {
    line_of_best_fit,
    learning_rate,
    batches,
    deep_gradients,
    #[cfg(feature = "template")]
    template,
}

/// All lessons themselves that are here: on the command line, all.
pub fn lessons() -> impl Iterator<Item = &'static Lesson> {
    LESSONS.iter().filter_map(Listed::lesson)
}

/// The lesson of that slug.
pub fn lesson(slug: &str) -> Option<&'static Listed> {
    LESSONS.iter().find(|lesson| lesson.slug == slug)
}
