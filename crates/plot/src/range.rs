//! The one place where an axis' range is made drawable.

use params::Scale;

/// Farther than this nothing is drawn, so that differences of two values stay finite.
pub const FARTHEST: f64 = 1e300;
/// The range of an axis that says nothing.
const EMPTY: (f64, f64) = (0.0, 1.0);
const EMPTY_LOG: (f64, f64) = (0.1, 10.0);
/// The narrowest range, in units of its larger end: narrower ones have no room for distinct numbers.
const NARROWEST: f64 = 1e-9;
/// How far a logarithmic axis reaches below its high end if its low end is not positive.
const REACH: f64 = 1e-6;

/// A range that can be drawn, as near to `low..high` as there is one: finite, growing, not too narrow; positive on a logarithmic axis.
pub fn safe_range(low: f64, high: f64, scale: Scale) -> (f64, f64) {
    if low.is_nan() || high.is_nan() {
        return if scale == Scale::Log { EMPTY_LOG } else { EMPTY };
    }
    let (low, high) = (low.min(high).clamp(-FARTHEST, FARTHEST), low.max(high).clamp(-FARTHEST, FARTHEST));
    if scale == Scale::Log {
        return safe_ratio(low, high);
    }
    let needed = NARROWEST * low.abs().max(high.abs());
    if high - low > needed && high - low > 1.0 / FARTHEST {
        return (low, high);
    }
    let middle = low / 2.0 + high / 2.0;
    let reach = if middle == 0.0 { 0.5 } else { 0.5 * middle.abs() };
    ((middle - reach).max(-FARTHEST), (middle + reach).min(FARTHEST))
}

fn safe_ratio(low: f64, high: f64) -> (f64, f64) {
    if high <= 1.0 / FARTHEST {
        return EMPTY_LOG;
    }
    let low = if low > 0.0 { low.max(1.0 / FARTHEST) } else { (high * REACH).max(1.0 / FARTHEST) };
    if high / low > 1.0 + 1e-6 { (low, high) } else { ((low / 2.0).max(0.5 / FARTHEST), high * 2.0) }
}

/// Numbers in ascending order, as [`f64::total_cmp`] has it. For the short lists of figures: it takes time in the square of their
/// length, and the sort of the standard library would weigh 3.5 kB in the page.
pub fn ascending(values: impl IntoIterator<Item = f64>) -> Vec<f64> {
    let mut sorted: Vec<f64> = Vec::new();
    for value in values {
        let place = sorted.partition_point(|other| other.total_cmp(&value).is_le());
        sorted.insert(place, value);
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_number() -> impl Strategy<Value = f64> {
        prop_oneof![
            any::<f64>(),
            -10.0..10.0f64,
            Just(0.0),
            Just(1e300),
            Just(f64::MAX),
            Just(f64::MIN_POSITIVE),
            Just(f64::NAN),
            Just(f64::INFINITY),
            Just(f64::NEG_INFINITY)
        ]
    }

    proptest! {
        #[test]
        fn every_range_becomes_one_that_can_be_drawn(low in any_number(), high in any_number(), log in any::<bool>()) {
            let scale = if log { Scale::Log } else { Scale::Linear };
            let (safe_low, safe_high) = safe_range(low, high, scale);
            prop_assert!(safe_low < safe_high);
            prop_assert!((safe_high - safe_low).is_finite());
            prop_assert!(!log || safe_low > 0.0);
        }

        #[test]
        fn a_good_range_is_kept(low in -1e6..1e6f64, length in 1e-2..1e6f64) {
            prop_assert_eq!(safe_range(low, low + length, Scale::Linear), (low, low + length));
        }
    }

    proptest! {
        #[test]
        fn a_short_list_is_sorted_as_the_standard_library_sorts_it(values in prop::collection::vec(any::<f64>(), 0..40)) {
            let mut expected = values.clone();
            expected.sort_by(f64::total_cmp);
            let bits = |values: &[f64]| values.iter().map(|value| value.to_bits()).collect::<Vec<_>>();
            prop_assert_eq!(bits(&ascending(values)), bits(&expected));
        }
    }
}
