//! The part of the table that one lesson uses, and how much of each row.

use super::{Key, Kind};
use std::ops::RangeInclusive;

/// One control as a lesson uses it: a key of the course's table with the lesson's own default, and what the lesson offers of its
/// values. All of its values stay valid in links.
///
/// [`Control::mistake`] finds what cannot be meant; a test asks it of every lesson. (Whatever panics while it is compiled would
/// panic in a page as well, and is nowhere in this crate.)
#[derive(Clone, Copy, Debug)]
pub struct Control {
    /// Which control.
    pub key: Key,
    /// Its value where a link says nothing.
    pub default: f64,
    /// What a person is offered of its values.
    pub domain: Domain,
    /// The lesson's own default of a list or a text.
    pub entry: Option<OwnEntry>,
}

/// A default of a list or a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum OwnEntry {
    /// Numbers in order.
    List(&'static [f64]),
    /// One line of words.
    Text(&'static str),
}

/// What a lesson offers of the values of a control.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Domain {
    /// All of them.
    Whole,
    /// A slider from `low` to `high`.
    Range { low: f64, high: f64 },
    /// The choices of these names, in the order of the table.
    Choices(&'static [&'static str]),
}

impl Control {
    /// A control with the course's default.
    pub const fn plain(key: Key) -> Control {
        Control { key, default: key.spec().default, domain: Domain::Whole, entry: None }
    }
    /// A control with a default of the lesson's own.
    pub const fn at(key: Key, default: f64) -> Control {
        Control::plain(key).starting_at(default)
    }
    /// A choice of which only the values of these names are offered: `Control::choice(Key::Cut, &["map", "none"])`.
    pub const fn choice(key: Key, names: &'static [&'static str]) -> Control {
        Control { domain: Domain::Choices(names), ..Control::plain(key) }
    }
    /// A number whose slider reaches so far only: `Control::range(Key::Rate, 1e-4..=1.0)`.
    pub const fn range(key: Key, ends: RangeInclusive<f64>) -> Control {
        Control { domain: Domain::Range { low: *ends.start(), high: *ends.end() }, ..Control::plain(key) }
    }
    /// A list with a default of the lesson's own: `Control::list(Key::Widths, &[8.0, 4.0])`.
    pub const fn list(key: Key, default: &'static [f64]) -> Control {
        Control { entry: Some(OwnEntry::List(default)), ..Control::plain(key) }
    }
    /// A text with a default of the lesson's own: `Control::text(Key::Formula, "x^2")`.
    pub const fn text(key: Key, default: &'static str) -> Control {
        Control { entry: Some(OwnEntry::Text(default)), ..Control::plain(key) }
    }
    /// This control with a default of the lesson's own.
    pub const fn starting_at(self, default: f64) -> Control {
        Control { default, ..self }
    }
    /// This choice with the value of that name as the lesson's own default. A name that is not known is a [`Control::mistake`].
    pub const fn starting_with(self, name: &str) -> Control {
        let Kind::Choice(names) = self.key.spec().kind else { return self.starting_at(UNKNOWN) };
        let mut place = 0;
        while place < names.len() {
            if same(names[place], name) {
                return self.starting_at(place as f64);
            }
            place += 1;
        }
        self.starting_at(UNKNOWN)
    }

    /// Whether the lesson offers a value; those of a number are all that its slider reaches.
    pub fn offers(&self, value: f64) -> bool {
        match (self.domain, self.key.spec().kind) {
            (Domain::Range { low, high }, _) => (low..=high).contains(&value),
            (Domain::Choices(offered), Kind::Choice(names)) => {
                names.get(value as usize).is_some_and(|name| offered.contains(name))
            }
            _ => true,
        }
    }

    /// The ends of the slider of a number. Those of the table where the lesson has none of its own, or none that can be meant.
    pub fn ends(&self) -> [f64; 2] {
        let Kind::Number { low, high, .. } = self.key.spec().kind else { return [0.0, 1.0] };
        match self.domain {
            Domain::Range { low: own_low, high: own_high } if own_low.max(low) < own_high.min(high) => {
                [own_low.max(low), own_high.min(high)]
            }
            _ => [low, high],
        }
    }

    /// What cannot be meant, as a sentence: a default that the lesson does not offer, a name that no value has, a range that is
    /// empty or goes beyond the table's.
    pub fn mistake(&self) -> Option<String> {
        let (link, kind) = (self.key.spec().link, self.key.spec().kind);
        let wrong = match (self.domain, kind) {
            (Domain::Whole, _) => None,
            (Domain::Range { low, high }, Kind::Number { low: least, high: most, .. }) => {
                let inside = least <= low && low < high && high <= most;
                (!inside).then(|| format!("the range from {low} to {high} is empty or not within {least} to {most}"))
            }
            (Domain::Choices([]), Kind::Choice(_)) => Some("no choice is offered".to_string()),
            (Domain::Choices(offered), Kind::Choice(names)) => {
                let unknown = offered.iter().find(|name| !names.contains(name));
                unknown.map(|name| format!("no choice is called `{name}`"))
            }
            _ => Some("the domain is of another kind than the control".to_string()),
        };
        let default = || {
            let allowed = match (self.entry.map(OwnEntry::entry), kind.is_entry()) {
                (Some(entry), _) => kind.admit(entry.clone()) == Some(entry),
                (None, true) => self.default == 0.0,
                (None, false) => kind.clamp(self.default) == Some(self.default) && self.offers(self.default),
            };
            let default = self.entry.map_or(self.default.to_string(), |entry| format!("{entry:?}"));
            (!allowed).then(|| format!("the default {default} is not offered"))
        };
        Some(format!("`{link}`: {}.", wrong.or_else(default)?))
    }
}

