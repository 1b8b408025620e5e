//! An SVG document in a form that does not depend on who wrote it.

use roxmltree::{Document, Node};

/// One element a line, indented by its depth; attributes sorted by name; numbers rounded to 0.01; words in quotes.
pub fn of(document: &str) -> String {
    let parsed = Document::parse(document).expect("a figure is XML");
    let mut out = String::new();
    element(parsed.root_element(), 0, &mut out);
    out
}

fn element(node: Node, depth: usize, out: &mut String) {
    out.push_str(&" ".repeat(depth));
    out.push_str(node.tag_name().name());
    let mut attributes: Vec<(&str, String)> =
        node.attributes().map(|attribute| (attribute.name(), rounded(attribute.value()))).collect();
    attributes.sort();
    for (name, value) in attributes {
        out.push_str(&format!(" {name}={value:?}"));
    }
    let words: String = node.children().filter(Node::is_text).filter_map(|text| text.text()).collect();
    if !words.trim().is_empty() {
        out.push_str(&format!(" | {:?}", words.trim_matches('\n')));
    }
    out.push('\n');
    for child in node.children().filter(Node::is_element) {
        // What a picture says of itself are words and a link: they are frozen elsewhere.
        if !["title", "desc"].contains(&child.tag_name().name()) {
            element(child, depth + 1, out);
        }
    }
}

/// The text with every decimal number in it rounded to two places, without zeros at the end.
fn rounded(text: &str) -> String {
    let is_part = |sign: char| sign.is_ascii_digit() || sign == '.';
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(is_part) {
        let (before, from) = rest.split_at(start);
        let (number, after) = from.split_at(from.find(|sign| !is_part(sign)).unwrap_or(from.len()));
        out.push_str(before);
        // Digits of a colour or of a name are none.
        let is_number = !before.ends_with(|sign: char| sign.is_ascii_hexdigit() && sign.is_alphabetic() || sign == '#');
        match number.parse::<f64>() {
            Ok(value) if number.contains('.') && is_number => {
                let short = format!("{value:.2}");
                out.push_str(short.trim_end_matches('0').trim_end_matches('.'));
            }
            _ => out.push_str(number),
        }
        rest = after;
    }
    out + rest
}

#[test]
fn writers_do_not_matter() {
    let one = r##"<svg a="1.004" b="#0a1.5"><g><text x="2">a &lt; b</text></g></svg>"##;
    let two = "<svg b=\"#0a1.5\" a='1'>\n  <g>\n<text x=\"2\">\na &#60; b\n</text></g>\n</svg>";
    assert_eq!(of(one), of(two));
    assert_ne!(of(one), of(&one.replace("1.004", "1.006")));
    assert_ne!(of(one), of(&one.replace("a &lt;", "c &lt;")));
}
