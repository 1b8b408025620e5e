//! Numbers written as decimal text, correctly rounded (halves to the even digit), as `format!` writes them, whose tables and
//! code for it cost the page 5 kB. Exact integers of any length take their place.

use super::{Whole, decimal};
use std::cmp::Ordering;

/// More digits than these no number needs to be read back as itself.
const ENOUGH: usize = 17;

/// `size` > 0 with that many significant digits: the digits, and the power of ten of the first one.
pub fn significant(size: f64, count: usize) -> (Vec<u8>, i32) {
    let mut digits = Digits::new(size);
    for _ in 0..count {
        digits.next();
    }
    digits.rounded()
}

/// A number with that many digits after the point; without its sign.
pub fn fixed(value: f64, decimals: usize) -> String {
    let mut digits = Digits::new(value.abs());
    let count = digits.exponent + 1 + decimals as i32;
    let (written, exponent) = if value == 0.0 || count < 0 {
        (Vec::new(), -1)
    } else {
        for _ in 0..count {
            digits.next();
        }
        digits.rounded()
    };
    let mut text = plain(&written, exponent);
    let have = text.split_once('.').map_or(0, |(_, after)| after.len());
    if have == 0 && decimals > 0 {
        text.push('.');
    }
    for _ in have..decimals {
        text.push('0');
    }
    text
}

/// The shortest text that reads back as the same number, without a power of ten: `0.17`, `-3`, `0.000000001`.
pub fn shortest(value: f64) -> String {
    signed(value, |size| {
        let (digits, exponent) = fewest(size);
        plain(&digits, exponent)
    })
}

/// The shortest text that reads back as the same number, with a power of ten: `1.7e-1`.
pub fn shortest_scientific(value: f64) -> String {
    signed(value, |size| {
        let (digits, exponent) = fewest(size);
        scientific(&digits, exponent)
    })
}

fn signed(value: f64, write: fn(f64) -> String) -> String {
    if value.is_nan() {
        return "NaN".to_string();
    }
    let size = value.abs();
    let text = if size.is_finite() { write(size) } else { "inf".to_string() };
    if value.is_sign_negative() { format!("-{text}") } else { text }
}

/// The fewest digits that read back as the same number >= 0, rounded, and the power of ten of the first one. Numbers below a
/// power of two lie closer together than above it: there one digit less might do, further from the number.
fn fewest(size: f64) -> (Vec<u8>, i32) {
    if size == 0.0 {
        return (vec![0], 0);
    }
    let mut digits = Digits::new(size);
    loop {
        digits.next();
        let (written, exponent) = digits.rounded();
        if digits.before.len() == ENOUGH || decimal(&scientific(&written, exponent)) == Some(size) {
            return (written, exponent);
        }
    }
}

/// A coordinate or a length for the browser, to a hundredth, in a moment: `12`, `-0.50`, `3.25`.
pub fn coordinate(value: f64) -> String {
    let hundredths = libm::round(value * 100.0) as i64;
    let size = hundredths.unsigned_abs();
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, part) = (size / 100, size % 100);
    if part == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part:02}") }
}

/// Digits, of which the first is worth 10^`exponent`, without a power of ten: `120`, `1.2`, `0.012`.
pub fn plain(digits: &[u8], exponent: i32) -> String {
    let mut text = String::new();
    let last = exponent - digits.len() as i32 + 1;
    for power in (last.min(0)..=exponent.max(0)).rev() {
        if power == -1 {
            text.push('.');
        }
        let digit = usize::try_from(exponent - power).ok().and_then(|place| digits.get(place));
        text.push(char::from(b'0' + digit.unwrap_or(&0)));
    }
    text
}

/// Digits, of which the first is worth 10^`exponent`: `1.2e-9`.
pub fn scientific(digits: &[u8], exponent: i32) -> String {
    format!("{}e{exponent}", plain(digits, 0))
}

/// A number whose digits come one after another: what is left of it is `above` / `below` < 10.
struct Digits {
    above: Whole,
    below: Whole,
    before: Vec<u8>,
    exponent: i32,
}

impl Digits {
    fn new(size: f64) -> Self {
        let bits = size.to_bits();
        let (raised, fraction) = ((bits >> 52) as i32, bits & ((1 << 52) - 1));
        let whole = if raised == 0 { fraction } else { fraction | (1 << 52) };
        // The last bit is worth 2^power.
        let power = raised.max(1) - 1075;
        let (mut above, mut below) = (Whole::new(whole), Whole::new(1));
        above.double(power);
        below.double(-power);
        // A first guess, from below, and its correction.
        let highest = power + 63 - whole.max(1).leading_zeros() as i32;
        let mut exponent = libm::floor(f64::from(highest) * std::f64::consts::LOG10_2) as i32;
        above.tens(-exponent);
        below.tens(exponent);
        let mut ten = below.clone();
        ten.tens(1);
        if above.order(&ten) != Ordering::Less {
            exponent += 1;
            below = ten;
        }
        Digits { above, below, before: Vec::new(), exponent }
    }

