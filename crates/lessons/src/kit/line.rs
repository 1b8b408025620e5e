//! The formulas of lessons that fit a line.

use super::formula::{Piece, equation, move_weight};
use crate::FormulaRow;
use plot::Role;

/// ŷ = w x + b, under whatever name.
pub fn predict(name: &str, [w, b]: [f64; 2], x: f64) -> FormulaRow {
    let pieces = [
        Piece::new("", "w", w, Role::Weights),
        Piece::new("×", "x", x, Role::Ink),
        Piece::new("+", "b", b, Role::Weights),
    ];
    equation((name, Role::Ink), "=", w * x + b, &pieces)
}

/// r = ŷ − y.
pub fn compare(residual: f64, name: &str, guess: f64, y: f64) -> FormulaRow {
    let pieces = [Piece::new("", name, guess, Role::Ink), Piece::new("−", "y", y, Role::Ink)];
    equation(("r", Role::Error), "=", residual, &pieces)
}

/// A sum over examples with its factor in front.
pub fn reduced(left: (&str, Role), result: f64, front: Piece, sum: &str) -> FormulaRow {
    equation(left, "=", result, &[front, Piece::new("×", sum, result / front.value, Role::Error)])
}

/// The update of both weights.
pub fn descend([w, b]: [f64; 2], rate: f64, slope: [f64; 2]) -> Vec<FormulaRow> {
    vec![move_weight("w", w, rate, "∂L/∂w", slope[0]), move_weight("b", b, rate, "∂L/∂b", slope[1])]
}
