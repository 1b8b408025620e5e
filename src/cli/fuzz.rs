//! Bounded fuzzing: links, tables and settings that nobody meant, each a function of a seed and of its number.
//!
//! No case may end the program, take longer than its budget, or break what must hold: a link that was read is written and
//! read again as itself, a table's rows are finite and every line of it is good or counted as bad, a run has one value of
//! every quantity for each update, a figure holds no number that is none.

use crate::address::amended;
use crate::i18n::words::cli as words;
use crate::lessons::{Lesson, Prediction, Run, View, lessons};
use crate::params::table::{self, Options, Separator};
use crate::params::{Entry, Key, Kind, Mode, OwnData, Place, RunSpec, SPECS, Theme, decode, encode};
use crate::plot::{Head, Style, svg};
use crate::sim::rng::{Stream, stream};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What cases are about, how long one may take, and how many of a thousand are of this kind.
struct Target {
    name: fn() -> &'static str,
    budget: Duration,
    share: u64,
    /// Tries one case; the sentence says what does not hold.
    attempt: fn(&mut Stream) -> Result<(), String>,
}

const TARGETS: [Target; 5] = [
    Target { name: words::fuzz_links, budget: Duration::from_millis(250), share: 440, attempt: a_link },
    Target { name: words::fuzz_messages, budget: Duration::from_millis(250), share: 100, attempt: a_message },
    Target { name: words::fuzz_tables, budget: Duration::from_millis(250), share: 449, attempt: a_table },
    Target { name: words::fuzz_runs, budget: Duration::from_secs(10), share: 10, attempt: a_run },
    Target { name: words::fuzz_figures, budget: Duration::from_secs(10), share: 1, attempt: a_figure },
];

/// The slowest case and the number of cases of one target.
#[derive(Clone, Copy, Default)]
struct Tally {
    cases: u64,
    slowest: Duration,
    number: u64,
}

/// Tries `cases` cases from `first` on and says how it went; true where nothing is wrong.
pub fn report(seed: u64, first: u64, cases: u64) -> (String, bool) {
    let began = Instant::now();
    let mut tallies = [Tally::default(); TARGETS.len()];
    let mut wrong = Vec::new();
    for number in first..first.saturating_add(cases) {
        let which = target(&mut stream(seed, 0, number));
        let (target, tally) = (&TARGETS[which], &mut tallies[which]);
        let (mut outcome, mut took) = attempt(target, seed, number);
        // Other programs may have had the processor meanwhile: only what is slow every time is slow.
        for _ in 0..5 {
            if took > target.budget && matches!(outcome, Ok(Ok(()))) {
                let again = attempt(target, seed, number);
                (outcome, took) = (again.0, took.min(again.1));
            }
        }
        tally.cases += 1;
        if took > tally.slowest {
            (tally.slowest, tally.number) = (took, number);
        }
        let complaint = match outcome {
            Err(_) => Some(words::fuzz_panic().to_string()),
            Ok(Err(why)) => Some(why),
            Ok(Ok(())) => (took > target.budget).then(|| words::fuzz_slow(&milliseconds(took))),
        };
        wrong.extend(complaint.map(|why| words::fuzz_case(&number.to_string(), (target.name)(), &why)));
        if wrong.len() >= 20 {
            break;
        }
    }
    let mut text = String::new();
    for (target, tally) in TARGETS.iter().zip(tallies) {
        let [cases, budget, number] = [tally.cases.to_string(), milliseconds(target.budget), tally.number.to_string()];
        text += &(words::fuzz_target((target.name)(), &cases, &milliseconds(tally.slowest), &number, &budget) + "\n");
    }
    for why in &wrong {
        text += &format!("{why}\n");
    }
    let all: u64 = tallies.iter().map(|tally| tally.cases).sum();
    let seconds = began.elapsed().as_secs().to_string();
    text += &(words::fuzz_total(&all.to_string(), &seed.to_string(), &seconds, &wrong.len().to_string()) + "\n");
    (text, wrong.is_empty())
}

/// Tries one case. A panic is printed by its own hook as well.
fn attempt(target: &Target, seed: u64, number: u64) -> (std::thread::Result<Result<(), String>>, Duration) {
    let start = Instant::now();
    let outcome = catch_unwind(AssertUnwindSafe(|| (target.attempt)(&mut stream(seed, 1, number))));
    (outcome, start.elapsed())
}

fn milliseconds(time: Duration) -> String {
    format!("{:.1}", time.as_secs_f64() * 1e3)
}

fn target(random: &mut Stream) -> usize {
    let mut place = below(random, 1000) as u64;
    for (which, target) in TARGETS.iter().enumerate() {
        if place < target.share {
            return which;
        }
        place -= target.share;
    }
    0
}

// Random things.

fn below(random: &mut Stream, count: usize) -> usize {
    ((random.uniform() * count as f64) as usize).min(count.saturating_sub(1))
}

