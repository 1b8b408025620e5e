//! What the lesson shows: the gradient that reaches each layer, what the neurons say, the links of the chain, the loss; and
//! what the remedies do.

use super::model::Model;
use super::{figure, study, words};
use crate::{Caption, Run, Sight, View};
use i18n::number;
use params::Key;
use plot::{Mark, Role, Scene, Stroke};

mod bars;
mod neurons;
mod remedies;
mod series;

pub use series::COIN_TOSS;

/// One of the figures.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// The gradient's norm layer by layer, or step by step of time.
    Bars,
    /// Activations in some layers.
    Neurons,
    /// What each layer multiplies the gradient by.
    Factors,
    /// The loss.
    Loss,
    /// Each remedy, with and without.
    Remedies,
}

/// The figures of a run, in order.
pub fn shown(model: &Model, view: &View) -> &'static [Figure] {
    if model.remedies.is_some() {
        return &[Figure::Remedies];
    }
    if model.problem.through.is_some() {
        return &[Figure::Bars, Figure::Factors];
    }
    match view.choice(Key::Detail) {
        "loss" => &[Figure::Bars, Figure::Loss],
        "chain" => &[Figure::Bars, Figure::Factors],
        "neurons" => &[Figure::Bars, Figure::Neurons],
        _ => &[Figure::Bars, Figure::Neurons, Figure::Factors, Figure::Loss],
    }
}

fn figure(model: &Model, index: usize, view: &View) -> Figure {
    shown(model, view).get(index).copied().unwrap_or(Figure::Bars)
}

/// The part that does not follow the cursor.
pub fn base(model: &Model, index: usize, view: &View) -> Scene {
    match figure(model, index, view) {
        Figure::Bars => bars::base(model, view),
        Figure::Neurons => neurons::axes(view),
        Figure::Factors => series::factor_base(model, view),
        Figure::Loss => series::loss_base(model, view),
        Figure::Remedies => remedies::base(model, view),
    }
}

/// The part that does.
pub fn overlay(model: &Model, index: usize, view: &View) -> Scene {
    match figure(model, index, view) {
        Figure::Bars => bars::overlay(model, view),
        Figure::Neurons => neurons::overlay(model, view),
        Figure::Factors => series::factor_overlay(model, view),
        Figure::Loss => series::loss_overlay(model, view),
        Figure::Remedies => Scene { marks: Vec::new(), ..remedies::base(model, view) },
    }
}

/// Title and note over each figure.
pub fn captions(model: &Model, view: &View) -> Vec<Caption> {
    let recurrent = model.problem.through.is_some();
    // One figure under the bars is as wide as they are.
    let alone = shown(model, view).len() == 2;
    let wide = |columns: u8| if alone { 12 } else { columns };
    let caption = |figure: &Figure| match figure {
        Figure::Bars if recurrent => {
            let times = model.problem.layers().to_string();
            Caption::half(figure::BARS, words::figure_time(), words::figure_time_note(&times)).wide(12)
        }
        Figure::Bars => {
            let [first, last] = model.problem.pair().map(|layer| (layer + 1).to_string());
            Caption::half(figure::BARS, words::figure_bars(), words::figure_bars_note(&first, &last)).wide(12)
        }
        Figure::Neurons => {
            let deepest = model.snapshot(view.at()).spreads.last().map_or(0.0, |spread| spread.deviation);
            let shown = view.shows(Sight::Figure(figure::NEURONS));
            let note = if shown { words::figure_neurons_note(&number(deepest, 2)) } else { String::new() };
            Caption::half(figure::NEURONS, words::figure_neurons(), note).wide(wide(6)).low()
        }
        Figure::Factors if recurrent => {
            Caption::half(figure::CHAIN, words::figure_factors(), words::figure_steps_note()).wide(12).low()
        }
        Figure::Factors => {
            Caption::half(figure::CHAIN, words::figure_factors(), words::figure_factors_note()).wide(wide(3)).low()
        }
        Figure::Loss => {
            Caption::half(figure::LOSS, words::figure_loss(), words::figure_loss_note()).wide(wide(3)).low()
        }
        Figure::Remedies => {
            let [done, all] = model.remedies.as_ref().map_or([0, 0], super::remedies::Remedies::seeds);
            let all = all.to_string();
            let seeds = if done.to_string() == all || !view.shows(Sight::Study(study::REMEDIES)) {
                all
            } else {
                words::seeds_so_far(&done.to_string(), &all)
            };
            Caption::half(figure::REMEDIES, words::figure_remedies(), words::figure_remedies_note(&seeds)).wide(12)
        }
    };
    shown(model, view).iter().map(caption).collect()
}

