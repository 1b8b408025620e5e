//! The project's commands. `cargo xtask` without a word lists them.
//!
//! Everything a command needs beyond Rust is installed once, pinned, into `target/tools/`. What goes wrong is said in a
//! sentence that names the step and what to do about it.

mod browsers;
mod budget;
mod checks;
mod csp;
mod dist;
mod hosts;
mod licences;
mod minify;
mod one_file;
mod peer;
mod run;
mod serve;
mod site;
mod split;
mod template;
mod tools;

use run::{Outcome, Stages};
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask serve [--port N]   serve the page with live reload; installs what it needs, once
cargo xtask test               check, host tests, release build with its size budget, the browser suite
cargo xtask build              the static site in dist/, for any folder of any static host
cargo xtask check              formatting, clippy (host and wasm32), architecture, text, licences
cargo xtask hosts              pages of others that hold a lesson, in target/hosts/, for the browser suite
cargo xtask shots              build, then pictures of every lesson in target/shots/
cargo xtask bench              build, then times (slider to figure; native and wasm) and memory; writes the peer of others
cargo xtask licences [--write] compare THIRD-PARTY.md with the dependencies, or write it anew

What follows the word of test, shots and bench is handed to the browser suite (--engine firefox).";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (word, rest) = match words.split_first() {
        Some((word, rest)) => (word.as_str(), rest),
        None => ("help", &[][..]),
    };
    match obey(word, rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("\ncargo xtask {word}: {trouble}");
            ExitCode::FAILURE
        }
    }
}

fn obey(word: &str, rest: &[String]) -> Outcome {
    match word {
        "serve" => serve::serve(rest),
        "build" => site::build(),
        "check" => checks::check(&mut Stages::new()),
        "test" => test(rest),
        "shots" => {
            site::build()?;
            browsers::suite("shots", &[&["--out".to_owned(), "target/shots".to_owned()], rest].concat())
        }
        "bench" => {
            site::build()?;
            peer::write()?;
            browsers::suite("bench", &[&["--peer".to_owned(), peer::FOLDER.to_owned()], rest].concat())
        }
        "hosts" => hosts::make(),
        "licences" => licences::licences(rest.iter().any(|word| word == "--write")),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        other => Err(format!("there is no command `{other}`. The commands are:\n\n{HELP}")),
    }
}

/// Everything that must hold before a change is shown to others.
fn test(rest: &[String]) -> Outcome {
    let mut stages = Stages::new();
    let all = (|| {
        checks::check(&mut stages)?;
        stages.time("host tests", checks::host_tests)?;
        stages.time("proofs", checks::proofs)?;
        template::test(&mut stages)?;
        stages.time("release build", site::build)?;
        stages.time("pages of others", hosts::make)?;
        browsers::test(&mut stages, rest)
    })();
    stages.print();
    all
}
