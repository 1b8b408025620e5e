//! What each remedy does, as a table that is drawn: the layer ratio on a logarithmic axis and the loss, without it (ring) and
//! with it (dot).

use super::super::model::Model;
use super::super::remedies::{Measured, ROWS};
use super::super::{study, words};
use super::{COIN_TOSS, edge};
use crate::{Sight, View};
use i18n::{number, power_of_ten};
use plot::{Anchor, Axis, Role, Scene, Stroke};

/// Below this width, in pixels, ratio and loss are left to the words: only what is tried and what it does has room.
const NARROW: f64 = 560.0;
/// Where the columns stand then, in hundredths of the width.
const NARROW_REMEDY: f64 = 27.0;
const NARROW_VERDICT: f64 = 67.0;
/// Where the columns stand, in hundredths of the width.
const REMEDY: f64 = 16.0;
const RATIO: [f64; 2] = [37.0, 58.0];
const LOSS: f64 = 62.0;
const VERDICT: f64 = 80.0;
/// The powers of ten at the ends of the ratio's column.
const DECADES: [f64; 2] = [-12.0, 4.0];

/// What the network is without the remedy, and the remedy.
fn names(row: usize) -> (&'static str, &'static str) {
    match row {
        0 => (words::on_sigmoid(), words::remedy_relu()),
        1 => (words::on_sigmoid(), words::remedy_norm()),
        2 => (words::on_sigmoid(), words::remedy_scaled()),
        3 => (words::on_sigmoid(), words::remedy_rate()),
        4 => (words::on_relu(), words::remedy_norm()),
        5 => (words::on_relu(), words::remedy_skip()),
        6 => (words::on_relu(), words::remedy_scaled()),
        7 => (words::on_relu(), words::remedy_decay()),
        8 => (words::on_large(), words::remedy_clip()),
        _ => (words::on_large(), words::remedy_norm()),
    }
}

/// What a remedy did, from what was measured: whether the network learns (a loss well below a coin toss), or else whether its
/// gradients became level (within a factor of ten) or finite.
fn verdict(without: Measured, with: Measured) -> &'static str {
    let steep = |measured: Measured| libm::log10(measured.ratio).abs();
    let learns = |measured: Measured| measured.loss < 0.9 * COIN_TOSS;
    let (was, is) = (steep(without), steep(with));
    match (learns(without), learns(with)) {
        (false, true) => words::verdict_cures(),
        (true, false) => words::verdict_breaks(),
        (true, true) if is > was + 0.7 => words::verdict_steeper(),
        (true, true) => words::verdict_same(),
        (false, false) if without.loss.is_infinite() && with.loss.is_finite() => words::verdict_finite(),
        (false, false) if was > 1.0 && is <= 1.0 => words::verdict_level(),
        (false, false) => words::verdict_nothing(),
    }
}

/// Where a ratio stands in its column.
fn place(ratio: f64) -> f64 {
    let share = (libm::log10(ratio.max(1e-300)) - DECADES[0]) / (DECADES[1] - DECADES[0]);
    RATIO[0] + share.clamp(0.0, 1.0) * (RATIO[1] - RATIO[0])
}

fn loss_in_words(loss: f64) -> String {
    if loss.is_finite() { number(loss, 2) } else { words::overflows().to_string() }
}

/// The table as far as it is computed.
pub fn base(model: &Model, view: &View) -> Scene {
    let rows = ROWS.len() as f64;
    let mut scene = Scene::of(Axis::bare(0.0, 100.0), Axis::bare(-rows - 0.9, 1.0));
    let mut head = |x: f64, text: &'static str| scene.note([x, 0.3], [0.0, 0.0], Anchor::Start, Role::Note, text);
    let narrow = view.size[0] < NARROW;
    let verdict_at = if narrow { NARROW_VERDICT } else { VERDICT };
    head(0.0, words::head_remedy());
    head(verdict_at, words::head_verdict());
    if !narrow {
        head(RATIO[0], words::head_ratio());
        head(LOSS, words::head_loss());
    }
    for exponent in if narrow { &[][..] } else { &[-12, -8, -4, 0, 4] } {
        let exponent = *exponent;
        let x = place(libm::pow(10.0, f64::from(exponent)));
        let stroke = if exponent == 0 { edge(1.0) } else { Stroke::of(Role::Hairline, 1.0) };
        scene.straight([x, 0.0], [x, -rows], stroke);
        scene.note([x, -rows], [0.0, 14.0], Anchor::Middle, Role::Note, power_of_ten(exponent));
    }
    let Some(remedies) = model.remedies.as_ref().filter(|_| view.shows(Sight::Study(study::REMEDIES))) else {
        return scene;
    };
    for (row, [without, with]) in ROWS.iter().enumerate() {
        let y = -(row as f64) - 0.5;
        let (on, remedy) = names(row);
        let below = [0.0, 5.0];
        scene.note([0.0, y], below, Anchor::Start, Role::Note, on);
        scene.label([if narrow { NARROW_REMEDY } else { REMEDY }, y], below, Anchor::Start, Role::Ink, remedy);
        let (Some(without), Some(with)) = (remedies.measured(*without), remedies.measured(*with)) else {
            scene.note([verdict_at, y], below, Anchor::Start, Role::Note, words::measuring());
            continue;
        };
        let verdict = verdict(without, with);
        if remedies.done() {
            scene.label([verdict_at, y], below, Anchor::Start, Role::Ink, verdict);
        } else {
            scene.note([verdict_at, y], below, Anchor::Start, Role::Note, verdict);
        }
        if narrow {
            continue;
        }
        let losses = words::from_to_loss(&loss_in_words(without.loss), &loss_in_words(with.loss));
        scene.note([LOSS, y], below, Anchor::Start, Role::Note, losses);
        let (from, to) = ([place(without.ratio), y], [place(with.ratio), y]);
        scene.straight(from, to, Stroke::of(Role::Weights, 2.0).pale(0.4));
        scene.ring(from, Role::Weights, 4.5);
        scene.specks(vec![to], Role::Weights, 4.5, 1.0);
    }
    scene
}

/// The table for those who do not see it.
pub fn in_words(model: &Model) -> String {
    let mut text = words::describe_remedies().to_string();
    let Some(remedies) = &model.remedies else { return text };
    for (row, [without, with]) in ROWS.iter().enumerate() {
        let (on, remedy) = names(row);
        let (Some(without), Some(with)) = (remedies.measured(*without), remedies.measured(*with)) else { continue };
        let [was, is] = [without.ratio, with.ratio].map(|ratio| number(ratio, 2));
        let [cost, costs] = [without.loss, with.loss].map(loss_in_words);
        text += &words::describe_remedy(on, remedy, &was, &is, &cost, &costs, verdict(without, with));
    }
    text
}
