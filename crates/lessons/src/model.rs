//! What a lesson's folder writes: a model, its controls, figures and words. Together they are a [`Run`].

#[cfg(not(target_arch = "wasm32"))]
use crate::Sight;
use crate::run::{Act, Diagnosis, FormulaRow, Regions, Run, options, read_out};
use crate::{Caption, View};
use i18n::control;
use params::{Control, Edit, Key, OwnData, RunSpec};
use plot::Scene;
use sim::Trace;
use std::any::Any;
use std::borrow::Cow;

/// What a lesson computes: one run of it.
pub trait Model: Any + Sized {
    /// Makes what [`Model::open`] will need and what can be kept.
    fn prepare(_: &RunSpec) {}
    /// Opens a run; no update is made yet.
    fn open(spec: &RunSpec) -> Self;
    /// Opens a run and makes all of its updates.
    fn finished(spec: &RunSpec) -> Self {
        let mut run = Self::open(spec);
        while run.advance(1000) {}
        run
    }
    /// See [`Run::spec`].
    fn spec(&self) -> &RunSpec;
    /// See [`Run::trace`].
    fn trace(&self) -> &Trace;
    /// See [`Run::advance`].
    fn advance(&mut self, updates: usize) -> bool;
    /// See [`Run::progress`].
    fn progress(&self) -> Option<[usize; 2]> {
        let trace = self.trace();
        trace.ending().is_none().then(|| [trace.updates(), trace.budget()])
    }
    /// See [`Run::batch_order`].
    fn batch_order(&self) -> Option<Vec<Vec<usize>>> {
        None
    }
    /// See [`Run::studies`].
    #[cfg(not(target_arch = "wasm32"))]
    fn studies(&self) -> Vec<(String, Vec<f64>)> {
        Vec::new()
    }
    /// See [`Run::poison`].
    #[cfg(not(target_arch = "wasm32"))]
    fn poison(&mut self, hidden: &dyn Fn(Sight) -> bool);
}

/// What a person can change, and how it is called.
pub trait Controls: Model {
    /// The controls, in the order of the page.
    const CONTROLS: &'static [Control];
    /// See [`Run::shown`].
    fn shown(&self, _: Key) -> bool {
        true
    }
    /// See [`Run::regions`].
    fn regions(&self, _: Key) -> Option<Regions> {
        None
    }
    /// See [`Run::label`].
    fn label(&self, key: Key) -> String {
        control(key).to_string()
    }
    /// See [`Run::options`].
    fn options(&self, key: Key) -> Vec<&'static str> {
        options(key)
    }
    /// See [`Run::read_out`].
    fn read_out(&self, key: Key, value: f64) -> String {
        read_out(key, value)
    }
    /// See [`Run::data`].
    fn data(&self) -> Option<OwnData> {
        None
    }
}

/// What is seen of a run.
pub trait Figures: Model {
    /// The figures that stand on the bench, in order.
    fn figures(&self, view: &View) -> &'static [&'static dyn Figure<Self>];
    /// See [`crate::Lesson::card`].
    fn card() -> Scene;
}

/// One figure. Where a lesson has several of a kind, the value says which.
pub trait Figure<M>: Sync {
    /// Title and note over it.
    fn caption(&self, model: &M, view: &View) -> Caption;
    /// The part that does not follow the cursor.
    fn base(&self, model: &M, view: &View) -> Scene;
    /// The part that does: drawn over [`Figure::base`] on the same axes.
    fn overlay(&self, model: &M, view: &View) -> Scene;
    /// It in words, for those who do not see it; mark-up is taken out.
    fn describe(&self, model: &M, view: &View) -> String;
    /// See [`Run::points`].
    fn points<'a>(&self, _: &'a M) -> Option<&'a [[f64; 2]]> {
        None
    }
    /// See [`Run::act`].
    fn act(&self, _: &M, _: Act, _: &View) -> Option<Edit> {
        None
    }
}

/// What is said of a run.
pub trait Words: Model {
    /// See [`Run::say`].
    fn say(&self, view: &View) -> String;
    /// See [`Run::parts`].
    fn parts(&self) -> Vec<&'static str>;
    /// See [`Run::formula`].
    fn formula(&self, view: &View, part: usize) -> Vec<FormulaRow>;
    /// See [`Run::diagnosis`].
    fn diagnosis(&self, view: &View) -> Diagnosis;
    /// See [`Run::columns`].
    fn columns(&self) -> Vec<Cow<'static, str>>;
}

