//! Numbers read from decimal text, correctly rounded: bit for bit what `str::parse::<f64>` reads. Whole numbers of any length do
//! it in 1.6 kB of the page (brotli); std brings 13 kB of tables, and so does `lexical-core`. With its feature `compact` that
//! takes 4.8 kB, but rounds some numbers of more than 19 digits to the wrong neighbour: `11057590849406987478e39` is one.
//!
//! Numbers are written with `format!`: `{}` and `{:e}` are the shortest text that reads back as the same number.

use std::cmp::Ordering;

/// Digits beyond these only say whether anything follows: a number halfway between two neighbours has at most 767.
const MOST_DIGITS: usize = 800;
/// The last bit of the smallest number is worth two to this power.
const LOWEST_BIT: i32 = -1074;
/// The first bit of the largest number, likewise.
const HIGHEST_BIT: i32 = 1023;

/// Reads a number: an optional sign, digits with an optional point, an optional exponent. What is too large is infinite, what
/// is too small is zero; words such as `inf` are no numbers.
pub fn decimal(text: &str) -> Option<f64> {
    let (negative, text) = sign(text);
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, whole(exponent)?),
        None => (text, 0),
    };
    let mut whole = Whole(Vec::new());
    // How many digits `whole` has, how many stand after the point, and how many were left out.
    let (mut kept, mut after, mut left_out) = (0, 0, 0);
    let (mut any, mut point, mut more) = (false, false, false);
    for byte in mantissa.bytes() {
        let digit = byte.wrapping_sub(b'0');
        if byte == b'.' && !point {
            point = true;
            continue;
        } else if digit > 9 {
            return None;
        }
        any = true;
        after += i64::from(point);
        if kept == MOST_DIGITS {
            left_out += 1;
            more |= digit != 0;
        } else if kept > 0 || digit > 0 {
            whole.times_plus(10, u32::from(digit));
            kept += 1;
        }
    }
    if !any {
        return None;
    }
    // The value is `whole` × 10^power.
    let mut power = exponent.saturating_add(left_out - after);
    if more {
        whole.times_plus(10, 1);
        power -= 1;
    }
    let size = match power.saturating_add(kept as i64) {
        _ if kept == 0 => 0.0,
        ..-400 => 0.0,
        400.. => f64::INFINITY,
        _ => quick(&whole, power as i32).unwrap_or_else(|| round(whole, power as i32)),
    };
    Some(if negative { -size } else { size })
}

/// A coordinate or a length for the browser, to a hundredth: `12`, `-0.50`, `3.25`. Whole numbers are quick to write, and there
/// are thousands while a person drags.
pub fn coordinate(value: f64) -> String {
    let hundredths = libm::round(value * 100.0) as i64;
    let size = hundredths.unsigned_abs();
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, part) = (size / 100, size % 100);
    if part == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part:02}") }
}

