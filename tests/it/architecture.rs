//! The rules of `src/lib.rs` that neither Cargo nor clippy can hold, and the reasons they exist, checked on the text of the
//! source. Each is shown failing below. Who may use whom is Cargo's: a layer is a crate.

use crate::paths::{references, whole_words};
use crate::source::{File, files, line, names_only, without_comments};

/// Files that are longer than one sitting, until they are split. A file that no longer is must leave the list.
const LONG: &[&str] = &[];

/// The longest a file may be.
const LINES: usize = 400;

/// Where numbers are computed that must be the same on every machine.
const EXACT: &[&str] = &["kernels", "sim", "params", "lessons"];

/// Functions of `f64` whose last bits depend on the machine: `libm` and `crates/kernels/src/elementary.rs` stand in for them.
const INEXACT: &[&str] = &[
    "exp", "exp2", "exp_m1", "ln", "ln_1p", "log", "log2", "log10", "sin", "cos", "tan", "sin_cos", "asin", "acos",
    "atan", "atan2", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "powf", "powi", "mul_add", "hypot",
];

/// What pure mathematics does not know, and why.
const IMPURE: &[(&str, &str)] = &[
    ("Instant", "reads the clock"),
    ("SystemTime", "reads the clock"),
    ("HashMap", "has no order; use BTreeMap or Vec"),
    ("HashSet", "has no order; use BTreeSet or Vec"),
    ("thread_rng", "is not a function of the seed"),
];

/// What ends the program where a bad input should give an answer.
const PANICS: &[&str] =
    &[".unwrap()", ".expect(", "panic!", "unreachable!", "todo!", "unimplemented!", "assert!(", "assert_eq!("];

#[test]
fn the_source_keeps_its_rules() {
    let broken = broken(&files(), LONG);
    assert!(broken.is_empty(), "\n\n{}\n", broken.join("\n"));
}

/// Every rule that these files break, as sentences.
fn broken(files: &[File], long: &[&str]) -> Vec<String> {
    let mut said = Vec::new();
    let lessons = lessons(files);
    for file in files {
        if layer(&file.path).is_some() && file.is(".rs") && !file.is("/tests.rs") {
            purity(file, &mut said);
            neighbours(file, &lessons, &mut said);
        }
        if !file.is("/tests.rs") {
            addresses(file, &lessons, &mut said);
        }
        colours(file, &mut said);
        length(file, long, &mut said);
    }
    for path in long.iter().filter(|path| files.iter().all(|file| file.path != **path)) {
        said.push(format!("{path} is on the list of long files and does not exist."));
    }
    said
}

/// The layer that a file belongs to: its crate, or its folder in the app.
fn layer(path: &str) -> Option<&str> {
    let (name, inside) = match path.strip_prefix("crates/") {
        Some(path) => path.split_once('/')?,
        None => ("", path),
    };
    let inside = inside.strip_prefix("src/")?;
    Some(if name.is_empty() { inside.split('/').next()? } else { name })
}

fn purity(file: &File, said: &mut Vec<String>) {
    let bare = names_only(&file.text);
    let mut say =
        |place: usize, sentence: String| said.push(format!("{}:{} {sentence}", file.path, line(&bare, place)));
    let own = layer(&file.path).unwrap_or_default();
    if EXACT.contains(&own) {
        for name in INEXACT {
            for spelling in [format!(".{name}("), format!("f64::{name}"), format!("f32::{name}")] {
                for (place, _) in whole_words(&bare, &spelling) {
                    say(place, format!("calls `{name}` of std, whose last bits differ between machines; use libm's."));
                }
            }
        }
    }
    if ["kernels", "sim"].contains(&own) || file.path.ends_with("/model.rs") {
        for (name, why) in IMPURE {
            for (place, _) in whole_words(&bare, name) {
                say(place, format!("uses `{name}`, which {why}: a run is a function of its link alone."));
            }
        }
    }
    if ["kernels", "sim", "params", "plot", "lessons", "i18n", "ui"].contains(&own) {
        for name in PANICS {
            for (place, _) in whole_words(&bare, name) {
                say(
                    place,
                    format!(
                        "has `{name}`, and no input may end the page: give back an Option, a Result or a sentence."
                    ),
                );
            }
        }
    }
}

/// The lessons' folders: those with a story.
fn lessons(files: &[File]) -> Vec<String> {
    let folder = |file: &File| Some(file.path.strip_prefix("crates/lessons/src/")?.strip_suffix("/en.md")?.to_owned());
    let mut found: Vec<String> = files.iter().filter_map(folder).collect();
    found.dedup();
    found
}