/// The default that an unknown name leads to: no choice has it.
const UNKNOWN: f64 = -1.0;

/// Whether two texts are the same; `==` is not for constants.
const fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut place = 0;
    while place < one.len() && place < other.len() && one[place] == other[place] {
        place += 1;
    }
    place == one.len() && place == other.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{RunSpec, decode};

    const CUT: Control = Control::choice(Key::Cut, &["none", "map"]).starting_with("none");
    const RATE: Control = Control::range(Key::Rate, 1e-4..=1.0).starting_at(0.5);

    #[test]
    fn a_lesson_offers_what_it_names() {
        assert_eq!([0.0, 1.0, 2.0, 3.0].map(|value| CUT.offers(value)), [true, false, false, true]);
        assert_eq!((CUT.default, RATE.default, RATE.ends()), (3.0, 0.5, [1e-4, 1.0]));
        assert_eq!([1e-5, 1e-4, 1.0, 1.1, f64::NAN].map(|value| RATE.offers(value)), [false, true, true, false, false]);
        assert_eq!(Control::plain(Key::Rate).ends(), [1e-12, 100.0]);
        assert!(Control::plain(Key::Cut).offers(2.0));
    }

    #[test]
    fn values_that_are_not_offered_stay_valid_in_links() {
        let controls = [CUT, RATE];
        let place = decode("#/x?cut=slope-slice&rate=50", &controls);
        assert_eq!((place.spec.settings.choice(Key::Cut), place.spec.settings.value(Key::Rate)), ("slope-slice", 50.0));
        assert!(place.ignored.is_empty());
    }

    #[test]
    fn what_cannot_be_meant_is_found_and_does_no_harm() {
        assert_eq!([CUT, RATE].map(|control| control.mistake()), [None, None]);
        for (control, sentence) in [
            (Control::choice(Key::Cut, &["none"]), "`cut`: the default 0 is not offered."),
            (Control::choice(Key::Cut, &["maps"]), "`cut`: no choice is called `maps`."),
            (Control::choice(Key::Cut, &[]), "`cut`: no choice is offered."),
            (Control::plain(Key::Cut).starting_with("maps"), "`cut`: the default -1 is not offered."),
            (Control::plain(Key::Rate).starting_with("map"), "`rate`: the default -1 is not offered."),
            (Control::choice(Key::Rate, &["map"]), "`rate`: the domain is of another kind than the control."),
            (Control::range(Key::Cut, 0.0..=1.0), "`cut`: the domain is of another kind than the control."),
            (Control::range(Key::Rate, 0.2..=1.0), "`rate`: the default 0.1 is not offered."),
            (Control::at(Key::Updates, 2.5), "`updates`: the default 2.5 is not offered."),
            (Control::at(Key::Rate, f64::NAN), "`rate`: the default NaN is not offered."),
        ] {
            assert_eq!(control.mistake().as_deref(), Some(sentence));
            let value = RunSpec::defaults(&[control]).settings.value(control.key);
            assert_eq!(control.key.spec().kind.clamp(value), Some(value));
        }
        for ends in [1.0..=1.0, 2.0..=1.0, 1e-13..=1.0, 1.0..=1e9, f64::NAN..=1.0, 1.0..=f64::INFINITY] {
            let control = Control::range(Key::Rate, ends);
            let sentence = control.mistake().expect("a mistake");
            assert!(sentence.starts_with("`rate`: the range from"), "{sentence}");
            let [low, high] = control.ends();
            assert!(low < high && low >= 1e-12 && high <= 100.0);
        }
    }
}
