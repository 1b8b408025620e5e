//! A run with everything that an outsider needs to do it again.
//!
//! ```text
//! { "format": 1, "program", "version", "lesson", "link",
//!   "settings": { key: value },                      every control of the lesson, by its name in links
//!   "forks": [{ "at", "settings" }],                 from update `at` on, with these settings
//!   "data": { "x", "y", "origin", "points": [[x, y]] } | null,
//!   "initial_state": [number],                       the weights before the first update, as descent sees them
//!   "batch_order": [[index]] | null,                 the examples of each update, in the order of their use
//!   "updates": number, "ending": { "kind", ... } | null,
//!   "series": { name: [number] },
//!   "companions": { name: { name: [number] } } }     the series of the runs that the lesson shows beside this one
//! ```
//! Numbers are written with as many digits as make them read back the same. JSON has no word for what is no number: there
//! stands `"NaN"`, `"inf"` or `"-inf"`.

use super::number;
use crate::lessons::{Lesson, Run, script_of};
use crate::params::{Control, Key, Kind, Place, Settings, encode};
use crate::sim::{Ending, Trace};

/// The run at a place as JSON. `run` must have been opened by `lesson` from the specification of `place`.
pub fn json(lesson: &dyn Lesson, place: &Place, run: &dyn Run) -> String {
    let trace = run.trace();
    let spec = run.spec();
    let controls = lesson.controls();
    let forks = spec.forks.iter().map(|fork| {
        object([("at", fork.at.to_string()), ("settings", settings(controls, &fork.settings))].into_iter())
    });
    let data = run.data().map(|own| {
        object(
            [
                ("x", quoted(&own.x_name)),
                ("y", quoted(&own.y_name)),
                ("origin", value(own.origin)),
                ("points", array(own.points.iter().map(|[x, y]| format!("[{}, {}]", value(*x), value(*y))))),
            ]
            .into_iter(),
        )
    });
    let order =
        run.batch_order().map(|order| array(order.iter().map(|batch| array(batch.iter().map(ToString::to_string)))));
    let companions = script_of(run).map_or_else(Vec::new, |script| script.companions);
    let none = || String::from("null");
    let rows = [
        ("format", "1".to_string()),
        ("program", quoted(env!("CARGO_PKG_NAME"))),
        ("version", quoted(env!("CARGO_PKG_VERSION"))),
        ("lesson", quoted(lesson.story().slug)),
        ("link", quoted(&encode(place, controls))),
        ("settings", settings(controls, &spec.settings)),
        ("forks", array(forks)),
        ("data", data.unwrap_or_else(none)),
        ("initial_state", array(trace.start().iter().map(|entry| value(*entry)))),
        ("batch_order", order.unwrap_or_else(none)),
        ("updates", trace.updates().to_string()),
        ("ending", trace.ending().map(ending).unwrap_or_else(none)),
        ("series", series(trace)),
        ("companions", object(companions.into_iter().map(|(name, trace)| (name, series(trace))))),
    ];
    let lines: Vec<String> = rows.iter().map(|(name, value)| format!("  {}: {value}", quoted(name))).collect();
    format!("{{\n{}\n}}\n", lines.join(",\n"))
}

fn series(trace: &Trace) -> String {
    let series = trace.quantities().iter().enumerate();
    object(series.map(|(column, name)| (*name, array(trace.series(column).iter().map(|entry| value(*entry))))))
}

fn settings(controls: &[Control], settings: &Settings) -> String {
    object(controls.iter().map(|control| (control.key.spec().link, setting(control.key, settings))))
}

/// A setting's value as JSON: the name of a choice, whether a switch is on, a number.
pub(super) fn setting(key: Key, settings: &Settings) -> String {
    match key.spec().kind {
        Kind::Choice(_) => quoted(settings.choice(key)),
        Kind::Switch => settings.on(key).to_string(),
        Kind::Number { .. } => value(settings.value(key)),
    }
}

fn ending(ending: Ending) -> String {
    let kind = |name: &str| ("kind", quoted(name));
    match ending {
        Ending::Converged => object([kind("converged")].into_iter()),
        Ending::BudgetSpent => object([kind("budget_spent")].into_iter()),
        Ending::Stalled => object([kind("stalled")].into_iter()),
        Ending::Diverged { update, quantity } => {
            object([kind("diverged"), ("update", update.to_string()), ("quantity", quoted(quantity))].into_iter())
        }
    }
}

fn value(value: f64) -> String {
    if value.is_finite() { number(value) } else { quoted(&number(value)) }
}

fn array(entries: impl Iterator<Item = String>) -> String {
    format!("[{}]", entries.collect::<Vec<_>>().join(", "))
}

fn object<'a>(entries: impl Iterator<Item = (&'a str, String)>) -> String {
    let entries: Vec<String> = entries.map(|(name, value)| format!("{}: {value}", quoted(name))).collect();
    format!("{{{}}}", entries.join(", "))
}

/// A string of JSON (RFC 8259, section 7).
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            control if control < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(control))),
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_escaped_and_hopeless_numbers_are_strings() {
        assert_eq!(quoted("a\"b\\c\nd"), "\"a\\\"b\\\\c\\u000ad\"");
        assert_eq!([value(f64::NAN), value(f64::NEG_INFINITY), value(-0.5)], ["\"NaN\"", "\"-inf\"", "-0.5"]);
    }
}
