//! Every figure of every step as SVG: a document that an XML parser reads, and that shows the figure.

use downhill::address::preset;
use downhill::export::{Picture, figure, figure_names, printed};
use downhill::i18n::unmarked;
use downhill::lessons::{Run, View, lessons};
use downhill::params::{Frame, RunSpec, Theme};
use downhill::plot::{Mark, Scene, width};
use roxmltree::{Document, Node};

/// What is left of words where neither their pieces nor the spaces between them matter: labels of several colours are several
/// elements, and raised digits are plain ones that stand higher.
fn squeezed(words: &str) -> String {
    let raised = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let plain = |sign: char| match raised.iter().position(|known| *known == sign) {
        Some(digit) => char::from_digit(digit as u32, 10).unwrap_or(sign),
        None if sign == '⁻' => '−',
        None => sign,
    };
    words.chars().filter(|sign| !sign.is_whitespace()).map(plain).collect()
}

fn finished(lesson: &downhill::lessons::Lesson, spec: &RunSpec) -> Box<dyn Run> {
    let mut run = lesson.open(spec);
    while run.trace().ending().is_none() && run.advance(256) {}
    run
}

/// What is wrong with a drawing of these scenes, if anything.
fn fault(text: &str, scenes: [&Scene; 2], size: [f64; 2]) -> Option<String> {
    let document = match Document::parse(text) {
        Ok(document) => document,
        Err(error) => return Some(format!("is no XML: {error}")),
    };
    let root = document.root_element();
    if root.tag_name().name() != "svg" || root.tag_name().namespace() != Some("http://www.w3.org/2000/svg") {
        return Some("is no SVG".into());
    }
    for (name, length) in [("width", size[0]), ("height", size[1])] {
        if root.attribute(name).and_then(|value| value.parse().ok()) != Some(length) {
            return Some(format!("has not the {name} {length}"));
        }
    }
    let of = |names: &[&str]| -> Vec<Node> {
        root.descendants().filter(|node| names.contains(&node.tag_name().name())).collect()
    };
    let told = |name: &str| of(&[name]).first().and_then(|node| node.text()).unwrap_or_default().to_string();
    if told("title").is_empty() || !told("desc").contains("#/") || !told("desc").contains(" = ") {
        return Some(format!("has not its name, its settings and its link: {}", told("desc")));
    }
    let shapes = of(&["path", "polyline", "polygon", "circle", "rect", "line"]);
    let words: String = of(&["text"]).iter().filter_map(|node| node.text()).collect();
    let words = squeezed(&words);
    for scene in scenes {
        for label in [&scene.x.label, &scene.y.label] {
            if !words.contains(&squeezed(&unmarked(label))) {
                return Some(format!("does not say “{label}”: {words}"));
            }
        }
        for mark in &scene.marks {
            // A label whose place is not in the figure is left out with it.
            if let Mark::Label { text, at, .. } = mark
                && (scene.x.low..=scene.x.high).contains(&at[0])
                && (scene.y.low..=scene.y.high).contains(&at[1])
                && !words.contains(&squeezed(&unmarked(text)))
            {
                return Some(format!("does not say “{text}”"));
            }
        }
    }
    let grounds = scenes[0].marks.iter().any(|mark| matches!(mark, Mark::Ground { .. }));
    let mut tints: Vec<&str> =
        shapes.iter().filter_map(|node| node.attribute("fill")).filter(|fill| *fill != "none").collect();
    tints.sort_unstable();
    tints.dedup();
    if grounds && tints.len() < 5 {
        return Some(format!("shows a ground in {} tints", tints.len()));
    }
    let drawn = scenes.iter().flat_map(|scene| &scene.marks).filter(|mark| !matches!(mark, Mark::Label { .. })).count();
    (shapes.len() <= drawn / 2).then(|| format!("has {} shapes for {drawn} marks", shapes.len()))
}

/// What is wrong with a figure for paper: it has a title, and a letter and settings for every run, all inside.
fn on_paper(text: &str, size: [f64; 2], pins: usize) -> Option<String> {
    let document = match Document::parse(text) {
        Ok(document) => document,
        Err(error) => return Some(format!("is no XML: {error}")),
    };
    let root = document.root_element();
    let number = |name: &str| root.attribute(name).and_then(|text| text.parse().ok()).unwrap_or(0.0);
    let [across, high] = ["width", "height"].map(number);
    let is_text = |node: &Node| node.has_tag_name(("http://www.w3.org/2000/svg", "text"));
    let own: Vec<Node> = root.children().filter(is_text).collect();
    let lowest = own.iter().filter_map(|node| node.attribute("y")?.parse().ok()).fold(0.0, f64::max);
    let said: Vec<&str> = own.iter().filter_map(Node::text).collect();
    let letters = (0..=pins).all(|run| said.contains(&["A", "B", "C", "D"][run]));
    let end = |node: &Node| {
        let left: f64 = node.attribute("x").and_then(|left| left.parse().ok()).unwrap_or(f64::NAN);
        left + 12.5 * width(node.text().unwrap_or_default(), node.attribute("font-weight") == Some("600"))
    };
    let inside = own.iter().all(|node| end(node) <= across);
    let fits = across > size[0] && high > size[1] && lowest < high && inside;
    (!letters || !fits || said.len() < 3 + 2 * pins).then(|| format!("says {said:?} on {across} by {high}"))
}

#[test]
fn every_figure_of_every_step_is_xml_and_shows_what_it_says() {
    let (mut faults, mut figures, mut bytes) = (Vec::new(), 0, 0);
    for lesson in lessons() {
        for step in 0..lesson.story().steps.len() {
            let place = preset(lesson, step, &Frame::default());
            let run = finished(lesson, &place.spec);
            let pinned: Vec<Box<dyn Run>> = place.pins.iter().map(|spec| finished(lesson, spec)).collect();
            let pins: Vec<&dyn Run> = pinned.iter().map(|run| &**run).collect();
            for figure_index in 0..figure_names(&place, &*run, &pins).len() {
                for (theme, size) in [(Theme::Light, [808.0, 300.0]), (Theme::Dark, [384.0, 288.0])] {
                    let picture = Picture { figure: figure_index, size: Some(size), theme };
                    let text = figure(&place, &*run, &pins, picture).expect("a figure");
                    let at = place.cursor.min(run.trace().updates());
                    let view = View::new(&place.spec, size).after(at, place.part).beside(&pins);
                    let scenes = [run.base(figure_index, &view), run.overlay(figure_index, &view)];
                    let name = format!("{} step {} figure {}", lesson.story().slug, step + 1, figure_index + 1);
                    faults.extend(fault(&text, [&scenes[0], &scenes[1]], size).map(|fault| format!("{name} {fault}")));
                    figures += 1;
                    bytes += text.len();
                    let paper = printed(&place, &*run, &pins, picture).expect("a figure").svg();
                    faults
                        .extend(on_paper(&paper, size, pins.len()).map(|fault| format!("{name}, for paper, {fault}")));
                }
            }
        }
    }
    println!("{figures} drawings, {} kB each", bytes / figures / 1000);
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}
