//! A run as the bench sees it, whichever lesson it is of.

#[cfg(not(target_arch = "wasm32"))]
use crate::Sight;
use crate::{Caption, View};
use i18n::{option, short};
use params::{Edit, Key, Kind, OwnData, RunSpec};
use plot::{Role, Scene};
use sim::Trace;
use std::any::Any;
use std::borrow::Cow;

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

impl Act {
    /// The figure that it is done to.
    pub fn figure(self) -> usize {
        match self {
            Act::Drag { figure, .. } | Act::Add { figure, .. } => figure,
            Act::MovePoint { figure, .. } | Act::Remove { figure, .. } => figure,
        }
    }
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

impl Diagnosis {
    /// A verdict, its title and its reason.
    pub fn new(verdict: sim::Verdict, title: &'static str, reason: String) -> Diagnosis {
        Diagnosis { verdict, title, reason }
    }
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
    fn progress(&self) -> Option<[usize; 2]>;

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
    fn read_out(&self, key: Key, value: f64) -> String;
    /// A control's name; marked up. (`Slope [weights|w]`)
    fn label(&self, key: Key) -> String;
    /// The names of a choice's values, whether the lesson offers them or not ([`params::Control::offers`]).
    fn options(&self, key: Key) -> Vec<&'static str>;
    /// Whether a control means anything for this run.
    fn shown(&self, key: Key) -> bool;
    /// The slider's ends, and its named regions if it has any (`borders` may be empty).
    fn regions(&self, key: Key) -> Option<Regions>;

    /// What an act changes, or none if the act means nothing here.
    fn act(&self, act: Act, view: &View) -> Option<Edit>;
    /// Puts NaN in place of whatever is computed and `hidden`: for tests that show that nothing else hangs on it. What a person
    /// set, such as the weights at the start, stays.
    #[cfg(not(target_arch = "wasm32"))]
    fn poison(&mut self, hidden: &dyn Fn(Sight) -> bool);

    /// The data as points in the coordinates of figure `figure`, if that figure lets one edit them.
    fn points(&self, figure: usize) -> Option<&[[f64; 2]]>;
    /// The data as a person may edit them: names and points.
    fn data(&self) -> Option<OwnData>;
    /// The examples of each update so far, in the order of their use, where updates see some of the data only.
    fn batch_order(&self) -> Option<Vec<Vec<usize>>>;

    /// Every number that is computed beside the trace and its companions, by name: sweeps, comparisons, measurements. For tests that
    /// compare all that a lesson computes; the page does not carry it.
    #[cfg(not(target_arch = "wasm32"))]
    fn studies(&self) -> Vec<(String, Vec<f64>)>;

    /// For a lesson to find its own kind of run again.
    fn as_any(&self) -> &dyn Any;
}

/// A value of a control as most lessons say it; nothing for a list or a text, which are said as they are typed
/// ([`params::Entries::typed`]).
pub fn read_out(key: Key, value: f64) -> String {
    match key.spec().kind {
        Kind::Choice(_) => option(key, value as usize).to_string(),
        Kind::Number { whole: true, .. } => (value as usize).to_string(),
        Kind::List { .. } | Kind::Text { .. } => String::new(),
        _ => short(value, 3),
    }
}

/// The names of all values of a choice.
pub fn options(key: Key) -> Vec<&'static str> {
    let Kind::Choice(names) = key.spec().kind else { return Vec::new() };
    let mut options = Vec::new();
    for index in 0..names.len() {
        options.push(option(key, index));
    }
    options
}
