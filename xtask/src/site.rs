//! The static site: Trunk puts it together, wasm-opt shrinks it, the policy seals it, the budget judges it.

use crate::run::{Outcome, command, root, run, say};
use crate::{budget, csp, glue, lean, licences, minify, one_file, parts, tools, wasm};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The wasm features that the compiler may use and every engine has; wasm-opt must be told (it refuses what it is not told).
pub const FEATURES: [&str; 8] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
];

/// Small first. Rebuilding the control flow (`--flatten --rereloop`) undoes much of what inlining left behind; what comes after
/// tidies up.
pub const OPTIMISE: [&str; 9] = [
    "--low-memory-unused",
    "-Oz",
    "--converge",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--strip-debug",
    "--strip-producers",
];

/// Where the lessons' titles go in `index.html`.
const LESSONS: &str = "<!-- lessons -->";

/// Builds the site into `dist/`.
pub fn build() -> Outcome {
    let tools = tools::to_serve()?;
    let (wasm_opt, esbuild) = (tools::wasm_opt()?, tools::esbuild()?);
    let dist = root().join("dist");
    say("Building the site with Trunk");
    let mut trunk = tools.trunk();
    trunk.args(["build", "--release", "--offline", "--cargo-profile", "web", "--dist"]).arg(&dist);
    let lean = as_the_site(&mut trunk);
    run(&mut trunk, "Trunk could not build the site; its output above says why.")?;

    let page = dist.join("index.html");
    let mut html = fs::read_to_string(&page).map_err(|error| format!("dist/index.html: {error}"))?;
    let program;
    (html, program) = shrink(&wasm_opt, &dist, &html)?;
    html = minify::script(&esbuild, &dist, &html)?;
    html = minify::styles(&esbuild, &dist, &html)?;
    html = html.replace(LESSONS, &lessons()?);
    licences::put_texts(&dist)?;
    one_file::write(&esbuild, &dist, &html, &program)?;
    fs::write(&page, csp::add(&html)?).map_err(|error| format!("dist/index.html: {error}"))?;
    budget::weigh(&dist, &program, lean)
}

/// Lets a command compile as the site is compiled: with its flags, and with the standard library where its source can be had (and
/// says whether it can).
pub fn as_the_site(compile: &mut Command) -> bool {
    let lean = lean::sources();
    let mut flags = flags();
    if lean {
        flags += lean::FLAGS;
        compile.envs(lean::VARIABLES);
    }
    compile.env("RUSTFLAGS", flags);
    lean
}

/// What `.cargo/config.toml` says for wasm32, which the variable overrides, and no path of this machine in the messages of
/// panics: the same source gives the same bytes anywhere.
fn flags() -> String {
    let home = std::env::var("CARGO_HOME").or_else(|_| std::env::var("HOME").map(|home| format!("{home}/.cargo")));
    let mut flags = "-C target-feature=+simd128".to_owned() + parts::FLAGS;
    for (from, to) in [
        (home.map(|home| format!("{home}/registry/src")).ok(), "crates"),
        (root().to_str().map(str::to_owned), "downhill"),
    ] {
        // The variable is split at blanks.
        if let Some(from) = from.filter(|from| !from.contains(' ')) {
            flags += &format!(" --remap-path-prefix={from}={to}");
        }
    }
    flags
}

/// The crate whose functions nothing here reaches. Leptos links it for the streams of servers; its classes are offered to
/// scripts whether or not there is one that makes them, and with their functions came all that these need.
const UNREACHED: &str = "wasm_streams";

/// What the wasm calls the script that it imports from.
const GLUE: &str = "a";

/// The files of the program.
pub struct Program {
    /// What every page needs.
    pub app: String,
    /// What only some need, by name.
    pub parts: Vec<(String, String)>,
}

