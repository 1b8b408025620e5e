//! What each remedy does, as a table that is drawn: the layer ratio on a logarithmic axis and the loss, without it (ring) and
//! with it (dot).

use super::super::model::DeepGradients;
use super::super::remedies::{Measured, ROWS, Remedies};
use super::super::says::{LEARNS, loss_in_words};
use super::super::{figure, study, words};
use super::edge;
use crate::{Caption, Figure, Sight, View};
use i18n::{number, power_of_ten};
use plot::{Anchor, Axis, Role, Scene, Stroke};
use std::borrow::Cow;

/// The comparison of remedies.
pub struct Table;

const SEEN: Sight = Sight::Study(study::REMEDIES);
/// Below this width, in pixels, ratio and loss are left to the words: only what is tried and what it does has room.
const NARROW: f64 = 560.0;
/// Where remedy and verdict stand, in hundredths of the width; and where they stand then.
const COLUMNS: [f64; 2] = [16.0, 80.0];
const NARROW_COLUMNS: [f64; 2] = [27.0, 67.0];
const RATIO: [f64; 2] = [37.0, 58.0];
const LOSS: f64 = 62.0;
/// The powers of ten at the ends of the ratio's column.
const DECADES: [f64; 2] = [-12.0, 4.0];

impl Figure<DeepGradients> for Table {
    fn caption(&self, model: &DeepGradients, view: &View) -> Caption {
        let [done, all] = model.remedies.as_ref().map_or([0, 0], Remedies::seeds);
        let seeds = if done == all || !view.shows(SEEN) {
            all.to_string()
        } else {
            words::seeds_so_far(&done.to_string(), &all.to_string())
        };
        Caption::half(figure::REMEDIES, words::figure_remedies(), words::figure_remedies_note(&seeds)).wide(12)
    }

    /// The table as far as it is computed.
    fn base(&self, model: &DeepGradients, view: &View) -> Scene {
        let mut scene = axes();
        let foot = -(ROWS.len() as f64);
        let narrow = view.size[0] < NARROW;
        let [remedy_at, verdict_at] = if narrow { NARROW_COLUMNS } else { COLUMNS };
        let heads = [
            (0.0, words::head_remedy()),
            (verdict_at, words::head_verdict()),
            (RATIO[0], words::head_ratio()),
            (LOSS, words::head_loss()),
        ];
        for (x, text) in heads.into_iter().take(if narrow { 2 } else { 4 }) {
            scene.note([x, 0.3], [0.0, 0.0], Anchor::Start, Role::Note, text);
        }
        for exponent in [-12, -8, -4, 0, 4].into_iter().filter(|_| !narrow) {
            let x = place(libm::pow(10.0, f64::from(exponent)));
            let stroke = if exponent == 0 { edge(1.0) } else { Stroke::of(Role::Hairline, 1.0) };
            scene.straight([x, 0.0], [x, foot], stroke);
            scene.note([x, foot], [0.0, 14.0], Anchor::Middle, Role::Note, power_of_ten(exponent));
        }
        let Some(remedies) = model.remedies.as_ref().filter(|_| view.shows(SEEN)) else { return scene };
        let [done, all] = remedies.seeds();
        for (row, (on, remedy, setups)) in ROWS.into_iter().enumerate() {
            let y = -(row as f64) - 0.5;
            note(&mut scene, [0.0, y], on());
            label(&mut scene, [remedy_at, y], remedy());
            let Some([without, with]) = remedies.measured(setups) else {
                note(&mut scene, [verdict_at, y], words::measuring());
                continue;
            };
            let write = if done == all { label } else { note };
            write(&mut scene, [verdict_at, y], verdict(without, with));
            if narrow {
                continue;
            }
            let [cost, costs] = [without, with].map(|measured| loss_in_words(measured.loss, 2));
            note(&mut scene, [LOSS, y], words::from_to_loss(&cost, &costs));
            let [from, to] = [without, with].map(|measured| [place(measured.ratio), y]);
            scene.straight(from, to, Stroke::of(Role::Weights, 2.0).pale(0.4));
            scene.ring(from, Role::Weights, 4.5);
            scene.specks(vec![to], Role::Weights, 4.5, 1.0);
        }
        scene
    }

    fn overlay(&self, _: &DeepGradients, _: &View) -> Scene {
        axes()
    }

    fn describe(&self, model: &DeepGradients, view: &View) -> String {
        if !view.shows(SEEN) {
            return words::describe_veiled().to_string();
        }
        let mut text = words::describe_remedies().to_string();
        let Some(remedies) = &model.remedies else { return text };
        for (on, remedy, setups) in ROWS {
            let Some([without, with]) = remedies.measured(setups) else { continue };
            let [was, is] = [without, with].map(|measured| number(measured.ratio, 2));
            let [cost, costs] = [without, with].map(|measured| loss_in_words(measured.loss, 2));
            text += &words::describe_remedy(on(), remedy(), &was, &is, &cost, &costs, verdict(without, with));
        }
        text
    }
}

fn axes() -> Scene {
    Scene::of(Axis::bare(0.0, 100.0), Axis::bare(-(ROWS.len() as f64) - 0.9, 1.0))
}

fn note(scene: &mut Scene, at: [f64; 2], text: impl Into<Cow<'static, str>>) {
    scene.note(at, [0.0, 5.0], Anchor::Start, Role::Note, text);
}

fn label(scene: &mut Scene, at: [f64; 2], text: &'static str) {
    scene.label(at, [0.0, 5.0], Anchor::Start, Role::Ink, text);
}

/// What a remedy did, from what was measured: whether the network learns, or else whether its gradients became level (within a
/// factor of ten) or finite.
fn verdict(without: Measured, with: Measured) -> &'static str {
    let [was, is] = [without, with].map(|measured| libm::log10(measured.ratio).abs());
    match (without.loss < LEARNS, with.loss < LEARNS) {
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
