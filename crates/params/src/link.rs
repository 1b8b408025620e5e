//! Links: everything on screen, in the fragment of an address.
//!
//! ```text
//! #/<slug>?<key>=<value>&...
//! ```
//! Only `A-Z a-z 0-9 - _ . ~` stand in values, so that no mail program cuts or mangles a link. A link stands on a step: what it does
//! not say is as the step's preset has it, and what equals that is not written. Without `step` it stands on the lesson's defaults;
//! a link that sets nothing at all opens the first step.
//!
//! | key | meaning |
//! |---|---|
//! | a control's key | its value: a number, a choice's name, `0`/`1`, the numbers of a list with `~` between (in forks and pins `_`), a text in base64url |
//! | `v` | version of this grammar; without it the present one. Links of versions 1 and 2 stood on the defaults even beside `step` ([`MIGRATIONS`] has the words that changed) |
//! | `step` | step of the story, by name; a number, from 1, is the step that stood there in version 2 |
//! | `at` | cursor: updates made |
//! | `part` | parts of the next update that are shown |
//! | `fork` | `K~key~value~...`: from update K on with these values; may stand several times, in place of the step's; `none` for no fork |
//! | `pin` | a run beside this one, counted from the lesson's defaults: `key~value~...`, with `fork~K~key~value...` and `own~K~...` inside; may stand several times, in place of the step's; `none` for no pin |
//! | `data` | a choice's name; own data stand in `own` |
//! | `show` | names of the figures that are shown, with `~` between; without it the step's |
//! | `own` | `K~xname~yname~origin~x~y~x~y...` with K points, names in base64url; in a pin, `own~same` means the main run's data |

use super::base64;
use super::frame::Frame;
use super::own::OWN_LIMIT;
use super::{Control, Entry, Fork, Key, Kind, MAX_FORKS, MAX_PINS, OwnData, RunSpec, Scope, Settings};
use decimal::decimal;
use std::sync::Arc;

/// The version of the grammar that links are written in.
pub const LINK_VERSION: u32 = 3;
/// The last version whose links stood on the lesson's defaults.
pub const LAST_ON_DEFAULTS: u32 = 2;
/// No fork, no pin, although the step has some.
pub(super) const NONE: &str = "none";
/// Keys that set nothing on the bench.
const AROUND: [&str; 8] = ["v", "step", "mode", "theme", "lang", "hide", "fix", "show"];

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

/// A value of a control.
enum Value {
    Number(f64),
    Entry(Entry),
}

impl Value {
    /// Sets it in the start and after all forks: later forks must not keep another value of what they have in common with the start.
    fn set_everywhere(self, key: Key, spec: &mut RunSpec) {
        match self {
            Value::Number(value) => spec.set_everywhere(key, value),
            Value::Entry(entry) => spec.set_entry_everywhere(key, &entry),
        }
    }
}