fn sign(text: &str) -> (bool, &str) {
    match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

/// A whole number; one that is too large stays at the limit.
fn whole(text: &str) -> Option<i64> {
    let (negative, digits) = sign(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let size = digits.bytes().fold(0i64, |sum, byte| sum.saturating_mul(10).saturating_add(i64::from(byte - b'0')));
    Some(if negative { -size } else { size })
}

/// Where the whole number and the power of ten are both exact, one operation rounds once, and so correctly.
fn quick(whole: &Whole, power: i32) -> Option<f64> {
    if whole.bits() > 53 || power.abs() > 22 {
        return None;
    }
    let value = whole.0.iter().rev().fold(0.0, |sum, part| sum * 4_294_967_296.0 + f64::from(*part));
    let scale = (0..power.abs()).fold(1.0, |scale, _| scale * 10.0);
    Some(if power < 0 { value / scale } else { value * scale })
}

/// `whole` × 10^`power`, rounded to the nearest number, halves to the even one, by long division in twos.
fn round(whole: Whole, power: i32) -> f64 {
    let (mut above, mut below) = (whole, Whole(vec![1]));
    above.tens(power);
    below.tens(-power);
    // The highest bit of the quotient is worth 2^highest, the last one that is kept 2^last.
    let mut highest = above.bits() - below.bits();
    above.double(-highest);
    below.double(highest);
    if above.order(&below) == Ordering::Less {
        highest -= 1;
        above.double(1);
    }
    let last = (highest - 52).max(LOWEST_BIT);
    let count = highest - last + 1;
    if highest > HIGHEST_BIT {
        return f64::INFINITY;
    }
    if count < 0 {
        return 0.0;
    }
    let mut kept = 0u64;
    for _ in 0..count {
        kept *= 2;
        if above.order(&below) != Ordering::Less {
            above.subtract(&below);
            kept += 1;
        }
        above.double(1);
    }
    // The rest is doubled by now: against a whole it says on which side of a half it was.
    match above.order(&below) {
        Ordering::Greater => kept += 1,
        Ordering::Equal => kept += kept % 2,
        Ordering::Less => {}
    }
    // A carry out of the kept bits raises the exponent, as it should, up to infinity.
    f64::from_bits((((last - LOWEST_BIT) as u64) << 52) + kept)
}

/// A whole number of any length, the lowest 32 bits first, without zeros at the end.
struct Whole(Vec<u32>);

impl Whole {
    fn times_plus(&mut self, factor: u32, summand: u32) {
        let mut carry = u64::from(summand);
        for part in &mut self.0 {
            carry += u64::from(*part) * u64::from(factor);
            *part = carry as u32;
            carry >>= 32;
        }
        if carry > 0 {
            self.0.push(carry as u32);
        }
    }

    /// Times two, so many times; not at all if that is negative.
    fn double(&mut self, times: i32) {
        for done in (0..times).step_by(31) {
            self.times_plus(1 << (times - done).min(31), 0);
        }
    }

    /// Times ten, so many times; not at all if that is negative.
    fn tens(&mut self, times: i32) {
        for _ in 0..times {
            self.times_plus(10, 0);
        }
    }

    fn bits(&self) -> i32 {
        self.0.last().map_or(0, |last| self.0.len() as i32 * 32 - last.leading_zeros() as i32)
    }

    fn order(&self, other: &Whole) -> Ordering {
        self.0.len().cmp(&other.0.len()).then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }

    /// Minus a number that is not larger.
    fn subtract(&mut self, other: &Whole) {
        let mut borrow = false;
        for (place, part) in self.0.iter_mut().enumerate() {
            let (less, first) = part.overflowing_sub(other.0.get(place).copied().unwrap_or(0));
            let (less, second) = less.overflowing_sub(u32::from(borrow));
            (*part, borrow) = (less, first || second);
        }
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn same(text: &str) -> Result<(), TestCaseError> {
        let expected: Option<f64> = text.parse().ok();
        prop_assert_eq!(decimal(text).map(f64::to_bits), expected.map(f64::to_bits), "{}", text);
        Ok(())
    }

    /// The number exactly halfway to the next one, in full: the digits of a number with one bit more.
    fn halfway(bits: u64) -> String {
        let (low, high) = (f64::from_bits(bits), f64::from_bits(bits + 1));
        // Both are written in full, as whole multiples of 10^-1080; their mean is exact in decimal.
        let full = |value: f64| format!("{value:.1080}").replace('.', "");
        let (low, high) = (full(low), full(high));
        let width = low.len().max(high.len());
        let (low, high) = (format!("{low:0>width$}"), format!("{high:0>width$}"));
        let mut carry = 0;
        let mut sum: Vec<u8> = low
            .bytes()
            .zip(high.bytes())
            .rev()
            .map(|(a, b)| {
                carry += u32::from(a - b'0' + b - b'0');
                let digit = (carry % 10) as u8;
                carry /= 10;
                digit
            })
            .collect();
        sum.push(carry as u8);
        sum.reverse();
        let mut rest = 0;
        let half: String = sum
            .iter()
            .map(|digit| {
                rest = rest % 2 * 10 + u32::from(*digit);
                char::from(b'0' + (rest / 2) as u8)
            })
            .collect();
        format!("{half}{}e-1081", if rest % 2 == 1 { 5 } else { 0 })
    }

    #[test]
    fn the_usual_and_the_odd() {
        for text in [
            "0",
            "-0",
            "1",
            "1.",
            ".5",
            "-.5e1",
            "+3.25",
            "1e5",
            "1E+5",
            "1e-5",
            "007",
            "0.1",
            "0.30000000000000004",
            "1e22",
            "1e23",
            "9007199254740993",
            "9007199254740992.5",
            "1e308",
            "1.7976931348623157e308",
            "1.7976931348623158e308",
            "1.7976931348623159e308",
            "1e309",
            "1e400",
            "2e99999999999999999999",
            "5e-324",
            "4.9e-324",
            "2.5e-324",
            "2.4703282292062327e-324",
            "2.4703282292062328e-324",
            "1e-324",
            "1e-400",
            "1e-99999999999999999999",
            "0e999999999999",
            "2.2250738585072014e-308",
            "2.2250738585072011e-308",
            "",
            ".",
            "-",
            "+",
            "e5",
            "1e",
            "1e+",
            "1e5.0",
            "1.2.3",
            "1 ",
            " 1",
            "--1",
            "+-1",
            "1_000",
            "0x10",
            "1e5e5",
            "1,5",
            "١",
            "-.",
            ".e1",
            "1f",
            "11057590849406987478e39",
            "1140140058371440544831e-13",
            "1000603299368779916982e-203",
        ] {
            same(text).unwrap();
        }
        for word in ["inf", "-inf", "+Inf", "NaN", "nan", "infinity", "-Infinity"] {
            assert_eq!(decimal(word), None, "{word}");
        }
    }

    #[test]
    fn coordinates_are_as_fine_as_the_eye() {
        assert_eq!(
            [0.0, -0.001, 12.0, -0.504, 3.25, 999.996].map(coordinate),
            ["0", "0", "12", "-0.50", "3.25", "1000"]
        );
    }

    proptest! {
        #[test]
        fn decimals(text in "[+-]?[0-9]{0,25}(\\.[0-9]{0,25})?([eE][+-]?[0-9]{1,3})?") {
            same(&text)?;
        }

        #[test]
        fn every_number_in_its_shortest_form(bits: u64) {
            let value = f64::from_bits(bits);
            if value.is_finite() {
                same(&format!("{value:e}"))?;
                same(&format!("{value}"))?;
            }
        }

        #[test]
        fn halfway_cases(bits in 0u64..0x7fef_ffff_ffff_ffff, small in 0u64..1 << 54, more in "0{0,30}1?") {
            for bits in [bits, small] {
                let text = halfway(bits);
                same(&text)?;
                let (digits, power) = text.split_once('e').unwrap_or((&text, "0"));
                same(&format!("{digits}.{more}e{power}"))?;
            }
        }

        #[test]
        fn very_long_ones(digits in "[0-9]{700,1200}", point in 0usize..700, power in -400i32..400) {
            same(&format!("{}.{}e{power}", &digits[..point], &digits[point..]))?;
            same(&format!("0.{}{digits}e{power}", "0".repeat(point)))?;
        }

        #[test]
        fn anything(text in "[0-9.eE+-]{0,12}") {
            same(&text)?;
        }
    }
}
