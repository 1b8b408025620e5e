//! An equation on screen adds up for a reader with a calculator.

use crate::runs::opened;
use downhill::lessons::{FormulaRow, Term, TermKind, View, lessons};
use downhill::params::decode;

/// A number as the page writes it.
fn read(text: &str) -> Option<f64> {
    let text = text.replace('\u{2212}', "-").replace('½', "0.5");
    if let Some((over, under)) = text.split_once('/') {
        return Some(over.parse::<f64>().ok()? / under.parse::<f64>().ok()?);
    }
    let plain = |text: &str| text.trim().parse::<f64>().ok();
    match text.rsplit_once("10").filter(|(_, power)| power.chars().any(|sign| "⁰¹²³⁴⁵⁶⁷⁸⁹⁻".contains(sign)))
    {
        Some((front, power)) => {
            let digits = "⁰¹²³⁴⁵⁶⁷⁸⁹";
            let exponent: String = power
                .chars()
                .map(|sign| {
                    if sign == '⁻' {
                        '-'
                    } else {
                        digits.chars().position(|d| d == sign).map_or('?', |d| char::from(b'0' + d as u8))
                    }
                })
                .collect();
            let front = front.replace(['\u{a0}', '×', ' '], "");
            let front = match front.as_str() {
                "" => 1.0,
                "-" => -1.0,
                front => plain(front)?,
            };
            Some(front * 10_f64.powi(exponent.parse().ok()?))
        }
        None => plain(&text),
    }
}

/// The value of `a op b op c`, products first.
fn calculate(terms: &[&Term]) -> Option<f64> {
    let (mut sum, mut sign) = (0.0, 1.0);
    let mut product: Option<f64> = None;
    for term in terms {
        match (term.kind, term.text.as_str()) {
            (TermKind::Operator, "×") => {}
            (TermKind::Operator, "+" | "−") => {
                sum += sign * product.take()?;
                sign = if term.text == "+" { 1.0 } else { -1.0 };
            }
            (TermKind::Operator, _) => return None,
            _ => product = Some(product.unwrap_or(1.0) * read(&term.text)?),
        }
    }
    Some(sum + sign * product?)
}

fn check(row: &FormulaRow, what: &str) {
    let terms: Vec<&Term> = row.numbers.iter().filter(|term| !term.text.is_empty()).collect();
    let Some(equals) = terms.iter().position(|term| matches!(term.text.as_str(), "=" | "←")) else { return };
    let said = terms.first().and_then(|term| read(&term.text));
    let found = calculate(&terms[equals + 1..]);
    let line: Vec<&str> = terms.iter().map(|term| term.text.as_str()).collect();
    let (Some(said), Some(found)) = (said, found) else { panic!("{what}: cannot read {line:?}") };
    // Half a unit in the third digit, and a little for the reader's own rounding.
    assert!((said - found).abs() <= 0.0051 * said.abs().max(1e-300), "{what}: {line:?} gives {found}");
}

#[test]
fn every_equation_of_every_step_adds_up() {
    let mut checked = 0;
    for lesson in lessons() {
        for step in lesson.story().steps {
            let place = decode(&format!("#/{}?{}", lesson.story().slug, step.preset), lesson.controls());
            let run = opened(lesson, &place.spec);
            let updates = run.trace().updates();
            for at in [0, 1, 2, 3, 7, updates / 2, updates].into_iter().filter(|at| *at <= updates) {
                let view = View::new(&place.spec, [384.0, 288.0]).after(at, 0);
                for part in 0..run.parts().len() {
                    for row in run.formula(&view, part) {
                        assert_eq!(row.symbols.len(), row.numbers.len(), "{}", step.title);
                        let finite =
                            row.numbers.iter().all(|term| !term.text.contains('∞') && !term.text.contains('—'));
                        if finite {
                            check(&row, &format!("{}, update {at}, part {part}", step.title));
                            checked += 1;
                        }
                    }
                }
            }
        }
    }
    assert!(checked > 100, "{checked}");
}
