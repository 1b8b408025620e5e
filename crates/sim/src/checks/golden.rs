//! Descent against PyTorch: the paths in `tests/golden/descent.txt`, computed again here.
//!
//! The file is written by `tests/golden/descent.py`, which says how. A difference is measured as a share of the loss, and of
//! the length of the weights, at the same update.

use super::{Check, Subject};
use crate::data::penguins;
use crate::optimizers::{Momentum, Plain};
use crate::{LineLoss, Oracle, Reduction, norm};
use decimal::decimal;

const GOLDEN: &str = include_str!("../../../../tests/golden/descent.txt");
/// What the paths must agree to.
const TOLERANCE: f64 = 1e-12;

/// L(w) = ½ wᵀAw for a symmetric matrix, by rows.
struct Bowl {
    matrix: Vec<f64>,
    dimension: usize,
}

impl Oracle for Bowl {
    fn dimension(&self) -> usize {
        self.dimension
    }
    fn value_and_gradient(&self, weights: &[f64], gradient: &mut [f64]) -> f64 {
        let mut value = 0.0;
        for ((row, slope), weight) in self.matrix.chunks(self.dimension.max(1)).zip(gradient).zip(weights) {
            *slope = row.iter().zip(weights).map(|(entry, weight)| entry * weight).sum();
            value += *slope * weight;
        }
        0.5 * value
    }
}

/// A path of the file.
struct Path {
    name: &'static str,
    momentum: Momentum,
    oracle: Box<dyn Oracle>,
    /// Update, loss, weights.
    rows: Vec<Vec<f64>>,
}

fn paths() -> Vec<Path> {
    let mut paths: Vec<Path> = Vec::new();
    for line in GOLDEN.lines().filter(|line| !line.starts_with('#')) {
        let words: Vec<&'static str> = line.split(' ').collect();
        let numbers: Vec<f64> = words.iter().filter_map(|word| decimal(word)).collect();
        match (words.as_slice(), paths.last_mut()) {
            (["path", name, ..], _) => {
                let [rate, beta] = [0, 1].map(|k| numbers.get(k).copied().unwrap_or(f64::NAN));
                let loss = LineLoss::new(penguins().points, Reduction::Mean);
                paths.push(Path { name, momentum: Momentum { rate, beta }, oracle: Box::new(loss), rows: Vec::new() });
            }
            (["matrix", entries @ ..], Some(path)) => {
                let dimension = libm::sqrt(entries.len() as f64) as usize;
                path.oracle = Box::new(Bowl { matrix: numbers, dimension });
            }
            (_, Some(path)) => path.rows.push(numbers),
            _ => {}
        }
    }
    paths
}

impl Path {
    fn check(&self) -> Check {
        let dimension = self.oracle.dimension();
        let start = self.rows.first().and_then(|row| row.get(2..)).unwrap_or_default();
        let mut compared = Vec::new();
        // A start of another size is told by a row that agrees with nothing.
        if start.len() != dimension {
            compared.push([f64::NAN; 3]);
        }
        let mut state = start.to_vec();
        state.resize(2 * dimension, 0.0);
        let mut gradient = vec![0.0; dimension];
        let mut made = 0.0;
        for row in &self.rows {
            let [update, loss, weights @ ..] = row.as_slice() else { continue };
            while made < *update {
                // Without momentum it is the plain descent that lessons run; `closed` says that the other is the same.
                match self.momentum {
                    Momentum { rate, beta: 0.0 } => Plain { rate }.step(&*self.oracle, &mut state[..dimension]),
                    momentum => momentum.step(&*self.oracle, &mut state),
                }
                made += 1.0;
            }
            let value = self.oracle.value_and_gradient(&state[..dimension], &mut gradient);
            compared.push([value, *loss, *loss]);
            let length = norm(weights);
            compared.extend(state.iter().zip(weights).map(|(mine, theirs)| [*mine, *theirs, length]));
        }
        Check::worst(Subject::PyTorch(self.name), compared.into_iter(), TOLERANCE)
    }
}

/// One check a path.
pub fn checks() -> Vec<Check> {
    paths().iter().map(Path::check).collect()
}
