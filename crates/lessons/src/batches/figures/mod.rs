//! What the lesson shows: the batch among its data, its gradient among others, the race, and what is measured of it.

use super::model::{Lane, Model};
use super::{figure, words};
use crate::{Caption, Run, Sight, View};
use i18n::{number, short};
use params::Key;
use plot::{Role, Scene, Stroke};
use sim::order::Drawing;

mod cloud;
mod curves;
mod map;
mod noise;
mod scatter;

/// At most this many single examples are drawn; all of them count.
pub const DRAWN: usize = 400;

/// A figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The data, the batch lit among them.
    Scatter,
    /// The gradients of single examples, of the batch and of all.
    Cloud,
    /// The ground with the three paths.
    Map,
    /// The three losses.
    Losses,
    /// The scatter of a batch's gradient against its size.
    Noise,
    /// The losses of the batches and their running average.
    Average,
}

/// The figures that are shown, in order.
pub fn kinds(view: &View) -> [Kind; 2] {
    match view.choice(Key::Panels) {
        "noise" => [Kind::Cloud, Kind::Noise],
        "race" => [Kind::Map, Kind::Losses],
        "average" => [Kind::Average, Kind::Scatter],
        _ => [Kind::Scatter, Kind::Cloud],
    }
}

/// The figure in this place.
pub fn kind(figure: usize, view: &View) -> Kind {
    kinds(view)[figure.min(1)]
}

/// The update that words and figures are about: the one being taken apart, or else the one that led to the cursor.
pub fn update_of(model: &Model, view: &View) -> usize {
    let at = view.at();
    let update = if view.part() > 0 { at } else { at.saturating_sub(1) };
    update.min(model.own().trace.updates().saturating_sub(1))
}

/// The part of a figure that does not follow the cursor.
pub fn base(model: &Model, figure: usize, view: &View) -> Scene {
    match kind(figure, view) {
        Kind::Scatter => scatter::axes(model),
        Kind::Cloud => cloud::axes(model),
        Kind::Map => map::base(model),
        Kind::Losses => curves::losses_base(model, view),
        Kind::Noise => noise::base(model, view),
        Kind::Average => curves::average_base(model, view),
    }
}

/// The part that does.
pub fn overlay(model: &Model, figure: usize, view: &View) -> Scene {
    match kind(figure, view) {
        Kind::Scatter => scatter::overlay(model, view),
        Kind::Cloud => cloud::overlay(model, view),
        Kind::Map => map::overlay(model, view),
        Kind::Losses => curves::losses_overlay(model, view),
        Kind::Noise => noise::axes(model),
        Kind::Average => curves::average_overlay(model, view),
    }
}

/// Title and note over each figure.
pub fn captions(model: &Model, view: &View) -> Vec<Caption> {
    let n = model.problem.n();
    let drawn = if n > DRAWN {
        words::note_drawn(&drawn_indices(n).count().to_string(), &n.to_string())
    } else {
        String::new()
    };
    let caption = |kind: &Kind| match kind {
        Kind::Scatter if model.problem.logistic() => {
            Caption::half(figure::BATCH, words::figure_scatter(), words::note_scatter_logistic().to_string() + &drawn)
        }
        Kind::Scatter => {
            Caption::half(figure::BATCH, words::figure_scatter(), words::note_scatter().to_string() + &drawn)
        }
        Kind::Cloud => {
            Caption::half(figure::GRADIENTS, words::figure_cloud(), words::note_cloud().to_string() + &drawn)
        }
        Kind::Map => Caption::half(figure::MAP, words::figure_map(), words::note_map()),
        Kind::Losses => Caption::half(figure::LOSSES, words::figure_losses(), words::note_losses()),
        Kind::Noise if model.own().racer.drawing() == Drawing::Replacement => {
            Caption::half(figure::NOISE, words::figure_noise(), words::note_noise_replacement())
        }
        Kind::Noise => Caption::half(figure::NOISE, words::figure_noise(), words::note_noise()),
        Kind::Average => Caption::half(figure::AVERAGE, words::figure_average(), words::note_average()),
    };
    kinds(view).iter().map(caption).collect()
}

/// Every how many-th of `count` examples is drawn, so that no more than [`DRAWN`] are.
fn every(count: usize) -> usize {
    count.div_ceil(DRAWN).max(1)
}

/// The examples that are drawn.
fn drawn_indices(n: usize) -> impl Iterator<Item = usize> {
    (0..n).step_by(every(n))
}

