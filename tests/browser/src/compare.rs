//! Two builds in turn, so that what else the machine does meets both alike: of every round the ratio new / old, and of the ratios the
//! median with the 10th and the 90th percentile.
//!
//! Measured: slider moved to first drawing of every lesson, the mathematics alone as wasm (W1 to W4), the memory of the largest runs, and
//! the time from navigation to a lesson that can be used on a slow phone (150 ms a request, 1.6 Mbit/s, a processor four times slower).

use crate::bench::{SETTINGS, numbers, quantile};
use crate::cases::answer_all;
use crate::cores;
use crate::engines::{Browser, Engine};
use crate::memory;
use crate::page::Page;
use crate::process::Process;
use crate::server::Hosts;
use crate::{Options, Outcome};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::process::Command;
use std::time::{Duration, Instant};

/// Moves of a slider in one round.
const MOVES: u32 = 20;
/// How long one slice of a workload takes, in milliseconds.
const SLICE: f64 = 60.0;
/// Which page is opened over a slow line: the largest lesson.
const USABLE: &str = "#/deep-gradients";

/// The ratios of a row, and the times that they come from.
#[derive(Default)]
struct Row {
    old: Vec<f64>,
    new: Vec<f64>,
}

impl Row {
    fn print(&self, name: &str) {
        let sorted = |mut values: Vec<f64>| {
            values.sort_by(f64::total_cmp);
            values
        };
        let ratios = sorted(self.new.iter().zip(&self.old).map(|(new, old)| new / old).collect());
        let (old, new) = (sorted(self.old.clone()), sorted(self.new.clone()));
        println!(
            "{name:44} {:10.2} {:10.2} {:8.3} {:8.3} {:8.3}",
            quantile(&old, 0.5),
            quantile(&new, 0.5),
            quantile(&ratios, 0.5),
            quantile(&ratios, 0.1),
            quantile(&ratios, 0.9)
        );
    }
}

/// Measures both sites; `options.old` is the older one.
pub fn run(options: &Options) -> Outcome {
    let hosts = [Hosts::start(&options.old, &options.hosts)?, Hosts::start(&options.dist, &options.hosts)?];
    let browser = Browser::start(Engine::Chromium)?;
    println!("{} rounds, old and new in turn, Chromium; milliseconds", options.rounds);
    println!("{:44} {:>10} {:>10} {:>8} {:>8} {:>8}", "what", "old", "new", "new/old", "p10", "p90");
    if options.skip.iter().all(|part| part != "slider") {
        let mut pages = open(&browser, &hosts)?;
        for (slug, name, keys) in SETTINGS.iter().filter(|(slug, ..)| slug.contains(&options.only)) {
            sliders(&mut pages, options.rounds, slug, keys)?.print(&format!("first drawing, {slug}, {name}"));
        }
    }
    if options.skip.iter().all(|part| part != "work") && !options.peer.as_os_str().is_empty() {
        work(&mut open(&browser, &hosts)?, options)?;
    }
    if options.skip.iter().all(|part| part != "memory") {
        for (name, hosts) in ["old", "new"].iter().zip(&hosts) {
            print!("{name}: ");
            memory::run(&mut Page::new(&browser, hosts)?)?;
        }
    }
    if options.skip.iter().all(|part| part != "usable") { usable(options) } else { Ok(()) }
}

fn open<'a>(browser: &'a Browser, hosts: &'a [Hosts; 2]) -> Outcome<[Page<'a>; 2]> {
    let [old, new] = hosts;
    let pages = [Page::new(browser, old)?, Page::new(browser, new)?];
    for page in &pages {
        page.session.post("timeouts", &json!({ "script": 170_000 }))?;
    }
    Ok(pages)
}

/// Which of the two goes first alternates.
fn in_turn(round: usize) -> [usize; 2] {
    if round.is_multiple_of(2) { [0, 1] } else { [1, 0] }
}

fn sliders(pages: &mut [Page; 2], rounds: usize, slug: &str, keys: &str) -> Outcome<Row> {
    for page in pages.iter_mut() {
        page.open(&format!("#/{slug}?v=2&{keys}"))?;
        answer_all(page)?;
        page.script(include_str!("bench.js"))?;
    }
    let mut times = [Vec::new(), Vec::new()];
    for round in 0..rounds {
        for which in in_turn(round) {
            let answer = pages[which]
                .session
                .script_async(crate::bench::MEASURE, json!(["control-rate", MOVES]))
                .map_err(|error| format!("{slug}: {error}"))?;
            if let Some(error) = answer["error"].as_str() {
                return Err(format!("{slug}: {error}"));
            }
            times[which].push(quantile(&numbers(&answer["firsts"]), 0.5));
        }
    }
    for page in pages.iter_mut() {
        page.finish()?;
    }
    let [old, new] = times;
    Ok(Row { old, new })
}

