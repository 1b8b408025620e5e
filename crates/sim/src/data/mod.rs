//! Data sets: real ones with their sources, and generated ones that are functions of a seed.

mod anscombe;
mod generated;
mod norris;
mod penguins;

pub use anscombe::anscombe;
pub use generated::{Recipe, generated};
pub use norris::{NORRIS_CERTIFIED, norris};
pub use penguins::{Sexed, penguins, penguins_by_sex, penguins_drawn};

use std::sync::Arc;

/// Points (x, y), where x is measured from `origin`: the intercept of a line is its height there.
#[derive(Clone, Debug, PartialEq)]
pub struct Data {
    /// (x − origin, y).
    pub points: Arc<[[f64; 2]]>,
    /// Where x = 0 stands on the axis of the page.
    pub origin: f64,
}

impl Data {
    /// Points whose x is measured from 0.
    pub fn plain(points: Vec<[f64; 2]>) -> Data {
        Data { points: points.into(), origin: 0.0 }
    }
}

/// Mean and standard deviation (divided by n) of x; a deviation of 0 becomes 1, so that dividing by it changes nothing.
pub fn mean_and_deviation(points: &[[f64; 2]]) -> (f64, f64) {
    let n = points.len().max(1) as f64;
    let mean = points.iter().map(|[x, _]| x).sum::<f64>() / n;
    let variance = points.iter().map(|[x, _]| (x - mean) * (x - mean)).sum::<f64>() / n;
    let deviation = variance.sqrt();
    (mean, if deviation > 0.0 && deviation.is_finite() { deviation } else { 1.0 })
}