fn one<'a, T>(random: &mut Stream, of: &'a [T]) -> &'a T {
    &of[below(random, of.len())]
}

/// A finite number of any size, often one of those that break things.
fn any_number(random: &mut Stream) -> f64 {
    const HARD: [f64; 10] = [0.0, -0.0, 1.0, -1.0, 1e-300, 5e-324, 1e100, -1e308, 1e16, 0.1];
    match below(random, 4) {
        0 => *one(random, &HARD),
        1 => random.normal() * libm::pow(10.0, 40.0 * random.uniform() - 20.0),
        2 => libm::round(200.0 * random.uniform() - 100.0),
        _ => random.normal(),
    }
}

/// Text of letters that mean something to the grammars, of words, of numbers, and of anything.
fn any_text(random: &mut Stream, pieces: &[&str], most: usize) -> String {
    let mut text = String::new();
    for _ in 0..below(random, most) {
        match below(random, 8) {
            0..4 => text.push_str(pieces[below(random, pieces.len())]),
            4 | 5 => text.push_str(&any_number(random).to_string().chars().take(24).collect::<String>()),
            6 => text.push(char::from(32 + below(random, 95) as u8)),
            _ => text.extend(char::from_u32(below(random, 0x2_0000) as u32)),
        }
    }
    text
}

/// Any settings of a lesson, with own data and forks; few updates, so that a case is short.
fn any_spec(random: &mut Stream, lesson: &Lesson) -> RunSpec {
    let mut spec = RunSpec::defaults(lesson.controls());
    for fork in 0..=below(random, 3) {
        if fork > 0 {
            spec = spec.forked(fork * (1 + below(random, 9)));
        }
        for _ in 0..below(random, 8) {
            let control = one(random, lesson.controls());
            spec = match control.key.spec().kind {
                Kind::List { .. } => {
                    let numbers = (0..below(random, 12)).map(|_| any_number(random)).collect();
                    spec.with_entry(control.key, Entry::List(numbers))
                }
                Kind::Text { .. } => spec.with_entry(control.key, Entry::Text(any_text(random, &["~", "\0"], 300))),
                kind => spec.with(control.key, any_value(random, kind)),
            };
        }
    }
    if spec.settings.choice(Key::Data) == "own" {
        let points = (0..below(random, 40)).map(|_| [any_number(random), any_number(random)]).collect();
        let origin = if below(random, 2) == 0 { 0.0 } else { any_number(random) };
        spec.own = Some(Arc::new(OwnData { origin, points, ..OwnData::default() }));
    }
    let updates = spec.settings.value(Key::Updates).min(40.0);
    spec.with(Key::Updates, updates)
}

fn any_value(random: &mut Stream, kind: Kind) -> f64 {
    match kind {
        Kind::Number { low, high, .. } => match below(random, 5) {
            0 => low,
            1 => high,
            2 => any_number(random),
            3 if low > 0.0 => low * libm::pow(high / low, random.uniform()),
            _ => low + (high - low) * random.uniform(),
        },
        Kind::Choice(names) => below(random, names.len()) as f64,
        _ => below(random, 2) as f64,
    }
}

fn a_lesson(random: &mut Stream) -> &'static Lesson {
    let all: Vec<_> = lessons().collect();
    one::<&Lesson>(random, &all)
}

// What is tried.

/// What a page around asks for, several times over, never leaves a place that a link could not lead to.
fn a_message(random: &mut Stream) -> Result<(), String> {
    let lesson = a_lesson(random);
    let pieces = pieces();
    let mut place = decode(&format!("#/{}?mode=embed", lesson.story().slug), lesson.controls());
    for _ in 0..1 + below(random, 4) {
        let mut keys = any_text(random, &pieces, 12);
        for _ in 0..below(random, 4) {
            keys.push_str(&format!("&{}={}", one(random, SPECS).link, any_text(random, &pieces, 3)));
        }
        place = amended(lesson, &place, &keys);
        let again = decode(&encode(&place, lesson.controls()), lesson.controls());
        let same = again.spec == place.spec && again.pins == place.pins && again.frame == place.frame;
        if !same || place.frame.mode != Mode::Embed || place.step >= lesson.story().steps.len() {
            return Err(words::fuzz_link_changed(&keys));
        }
    }
    Ok(())
}

/// What means something in a link.
fn pieces() -> Vec<&'static str> {
    let mut pieces =
        vec!["&", "=", "~", "?", "#/", "/", "%20", "+", "-", ".", "e", "1", "own", "fork", "pin", "same", "at"];
    pieces.extend([
        "step",
        "part",
        "v=1",
        "v=3",
        "mode=embed",
        "theme=dark",
        "hide",
        "fix",
        "data=own",
        "&own=2~eA~eQ~0~1~2~3~4",
    ]);
    pieces.extend(SPECS.iter().map(|row| row.link));
    pieces
}

