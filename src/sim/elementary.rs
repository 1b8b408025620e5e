//! The elementary functions of networks, without branches and the same on every machine: only + − × ÷ and bits.
//!
//! With k = round(y / ln 2) and r = y − k ln 2, |r| ≤ ½ ln 2:  eʸ = 2ᵏ (1 + q),  q = eʳ − 1 = r + r²/2! + … + r¹³/13!
//! (what is left out is below 2⁻⁵⁶ of q). ln 2 is taken off in two parts (Cody & Waite 1980), so r is exact to the last bits.
//!
//! | function | from | largest error against libm |
//! |---|---|---|
//! | tanh u = t/(t + 2), t = e^(2⎮u⎮) − 1, with the sign of u | ⎮u⎮ cut at 22, where it is 1 | 3 units in the last place |
//! | σ(u) = 1/(1 + e), σ(−u) = e/(1 + e), e = e^(−⎮u⎮) | ⎮u⎮ cut at 708 | 2 units |
//! | eᵘ − 1 for u ≤ 0 | ⎮u⎮ cut at 708 | 2 units |
//!
//! NaN stays NaN. Each takes two numbers at once; a single number is the first of two.

use super::pair::Pair;

/// The first 33 bits of ln 2, so that its multiples by k are exact, and the rest.
const LN_2: [f64; 2] = [6.931_471_803_691_238e-1, 1.908_214_929_270_587_7e-10];

/// Added to a small number it leaves the nearest whole number in the lowest bits: 1.5 · 2⁵².
const ROUNDER: f64 = 6_755_399_441_055_744.0;

/// q and 2ᵏ of y, ⎮y⎮ ≤ 708:  eʸ = 2ᵏ (1 + q).
#[inline(always)]
fn parts(y: Pair) -> (Pair, Pair) {
    let rounded = y.times(Pair::both(core::f64::consts::LOG2_E)).plus(Pair::both(ROUNDER));
    let k = rounded.minus(Pair::both(ROUNDER));
    let r = y.minus(k.times(Pair::both(LN_2[0]))).minus(k.times(Pair::both(LN_2[1])));
    // 1/2! + r/3! + … + r¹¹/13!, in pairs of pairs, so that the steps need not wait for one another (Estrin 1960).
    let line = |constant: f64, slope: f64| Pair::both(constant).plus(r.times(Pair::both(slope)));
    let square = r.times(r);
    let fourth = square.times(square);
    let low = line(1.0 / 2.0, 1.0 / 6.0).plus(square.times(line(1.0 / 24.0, 1.0 / 120.0)));
    let middle = line(1.0 / 720.0, 1.0 / 5_040.0).plus(square.times(line(1.0 / 40_320.0, 1.0 / 362_880.0)));
    let high = line(1.0 / 3_628_800.0, 1.0 / 39_916_800.0)
        .plus(square.times(line(1.0 / 479_001_600.0, 1.0 / 6_227_020_800.0)));
    let tail = low.plus(fourth.times(middle.plus(fourth.times(high))));
    // r + r² · (1/2! + …): the small part is added last, so q is exact to its last bit or two.
    (r.plus(square.times(tail)), rounded.power_of_two())
}

/// tanh of two numbers.
#[inline(always)]
fn tanh_pair(u: Pair) -> Pair {
    let (q, scale) = parts(u.size().plus(u.size()).at_most(44.0));
    let t = scale.times(q).plus(scale.minus(Pair::both(1.0)));
    t.over(t.plus(Pair::both(2.0))).with_sign_of(u)
}

/// e^(−⎮u⎮) of two numbers.
#[inline(always)]
fn decay_pair(u: Pair) -> Pair {
    let (q, scale) = parts(Pair::both(0.0).minus(u.size().at_most(708.0)));
    scale.plus(scale.times(q))
}

/// σ(u) and the slope σ(u) σ(−u) of two numbers.
#[inline(always)]
fn sigmoid_pair(u: Pair) -> (Pair, Pair) {
    let small = decay_pair(u);
    let large_share = Pair::both(1.0).over(Pair::both(1.0).plus(small));
    let small_share = small.times(large_share);
    (large_share.or_where_negative(small_share, u), large_share.times(small_share))
}

/// Values and slopes of many numbers, two at a time; a last one alone is both of a pair.
#[inline(always)]
fn of_many(u: &[f64], values: &mut [f64], slopes: &mut [f64], of: impl Fn(Pair) -> (Pair, Pair)) {
    let (pairs, last) = u.as_chunks();
    let (value_pairs, last_value) = values.as_chunks_mut();
    let (slope_pairs, last_slope) = slopes.as_chunks_mut();
    for ((&[first, second], value), slope) in pairs.iter().zip(value_pairs).zip(slope_pairs) {
        let both = of(Pair::new(first, second));
        (*value, *slope) = (both.0.lanes(), both.1.lanes());
    }
    for ((u, value), slope) in last.iter().zip(last_value).zip(last_slope) {
        let both = of(Pair::both(*u));
        (*value, *slope) = (both.0.lanes()[0], both.1.lanes()[0]);
    }
}