/// What each of the three is called beside its line.
fn lane_name(model: &Model, place: usize) -> String {
    if place == 0 { words::lane_own(&model.batch_size(0).to_string()) } else { lane_letter(model, place) }
}

/// The same where there is little room.
fn lane_letter(model: &Model, place: usize) -> String {
    match place {
        0 => "A".into(),
        1 => words::lane_one().into(),
        _ if model.problem.drift() > 0.0 => words::lane_seen().into(),
        _ => words::lane_all().into(),
    }
}

const fn lane_role(place: usize) -> Role {
    match place {
        0 => Role::Weights,
        1 => Role::Lane2,
        _ => Role::Lane1,
    }
}

/// The line of one of the three. All are solid: dashes along the swings of the noisiest would be dust.
fn lane_stroke(place: usize, width: f64) -> Stroke {
    Stroke::of(lane_role(place), width)
}

/// That line as far as the cursor.
fn path_stroke(place: usize, to: usize) -> Stroke {
    match place {
        0 => lane_stroke(0, if to > 400 { 1.5 } else { 2.5 }),
        1 => lane_stroke(1, 1.25).pale(0.35),
        _ => lane_stroke(2, 2.0),
    }
}

/// The pinned runs of this lesson with their roles and letters.
fn pins<'a>(view: &'a View) -> Vec<(Role, &'static str, &'a Lane)> {
    let mut found = Vec::new();
    if view.shows(Sight::Run) {
        for (place, run) in view.pins.iter().enumerate() {
            if let Some(model) = run.as_any().downcast_ref::<Model>() {
                found.push((Role::of_run(place + 1), ["B", "C", "D"][place.min(2)], model.own()));
            }
        }
    }
    found
}

/// A figure in words.
pub fn describe(model: &Model, figure: usize, view: &View) -> String {
    let problem = &model.problem;
    let update = update_of(model, view);
    let lane = model.own();
    let three = |value: f64| number(value, 3);
    let (n, m) = (problem.n().to_string(), lane.racer.batch(update).len().to_string());
    let text = match kind(figure, view) {
        Kind::Scatter => {
            let [w, b] = lane.weights(view.at());
            words::describe_scatter(&n, &m, &three(w), &three(b))
        }
        Kind::Cloud => {
            let weights = lane.weights(update);
            let (_, batch) = lane.racer.sees(update, weights);
            let (_, full) = problem.value_and_slope(lane.racer.at_rest_view(update, weights));
            words::describe_cloud(&three(full[0]), &three(full[1]), &three(batch[0]), &three(batch[1]))
        }
        Kind::Map | Kind::Losses | Kind::Average if !view.shows(Sight::Run) => words::describe_veiled().into(),
        Kind::Map | Kind::Losses => {
            let mut text = words::describe_race(&three(problem.least));
            let mut places = model.companions();
            places.insert(0, 0);
            for place in places {
                let lane = &model.lanes[place];
                let at = if place == 0 { view.at() } else { model.beside(place, view.at(), by_updates(view)) };
                let loss = three(lane.trace.losses()[at.min(lane.trace.updates())]);
                text += &words::describe_lane(
                    &lane_name(model, place),
                    &loss,
                    &at.to_string(),
                    &lane.racer.seen(at).to_string(),
                );
            }
            text
        }
        Kind::Noise if !view.shows(Sight::Figure(figure::NOISE)) => words::describe_veiled().into(),
        Kind::Noise => {
            let mut text = words::describe_noise().to_string();
            for [m, scatter] in model.scatters() {
                text += &words::describe_noise_at(&short(*m, 6), &three(*scatter));
            }
            text
        }
        Kind::Average => words::describe_average(
            &three(*model.averages(weight(view)).last().unwrap_or(&f64::NAN)),
            &three(problem.least),
        ),
    };
    i18n::unmarked(&text)
}

/// The weight of the newest loss in the running average.
pub fn weight(view: &View) -> f64 {
    view.value(Key::Average)
}

/// Whether runs are compared update by update, not example by example.
pub fn by_updates(view: &View) -> bool {
    view.choice(Key::Axis) == "updates"
}

/// The card's picture: three paths from one start.
pub fn card(model: &Model) -> Scene {
    let mut scene = map::base(model);
    let at = model.own().trace.updates();
    map::paths(&mut scene, model, at, true);
    scene.x.strip();
    scene.y.strip();
    scene
}

/// Whether the run at hand belongs to this lesson.
pub fn model_of(run: &dyn Run) -> Option<&Model> {
    run.as_any().downcast_ref()
}