fn work(pages: &mut [Page; 2], options: &Options) -> Outcome {
    for (page, folder) in pages.iter_mut().zip([&options.old_peer, &options.peer]) {
        page.leave()?;
        cores::start(page, folder)?;
    }
    for (place, (name, what)) in cores::WORKLOADS.iter().enumerate() {
        let run = |which: usize, units: f64| -> Outcome<f64> {
            let answer = pages[which].session.script(cores::RUN, json!([units]))?;
            answer.as_f64().ok_or_else(|| "the page told no time".to_string())
        };
        let mut units = [1.0; 2];
        for which in 0..2 {
            pages[which].session.script("window.__core.own_input(arguments[0])", json!([place + 1]))?;
            while run(which, units[which])? < SLICE && units[which] < 1e6 {
                units[which] *= 2.0;
            }
        }
        let mut times = [Vec::new(), Vec::new()];
        for round in 0..options.rounds {
            for which in in_turn(round) {
                times[which].push(run(which, units[which])? / units[which]);
            }
        }
        let [old, new] = times;
        Row { old, new }.print(&format!("{name}, {}", what.split(',').next().unwrap_or(what)));
    }
    Ok(())
}

/// Records when the page says that it can be used.
const READY: &str = r#"
new MutationObserver((_, observer) => {
  if (document.documentElement?.dataset.ready !== "true") return;
  window.__usable ??= performance.now();
  observer.disconnect();
}).observe(document, { attributes: true, childList: true, subtree: true });
"#;

/// From navigation to a lesson that can be used, over both protocols.
fn usable(options: &Options) -> Outcome {
    let mut command = Command::new("node");
    command.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/src/slow_host.mjs")).arg(&options.old).arg(&options.dist);
    let mut host = Process::start(&mut command)?;
    let mut line = String::new();
    let output = host.output().ok_or("the slow host has no output")?;
    BufReader::new(output).read_line(&mut line).map_err(|error| format!("the slow host: {error}"))?;
    let said: Value = serde_json::from_str(&line).map_err(|error| format!("the slow host said “{line}”: {error}"))?;
    let key = said["key"].as_str();
    let arguments: Vec<String> = key.iter().map(|key| format!("--ignore-certificate-errors-spki-list={key}")).collect();
    let browser = Browser::start_with(Engine::Chromium, &arguments)?;
    for (protocol, scheme) in [("http2", "https"), ("http1", "http")] {
        let ports = said[protocol].as_array().cloned().unwrap_or_default();
        if ports.is_empty() {
            println!("usable over {protocol}: not measured, for there is no openssl to make a certificate with");
            continue;
        }
        let mut times = [Vec::new(), Vec::new()];
        for round in 0..options.rounds {
            for which in in_turn(round) {
                times[which].push(once(&browser, &format!("{scheme}://127.0.0.1:{}/{USABLE}", ports[which]))?);
            }
        }
        let [old, new] = times;
        Row { old, new }.print(&format!("usable, {} over {protocol}", USABLE.trim_start_matches("#/")));
    }
    Ok(())
}

/// One first visit on a slow phone.
fn once(browser: &Browser, address: &str) -> Outcome<f64> {
    let session = browser.session()?;
    let kilobits = 1.6e6 / 8.0;
    session.chromium("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": READY }))?;
    session.chromium("Network.enable", &json!({}))?;
    session.chromium(
        "Network.emulateNetworkConditions",
        &json!({ "offline": false, "latency": 150, "downloadThroughput": kilobits, "uploadThroughput": kilobits / 2.0 }),
    )?;
    session.chromium("Emulation.setCPUThrottlingRate", &json!({ "rate": 4 }))?;
    session.post("url", &json!({ "url": address }))?;
    let deadline = Instant::now() + Duration::from_secs(30);
    loop {
        if let Some(time) = session.script("return window.__usable ?? null", Value::Null)?.as_f64() {
            return Ok(time);
        }
        if Instant::now() > deadline {
            return Err(format!("{address} cannot be used after half a minute"));
        }
        std::thread::sleep(Duration::from_millis(100));
    }
}
