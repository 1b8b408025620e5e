//! The ground of a loss, from above and from the side, and the start that can be taken hold of on it.

use crate::{Act, Sight, View};
use params::{Edit, Key};
use plot::{Grip, Handle, Scene};
use sim::Symmetric2;

/// The ground of a loss that is exactly `least` plus ½ dᵀHd about its lowest point, which needs no pass over the data.
/// Gives back the levels of its contours.
pub fn ground(
    scene: &mut Scene,
    [columns, rows]: [usize; 2],
    hessian: &Symmetric2,
    best: [f64; 2],
    least: f64,
) -> Vec<f64> {
    let value = |[x, y]: [f64; 2]| least + 0.5 * hessian.quadratic([x - best[0], y - best[1]]);
    scene.ground(columns, rows, Some(least), &value)
}

/// A curve over the whole horizontal axis.
pub fn curve(scene: &Scene, samples: u32, value: &dyn Fn(f64) -> f64) -> Vec<[f64; 2]> {
    let mut points = Vec::new();
    for k in 0..=samples {
        let x = scene.x.low + scene.x.length() * f64::from(k) / f64::from(samples);
        points.push([x, value(x)]);
    }
    points
}

/// The start, to be taken hold of while the run is shown; seen from the side, it moves along the horizontal axis alone.
pub fn take_hold(scene: &mut Scene, view: &View, at: [f64; 2], name: &'static str, value: String, from_above: bool) {
    if view.shows(Sight::Run) {
        let [x, y] = scene.nudge();
        let nudge = [x, if from_above { y } else { 0.0 }];
        scene.handles = vec![Handle { id: 0, at, name, value, nudge, drawn: view.at() > 0, kind: Grip::Point }];
    }
}

/// What a drag sets: these controls, one for each coordinate that counts; none for another act, and where it leads to no place.
pub fn dragged(act: Act, keys: &[Key]) -> Option<Edit> {
    match act {
        Act::Drag { to, .. } => set(keys, to),
        _ => None,
    }
}

/// Sets these controls to the coordinates of a place; none where that is none.
pub fn set(keys: &[Key], to: [f64; 2]) -> Option<Edit> {
    to.iter().all(|value| value.is_finite()).then(|| Edit::Values(keys.iter().copied().zip(to).collect()))
}
