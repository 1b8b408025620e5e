//! Links: everything on screen, in the fragment of an address.
//!
//! ```text
//! #/<slug>?<key>=<value>&...
//! ```
//! Only `A-Z a-z 0-9 - _ . ~` stand in values, so that no mail program cuts or mangles a link. Values equal to the lesson's
//! default are not written.
//!
//! | key | meaning |
//! |---|---|
//! | a control's key | its value: a number, a choice's name, or `0`/`1` |
//! | `v` | version of this grammar; without it the present one ([`MIGRATIONS`] says what changed) |
//! | `step` | step of the story, from 1 |
//! | `at` | cursor: updates made |
//! | `part` | parts of the next update that are shown |
//! | `fork` | `K~key~value~...`: from update K on with these values; may stand several times |
//! | `pin` | a run beside this one: `key~value~...`, with `fork~K~key~value...` and `own~K~...` inside; may stand several times |
//! | `data` | a choice's name; own data stand in `own` |
//! | `own` | `K~xname~yname~origin~x~y~x~y...` with K points, names in base64url; in a pin, `own~same` means the main run's data |

use super::base64;
use super::own::OWN_LIMIT;
use super::{Control, Fork, Key, Kind, MAX_FORKS, MAX_PINS, OwnData, RunSpec, Scope, Settings};
use decimal::decimal;
use std::sync::Arc;

/// The version of the grammar that links are written in.
pub const LINK_VERSION: u32 = 2;

/// One word of the grammar that changed.
struct Migration {
    /// The version that no longer has it.
    since: u32,
    /// A key, and one of its values.
    old: [&'static str; 2],
    /// What says the same from that version on.
    new: [&'static str; 2],
}

/// Every word that changed, oldest first. A link of an older version is read as if it said the new one.
///
/// Version 2: `surface` became the ground that descent runs on; what the second figure shows of the loss is `cut`.
const MIGRATIONS: &[Migration] = &[
    Migration { since: 2, old: ["surface", "map"], new: ["cut", "map"] },
    Migration { since: 2, old: ["surface", "slope-slice"], new: ["cut", "slope-slice"] },
    Migration { since: 2, old: ["surface", "intercept-slice"], new: ["cut", "intercept-slice"] },
    Migration { since: 2, old: ["surface", "none"], new: ["cut", "none"] },
];

/// A key and its value as the present version writes them.
fn migrated(version: u32, pair: [&str; 2]) -> [&str; 2] {
    let mut pair = pair;
    for change in MIGRATIONS {
        if version < change.since && pair == change.old {
            pair = change.new;
        }
    }
    pair
}

/// A control and a value as a link of some version writes them.
fn read_pair(version: u32, name: &str, text: &str, controls: &[Control]) -> Option<(Key, f64)> {
    let [name, text] = migrated(version, [name, text]);
    let key = Key::named(name).filter(|key| controls.iter().any(|control| control.key == *key))?;
    Some((key, read_value(key, text)?))
}

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
    /// Whether the link was written by a version that is not known here: it opens the step that it names, and no more.
    pub newer: bool,
}

/// What a link to a lesson says.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Which lesson, as written.
    pub slug: String,
    /// The step of the story, from 0.
    pub step: usize,
    /// The run that is looked at.
    pub spec: RunSpec,
    /// Updates made.
    pub cursor: usize,
    /// Parts of the next update that are shown.
    pub part: usize,
    /// Runs beside it: B, C, D.
    pub pins: Vec<RunSpec>,
    /// How the page is used.
    pub frame: Frame,
    /// What in the link could not be used, in the order found (keys, not sentences).
    pub ignored: Vec<String>,
}

/// The longest fragment that is looked at, in bytes; the rest is ignored.
const LONGEST: usize = 1 << 20;
/// The last update that a cursor can stand at, and so the last that can be forked.
const LAST_UPDATE: usize = 1_000_000;

/// The slug in a fragment such as `#/line-of-best-fit?rate=0.1`; empty for the home page.
pub fn slug_of(fragment: &str) -> &str {
    let path = fragment.trim_start_matches('#').trim_start_matches('/');
    path.split(['?', '&']).next().unwrap_or("").trim_end_matches('/')
}