/// A figure in words.
pub fn describe(model: &Model, index: usize, view: &View) -> String {
    let figure = figure(model, index, view);
    let sight = match figure {
        Figure::Bars => Sight::Figure(figure::BARS),
        Figure::Neurons => Sight::Figure(figure::NEURONS),
        Figure::Factors => Sight::Figure(figure::CHAIN),
        Figure::Loss => Sight::Figure(figure::LOSS),
        Figure::Remedies => Sight::Study(study::REMEDIES),
    };
    if !view.shows(sight) {
        return words::describe_veiled().to_string();
    }
    let snapshot = model.snapshot(view.at());
    let [early, late] = model.problem.pair();
    let at = |values: &[f64], place: usize| number(values.get(place).copied().unwrap_or(f64::NAN), 3);
    let text = match figure {
        Figure::Bars => words::describe_bars(
            &(early + 1).to_string(),
            &at(&snapshot.gradient_norms, early),
            &(late + 1).to_string(),
            &at(&snapshot.gradient_norms, late),
            &number(model.factor(view.at()), 3),
        ),
        Figure::Neurons => {
            let spread = |place: usize| number(snapshot.spreads.get(place).map_or(0.0, |spread| spread.deviation), 2);
            words::describe_neurons(&spread(0), &spread(snapshot.spreads.len().saturating_sub(1)))
        }
        Figure::Factors => words::describe_factors(&number(model.factor(view.at()), 3)),
        Figure::Loss => words::describe_loss(&at(model.trace.losses(), view.at().min(model.trace.updates()))),
        Figure::Remedies => remedies::in_words(model),
    };
    i18n::unmarked(&text)
}

/// The card's picture: what reaches each of twenty layers through sigmoids, and through ReLUs.
pub fn card(sigmoid: &Model, relu: &Model) -> Scene {
    let pins: [&dyn Run; 1] = [relu];
    let view = View::new(&sigmoid.problem.spec, [0.0; 2]).beside(&pins);
    let mut scene = bars::overlay(sigmoid, &view);
    scene.marks.retain(|mark| !matches!(mark, Mark::Label { .. }));
    scene.x.strip();
    scene.y.strip();
    scene
}

/// The runs of this lesson and of the same kind, A last, so that it lies on top.
fn runs<'a>(model: &'a Model, view: &View<'a>) -> Vec<(Role, &'a Model)> {
    let mut runs = Vec::new();
    for (place, pin) in view.pins.iter().enumerate().rev() {
        if let Some(pin) = model_of(*pin)
            && pin.problem.through.is_some() == model.problem.through.is_some()
        {
            runs.push((Role::of_run(place + 1), pin));
        }
    }
    runs.push((Role::Weights, model));
    runs
}

/// The letter of a run.
fn letter(role: Role) -> &'static str {
    match role {
        Role::RunB => "B",
        Role::RunC => "C",
        Role::RunD => "D",
        _ => "A",
    }
}

/// The line of a level to which others are held.
fn edge(width: f64) -> Stroke {
    Stroke { dash: &[3.0, 3.0], ..Stroke::solid(Role::Edge, width) }
}

/// The run as one of this lesson.
pub fn model_of(run: &dyn Run) -> Option<&Model> {
    run.as_any().downcast_ref()
}
