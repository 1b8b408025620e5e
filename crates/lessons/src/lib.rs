//! The list of lessons, and what a lesson is.
//!
//! A lesson is a folder: `en.md` (story, words), `model.rs` (what is computed), `figures.rs` (what is shown), `mod.rs`
//! (which binds them as a [`Lesson`]). It is named in one place: the list at the end of this file. The bench (`ui/`) knows
//! this interface and no lesson.

// The lessons' folders, as plain items: rustfmt finds modules by syntax, and would not see them in a macro.
mod batches;
mod caption;
mod deep_gradients;
mod fingerprint;
pub mod formula;
mod learning_rate;
mod line_of_best_fit;
pub mod named_data;
mod range;
pub mod script;
mod view;

pub use caption::Caption;
pub use fingerprint::fingerprint;
use range::Range;
use script::Script;
pub use view::{Sight, View, shows};

use i18n::{control, fill, html, option, short};
use params::{Control, Edit, Key, Kind, OwnData, RunSpec};
use part::Part;
use plot::{Role, Scene};
use sim::Trace;
use std::any::Any;
use std::borrow::Cow;

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
    /// The steps, in order.
    pub steps: &'static [Step],
}

/// One step: prose beside the bench, which the step sets.
pub struct Step {
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
    /// The index of the choice that this run makes true.
    pub judge: fn(&dyn Run, &View) -> usize,
    /// Why, for each choice, where it is the true one.
    pub truths: &'static [Told],
}

/// A goal with a predicate on the live run.
pub struct Task {
    /// Stable name, for progress and events.
    pub id: &'static str,
    /// HTML.
    pub goal: &'static str,
    /// Whether the run as it stands reaches it.
    pub met: fn(&dyn Run, &View) -> bool,
    /// How far it is; shown while it is not met, and when it is.
    pub status: Told,
}

/// A sentence with the run's numbers in it.
pub struct Told {
    /// HTML with blanks, as [`i18n::fill`] reads it.
    pub html: &'static str,
    /// What stands in the blanks, marked up.
    pub facts: &'static [fn(&dyn Run, &View) -> String],
}

impl Told {
    /// The sentence for this run, as HTML.
    pub fn of(&self, run: &dyn Run, view: &View) -> String {
        let mut values = Vec::new();
        for fact in self.facts {
            values.push(html(&fact(run, view)));
        }
        fill(self.html, &values)
    }
}

/// What a person does to a figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Act {
    /// Drag a handle to a place in data coordinates.
    Drag { figure: usize, handle: usize, to: [f64; 2] },
    /// Put a new point into the data.
    Add { figure: usize, at: [f64; 2] },
    /// Move the point with this index.
    MovePoint { figure: usize, index: usize, to: [f64; 2] },
    /// Take the point with this index out of the data.
    Remove { figure: usize, index: usize },
}

/// Named stretches along a slider, with their borders computed from the problem.
#[derive(Clone, Debug, PartialEq)]
pub struct Regions {
    /// The slider's ends, which follow the problem.
    pub low: f64,
    /// See `low`.
    pub high: f64,
    /// Where one region ends and the next begins.
    pub borders: Vec<f64>,
    /// One name more than there are borders.
    pub names: Vec<&'static str>,
}

impl Regions {
    /// Ends that follow the problem, without named stretches.
    pub fn ends(low: f64, high: f64) -> Regions {
        Regions { low, high, borders: Vec::new(), names: Vec::new() }
    }
}

/// What the run is doing, with the criterion and its numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnosis {
    /// Which of the verdicts.
    pub verdict: sim::Verdict,
    /// The verdict in a word or three.
    pub title: &'static str,
    /// The criterion with its numbers, marked up.
    pub reason: String,
}

/// One term of a formula.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// What is written.
    pub text: String,
    /// A name, a number or an operator.
    pub kind: TermKind,
    /// Its colour.
    pub role: Role,
}

