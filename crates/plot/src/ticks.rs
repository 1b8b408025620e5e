//! Few ticks at round values, and their numbers.

use i18n::{power_of_ten, short};
use params::Scale;

/// Where ticks stand, and what is written at them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ticks {
    /// Growing, within the axis.
    pub values: Vec<f64>,
    /// As many.
    pub labels: Vec<String>,
}

/// A logarithmic axis within 10⁻³ and this power of ten writes its numbers in full.
const PLAIN_EXPONENT: i32 = 4;

/// Ticks for a range that [`super::safe_range`] has passed; at most about `room` of them.
pub fn ticks(low: f64, high: f64, scale: Scale, room: f64) -> Ticks {
    let room = if room.is_finite() { room.clamp(1.0, 20.0) } else { 1.0 };
    if scale == Scale::Log {
        // Where the powers of ten alone are fewer than two, 3 stands half-way between them.
        for factors in [&[1.0, 2.0, 5.0][..], &[1.0], &[1.0, 3.0]] {
            let found = log_ticks(low, high, room, factors);
            if found.values.len() >= 2 {
                return found;
            }
        }
    }
    linear_ticks(low, high, room)
}

/// The smallest of 1, 2, 5 times a power of ten that is not below `step`.
fn round_step(step: f64) -> (f64, i32) {
    let exponent = libm::floor(libm::log10(step)) as i32;
    for (factor, up) in [(1.0, 0), (2.0, 0), (5.0, 0), (1.0, 1)] {
        let candidate = factor * power(exponent + up);
        if candidate >= step * (1.0 - 1e-9) {
            return (candidate, exponent + up);
        }
    }
    (step, exponent)
}

fn power(exponent: i32) -> f64 {
    libm::pow(10.0, f64::from(exponent))
}

fn linear_ticks(low: f64, high: f64, room: f64) -> Ticks {
    let (step, exponent) = round_step((high - low) / room);
    if !(step.is_finite() && step > 0.0) {
        return Ticks::default();
    }
    let slack = 1e-9 * (high - low);
    let first = libm::ceil((low - slack) / step);
    let values: Vec<f64> =
        (0..=24).map(|k| (first + f64::from(k)) * step).take_while(|value| *value <= high + slack).collect();
    let values: Vec<f64> = values.into_iter().map(|value| value.clamp(low, high)).collect();
    let labels = values.iter().map(|value| linear_label(*value, step, exponent)).collect();
    Ticks { values, labels }
}

fn linear_label(value: f64, step: f64, exponent: i32) -> String {
    if value.abs() < step * 1e-6 {
        return "0".to_string();
    }
    // Digits enough to tell neighbours apart.
    let digits = libm::floor(libm::log10(value.abs()) + 1e-9) as i32 - exponent + 1;
    short(value, digits.clamp(1, 12) as usize)
}

/// Powers of ten times the factors; none where several in a decade have no room.
fn log_ticks(low: f64, high: f64, room: f64, factors: &[f64]) -> Ticks {
    let decades = libm::log10(high) - libm::log10(low);
    let first = libm::ceil(libm::log10(low) - 1e-9) as i32;
    let last = libm::floor(libm::log10(high) + 1e-9) as i32;
    let (each, most) = (factors.len() as f64, if factors.len() == 2 { room + 1.0 } else { room });
    if each > 1.0 && (decades * each > most || decades >= 3.0) {
        return Ticks::default();
    }
    let stride = (libm::ceil(decades / room) as i32).max(1);
    // Equal strides from a multiple, so that 1 stays a tick while the range moves.
    let anchored = |exponent: i32| exponent.rem_euclid(stride) == 0;
    let plain = first >= -3 && last <= PLAIN_EXPONENT;
    let mut found = Ticks::default();
    for exponent in (first - 1..=last).filter(|exponent| anchored(*exponent)) {
        for factor in factors {
            let value = factor * power(exponent);
            if value >= low * (1.0 - 1e-9) && value <= high * (1.0 + 1e-9) {
                found.values.push(value.clamp(low, high));
                let whole = *factor == 1.0 && !plain;
                found.labels.push(if whole { power_of_ten(exponent) } else { short(value, 1) });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::safe_range;
    use proptest::prelude::*;

    #[test]
    fn ticks_are_few_and_round() {
        let found = ticks(-0.22, 2.62, Scale::Linear, 8.0);
        assert_eq!(found.labels, ["0", "0.5", "1", "1.5", "2", "2.5"]);
        assert_eq!(ticks(-3.0, 3.0, Scale::Linear, 4.0).labels, ["−2", "0", "2"]);
        assert_eq!(
            ticks(0.0, 4e-9, Scale::Linear, 4.0).labels,
            ["0", "10⁻⁹", "2\u{a0}×\u{a0}10⁻⁹", "3\u{a0}×\u{a0}10⁻⁹", "4\u{a0}×\u{a0}10⁻⁹"]
        );
    }

    #[test]
    fn logarithmic_ticks_are_powers_of_ten() {
        assert_eq!(ticks(1e-12, 1.0, Scale::Log, 5.0).labels, ["10⁻¹²", "10⁻⁹", "10⁻⁶", "10⁻³", "1"]);
        assert_eq!(ticks(0.05, 20.0, Scale::Log, 4.0).labels, ["0.1", "1", "10"]);
        assert_eq!(ticks(1.0, 10.0, Scale::Log, 5.0).labels, ["1", "2", "5", "10"]);
        assert_eq!(ticks(0.15, 2.1, Scale::Log, 2.0).labels, ["0.3", "1"]);
        assert!(ticks(1e-4, 1e3, Scale::Log, 1.0).labels.len() < 2, "where there is room for one");
    }

    proptest! {
        #[test]
        fn ticks_stay_within_the_axis(low in any::<f64>(), high in any::<f64>(), log in any::<bool>(), room in any::<f64>()) {
            let scale = if log { Scale::Log } else { Scale::Linear };
            let (low, high) = safe_range(low, high, scale);
            let found = ticks(low, high, scale, room);
            prop_assert_eq!(found.values.len(), found.labels.len());
            prop_assert!(found.values.len() <= 25);
            prop_assert!(found.values.iter().all(|value| (low..=high).contains(value)));
            prop_assert!(found.values.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }
}