/// Reads a fragment. Never fails: what cannot be used is left at its default and listed in [`Place::ignored`].
pub fn decode(fragment: &str, controls: &[Control]) -> Place {
    let mut end = fragment.len().min(LONGEST);
    while !fragment.is_char_boundary(end) {
        end -= 1;
    }
    let fragment = &fragment[..end];
    let defaults = Settings::defaults(controls);
    let mut place = Place {
        slug: slug_of(fragment).to_string(),
        step: 0,
        spec: RunSpec::defaults(controls),
        cursor: 0,
        part: 0,
        pins: Vec::new(),
        frame: Frame::default(),
        ignored: Vec::new(),
    };
    let query = fragment.split_once('?').map_or("", |(_, query)| query);
    let pairs = || query.split('&').filter(|pair| !pair.is_empty());
    let version = pairs().find_map(|pair| pair.strip_prefix("v=")).and_then(|version| version.parse().ok());
    let version: u32 = version.filter(|version| *version > 0).unwrap_or(LINK_VERSION);
    place.frame.newer = version > LINK_VERSION;
    let mut seen: Vec<&str> = Vec::new();
    let mut pins: Vec<&str> = Vec::new();
    for pair in pairs() {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let repeats = matches!(name, "pin" | "fork");
        let used = if !repeats && seen.contains(&name) {
            false
        } else {
            seen.push(name);
            match name {
                "v" => value.parse() == Ok(version) && version <= LINK_VERSION,
                "step" => whole(value, 1..=1000).map(|step| place.step = step - 1).is_some(),
                // What a word means to a later version nobody knows; where the page stands, and how, is old enough.
                name if place.frame.newer && !matches!(name, "mode" | "theme" | "hide" | "fix") => false,
                "at" => whole(value, 0..=LAST_UPDATE).map(|at| place.cursor = at).is_some(),
                "part" => whole(value, 0..=100).map(|part| place.part = part).is_some(),
                "fork" => read_fork(&mut place.spec, &mut value.split('~').peekable(), version, controls),
                "pin" => {
                    pins.push(value);
                    pins.len() <= MAX_PINS
                }
                "own" => {
                    read_own(&mut value.split('~').peekable()).map(|own| place.spec.own = Some(Arc::new(own))).is_some()
                }
                "mode" => read_mode(value).map(|mode| place.frame.mode = mode).is_some(),
                "theme" => read_theme(value).map(|theme| place.frame.theme = Some(theme)).is_some(),
                "hide" => read_names(value, &mut place.frame.hide),
                "fix" => read_names(value, &mut place.frame.fix),
                // Later forks must not keep another value of what they have in common with the start.
                _ => read_pair(version, name, value, controls)
                    .map(|(key, value)| place.spec.set_everywhere(key, value))
                    .is_some(),
            }
        };
        if !used && place.ignored.len() < 20 {
            place.ignored.push(name.chars().take(40).collect());
        }
    }
    mend(&mut place.spec, &defaults);
    for pin in pins.into_iter().take(MAX_PINS) {
        let mut spec = read_pin(pin, &place.spec, version, controls);
        mend(&mut spec, &defaults);
        place.pins.push(spec);
    }
    place
}

/// Own data are kept only where they are used, and used only where they are there.
fn mend(spec: &mut RunSpec, defaults: &Settings) {
    let own = spec.settings.choice(Key::Data) == "own";
    if own && spec.own.is_none() {
        *spec = spec.with(Key::Data, defaults.value(Key::Data));
    } else if !own {
        spec.own = None;
    }
}

fn whole(text: &str, range: std::ops::RangeInclusive<usize>) -> Option<usize> {
    text.parse().ok().filter(|value| range.contains(value))
}

fn read_value(key: Key, text: &str) -> Option<f64> {
    match key.spec().kind {
        Kind::Choice(names) => names.iter().position(|name| *name == text).map(|index| index as f64),
        Kind::Switch => match text {
            "0" => Some(0.0),
            "1" => Some(1.0),
            _ => None,
        },
        kind => decimal(text).filter(|value| value.is_finite()).and_then(|value| kind.clamp(value)),
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

type Tokens<'a> = std::iter::Peekable<std::str::Split<'a, char>>;

/// `K~key~value~...`, up to the end or to the next `fork`.
fn read_fork(spec: &mut RunSpec, tokens: &mut Tokens, version: u32, controls: &[Control]) -> bool {
    let Some(at) = tokens.next().and_then(|text| whole(text, 1..=LAST_UPDATE)) else { return false };
    if spec.forks.len() >= MAX_FORKS || spec.forks.last().is_some_and(|last| last.at >= at) {
        return false;
    }
    let mut settings = *spec.current();
    let mut good = true;
    while tokens.peek().is_some_and(|next| *next != "fork" && *next != "own") {
        let (Some(name), Some(text)) = (tokens.next(), tokens.next()) else { return false };
        match read_pair(version, name, text, controls).filter(|(key, _)| key.spec().scope == Scope::Descent) {
            Some((key, value)) => settings = settings.with(key, value),
            None => good = false,
        }
    }
    spec.forks.push(Fork { at, settings });
    good
}

fn read_pin(text: &str, main: &RunSpec, version: u32, controls: &[Control]) -> RunSpec {
    let mut spec = RunSpec::defaults(controls);
    let mut tokens = text.split('~').peekable();
    while let Some(name) = tokens.next() {
        match name {
            "fork" => {
                read_fork(&mut spec, &mut tokens, version, controls);
            }
            "own" if tokens.peek() == Some(&"same") => {
                tokens.next();
                spec.own = main.own.clone();
            }
            "own" => spec.own = read_own(&mut tokens).map(Arc::new),
            _ => {
                let Some(text) = tokens.next() else { break };
                if let Some((key, value)) = read_pair(version, name, text, controls) {
                    spec.set_everywhere(key, value);
                }
            }
        }
    }
    spec
}

/// `K~xname~yname~origin~x~y...`: none unless all K points are there and finite.
fn read_own(tokens: &mut Tokens) -> Option<OwnData> {
    let count = whole(tokens.next()?, 0..=OWN_LIMIT)?;
    let (x_name, y_name) = (base64::read(tokens.next()?)?, base64::read(tokens.next()?)?);
    let mut number = || decimal(tokens.next()?).filter(|value| value.is_finite());
    let origin = number()?;
    let mut points = Vec::new();
    for _ in 0..count {
        points.push([number()?, number()?]);
    }
    Some(OwnData { x_name, y_name, origin, points })
}