/// Optimises the wasm together with its script, and names it after what it has become: one name, one content, for caches.
fn shrink(wasm_opt: &Path, dist: &Path, html: &str) -> Outcome<(String, Program)> {
    say("Optimising the wasm");
    let (code, script) = (only(dist, "wasm")?, only(dist, "js")?);
    let small = dist.join("small.wasm");
    let words = fs::read_to_string(&script).map_err(|error| format!("{}: {error}", script.display()))?;
    let words = glue::without_classes(&words);
    let whole = fs::read(&code).map_err(|error| format!("{}: {error}", code.display()))?;
    let owners = parts::Owners::of(&linked()?)?;
    let called = |name: &str| glue::calls(&words, name);
    fs::write(&code, wasm::without(&whole, called, |name| name.contains(UNREACHED))?)
        .map_err(|error| format!("{}: {error}", code.display()))?;
    let mut shrink = command(wasm_opt);
    shrink.args(OPTIMISE).args(FEATURES).arg(&code).arg("-o").arg(&small);
    run(&mut shrink, "wasm-opt could not optimise the wasm; its output above says why.")?;
    let bytes = fs::read(&small).map_err(|error| format!("wasm-opt wrote nothing: {error}"))?;
    fs::remove_file(&small).map_err(|error| format!("dist/small.wasm: {error}"))?;
    let (bytes, parts) = parts::split(&bytes, &owners, GLUE)?;
    let words = glue::renamed(&words, &wasm::imports(&bytes)?, &wasm::exports(&bytes)?, GLUE);
    fs::write(&script, words).map_err(|error| format!("{}: {error}", script.display()))?;
    let bytes = wasm::renamed(&bytes, GLUE)?;
    fs::remove_file(&code).map_err(|error| format!("{}: {error}", code.display()))?;
    let old = code.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let call = format!("{old}\")");
    if !html.contains(&call) {
        return Err(format!("dist/index.html does not start {old}"));
    }
    let mut addresses = Vec::new();
    let mut program = Program { app: put(dist, &bytes, "wasm")?, parts: Vec::new() };
    for (name, part) in parts {
        let file = put(dist, &part, "wasm")?;
        addresses.push(format!("{name:?}: \"./{file}\""));
        program.parts.push((name, file));
    }
    let call_in_parts = format!("{}\", {{ {} }})", program.app, addresses.join(", "));
    Ok((html.replace(&call, &call_in_parts), program))
}

/// The program as the linker left it.
fn linked() -> Outcome<Vec<u8>> {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    let file = target.join(tools::WASM).join("web/downhill.wasm");
    fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))
}

/// Writes a file of the site under a name that changes with what is in it.
fn put(dist: &Path, bytes: &[u8], extension: &str) -> Outcome<String> {
    let name = named_after(bytes, extension);
    fs::write(dist.join(&name), bytes).map_err(|error| format!("dist/{name}: {error}"))?;
    Ok(name)
}

/// A file's name that changes with what is in it.
pub fn named_after(bytes: &[u8], extension: &str) -> String {
    let digest: String = Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("downhill-{digest}.{extension}")
}

/// What the site's own page does not load: the site as one file, the script for pages of others, the guides.
const BESIDE: [&str; 3] = [one_file::NAME, "embed.js", "guides"];

/// Whether a file of the built folder is none that the site's own page loads.
pub fn stands_beside(file: &Path) -> bool {
    BESIDE.iter().any(|name| file.components().any(|part| part.as_os_str() == *name))
}

/// The one file of its kind in the site.
pub fn only(dist: &Path, extension: &str) -> Outcome<PathBuf> {
    let is = |file: &PathBuf| file.extension().is_some_and(|end| end == extension) && !stands_beside(file);
    let found = budget::files(dist)?.into_iter().filter(is);
    match found.collect::<Vec<_>>().as_slice() {
        [one] => Ok(one.clone()),
        several => Err(format!("dist/ should hold one {extension} file and holds {}", several.len())),
    }
}

/// The lessons' titles and questions as list items, for the page that stands before the wasm arrives: read from the
/// lessons' own front matter, in the order of the list in `src/lessons/mod.rs`.
fn lessons() -> Outcome<String> {
    let folder = root().join("src/lessons");
    let list = fs::read_to_string(folder.join("mod.rs")).map_err(|error| format!("src/lessons/mod.rs: {error}"))?;
    let mut found = Vec::new();
    for entry in fs::read_dir(&folder).map_err(|error| format!("src/lessons: {error}"))?.flatten() {
        let Ok(text) = fs::read_to_string(entry.path().join("en.md")) else { continue };
        let field = |name: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(name)?.trim_start().strip_prefix('='))?;
            Some(line.trim().trim_matches('"').replace('&', "&amp;").replace('<', "&lt;"))
        };
        let name = entry.file_name().to_string_lossy().into_owned();
        let (Some(title), Some(question)) = (field("title"), field("question")) else {
            return Err(format!("src/lessons/{name}/en.md: the front matter needs a title and a question"));
        };
        let slug = name.replace('_', "-");
        let place = list.rfind(&name).unwrap_or(usize::MAX);
        found.push((place, format!("<li><a href=\"#/{slug}\">{title}</a> <span>{question}</span></li>")));
    }
    found.sort();
    Ok(found.into_iter().map(|(_, item)| item).collect())
}