fn a_link(random: &mut Stream) -> Result<(), String> {
    let lesson = a_lesson(random);
    let pieces = pieces();
    if below(random, 2) == 0 {
        // Anything at all: it is enough to come back from it.
        decode(&any_text(random, &pieces, 60), lesson.controls());
        return Ok(());
    }
    let mut link = format!("#/{}?", lesson.story().slug);
    if below(random, 2) == 0 {
        let spec = any_spec(random, lesson);
        let pins = (0..below(random, 4)).map(|_| any_spec(random, lesson)).collect();
        let empty = decode(&link, lesson.controls());
        let place = Place { spec, pins, cursor: below(random, 50), part: below(random, 3), ..empty };
        link = encode(&place, lesson.controls());
        // A slip of the pen.
        let cut = below(random, link.len());
        if below(random, 2) == 0 && link.is_char_boundary(cut) {
            link = format!("{}{}{}", &link[..cut], any_text(random, &pieces, 4), &link[cut..]);
        }
    } else {
        for _ in 0..below(random, 12) {
            link.push_str(one(random, SPECS).link);
            link.push('=');
            link.push_str(&any_text(random, &pieces, 6));
            link.push('&');
        }
    }
    let mut place =
        Place { ignored: Vec::new(), slug: lesson.story().slug.to_string(), ..decode(&link, lesson.controls()) };
    // What is written is of the present version.
    place.frame.newer = false;
    let again = decode(&encode(&place, lesson.controls()), lesson.controls());
    if again == place { Ok(()) } else { Err(words::fuzz_link_changed(&link)) }
}

fn a_table(random: &mut Stream) -> Result<(), String> {
    const PIECES: [&str; 14] = [",", ";", "\t", " ", "\n", "\r\n", "\n", "\"", "x", "1,5", "1.5", "-", "1e999", "NaN"];
    let text = any_text(random, &PIECES, 400);
    let separators = [Separator::Comma, Separator::Semicolon, Separator::Tab, Separator::Blank];
    let maybe = |random: &mut Stream| below(random, 3) == 0;
    let options = Options {
        separator: maybe(random).then(|| *one(random, &separators)),
        decimal_comma: maybe(random).then(|| below(random, 2) == 0),
        header: maybe(random).then(|| below(random, 2) == 0),
        x: maybe(random).then(|| below(random, 9)),
        y: maybe(random).then(|| below(random, 9)),
    };
    let limit = below(random, 50);
    let table = table::read(&text, options, limit);
    let lines = text.trim_start_matches('\u{feff}').lines().filter(|line| !line.trim().is_empty()).count();
    let header = usize::from(table.header && lines > 0);
    let finite = table.points.iter().flatten().all(|value| value.is_finite());
    let rows = table.points.len() + table.problem_count + header;
    // A row in quotes may have several lines.
    let counted = rows == lines || text.contains('"') && rows < lines;
    if finite && counted && table.points.len() <= limit { Ok(()) } else { Err(words::fuzz_table_wrong(&text)) }
}

/// Opens a run of any settings and makes some of its updates.
fn opened(random: &mut Stream) -> (&'static Lesson, RunSpec, Box<dyn Run>) {
    let lesson = a_lesson(random);
    let spec = any_spec(random, lesson);
    let mut run = lesson.open(&spec);
    for _ in 0..64 {
        if !run.advance(1 + below(random, 8)) {
            break;
        }
    }
    (lesson, spec, run)
}

fn a_run(random: &mut Stream) -> Result<(), String> {
    let (_, _, run) = opened(random);
    let trace = run.trace();
    let rows = trace.updates() + 1;
    let whole = (0..trace.quantities().len()).all(|column| trace.series(column).len() == rows);
    if whole && trace.updates() <= trace.budget() { Ok(()) } else { Err(words::fuzz_run_wrong().to_string()) }
}

fn a_figure(random: &mut Stream) -> Result<(), String> {
    let (lesson, spec, run) = opened(random);
    let size = [below(random, 900) as f64, below(random, 500) as f64];
    let (at, part) = (below(random, run.trace().updates() + 1), below(random, run.parts().len().max(1)));
    let mut open: Vec<&Prediction> = lesson.story().steps.iter().flat_map(|step| step.predictions).collect();
    if below(random, 2) == 0 {
        open.clear();
    }
    let view = View::new(&spec, size).after(at, part).asking(&open).moved(below(random, 3));
    for figure in 0..run.captions(&view).len() {
        let (base, overlay) = (run.base(figure, &view), run.overlay(figure, &view));
        let drawing = svg(Head::default(), &base, &overlay, Style { theme: Theme::Light, text: 1.0 }, size);
        if drawing.contains("NaN") || drawing.contains("inf\"") {
            return Err(words::fuzz_figure_wrong().to_string());
        }
        run.describe(figure, &view);
    }
    run.say(&view);
    run.diagnosis(&view);
    run.formula(&view, part);
    Ok(())
}
