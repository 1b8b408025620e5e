//! A plain recurrent cell through time, and the gradient back through it.
//!
//! h_t = φ(W h_{t−1} + U x_t) for t = 1 … T,  h₀ = 0,  L = ½ ‖h_T − y‖²
//! ∂L/∂h_T = h_T − y,  ∂L/∂h_{t−1} = Wᵀ (φ′(u_t) ∂L/∂h_t)
//!
//! | symbol | meaning | shape | range |
//! |---|---|---|---|
//! | W | weights of the cell upon itself: ρ times an orthogonal matrix | units × units | finite |
//! | ρ | radius: the length of every eigenvalue of W | number | > 0 |
//! | U | weights of the input | units × inputs | finite |
//! | x_t | the input at time t | inputs | finite |
//!
//! A linear cell (φ(u) = u) hands the gradient back as exactly ρ per step: ‖∂L/∂h_t‖ = ρ^(T−t) ‖∂L/∂h_T‖, because an
//! orthogonal matrix keeps lengths. With tanh each step also multiplies by φ′ ≤ 1, entry by entry, so the norm stays at or
//! below that; where the states are small it explodes with ρ > 1 all the same. Source: Pascanu, Mikolov & Bengio 2013.

use super::network::Activation;
use super::{norm, rng};

/// A recurrent cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// How many units.
    pub units: usize,
    /// How many inputs at each time.
    pub inputs: usize,
    /// φ: linear or tanh (any is computed).
    pub activation: Activation,
    /// W, row after row.
    pub weights: Vec<f64>,
    /// U, row after row.
    pub input_weights: Vec<f64>,
}

/// The cell's run through time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Through {
    /// h_t for t = 1 … T, one after another.
    pub states: Vec<f64>,
    /// ∂L/∂h_t for t = 1 … T, one after another.
    pub gradients: Vec<f64>,
    /// ‖∂L/∂h_t‖ for t = 1 … T.
    pub norms: Vec<f64>,
    /// ∂L/∂W, row after row.
    pub weights_gradient: Vec<f64>,
    /// ∂L/∂U, row after row.
    pub input_gradient: Vec<f64>,
    /// L.
    pub loss: f64,
}

/// The epochs of the streams of W and U: no other use of the seed draws the same numbers.
const STREAMS: [u64; 2] = [0x52_4e_57, 0x52_4e_55];

/// `units` rows that are orthogonal and of length 1: normal deviates of a seed, each row freed of its share along the rows
/// before it (Gram & Schmidt, twice, which is as exact as reflections: Giraud et al. 2005).
pub fn orthogonal(units: usize, seed: u64) -> Vec<f64> {
    let mut rows: Vec<f64> = Vec::with_capacity(units * units);
    for unit in 0..units {
        let mut stream = rng::stream(seed, STREAMS[0], unit as u64);
        let mut row: Vec<f64> = (0..units).map(|_| stream.normal()).collect();
        for _ in 0..2 {
            for before in rows.chunks_exact(units) {
                let along: f64 = before.iter().zip(&row).map(|(a, b)| a * b).sum();
                row.iter_mut().zip(before).for_each(|(entry, b)| *entry -= along * b);
            }
            let length = norm(&row);
            row.iter_mut().for_each(|entry| *entry /= length);
        }
        rows.extend(row);
    }
    rows
}

impl Cell {
    /// A cell with W = `radius` times an orthogonal matrix and U of deviation 1/√inputs, from a seed.
    pub fn new(units: usize, inputs: usize, radius: f64, activation: Activation, seed: u64) -> Cell {
        let weights = orthogonal(units, seed).iter().map(|entry| radius * entry).collect();
        let mut stream = rng::stream(seed, STREAMS[1], 0);
        let deviation = 1.0 / (inputs.max(1) as f64).sqrt();
        let input_weights = (0..units * inputs).map(|_| deviation * stream.normal()).collect();
        Cell { units, inputs, activation, weights, input_weights }
    }

