//! Parts for formulas with numbers in them, and as many digits as they need to add up.

use super::{Term, TermKind};
use crate::decimal::decimal;
use crate::i18n::{number, short};
use crate::plot::Role;

/// A symbol.
pub fn name(text: &str, role: Role) -> Term {
    Term { text: text.to_string(), kind: TermKind::Name, role }
}

/// An operator.
pub fn operator(text: &str) -> Term {
    Term { text: text.to_string(), kind: TermKind::Operator, role: Role::Ink }
}

/// A number with so many significant digits. A learning rate was set by a person, and is written as
/// it was set; so is a number that needs no further digits.
pub fn value(value: f64, digits: usize, role: Role) -> Term {
    let exact = digits > RESULT && round(value, RESULT) == value;
    let text = if role == Role::Rate || exact { short(value, digits) } else { number(value, digits) };
    Term { text, kind: TermKind::Number, role }
}

/// The significant digits of a result, which is what one reads.
pub const RESULT: usize = 3;

/// How many significant digits of the inputs make an equation on screen true for a reader with a calculator: the result
/// calculated from the rounded inputs, rounded to [`RESULT`] digits, is the rounded result. From 3 to 9.
pub fn digits_that_add_up(inputs: &[f64], result: f64, calculate: impl Fn(&[f64]) -> f64) -> usize {
    (RESULT..9)
        .find(|digits| {
            let rounded: Vec<f64> = inputs.iter().map(|input| round(*input, *digits)).collect();
            round(calculate(&rounded), RESULT) == round(result, RESULT)
        })
        .unwrap_or(9)
}

/// A number as a reader sees it, rounded to significant digits.
fn round(value: f64, digits: usize) -> f64 {
    decimal(&format!("{value:.*e}", digits.saturating_sub(1))).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_equation_gets_the_digits_it_needs() {
        // With three digits 1.51 - 0.17 × 5.86 is 0.514; with four, 1.512 - 0.17 × 5.864 is 0.5151 as it should be.
        assert_eq!(digits_that_add_up(&[1.512, 0.17, 5.864], 0.51512, |v| v[0] - v[1] * v[2]), 4);
        assert_eq!(digits_that_add_up(&[2.0, 3.0], 6.0, |v| v[0] * v[1]), 3);
        assert_eq!(digits_that_add_up(&[1.004_94, 1.0], 0.004_94, |v| v[0] - v[1]), 6);
    }
}
