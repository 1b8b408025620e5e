//! The formula of an update as live MathML: the rule in symbols, and this update's numbers under it.

use crate::lessons::{FormulaRow, Term, TermKind};
use leptos::prelude::*;

/// Lays formulas out, one under the other, column by column.
pub fn formula(rows: Vec<FormulaRow>) -> impl IntoView {
    let lines: Vec<_> = rows
        .into_iter()
        .map(|row| {
            view! {
                <mtr class="symbols">{cells(row.symbols)}</mtr>
                <mtr class="numbers">{cells(row.numbers)}</mtr>
            }
        })
        .collect();
    view! { <math displaystyle="true"><mtable>{lines}</mtable></math> }
}

fn cells(cells: Vec<Vec<Term>>) -> Vec<impl IntoView> {
    cells
        .into_iter()
        .map(|terms| {
            let terms: Vec<AnyView> = terms.into_iter().map(term).collect();
            // A row of their own keeps several terms side by side.
            view! { <mtd><mrow>{terms}</mrow></mtd> }
        })
        .collect()
}

fn term(term: Term) -> AnyView {
    let class = format!("t-{}", term.role.name());
    match term.kind {
        TermKind::Operator => view! { <mo class=class>{term.text}</mo> }.into_any(),
        TermKind::Number => match term.text.strip_prefix(['-', '\u{2212}']) {
            // A minus in front of a number is a sign, not a subtraction.
            Some(size) => {
                view! { <mrow class=class><mo form="prefix">"\u{2212}"</mo><mn>{size.to_string()}</mn></mrow> }
                    .into_any()
            }
            None => view! { <mn class=class>{term.text}</mn> }.into_any(),
        },
        TermKind::Name if term.text.contains(['∂', '/']) => {
            let letters: Vec<AnyView> = term.text.chars().map(letter).collect();
            view! { <mrow class=class>{letters}</mrow> }.into_any()
        }
        TermKind::Name => view! { <mi class=class>{term.text}</mi> }.into_any(),
    }
}

/// A letter of a derivative such as `∂L/∂w`.
fn letter(letter: char) -> AnyView {
    match letter {
        '∂' => view! { <mi mathvariant="normal">"∂"</mi> }.into_any(),
        '/' => view! { <mo lspace="0" rspace="0">"/"</mo> }.into_any(),
        _ => view! { <mi>{letter.to_string()}</mi> }.into_any(),
    }
}
