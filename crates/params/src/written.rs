//! A place as a link: the grammar of `link.rs`, written.

use super::base64;
use super::link::{LAST_ON_DEFAULTS, LINK_VERSION, NONE};
use super::{Control, Key, Kind, Mode, OwnData, Place, RunSpec, SPECS, Scope, Theme, Values};
use std::sync::Arc;

/// Writes a fragment (with `#/`) that stands on the lesson's defaults, leaving out what is at its default: what
/// [`super::decode`] reads.
pub fn encode(place: &Place, controls: &[Control]) -> String {
    let step = counted(if place.step > 0 { place.step + 1 } else { 0 });
    written(place, controls, &Place::plain(controls), &step, LAST_ON_DEFAULTS)
}

/// Writes a fragment that stands on `base`, which is called `step`, leaving out what is as it is there: what [`super::decode_onto`]
/// reads.
pub fn encode_onto(place: &Place, controls: &[Control], base: &Place, step: &str) -> String {
    written(place, controls, base, step, LINK_VERSION)
}

fn written(place: &Place, controls: &[Control], base: &Place, step: &str, version: u32) -> String {
    let defaults = RunSpec::defaults(controls);
    let spec = &place.spec;
    let mut query = String::new();
    pair(&mut query, "step", step);
    differences(&mut query, ["&", "=", "~"], spec.values(), base.spec.values(), false);
    if let Some(own) = own_of(spec).filter(|own| own_of(&base.spec) != Some(own)) {
        pair(&mut query, "own", &write_own(own));
    }
    // What the base's forks become under the settings that are written.
    let mut carried = base.spec.clone();
    for row in SPECS.iter().filter(|row| !spec.values().same(base.spec.values(), row.key)) {
        match spec.entries.entry(row.key) {
            Some(entry) => carried.set_entry_everywhere(row.key, &entry),
            None => carried.set_everywhere(row.key, spec.settings.value(row.key)),
        }
    }
    if carried.forks != spec.forks {
        none_or(&mut query, "&fork=", spec.forks.is_empty());
        forks(&mut query, "&fork=", spec);
    }
    if place.cursor != base.cursor {
        pair(&mut query, "at", &place.cursor.to_string());
    }
    if place.part != base.part {
        pair(&mut query, "part", &place.part.to_string());
    }
    if place.pins != base.pins {
        none_or(&mut query, "&pin=", place.pins.is_empty());
        for pin in &place.pins {
            query.push_str("&pin=");
            query.push_str(&write_pin(pin, spec, &defaults));
        }
    }
    let mode = if place.frame.mode == Mode::Read { "" } else { place.frame.mode.name() };
    let theme = match place.frame.theme {
        None => "",
        Some(Theme::Light) => "light",
        Some(Theme::Dark) => "dark",
    };
    pair(&mut query, "mode", mode);
    pair(&mut query, "theme", theme);
    pair(&mut query, "hide", &place.frame.hide.join("~"));
    pair(&mut query, "fix", &place.frame.fix.join("~"));
    pair(&mut query, "show", &place.frame.show.join("~"));
    let slug = &place.slug;
    if query.is_empty() { format!("#/{slug}") } else { format!("#/{slug}?v={version}{query}") }
}

/// That there is none, where the base has some.
fn none_or(query: &mut String, head: &str, none: bool) {
    if none {
        query.push_str(head);
        query.push_str(NONE);
    }
}

/// Adds a pair, unless it says nothing.
fn pair(query: &mut String, name: &str, value: &str) {
    if !value.is_empty() {
        for part in ["&", name, "=", value] {
            query.push_str(part);
        }
    }
}

/// Nothing for 0.
fn counted(count: usize) -> String {
    if count == 0 { String::new() } else { count.to_string() }
}

/// Own data that are in use.
fn own_of(spec: &RunSpec) -> Option<&Arc<OwnData>> {
    spec.own.as_ref().filter(|_| spec.settings.choice(Key::Data) == "own")
}

/// What stands before each name, before each value, and between the numbers of a list, inside a fork or a pin.
const INSIDE: [&str; 3] = ["~", "~", "_"];

/// Adds the names and values that differ, with such signs.
fn differences(text: &mut String, signs: [&str; 3], values: Values, from: Values, descent_only: bool) {
    for row in SPECS {
        let wanted = !descent_only || row.scope == Scope::Descent;
        if wanted && !values.same(from, row.key) {
            for part in [signs[0], row.link, signs[1], &written_value(row.key, values, signs[2])] {
                text.push_str(part);
            }
        }
    }
}

/// Adds each fork, as what it changes of the settings before it.
fn forks(text: &mut String, head: &str, spec: &RunSpec) {
    let mut before = spec.values();
    for fork in &spec.forks {
        text.push_str(head);
        text.push_str(&fork.at.to_string());
        differences(text, INSIDE, fork.values(), before, true);
        before = fork.values();
    }
}

/// A control's value as links write it.
pub fn value_text(key: Key, values: Values) -> String {
    written_value(key, values, "~")
}

fn written_value(key: Key, values: Values, between: &str) -> String {
    let settings = values.settings;
    match key.spec().kind {
        Kind::Choice(_) => settings.choice(key).to_string(),
        Kind::Switch => if settings.on(key) { "1" } else { "0" }.to_string(),
        Kind::Number { .. } => write_number(settings.value(key)),
        Kind::List { .. } | Kind::Text { .. } => {
            values.entries.entry(key).map_or_else(String::new, |entry| entry.written(between))
        }
    }
}

/// The shortest text that reads back as the same number, without `+`.
pub(super) fn write_number(value: f64) -> String {
    let size = value.abs();
    if size == 0.0 || (1e-5..1e15).contains(&size) { format!("{value}") } else { format!("{value:e}") }
}

fn write_own(own: &OwnData) -> String {
    let mut text = format!("{}~{}~{}", own.points.len(), base64::write(&own.x_name), base64::write(&own.y_name));
    for value in std::iter::once(&own.origin).chain(own.points.iter().flatten()) {
        text.push('~');
        text.push_str(&write_number(*value));
    }
    text
}

fn write_pin(pin: &RunSpec, main: &RunSpec, defaults: &RunSpec) -> String {
    let mut tokens = String::new();
    differences(&mut tokens, INSIDE, pin.values(), defaults.values(), false);
    if let Some(own) = own_of(pin) {
        tokens.push_str("~own~");
        tokens.push_str(&if own_of(main) == Some(own) { "same".to_string() } else { write_own(own) });
    }
    forks(&mut tokens, "~fork~", pin);
    // The first token has no other before it.
    tokens.split_off(tokens.len().min(1))
}
