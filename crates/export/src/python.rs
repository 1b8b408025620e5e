//! A run as a program in Python, with NumPy alone: data, first weights and the order of the batches written out, the rule in plain
//! array arithmetic. It prints the table that [`csv`](super::csv) writes.
//!
//! A program is `script.py` of this folder around `script.py` of the lesson, in the small language of
//! [`script`](lessons::script). NumPy adds in another order than this crate, so the last digits differ: by about 1e-15 of a
//! column's size in a run that forgets such differences, as most do. `tests/it/python.rs` compares all of them.

use super::{json, number};
use lessons::link;
use lessons::script::{Given, Script};
use lessons::{Lesson, Run, script_of};
use params::{Control, Fork, Key, Kind, Place, RunSpec, Scope, Settings, Values, base64};
use sim::Trace;

/// Longer lists of numbers are packed.
const LONGEST_LIST: usize = 1500;
/// How wide a line of numbers may be.
const WIDTH: usize = 110;

/// The run at a place as a program; none for a lesson that has no `script.py`. `run` must have been opened by `lesson` from a
/// specification of the same run as that of `place`.
pub fn python(lesson: &Lesson, place: &Place, run: &dyn Run) -> Option<String> {
    let script = script_of(run)?;
    let (story, controls, spec, trace) = (lesson.story(), lesson.controls(), &place.spec, run.trace());
    let inner = Template { script: &script, controls, spec, own: Vec::new() };
    let program = inner.filled(script.text);
    let mut forks = String::new();
    for (place, fork) in spec.forks.iter().enumerate() {
        forks.push_str(&["    if update == ", &fork.at.to_string(), ":\n"].concat());
        let before = place.checked_sub(1).and_then(|place| spec.forks.get(place)).map_or(spec.values(), Fork::values);
        let mut changed = false;
        for control in controls.iter().filter(|control| control.key.spec().scope == Scope::Descent) {
            if !fork.values().same(before, control.key) {
                let value = setting(control, fork.values());
                forks.push_str(&["        ", control.key.spec().link, " = ", &value, "\n"].concat());
                changed = true;
            }
        }
        if !changed {
            forks.push_str("        pass\n");
        }
    }
    let mut settings = String::new();
    for control in controls {
        let name = control.key.spec().link;
        settings.push_str(&["    ", name, " = ", &setting(control, spec.values()), "\n"].concat());
    }
    let names: Vec<&str> = script.companions.iter().map(|(name, _)| *name).collect();
    let count = |(name, trace): &(&str, &Trace)| ["\"", name, "\": ", &trace.updates().to_string()].concat();
    let counts: Vec<String> = script.companions.iter().map(count).collect();
    let own = vec![
        ("title", story.title.to_string()),
        ("question", story.question.to_string()),
        ("slug", story.slug.to_string()),
        ("link", link::write(lesson, place)),
        ("settings", settings.trim_end().to_string()),
        ("made", trace.updates().to_string()),
        ("companions", names.join(", ")),
        ("counts", ["{", &counts.join(", "), "}"].concat()),
        ("lesson", program.trim_end().to_string()),
        ("columns", ["update"].iter().chain(trace.quantities()).copied().collect::<Vec<_>>().join(",")),
        ("forks", forks.trim_end().to_string()),
    ];
    Some(Template { script: &script, controls, spec, own }.filled(include_str!("script.py")))
}

/// What stands for the names in a template, and which words hold in it.
struct Template<'a> {
    script: &'a Script<'a>,
    controls: &'a [Control],
    spec: &'a RunSpec,
    own: Vec<(&'static str, String)>,
}

impl Template<'_> {
    fn filled(&self, template: &str) -> String {
        let mut out = String::new();
        // Whether each enclosing block is shown.
        let mut shown: Vec<bool> = Vec::new();
        for line in template.lines() {
            if let Some(words) = line.strip_prefix("% if ") {
                shown.push(words.split(" or ").any(|words| self.holds(words)));
            } else if line == "% else" {
                if let Some(last) = shown.last_mut() {
                    *last = !*last;
                }
            } else if line == "% end" {
                shown.pop();
            } else if shown.iter().all(|shown| *shown) {
                self.fill(line, &mut out);
                out.push('\n');
            }
        }
        out
    }

    fn holds(&self, words: &str) -> bool {
        let any = |test: &dyn Fn(&Settings) -> bool| {
            test(&self.spec.settings) || self.spec.forks.iter().any(|fork| test(&fork.settings))
        };
        match words.split_once('=') {
            Some((name, choice)) => {
                self.control(name).is_some_and(|control| any(&|settings| settings.choice(control.key) == choice))
            }
            None if words == "forked" => !self.spec.forks.is_empty(),
            None if words == "companions" => !self.script.companions.is_empty(),
            None if words == "packed" => self.script.given.iter().any(|(_, given)| is_long(given)),
            None if self.script.holds.contains(&words) => true,
            None => self.control(words).is_some_and(|control| any(&|settings| settings.on(control.key))),
        }
    }

    fn control(&self, name: &str) -> Option<&Control> {
        self.controls.iter().find(|control| control.key.spec().link == name)
    }

    /// A line with values for its `$names`. What stands for no value stays as it is.
    fn fill(&self, line: &str, out: &mut String) {
        let mut pieces = line.split('$');
        out.push_str(pieces.next().unwrap_or(""));
        for piece in pieces {
            let end =
                piece.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').unwrap_or(piece.len());
            let (name, rest) = piece.split_at(end);
            match self.value(name) {
                Some(value) => out.push_str(&value),
                None => out.extend(["$", name]),
            }
            out.push_str(rest);
        }
    }

    fn value(&self, name: &str) -> Option<String> {
        if let Some((_, value)) = self.own.iter().find(|(known, _)| *known == name) {
            return Some(value.clone());
        }
        if let Some((_, given)) = self.script.given.iter().find(|(known, _)| *known == name) {
            return Some(literal(given));
        }
        self.control(name).map(|control| setting(control, self.spec.values()))
    }
}

