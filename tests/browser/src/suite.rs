//! Runs the cases in every engine and reports.

use crate::cases::{self, Case};
use crate::engines::{Browser, Engine};
use crate::page::{Page, text_of};
use crate::server::Hosts;
use crate::{Options, Outcome};
use std::path::Path;
use std::time::Instant;

/// How often in one run WebKit may lose its way in WebAssembly and have a case anew, see [`trapped`].
const TRAPS: usize = 4;

/// The whole suite.
pub fn run(options: &Options) -> Outcome {
    let started = Instant::now();
    let hosts = Hosts::start(&options.dist, &options.hosts)?;
    let engines = chosen(&options.engines)?;
    let (mut passed, mut failed) = (0, 0);
    for engine in engines {
        if let Err(missing) = Browser::installed(engine) {
            let loud = "!".repeat(72);
            println!("{loud}\n!! {} WAS NOT TESTED: {missing}\n{loud}", engine.name().to_uppercase());
            // Where nobody looks at the log, an engine that is not there must not go unnoticed.
            failed += usize::from(std::env::var_os("CI").is_some());
            continue;
        }
        let (well, badly) = in_one_engine(engine, &hosts, options);
        passed += well;
        failed += badly;
    }
    println!("{passed} passed, {failed} failed ({:.0} s)", started.elapsed().as_secs_f64());
    match (passed, failed) {
        (0, 0) => Err("no case was run".to_string()),
        (_, 0) => Ok(()),
        _ => Err("the browser suite failed".to_string()),
    }
}

fn chosen(names: &[String]) -> Outcome<Vec<Engine>> {
    if names.is_empty() {
        return Ok(Engine::ALL.to_vec());
    }
    names
        .iter()
        .map(|name| {
            Engine::ALL
                .into_iter()
                .find(|engine| engine.name() == name)
                .ok_or_else(|| format!("there is no engine {name}"))
        })
        .collect()
}

fn in_one_engine(engine: Engine, hosts: &Hosts, options: &Options) -> (usize, usize) {
    let cases: Vec<Case> = cases::all().into_iter().filter(|case| case.name.contains(&options.only)).collect();
    let browser = match Browser::start(engine) {
        Ok(browser) => browser,
        Err(why) => {
            println!("{:9} FAILED: {why}", engine.name());
            return (0, cases.len());
        }
    };
    let (mut passed, mut failed, mut traps) = (0, 0, 0);
    let mut page = None;
    for case in &cases {
        let began = Instant::now();
        let mut result = one_case(case, &browser, hosts, &mut page, &options.failures);
        if let Err(why) = &result
            && trapped(engine, why)
            && traps < TRAPS
        {
            traps += 1;
            println!("{:9} TRAPPED {}; it has one more try in a new session: {why}", engine.name(), case.name);
            page = None;
            result = one_case(case, &browser, hosts, &mut page, &options.failures);
        }
        let seconds = began.elapsed().as_secs_f64();
        match result {
            Ok(()) => {
                passed += 1;
                println!("{:9} ok      {} ({seconds:.1} s)", engine.name(), case.name);
            }
            Err(why) => {
                failed += 1;
                println!("{:9} FAILED  {} ({seconds:.1} s): {why}", engine.name(), case.name);
            }
        }
    }
    (passed, failed)
}

/// Whether the engine lost its way and not the page: it ran WebAssembly wrongly, or its session ended by itself. WebKit on Linux does
/// the first once in some thousand loads, in programs that other engines run without fault, in its own command line too
/// (github.com/oven-sh/bun/issues/17146 and 17870: its interpreter of WebAssembly), and of the second the kernel said twice (2.50.6)
/// that the interpreter, and a thread that paints, had read beside their memory. A fault of ours would come again in the second try, and the first in the other
/// engines too: so none of those has one.
fn trapped(engine: Engine, why: &str) -> bool {
    let signs = ["RuntimeError: Out of bounds memory access", "invalid session id"];
    engine == Engine::WebKit && signs.iter().any(|sign| why.contains(sign))
}

/// Runs a case in the engine's session, and opens one where there is none (any more).
fn one_case<'a>(
    case: &Case,
    browser: &'a Browser,
    hosts: &'a Hosts,
    session: &mut Option<Page<'a>>,
    failures: &Path,
) -> Outcome {
    let mut page = match session.take() {
        Some(page) => page,
        None => Page::new(browser, hosts)?,
    };
    let result = (case.run)(&mut page);
    if result.is_err()
        && let Ok(picture) = page.session.picture()
        && std::fs::create_dir_all(failures).is_ok()
    {
        let name =
            format!("{}-{}.png", browser.engine.name(), case.name.replace(|c: char| !c.is_ascii_alphanumeric(), "-"));
        let _ = std::fs::write(failures.join(name), picture);
    }
    // What a frame of another origin complains about, only the frame can tell.
    let inside = "return (window.__recorded || { complaints: [] }).complaints.join('; ')";
    let inside = match &result {
        Err(_) => page.in_frame(|page| page.script(inside)).map(text_of).unwrap_or_default(),
        Ok(()) => String::new(),
    };
    let complaints = page.finish();
    if complaints.is_ok() {
        *session = Some(page);
    }
    let mut reasons: Vec<String> = result.err().into_iter().collect();
    reasons.extend((!inside.is_empty()).then(|| format!("in the frame: {inside}")));
    match complaints {
        Ok(complaints) => reasons.extend(complaints),
        Err(error) => reasons.push(format!("the page cannot be left: {error}")),
    }
    if reasons.is_empty() { Ok(()) } else { Err(reasons.join("\n                    ")) }
}
