//! The table of controls, from TOML to Rust.

use super::problem::{Problem, listed};
use super::table::{Row, rows};
use super::words::Source;
use serde::Deserialize;

/// One control.
#[derive(Clone, Debug, PartialEq)]
pub struct Control {
    /// The variant of `params::Key`.
    pub key: String,
    /// The name in links.
    pub link: String,
    /// What it is.
    pub doc: String,
    /// Which values it may take.
    pub kind: Kind,
    /// The course's default; the place of a choice. 0 for a list and a text, whose default is part of their kind.
    pub default: f64,
    /// What a change touches.
    pub scope: Scope,
}

/// As `params::Kind`.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    Number { range: [f64; 2], scale: Scale, whole: bool },
    Choice(Vec<String>),
    Switch,
    List { range: [f64; 2], whole: bool, most: usize, default: Vec<f64> },
    Text { most: usize, default: String },
}

/// The most numbers that a list, and the most characters that a text may have: they stand in links.
const MOST: [usize; 2] = [100, 1000];

/// As `params::Scale`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scale {
    #[default]
    Linear,
    Log,
}

/// As `params::Scope`.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    Problem,
    Descent,
    View,
}

/// As it stands in the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    link: String,
    doc: String,
    range: Option<[f64; 2]>,
    scale: Option<Scale>,
    whole: Option<bool>,
    choices: Option<Vec<String>>,
    switch: Option<bool>,
    list: Option<[f64; 2]>,
    most: Option<usize>,
    text: Option<usize>,
    default: Value,
    scope: Scope,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Value {
    Switch(bool),
    Number(f64),
    Text(String),
    List(Vec<f64>),
}

impl Control {
    /// The names of a choice's values; none for any other kind.
    pub fn choices(&self) -> &[String] {
        match &self.kind {
            Kind::Choice(names) => names,
            _ => &[],
        }
    }
}

/// Reads `controls.toml`.
pub fn read(source: Source) -> Result<Vec<Control>, Problem> {
    let mut found: Vec<Control> = Vec::new();
    for Row { key, at, said } in rows(source)? {
        let control = control(&key, said).map_err(|message| source.problem(at, format!("`{key}`: {message}")))?;
        if let Some(other) = found.iter().find(|other| other.link == control.link) {
            return Err(source.problem(at, format!("`{key}`: `{}` has the link `{}` already", other.key, other.link)));
        }
        found.push(control);
    }
    Ok(found)
}

/// The error is a sentence.
fn control(key: &str, said: Written) -> Result<Control, String> {
    let is_sign = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '_';
    if said.link.is_empty() || !said.link.chars().all(is_sign) {
        return Err(format!("the link `{}`: expected lower-case letters, digits and `_`", said.link));
    }
    let (link, doc, scope) = (said.link.clone(), said.doc.clone(), said.scope);
    let (kind, default) = kind(said)?;
    if let Kind::Choice(names) = &kind
        && let Some(twice) = names.iter().enumerate().find(|(place, name)| names[..*place].contains(name))
    {
        return Err(format!("the choice `{}` is there twice", twice.1));
    }
    Ok(Control { key: key.to_string(), link, doc, kind, default, scope })
}

