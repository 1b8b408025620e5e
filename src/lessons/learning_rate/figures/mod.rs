//! What the lesson shows: the same ground for three companions and the person's own run, their losses, and a sweep.

use super::model::{Fate, MULTIPLES, Model, fate};
use super::words;
use crate::i18n::{number, short};
use crate::lessons::{Caption, Look, Run};
use crate::params::Key;
use crate::plot::{Role, Scene};
use crate::sim::SWEEP_RATES;

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

/// Which figures stand on the bench.
fn figures(look: &Look) -> &'static [Shown] {
    match look.spec.current().choice(Key::Figure) {
        "loss" => &[Shown::Own, Shown::Loss],
        "sweep" => &[Shown::Own, Shown::Sweep],
        _ => &[Shown::Companion(0), Shown::Companion(1), Shown::Companion(2), Shown::Own, Shown::Loss],
    }
}

/// Whether the ground is drawn small, without ticks.
fn small(look: &Look) -> bool {
    figures(look).len() > 2
}

fn shown(look: &Look, figure: usize) -> Shown {
    figures(look).get(figure).copied().unwrap_or(Shown::Own)
}

/// The part of a figure that does not follow the cursor.
pub fn base(model: &Model, figure: usize, look: &Look) -> Scene {
    match shown(look, figure) {
        Shown::Loss => curves::loss_axes(model, look),
        Shown::Sweep => curves::sweep_base(model),
        _ => ground::base(model, small(look)),
    }
}

/// The part that does.
pub fn overlay(model: &Model, figure: usize, look: &Look) -> Scene {
    match shown(look, figure) {
        Shown::Loss => curves::loss_overlay(model, look),
        Shown::Sweep => curves::sweep_overlay(model, look),
        Shown::Companion(which) => ground::companion(model, which, look),
        Shown::Own => ground::own(model, look, small(look)),
    }
}

/// The update that may be seen: while an answer is awaited, only the start.
fn seen(look: &Look) -> usize {
    if look.veiled { 0 } else { look.at }
}

/// The pinned runs of this lesson with their roles.
fn pins<'a>(look: &'a Look) -> impl Iterator<Item = (Role, &'a Model)> {
    let own = |(place, run): (usize, &&'a dyn Run)| Some((Role::of_run(place + 1), model_of(*run)?));
    look.pins.iter().enumerate().filter(|_| !look.veiled).filter_map(own)
}

/// A companion's rate, as a multiple: `0.03/λ`.
fn multiple(which: usize) -> String {
    words::over_curvature(&short(MULTIPLES[which], 3))
}

fn fate_word(fate: Fate) -> &'static str {
    match fate {
        Fate::Crawls => words::crawls(),
        Fate::Settles => words::settles(),
        Fate::Diverges => words::diverges(),
    }
}

/// Title and note over each figure.
pub fn captions(model: &Model, look: &Look) -> Vec<Caption> {
    let small = small(look);
    let caption = |shown: &Shown| match *shown {
        Shown::Companion(which) => {
            let trace = &model.companions[which];
            let title = if look.veiled { multiple(which) } else { words::figure_companion(&multiple(which), fate_word(fate(&model.problem, trace))) };
            let at = seen(look).min(trace.updates());
            Caption::half(title, words::loss_level(&short(trace.losses()[at], 1))).wide(3).low()
        }
        Shown::Own => {
            let product = words::over_curvature(&short(model.product(look.at), 3));
            let [high, low] = model.problem.curvatures.map(|curvature| short(curvature, 3));
            let title = words::figure_own(&short(model.descent(look.at).rate, 3));
            if small {
                let at = seen(look).min(model.trace.updates());
                let note = words::loss_level(&short(model.trace.losses()[at], 1));
                Caption::half(words::figure_own_small(&product), note).wide(3).low()
            } else if model.problem.flat() {
                Caption::half(title, words::figure_own_note_two(&product, &high, &low))
            } else {
                Caption::half(title, words::figure_own_note(&product, &high))
            }
        }
        Shown::Loss => {
            let caption = Caption::half(words::figure_loss(), words::figure_loss_note());
            if small { caption.wide(12).low() } else { caption }
        }
        Shown::Sweep => {
            let updates = model.sweep_updates().to_string();
            let note = if model.sweep.len() < SWEEP_RATES {
                words::figure_sweep_note_so_far(&model.sweep.len().to_string(), &SWEEP_RATES.to_string())
            } else {
                words::figure_sweep_note(&SWEEP_RATES.to_string())
            };
            Caption::half(words::figure_sweep(&updates), note)
        }
    };
    figures(look).iter().map(caption).collect()
}

/// A figure in words.
pub fn describe(model: &Model, figure: usize, look: &Look) -> String {
    let text = match shown(look, figure) {
        Shown::Companion(which) => {
            let trace = &model.companions[which];
            let at = seen(look).min(trace.updates());
            words::describe_ground(&multiple(which), &at.to_string(), &number(trace.losses()[at], 3))
        }
        Shown::Own => {
            let at = seen(look).min(model.trace.updates());
            let product = words::over_curvature(&short(model.product(at), 3));
            words::describe_ground(&product, &at.to_string(), &number(model.trace.losses()[at], 3))
        }
        _ if look.veiled => words::describe_veiled().to_string(),
        Shown::Loss => {
            let ends = [0, 1, 2].map(|which| {
                let trace = &model.companions[which];
                number(trace.losses()[seen(look).min(trace.updates())], 3)
            });
            let own = number(model.trace.losses()[seen(look).min(model.trace.updates())], 3);
            words::describe_loss(&seen(look).to_string(), &ends[0], &ends[1], &ends[2], &own)
        }
        Shown::Sweep => {
            let best = model.best_tried().map_or(f64::NAN, |tried| tried.rate);
            let limit = number(model.problem.borders()[1], 3);
            words::describe_sweep(&model.sweep_updates().to_string(), &number(best, 3), &limit)
        }
    };
    crate::i18n::unmarked(&text)
}

/// Whether the run at hand belongs to this lesson.
pub fn model_of(run: &dyn Run) -> Option<&Model> {
    run.as_any().downcast_ref()
}
