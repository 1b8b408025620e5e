//! Marked-up words as HTML.

use super::spans;

/// Marked-up words as HTML: marks become elements with the role's class, everything else is text. No inline styles.
pub fn html(words: &str) -> String {
    let mut out = String::new();
    for span in spans(words) {
        let text = escaped(&span.text);
        match span.mark.as_str() {
            "" => out.push_str(&text),
            "b" => out.push_str(&format!("<b>{text}</b>")),
            role => out.push_str(&format!("<span class=\"t-{}\">{text}</span>", escaped(role))),
        }
    }
    out
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::html;

    #[test]
    fn words_from_outside_stay_text() {
        assert_eq!(
            html("a < b [rate|\"0.1\"] [b|x]"),
            "a &lt; b <span class=\"t-rate\">&quot;0.1&quot;</span> <b>x</b>"
        );
        assert!(!html("[\"><script>|x]").contains("<script"));
    }
}
