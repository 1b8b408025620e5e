//! A place as a link: the grammar of `link.rs`, written.

use super::base64;
use super::{Control, Key, Kind, LINK_VERSION, Mode, OwnData, Place, RunSpec, SPECS, Scope, Settings, Theme};
use std::sync::Arc;

/// Writes a fragment (with `#/`), leaving out what is at its default.
pub fn encode(place: &Place, controls: &[Control]) -> String {
    let defaults = Settings::defaults(controls);
    let spec = &place.spec;
    let mut query = String::new();
    pair(&mut query, "step", &counted(if place.step > 0 { place.step + 1 } else { 0 }));
    differences(&mut query, ["&", "="], &spec.settings, &defaults, false);
    if let Some(own) = own_of(spec) {
        pair(&mut query, "own", &write_own(own));
    }
    forks(&mut query, "&fork=", spec);
    pair(&mut query, "at", &counted(place.cursor));
    pair(&mut query, "part", &counted(place.part));
    for pin in &place.pins {
        query.push_str("&pin=");
        query.push_str(&write_pin(pin, spec, &defaults));
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
    let slug = &place.slug;
    if query.is_empty() { format!("#/{slug}") } else { format!("#/{slug}?v={LINK_VERSION}{query}") }
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

/// Adds the names and values that differ, with a sign before each name and each value.
fn differences(text: &mut String, signs: [&str; 2], settings: &Settings, from: &Settings, descent_only: bool) {
    for row in SPECS {
        let wanted = !descent_only || row.scope == Scope::Descent;
        if wanted && settings.value(row.key) != from.value(row.key) {
            for part in [signs[0], row.link, signs[1], &write_value(row.key, settings)] {
                text.push_str(part);
            }
        }
    }
}

/// Adds each fork, as what it changes of the settings before it.
fn forks(text: &mut String, head: &str, spec: &RunSpec) {
    let mut before = &spec.settings;
    for fork in &spec.forks {
        text.push_str(head);
        text.push_str(&fork.at.to_string());
        differences(text, ["~", "~"], &fork.settings, before, true);
        before = &fork.settings;
    }
}

fn write_value(key: Key, settings: &Settings) -> String {
    match key.spec().kind {
        Kind::Choice(_) => settings.choice(key).to_string(),
        Kind::Switch => if settings.on(key) { "1" } else { "0" }.to_string(),
        Kind::Number { .. } => write_number(settings.value(key)),
    }
}

/// The shortest text that reads back as the same number, without `+`.
fn write_number(value: f64) -> String {
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

fn write_pin(pin: &RunSpec, main: &RunSpec, defaults: &Settings) -> String {
    let mut tokens = String::new();
    differences(&mut tokens, ["~", "~"], &pin.settings, defaults, false);
    if let Some(own) = own_of(pin) {
        tokens.push_str("~own~");
        tokens.push_str(&if own_of(main) == Some(own) { "same".to_string() } else { write_own(own) });
    }
    forks(&mut tokens, "~fork~", pin);
    // The first token has no other before it.
    tokens.split_off(tokens.len().min(1))
}
