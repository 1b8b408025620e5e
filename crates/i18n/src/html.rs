//! Marked-up words as HTML.

use super::spans;

/// Marked-up words as HTML: words of a role in its colour, a symbol as a symbol of mathematics, everything else as text.
///
/// Words with tabs are a table: a line is a row, a tab parts two cells, and the first row and column are heads.
pub fn html(words: &str) -> String {
    if words.contains('\t') {
        return table(words);
    }
    let mut out = String::new();
    for span in spans(words) {
        let text = escaped(&span.text);
        match span.mark.as_str() {
            "" => out.push_str(&text),
            "b" => out.push_str(&format!("<b>{text}</b>")),
            role if is_symbol(&span.text) => {
                let letters: String = span.text.chars().map(|letter| format!("<mi>{letter}</mi>")).collect();
                out.push_str(&format!("<math><mrow class=\"t-{}\">{letters}</mrow></math>", escaped(role)));
            }
            role => out.push_str(&format!("<span class=\"t-{}\">{text}</span>", escaped(role))),
        }
    }
    out
}

fn table(words: &str) -> String {
    let mut out = String::from("<table>");
    for (row, line) in words.lines().enumerate() {
        out.push_str("<tr>");
        for (column, cell) in line.split('\t').enumerate() {
            let (kind, scope) = match (row, column) {
                (0, _) => ("th", " scope=\"col\""),
                (_, 0) => ("th", " scope=\"row\""),
                _ => ("td", ""),
            };
            out.push_str(&format!("<{kind}{scope}>{}</{kind}>", html(cell)));
        }
        out.push_str("</tr>");
    }
    out + "</table>"
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
        (Some(one), None) => {
            (one.is_ascii_alphabetic() || one == 'ŷ' || ('Α'..='ω').contains(&one)) && !('A'..='D').contains(&one)
        }
        (Some(_), Some(_)) => text.chars().all(|letter| ('α'..='ω').contains(&letter)),
        _ => false,
    }
}

/// Words from outside as the text of an element or an attribute.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_a_role_are_symbols() {
        assert_eq!(html("[rate|η]"), "<math><mrow class=\"t-rate\"><mi>η</mi></mrow></math>");
        assert_eq!(html("[run-a|A]"), "<span class=\"t-run-a\">A</span>");
        assert_eq!((unmarked("rate [rate|η]"), first_role("[b|a] [rate|η]")), ("rate η".into(), "rate".into()));
    }

    #[test]
    fn words_with_tabs_are_a_table() {
        let rows = "<table><tr><th scope=\"col\"></th><th scope=\"col\">a</th></tr><tr><th scope=\"row\">b</th><td>&lt;1</td></tr></table>";
        assert_eq!(html("\ta\nb\t<1"), rows);
    }

    #[test]
    fn words_from_outside_stay_text() {
        assert_eq!(
            html("a < b [rate|\"0.1\"] [b|x]"),
            "a &lt; b <span class=\"t-rate\">&quot;0.1&quot;</span> <b>x</b>"
        );
        assert!(!html("[\"><script>|x]").contains("<script"));
    }
}