/// How a term is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermKind {
    /// A symbol.
    Name,
    /// A number (a real minus sign in front where it is negative).
    Number,
    /// An operator.
    Operator,
}

/// One line of a formula: symbols above, this update's numbers below, column by column.
#[derive(Clone, Debug, PartialEq)]
pub struct FormulaRow {
    /// The rule in symbols, a term for each column; one without text leaves it empty.
    pub symbols: Vec<Term>,
    /// The same with numbers; as many columns.
    pub numbers: Vec<Term>,
}

/// A computed run of one lesson: all that the bench shows is asked of it.
pub trait Run {
    /// What it was computed from ([`RunSpec::computed`]): values of scope View are the [`View`]'s.
    fn spec(&self) -> &RunSpec;
    /// Every update so far.
    fn trace(&self) -> &Trace;
    /// Makes up to `updates` more updates; true while more are left.
    fn advance(&mut self, updates: usize) -> bool;

    /// What has been computed of all that there is to compute, in whatever pieces; none when nothing is left. Another thing
    /// than updates where a run goes on to compute something else (a sweep).
    fn progress(&self) -> Option<[usize; 2]> {
        let trace = self.trace();
        trace.ending().is_none().then(|| [trace.updates(), trace.budget()])
    }

    /// Captions of the figures, in order; their number is the number of figures.
    fn captions(&self, view: &View) -> Vec<Caption>;
    /// The part of a figure that does not follow the cursor.
    fn base(&self, figure: usize, view: &View) -> Scene;
    /// The part that does: drawn over [`Run::base`] on the same axes.
    fn overlay(&self, figure: usize, view: &View) -> Scene;
    /// The figure in words, for those who do not see it.
    fn describe(&self, figure: usize, view: &View) -> String;

    /// What the update at the cursor did, in one marked-up sentence or two.
    fn say(&self, view: &View) -> String;
    /// The names of the parts of one update, in order.
    fn parts(&self) -> Vec<&'static str>;
    /// The formula of one part of the update at the cursor.
    fn formula(&self, view: &View, part: usize) -> Vec<FormulaRow>;
    /// What the run is doing.
    fn diagnosis(&self, view: &View) -> Diagnosis;

    /// Names of the table's columns after "update"; the values are the trace's series of the same place.
    fn columns(&self) -> Vec<Cow<'static, str>>;
    /// A value of a control in words and units, for its read-out (`0.17`, `3.2 kg per cm`).
    fn read_out(&self, key: Key, value: f64) -> String {
        read_out(key, value)
    }
    /// A control's name; marked up. (`Slope [weights|w]`)
    fn label(&self, key: Key) -> String {
        control(key).to_string()
    }
    /// The names of a choice's values; an empty name for a value that this lesson does not offer.
    fn options(&self, key: Key) -> Vec<&'static str> {
        options(key)
    }
    /// Whether a control means anything for this run.
    fn shown(&self, key: Key) -> bool;
    /// The slider's ends, and its named regions if it has any (`borders` may be empty).
    fn regions(&self, key: Key) -> Option<Regions>;

    /// What an act changes, or none if the act means nothing here.
    fn act(&self, _: Act, _: &View) -> Option<Edit> {
        None
    }
    /// Puts NaN in place of whatever is computed and `hidden`: for tests that show that nothing else hangs on it. What a person
    /// set, such as the weights at the start, stays.
    #[cfg(not(target_arch = "wasm32"))]
    fn poison(&mut self, hidden: &dyn Fn(Sight) -> bool);

    /// The data as points in the coordinates of figure `figure`, if that figure lets one edit them.
    fn points(&self, _figure: usize) -> Option<&[[f64; 2]]> {
        None
    }
    /// The data as a person may edit them: names and points.
    fn data(&self) -> Option<OwnData> {
        None
    }
    /// The examples of each update so far, in the order of their use, where updates see some of the data only.
    fn batch_order(&self) -> Option<Vec<Vec<usize>>> {
        None
    }

    /// Every number that is computed beside the trace and its companions, by name: sweeps, comparisons, measurements. For tests that
    /// compare all that a lesson computes; the page does not carry it.
    #[cfg(not(target_arch = "wasm32"))]
    fn studies(&self) -> Vec<(String, Vec<f64>)> {
        Vec::new()
    }

    /// For a lesson to find its own kind of run again.
    fn as_any(&self) -> &dyn Any;
}

