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

use crate::pair::Pair;

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

/// A function of two numbers with its slopes. A trait and not a closure: those are called, these become part of the loop.
trait OfTwo {
    fn of(u: Pair) -> (Pair, Pair);
}

/// tanh u and the slope 1 − tanh² u.
struct Tanh;
impl OfTwo for Tanh {
    #[inline(always)]
    fn of(u: Pair) -> (Pair, Pair) {
        let value = tanh_pair(u);
        (value, Pair::both(1.0).minus(value.times(value)))
    }
}

/// σ(u) and the slope σ(u) σ(−u).
struct Sigmoid;
impl OfTwo for Sigmoid {
    #[inline(always)]
    fn of(u: Pair) -> (Pair, Pair) {
        let small = decay_pair(u);
        let large_share = Pair::both(1.0).over(Pair::both(1.0).plus(small));
        let small_share = small.times(large_share);
        (large_share.or_where_negative(small_share, u), large_share.times(small_share))
    }
}

/// Values and slopes of many numbers, two at a time; a last one alone is both of a pair.
#[inline(always)]
fn of_many<F: OfTwo>(u: &[f64], values: &mut [f64], slopes: &mut [f64]) {
    let (pairs, last) = u.as_chunks();
    let (value_pairs, last_value) = values.as_chunks_mut();
    let (slope_pairs, last_slope) = slopes.as_chunks_mut();
    for ((&[first, second], value), slope) in pairs.iter().zip(value_pairs).zip(slope_pairs) {
        let both = F::of(Pair::new(first, second));
        (*value, *slope) = (both.0.lanes(), both.1.lanes());
    }
    for ((u, value), slope) in last.iter().zip(last_value).zip(last_slope) {
        let both = F::of(Pair::both(*u));
        (*value, *slope) = (both.0.lanes()[0], both.1.lanes()[0]);
    }
}

/// tanh u of each u, and the slope 1 − tanh² u. All slices have one length.
pub fn tanh_and_slope(u: &[f64], values: &mut [f64], slopes: &mut [f64]) {
    of_many::<Tanh>(u, values, slopes);
}

/// σ(u) of each u, and the slope σ(u) σ(−u), which keeps its digits where σ is all but 1. All slices have one length.
pub fn sigmoid_and_slope(u: &[f64], values: &mut [f64], slopes: &mut [f64]) {
    of_many::<Sigmoid>(u, values, slopes);
}

/// 1/(1 + e⁻ᵘ).
pub fn sigmoid(u: f64) -> f64 {
    Sigmoid::of(Pair::both(u)).0.lanes()[0]
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
