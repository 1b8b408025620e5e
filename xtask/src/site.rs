//! The static site: Trunk puts it together, its program is split and optimised, the policy seals it, the budget judges it.

use crate::dist::{put, told, write};
use crate::run::{Outcome, cargo, output, root, run, say};
use crate::split::{self, Program};
use crate::{budget, csp, dist, licences, minify, one_file, tools};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// Where the lessons' titles go in `index.html`.
const LESSONS: &str = "<!-- lessons -->";
/// What Trunk makes of the program in one piece, which is not sent.
const WHOLE: [&str; 2] = ["downhill.js", "downhill_bg.wasm"];
/// How the page would start it (`pattern_script` in Trunk.toml).
pub const START: &str = "<script>start(\"./downhill.js\", \"./downhill_bg.wasm\")</script>";
/// The sheet that imports the others, and how the page links it.
const SHEET: &str = "style/site.css";

/// Builds the site into `dist/`.
pub fn build() -> Outcome {
    let (tools, esbuild) = (tools::to_serve()?, tools::esbuild()?);
    let lessons = lessons()?;
    let dist = root().join("dist");
    say("Building the site with Trunk");
    let mut trunk = tools.trunk();
    trunk.args(["build", "--release", "--offline", "--cargo-profile", "web", "--features", split::FEATURE]);
    trunk.args(["--filehash", "false", "--dist"]).arg(&dist);
    as_the_site(&mut trunk);
    run(&mut trunk, "Trunk could not build the site; its output above says why.")?;
    // The sheets import one another; they will be one.
    for file in WHOLE.map(|name| dist.join(name)) {
        fs::remove_file(&file).map_err(told(&file))?;
    }
    fs::remove_dir_all(dist.join("style")).map_err(told(&dist))?;

    say("Splitting and optimising the program");
    let program = Program::split(&linked(), &dist)?;
    let script = put(&dist, minify::module(&esbuild, &program.script)?, "js")?;
    let sheet = root().join(SHEET);
    let styles = put(&dist, minify::styles(&esbuild, &sheet)?, "css")?;
    licences::put_texts(&dist)?;

    let page = dist.join("index.html");
    let html = replaced(&dist::text(&page)?, LESSONS, &lessons.iter().map(Lesson::item).collect::<String>())?;
    let link = format!("<link rel=\"stylesheet\" href=\"{SHEET}\">");
    let inside = format!("<style>{}</style>", minify::styles_with_fonts(&esbuild, &sheet)?);
    one_file::write(&esbuild, &dist, &replaced(&html, &link, &inside)?, &program)?;
    let html = replaced(&html, &link, &format!("<link rel=\"stylesheet\" href=\"./{styles}\">"))?;
    let html = replaced(&html, START, &start(&script, &program, &lessons)?)?;
    write(&page, csp::add(&html)?)?;
    budget::weigh(&dist, &program, &lessons)
}

/// The script that starts the app: from its own script, its program, the other pieces of this by name, and the pieces that
/// each lesson needs.
fn start(script: &str, program: &Program, lessons: &[Lesson]) -> Outcome<String> {
    let address = |file: &str| format!("./{file}");
    let pieces: BTreeMap<_, _> = program.pieces.iter().map(|(piece, file)| (piece, address(file))).collect();
    let needs: BTreeMap<_, _> =
        lessons.iter().filter_map(|lesson| Some((&lesson.slug, program.parts.get(&lesson.part())?))).collect();
    let told = serde_json::to_string(&(address(script), address(&program.app), pieces, needs));
    let told = told.map_err(|error| format!("the names of the pieces cannot be written: {error}"))?;
    Ok(format!("<script>start(...{told})</script>"))
}

/// Lets a command compile as the site is compiled: with its flags.
///
/// They are what `.cargo/config.toml` says for wasm32, which the variable overrides, and no path of this machine in the messages of
/// panics: the same source gives the same bytes anywhere.
pub fn as_the_site(compile: &mut Command) {
    let home = std::env::var("CARGO_HOME").or_else(|_| std::env::var("HOME").map(|home| format!("{home}/.cargo")));
    let mut flags = "-C target-feature=+simd128".to_owned() + split::FLAGS;
    for (from, to) in [
        (home.map(|home| format!("{home}/registry/src")).ok(), "crates"),
        (root().to_str().map(str::to_owned), "downhill"),
    ] {
        // The variable is split at blanks.
        if let Some(from) = from.filter(|from| !from.contains(' ')) {
            flags += &format!(" --remap-path-prefix={from}={to}");
        }
    }
    compile.env("RUSTFLAGS", flags);
}

/// The program as the linker left it.
fn linked() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    target.join(tools::WASM).join("web/downhill.wasm")
}

/// A text in which one place is replaced, and there must be one.
pub fn replaced(text: &str, old: &str, new: &str) -> Outcome<String> {
    match text.matches(old).count() {
        1 => Ok(text.replace(old, new)),
        count => Err(format!("index.html, as Trunk wrote it, should say {old} once and says it {count} times")),
    }
}

/// What the list of lessons says of one.
#[derive(Deserialize)]
pub struct Lesson {
    /// The part of the address after `#/`.
    pub slug: String,
    title: String,
    question: String,
}

impl Lesson {
    /// The part of the program that it is.
    pub fn part(&self) -> String {
        self.slug.replace('-', "_")
    }

    /// Its title and question as a list item, for the page that stands before the wasm arrives.
    fn item(&self) -> String {
        let [title, question] =
            [&self.title, &self.question].map(|text| text.replace('&', "&amp;").replace('<', "&lt;"));
        format!("<li><a href=\"#/{}\">{title}</a> <span>{question}</span></li>", self.slug)
    }
}

/// The lessons in the order of the course, as the compiled program lists them.
fn lessons() -> Outcome<Vec<Lesson>> {
    let mut list = cargo();
    list.args(["run", "--quiet", "--package", "downhill", "--", "lessons", "--format", "json"]);
    let said = output(&mut list, "the program could not list its lessons; see above.")?;
    serde_json::from_str(&said).map_err(|error| format!("the list of lessons cannot be read: {error}"))
}