/// A value of a control as most lessons say it.
fn read_out(key: Key, value: f64) -> String {
    match key.spec().kind {
        Kind::Choice(_) => option(key, value as usize).to_string(),
        Kind::Number { whole: true, .. } => (value as usize).to_string(),
        _ => short(value, 3),
    }
}

/// The names of all values of a choice.
fn options(key: Key) -> Vec<&'static str> {
    let Kind::Choice(names) = key.spec().kind else { return Vec::new() };
    let mut options = Vec::new();
    for index in 0..names.len() {
        options.push(option(key, index));
    }
    options
}

/// A lesson of the course.
pub trait Lesson: Sync {
    /// Its story.
    fn story(&self) -> &'static Story;
    /// The names of all its figures, of which a run shows some.
    fn figures(&self) -> &'static [&'static str];
    /// The controls whose sliders have named stretches.
    fn stretches(&self) -> &'static [Key];
    /// The controls it uses, in the order of the page.
    fn controls(&self) -> &'static [Control];
    /// Makes what [`Lesson::open`] will need and what can be kept: so that a page may do it in two tasks, each of them short.
    fn prepare(&self, _: &RunSpec) {}
    /// Opens a run; no update is made yet ([`Run::advance`]).
    fn open(&self, spec: &RunSpec) -> Box<dyn Run>;
    /// The picture on the lesson's card: a scene computed from a real run.
    fn card(&self) -> Scene;
}

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
    /// The headings of its steps.
    pub steps: &'static [&'static str],
    /// The part of the program that it is.
    pub part: fn() -> &'static Part<&'static dyn Lesson>,
}

impl Listed {
    /// The lesson itself, if its part of the program is here.
    pub fn lesson(&self) -> Option<&'static dyn Lesson> {
        (self.part)().get()
    }
}

macro_rules! lessons {
    ($($folder:ident :: $lesson:ident),* $(,)?) => {
        /// Every lesson, in the order of the course. The one place that names them.
        pub static LESSONS: &[Listed] = &[$(Listed {
            slug: $folder::STORY.slug,
            title: $folder::STORY.title,
            question: $folder::STORY.question,
            minutes: $folder::STORY.minutes,
            steps: $folder::TITLES,
            part: ways::$folder,
        }),*];
        /// The ways into the lessons. What only one of these leads to is a part of the program by itself.
        mod ways {
            $(part::part!($folder: &'static dyn super::Lesson = &super::$folder::$lesson);)*
        }

        /// What a run's lesson adds to a program that makes the run again. No method of [`Run`], for what only a file needs is
        /// not to be loaded with every page.
        pub fn script_of(run: &dyn Run) -> Option<Script<'_>> {
            $(if let Some(script) = $folder::script::script(run) {
                return Some(script);
            })*
            None
        }
    };
}

lessons! {
    line_of_best_fit::LineOfBestFit,
    learning_rate::LearningRate,
    batches::Batches,
    deep_gradients::DeepGradients,
}

/// All lessons themselves that are here: on the command line, all.
pub fn lessons() -> impl Iterator<Item = &'static dyn Lesson> {
    LESSONS.iter().filter_map(Listed::lesson)
}

/// The lesson of that slug.
pub fn lesson(slug: &str) -> Option<&'static Listed> {
    LESSONS.iter().find(|lesson| lesson.slug == slug)
}
