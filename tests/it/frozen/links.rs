//! Links of every version, and what they decode to.

use downhill::address;
use downhill::lessons::{Lesson, Listed, lesson, lessons};
use downhill::params::{Key, SPECS, Scope};
use downhill::params::{Kind, OwnData, Place, RunSpec, Settings, decode, encode, slug_of};
use downhill::sim::rng::stream;
use std::sync::Arc;

/// The grammar that the collection is written in: later versions may write the same specification in other words.
const WRITTEN: &str = "v=2";

/// The links to freeze.
pub fn collection() -> Vec<String> {
    let mut links = Vec::new();
    for (number, lesson) in lessons().enumerate() {
        let slug = lesson.story().slug;
        links.push(format!("#/{slug}"));
        links.push(format!("#/{slug}?{WRITTEN}&mode=embed&theme=dark&hide=story~table&fix=rate"));
        links.push(format!("#/{slug}?v=1&mode=lecture&hide=nonsense"));
        links.push(format!("#/{slug}?v=99&step=2&rate=0.3&mode=embed"));
        links.push(format!("#/{slug}?{WRITTEN}&rate=NaN&at=-1&step=0&fork=x&part=1&part=2&own=9~&pin="));
        for step in 1..=lesson.story().steps.len() {
            for version in ["v=1&", "v=2&", ""] {
                links.push(format!("#/{slug}?{version}step={step}"));
            }
            // A step beside settings: every second control in turn, so that each lesson's are met.
            let control = &lesson.controls()[step % lesson.controls().len()];
            let value = some_value(control.key.spec().kind, step);
            let key = control.key.spec().link;
            links.push(format!("#/{slug}?v=1&step={step}&{key}={value}"));
            links.push(format!("#/{slug}?v=2&step={step}&{key}={value}&at={step}&part=1"));
        }
        for cut in ["map", "slope-slice", "intercept-slice", "none"] {
            links.push(format!("#/{slug}?v=1&surface={cut}&rate=0.1&pin=surface~{cut}"));
        }
        for case in 0..28 {
            links.push(random(lesson, 100 * number as u64 + case));
        }
    }
    links
}

/// A value of this kind as a link writes it.
fn some_value(kind: Kind, step: usize) -> String {
    match kind {
        Kind::Number { low, high, whole: true, .. } => format!("{}", (low + (step as f64)).min(high)),
        Kind::Number { low, high, .. } => format!("{}", low + (high - low) * 0.125),
        Kind::Choice(names) => names[step % names.len()].to_string(),
        Kind::Switch => "1".to_string(),
        Kind::List { .. } | Kind::Text { .. } => String::new(),
    }
}

/// A link to a random specification with forks, pins and own data; cases are numbered, so that they come again.
fn random(lesson: &Lesson, case: u64) -> String {
    let mut stream = stream(2026, 11, case);
    let mut below = |count: usize| ((stream.uniform() * count as f64) as usize).min(count - 1);
    let spec = |below: &mut dyn FnMut(usize) -> usize| {
        let mut spec = RunSpec::defaults(lesson.controls());
        for fork in 0..below(4) + 1 {
            spec = spec.forked(fork * (1 + below(9)));
            for _ in 0..below(5) {
                let key = lesson.controls()[below(lesson.controls().len())].key;
                let value = match key.spec().kind {
                    Kind::Number { low, high, .. } => low + (high - low) * below(1000) as f64 / 1000.0,
                    Kind::Choice(names) => below(names.len()) as f64,
                    _ => below(2) as f64,
                };
                spec = spec.with(key, value);
            }
        }
        if spec.settings.choice(Key::Data) == "own" {
            let points = (0..below(6)).map(|x| [x as f64, below(100) as f64 / 8.0]).collect();
            spec.own = Some(Arc::new(OwnData { x_name: "größe".into(), y_name: "y".into(), origin: 0.5, points }));
        }
        spec
    };
    let main = spec(&mut below);
    let pins = (0..below(4)).map(|_| spec(&mut below)).collect();
    let empty = decode(&format!("#/{}", lesson.story().slug), lesson.controls());
    let place = Place { spec: main, pins, cursor: below(50), part: below(3), ..empty };
    encode(&place, lesson.controls())
}

/// Each link and, indented below it, the canonical specification that it decodes to.
pub fn decoded(links: &[String]) -> String {
    links.iter().map(|link| format!("{link}\n{}", canonical(link))).collect()
}

fn canonical(link: &str) -> String {
    let lesson = lesson(slug_of(link)).and_then(Listed::lesson).expect("a frozen link names a lesson");
    let place = address::read(lesson, link);
    let frame = &place.frame;
    let mut out = format!(
        "  step {}, at {}, part {}, {:?}, {:?}, hide {:?}, fix {:?}, newer {}, ignored {:?}\n",
        place.step + 1,
        place.cursor,
        place.part,
        frame.mode,
        frame.theme,
        frame.hide,
        frame.fix,
        frame.newer,
        place.ignored
    );
    for (name, spec) in [("run", &place.spec)].into_iter().chain(place.pins.iter().map(|pin| ("pin", pin))) {
        out += &specification(name, spec, lesson);
    }
    out
}

/// All controls of the lesson by name, then what each fork has of descent, then own data.
fn specification(name: &str, spec: &RunSpec, lesson: &Lesson) -> String {
    let uses = |key: Key| lesson.controls().iter().any(|control| control.key == key);
    let values = |settings: &Settings, descent: bool| -> String {
        let rows = SPECS.iter().filter(|row| uses(row.key) && (!descent || row.scope == Scope::Descent));
        let value = |row: &downhill::params::ParamSpec| match row.kind {
            Kind::Choice(_) => settings.choice(row.key).to_string(),
            _ => format!("{}", settings.value(row.key)),
        };
        rows.map(|row| format!(" {}={}", row.link, value(row))).collect()
    };
    let mut out = format!("  {name}:{}\n", values(&spec.settings, false));
    for fork in &spec.forks {
        out += &format!("  {name}, fork at {}:{}\n", fork.at, values(&fork.settings, true));
    }
    if let Some(own) = &spec.own {
        out += &format!("  {name}, own: {:?} {:?} {} {:?}\n", own.x_name, own.y_name, own.origin, own.points);
    }
    out
}