    fn next(&mut self) {
        let mut digit = 0;
        while self.above.order(&self.below) != Ordering::Less {
            self.above.subtract(&self.below);
            digit += 1;
        }
        self.above.tens(1);
        self.before.push(digit);
    }

    /// The digits so far, the last one rounded, and the power of ten of the first one.
    fn rounded(&self) -> (Vec<u8>, i32) {
        let mut half = self.below.clone();
        half.times_plus(5, 0);
        let mut digits = self.before.clone();
        let odd = digits.last().is_some_and(|digit| digit % 2 == 1);
        let up = match self.above.order(&half) {
            Ordering::Greater => true,
            Ordering::Equal => odd,
            Ordering::Less => false,
        };
        if !up {
            return (digits, self.exponent);
        }
        for digit in digits.iter_mut().rev() {
            if *digit < 9 {
                *digit += 1;
                return (digits, self.exponent);
            }
            *digit = 0;
        }
        // All nines, or none at all.
        match digits.first_mut() {
            Some(first) => *first = 1,
            None => digits.push(1),
        }
        (digits, self.exponent + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// As the standard library writes it.
    fn theirs(size: f64, count: usize) -> String {
        format!("{size:.*e}", count - 1)
    }

    fn same(size: f64) -> Result<(), TestCaseError> {
        for count in [1, 2, 3, 7, 15, 17] {
            let (digits, exponent) = significant(size, count);
            prop_assert_eq!(scientific(&digits, exponent), theirs(size, count));
        }
        for decimals in [0, 1, 2, 5] {
            prop_assert_eq!(fixed(size, decimals), format!("{size:.decimals$}"));
        }
        Ok(())
    }

    #[test]
    fn zero_and_what_is_no_number() {
        assert_eq!([0.0, -0.0, f64::INFINITY, f64::NEG_INFINITY].map(shortest), ["0", "-0", "inf", "-inf"]);
        assert_eq!([0.0, -1.0].map(shortest_scientific), ["0e0", "-1e0"]);
        assert_eq!(shortest(f64::NAN), "NaN");
        assert_eq!([fixed(0.0, 0), fixed(0.0, 2)], ["0", "0.00"]);
    }

    #[test]
    fn powers_of_two_take_at_most_one_digit_more() {
        for exponent in -1074..1024 {
            let size = libm::ldexp(1.0, exponent);
            let (ours, theirs) = (shortest_scientific(size), format!("{size:e}"));
            assert_eq!(decimal(&ours), Some(size));
            assert!(ours.len() <= theirs.len() + 1, "{ours} {theirs}");
        }
    }

    #[test]
    fn coordinates_are_as_fine_as_the_eye() {
        assert_eq!(
            [0.0, -0.001, 12.0, -0.504, 3.25, 999.996].map(coordinate),
            ["0", "0", "12", "-0.50", "3.25", "1000"]
        );
    }

    #[test]
    fn halves_carries_and_limits() {
        for size in [
            0.5,
            1.5,
            2.5,
            0.25,
            0.35,
            9.5,
            9.996,
            99.95,
            0.05,
            0.049,
            0.95,
            999_999.5,
            1e15,
            1e22,
            1e23,
            5e-324,
            f64::MAX,
            f64::MIN_POSITIVE,
            1e-5,
            123_456.789,
        ] {
            same(size).unwrap();
            assert_eq!(decimal(&shortest(size)), Some(size));
        }
        assert_eq!([0.17, -3.0, 1e-9, 1e14].map(shortest), ["0.17", "-3", "0.000000001", "100000000000000"]);
        assert_eq!([1e-9, 2.5e20].map(shortest_scientific), ["1e-9", "2.5e20"]);
    }

    proptest! {
        #[test]
        fn as_the_standard_library_writes_it(bits in 1u64..0x7ff0_0000_0000_0000, usual in -1e6..1e6f64, digits in 0u32..1_000_000) {
            for size in [f64::from_bits(bits), usual.abs().max(1e-300), f64::from(digits + 1) / 1000.0] {
                same(size)?;
                let (ours, theirs) = (shortest_scientific(size), format!("{size:e}"));
                // Two equally near texts may both be the shortest.
                prop_assert_eq!((ours.len(), decimal(&ours)), (theirs.len(), Some(size)), "{}", theirs);
                prop_assert_eq!(decimal(&shortest(size)), Some(size));
            }
        }
    }
}
