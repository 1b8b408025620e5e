//! Marked-up words on the page.

use crate::i18n::spans;
use leptos::prelude::*;

/// Words as elements: a role's words in its colour, a symbol as a symbol of mathematics.
pub fn marked(words: &str) -> Vec<AnyView> {
    spans(words)
        .into_iter()
        .map(|span| {
            let class = format!("t-{}", span.mark);
            match span.mark.as_str() {
                "" => span.text.into_any(),
                "b" => view! { <b>{span.text}</b> }.into_any(),
                _ if is_symbol(&span.text) => {
                    let letters: Vec<_> =
                        span.text.chars().map(|letter| view! { <mi>{letter.to_string()}</mi> }).collect();
                    view! { <math><mrow class=class>{letters}</mrow></math> }.into_any()
                }
                _ => view! { <span class=class>{span.text}</span> }.into_any(),
            }
        })
        .collect()
}

/// The same words without their marks, for names that are read aloud.
pub fn unmarked(words: &str) -> String {
    spans(words).into_iter().map(|span| span.text).collect()
}

/// The role that is named first in the words; empty where none is.
pub fn first_role(words: &str) -> String {
    spans(words).into_iter().map(|span| span.mark).find(|mark| !mark.is_empty() && mark != "b").unwrap_or_default()
}

/// A single letter, or letters of Greek: set like a symbol. The letters of runs are names, not symbols.
fn is_symbol(text: &str) -> bool {
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(one), None) => one.is_alphabetic() && !('A'..='D').contains(&one),
        (Some(_), Some(_)) => text.chars().all(|letter| ('α'..='ω').contains(&letter)),
        _ => false,
    }
}