/// Which values it may take, and its default.
fn kind(said: Written) -> Result<(Kind, f64), String> {
    let whole = said.whole.unwrap_or(false);
    if said.scale.is_some() && said.range.is_none() {
        return Err("`scale` goes with `range`".into());
    }
    if said.whole.is_some() && said.range.is_none() && said.list.is_none() {
        return Err("`whole` goes with `range` and `list`".into());
    }
    if said.most.is_some() != said.list.is_some() {
        return Err("`list = [low, high]` and `most` go together".into());
    }
    Ok(match (said.range, said.choices, said.switch, said.list, said.text, said.default) {
        (Some(range), None, None, None, None, Value::Number(value)) => {
            in_range(value, range, whole)?;
            (Kind::Number { range, scale: said.scale.unwrap_or_default(), whole }, value)
        }
        (None, Some(names), None, None, None, Value::Text(name)) => {
            let place = names.iter().position(|other| *other == name);
            let known = || listed(names.iter().map(String::as_str));
            let place = place.ok_or_else(|| format!("the default `{name}`: expected one of {}", known()))?;
            (Kind::Choice(names), place as f64)
        }
        (None, None, Some(true), None, None, Value::Switch(on)) => (Kind::Switch, f64::from(on)),
        (None, None, None, Some(range), None, Value::List(default)) => {
            default.iter().try_for_each(|value| in_range(*value, range, whole))?;
            let most = at_most(said.most.unwrap_or(0), MOST[0])?;
            if !(1..=most).contains(&default.len()) {
                return Err(format!("the default has {} numbers; expected 1 to {most}", default.len()));
            }
            (Kind::List { range, whole, most, default }, 0.0)
        }
        (None, None, None, None, Some(most), Value::Text(default)) => {
            if default.chars().count() > at_most(most, MOST[1])? || default.contains(char::is_control) {
                return Err(format!("the default: expected one line of at most {most} characters"));
            }
            (Kind::Text { most, default }, 0.0)
        }
        (range, choices, switch, list, text, _) => {
            let kinds = [range.is_some(), choices.is_some(), switch == Some(true), list.is_some(), text.is_some()];
            return Err(if kinds.iter().filter(|is| **is).count() == 1 {
                "the default is of another kind than the control".into()
            } else {
                "expected one of `range = [low, high]`, `choices = [\"...\"]`, `switch = true`, `list = [low, high]`, \
                 `text = most`"
                    .into()
            });
        }
    })
}

/// Whether a default is within a range that there can be.
fn in_range(value: f64, [low, high]: [f64; 2], whole: bool) -> Result<(), String> {
    if !(low < high && low.is_finite() && high.is_finite()) {
        return Err(format!("the range from {low} to {high}: expected a low end below a high one"));
    }
    if !(low..=high).contains(&value) || whole && value.fract() != 0.0 {
        let what = if whole { "a whole number" } else { "a number" };
        return Err(format!("the default {value}: expected {what} from {low} to {high}"));
    }
    Ok(())
}

/// A length that a link can carry.
fn at_most(most: usize, limit: usize) -> Result<usize, String> {
    if (1..=limit).contains(&most) { Ok(most) } else { Err(format!("a length of {most}: expected 1 to {limit}")) }
}

/// The type `Key` and the table `SPECS`.
pub fn rust(controls: &[Control]) -> String {
    let each = |write: &dyn Fn(&Control) -> String| controls.iter().map(write).collect::<String>();
    let kind = |kind: &Kind| match kind {
        Kind::Number { range: [low, high], scale, whole } => {
            format!("Kind::Number {{ low: {low:?}, high: {high:?}, scale: Scale::{scale:?}, whole: {whole} }}")
        }
        Kind::Choice(names) => format!("Kind::Choice(&{names:?})"),
        Kind::Switch => "Kind::Switch".to_string(),
        Kind::List { range: [low, high], whole, most, default } => format!(
            "Kind::List {{ low: {low:?}, high: {high:?}, whole: {whole}, most: {most}, default: &{default:?} }}"
        ),
        Kind::Text { most, default } => format!("Kind::Text {{ most: {most}, default: {default:?} }}"),
    };
    format!(
        "/// A control, by name.\n#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]\n\
         pub enum Key {{\n{}}}\n/// Every control of the course, in the order of [`Key`].\n\
         pub const SPECS: &[ParamSpec] = &[\n{}];\n",
        each(&|row| format!("#[doc = {:?}]\n{},\n", row.doc, row.key)),
        each(&|row| format!(
            "ParamSpec {{ key: Key::{}, link: {:?}, kind: {}, default: {:?}, scope: Scope::{:?} }},\n",
            row.key,
            row.link,
            kind(&row.kind),
            row.default,
            row.scope
        )),
    )
}
