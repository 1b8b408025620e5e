//! Numbers as a person reads them: a real minus sign, few digits, powers of ten instead of `1e-9`, never "NaN".

/// Three significant digits are what a sentence or a figure carries.
const MOST_DIGITS: usize = 15;
/// Below this power of ten a number is written with `× 10⁻⁴`.
const LOWEST_PLAIN: i32 = -3;
/// From this power of ten on, too.
const LOWEST_POWER: i32 = 6;

/// `value` with that many significant digits, trailing zeros kept because they say how exact it is: `0.170`, `−12.3`, `9.42 × 10⁻⁴`.
///
/// Whole digits are never rounded away below a million: `number(12345.6, 3)` is `12346`.
pub fn number(value: f64, significant: usize) -> String {
    write(value, significant, false)
}

/// Like [`number`] without trailing zeros, for values that a person set: `0.17`, `4`, `10⁻⁹`.
pub fn short(value: f64, significant: usize) -> String {
    write(value, significant, true)
}

/// `value` with that many digits after the point.
pub fn fixed(value: f64, decimals: usize) -> String {
    match unusual(value) {
        Some(words) => words.to_string(),
        None => signed(value < 0.0, &format!("{:.*}", decimals.min(MOST_DIGITS), value.abs())),
    }
}

/// A power of ten: `10⁻⁹`; `1` and `10` where the exponent is 0 or 1.
pub fn power_of_ten(exponent: i32) -> String {
    match exponent {
        0 => "1".to_string(),
        1 => "10".to_string(),
        _ => format!("10{}", superscript(exponent)),
    }
}

fn write(value: f64, significant: usize, trimmed: bool) -> String {
    if let Some(words) = unusual(value) {
        return words.to_string();
    }
    let significant = significant.clamp(1, MOST_DIGITS);
    // The exponent after rounding: 9.996 with three digits is 10.0.
    let scientific = format!("{:.*e}", significant - 1, value.abs());
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (LOWEST_PLAIN..LOWEST_POWER).contains(&exponent) {
        let decimals = usize::try_from(significant as i32 - 1 - exponent).unwrap_or(0);
        let digits = format!("{:.decimals$}", value.abs());
        return signed(value < 0.0, if trimmed { without_zeros(&digits) } else { &digits });
    }
    let mantissa = if trimmed { without_zeros(mantissa) } else { mantissa };
    if mantissa == "1" {
        return signed(value < 0.0, &power_of_ten(exponent));
    }
    signed(value < 0.0, &format!("{mantissa}\u{a0}×\u{a0}{}", power_of_ten(exponent)))
}

fn unusual(value: f64) -> Option<&'static str> {
    if value.is_nan() {
        Some("—")
    } else if value == f64::INFINITY {
        Some("∞")
    } else if value == f64::NEG_INFINITY {
        Some("−∞")
    } else if value == 0.0 {
        Some("0")
    } else {
        None
    }
}

/// A minus in front, unless every digit was rounded to 0.
fn signed(negative: bool, digits: &str) -> String {
    let nothing = digits.chars().all(|digit| digit == '0' || digit == '.');
    if negative && !nothing { format!("−{digits}") } else { digits.to_string() }
}

fn without_zeros(digits: &str) -> &str {
    if digits.contains('.') { digits.trim_end_matches('0').trim_end_matches('.') } else { digits }
}

fn superscript(exponent: i32) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    exponent.to_string().chars().map(|sign| sign.to_digit(10).map_or('⁻', |digit| DIGITS[digit as usize])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_significant_digits_and_a_real_minus() {
        for (value, written) in [
            (0.0, "0"),
            (-0.0, "0"),
            (3.3349, "3.33"),
            (-0.5541, "−0.554"),
            (1.7, "1.70"),
            (9.996, "10.0"),
            (0.0942, "0.0942"),
            (12345.6, "12346"),
            (999_999.7, "1.00\u{a0}×\u{a0}10⁶"),
            (0.000942, "9.42\u{a0}×\u{a0}10⁻⁴"),
            (-1.5e300, "−1.50\u{a0}×\u{a0}10³⁰⁰"),
            (5e-324, "4.94\u{a0}×\u{a0}10⁻³²⁴"),
        ] {
            assert_eq!(number(value, 3), written);
        }
    }

    #[test]
    fn no_number_is_written_as_nan_or_with_an_e() {
        assert_eq!(number(f64::NAN, 3), "—");
        assert_eq!(number(f64::INFINITY, 3), "∞");
        assert_eq!(number(f64::NEG_INFINITY, 0), "−∞");
        assert!(!number(1e-9, 3).contains('e'));
    }

    #[test]
    fn a_setting_has_no_trailing_zeros() {
        assert_eq!(short(0.17, 3), "0.17");
        assert_eq!(short(4.0, 3), "4");
        assert_eq!(short(100.0, 3), "100");
        assert_eq!(short(1e-9, 3), "10⁻⁹");
        assert_eq!(short(2.5e-9, 3), "2.5\u{a0}×\u{a0}10⁻⁹");
    }

    #[test]
    fn a_rounded_zero_has_no_sign() {
        assert_eq!(fixed(-0.04, 1), "0.0");
        assert_eq!(fixed(-2.0, 0), "−2");
    }

    #[test]
    fn powers_of_ten_are_raised() {
        assert_eq!([power_of_ten(-12), power_of_ten(0), power_of_ten(1), power_of_ten(3)], ["10⁻¹²", "1", "10", "10³"]);
    }
}
