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
//! | `v` | version of this grammar |
//! | `step` | step of the story, from 1 |
//! | `at` | cursor: updates made |
//! | `part` | parts of the next update that are shown |
//! | `fork` | `K~key~value~...`: from update K on with these values; may stand several times |
//! | `pin` | a run beside this one: `key~value~...`, with `fork~K~key~value...` and `own~K~...` inside; may stand several times |
//! | `data` | a choice's name; own data stand in `own` |
//! | `own` | `K~xname~yname~origin~x~y~x~y...` with K points, names in base64url; in a pin, `own~same` means the main run's data |

use super::base64;
use super::own::OWN_LIMIT;
use super::{Control, Fork, Key, Kind, MAX_FORKS, MAX_PINS, OwnData, RunSpec, SPECS, Scope, Settings};
use crate::decimal::decimal;
use crate::decimal::digits::{shortest, shortest_scientific};
use std::sync::Arc;

/// The version of the grammar that links are written in.
pub const LINK_VERSION: u32 = 1;

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
    let mut seen: Vec<&str> = Vec::new();
    let mut pins: Vec<&str> = Vec::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let repeats = matches!(name, "pin" | "fork");
        let used = if !repeats && seen.contains(&name) {
            false
        } else {
            seen.push(name);
            match name {
                "v" => value.parse() == Ok(LINK_VERSION),
                "step" => whole(value, 1..=1000).map(|step| place.step = step - 1).is_some(),
                "at" => whole(value, 0..=LAST_UPDATE).map(|at| place.cursor = at).is_some(),
                "part" => whole(value, 0..=100).map(|part| place.part = part).is_some(),
                "fork" => read_fork(&mut place.spec, &mut value.split('~').peekable(), controls),
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
                _ => match Key::named(name).and_then(|key| Some((key, read_value(key, value)?))) {
                    // Later forks must not keep another value of what they have in common with the start.
                    Some((key, value)) if used_by(controls, key) => {
                        place.spec.set_everywhere(key, value);
                        true
                    }
                    _ => false,
                },
            }
        };
        if !used && place.ignored.len() < 20 {
            place.ignored.push(name.chars().take(40).collect());
        }
    }
    mend(&mut place.spec, &defaults);
    for pin in pins.into_iter().take(MAX_PINS) {
        let mut spec = read_pin(pin, &place.spec, controls);
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

fn used_by(controls: &[Control], key: Key) -> bool {
    controls.iter().any(|control| control.key == key)
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
fn read_fork(spec: &mut RunSpec, tokens: &mut Tokens, controls: &[Control]) -> bool {
    let Some(at) = tokens.next().and_then(|text| whole(text, 1..=LAST_UPDATE)) else { return false };
    if spec.forks.len() >= MAX_FORKS || spec.forks.last().is_some_and(|last| last.at >= at) {
        return false;
    }
    let mut settings = *spec.current();
    let mut good = true;
    while tokens.peek().is_some_and(|next| *next != "fork" && *next != "own") {
        let (Some(name), Some(text)) = (tokens.next(), tokens.next()) else { return false };
        match Key::named(name).filter(|key| key.spec().scope == Scope::Descent && used_by(controls, *key)) {
            Some(key) => match read_value(key, text) {
                Some(value) => settings = settings.with(key, value),
                None => good = false,
            },
            None => good = false,
        }
    }
    spec.forks.push(Fork { at, settings });
    good
}

fn read_pin(text: &str, main: &RunSpec, controls: &[Control]) -> RunSpec {
    let mut spec = RunSpec::defaults(controls);
    let mut tokens = text.split('~').peekable();
    while let Some(name) = tokens.next() {
        match name {
            "fork" => {
                read_fork(&mut spec, &mut tokens, controls);
            }
            "own" if tokens.peek() == Some(&"same") => {
                tokens.next();
                spec.own = main.own.clone();
            }
            "own" => spec.own = read_own(&mut tokens).map(Arc::new),
            _ => {
                let Some(text) = tokens.next() else { break };
                let key = Key::named(name).filter(|key| used_by(controls, *key));
                if let Some((key, value)) = key.and_then(|key| Some((key, read_value(key, text)?))) {
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

/// Writes a fragment (with `#/`), leaving out what is at its default.
pub fn encode(place: &Place, controls: &[Control]) -> String {
    let defaults = Settings::defaults(controls);
    let spec = &place.spec;
    let mut query = String::new();
    pair(&mut query, "step", &counted(if place.step > 0 { place.step + 1 } else { 0 }));
    differences(&mut query, ["&", "="], &spec.settings, &defaults, false);
    if let Some(own) = own_of(spec) {
        pair(&mut query, "own", &write_own(own));
    }
    forks(&mut query, "&fork=", spec);
    pair(&mut query, "at", &counted(place.cursor));
    pair(&mut query, "part", &counted(place.part));
    for pin in &place.pins {
        query.push_str("&pin=");
        query.push_str(&write_pin(pin, spec, &defaults));
    }
    let mode = if place.frame.mode == Mode::Read { "" } else { place.frame.mode.name() };
    let theme = match place.frame.theme {
        None => "",
        Some(Theme::Light) => "light",
        Some(Theme::Dark) => "dark",
    };
    pair(&mut query, "mode", mode);
    pair(&mut query, "theme", theme);
    pair(&mut query, "hide", &place.frame.hide.join("~"));
    pair(&mut query, "fix", &place.frame.fix.join("~"));
    let slug = &place.slug;
    if query.is_empty() { format!("#/{slug}") } else { format!("#/{slug}?v={LINK_VERSION}{query}") }
}

/// Adds a pair, unless it says nothing.
fn pair(query: &mut String, name: &str, value: &str) {
    if !value.is_empty() {
        for part in ["&", name, "=", value] {
            query.push_str(part);
        }
    }
}

/// Nothing for 0.
fn counted(count: usize) -> String {
    if count == 0 { String::new() } else { count.to_string() }
}

/// Own data that are in use.
fn own_of(spec: &RunSpec) -> Option<&Arc<OwnData>> {
    spec.own.as_ref().filter(|_| spec.settings.choice(Key::Data) == "own")
}

/// Adds the names and values that differ, with a sign before each name and each value.
fn differences(text: &mut String, signs: [&str; 2], settings: &Settings, from: &Settings, descent_only: bool) {
    for row in SPECS {
        let wanted = !descent_only || row.scope == Scope::Descent;
        if wanted && settings.value(row.key) != from.value(row.key) {
            for part in [signs[0], row.link, signs[1], &write_value(row.key, settings)] {
                text.push_str(part);
            }
        }
    }
}

/// Adds each fork, as what it changes of the settings before it.
fn forks(text: &mut String, head: &str, spec: &RunSpec) {
    let mut before = &spec.settings;
    for fork in &spec.forks {
        text.push_str(head);
        text.push_str(&fork.at.to_string());
        differences(text, ["~", "~"], &fork.settings, before, true);
        before = &fork.settings;
    }
}

fn write_value(key: Key, settings: &Settings) -> String {
    match key.spec().kind {
        Kind::Choice(_) => settings.choice(key).to_string(),
        Kind::Switch => if settings.on(key) { "1" } else { "0" }.to_string(),
        Kind::Number { .. } => write_number(settings.value(key)),
    }
}

/// The shortest text that reads back as the same number, without `+`.
fn write_number(value: f64) -> String {
    let size = value.abs();
    if size == 0.0 || (1e-5..1e15).contains(&size) { shortest(value) } else { shortest_scientific(value) }
}

fn write_own(own: &OwnData) -> String {
    let mut text = format!("{}~{}~{}", own.points.len(), base64::write(&own.x_name), base64::write(&own.y_name));
    for value in std::iter::once(&own.origin).chain(own.points.iter().flatten()) {
        text.push('~');
        text.push_str(&write_number(*value));
    }
    text
}

fn write_pin(pin: &RunSpec, main: &RunSpec, defaults: &Settings) -> String {
    let mut tokens = String::new();
    differences(&mut tokens, ["~", "~"], &pin.settings, defaults, false);
    if let Some(own) = own_of(pin) {
        tokens.push_str("~own~");
        tokens.push_str(&if own_of(main) == Some(own) { "same".to_string() } else { write_own(own) });
    }
    forks(&mut tokens, "~fork~", pin);
    // The first token has no other before it.
    tokens.split_off(tokens.len().min(1))
}
