//! What a list and a text may be, and how they are read: from a link, which is mended as far as it can be, and from a person's
//! typing, which is refused with the reason.

use super::entries::joined;
use super::{Entry, Kind, base64};
use decimal::decimal;

/// Why what a person typed is no value.
#[derive(Clone, Debug, PartialEq)]
pub enum Mistake {
    /// This is no number.
    NotANumber(String),
    /// This is no whole number.
    NotWhole(String),
    /// This number is not within these ends.
    Outside(String, [f64; 2]),
    /// There is no number at all.
    Nothing,
    /// There are more numbers than this.
    TooMany(usize),
    /// The text has more characters than this.
    TooLong(usize),
}

/// How much of what is no number is said.
const SAID: usize = 20;

impl Kind {
    /// The nearest allowed value: each number clamped, as [`Kind::clamp`] does, the length cut; a control character of a text becomes a
    /// space. None for a value of another kind, for a list without numbers, and for one with a number that is none.
    pub fn admit(self, entry: Entry) -> Option<Entry> {
        match (self, entry) {
            (Kind::List { low, high, whole, most, .. }, Entry::List(numbers)) => {
                let each = Kind::Number { low, high, whole, scale: super::Scale::Linear };
                let numbers: Option<Vec<f64>> =
                    numbers.into_iter().take(most).map(|number| each.clamp(number)).collect();
                numbers.filter(|numbers| !numbers.is_empty()).map(Entry::List)
            }
            (Kind::Text { most, .. }, Entry::Text(text)) => {
                let plain = |sign: char| if sign.is_control() { ' ' } else { sign };
                Some(Entry::Text(text.chars().take(most).map(plain).collect()))
            }
            _ => None,
        }
    }

    /// A list or a text as a link has it: numbers with `~` between, or `_` where `~` has another meaning; base64url. None for what is
    /// damaged: a number that is none, digits that are no UTF-8.
    pub fn read_entry(self, text: &str) -> Option<Entry> {
        let entry = match self {
            Kind::List { .. } => {
                let number = |text: &str| decimal(text).filter(|value| value.is_finite());
                Entry::List(text.split(['~', '_']).map(number).collect::<Option<_>>()?)
            }
            Kind::Text { .. } => Entry::Text(base64::read(text)?),
            _ => return None,
        };
        self.admit(entry)
    }

    /// What a person typed: numbers with spaces, commas or semicolons between, so that a comma is no decimal comma; a text as it is.
    /// Nothing is guessed or cut: what is not allowed is refused.
    pub fn type_entry(self, text: &str) -> Result<Entry, Mistake> {
        let (low, high, whole, most) = match self {
            Kind::List { low, high, whole, most, .. } => (low, high, whole, most),
            Kind::Text { most, .. } if text.chars().count() > most => return Err(Mistake::TooLong(most)),
            kind => return kind.admit(Entry::Text(text.to_string())).ok_or(Mistake::Nothing),
        };
        let mut numbers = Vec::new();
        for word in text.split([' ', '\t', '\u{a0}', ',', ';']).filter(|word| !word.is_empty()) {
            let said = || word.chars().take(SAID).collect::<String>();
            let number = decimal(&word.replace('\u{2212}', "-")).filter(|number| number.is_finite());
            let number = number.ok_or_else(|| Mistake::NotANumber(said()))?;
            if whole && libm::round(number) != number {
                return Err(Mistake::NotWhole(said()));
            }
            if !(low..=high).contains(&number) {
                return Err(Mistake::Outside(said(), [low, high]));
            }
            if numbers.len() == most {
                return Err(Mistake::TooMany(most));
            }
            numbers.push(number);
        }
        self.admit(Entry::List(numbers)).ok_or(Mistake::Nothing)
    }
}

