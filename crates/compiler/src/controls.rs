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
    /// The course's default; the place of a choice.
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
}

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
    default: Value,
    scope: Scope,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Value {
    Switch(bool),
    Number(f64),
    Choice(String),
}

impl Control {
    /// The names of a choice's values; none for a number or a switch.
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
    let kind = match (said.range, said.choices, said.switch) {
        (Some(range), None, None) => {
            Kind::Number { range, scale: said.scale.unwrap_or_default(), whole: said.whole.unwrap_or(false) }
        }
        _ if said.scale.is_some() || said.whole.is_some() => return Err("`scale` and `whole` go with `range`".into()),
        (None, Some(names), None) => Kind::Choice(names),
        (None, None, Some(true)) => Kind::Switch,
        _ => return Err("expected one of `range = [low, high]`, `choices = [\"...\"]`, `switch = true`".into()),
    };
    let default = match (&kind, said.default) {
        (Kind::Number { range: [low, high], whole, .. }, Value::Number(value)) => {
            if !(low < high && low.is_finite() && high.is_finite()) {
                return Err(format!("the range from {low} to {high}: expected a low end below a high one"));
            }
            if !(*low..=*high).contains(&value) || *whole && value.fract() != 0.0 {
                let what = if *whole { "a whole number" } else { "a number" };
                return Err(format!("the default {value}: expected {what} from {low} to {high}"));
            }
            value
        }
        (Kind::Choice(names), Value::Choice(name)) => {
            let place = names.iter().position(|other| *other == name);
            let known = || listed(names.iter().map(String::as_str));
            place.ok_or_else(|| format!("the default `{name}`: expected one of {}", known()))? as f64
        }
        (Kind::Switch, Value::Switch(on)) => f64::from(on),
        _ => return Err("the default is of another kind than the control".into()),
    };
    if let Kind::Choice(names) = &kind
        && let Some(twice) = names.iter().enumerate().find(|(place, name)| names[..*place].contains(name))
    {
        return Err(format!("the choice `{}` is there twice", twice.1));
    }
    Ok(Control { key: key.to_string(), link: said.link, doc: said.doc, kind, default, scope: said.scope })
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
