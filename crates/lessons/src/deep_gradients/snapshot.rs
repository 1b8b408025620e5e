//! What is measured of a network at one update: small enough to be kept of every one, so that scrubbing replays nothing.

use super::model::{Problem, descent};
use crate::Range;
use params::Settings;
use sim::angle;
use sim::network::{Activation, Clip, Descent, Histogram, Skip, Spread};

/// In how many layers the activations are shown.
const SHOWN: usize = 6;
/// Bins of a histogram.
const BINS: usize = 20;

/// What is measured at one update.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// ‖∂L/∂W‖ of every layer; of a recurrent cell ‖∂L/∂h‖ at every time.
    pub gradient_norms: Vec<f64>,
    /// ‖δˡ‖/‖δˡ⁺¹‖ of every layer but the last.
    pub factors: Vec<f64>,
    /// ‖δ‖ of every layer.
    pub deltas: Vec<f64>,
    /// The activations of [`shown`].
    pub histograms: Vec<Histogram>,
    /// How they lie over the birds.
    pub spreads: Vec<Spread>,
    /// In the early layer, the weight with the largest derivative: the weight, its derivative, and what descent uses of that
    /// (clipped, with decay).
    pub weight: [f64; 3],
    /// By how many degrees clipping turns the whole gradient.
    pub turned: f64,
}

/// The hidden layers whose activations are shown.
pub fn shown(layers: usize) -> Vec<usize> {
    let hidden = layers.saturating_sub(1);
    if hidden <= SHOWN {
        return (0..hidden).collect();
    }
    (0..SHOWN).map(|place| (place * (hidden - 1) + (SHOWN - 1) / 2) / (SHOWN - 1)).collect()
}

/// Between which ends a histogram is drawn: where the activation can be, or else where the values are.
fn ends(problem: &Problem, values: &[f64]) -> [f64; 2] {
    let spec = problem.training.network.spec();
    match spec.activation {
        Activation::Sigmoid if spec.skip == Skip::None => return [0.0, 1.0],
        Activation::Tanh if spec.skip == Skip::None => return [-1.0, 1.0],
        _ => {}
    }
    let mut range = Range { low: 0.0, high: 0.0 };
    values.iter().for_each(|value| range.see(*value));
    if range.high > range.low { [range.low, range.high] } else { [0.0, 1.0] }
}

impl Snapshot {
    /// Of this state.
    pub fn of(problem: &Problem, settings: &Settings, state: &[f64]) -> Snapshot {
        if let Some(through) = &problem.through {
            let (gradient_norms, deltas) = (through.norms.clone(), through.norms.clone());
            let factors = through.norms.windows(2).map(|pair| pair[0] / pair[1]).collect();
            return Snapshot { gradient_norms, factors, deltas, ..Snapshot::default() };
        }
        let network = &problem.training.network;
        let pass = problem.training.pass(state);
        let workspace = &pass.workspace;
        let shown = shown(network.depth());
        let histogram = |layer: &usize| {
            let [low, high] = ends(problem, workspace.values(layer + 1));
            network.histogram(*layer, workspace, low, high, BINS)
        };
        let Descent { clip, decay, .. } = descent(settings);
        let mut used = Vec::new();
        let mut turned = 0.0;
        if clip != Clip::None {
            used.extend_from_slice(&pass.gradient);
            clip.apply(&mut used);
            turned = angle(&pass.gradient, &used);
        }
        let early = network.shape().layers()[problem.pair()[0]].weights.clone();
        let mut place = early.start;
        for candidate in early {
            if pass.gradient[candidate].abs() > pass.gradient[place].abs() {
                place = candidate;
            }
        }
        let slope = pass.gradient[place];
        Snapshot {
            gradient_norms: network.gradient_norms(&pass.gradient),
            factors: network.chain_factors(workspace),
            deltas: network.delta_norms(workspace),
            histograms: shown.iter().map(histogram).collect(),
            spreads: shown.iter().map(|layer| network.spread(*layer, workspace)).collect(),
            weight: [state[place], slope, used.get(place).copied().unwrap_or(slope) + decay * state[place]],
            turned,
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Snapshot {
    /// Puts NaN in place of what these figures show, but for the gradient of the layer `kept`.
    pub fn poison(&mut self, hidden: impl Fn(&'static str) -> bool, kept: usize) {
        use super::figure;
        if hidden(figure::BARS) {
            let layers = self.gradient_norms.iter_mut().enumerate().filter(|(layer, _)| *layer != kept);
            layers.for_each(|(_, norm)| *norm = f64::NAN);
            self.weight.fill(f64::NAN);
            self.turned = f64::NAN;
        }
        if hidden(figure::CHAIN) {
            self.factors.fill(f64::NAN);
            self.deltas.fill(f64::NAN);
        }
        if hidden(figure::NEURONS) {
            for histogram in &mut self.histograms {
                (histogram.low, histogram.high) = (f64::NAN, f64::NAN);
                histogram.counts.fill(7);
            }
            self.spreads.fill(Spread { mean: f64::NAN, deviation: f64::NAN, dead: f64::NAN });
        }
    }
}

/// Every number of these snapshots, by name, one update after another.
#[cfg(not(target_arch = "wasm32"))]
pub fn studies(snapshots: &[Snapshot]) -> Vec<(String, Vec<f64>)> {
    let all = |of: &dyn Fn(&Snapshot) -> Vec<f64>| snapshots.iter().flat_map(of).collect();
    let counts = |histogram: &Histogram| -> Vec<f64> {
        let outside = [histogram.below, histogram.above, histogram.not_a_number];
        let counts = histogram.counts.iter().chain(&outside).map(|count| f64::from(*count));
        [histogram.low, histogram.high].into_iter().chain(counts).collect()
    };
    let spread = |spread: &Spread| [spread.mean, spread.deviation, spread.dead];
    vec![
        ("gradient norms".to_string(), all(&|snapshot| snapshot.gradient_norms.clone())),
        ("factors".to_string(), all(&|snapshot| snapshot.factors.clone())),
        ("deltas".to_string(), all(&|snapshot| snapshot.deltas.clone())),
        ("histograms".to_string(), all(&|snapshot| snapshot.histograms.iter().flat_map(counts).collect())),
        ("spreads".to_string(), all(&|snapshot| snapshot.spreads.iter().flat_map(spread).collect())),
        ("largest weight".to_string(), all(&|snapshot| snapshot.weight.to_vec())),
        ("turned".to_string(), all(&|snapshot| vec![snapshot.turned])),
    ]
}
