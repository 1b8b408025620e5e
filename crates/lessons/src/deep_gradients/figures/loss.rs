//! The loss over updates.

use super::super::model::DeepGradients;
use super::super::{figure, words};
use super::{columns, described, edge, runs};
use crate::kit::Pin;
use crate::kit::path::{loss_at, losses};
use crate::{Caption, Figure, Range, Sight, View};
use i18n::number;
use plot::{Anchor, Axis, Role, Scene};

/// The losses of all runs.
pub struct Loss;

/// What a guess costs that holds both sexes for equally likely: ln 2.
pub const COIN_TOSS: f64 = std::f64::consts::LN_2;

/// From this width on the axis of the loss goes on beyond the run, by that share of it: room for words that no curve crosses.
const WIDE: f64 = 400.0;
const MARGIN: f64 = 0.18;

impl Figure<DeepGradients> for Loss {
    fn caption(&self, model: &DeepGradients, view: &View) -> Caption {
        let caption = Caption::half(figure::LOSS, words::figure_loss(), words::figure_loss_note());
        caption.wide(columns(model, view, 3)).low()
    }

    /// The axes, with the line of a coin toss.
    fn base(&self, model: &DeepGradients, view: &View) -> Scene {
        let mut scene = axes(model, view);
        let end = [longest(model, view), COIN_TOSS];
        scene.straight([scene.x.low, COIN_TOSS], end, edge(1.5));
        let (offset, anchor) =
            if view.size[0] > WIDE { ([8.0, 4.0], Anchor::Start) } else { ([0.0, -6.0], Anchor::End) };
        scene.note(end, offset, anchor, Role::Note, words::coin_toss());
        scene
    }

    /// The loss to the cursor, pale what was seen beyond it.
    fn overlay(&self, model: &DeepGradients, view: &View) -> Scene {
        let mut scene = axes(model, view);
        for Pin { letter, role, run } in runs(model, view) {
            let way = losses(&run.trace, 0.0);
            let at = view.at().min(run.trace.updates());
            let (here, played) = (way[at], way[..=at].to_vec());
            let finite = way.iter().rposition(|place| place[1].is_finite()).unwrap_or(0);
            // Letters stand apart though the curves may end at one place.
            let named = way[if role == Role::Weights { finite } else { finite / 2 }];
            if view.shows(Sight::Run) {
                scene.pale(way, role, 1.25, 0.5);
            }
            scene.line(played, role, 2.0);
            scene.dot(here, role, 4.5);
            if !view.pins.is_empty() && view.shows(Sight::Run) {
                scene.label(named, [-2.0, -8.0], Anchor::End, role, letter);
            }
        }
        scene
    }

    fn describe(&self, model: &DeepGradients, view: &View) -> String {
        let loss = || words::describe_loss(&number(loss_at(&model.trace, view), 3));
        described(view, Sight::Figure(figure::LOSS), loss)
    }
}

/// The most updates that any of the runs may make.
fn longest(model: &DeepGradients, view: &View) -> f64 {
    runs(model, view).map(|pin| pin.run.trace.budget()).max().unwrap_or(0).max(1) as f64
}

fn axes(model: &DeepGradients, view: &View) -> Scene {
    let mut range = Range { low: COIN_TOSS, high: COIN_TOSS };
    for Pin { run, .. } in runs(model, view) {
        range.see_positive(&run.trace.losses()[..=view.known(run.trace.updates())]);
    }
    let y = if range.high > 20.0 {
        range.log_axis(0.5, 2.0, words::axis_loss())
    } else {
        Axis::new(0.0, 1.2 * range.high, words::axis_loss())
    };
    let room = if view.size[0] > WIDE { 1.0 + MARGIN } else { 1.0 };
    Scene::of(Axis::new(0.0, room * longest(model, view), words::axis_update()), y)
}
