//! The keys of a link that say how the page is used, and nothing about a run.

use super::Key;

/// How the page is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Story and bench.
    #[default]
    Read,
    /// For a projector.
    Lecture,
    /// Inside somebody else's page.
    Embed,
}

impl Mode {
    /// Its name in links and on the page's root (`data-mode`).
    pub fn name(self) -> &'static str {
        match self {
            Mode::Read => "read",
            Mode::Lecture => "lecture",
            Mode::Embed => "embed",
        }
    }
}

/// Light or dark, where a link or a person says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// The words of a lesson, as a link hides them.
pub const STORY: &str = "story";
/// The parts of a lesson's page that a link can hide beside controls.
pub const PARTS: [&str; 5] = [STORY, "runs", "playback", "says", "table"];

/// The keys of the frame, not of a lesson.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frame {
    /// How the page is used.
    pub mode: Mode,
    /// None: as the system says.
    pub theme: Option<Theme>,
    /// Link names of the controls, and of the [`PARTS`] of the page, that are not shown.
    pub hide: Vec<String>,
    /// Link names of the controls that cannot be changed.
    pub fix: Vec<String>,
    /// Names of the figures that are shown; all where it is empty.
    pub show: Vec<String>,
    /// Whether the link was written by a version that is not known here: it opens the step that it names, and no more.
    pub newer: bool,
}

impl Frame {
    /// Reads a key of the frame; false where the value means nothing.
    pub(super) fn read(&mut self, name: &str, value: &str) -> bool {
        match name {
            "mode" => read_mode(value).map(|mode| self.mode = mode).is_some(),
            "theme" => read_theme(value).map(|theme| self.theme = Some(theme)).is_some(),
            "hide" => read_names(value, &mut self.hide),
            "fix" => read_names(value, &mut self.fix),
            "show" => read_figures(value, &mut self.show),
            _ => false,
        }
    }
}

fn read_mode(text: &str) -> Option<Mode> {
    [Mode::Read, Mode::Lecture, Mode::Embed].into_iter().find(|mode| mode.name() == text)
}

fn read_theme(text: &str) -> Option<Theme> {
    match text {
        "light" => Some(Theme::Light),
        "dark" => Some(Theme::Dark),
        _ => None,
    }
}

fn read_names(text: &str, names: &mut Vec<String>) -> bool {
    let known = |name: &&str| Key::named(name).is_some() || PARTS.contains(name);
    let before = names.len();
    for name in text.split('~').filter(known) {
        if !names.iter().any(|old| old == name) {
            names.push(name.to_string());
        }
    }
    names.len() > before
}

/// The most figures, and the longest name of one, that a link may ask for.
const FIGURES: [usize; 2] = [20, 40];

/// Figures are the lesson's: here a name has only to look like one.
fn read_figures(text: &str, names: &mut Vec<String>) -> bool {
    let is_sign = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-';
    let is_name = |name: &&str| (1..=FIGURES[1]).contains(&name.len()) && name.chars().all(is_sign);
    names.extend(text.split('~').filter(is_name).take(FIGURES[0]).map(str::to_string));
    !names.is_empty()
}
