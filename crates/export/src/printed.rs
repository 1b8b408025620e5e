//! A figure for paper: under its title, with the runs that it shows and what they were computed with.

use super::figure::{Drawing, Picture, drawing};
use i18n::{escaped, unmarked, words::report as words};
use lessons::{Listed, Run, lesson};
use params::{Key, Kind, Place, Scope, Theme, Values};
use plot::{FONTS, Role, palette, width};

/// The size of the words and the height of their lines, in CSS pixels.
const SIZE: f64 = 12.5;
const LINE: f64 = 18.0;
/// A program that has not our font and does not keep to the width that is written sets words wider, by so much.
const WIDER: f64 = 1.2;
/// The title stands in so much, and everything keeps so far from the edges.
const HEAD: f64 = 28.0;
const MARGIN: f64 = 8.0;

/// A figure with its title above and, below, a line for each run.
pub struct Printed {
    /// The figure alone.
    pub drawing: Drawing,
    /// The whole sheet, in CSS pixels.
    pub size: [f64; 2],
    /// Where on it the figure begins.
    pub at: [f64; 2],
    /// Light or dark.
    pub theme: Theme,
    /// All words but those of the figure.
    pub lines: Vec<Line>,
}

/// A line of words on the sheet.
pub struct Line {
    /// The left end of its baseline, in CSS pixels.
    pub at: [f64; 2],
    /// Its colour.
    pub role: Role,
    /// Weight 600.
    pub bold: bool,
    /// What it says.
    pub text: String,
}

/// The figure for paper: with the letter and colour that each run has in it, and its settings; of the runs beside it what differs.
/// None where there is no figure of that number.
pub fn printed(place: &Place, run: &dyn Run, pins: &[&dyn Run], picture: Picture) -> Option<Printed> {
    let drawing = drawing(place, run, pins, picture)?;
    let [across, high] = drawing.size;
    let line = |role, bold, x: f64, y: f64, text: &str| Line { at: [x, libm::round(y)], role, bold, text: text.into() };
    let mut lines = vec![line(Role::Ink, true, MARGIN, HEAD - 10.0, &drawing.title)];
    let mut top = HEAD;
    for words in wrapped(&drawing.note.split(' ').collect::<Vec<_>>(), " ", across) {
        if !words.is_empty() {
            lines.push(line(Role::Note, false, MARGIN, top + 0.5 * LINE, &words));
            top += LINE;
        }
    }
    let own = settings(place, run);
    let mut down = top + high;
    for (index, one) in std::iter::once(run).chain(pins.iter().copied()).enumerate() {
        let all = settings(place, one);
        let told: Vec<&str> = all.iter().filter(|told| index == 0 || !own.contains(told)).map(String::as_str).collect();
        lines.push(line(
            Role::of_run(index),
            true,
            MARGIN,
            down + 0.8 * LINE,
            &char::from(b'A' + index as u8).to_string(),
        ));
        for words in wrapped(&told, " · ", across - LINE) {
            lines.push(line(Role::Ink, false, MARGIN + LINE, down + 0.8 * LINE, &words));
            down += LINE;
        }
    }
    let size = [across + 2.0 * MARGIN, down + MARGIN];
    Some(Printed { drawing, size, at: [MARGIN, top], theme: picture.theme, lines })
}

impl Printed {
    /// The size of the words round the figure, in CSS pixels.
    pub const WORDS: f64 = SIZE;

    /// As an SVG document.
    pub fn svg(&self) -> String {
        let [across, high] = self.size;
        let (red, green, blue) = palette::colour(Role::Paper, self.theme);
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{across}\" height=\"{high}\" viewBox=\"0 0 {across} {high}\" \
             font-family=\"{FONTS}\" font-size=\"{SIZE}\"><rect width=\"100%\" height=\"100%\" fill=\"#{red:02X}{green:02X}{blue:02X}\"/>"
        );
        out += &self.drawing.svg(self.theme, Some(self.at));
        for Line { at: [x, y], role, bold, text } in &self.lines {
            let (red, green, blue) = palette::text_colour(*role, self.theme);
            let weight = if *bold { "600" } else { "400" };
            let words = escaped(text);
            let across = libm::round(width(text, *bold) * SIZE);
            out += &format!(
                "<text textLength=\"{across}\" lengthAdjust=\"spacingAndGlyphs\" x=\"{x}\" y=\"{y}\" fill=\"#{red:02X}{green:02X}{blue:02X}\" font-weight=\"{weight}\">{words}</text>"
            );
        }
        out + "</svg>"
    }
}

/// What a run was computed with, setting by setting, as the page names it.
fn settings(place: &Place, run: &dyn Run) -> Vec<String> {
    let controls = lesson(&place.slug).and_then(Listed::lesson).map_or(&[][..], |lesson| lesson.controls());
    let Values { settings: current, entries } = run.spec().current_values();
    let value = |key: Key| match key.spec().kind {
        Kind::List { .. } | Kind::Text { .. } => entries.typed(key).unwrap_or_default(),
        Kind::Switch => if current.on(key) { words::on() } else { words::off() }.to_string(),
        _ => unmarked(&run.read_out(key, current.value(key))),
    };
    let told = |key: Key| [&unmarked(&run.label(key)), " ", &value(key)].concat();
    let keys = controls.iter().map(|control| control.key);
    keys.filter(|key| key.spec().scope != Scope::View && run.shown(*key)).map(told).collect()
}

/// The pieces, with that between them, in lines of at most that width.
fn wrapped(pieces: &[&str], between: &str, across: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    for piece in pieces {
        let last = lines.last_mut().map_or(0.0, |last| width(last, false));
        if last > 0.0 && (last + width(piece, false) + 2.0) * SIZE * WIDER > across {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            let joint = if line.is_empty() { "" } else { between };
            *line = [line, joint, piece].concat();
        }
    }
    lines
}