fn setting(control: &Control, values: Values) -> String {
    if let Some(entry) = values.entries.entry(control.key).filter(|_| Key::ENTRIES) {
        return json::entry(entry);
    }
    let settings = values.settings;
    match control.key.spec().kind {
        Kind::Choice(_) => ["\"", settings.choice(control.key), "\""].concat(),
        Kind::Switch => if settings.on(control.key) { "True" } else { "False" }.to_string(),
        _ => number(settings.value(control.key)),
    }
}

fn is_long(given: &Given) -> bool {
    matches!(given, Given::Numbers(numbers) if numbers.len() > LONGEST_LIST)
}

fn literal(given: &Given) -> String {
    match given {
        Given::Number(value) => float(*value),
        Given::Whole(value) => value.to_string(),
        Given::Numbers(numbers) if is_long(given) => pack(numbers),
        Given::Numbers(numbers) => list(numbers.iter().map(|value| float(*value))),
        Given::Wholes(numbers) => list(numbers.iter().map(ToString::to_string)),
        Given::Places(lists) => {
            let mut text = String::from("[");
            for places in lists {
                let places: Vec<String> = places.iter().map(ToString::to_string).collect();
                text.push_str(&["\n    [", &places.join(", "), "],"].concat());
            }
            text + "\n]"
        }
    }
}

/// A number that Python takes for one with a point, even where nothing stands behind it.
fn float(value: f64) -> String {
    let mut text = number(value);
    if !value.is_finite() {
        return ["float(\"", &text, "\")"].concat();
    }
    if !text.contains(['.', 'e']) {
        text.push_str(".0");
    }
    text
}

/// A list, on several lines where it is long.
fn list(entries: impl Iterator<Item = String>) -> String {
    let (mut lines, mut line) = (Vec::new(), String::new());
    for entry in entries {
        if !line.is_empty() && line.len() + entry.len() > WIDTH {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&entry);
        line.push(',');
    }
    if lines.is_empty() {
        return ["[", line.trim_end_matches(','), "]"].concat();
    }
    lines.push(line);
    ["[\n    ", &lines.join("\n    "), "\n]"].concat()
}

/// Numbers as the `packed` of the program reads them.
fn pack(numbers: &[f64]) -> String {
    let mut bytes = Vec::new();
    for value in numbers {
        bytes.extend_from_slice(&value.to_le_bytes());
    }
    let digits = base64::write_bytes(&bytes);
    let mut text = String::from("packed(\"\"\"");
    for (place, digit) in digits.chars().enumerate() {
        if place % WIDTH == 0 {
            text.push_str("\n    ");
        }
        text.push(digit);
    }
    // Python insists on full groups of four.
    text.push_str(&"=".repeat(digits.len().wrapping_neg() % 4));
    text.push_str("\n\"\"\")");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_floats_and_lists_are_broken_into_lines() {
        assert_eq!(literal(&Given::Numbers(vec![1.0, -0.5, 1e300])), "[1.0, -0.5, 1e300]");
        assert_eq!(literal(&Given::Places(vec![vec![0, 2], vec![]])), "[\n    [0, 2],\n    [],\n]");
        let long = literal(&Given::Wholes((1000..1030).collect()));
        assert!(long.starts_with("[\n    1000, 1001,") && long.ends_with(",\n]"), "{long}");
        assert!(long.lines().all(|line| line.len() <= WIDTH + 6));
    }

    #[test]
    fn packed_numbers_are_their_bytes_in_whole_groups() {
        assert_eq!(pack(&[1.0]), "packed(\"\"\"\n    AAAAAAAA8D8=\n\"\"\")");
    }
}
