//! The browser suite: the same cases in Chromium, Firefox and WebKit, over WebDriver; screenshots; the bench.
//!
//! ```text
//! browser test  --dist DIR [--hosts DIR] [--engine NAME]... [--case SUBSTRING] [--failures DIR]
//! browser shots --dist DIR --out DIR [--only SUBSTRING]
//! browser bench --dist DIR [--peer DIR] [--only SUBSTRING]
//! browser compare --dist DIR --old DIR [--peer DIR --old-peer DIR] [--rounds N] [--skip slider|work|memory|usable]... [--only SUBSTRING]
//! ```
//! `engines` knows the programs, `webdriver` the protocol, `server` the host, `page` and `going` the verbs, `watch` what every case
//! forbids, `cases/` what is tested.

mod bench;
mod cases;
mod compare;
mod cores;
mod engines;
mod going;
mod memory;
mod page;
mod process;
mod server;
mod shots;
mod suite;
mod watch;
mod webdriver;

use std::path::PathBuf;
use std::process::ExitCode;

/// What can go wrong here is told to a person: a sentence is enough.
pub type Outcome<T = ()> = Result<T, String>;

const USAGE: &str = "usage: browser test  --dist DIR [--hosts DIR] [--engine chromium|firefox|webkit]... [--case SUBSTRING] [--failures DIR]\n       \
                            browser shots --dist DIR --out DIR [--only SUBSTRING]\n       \
                            browser bench --dist DIR [--peer DIR] [--only SUBSTRING]\n       \
                            browser compare --dist DIR --old DIR [--peer DIR --old-peer DIR] [--rounds N] [--skip slider|work|memory|usable]... \
                            [--only SUBSTRING]";

/// The command line, read.
#[derive(Default)]
pub struct Options {
    /// Where the built site lies.
    pub dist: PathBuf,
    /// Where the pages of others lie that hold the site (`cargo xtask test` makes them).
    pub hosts: PathBuf,
    /// Where the mathematics alone lies, natively and as wasm.
    pub peer: PathBuf,
    /// The older site, and its mathematics alone, for a comparison.
    pub old: PathBuf,
    /// See `old`.
    pub old_peer: PathBuf,
    /// How many rounds a comparison makes.
    pub rounds: usize,
    /// What a comparison leaves out.
    pub skip: Vec<String>,
    /// Where pictures go.
    pub out: PathBuf,
    /// Where a failed case leaves a picture.
    pub failures: PathBuf,
    /// The engines asked for; none means all.
    pub engines: Vec<String>,
    /// Only cases, pictures or lessons with this in their name.
    pub only: String,
}

fn main() -> ExitCode {
    process::end_all_on_interrupt();
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().unwrap_or_default();
    let result = read(arguments).and_then(|options| match command.as_str() {
        "test" => suite::run(&options),
        "shots" if !options.out.as_os_str().is_empty() => shots::run(&options),
        "bench" => bench::run(&options),
        "compare" if !options.old.as_os_str().is_empty() => compare::run(&options),
        _ => Err(USAGE.to_string()),
    });
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::FAILURE
        }
    }
}

fn read(mut arguments: impl Iterator<Item = String>) -> Outcome<Options> {
    let mut options = Options {
        failures: "target/browser-failures".into(),
        hosts: "target/hosts".into(),
        rounds: 21,
        ..Options::default()
    };
    while let Some(name) = arguments.next() {
        let value = arguments.next().ok_or_else(|| format!("{name} needs a value\n{USAGE}"))?;
        match name.as_str() {
            "--dist" => options.dist = value.into(),
            "--hosts" => options.hosts = value.into(),
            "--peer" => options.peer = value.into(),
            "--old" => options.old = value.into(),
            "--old-peer" => options.old_peer = value.into(),
            "--rounds" => {
                options.rounds = value.parse().map_err(|_| format!("--rounds needs a number, not {value}"))?
            }
            "--skip" => options.skip.push(value),
            "--out" => options.out = value.into(),
            "--failures" => options.failures = value.into(),
            "--engine" => options.engines.push(value),
            "--case" | "--only" => options.only = value,
            _ => return Err(format!("{name} is not known\n{USAGE}")),
        }
    }
    if options.dist.as_os_str().is_empty() {
        return Err(format!("--dist is missing\n{USAGE}"));
    }
    Ok(options)
}
