//! The formula of an update as live MathML: the rule in symbols, and this update's numbers under it.

use crate::i18n::escaped;
use crate::lessons::{FormulaRow, Term, TermKind};

/// Formulas one under the other, column by column, as MathML.
pub fn formula(rows: &[FormulaRow]) -> String {
    let mut out = String::from("<math displaystyle=\"true\"><mtable>");
    for row in rows {
        line(&mut out, "symbols", &row.symbols);
        line(&mut out, "numbers", &row.numbers);
    }
    out.push_str("</mtable></math>");
    out
}

fn line(out: &mut String, class: &str, cells: &[Term]) {
    out.push_str(&format!("<mtr class=\"{class}\">"));
    for cell in cells {
        out.push_str("<mtd><mrow>");
        if !cell.text.is_empty() {
            term(out, cell);
        }
        out.push_str("</mrow></mtd>");
    }
    out.push_str("</mtr>");
}

fn term(out: &mut String, term: &Term) {
    let tag = match term.kind {
        TermKind::Operator => "mo",
        TermKind::Number => "mn",
        TermKind::Name => "mi",
    };
    let class = term.role.name();
    // A minus in front of a number is a sign, not a subtraction.
    let size = term.text.strip_prefix(['-', '\u{2212}']).filter(|_| term.kind == TermKind::Number);
    if let Some(size) = size {
        let size = escaped(size);
        out.push_str(&format!("<mrow class=\"t-{class}\"><mo form=\"prefix\">\u{2212}</mo><mn>{size}</mn></mrow>"));
    } else if term.kind == TermKind::Name && term.text.contains(['∂', '/']) {
        out.push_str(&format!("<mrow class=\"t-{class}\">"));
        term.text.chars().for_each(|sign| letter(out, sign));
        out.push_str("</mrow>");
    } else {
        out.push_str(&format!("<{tag} class=\"t-{class}\">{}</{tag}>", escaped(&term.text)));
    }
}

/// A letter of a derivative such as `∂L/∂w`.
fn letter(out: &mut String, letter: char) {
    match letter {
        '∂' => out.push_str("<mi mathvariant=\"normal\">∂</mi>"),
        '/' => out.push_str("<mo lspace=\"0\" rspace=\"0\">/</mo>"),
        _ => out.push_str(&format!("<mi>{}</mi>", escaped(letter.encode_utf8(&mut [0; 4])))),
    }
}