impl Entry {
    /// It as a link has it, with that between the numbers of a list: what [`Kind::read_entry`] reads.
    pub fn written(&self, between: &str) -> String {
        match self {
            Entry::List(numbers) => joined(numbers, between),
            Entry::Text(text) => base64::write(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WIDTHS: Kind = Kind::List { low: 1.0, high: 16.0, whole: true, most: 8, default: &[8.0] };
    const RATES: Kind = Kind::List { low: -1.0, high: 1e6, whole: false, most: 3, default: &[0.5] };
    const FORMULA: Kind = Kind::Text { most: 200, default: "x" };

    fn list(numbers: &[f64]) -> Option<Entry> {
        Some(Entry::List(numbers.to_vec()))
    }

    #[test]
    fn a_link_is_mended_as_far_as_it_can_be() {
        assert_eq!(WIDTHS.read_entry("8~8~4"), list(&[8.0, 8.0, 4.0]));
        assert_eq!(WIDTHS.read_entry("8_8_4"), list(&[8.0, 8.0, 4.0]));
        assert_eq!(WIDTHS.read_entry("0~1e300~2.4"), list(&[1.0, 16.0, 2.0]), "each is clamped");
        assert_eq!(WIDTHS.read_entry(&"2~".repeat(400_000)[..799_999]), list(&[2.0; 8]), "the length is cut");
        for damaged in ["", "~", "8~", "8~~8", "8~x", "NaN", "inf", "8~1e999", "8,8", "é", "%20"] {
            assert_eq!(WIDTHS.read_entry(damaged), None, "{damaged}");
        }
        assert_eq!(FORMULA.read_entry(""), Some(Entry::Text(String::new())));
        let long = FORMULA.read_entry(&base64::write(&"é".repeat(300_000)));
        assert_eq!(long, Some(Entry::Text("é".repeat(200))));
        assert_eq!(FORMULA.read_entry(&base64::write("a\0\n\u{7f}b")), Some(Entry::Text("a   b".into())));
        // A surrogate alone, an overlong form, half a letter, no digits.
        for bytes in [&[0xED, 0xA0, 0x80][..], &[0xC0, 0x80], &[0xC3]] {
            assert_eq!(FORMULA.read_entry(&base64::write_bytes(bytes)), None);
        }
        for damaged in ["~", "a~b", "x^2", "é", "eA=="] {
            assert_eq!(FORMULA.read_entry(damaged), None, "{damaged}");
        }
        assert_eq!((Kind::Switch.read_entry("1"), Kind::Switch.admit(Entry::List(vec![1.0]))), (None, None));
        assert_eq!((WIDTHS.admit(Entry::Text("8".into())), FORMULA.admit(Entry::List(vec![8.0]))), (None, None));
        assert_eq!(RATES.admit(Entry::List(vec![1.0, f64::NAN])), None);
        assert_eq!(RATES.admit(Entry::List(vec![f64::INFINITY, -0.0])), list(&[1e6, 0.0]));
    }

    #[test]
    fn what_is_typed_is_taken_as_it_is_or_refused_with_the_reason() {
        for typed in ["8 8 4", "8,8,4", " 8; 8;4 ", "8,\t8\u{a0}4,"] {
            assert_eq!(WIDTHS.type_entry(typed).ok(), list(&[8.0, 8.0, 4.0]), "{typed}");
        }
        assert_eq!(RATES.type_entry("\u{2212}0.5 1e3").ok(), list(&[-0.5, 1000.0]));
        for (typed, mistake) in [
            ("", Mistake::Nothing),
            (" , ;", Mistake::Nothing),
            ("8 x", Mistake::NotANumber("x".into())),
            ("8.8.4", Mistake::NotANumber("8.8.4".into())),
            ("1e999", Mistake::NotANumber("1e999".into())),
            ("2.5", Mistake::NotWhole("2.5".into())),
            ("8 17", Mistake::Outside("17".into(), [1.0, 16.0])),
            ("-1", Mistake::Outside("-1".into(), [1.0, 16.0])),
            ("1 2 3 4 5 6 7 8 9", Mistake::TooMany(8)),
        ] {
            assert_eq!(WIDTHS.type_entry(typed), Err(mistake), "{typed}");
        }
        assert_eq!(WIDTHS.type_entry(&"y".repeat(1 << 20)), Err(Mistake::NotANumber("y".repeat(20))));
        assert_eq!(FORMULA.type_entry(&"y".repeat(201)), Err(Mistake::TooLong(200)));
        assert_eq!(FORMULA.type_entry(" x ~ 1 "), Ok(Entry::Text(" x ~ 1 ".into())));
    }

    fn any_entry() -> impl Strategy<Value = (Kind, Entry)> {
        let number = prop_oneof![-2.0..20.0_f64, any::<f64>()];
        let list = prop::collection::vec(number, 0..12).prop_map(Entry::List);
        prop_oneof![
            (prop::sample::select(vec![WIDTHS, RATES]), list),
            (Just(FORMULA), any::<String>().prop_map(Entry::Text)),
        ]
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back((kind, entry) in any_entry()) {
            if let Some(entry) = kind.admit(entry) {
                prop_assert_eq!(kind.admit(entry.clone()), Some(entry.clone()));
                for between in ["~", "_"] {
                    let link = entry.written(between);
                    prop_assert!(link.chars().all(|c| c.is_ascii_alphanumeric() || "-_.~".contains(c)), "{}", link);
                    prop_assert_eq!(kind.read_entry(&link), Some(entry.clone()));
                }
            }
        }

        #[test]
        fn any_text_is_an_allowed_value_or_none(text in any::<String>(), kind in prop::sample::select(vec![WIDTHS, RATES, FORMULA])) {
            for entry in [kind.read_entry(&text), kind.type_entry(&text).ok()].into_iter().flatten() {
                prop_assert_eq!(kind.admit(entry.clone()), Some(entry));
            }
        }
    }
}
