//! The bench: slider moved to figure drawn, in Chromium; then what the largest runs take, and the mathematics alone. Of times it
//! judges none: it fails only where it cannot measure, or where memory is over its budget.
//!
//! How the time is taken is explained in `bench.js`.

use crate::cases::{answer_all, lessons};
use crate::engines::{Browser, Engine};
use crate::page::Page;
use crate::server::Hosts;
use crate::{Options, Outcome, cores, memory};
use serde_json::{Value, json};

const MOVES: u32 = 200;
/// What is measured, lesson by lesson: a name, and the keys of the link. The first row of a lesson is its default.
pub const SETTINGS: &[(&str, &str, &str)] = &[
    ("line-of-best-fit", "default", "updates=30&at=4&squares=1"),
    ("line-of-best-fit", "10,000 rows", "updates=30&at=4&squares=1&data=generated&n=10000"),
    ("learning-rate", "default", ""),
    ("learning-rate", "10,000 updates", "surface=penguins&updates=10000"),
    ("batches", "default", "at=20&panels=race"),
    ("batches", "10,000 rows", "data=generated&n=10000&at=20&panels=race"),
    ("deep-gradients", "default", "at=10"),
    ("deep-gradients", "50 x 64", "depth=50&width=64&batch=64&updates=20&at=1"),
];
/// A run that no frame can hold: what is watched is that the page goes on answering.
const HEAVY: (&str, &str) = ("#/deep-gradients", "depth=50&width=64&batch=64&updates=60&rate=0.01");
/// Opens the heavy run by its link, and answers with every task of 50 ms or more until it is done.
const WATCH: &str = r#"
const [link, done] = arguments;
const tasks = [];
new PerformanceObserver((list) => tasks.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: "longtask" });
const started = performance.now();
location.hash = link;
let seen = 0;
const wait = () => {
  const bar = document.querySelector(".gd-work progress");
  if (bar) seen += 1;
  const over = performance.now() - started;
  if ((seen && !bar) || over > 80000) return done({ tasks, seen, milliseconds: over });
  setTimeout(wait, 100);
};
setTimeout(wait, 100);
"#;
/// The slider, and moves that do not take turns with the frames: back and forth over the middle of its track.
pub const MEASURE: &str = r#"
const [id, moves, done] = arguments;
(async () => {
  const find = () => document.getElementById(id);
  if (!find()) return done({ error: `there is no #${id}` });
  const works = [], calls = [], firsts = [], references = [];
  for (let i = -10; i < moves; i++) {
    const slider = find(), [low, high] = [Number(slider.min), Number(slider.max)];
    const place = 0.3 + 0.4 * Math.abs(((i + 10) * 0.137) % 2 - 1);
    const [work, count, first] = await window.__bench.move(slider, low + (high - low) * place);
    if (i >= 0) { works.push(work); calls.push(count); firsts.push(first); references.push(window.__bench.reference()); }
  }
  done({ works, calls, firsts, references });
})().catch((error) => done({ error: String(error) }));
"#;

/// Measures every lesson.
pub fn run(options: &Options) -> Outcome {
    let hosts = Hosts::start(&options.dist, &options.hosts)?;
    let browser = Browser::start(Engine::Chromium)?;
    let mut page = Page::new(&browser, &hosts)?;
    page.session.post("timeouts", &json!({ "script": 170_000 }))?;
    println!("slider moved -> figure drawn, {MOVES} moves of the rate in Chromium, milliseconds of work");
    println!(
        "{:22} {:13} {:>8} {:>8} {:>8} {:>8} {:>8} {:>10} {:>12}",
        "lesson", "data", "first", "p95", "all", "p95", "largest", "reference", "per reference"
    );
    for lesson in lessons(&mut page)?.into_iter().filter(|lesson| lesson.contains(&options.only)) {
        let slug = lesson.trim_start_matches("#/").to_string();
        let mut medians = Vec::new();
        for (_, name, keys) in SETTINGS.iter().filter(|(of, ..)| *of == slug) {
            page.open(&format!("{lesson}?{keys}"))?;
            answer_all(&page)?;
            let times = measure(&page).map_err(|error| format!("{slug}, {name}: {error}"))?;
            println!(
                "{slug:22} {name:13} {:8.1} {:8.1} {:8.1} {:8.1} {:8.1} {:10.1} {:12.2}",
                times.first,
                times.first_high,
                times.median,
                times.high,
                times.largest,
                times.reference,
                times.median / times.reference
            );
            medians.push(times.median);
            page.finish()?;
        }
        if let [default, largest] = medians[..] {
            println!("{slug:22} the largest takes {:.2} times as long as the default", largest / default);
        }
    }
    heavy(&mut page)?;
    memory::run(&mut page)?;
    if options.peer.as_os_str().is_empty() { Ok(()) } else { cores::run(&mut page, &options.peer) }
}

/// Streams the heavy run, and says how long the longest task was.
fn heavy(page: &mut Page) -> Outcome {
    let (lesson, keys) = HEAVY;
    page.open("#/about")?;
    let answer = page.session.script_async(WATCH, json!([format!("{lesson}?{keys}")]))?;
    let tasks = numbers(&answer["tasks"]);
    println!(
        "heavy run ({keys}): {:.0} ms in all, progress seen {} times, {} tasks of 50 ms or more, the longest {:.0} ms",
        answer["milliseconds"].as_f64().unwrap_or(f64::NAN),
        answer["seen"],
        tasks.len(),
        tasks.last().copied().unwrap_or(0.0)
    );
    page.finish().map(drop)
}

struct Times {
    /// Until something of the new run is drawn: the median, and the 95th percentile.
    first: f64,
    first_high: f64,
    /// Until all of it is, however long it is computed in slices: likewise.
    median: f64,
    high: f64,
    largest: f64,
    /// The median of the fixed drawing.
    reference: f64,
}

fn measure(page: &Page) -> Outcome<Times> {
    page.script(include_str!("bench.js"))?;
    let answer = page.session.script_async(MEASURE, json!(["control-rate", MOVES]))?;
    if let Some(error) = answer["error"].as_str() {
        return Err(error.to_string());
    }
    let works = numbers(&answer["works"]);
    let drawn = numbers(&answer["calls"]).iter().filter(|calls| **calls > 0.0).count();
    if drawn < works.len() * 9 / 10 || works.is_empty() {
        return Err(format!("only {drawn} of {} moves drew anything", works.len()));
    }
    let (reference, firsts) = (numbers(&answer["references"]), numbers(&answer["firsts"]));
    Ok(Times {
        first: quantile(&firsts, 0.5),
        first_high: quantile(&firsts, 0.95),
        median: quantile(&works, 0.5),
        high: quantile(&works, 0.95),
        largest: quantile(&works, 1.0),
        reference: quantile(&reference, 0.5),
    })
}

/// The numbers of a list, in order of size.
pub fn numbers(value: &Value) -> Vec<f64> {
    let mut numbers: Vec<f64> = value.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    numbers.sort_by(f64::total_cmp);
    numbers
}

/// The smallest number that this share of them does not exceed.
pub fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = (sorted.len() as f64 * share).ceil() as usize;
    sorted.get(place.clamp(1, sorted.len().max(1)) - 1).copied().unwrap_or(f64::NAN)
}
