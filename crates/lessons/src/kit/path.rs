//! A run's way through its weights.

#[cfg(not(target_arch = "wasm32"))]
use crate::Sight;
use crate::View;
use sim::Trace;

/// The two weights after `update` updates (clamped to those that were made).
pub fn weights(trace: &Trace, update: usize) -> [f64; 2] {
    let update = update.min(trace.updates());
    [trace.series(1)[update], trace.series(2)[update]]
}

/// The loss of a run at the cursor.
pub fn loss_at(trace: &Trace, view: &View) -> f64 {
    trace.losses()[view.at().min(trace.updates())]
}

/// The curve of a run's losses, counted from `least`.
pub fn losses(trace: &Trace, least: f64) -> Vec<[f64; 2]> {
    path(trace, 0, usize::MAX, &|update| [update as f64, trace.losses()[update] - least])
}

/// The places of a run from one update to another (clamped to those that were made).
pub fn path(trace: &Trace, from: usize, to: usize, place: &dyn Fn(usize) -> [f64; 2]) -> Vec<[f64; 2]> {
    let mut points = Vec::new();
    for update in from..=to.min(trace.updates()) {
        points.push(place(update));
    }
    points
}

/// How often a path has turned back along a direction.
pub fn turns(path: &[[f64; 2]], [x, y]: [f64; 2]) -> usize {
    let step = |from: [f64; 2], to: [f64; 2]| (to[0] * x + to[1] * y) - (from[0] * x + from[1] * y);
    path.windows(3).filter(|three| step(three[0], three[1]) * step(three[1], three[2]) < 0.0).count()
}

/// Puts NaN in place of what is hidden of a run: of all but its start, of what is computed there.
#[cfg(not(target_arch = "wasm32"))]
pub fn poison(trace: &mut Trace, hidden: &dyn Fn(Sight) -> bool) {
    if hidden(Sight::Run) {
        trace.poison(1, trace.quantities());
    }
    if hidden(Sight::Start) {
        trace.poison(0, &["loss", "gradient_norm"]);
    }
}
