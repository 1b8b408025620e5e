//! Markdown into HTML: prose with `$maths$` and `[role|coloured words]`, without raw HTML and without inline styles.

use super::maths::mathml;
use super::table::Names;
use super::words::marks;
use comrak::nodes::NodeValue;
use comrak::{Arena, Options, format_html, parse_document};

/// HTML of a passage. Braces in it are blanks for `template::pieces`; those of formulas are doubled. On an error: the line
/// within the passage, counted from 0, and a sentence.
pub fn html(markdown: &str, names: &Names) -> Result<String, (usize, String)> {
    let mut options = Options::default();
    options.extension.math_dollars = true;
    options.extension.table = true;
    options.parse.smart = true;
    options.render.r#unsafe = true; // formulas are put in as HTML; a person's own HTML is refused below

    let arena = Arena::new();
    let root = parse_document(&arena, markdown, &options);
    for node in root.descendants() {
        let mut data = node.data_mut();
        let line = data.sourcepos.start.line.saturating_sub(1);
        let formula = match &data.value {
            NodeValue::HtmlBlock(_) | NodeValue::HtmlInline(_) => {
                return Err((line, "HTML may not stand in a story; write Markdown, or `&lt;` for `<`".to_string()));
            }
            NodeValue::Math(math) => mathml(&math.literal, math.display_math).map_err(|message| (line, message))?,
            _ => continue,
        };
        data.value = NodeValue::Raw(formula.replace('{', "{{").replace('}', "}}"));
    }
    let mut out = String::new();
    format_html(root, &options, &mut out).map_err(|error| (0, error.to_string()))?;
    marks(&out, names).map_err(|message| (0, message))?;
    Ok(spans(&out).trim_end().to_string())
}

/// HTML of one paragraph, without the paragraph's tags.
pub fn inline(markdown: &str, names: &Names) -> Result<String, (usize, String)> {
    let html = html(markdown, names)?;
    match html.strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>")) {
        Some(inner) if !inner.contains("<p>") => Ok(inner.to_string()),
        _ if html.is_empty() => Err((0, "expected a sentence".to_string())),
        _ => Err((0, "expected one paragraph".to_string())),
    }
}

/// `[role|words]` as an element. The marks have been checked.
fn spans(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('[') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix('[') {
            out.push('[');
            rest = after;
            continue;
        }
        let Some(((mark, words), after)) =
            rest.split_once(']').and_then(|(inside, after)| Some((inside.split_once('|')?, after)))
        else {
            out.push('[');
            continue;
        };
        out.push_str(&match mark {
            "b" => format!("<b>{words}</b>"),
            role => format!("<span class=\"t-{role}\">{words}</span>"),
        });
        rest = after;
    }
    out + rest
}
