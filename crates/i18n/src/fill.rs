//! Sentences with values in their blanks.

/// Stands before and after each blank.
const MARK: char = '\u{1}';

/// Puts values into a sentence that the compiler of words wrote (`build/template.rs`): every other stretch between marks is a
/// blank, the place of a value as a digit, and for a word that goes with the value (`one|other`) the two words after it.
///
/// One function for all sentences: a `format!` for each was a tenth of the lessons' code.
pub fn fill<Value: AsRef<str>>(sentence: &str, values: &[Value]) -> String {
    let mut filled = String::new();
    for (turn, stretch) in sentence.split(MARK).enumerate() {
        let words = if turn % 2 == 0 { stretch } else { blank(stretch, values) };
        filled.push_str(words);
    }
    filled
}

/// `0` is the value of that place; `0row|rows` the word that goes with it.
fn blank<'a, Value: AsRef<str>>(blank: &'a str, values: &'a [Value]) -> &'a str {
    let (place, words) = blank.split_at(blank.len().min(1));
    let value = place.parse().ok().and_then(|place: usize| values.get(place)).map_or("", AsRef::as_ref);
    match words.split_once('|') {
        Some((one, other)) => {
            if value == "1" {
                one
            } else {
                other
            }
        }
        None => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_in_their_blanks_and_choose_the_words_that_go_with_them() {
        let sentence = "[b|\u{1}0\u{1}] \u{1}0row|rows\u{1} of \u{1}1\u{1}\u{1}0\u{1}";
        assert_eq!(fill(sentence, &["1", "own"]), "[b|1] row of own1");
        assert_eq!(fill(sentence, &["12", ""]), "[b|12] rows of 12");
        assert_eq!(fill::<&str>("as it stands", &[]), "as it stands");
        assert_eq!(fill("\u{1}3\u{1}", &["nothing there"]), "");
    }
}
