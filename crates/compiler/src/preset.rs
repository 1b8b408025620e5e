//! The settings of a step: `preset: rate=0.17&at=4; controls: rate, objective; prompt: Which one settles?`.

use super::controls::Kind;
use super::problem::listed;
use super::table::Names;

/// Keys of a link that no control has.
const FRAME: &[&str] = &["at", "part", "fork", "pin"];

/// What stands below the heading of a step.
#[derive(Default)]
pub struct Attributes {
    /// The preset as it stands.
    pub preset: String,
    /// Variants of `Key`.
    pub controls: Vec<String>,
    /// What a lecture asks the room, where the step has no question.
    pub prompt: String,
}

/// Takes them apart. The error is a sentence.
pub fn attributes(text: &str, names: &Names) -> Result<Attributes, String> {
    let mut found = Attributes::default();
    for attribute in text.split(';').map(str::trim).filter(|attribute| !attribute.is_empty()) {
        match attribute.split_once(':').map(|(name, value)| (name.trim(), value.trim())) {
            Some(("preset", value)) => {
                value.split('&').filter(|pair| !pair.is_empty()).try_for_each(|pair| check(pair, names))?;
                found.preset = value.to_string();
            }
            Some(("controls", value)) => {
                for link in value.split(',').map(str::trim).filter(|link| !link.is_empty()) {
                    found.controls.push(names.linked(link).ok_or_else(|| unknown(link, names, &[]))?.key.clone());
                }
            }
            Some(("prompt", value)) => found.prompt = value.to_string(),
            _ => {
                let known = "`preset: ...`, `controls: ...` or `prompt: ...`";
                return Err(format!("`{attribute}` means nothing here; expected {known}"));
            }
        }
    }
    Ok(found)
}

fn unknown(link: &str, names: &Names, more: &[&str]) -> String {
    let known = names.controls.iter().map(|row| row.link.as_str()).chain(more.iter().copied());
    format!("`{link}` is no control; expected one of {}", listed(known))
}

fn check(pair: &str, names: &Names) -> Result<(), String> {
    let Some((link, value)) = pair.split_once('=') else {
        return Err(format!("`{pair}`: expected `key=value`"));
    };
    if FRAME.contains(&link) {
        return match link {
            "at" | "part" if value.parse::<usize>().is_err() => Err(format!("`{pair}`: expected a whole number")),
            _ => Ok(()),
        };
    }
    let row = names.linked(link).ok_or_else(|| unknown(link, names, FRAME))?;
    if let Kind::Choice(choices) = &row.kind {
        return match choices.iter().any(|choice| choice == value) {
            true => Ok(()),
            false => Err(format!("`{pair}`: expected one of {}", listed(choices.iter().map(String::as_str)))),
        };
    }
    match &row.kind {
        Kind::List { range, whole, most, .. } => return list(pair, value, *range, *whole, *most),
        Kind::Text { .. } => return text(pair, value),
        _ => {}
    }
    match value.parse::<f64>() {
        Ok(number) if row.kind == Kind::Switch && number != 0.0 && number != 1.0 => {
            Err(format!("`{pair}`: expected 0 or 1"))
        }
        Ok(number) if number.is_finite() => Ok(()),
        _ => Err(format!("`{pair}`: expected a number")),
    }
}

/// `widths=8~8~4`.
fn list(pair: &str, value: &str, [low, high]: [f64; 2], whole: bool, most: usize) -> Result<(), String> {
    let fits = |text: &str| {
        text.parse::<f64>().is_ok_and(|number| (low..=high).contains(&number) && !(whole && number.fract() != 0.0))
    };
    let what = if whole { "whole numbers" } else { "numbers" };
    if value.split('~').all(fits) && value.split('~').count() <= most {
        return Ok(());
    }
    Err(format!("`{pair}`: expected 1 to {most} {what} from {low} to {high} with `~` between"))
}

/// A text stands in base64url, as in links.
fn text(pair: &str, value: &str) -> Result<(), String> {
    let is_digit = |sign: char| sign.is_ascii_alphanumeric() || sign == '-' || sign == '_';
    match value.chars().all(is_digit) && value.len() % 4 != 1 {
        true => Ok(()),
        false => Err(format!("`{pair}`: expected base64url (RFC 4648, section 5) without padding")),
    }
}