/// A control and a value as a link of some version writes them.
fn read_pair(version: u32, name: &str, text: &str, controls: &[Control]) -> Option<(Key, Value)> {
    let [name, text] = migrated(version, [name, text]);
    let key = Key::named(name).filter(|key| controls.iter().any(|control| control.key == *key))?;
    Some((key, read_value(key, text)?))
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

impl Place {
    /// The first step of no lesson in particular, as these controls stand by default.
    pub fn plain(controls: &[Control]) -> Place {
        Place {
            slug: String::new(),
            step: 0,
            spec: RunSpec::defaults(controls),
            cursor: 0,
            part: 0,
            pins: Vec::new(),
            frame: Frame::default(),
            ignored: Vec::new(),
        }
    }
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

/// What a link says about what it stands on.
pub struct Head<'a> {
    /// The version that it is written in.
    pub version: u32,
    /// The step that it names.
    pub step: Option<&'a str>,
    /// Whether it leaves the bench to the step.
    pub bare: bool,
}

impl<'a> Head<'a> {
    /// Reads it.
    pub fn of(fragment: &'a str) -> Head<'a> {
        let query = fragment.split_once('?').map_or("", |(_, query)| query);
        let (mut version, mut step, mut bare) = (None, None, true);
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            bare &= AROUND.contains(&name);
            match name {
                "v" => version = version.or(Some(value.parse().unwrap_or(0))),
                "step" => step = step.or(Some(value)),
                _ => {}
            }
        }
        Head { version: version.filter(|version| *version > 0).unwrap_or(LINK_VERSION), step, bare }
    }
}

/// Reads a fragment that stands on the lesson's defaults, with a step by its number: a preset, and what the app writes for itself.
pub fn decode(fragment: &str, controls: &[Control]) -> Place {
    decode_onto(fragment, controls, |head| {
        let step = head.step.map_or(Some(1), |step| whole(step, 1..=1000))?;
        Some(Place { step: step - 1, ..Place::plain(controls) })
    })
}

/// Reads a fragment onto the place that it stands on; on the lesson's defaults where there is no such step. Never fails: what cannot
/// be used is left as it was and listed in [`Place::ignored`].
pub fn decode_onto(fragment: &str, controls: &[Control], base: impl FnOnce(&Head) -> Option<Place>) -> Place {
    let fragment = cut(fragment);
    let head = Head::of(fragment);
    let base = base(&head);
    onto(fragment, controls, &head, base)
}

/// At most as much of a fragment as is looked at.
fn cut(fragment: &str) -> &str {
    let mut end = fragment.len().min(LONGEST);
    while !fragment.is_char_boundary(end) {
        end -= 1;
    }
    &fragment[..end]
}

/// The rest of [`decode_onto`], which is there once however many closures there are.
fn onto(fragment: &str, controls: &[Control], head: &Head, base: Option<Place>) -> Place {
    let defaults = Settings::defaults(controls);
    let knows_step = base.is_some();
    let mut place = base.unwrap_or_else(|| Place::plain(controls));
    place.slug = slug_of(fragment).to_string();
    let version = head.version;
    let query = fragment.split_once('?').map_or("", |(_, query)| query);
    let pairs = || query.split('&').filter(|pair| !pair.is_empty());
    place.frame.newer = version > LINK_VERSION;
    let mut seen: Vec<&str> = Vec::new();
    let mut forked = false;
    let mut pins: Option<Vec<&str>> = None;
    for pair in pairs() {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let repeats = matches!(name, "pin" | "fork");
        let used = if !repeats && seen.contains(&name) {
            false
        } else {
            seen.push(name);
            match name {
                "v" => value.parse() == Ok(version) && version <= LINK_VERSION,
                "step" => knows_step,
                // What a word means to a later version nobody knows; where the page stands, and how, is old enough.
                name if place.frame.newer && !matches!(name, "mode" | "theme" | "hide" | "fix" | "show") => false,
                "at" => whole(value, 0..=LAST_UPDATE).map(|at| place.cursor = at).is_some(),
                "part" => whole(value, 0..=100).map(|part| place.part = part).is_some(),
                "fork" => {
                    // The first one that a link has takes the place of all that the step has.
                    if !std::mem::replace(&mut forked, true) {
                        place.spec.forks.clear();
                    }
                    value == NONE || read_fork(&mut place.spec, &mut value.split('~').peekable(), version, controls)
                }
                "pin" => {
                    let pins = pins.get_or_insert_default();
                    if value != NONE {
                        pins.push(value);
                    }
                    pins.len() <= MAX_PINS
                }
                "own" => {
                    read_own(&mut value.split('~').peekable()).map(|own| place.spec.own = Some(Arc::new(own))).is_some()
                }
                "mode" | "theme" | "hide" | "fix" | "show" => place.frame.read(name, value),
                _ => read_pair(version, name, value, controls)
                    .map(|(key, value)| value.set_everywhere(key, &mut place.spec))
                    .is_some(),
            }
        };
        if !used && place.ignored.len() < 20 {
            place.ignored.push(name.chars().take(40).collect());
        }
    }
    mend(&mut place.spec, &defaults);
    if pins.is_some() {
        place.pins.clear();
    }
    for pin in pins.into_iter().flatten().take(MAX_PINS) {
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

fn read_value(key: Key, text: &str) -> Option<Value> {
    let kind = key.spec().kind;
    if Key::ENTRIES && kind.is_entry() {
        return kind.read_entry(text).map(Value::Entry);
    }
    let number = match kind {
        Kind::Choice(names) => names.iter().position(|name| *name == text).map(|index| index as f64),
        Kind::Switch => match text {
            "0" => Some(0.0),
            "1" => Some(1.0),
            _ => None,
        },
        kind => decimal(text).filter(|value| value.is_finite()).and_then(|value| kind.clamp(value)),
    };
    number.map(Value::Number)
}

type Tokens<'a> = std::iter::Peekable<std::str::Split<'a, char>>;

/// `K~key~value~...`, up to the end or to the next `fork`.
fn read_fork(spec: &mut RunSpec, tokens: &mut Tokens, version: u32, controls: &[Control]) -> bool {
    let Some(at) = tokens.next().and_then(|text| whole(text, 1..=LAST_UPDATE)) else { return false };
    if spec.forks.len() >= MAX_FORKS || spec.forks.last().is_some_and(|last| last.at >= at) {
        return false;
    }
    let now = spec.current_values();
    let (mut settings, mut entries) = (*now.settings, now.entries.clone());
    let mut good = true;
    while tokens.peek().is_some_and(|next| *next != "fork" && *next != "own") {
        let (Some(name), Some(text)) = (tokens.next(), tokens.next()) else { return false };
        match read_pair(version, name, text, controls).filter(|(key, _)| key.spec().scope == Scope::Descent) {
            Some((key, Value::Number(value))) => settings = settings.with(key, value),
            Some((key, Value::Entry(entry))) => entries = entries.with(key, entry),
            None => good = false,
        }
    }
    spec.forks.push(Fork { at, settings, entries });
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
                    value.set_everywhere(key, &mut spec);
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
