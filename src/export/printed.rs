//! A figure for paper: under its title, with the runs that it shows and what they were computed with.

use super::figure::{Picture, figure, size_of};
use crate::i18n::{escaped, unmarked, words::report as words};
use crate::lessons::{Run, lesson};
use crate::params::{Key, Kind, Place, Scope};
use crate::plot::{FONTS, Role, palette, width};

/// The size of the words and the height of their lines, in CSS pixels.
const SIZE: f64 = 12.5;
const LINE: f64 = 18.0;
/// A program without our font sets words wider than our table says, by so much.
const WIDER: f64 = 1.2;
/// The title stands in so much, and words keep so far from the edges.
const HEAD: f64 = 28.0;
const MARGIN: f64 = 8.0;

/// The figure as SVG with its title above and, below, a line for each run: the letter and colour that it has in the figure, and its
/// settings; of the runs beside it what differs. None where there is no figure of that number.
pub fn printed(place: &Place, run: &dyn Run, pins: &[&dyn Run], picture: Picture) -> Option<String> {
    let drawing = figure(place, run, pins, picture)?;
    let ([across, high], title) = size_of(place, run, pins, picture)?;
    let own = settings(place, run);
    let mut rows = Vec::new();
    for (index, one) in std::iter::once(run).chain(pins.iter().copied()).enumerate() {
        let all = settings(place, one);
        let told: Vec<&str> = all.iter().filter(|told| index == 0 || !own.contains(told)).map(String::as_str).collect();
        for (line, words) in wrapped(&told, across - 2.0 * MARGIN - LINE).into_iter().enumerate() {
            let letter = if line == 0 { char::from(b'A' + index as u8).to_string() } else { String::new() };
            rows.push((Role::of_run(index), letter, words));
        }
    }
    let whole = high + HEAD + LINE * rows.len() as f64 + MARGIN;
    let text = |role: Role, weight: &str, at: [f64; 2], words: &str| {
        let (red, green, blue) = palette::text_colour(role, picture.theme);
        let [x, y] = at.map(|length| libm::round(length).to_string());
        let words = escaped(words);
        format!(
            "<text x=\"{x}\" y=\"{y}\" fill=\"#{red:02X}{green:02X}{blue:02X}\" font-weight=\"{weight}\">{words}</text>"
        )
    };
    let (red, green, blue) = palette::colour(Role::Paper, picture.theme);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{across}\" height=\"{whole}\" viewBox=\"0 0 {across} {whole}\" \
         font-family=\"{FONTS}\" font-size=\"{SIZE}\"><rect width=\"100%\" height=\"100%\" fill=\"#{red:02X}{green:02X}{blue:02X}\"/>"
    );
    out += &text(Role::Ink, "600", [MARGIN, HEAD - 10.0], &title);
    out += &drawing.replacen("<svg ", &format!("<svg y=\"{HEAD}\" "), 1);
    for (place, (role, letter, words)) in rows.iter().enumerate() {
        let y = HEAD + high + LINE * (place as f64 + 0.8);
        out += &text(*role, "600", [MARGIN, y], letter);
        out += &text(Role::Ink, "400", [MARGIN + LINE, y], words);
    }
    Some(out + "</svg>")
}

/// What a run was computed with, setting by setting, as the page names it.
fn settings(place: &Place, run: &dyn Run) -> Vec<String> {
    let controls = lesson(&place.slug).map_or(&[][..], |listed| listed.lesson().controls());
    let value = |key: Key| match key.spec().kind {
        Kind::Switch => if run.spec().current().on(key) { words::on() } else { words::off() }.to_string(),
        _ => unmarked(&run.read_out(key)),
    };
    let told = |key: Key| [&unmarked(&run.label(key)), " ", &value(key)].concat();
    let keys = controls.iter().map(|control| control.key);
    keys.filter(|key| key.spec().scope != Scope::View && run.shown(*key)).map(told).collect()
}

/// The pieces, a comma between them, in lines of at most that width.
fn wrapped(pieces: &[&str], across: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    for piece in pieces {
        let last = lines.last_mut().map_or(0.0, |last| width(last, false));
        if last > 0.0 && (last + width(piece, false) + 1.0) * SIZE * WIDER > across {
            if let Some(line) = lines.last_mut() {
                line.push(',');
            }
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            let joint = if line.is_empty() { "" } else { ", " };
            *line = [line, joint, piece].concat();
        }
    }
    lines
}