/// tanh u of each u, and the slope 1 − tanh² u. All slices have one length.
pub fn tanh_and_slope(u: &[f64], values: &mut [f64], slopes: &mut [f64]) {
    of_many(u, values, slopes, |u| {
        let value = tanh_pair(u);
        (value, Pair::both(1.0).minus(value.times(value)))
    });
}

/// σ(u) of each u, and the slope σ(u) σ(−u), which keeps its digits where σ is all but 1. All slices have one length.
pub fn sigmoid_and_slope(u: &[f64], values: &mut [f64], slopes: &mut [f64]) {
    of_many(u, values, slopes, sigmoid_pair);
}

/// 1/(1 + e⁻ᵘ).
pub fn sigmoid(u: f64) -> f64 {
    sigmoid_pair(Pair::both(u)).0.lanes()[0]
}

/// tanh u.
pub fn tanh(u: f64) -> f64 {
    tanh_pair(Pair::both(u)).lanes()[0]
}

/// e^(−⎮u⎮) − 1.
pub fn decay_m1(u: f64) -> f64 {
    let (q, scale) = parts(Pair::both(0.0).minus(Pair::both(u).size().at_most(708.0)));
    scale.times(q).plus(scale.minus(Pair::both(1.0))).lanes()[0]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::rng::stream;

    /// How many numbers lie between two of one sign.
    fn apart(a: f64, b: f64) -> u64 {
        a.to_bits().abs_diff(b.to_bits())
    }

    /// The largest distance over many arguments of every size up to `most`.
    fn largest(most: f64, ours: impl Fn(f64) -> f64, theirs: impl Fn(f64) -> f64) -> u64 {
        let mut random = stream(12, 0, 0);
        let mut worst = 0;
        for _ in 0..200_000 {
            let size = libm::exp2(-30.0 + 40.0 * random.uniform()).min(most) * random.uniform();
            for u in [size, -size, most * random.uniform()] {
                worst = worst.max(apart(ours(u), theirs(u)));
            }
        }
        worst
    }

    #[test]
    fn the_functions_are_within_four_units_in_the_last_place_of_libm() {
        let worst = [
            largest(700.0, tanh, libm::tanh),
            largest(700.0, sigmoid, |u| {
                if u < 0.0 { libm::exp(u) / (1.0 + libm::exp(u)) } else { 1.0 / (1.0 + libm::exp(-u)) }
            }),
            largest(700.0, decay_m1, |u| libm::expm1(-u.abs())),
        ];
        println!("tanh, sigmoid, exp - 1: {worst:?} units in the last place at most");
        assert!(worst.iter().all(|units| *units <= 4), "{worst:?}");
    }

    #[test]
    fn the_ends_of_the_line_have_their_limits() {
        assert_eq!([tanh(f64::INFINITY), tanh(-f64::INFINITY), tanh(1e300), tanh(30.0)], [1.0, -1.0, 1.0, 1.0]);
        assert_eq!([sigmoid(f64::INFINITY), sigmoid(0.0), sigmoid(40.0)], [1.0, 0.5, 1.0]);
        assert!(sigmoid(-f64::INFINITY) < 1e-300 && sigmoid(-1e300) < 1e-300);
        assert_eq!([decay_m1(-1e300), decay_m1(-f64::INFINITY), decay_m1(0.0)], [-1.0, -1.0, 0.0]);
        assert!(tanh(f64::NAN).is_nan() && sigmoid(f64::NAN).is_nan() && decay_m1(f64::NAN).is_nan());
        assert_eq!(tanh(-0.0).to_bits(), (-0.0_f64).to_bits());
        assert_eq!(tanh(5e-324), 5e-324);
    }

    #[test]
    fn many_at_once_are_one_after_another() {
        let mut random = stream(13, 0, 0);
        for count in [1, 2, 5, 8] {
            let u: Vec<f64> = (0..count).map(|_| 3.0 * random.normal()).collect();
            let [mut values, mut slopes] = [vec![0.0; count], vec![0.0; count]];
            tanh_and_slope(&u, &mut values, &mut slopes);
            assert!(u.iter().zip(&values).all(|(u, value)| tanh(*u).to_bits() == value.to_bits()));
            sigmoid_and_slope(&u, &mut values, &mut slopes);
            assert!(u.iter().zip(&values).all(|(u, value)| sigmoid(*u).to_bits() == value.to_bits()));
        }
    }
}
