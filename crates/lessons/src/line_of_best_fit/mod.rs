//! What does "fits best" mean? A line among points, and the same line as a point on the ground of its loss.

mod figures;
mod judge;
mod model;
mod says;
pub(super) mod script;
#[cfg(test)]
mod tests;

include!(concat!(env!("OUT_DIR"), "/line_of_best_fit.rs"));

#[cfg(not(target_arch = "wasm32"))]
use super::Sight;
use super::{Act, Caption, Diagnosis, FormulaRow, Lesson, Regions, Run, View};
use i18n::control;
use model::Model;
use params::{Control, Edit, Key, Kind, OwnData, RunSpec};
use plot::Scene;
use sim::Trace;
use std::any::Any;
use std::borrow::Cow;

const CONTROLS: &[Control] = &[
    Control::at(Key::Rate, 0.17),
    Control::plain(Key::Objective),
    Control::plain(Key::Data),
    Control::plain(Key::N),
    Control::plain(Key::Noise),
    Control::plain(Key::TrueSlope),
    Control::plain(Key::TrueIntercept),
    Control::plain(Key::Seed),
    Control::plain(Key::Standardise),
    Control::plain(Key::Slope),
    Control::plain(Key::Intercept),
    Control::plain(Key::Updates),
    Control::plain(Key::Cut),
    Control::plain(Key::Squares),
    Control::plain(Key::Best),
    Control::plain(Key::Blur),
];

/// The lesson.
pub static LESSON: Lesson =
    Lesson::untyped((&STORY, FIGURES, STRETCHES), CONTROLS, |_| {}, |spec| Box::new(Model::new(spec)), card);

/// See [`Lesson::card`].
fn card() -> Scene {
    let spec = RunSpec::defaults(CONTROLS);
    let all = Key::Data.spec().kind.index_of("penguins-all").unwrap_or(0) as f64;
    let mut model = Model::new(&spec.with(Key::Data, all).with(Key::Updates, 100.0));
    while model.advance(100) {}
    figures::card(&model)
}

/// An axis' words as the name of a control. Of ASCII alone: the table of all letters' cases weighs more than the lesson's words.
fn capitalised(words: &str) -> String {
    let mut words = words.to_string();
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}

impl Run for Model {
    fn spec(&self) -> &RunSpec {
        &self.problem.spec
    }
    fn trace(&self) -> &Trace {
        &self.trace
    }
    fn advance(&mut self, updates: usize) -> bool {
        Model::advance(self, updates)
    }
    fn captions(&self, view: &View) -> Vec<Caption> {
        figures::captions(self, view)
    }
    fn base(&self, figure: usize, view: &View) -> Scene {
        if figure == 0 { figures::line_base(self, view) } else { figures::loss_base(self, view) }
    }
    fn overlay(&self, figure: usize, view: &View) -> Scene {
        if figure == 0 { figures::line_overlay(self, view) } else { figures::loss_overlay(self, view) }
    }
    fn describe(&self, figure: usize, view: &View) -> String {
        figures::describe(self, figure, view)
    }
    fn say(&self, view: &View) -> String {
        says::say(self, view)
    }
    fn parts(&self) -> Vec<&'static str> {
        says::parts(self)
    }
    fn formula(&self, view: &View, part: usize) -> Vec<FormulaRow> {
        says::formula(self, view, part)
    }
    fn diagnosis(&self, view: &View) -> Diagnosis {
        says::diagnosis(self, view)
    }
    fn columns(&self) -> Vec<Cow<'static, str>> {
        vec![
            words::column_loss().into(),
            words::column_slope().into(),
            words::column_intercept().into(),
            words::column_gradient().into(),
        ]
    }
    fn label(&self, key: Key) -> String {
        let names = figures::names(&self.problem);
        match key {
            Key::Slope => capitalised(&names.page_slope),
            Key::Intercept => capitalised(&names.page_intercept),
            _ => control(key).to_string(),
        }
    }
    fn shown(&self, key: Key) -> bool {
        match key {
            Key::N | Key::Noise | Key::TrueSlope | Key::TrueIntercept | Key::Seed => {
                self.problem.spec.settings.choice(Key::Data) == "generated"
            }
            _ => true,
        }
    }
    fn regions(&self, key: Key) -> Option<Regions> {
        match key {
            Key::Rate => {
                let limit = self.problem.limit();
                let (low, high) = (limit / 20.0, limit * 2.5);
                let Kind::Number { low: least, high: most, .. } = key.spec().kind else { return None };
                (limit.is_finite() && low >= least && high <= most).then(|| Regions {
                    low,
                    high,
                    borders: vec![0.5 * limit, limit],
                    names: vec![words::region_monotone(), words::region_oscillates(), words::region_diverges()],
                })
            }
            // The ends follow the data, so that the slider moves the line within what one sees.
            Key::Slope | Key::Intercept => {
                let [steepest, highest] = figures::reach(&self.problem);
                let (low, high) = if key == Key::Slope { (-steepest, steepest) } else { (-highest, highest) };
                Some(Regions::ends(low, high))
            }
            _ => None,
        }
    }
    fn act(&self, act: Act, view: &View) -> Option<Edit> {
        let mut edit = Model::act(self, act, view)?;
        // A built-in set that becomes somebody's own keeps the names of its columns.
        if self.problem.spec.own.is_none()
            && let Edit::Data(own) = &mut edit
        {
            let names = figures::names(&self.problem);
            (own.x_name, own.y_name) = (names.x, names.y);
        }
        Some(edit)
    }
    fn points(&self, figure: usize) -> Option<&[[f64; 2]]> {
        (figure == 0).then_some(&self.problem.page)
    }
    fn data(&self) -> Option<OwnData> {
        let mut own = self.own();
        if own.x_name.is_empty() && self.problem.spec.own.is_none() {
            let names = figures::names(&self.problem);
            (own.x_name, own.y_name) = (names.x, names.y);
        }
        Some(own)
    }
    #[cfg(not(target_arch = "wasm32"))]
    fn poison(&mut self, hidden: &dyn Fn(Sight) -> bool) {
        Model::poison(self, hidden);
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}