/// The run as one of this lesson, if it is one.
// Not inlined: every fact asks, and the downcast would be there a hundred times.
#[inline(never)]
pub fn typed<M: Any>(run: &dyn Run) -> Option<&M> {
    run.as_any().downcast_ref()
}

/// What a lesson answers about a run of its own; nothing about any other. The compiler of stories writes the calls, and names the
/// lesson's model, so that a judge of another lesson is refused:
///
/// ```compile_fail,E0308
/// # use lessons::{asked, Model, Run, View};
/// fn judge_of_another_lesson<A: Model, B: Model>(run: &dyn Run, view: &View, judge: fn(&A, &View) -> usize) {
///     asked::<B, usize>(run, view, judge);
/// }
/// ```
#[inline(always)]
pub fn asked<M: Model, T>(run: &dyn Run, view: &View, question: fn(&M, &View) -> T) -> Option<T> {
    Some(question(typed(run)?, view))
}

impl<M: Controls + Figures + Words> Run for M {
    fn spec(&self) -> &RunSpec {
        Model::spec(self)
    }
    fn trace(&self) -> &Trace {
        Model::trace(self)
    }
    fn advance(&mut self, updates: usize) -> bool {
        Model::advance(self, updates)
    }
    fn progress(&self) -> Option<[usize; 2]> {
        Model::progress(self)
    }
    fn captions(&self, view: &View) -> Vec<Caption> {
        self.figures(view).iter().map(|figure| figure.caption(self, view)).collect()
    }
    fn base(&self, figure: usize, view: &View) -> Scene {
        self.figures(view).get(figure).map_or_else(Scene::default, |figure| figure.base(self, view))
    }
    fn overlay(&self, figure: usize, view: &View) -> Scene {
        self.figures(view).get(figure).map_or_else(Scene::default, |figure| figure.overlay(self, view))
    }
    fn describe(&self, figure: usize, view: &View) -> String {
        let text = self.figures(view).get(figure).map(|figure| figure.describe(self, view));
        i18n::unmarked(&text.unwrap_or_default())
    }
    fn say(&self, view: &View) -> String {
        Words::say(self, view)
    }
    fn parts(&self) -> Vec<&'static str> {
        Words::parts(self)
    }
    fn formula(&self, view: &View, part: usize) -> Vec<FormulaRow> {
        Words::formula(self, view, part)
    }
    fn diagnosis(&self, view: &View) -> Diagnosis {
        Words::diagnosis(self, view)
    }
    fn columns(&self) -> Vec<Cow<'static, str>> {
        Words::columns(self)
    }
    fn read_out(&self, key: Key, value: f64) -> String {
        Controls::read_out(self, key, value)
    }
    fn label(&self, key: Key) -> String {
        Controls::label(self, key)
    }
    fn options(&self, key: Key) -> Vec<&'static str> {
        Controls::options(self, key)
    }
    fn shown(&self, key: Key) -> bool {
        Controls::shown(self, key)
    }
    fn regions(&self, key: Key) -> Option<Regions> {
        Controls::regions(self, key)
    }
    fn act(&self, act: Act, view: &View) -> Option<Edit> {
        self.figures(view).get(act.figure())?.act(self, act, view)
    }
    #[cfg(not(target_arch = "wasm32"))]
    fn poison(&mut self, hidden: &dyn Fn(Sight) -> bool) {
        Model::poison(self, hidden);
    }
    fn points(&self, figure: usize) -> Option<&[[f64; 2]]> {
        let view = View::new(Model::spec(self), [0.0; 2]);
        self.figures(&view).get(figure)?.points(self)
    }
    fn data(&self) -> Option<OwnData> {
        Controls::data(self)
    }
    fn batch_order(&self) -> Option<Vec<Vec<usize>>> {
        Model::batch_order(self)
    }
    #[cfg(not(target_arch = "wasm32"))]
    fn studies(&self) -> Vec<(String, Vec<f64>)> {
        Model::studies(self)
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}
