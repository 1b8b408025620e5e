//! A run with everything that an outsider needs to do it again.
//!
#![doc = include_str!("../../../docs/run.schema.md")]

use super::number;
use lessons::link;
use lessons::{Lesson, Run, script_of};
use params::{Control, Entry, Key, Kind, OwnData, Place, Values};
use serde::{Serialize, Serializer};
use serde_json::ser::Formatter;
use sim::{Ending, Trace};
use std::io::{Result, Write};

/// The version of the schema.
const FORMAT: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    format: u32,
    program: &'static str,
    version: &'static str,
    lesson: &'static str,
    link: String,
    settings: Named<'a>,
    forks: Vec<Fork<'a>>,
    data: Option<Data>,
    initial_state: Numbers<'a>,
    batch_order: Option<Vec<Vec<usize>>>,
    updates: usize,
    ending: Option<End>,
    series: Series<'a>,
    companions: Companions<'a>,
}

#[derive(Serialize)]
struct Fork<'a> {
    at: usize,
    settings: Named<'a>,
}

#[derive(Serialize)]
struct Data {
    x: String,
    y: String,
    origin: Number,
    points: Vec<[Number; 2]>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum End {
    Converged,
    BudgetSpent,
    Stalled,
    Diverged { update: usize, quantity: &'static str },
}

/// The value of a setting.
#[derive(Serialize)]
#[serde(untagged)]
enum Value {
    Choice(&'static str),
    Switch(bool),
    Number(Number),
    List(Vec<Number>),
    Text(String),
}

/// A number, or the name of what is none.
struct Number(f64);

/// The values of a lesson's controls.
struct Named<'a>(&'a [Control], Values<'a>);

struct Numbers<'a>(&'a [f64]);

/// The quantities of a trace.
struct Series<'a>(&'a Trace);

struct Companions<'a>(Vec<(&'static str, &'a Trace)>);

/// The run at a place as JSON. `run` must have been opened by `lesson` from a specification of the same run as that of `place`.
pub fn json(lesson: &Lesson, place: &Place, run: &dyn Run) -> String {
    let (trace, spec, controls) = (run.trace(), &place.spec, lesson.controls());
    written(&Document {
        format: FORMAT,
        program: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        lesson: lesson.story().slug,
        link: link::write(lesson, place),
        settings: Named(controls, spec.values()),
        forks: spec.forks.iter().map(|fork| Fork { at: fork.at, settings: Named(controls, fork.values()) }).collect(),
        data: run.data().map(Data::from),
        initial_state: Numbers(trace.start()),
        batch_order: run.batch_order(),
        updates: trace.updates(),
        ending: trace.ending().map(End::from),
        series: Series(trace),
        companions: Companions(script_of(run).map_or_else(Vec::new, |script| script.companions)),
    }) + "\n"
}

/// A list or a text as JSON; Python reads it alike.
pub(super) fn entry(entry: Entry) -> String {
    written(&Value::from(entry))
}

/// A setting's value as JSON.
pub(super) fn setting(key: Key, values: Values) -> String {
    written(&Value::of(key, values))
}

/// Nothing in these types can fail to be written: every key is a text.
fn written(value: &impl Serialize) -> String {
    let mut text = Vec::new();
    let _ = value.serialize(&mut serde_json::Serializer::with_formatter(&mut text, Lines { depth: 0 }));
    String::from_utf8(text).unwrap_or_default()
}

/// One line a field of the outermost object, so that a person finds them; numbers as in the table.
struct Lines {
    depth: usize,
}

impl Formatter for Lines {
    fn write_f64<W: ?Sized + Write>(&mut self, out: &mut W, value: f64) -> Result<()> {
        out.write_all(number(value).as_bytes())
    }
    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> Result<()> {
        out.write_all(if first { b"" } else { b", " })
    }
    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> Result<()> {
        self.depth += 1;
        out.write_all(b"{")
    }
    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> Result<()> {
        out.write_all(match (self.depth, first) {
            (1, true) => b"\n  ",
            (1, false) => b",\n  ",
            (_, true) => b"",
            (_, false) => b", ",
        })
    }
    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> Result<()> {
        out.write_all(b": ")
    }
    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> Result<()> {
        self.depth -= 1;
        out.write_all(if self.depth == 0 { b"\n}" } else { b"}" })
    }
}

impl Value {
    fn of(key: Key, values: Values) -> Value {
        if let Some(entry) = values.entries.entry(key).filter(|_| Key::ENTRIES) {
            return Value::from(entry);
        }
        let settings = values.settings;
        match key.spec().kind {
            Kind::Choice(_) => Value::Choice(settings.choice(key)),
            Kind::Switch => Value::Switch(settings.on(key)),
            _ => Value::Number(Number(settings.value(key))),
        }
    }
}

impl From<Entry> for Value {
    fn from(entry: Entry) -> Value {
        match entry {
            Entry::List(numbers) => Value::List(numbers.into_iter().map(Number).collect()),
            Entry::Text(text) => Value::Text(text),
        }
    }
}

impl From<OwnData> for Data {
    fn from(own: OwnData) -> Data {
        let points = own.points.iter().map(|point| point.map(Number)).collect();
        Data { x: own.x_name, y: own.y_name, origin: Number(own.origin), points }
    }
}

impl From<Ending> for End {
    fn from(ending: Ending) -> End {
        match ending {
            Ending::Converged => End::Converged,
            Ending::BudgetSpent => End::BudgetSpent,
            Ending::Stalled => End::Stalled,
            Ending::Diverged { update, quantity } => End::Diverged { update, quantity },
        }
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        if self.0.is_finite() { to.serialize_f64(self.0) } else { to.serialize_str(&number(self.0)) }
    }
}

impl Serialize for Numbers<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        to.collect_seq(self.0.iter().map(|value| Number(*value)))
    }
}

