//! Marked-up words: `[role|words]` gives words the colour of a role (`plot::Role::name`), `[b|words]` makes them bold.
//! `[[` is a bracket. Mark-up does not nest.

/// A stretch of words of one look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The name of a role, `b` for bold, or empty.
    pub mark: String,
    /// The words.
    pub text: String,
}

/// Splits marked-up words into stretches. Mark-up that is not closed is words.
pub fn spans(words: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut plain = String::new();
    let mut rest = words;
    while let Some(start) = rest.find('[') {
        plain.push_str(&rest[..start]);
        let after = &rest[start + 1..];
        if let Some(tail) = after.strip_prefix('[') {
            plain.push('[');
            rest = tail;
            continue;
        }
        match (after.find('|'), after.find(']')) {
            (Some(bar), Some(end)) if bar < end => {
                if !plain.is_empty() {
                    found.push(Span { mark: String::new(), text: std::mem::take(&mut plain) });
                }
                found.push(Span { mark: after[..bar].to_string(), text: after[bar + 1..end].to_string() });
                rest = &after[end + 1..];
            }
            _ => {
                plain.push('[');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    if !plain.is_empty() {
        found.push(Span { mark: String::new(), text: plain });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_order_and_marks() {
        let found = spans("The [weights|slope] is [b|too steep] [[really]");
        let flat: Vec<(&str, &str)> = found.iter().map(|span| (span.mark.as_str(), span.text.as_str())).collect();
        assert_eq!(flat, [("", "The "), ("weights", "slope"), ("", " is "), ("b", "too steep"), ("", " [really]")]);
    }

    #[test]
    fn mark_up_that_is_not_closed_is_words() {
        assert_eq!(spans("a [b|c").iter().map(|span| span.text.as_str()).collect::<String>(), "a [b|c");
    }
}
