//! Formulas with numbers in them, and as many digits as they need to add up.

use crate::{FormulaRow, Term, TermKind};
use decimal::decimal;
use i18n::{number, short};
use plot::Role;

/// The significant digits of a result, which is what one reads.
const RESULT: usize = 3;
/// More digits than these help no reader.
const MOST: usize = 9;

/// One factor or summand of an equation.
#[derive(Clone, Copy)]
pub struct Piece<'a> {
    /// The operator before it: `×`, `+` or `−`; nothing before the first.
    pub before: &'a str,
    /// Its symbol; empty for a factor of 1 that is not written.
    pub symbol: &'a str,
    /// Its value.
    pub value: f64,
    /// Its value where it is written exactly, such as `2/16`.
    pub exact: Option<&'a str>,
    /// Its colour.
    pub role: Role,
}

impl<'a> Piece<'a> {
    /// A value that is written with as many digits as the equation needs.
    pub const fn new(before: &'a str, symbol: &'a str, value: f64, role: Role) -> Piece<'a> {
        Piece { before, symbol, value, exact: None, role }
    }
    /// A first factor that is written as a whole number or a fraction.
    pub const fn exact(symbol: &'a str, value: f64, written: &'a str) -> Piece<'a> {
        Piece { before: "", symbol, value, exact: Some(written), role: Role::Ink }
    }
}

/// `left sign result = pieces`, with as many digits as make it true for a reader with a calculator: the result
/// calculated from the rounded pieces, rounded to [`RESULT`] digits, is the rounded one. Where no nine digits do: ≈.
pub fn equation((left, role): (&str, Role), sign: &str, result: f64, pieces: &[Piece]) -> FormulaRow {
    let digits = digits_that_add_up(pieces, result);
    let sign_of_numbers = if digits == MOST { "≈" } else { sign };
    let mut symbols = vec![name(left, role), operator(sign)];
    let mut numbers = vec![value(result, RESULT, role), operator(sign_of_numbers)];
    let mut shown = false;
    for piece in pieces {
        if !piece.before.is_empty() {
            symbols.push(operator(if piece.before == "×" { "" } else { piece.before }));
            numbers.push(operator(if shown { piece.before } else { "" }));
        }
        symbols.push(name(piece.symbol, piece.role));
        numbers.push(match piece.exact {
            Some(written) => name(written, piece.role),
            None => value(piece.value, digits, piece.role),
        });
        shown = !piece.symbol.is_empty();
    }
    FormulaRow { symbols, numbers }
}

/// w ← w − η ∂L/∂w for a weight and its derivative.
pub fn move_weight(weight: &str, before: f64, rate: f64, derivative: &str, slope: f64) -> FormulaRow {
    let pieces = [
        Piece::new("", weight, before, Role::Weights),
        Piece::new("−", "η", rate, Role::Rate),
        Piece::new("×", derivative, slope, Role::Gradient),
    ];
    equation((weight, Role::Weights), "←", before - rate * slope, &pieces)
}

/// From 3 to 9.
fn digits_that_add_up(pieces: &[Piece], result: f64) -> usize {
    let mut digits = RESULT;
    while digits < MOST && round(calculated(pieces, digits), RESULT) != round(result, RESULT) {
        digits += 1;
    }
    digits
}

/// The pieces, rounded to so many digits, put together: products first.
fn calculated(pieces: &[Piece], digits: usize) -> f64 {
    let (mut sum, mut product) = (0.0, 0.0);
    for piece in pieces {
        let value = if piece.exact.is_some() { piece.value } else { round(piece.value, digits) };
        if piece.before == "×" {
            product *= value;
        } else {
            sum += product;
            product = if piece.before == "−" { -value } else { value };
        }
    }
    sum + product
}

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

/// A number as a reader sees it, rounded to significant digits.
fn round(value: f64, digits: usize) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    decimal(&format!("{value:.*e}", digits - 1)).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_equation_gets_the_digits_it_needs() {
        let ink = |before, value| Piece::new(before, "x", value, Role::Ink);
        // With three digits 1.51 - 0.17 × 5.86 is 0.514; with four, 1.512 - 0.17 × 5.864 is 0.5151 as it should be.
        assert_eq!(digits_that_add_up(&[ink("", 1.512), ink("−", 0.17), ink("×", 5.864)], 0.51512), 4);
        assert_eq!(digits_that_add_up(&[ink("", 2.0), ink("×", 3.0)], 6.0), 3);
        assert_eq!(digits_that_add_up(&[ink("", 1.004_94), ink("−", 1.0)], 0.004_94), 6);
    }

    #[test]
    fn a_factor_that_is_not_written_leaves_its_column_empty() {
        let sum = Piece::new("×", "Σr²", 4.25, Role::Error);
        let row = equation(("L", Role::Error), "=", 4.25, &[Piece::exact("", 1.0, ""), sum]);
        let texts = |terms: &[Term]| terms.iter().map(|term| term.text.clone()).collect::<Vec<_>>();
        assert_eq!(texts(&row.symbols), ["L", "=", "", "", "Σr²"]);
        assert_eq!(texts(&row.numbers), ["4.25", "=", "", "", "4.25"]);
        let row = equation(("L", Role::Error), "=", 4.25 / 16.0, &[Piece::exact("1/n", 1.0 / 16.0, "1/16"), sum]);
        assert_eq!(texts(&row.numbers), ["0.266", "=", "1/16", "×", "4.25"]);
    }
}
