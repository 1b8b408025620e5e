//! The range of what a figure shows.

use plot::Axis;
use std::borrow::Cow;

/// Smallest and largest of the finite values that it sees.
#[derive(Clone, Copy)]
pub struct Range {
    /// The smallest.
    pub low: f64,
    /// The largest, less than `low` where nothing was seen.
    pub high: f64,
}

impl Default for Range {
    /// It holds nothing yet.
    fn default() -> Range {
        Range { low: f64::INFINITY, high: f64::NEG_INFINITY }
    }
}

impl Range {
    /// Nothing seen yet.
    pub fn new() -> Range {
        Range::default()
    }

    /// Takes a value in.
    pub fn see(&mut self, value: f64) {
        if value.is_finite() {
            self.low = self.low.min(value);
            self.high = self.high.max(value);
        }
    }

    /// Of the x and of the y of points, moved apart where they are equal.
    pub fn of_points(points: &[[f64; 2]]) -> [(f64, f64); 2] {
        let mut ranges = [Range::new(); 2];
        for point in points {
            ranges[0].see(point[0]);
            ranges[1].see(point[1]);
        }
        ranges.map(|range| range.apart())
    }

    /// Takes the values in that have a place on a logarithmic axis.
    pub fn see_positive(&mut self, values: &[f64]) {
        for value in values.iter().filter(|value| **value > 0.0) {
            self.see(*value);
        }
    }

    /// The two, moved apart where they are equal; (0, 1) for none.
    pub fn apart(&self) -> (f64, f64) {
        let Range { low, high } = *self;
        if low > high {
            (0.0, 1.0)
        } else if high - low > 1e-12 * high.abs().max(low.abs()) {
            (low, high)
        } else {
            let half = if high == 0.0 { 1.0 } else { 0.1 * high.abs() };
            (low - half, high + half)
        }
    }

    /// A logarithmic axis for them, with so much room, as factors.
    pub fn log_axis(&self, below: f64, above: f64, label: impl Into<Cow<'static, str>>) -> Axis {
        let (low, high) = if self.low <= self.high { (self.low, self.high) } else { (0.1, 10.0) };
        Axis::log((low * below).max(1e-299), (high * above).clamp(1e-298, 1e299), label)
    }
}