    /// Runs the cell over `inputs` (times × inputs) towards `target` (units long), and the gradient back through time.
    ///
    /// ```
    /// use sim::{network::Activation, recurrent::Cell};
    /// let through = Cell::new(4, 1, 0.5, Activation::Linear, 1).through(&[1.0, 0.0, 0.0], &[0.0; 4]);
    /// assert!((through.norms[0] / through.norms[2] - 0.25).abs() < 1e-12);
    /// ```
    pub fn through(&self, inputs: &[f64], target: &[f64]) -> Through {
        let units = self.units;
        let times = inputs.len() / self.inputs.max(1);
        let fits = self.weights.len() == units * units && self.input_weights.len() == units * self.inputs;
        if units == 0 || times == 0 || !fits || target.len() < units {
            return Through::default();
        }
        let (mut state, mut states, mut slopes) = (vec![0.0; units], Vec::new(), Vec::new());
        for x in inputs.chunks_exact(self.inputs) {
            let mut next = vec![0.0; units];
            for (unit, next) in next.iter_mut().enumerate() {
                let mut sum = 0.0;
                for (w, h) in self.weights[unit * units..].iter().zip(&state) {
                    sum += w * h;
                }
                for (w, x) in self.input_weights[unit * self.inputs..].iter().zip(x) {
                    sum += w * x;
                }
                let (value, slope) = self.activation.value_and_slope(sum);
                *next = value;
                slopes.push(slope);
            }
            states.extend_from_slice(&next);
            state = next;
        }
        let mut through = Through {
            gradients: vec![0.0; times * units],
            norms: vec![0.0; times],
            weights_gradient: vec![0.0; units * units],
            input_gradient: vec![0.0; units * self.inputs],
            ..Through::default()
        };
        let mut above: Vec<f64> = state.iter().zip(target).map(|(h, y)| h - y).collect();
        for residual in &above {
            through.loss += 0.5 * residual * residual;
        }
        for time in (0..times).rev() {
            let here = time * units..(time + 1) * units;
            through.gradients[here.clone()].copy_from_slice(&above);
            through.norms[time] = norm(&above);
            let delta: Vec<f64> = above.iter().zip(&slopes[here]).map(|(above, slope)| above * slope).collect();
            let before = if time > 0 { &states[(time - 1) * units..time * units] } else { &[] };
            let x = &inputs[time * self.inputs..(time + 1) * self.inputs];
            above.fill(0.0);
            for (unit, delta) in delta.iter().enumerate() {
                for (entry, h) in through.weights_gradient[unit * units..].iter_mut().zip(before) {
                    *entry += delta * h;
                }
                for (entry, x) in through.input_gradient[unit * self.inputs..].iter_mut().zip(x) {
                    *entry += delta * x;
                }
                for (entry, w) in above.iter_mut().zip(&self.weights[unit * units..]) {
                    *entry += delta * w;
                }
            }
        }
        through.states = states;
        through
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_linear_cell_hands_the_gradient_back_by_its_radius_at_every_step() {
        for radius in [0.5, 0.9, 1.0, 1.1, 1.5] {
            let times = 50;
            let cell = Cell::new(12, 2, radius, Activation::Linear, 3);
            let mut random = rng::stream(3, 9, 9);
            let inputs: Vec<f64> = (0..times * 2).map(|_| random.normal()).collect();
            let through = cell.through(&inputs, &[0.5; 12]);
            for (time, measured) in through.norms.iter().enumerate() {
                let expected = libm::pow(radius, (times - 1 - time) as f64) * through.norms[times - 1];
                assert!((measured / expected - 1.0).abs() < 1e-9, "{radius} at {time}: {measured} {expected}");
            }
        }
    }

    #[test]
    fn with_tanh_the_gradient_stays_at_or_below_the_linear_one() {
        let cell = Cell::new(8, 1, 1.2, Activation::Tanh, 5);
        let through = cell.through(&[0.5; 30], &[0.1; 8]);
        for pair in through.norms.windows(2) {
            assert!(pair[0] <= 1.2 * pair[1] * (1.0 + 1e-12), "{pair:?}");
        }
    }

    #[test]
    fn the_gradients_of_a_cell_are_central_differences() {
        for activation in Activation::ALL {
            let cell = Cell::new(3, 2, 1.1, activation, 11);
            let mut random = rng::stream(4, 8, 0);
            let inputs: Vec<f64> = (0..12).map(|_| random.normal()).collect();
            let target = [0.2, -0.4, 0.6];
            let through = cell.through(&inputs, &target);
            let loss = |place: usize, d: f64| {
                let mut moved = cell.clone();
                let count = moved.weights.len();
                if place < count {
                    moved.weights[place] += d
                } else {
                    moved.input_weights[place - count] += d
                }
                moved.through(&inputs, &target).loss
            };
            let exact = through.weights_gradient.iter().chain(&through.input_gradient);
            for (place, exact) in exact.enumerate() {
                let measured = (loss(place, 1e-5) - loss(place, -1e-5)) / 2e-5;
                assert!(
                    (exact - measured).abs() < 1e-7 * (1.0 + exact.abs()),
                    "{activation:?} {place}: {exact} {measured}"
                );
            }
        }
    }
}
