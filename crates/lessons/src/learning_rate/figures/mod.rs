//! What the lesson shows: the same ground for three companions and the person's own run, their losses, and a sweep.

use super::model::{Fate, MULTIPLES, Model, fate};
use super::{figure, study, words};
use crate::{Caption, Run, Sight, View};
use i18n::{number, short};
use params::Key;
use plot::{Role, Scene};
use sim::{SWEEP_RATES, Trace};

mod curves;
mod ground;

pub use ground::card;

/// What one figure is.
#[derive(Clone, Copy, PartialEq)]
pub enum Shown {
    /// The ground with a companion's path.
    Companion(usize),
    /// The ground with the own path.
    Own,
    /// The losses of all runs.
    Loss,
    /// The sweep.
    Sweep,
}

/// What the figures of the companions are called.
const COMPANIONS: [&str; 3] = [figure::SLOW, figure::GOOD, figure::TOO_FAST];

/// Which figures stand on the bench.
fn figures(view: &View) -> &'static [Shown] {
    match view.choice(Key::Figure) {
        "loss" => &[Shown::Own, Shown::Loss],
        "sweep" => &[Shown::Own, Shown::Sweep],
        _ => &[Shown::Own, Shown::Companion(0), Shown::Companion(1), Shown::Companion(2), Shown::Loss],
    }
}

/// Whether the ground is drawn small, without ticks.
fn small(view: &View) -> bool {
    figures(view).len() > 2
}

fn shown(view: &View, figure: usize) -> Shown {
    figures(view).get(figure).copied().unwrap_or(Shown::Own)
}

/// The part of a figure that does not follow the cursor.
pub fn base(model: &Model, figure: usize, view: &View) -> Scene {
    match shown(view, figure) {
        Shown::Loss => curves::loss_base(model, view),
        Shown::Sweep => curves::sweep_base(model),
        _ => ground::base(model, small(view)),
    }
}

/// The part that does.
pub fn overlay(model: &Model, figure: usize, view: &View) -> Scene {
    match shown(view, figure) {
        Shown::Loss => curves::loss_overlay(model, view),
        Shown::Sweep => curves::sweep_overlay(model, view),
        Shown::Companion(which) => ground::companion(model, which, view),
        Shown::Own => ground::own(model, view, small(view)),
    }
}

/// The pinned runs of this lesson with their roles.
fn pins<'a>(view: &'a View) -> impl Iterator<Item = (Role, &'a Model)> {
    let own = |(place, run): (usize, &&'a dyn Run)| Some((Role::of_run(place + 1), model_of(*run)?));
    view.pins.iter().enumerate().filter(|_| view.shows(Sight::Run)).filter_map(own)
}

/// What the pinned run in this place is called.
const fn letter(place: usize) -> &'static str {
    match place {
        0 => "B",
        1 => "C",
        _ => "D",
    }
}

/// A companion's rate: `η = 0.03`.
fn rate_of(model: &Model, which: usize) -> String {
    words::rate_of(&short(MULTIPLES[which] / model.problem.curvatures[0], 3))
}

/// The loss of a run at the cursor.
fn loss_at(trace: &Trace, view: &View) -> f64 {
    trace.losses()[view.at().min(trace.updates())]
}

fn fate_word(fate: Fate) -> &'static str {
    match fate {
        Fate::Crawls => words::crawls(),
        Fate::Settles => words::settles(),
        Fate::Diverges => words::diverges(),
    }
}

/// Title and note over each figure.
pub fn captions(model: &Model, view: &View) -> Vec<Caption> {
    let small = small(view);
    let caption = |shown: &Shown| match *shown {
        Shown::Companion(which) => {
            let trace = &model.companions[which];
            let rate = rate_of(model, which);
            let title = if view.shows(Sight::Study(study::COMPANIONS)) {
                words::figure_companion(&rate, fate_word(fate(&model.problem, trace)))
            } else {
                rate
            };
            Caption::half(COMPANIONS[which], title, words::loss_level(&number(loss_at(trace, view), 3))).wide(3).low()
        }
        Shown::Own => {
            let product = short(model.product(view.at()), 3);
            let [high, low] = model.problem.curvatures.map(|curvature| short(curvature, 3));
            let title = words::figure_own(&words::rate_of(&short(model.descent(view.at()).rate, 3)));
            if small {
                Caption::half(figure::YOURS, title, words::loss_level(&number(loss_at(&model.trace, view), 3)))
                    .wide(3)
                    .low()
            } else if model.problem.flat() {
                Caption::half(figure::YOURS, title, words::figure_own_note_two(&product, &high, &low))
            } else {
                Caption::half(figure::YOURS, title, words::figure_own_note(&product, &high))
            }
        }
        Shown::Loss => {
            let caption = Caption::half(figure::LOSS, words::figure_loss(), words::figure_loss_note());
            if small { caption.wide(12).low() } else { caption }
        }
        Shown::Sweep => {
            let updates = model.sweep_updates().to_string();
            let note = if model.sweep.len() < SWEEP_RATES && view.shows(Sight::Study(study::SWEEP)) {
                words::figure_sweep_note_so_far(&model.sweep.len().to_string(), &SWEEP_RATES.to_string())
            } else {
                words::figure_sweep_note(&SWEEP_RATES.to_string())
            };
            Caption::half(figure::SWEEP, words::figure_sweep(&updates), note)
        }
    };
    figures(view).iter().map(caption).collect()
}

/// A figure in words.
pub fn describe(model: &Model, figure: usize, view: &View) -> String {
    let text = match shown(view, figure) {
        Shown::Companion(which) => {
            let trace = &model.companions[which];
            let at = view.at().min(trace.updates());
            words::describe_ground(&rate_of(model, which), &at.to_string(), &number(trace.losses()[at], 3))
        }
        Shown::Own => {
            let at = view.at().min(model.trace.updates());
            let rate = words::rate_of(&short(model.descent(at).rate, 3));
            words::describe_ground(&rate, &at.to_string(), &number(model.trace.losses()[at], 3))
        }
        Shown::Loss if !view.shows(Sight::Run) => words::describe_veiled().to_string(),
        Shown::Sweep if !view.shows(Sight::Study(study::SWEEP)) => words::describe_veiled().to_string(),
        Shown::Loss => {
            let mut text = words::describe_loss(&view.at().to_string());
            for run in curves::drawn(model, view) {
                text += &words::describe_run(&run.name, &number(loss_at(run.trace, view), 3));
            }
            text
        }
        Shown::Sweep => {
            let best = model.best_tried().map_or(f64::NAN, |tried| tried.rate);
            let limit = number(model.problem.borders()[1], 3);
            words::describe_sweep(&model.sweep_updates().to_string(), &number(best, 3), &limit)
        }
    };
    i18n::unmarked(&text)
}

/// Whether the run at hand belongs to this lesson.
pub fn model_of(run: &dyn Run) -> Option<&Model> {
    run.as_any().downcast_ref()
}
