//! The learning rate's slider, whose stretches follow the curvature.

use crate::Regions;
use params::{Key, Kind};

/// The largest rate at which descent settles, 2/λ_max; infinite where the ground is flat.
pub fn limit(steepest: f64) -> f64 {
    if steepest > 0.0 { 2.0 / steepest } else { f64::INFINITY }
}

/// The least and the largest rate that can be set.
pub fn ends() -> [f64; 2] {
    match Key::Rate.spec().kind {
        Kind::Number { low, high, .. } => [low, high],
        _ => [f64::NEG_INFINITY, f64::INFINITY],
    }
}

/// A slider from `low` to `high` with a stretch called `first`, and one for each further name from its border on, if
/// that is below `high`; none where such rates cannot be set.
pub fn stretches([low, high]: [f64; 2], first: &'static str, further: &[(f64, &'static str)]) -> Option<Regions> {
    let [least, most] = ends();
    let mut regions = Regions { low, high, borders: Vec::new(), names: vec![first] };
    for (border, name) in further.iter().filter(|(border, _)| *border < high) {
        regions.borders.push(*border);
        regions.names.push(name);
    }
    (low >= least && high <= most).then_some(regions)
}
