//! A figure of a run as an SVG document, as the page shows it at a place.

use super::json::setting;
use i18n::unmarked;
use lessons::{Listed, Run, View, lesson, link};
use params::{Place, Scope, Theme};
use plot::{Head, Scene, Style, svg};

/// How a figure is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Picture {
    /// Which one, from 0.
    pub figure: usize,
    /// CSS pixels; none for the size that it has on the bench.
    pub size: Option<[f64; 2]>,
    /// Light or dark.
    pub theme: Theme,
}

/// The width of the bench, and the heights of a figure and of a low one, in CSS pixels.
const BENCH: f64 = 808.0;
const HEIGHT: f64 = 300.0;
const LOW: f64 = 136.0;

fn view<'a>(place: &'a Place, run: &dyn Run, pins: &'a [&'a dyn Run], size: [f64; 2]) -> View<'a> {
    let at = place.cursor.min(run.trace().updates());
    View::new(&place.spec, size).after(at, place.part).beside(pins)
}

/// The names of a run's figures in addresses and on the command line: their titles in small letters, joined by hyphens.
pub fn figure_names(place: &Place, run: &dyn Run, pins: &[&dyn Run]) -> Vec<String> {
    let captions = run.captions(&view(place, run, pins, [BENCH, HEIGHT]));
    captions.iter().map(|caption| named(&unmarked(&caption.title))).collect()
}

/// Words as a name: `Loss over both weights` is `loss-over-both-weights`.
pub fn named(words: &str) -> String {
    let letters = words.to_lowercase();
    let parts = letters.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}

/// A figure that is ready to be drawn.
pub struct Drawing {
    /// CSS pixels.
    pub size: [f64; 2],
    /// What stands still, and what follows the cursor.
    pub scenes: [Scene; 2],
    /// What it is called.
    pub title: String,
    /// What its caption says of it.
    pub note: String,
    /// What it shows, what it was computed with, and the link to it.
    pub said: String,
}

/// The figure at a place; none where there is no figure of that number.
pub fn drawing(place: &Place, run: &dyn Run, pins: &[&dyn Run], picture: Picture) -> Option<Drawing> {
    let captions = run.captions(&view(place, run, pins, [BENCH, HEIGHT]));
    let caption = captions.get(picture.figure)?;
    let usual =
        [libm::round(BENCH * f64::from(caption.columns.clamp(1, 12)) / 12.0), if caption.low { LOW } else { HEIGHT }];
    let size = picture.size.unwrap_or(usual);
    let view = view(place, run, pins, size);
    let said = [&run.describe(picture.figure, &view), "\n", &settings(place, run)].concat();
    Some(Drawing {
        size,
        scenes: [run.base(picture.figure, &view), run.overlay(picture.figure, &view)],
        title: unmarked(&caption.title),
        note: unmarked(&caption.note),
        said: unmarked(&said),
    })
}

impl Drawing {
    /// As an SVG document with a title and a description; `at` this place in CSS pixels of a document around it.
    pub fn svg(&self, theme: Theme, at: Option<[f64; 2]>) -> String {
        let head = Head { at, title: &self.title, said: &self.said };
        svg(head, &self.scenes[0], &self.scenes[1], Style { theme, text: 1.0 }, self.size)
    }
}

/// The figure as SVG; none where there is no figure of that number.
pub fn figure(place: &Place, run: &dyn Run, pins: &[&dyn Run], picture: Picture) -> Option<String> {
    drawing(place, run, pins, picture).map(|drawing| drawing.svg(picture.theme, None))
}

/// The settings that the run was computed with, after its last fork, and the link to it.
fn settings(place: &Place, run: &dyn Run) -> String {
    let mut told = String::new();
    let Some(lesson) = lesson(&place.slug).and_then(Listed::lesson) else { return told };
    for control in lesson.controls() {
        if control.key.spec().scope != Scope::View && run.shown(control.key) {
            told.push_str(
                &[control.key.spec().link, " = ", &setting(control.key, run.spec().current_values()), "\n"].concat(),
            );
        }
    }
    told + &link::write(lesson, place)
}
