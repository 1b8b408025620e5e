//! Values that are no single number: lists and texts. They stand in a run specification beside its [`Settings`].

use super::{Control, Key, Kind, OwnEntry, SPECS, Scope, Settings};
use std::sync::Arc;

/// The value of a list or of a text.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    /// Numbers in order.
    List(Vec<f64>),
    /// One line of words.
    Text(String),
}

/// The lists and texts that differ from the course's defaults, in the order of [`Key`]; as cheap to clone as a pointer. What it
/// holds is allowed ([`Kind::admit`]).
///
/// A lesson reads them as it reads settings: `spec.entries.list(Key::Widths)`, `spec.entries.text(Key::Formula)`.
#[derive(Clone, Debug, Default)]
pub struct Entries(Option<Arc<Vec<(Key, Entry)>>>);

impl PartialEq for Entries {
    fn eq(&self, other: &Entries) -> bool {
        !Key::ENTRIES || self.all() == other.all()
    }
}

impl Entries {
    /// The defaults of a lesson that uses these controls.
    pub fn defaults(controls: &[Control]) -> Entries {
        let mut entries = Entries::default();
        for control in controls {
            if let (true, Some(own)) = (Key::ENTRIES, control.entry) {
                entries = entries.with(control.key, own.entry());
            }
        }
        entries
    }

    fn all(&self) -> &[(Key, Entry)] {
        self.0.as_ref().map_or(&[], |all| all.as_slice())
    }

    fn own(&self, key: Key) -> Option<&Entry> {
        self.all().iter().find(|(other, _)| *other == key).map(|(_, entry)| entry)
    }

    /// The numbers of a list; none for a control of another kind.
    pub fn list(&self, key: Key) -> &[f64] {
        match (self.own(key), key.spec().kind) {
            (Some(Entry::List(numbers)), _) => numbers,
            (_, Kind::List { default, .. }) => default,
            _ => &[],
        }
    }

    /// A text; empty for a control of another kind.
    pub fn text(&self, key: Key) -> &str {
        match (self.own(key), key.spec().kind) {
            (Some(Entry::Text(text)), _) => text,
            (_, Kind::Text { default, .. }) => default,
            _ => "",
        }
    }

    /// A list or a text; none for a control of another kind.
    pub fn entry(&self, key: Key) -> Option<Entry> {
        match key.spec().kind {
            Kind::List { .. } => Some(Entry::List(self.list(key).to_vec())),
            Kind::Text { .. } => Some(Entry::Text(self.text(key).to_string())),
            _ => None,
        }
    }

    /// The same as a person types it: `8, 8, 4`; a text as it is.
    pub fn typed(&self, key: Key) -> Option<String> {
        self.entry(key).map(|entry| match entry {
            Entry::List(numbers) => joined(&numbers, ", "),
            Entry::Text(text) => text,
        })
    }

    /// These entries with one changed. What is not allowed is cut to what is ([`Kind::admit`]); an entry of another kind is ignored.
    pub fn with(&self, key: Key, entry: Entry) -> Entries {
        let kind = key.spec().kind;
        let Some(entry) = kind.admit(entry).filter(|_| Key::ENTRIES) else { return self.clone() };
        let usual = match (kind, &entry) {
            (Kind::List { default, .. }, Entry::List(numbers)) => default == numbers,
            (Kind::Text { default, .. }, Entry::Text(text)) => default == text,
            _ => false,
        };
        let others =
            |test: fn(&Key, &Key) -> bool| self.all().iter().filter(move |(other, _)| test(other, &key)).cloned();
        let own = (!usual).then_some((key, entry));
        Entries::of(others(Key::lt).chain(own).chain(others(Key::gt)).collect())
    }

    /// Those that decide the numbers: see [`super::RunSpec::computed`].
    pub fn computed(&self) -> Entries {
        let is_view = |key: &Key| key.spec().scope == Scope::View;
        if !Key::ENTRIES || !self.all().iter().any(|(key, _)| is_view(key)) {
            return self.clone();
        }
        Entries::of(self.all().iter().filter(|(key, _)| !is_view(key)).cloned().collect())
    }

    fn of(all: Vec<(Key, Entry)>) -> Entries {
        Entries((!all.is_empty()).then(|| Arc::new(all)))
    }
}

/// The values of all controls at one point of a run.
#[derive(Clone, Copy, Debug)]
pub struct Values<'a> {
    /// Numbers, choices and switches.
    pub settings: &'a Settings,
    /// Lists and texts.
    pub entries: &'a Entries,
}

impl Values<'_> {
    /// Whether a control has the same value in both.
    pub fn same(self, other: Values, key: Key) -> bool {
        match key.spec().kind {
            Kind::List { .. } => self.entries.list(key) == other.entries.list(key),
            Kind::Text { .. } => self.entries.text(key) == other.entries.text(key),
            _ => self.settings.value(key) == other.settings.value(key),
        }
    }

    /// Whether the same run comes from both: see [`super::RunSpec::same_run`].
    pub(super) fn same_run(self, other: Values) -> bool {
        SPECS.iter().all(|row| row.scope == Scope::View || self.same(other, row.key))
    }
}