impl Serialize for Named<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|control| (control.key.spec().link, Value::of(control.key, self.1))))
    }
}

impl Serialize for Series<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        let names = self.0.quantities().iter().enumerate();
        to.collect_map(names.map(|(column, name)| (name, Numbers(self.0.series(column)))))
    }
}

impl Serialize for Companions<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|(name, trace)| (name, Series(trace))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use params::decode;

    #[test]
    fn hopeless_numbers_are_texts_and_names_are_escaped() {
        let texts = [f64::NAN, f64::NEG_INFINITY, -0.5, 3.0, 1e-9].map(|value| written(&Number(value)));
        assert_eq!(texts, ["\"NaN\"", "\"-inf\"", "-0.5", "3", "1e-9"]);
        let own = OwnData { x_name: "a\"b\\c\nd".into(), points: vec![[1.0, -2.5]], ..OwnData::default() };
        let lines = ["\"x\": \"a\\\"b\\\\c\\nd\"", "\"y\": \"\"", "\"origin\": 0", "\"points\": [[1, -2.5]]"];
        assert_eq!(written(&Data::from(own)), format!("{{\n  {}\n}}", lines.join(",\n  ")));
    }

    #[test]
    fn a_list_is_an_array_and_a_text_a_string() {
        let of = |entry| written(&Value::from(entry));
        assert_eq!(of(Entry::List(vec![8.0, 0.25])), "[8, 0.25]");
        assert_eq!(of(Entry::Text("a\"b\\é".into())), r#""a\"b\\é""#);
    }

    /// Every field that is written is explained, and nothing else is.
    #[test]
    fn the_schema_names_every_field() {
        fn fields(value: &serde_json::Value, found: &mut Vec<String>) {
            if let serde_json::Value::Object(object) = value {
                for (name, value) in object {
                    found.push(name.clone());
                    // What these hold is named by lessons and controls.
                    if !["settings", "series", "companions"].contains(&name.as_str()) {
                        fields(value, found);
                    }
                }
            } else if let serde_json::Value::Array(all) = value {
                all.iter().take(1).for_each(|value| fields(value, found));
            }
        }
        let lesson = lessons::lessons().next().expect("a lesson");
        let link = format!("#/{}?updates=10000&rate=100&fork=1~rate~50", lesson.story().slug);
        let place = decode(&link, lesson.controls());
        let mut run = lesson.open(&place.spec);
        super::super::finish(run.as_mut());
        let text = json(lesson, &place, run.as_ref());
        let mut written = Vec::new();
        fields(&serde_json::from_str(&text).expect("JSON"), &mut written);
        let schema = include_str!("../../../docs/run.schema.md");
        let rows = schema.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
        let mut explained: Vec<String> = rows.map(|(name, _)| name.to_string()).collect();
        for list in [&mut written, &mut explained] {
            list.sort();
            list.dedup();
        }
        assert_eq!(written, explained);
    }
}