/// A lesson knows no other. The compiler keeps everybody else out, for lessons are private modules of `lessons`; what
/// is below `lessons` sees them all the same. Paths are looked at, and not words: a lesson may be called `optimizers`,
/// as a part of `sim` is.
fn neighbours(file: &File, lessons: &[String], said: &mut Vec<String>) {
    let Some(inside) = file.path.strip_prefix("crates/lessons/src/") else { return };
    let bare = names_only(&file.text);
    let mut say = |place: usize, sentence: String| {
        said.push(format!("{}:{} {sentence}", file.path, line(&bare, place)));
    };
    if inside == "lib.rs" {
        for (name, (place, _)) in
            lessons.iter().flat_map(|name| whole_words(&bare, name).map(move |found| (name, found)))
        {
            let before = bare[..place].rsplit(['\n', ';', '{', '}']).next().unwrap_or_default().trim();
            if before.starts_with("pub") && before.ends_with("mod") {
                say(
                    place,
                    format!("makes the lesson `{name}` public: write `mod {name};`, so that nobody else can name it."),
                );
            }
        }
        return;
    }
    let own = inside.split('/').next().unwrap_or_default();
    for (place, path) in references(&bare, &file.path) {
        match path.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            [] | ["self"] => say(
                place,
                "takes all of `lessons`, other lessons included: name what is used, as in `use crate::View`."
                    .to_owned(),
            ),
            [name, ..] if *name != own && lessons.iter().any(|lesson| lesson == name) => {
                say(place, format!("uses the lesson `{name}`: a lesson knows no other but through `lessons::Lesson`."));
            }
            _ => {}
        }
    }
}

/// Whoever leads to a lesson has its address from the list: it is written in the lesson's own folder alone.
fn addresses(file: &File, lessons: &[String], said: &mut Vec<String>) {
    if layer(&file.path).is_none() && !file.path.starts_with("style/") && file.path != "index.html" {
        return;
    }
    let code = if file.is(".rs") { without_comments(&file.text) } else { file.text.clone() };
    for lesson in lessons.iter().filter(|lesson| !file.path.starts_with(&format!("crates/lessons/src/{lesson}/"))) {
        let address = format!("#/{}", lesson.replace('_', "-"));
        for (place, _) in
            whole_words(&code, &address).filter(|(place, _)| !code[place + address.len()..].starts_with('-'))
        {
            said.push(format!(
                "{}:{} has the address `{address}`: take it from `lessons::LESSONS`, the one place that names lessons.",
                file.path,
                line(&code, place)
            ));
        }
    }
}

/// The names of plotters' own colours, which are no role of ours.
const PLOTTERS: &[&str] =
    &["RGBColor(", "RGBAColor(", "BLACK", "WHITE", "RED", "GREEN", "BLUE", "YELLOW", "CYAN", "MAGENTA"];

/// Colour literals live in `style/tokens.css` and `crates/plot/src/palette.rs` alone.
fn colours(file: &File, said: &mut Vec<String>) {
    let is_page = layer(&file.path).is_some() && file.is(".rs") || file.path.starts_with("style/") && file.is(".css");
    if !is_page && file.path != "index.html"
        || ["style/tokens.css", "crates/plot/src/palette.rs"].contains(&file.path.as_str())
    {
        return;
    }
    let code = if file.is(".rs") { without_comments(&file.text) } else { file.text.clone() };
    let mut places: Vec<usize> = ["rgb(", "rgba(", "hsl(", "hsla(", "oklch(", "oklab(", "lab(", "lch("]
        .iter()
        .flat_map(|name| whole_words(&code, name))
        // A blank in a format string is no literal.
        .filter(|(place, name)| !code[place + name.len()..].starts_with('{'))
        .map(|(place, _)| place)
        .collect();
    let hex = code.match_indices('#').filter(|(place, _)| {
        let word = &code[place + 1..];
        let length =
            word.find(|sign: char| !sign.is_ascii_alphanumeric() && sign != '_' && sign != '-').unwrap_or(word.len());
        [3, 4, 6, 8].contains(&length) && word[..length].chars().all(|sign| sign.is_ascii_hexdigit())
    });
    places.extend(hex.map(|(place, _)| place));
    if file.is(".rs") {
        places.extend(PLOTTERS.iter().flat_map(|name| whole_words(&code, name).map(|(place, _)| place)));
    }
    for place in places {
        let at = line(&code, place);
        said.push(format!(
            "{}:{at} has a colour literal: colours live in style/tokens.css and crates/plot/src/palette.rs.",
            file.path
        ));
    }
}

fn length(file: &File, long: &[&str], said: &mut Vec<String>) {
    let is_code = [".rs", ".css", ".js"].iter().any(|end| file.is(end));
    let lines = file.text.lines().count();
    match (is_code && lines > LINES, long.contains(&file.path.as_str())) {
        (true, false) => said.push(format!("{} has {lines} lines, over {LINES}: split it by idea.", file.path)),
        (false, true) => {
            said.push(format!("{} is no longer over {LINES} lines: take it off the list LONG.", file.path))
        }
        _ => {}
    }
}

#[path = "architecture_broken.rs"]
mod on_purpose;
