//! LaTeX into MathML, with every symbol in the colour of its quantity and no inline style (the page's policy forbids them).

use pulldown_latex::config::{DisplayMode, RenderConfig};
use pulldown_latex::{Parser, Storage};

/// The one table of symbols and roles. A derivative (`∂…/∂…`, `∇…`) has its colour as a whole.
const SYMBOLS: &[(&str, &str)] =
    &[("w", "weights"), ("b", "weights"), ("L", "error"), ("η", "rate"), ("∇", "gradient"), ("∂", "gradient")];

/// The MathML of a formula; the error is a sentence.
pub fn mathml(latex: &str, display: bool) -> Result<String, String> {
    let storage = Storage::new();
    let events: Vec<_> = Parser::new(latex, &storage).collect();
    if let Some(error) = events.iter().find_map(|event| event.as_ref().err()) {
        let reason = error.to_string();
        return Err(format!("`${latex}$` is not understood: {}", reason.lines().next().unwrap_or_default()));
    }
    let mut out = String::new();
    let display_mode = if display { DisplayMode::Block } else { DisplayMode::Inline };
    let config = RenderConfig { display_mode, ..RenderConfig::default() };
    pulldown_latex::push_mathml(&mut out, events.into_iter(), config).map_err(|error| error.to_string())?;
    if out.contains(" style=\"") || out.contains("<merror") {
        return Err(format!(
            "`${latex}$` needs an inline style, which the page's policy forbids; write it without colours and spaces"
        ));
    }
    Ok(coloured(&set(&out)))
}

/// Formulas as we set them: a display formula starts at the left edge like the prose, a stroke of division stands close, and
/// comparisons are escaped.
fn set(mathml: &str) -> String {
    mathml
        .replace("<math display=\"inline\">", "<math>")
        .replace("<math display=\"block\">", "<math displaystyle=\"true\">")
        .replace("><</mo>", ">&lt;</mo>")
        .replace(">></mo>", ">&gt;</mo>")
        .replace(">&</mo>", ">&amp;</mo>")
        .replace("<mo>/</mo>", "<mo lspace=\"0\" rspace=\"0\">/</mo>")
}

/// Gives each symbol the class of its role. What follows `∂` or `∇` belongs to the derivative, a number after `η =` to the
/// symbol.
fn coloured(mathml: &str) -> String {
    let mut out = String::new();
    let mut rest = mathml;
    let mut derived = false;
    let mut equal: Option<&str> = None;
    while let Some(at) = rest.find("<m") {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with("<mfrac>") && first_symbol(rest) == Some("∂") {
            out.push_str("<mfrac class=\"t-gradient\">");
            rest = &rest["<mfrac>".len()..];
            continue;
        }
        match token(rest) {
            Some((name, text, length)) if name == "mi" || text == "∇" || text == "∂" => {
                let role = SYMBOLS.iter().find(|(symbol, _)| *symbol == text).map(|(_, role)| *role);
                let role = if derived { Some("gradient") } else { role };
                derived = text == "∂" || text == "∇";
                equal = role;
                out.push_str(&classed(&rest[..length], name, role));
                rest = &rest[length..];
            }
            Some((name, text, length)) => {
                // The stroke of ∂L/∂w belongs to the derivative.
                let stroke = text == "/" && first_symbol(&rest[length..]) == Some("∂");
                let role = if name == "mn" { equal } else { stroke.then_some("gradient") };
                equal = if text == "=" { equal } else { None };
                out.push_str(&classed(&rest[..length], name, role));
                rest = &rest[length..];
            }
            None => {
                let end = rest.find('>').map_or(rest.len(), |end| end + 1);
                equal = None;
                out.push_str(&rest[..end]);
                rest = &rest[end..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn classed(element: &str, name: &str, role: Option<&str>) -> String {
    match role {
        Some(role) => element.replacen(&format!("<{name}"), &format!("<{name} class=\"t-{role}\""), 1),
        None => element.to_string(),
    }
}

/// The element at the start if it is a leaf: its name, its text, and how long it is.
fn token(mathml: &str) -> Option<(&str, &str, usize)> {
    let name = ["mi", "mo", "mn", "mtext"]
        .into_iter()
        .find(|name| mathml[1..].strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', '>'])))?;
    let open = mathml.find('>')? + 1;
    let close = open + mathml[open..].find("</")?;
    let end = close + mathml[close..].find('>')? + 1;
    Some((name, &mathml[open..close], end))
}

/// The text of the first leaf, whatever it is wrapped in.
fn first_symbol(mathml: &str) -> Option<&str> {
    mathml.match_indices("<m").find_map(|(at, _)| token(&mathml[at..])).map(|(_, text, _)| text)
}
