//! The fonts have every sign of every formula: what is in neither would come from another design.

use downhill::lessons::{Run, Story, TermKind, View, lessons};
use downhill::params::decode;
use std::collections::BTreeSet;

/// Signs that the system's fonts lend: neither of ours was drawn with them, or they stand too rarely to be sent to everybody.
const LENT: &str = "φ⊙∋ℓ₀₁₂₃₄₅₆₇₈₉";

/// A set of signs in the script that cuts the fonts.
fn set(name: &str) -> String {
    let script = std::fs::read_to_string("style/subset_fonts.py").expect("the script that cuts the fonts");
    let line = script.lines().find_map(|line| line.strip_prefix(&format!("{name} = \""))).expect(name);
    let (signs, _) = line.split_once('"').expect("a string");
    signs.replace("\\u00a0", "\u{a0}").replace("\\u0302", "\u{302}")
}

/// What is missing of the text of one element: a single letter is set in italics, several are upright.
fn missing(text: &str, variable: bool) -> Vec<char> {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    let letters = if variable && text.chars().count() == 1 { ["ITALIC_SMALL", "ITALIC_LARGE"] } else { ["UPRIGHT"; 2] };
    let mut known: String = letters.iter().map(|name| set(name)).collect();
    for name in ["GREEK_SMALL", "GREEK_LARGE", "OPERATORS", "RAISED"] {
        known += &set(name);
    }
    text.chars().filter(|sign| !known.contains(*sign) && !LENT.contains(*sign) && !"½ŷ²³".contains(*sign)).collect()
}

/// Every piece of HTML in a story.
fn passages(story: &'static Story) -> Vec<&'static str> {
    let mut found = Vec::new();
    for step in story.steps {
        found.push(step.html);
        for prediction in step.predictions {
            found.push(prediction.question);
            found.extend(prediction.choices);
            found.extend(prediction.truths.iter().map(|truth| truth.html));
        }
        for task in step.tasks {
            found.extend([task.goal, task.status.html]);
        }
    }
    found
}

#[test]
fn every_sign_of_the_formulas_in_the_stories_is_in_a_font() {
    for lesson in lessons() {
        for html in passages(lesson.story()) {
            for element in ["mi", "mo", "mn"] {
                for piece in html.split(&format!("<{element}")).skip(1) {
                    let text =
                        piece.split_once('>').and_then(|(_, rest)| rest.split_once('<')).map_or("", |(text, _)| text);
                    let missing = missing(text, element == "mi");
                    let slug = lesson.story().slug;
                    assert!(
                        missing.is_empty(),
                        "{slug}: a formula has {missing:?} in <{element}>{text}, and the page's fonts do not. Variables are in italics: \
                         ITALIC_SMALL, ITALIC_LARGE and GREEK_SMALL in style/subset_fonts.py list what there is; for another sign, add \
                         it there and run the script."
                    );
                }
            }
        }
    }
}

#[test]
fn every_sign_of_the_formulas_of_an_update_is_in_a_font() {
    let mut seen = BTreeSet::new();
    for lesson in lessons() {
        for step in lesson.story().steps {
            let place = decode(&format!("#/{}?{}", lesson.story().slug, step.preset), lesson.controls());
            let mut run = lesson.open(&place.spec);
            run.advance(2);
            let view = View::new(&place.spec, [384.0, 288.0]).after(1, 0);
            for part in 0..run.parts().len() {
                seen.extend(terms(&*run, &view, part));
            }
        }
    }
    assert!(seen.len() > 20, "{seen:?}");
    for text in seen {
        assert_eq!(missing(&text, true), [], "style/subset_fonts.py lacks signs of {text}");
    }
}

/// The elements that the page makes of the terms: the letters of a derivative are elements of their own.
fn terms(run: &dyn Run, view: &View, part: usize) -> Vec<String> {
    let mut found = Vec::new();
    for row in run.formula(view, part) {
        for term in row.symbols.iter().chain(&row.numbers) {
            if term.kind == TermKind::Name && term.text.contains(['∂', '/']) {
                found.extend(term.text.chars().map(String::from));
            } else {
                found.push(term.text.clone());
            }
        }
    }
    found
}
