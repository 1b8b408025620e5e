//! From a slider's position in 0..=1 to a value, and back.

/// How a slider's travel maps to values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Equal distances are equal differences.
    Linear,
    /// Equal distances are equal ratios. Where the range starts at or below 0 the travel is that of ln(1 + value - low).
    Log,
}

impl Scale {
    /// The value at `position` (0..=1, clamped) of a slider from `low` to `high`.
    pub fn value(self, position: f64, low: f64, high: f64) -> f64 {
        let position = if position.is_finite() { position.clamp(0.0, 1.0) } else { 0.0 };
        let value = match self {
            Scale::Linear => low + position * (high - low),
            Scale::Log if low > 0.0 => low * libm::exp(position * libm::log(high / low)),
            Scale::Log => low + libm::expm1(position * libm::log1p(high - low)),
        };
        value.clamp(low, high)
    }

    /// Where on a slider from `low` to `high` the value stands, in 0..=1. A value outside stands at the nearer end.
    pub fn position(self, value: f64, low: f64, high: f64) -> f64 {
        if high.partial_cmp(&low) != Some(std::cmp::Ordering::Greater) || !value.is_finite() {
            return 0.0;
        }
        let value = value.clamp(low, high);
        let position = match self {
            Scale::Linear => (value - low) / (high - low),
            Scale::Log if low > 0.0 => libm::log(value / low) / libm::log(high / low),
            Scale::Log => libm::log1p(value - low) / libm::log1p(high - low),
        };
        position.clamp(0.0, 1.0)
    }
}