impl OwnEntry {
    /// As a value.
    pub fn entry(self) -> Entry {
        match self {
            OwnEntry::List(numbers) => Entry::List(numbers.to_vec()),
            OwnEntry::Text(text) => Entry::Text(text.to_string()),
        }
    }
}

/// The shortest texts that read back as the same numbers.
pub(super) fn joined(numbers: &[f64], between: &str) -> String {
    let texts: Vec<String> = numbers.iter().map(|number| super::written::write_number(*number)).collect();
    texts.join(between)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Edit, Place, RunSpec, base64, decode, decode_onto, encode, encode_onto};
    use proptest::prelude::*;

    const CONTROLS: &[Control] = &[
        Control::plain(Key::Rate),
        Control::list(Key::TestWidths, &[4.0, 2.0]),
        Control::plain(Key::TestRates),
        Control::plain(Key::TestFormula),
        Control::text(Key::TestNote, "own"),
    ];
    const ENTRIES: [Key; 4] = [Key::TestWidths, Key::TestRates, Key::TestFormula, Key::TestNote];

    fn list(numbers: &[f64]) -> Entry {
        Entry::List(numbers.to_vec())
    }

    #[test]
    fn what_is_at_the_course_s_default_is_absent() {
        let spec = RunSpec::defaults(CONTROLS);
        assert_eq!((spec.entries.list(Key::TestWidths), spec.entries.text(Key::TestNote)), (&[4.0, 2.0][..], "own"));
        assert_eq!((spec.entries.list(Key::TestRates), spec.entries.text(Key::TestFormula)), (&[0.5][..], "x^2"));
        assert_eq!((spec.entries.list(Key::Rate), spec.entries.text(Key::Rate)), (&[][..], ""));
        assert_eq!(spec.entries.typed(Key::TestWidths).as_deref(), Some("4, 2"));
        assert_eq!(spec.entries.all().len(), 2);
        let plain =
            spec.with_entry(Key::TestWidths, list(&[8.0, 8.0])).with_entry(Key::TestNote, Entry::Text("".into()));
        assert_eq!(plain, RunSpec::defaults(&[]));
        assert!(plain.entries.0.is_none());
        let copy = spec.clone();
        assert!(copy.entries.0.as_ref().zip(spec.entries.0.as_ref()).is_some_and(|(a, b)| Arc::ptr_eq(a, b)));
    }

    #[test]
    fn an_entry_is_cut_to_what_is_allowed_and_another_kind_is_ignored() {
        let spec = RunSpec::defaults(&[]).edited(Edit::Entry(Key::TestWidths, list(&[1e9, 2.6])));
        assert_eq!(spec.entries.list(Key::TestWidths), [16.0, 3.0]);
        for (key, entry) in [
            (Key::TestWidths, Entry::Text("1".into())),
            (Key::TestWidths, list(&[])),
            (Key::TestWidths, list(&[f64::NAN])),
            (Key::TestFormula, list(&[1.0])),
            (Key::Rate, list(&[1.0])),
        ] {
            assert_eq!(spec.with_entry(key, entry), spec);
        }
        assert_eq!(spec.with(Key::TestWidths, 3.0), spec, "a number is no list");
    }

    #[test]
    fn an_entry_reaches_as_far_as_its_scope() {
        let start = RunSpec::defaults(&[]);
        let forked =
            start.forked(5).with_entry(Key::TestRates, list(&[0.25])).with_entry(Key::TestWidths, list(&[3.0]));
        let at = |update| forked.values_at(update).entries;
        assert_eq!((at(4).list(Key::TestRates), at(5).list(Key::TestRates)), (&[0.5][..], &[0.25][..]));
        assert_eq!((at(4).list(Key::TestWidths), at(5).list(Key::TestWidths)), (&[3.0][..], &[3.0][..]));
        assert_eq!(forked.forked(9).current_values().entries.list(Key::TestRates), [0.25]);
        let noted = forked.with_entry(Key::TestNote, Entry::Text("seen".into()));
        assert!(noted != forked && noted.same_run(&forked) && noted.computed() == forked.computed());
        assert!(!forked.same_run(&forked.with_entry(Key::TestFormula, Entry::Text("x".into()))));
    }

    #[test]
    fn links_carry_entries() {
        let formula = base64::write("sin(x) ~ é");
        let link = format!(
            "#/x?v=2&test_widths=8~8~4&test_formula={formula}&test_note=&fork=3~test_rates~1_2.5&\
             pin=test_widths~1_2~test_formula~{formula}~fork~2~test_rates~-0.5"
        );
        let place = decode(&link, CONTROLS);
        assert_eq!(place.ignored, Vec::<String>::new());
        let entries = &place.spec.entries;
        assert_eq!(
            (entries.list(Key::TestWidths), entries.text(Key::TestFormula)),
            (&[8.0, 8.0, 4.0][..], "sin(x) ~ é")
        );
        assert_eq!(entries.text(Key::TestNote), "");
        assert_eq!(place.spec.forks[0].entries.list(Key::TestRates), [1.0, 2.5]);
        assert_eq!(place.pins[0].entries.list(Key::TestWidths), [1.0, 2.0]);
        assert_eq!(place.pins[0].current_values().entries.list(Key::TestRates), [-0.5]);
        assert_eq!(place.pins[0].entries.text(Key::TestNote), "own", "a pin is counted from the lesson's defaults");
        assert_eq!(encode(&place, CONTROLS), link);
    }

    #[test]
    fn what_is_damaged_changes_nothing_and_is_named() {
        let long = format!("#/x?test_formula={}", base64::write(&"~\u{202e}\u{0}é".repeat(1 << 18)));
        for (link, ignored) in [
            ("#/x?test_widths=8~x", &["test_widths"][..]),
            ("#/x?test_widths=&rate=0.1", &["test_widths"]),
            ("#/x?test_formula=x^2&test_note=7aCA", &["test_formula", "test_note"]),
            ("#/x?fork=3~test_widths~8", &["fork"]),
            ("#/x?test_widths=8&test_widths=9", &["test_widths"]),
        ] {
            let place = decode(link, CONTROLS);
            assert_eq!(place.ignored, ignored, "{link}");
            let same = link.contains("=8&") || place.spec.entries == RunSpec::defaults(CONTROLS).entries;
            assert!(same, "{link}");
        }
        let cut = decode(&long, CONTROLS);
        assert!(cut.spec.entries.text(Key::TestFormula).chars().count() <= 200);
        // Another lesson does not use it.
        assert_eq!(decode("#/x?test_widths=8", &[]).ignored, ["test_widths"]);
    }

    fn changes() -> impl Strategy<Value = Vec<(Key, Entry)>> {
        let entry = prop_oneof![
            prop::collection::vec(prop_oneof![-2.0..20.0_f64, any::<f64>()], 0..10).prop_map(Entry::List),
            any::<String>().prop_map(Entry::Text),
        ];
        prop::collection::vec((prop::sample::select(ENTRIES.to_vec()), entry), 0..8)
    }

    fn spec() -> impl Strategy<Value = RunSpec> {
        (changes(), prop::collection::vec((1..50_usize, changes()), 0..3)).prop_map(|(start, forks)| {
            let with = |spec: RunSpec, changes: Vec<(Key, Entry)>| {
                changes.into_iter().fold(spec, |spec, (key, entry)| spec.with_entry(key, entry))
            };
            let mut spec = with(RunSpec::defaults(CONTROLS), start);
            for (distance, changes) in forks {
                let at = spec.forks.last().map_or(0, |fork| fork.at) + distance;
                spec = with(spec.forked(at), changes);
            }
            spec
        })
    }

    proptest! {
        #[test]
        fn links_give_the_same_place_again(spec in spec(), pins in prop::collection::vec(spec(), 0..3), base in spec()) {
            let place = Place { slug: "x".into(), spec, pins, ..Place::plain(CONTROLS) };
            let link = encode(&place, CONTROLS);
            prop_assert_eq!(&decode(&link, CONTROLS), &place, "{}", link);
            prop_assert!(link.chars().all(|c| c.is_ascii_alphanumeric() || "-_.~=&#/?".contains(c)), "{}", link);
            let base = Place { spec: base, ..Place::plain(CONTROLS) };
            let link = encode_onto(&place, CONTROLS, &base, "");
            prop_assert_eq!(decode_onto(&link, CONTROLS, |_| Some(base)), place, "{}", link);
        }

        #[test]
        fn any_text_in_a_link_does_no_harm(text in "(test_(widths|rates|formula|note)[=~][-0-9a-zA-Z.~_]{0,20}[&~]|fork=3~|pin=|fork~2~|\\PC){0,12}") {
            let place = decode(&format!("#/x?{text}"), CONTROLS);
            for spec in std::iter::once(&place.spec).chain(&place.pins) {
                for values in std::iter::once(spec.values()).chain(spec.forks.iter().map(|fork| fork.values())) {
                    for (key, entry) in values.entries.all() {
                        prop_assert_eq!(key.spec().kind.admit(entry.clone()), Some(entry.clone()));
                    }
                    prop_assert!(values.entries.all().windows(2).all(|pair| pair[0].0 < pair[1].0));
                }
            }
            let again = Place { ignored: Vec::new(), slug: "x".into(), ..place };
            prop_assert_eq!(decode(&encode(&again, CONTROLS), CONTROLS), again);
        }
    }
}
