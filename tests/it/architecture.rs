//! The rules of `src/lib.rs` and the reasons they exist, checked on the text of the source. Each is shown failing
//! below.

use crate::paths::{heads, references, whole_words};
use crate::source::{File, files, line, names_only, without_comments};

/// Who may depend on whom. The first row whose folder fits holds; `*` stands for one folder.
struct Layer {
    folder: &'static str,
    crates: &'static [&'static str],
    modules: &'static [&'static str],
}

const PURE: &[&str] = &["lessons", "sim", "params", "plot", "i18n", "decimal"];
const ANY: &[&str] = &["*"];

const LAYERS: &[Layer] = &[
    Layer { folder: "kernels/src/", crates: &[], modules: &["elementary", "pair", "products"] },
    Layer { folder: "src/decimal.rs", crates: &["libm"], modules: &[] },
    Layer { folder: "src/named.rs", crates: &[], modules: &[] },
    Layer { folder: "src/part.rs", crates: &["wasm_split_helpers"], modules: &["part"] },
    Layer { folder: "src/qr.rs", crates: &["qrcodegen"], modules: &[] },
    Layer { folder: "src/sim/", crates: &["kernels", "libm", "rand_pcg"], modules: &["sim", "decimal"] },
    Layer { folder: "src/params/", crates: &["libm", "csv_core"], modules: &["params", "decimal"] },
    Layer { folder: "src/i18n/", crates: &[], modules: &["i18n", "params", "decimal"] },
    Layer {
        folder: "src/plot/",
        crates: &["libm", "plotters", "plotters_backend"],
        modules: &["plot", "sim", "i18n", "params", "decimal"],
    },
    Layer { folder: "src/lessons/*/model.rs", crates: &["libm"], modules: &["lessons", "sim", "params", "decimal"] },
    Layer {
        folder: "src/lessons/mod.rs",
        crates: &[],
        modules: &["part", "lessons", "sim", "params", "plot", "i18n", "decimal"],
    },
    Layer { folder: "src/lessons/", crates: &["libm"], modules: PURE },
    Layer {
        folder: "src/export/",
        crates: &["libm", "serde", "serde_json"],
        modules: &["export", "lessons", "sim", "params", "plot", "i18n", "decimal"],
    },
    Layer {
        folder: "src/cli/",
        crates: ANY,
        modules: &["cli", "address", "export", "lessons", "sim", "params", "plot", "i18n", "decimal"],
    },
    Layer {
        folder: "src/ui/",
        crates: ANY,
        modules: &[
            "ui", "address", "part", "home", "progress", "qr", "shown", "export", "lessons", "sim", "params", "plot",
            "i18n", "named", "decimal",
        ],
    },
    Layer {
        folder: "src/progress.rs",
        crates: &["serde", "serde_json"],
        modules: &["progress", "lessons", "params", "named"],
    },
    Layer { folder: "src/shown.rs", crates: &[], modules: &["shown", "lessons", "params", "i18n"] },
    Layer { folder: "src/address.rs", crates: &[], modules: &["address", "lessons", "params"] },
    Layer { folder: "src/home.rs", crates: &["libm"], modules: &["home", "sim", "params", "plot", "i18n", "decimal"] },
    Layer { folder: "src/app.rs", crates: ANY, modules: ANY },
    Layer { folder: "src/app/", crates: ANY, modules: ANY },
    Layer { folder: "src/lib.rs", crates: &[], modules: ANY },
    Layer { folder: "src/main.rs", crates: ANY, modules: ANY },
];

/// Files that are longer than one sitting, until they are split. A file that no longer is must leave the list.
const LONG: &[&str] = &[];

/// The longest a file may be.
const LINES: usize = 400;

/// Where numbers are computed that must be the same on every machine.
const EXACT: &[&str] = &["kernels/src/", "src/sim/", "src/params/", "src/lessons/"];

/// Functions of `f64` whose last bits depend on the machine: `libm` and `kernels/src/elementary.rs` stand in for them.
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
    let dependencies = dependencies(files);
    for file in files {
        let is_app = ["src/", "kernels/src/"].iter().any(|folder| file.path.starts_with(folder));
        if is_app && file.is(".rs") && !file.is("/tests.rs") {
            layers(file, &dependencies, &mut said);
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

fn layers(file: &File, dependencies: &[String], said: &mut Vec<String>) {
    let Some(layer) = LAYERS.iter().find(|layer| fits(layer.folder, &file.path)) else {
        said.push(format!(
            "{} belongs to no layer: say in LAYERS (tests/it/architecture.rs) what it may use.",
            file.path
        ));
        return;
    };
    let bare = names_only(&file.text);
    let mut found: Vec<(usize, String, bool)> = Vec::new();
    for (place, path) in references(&bare, &file.path) {
        if let [first, ..] = path.as_slice() {
            let is_module = !layer.modules.contains(&"*") && !layer.modules.contains(&first.as_str());
            // A name in capitals is a macro, a type or a constant of the crate's root.
            if is_module && first.chars().all(|sign| sign.is_lowercase() || sign.is_ascii_digit() || sign == '_') {
                found.push((place, first.clone(), true));
            }
        }
    }
    for (place, name) in heads(&bare) {
        if dependencies.iter().any(|one| one == name) && !layer.crates.contains(&"*") && !layer.crates.contains(&name) {
            found.push((place, name.to_owned(), false));
        }
    }
    for (place, name, is_module) in found {
        let (kind, may) = if is_module { ("module", layer.modules) } else { ("crate", layer.crates) };
        let may = if may.is_empty() { "none".to_owned() } else { may.join(", ") };
        let at = line(&bare, place);
        said.push(format!(
            "{}:{at} uses the {kind} `{name}`; in {} the {kind}s allowed are: {may}.",
            file.path, layer.folder
        ));
    }
}

fn fits(pattern: &str, path: &str) -> bool {
    match pattern.split_once('*') {
        None => path.starts_with(pattern),
        Some((before, after)) => path
            .strip_prefix(before)
            .and_then(|rest| rest.split_once('/'))
            .is_some_and(|(_, rest)| format!("/{rest}") == after),
    }
}

fn purity(file: &File, said: &mut Vec<String>) {
    let bare = names_only(&file.text);
    let mut say =
        |place: usize, sentence: String| said.push(format!("{}:{} {sentence}", file.path, line(&bare, place)));
    if EXACT.iter().any(|folder| file.path.starts_with(folder)) {
        for name in INEXACT {
            for spelling in [format!(".{name}("), format!("f64::{name}"), format!("f32::{name}")] {
                for (place, _) in whole_words(&bare, &spelling) {
                    say(place, format!("calls `{name}` of std, whose last bits differ between machines; use libm's."));
                }
            }
        }
    }
    let is_pure = ["kernels/src/", "src/sim/"].iter().any(|folder| file.path.starts_with(folder));
    if is_pure || file.path.ends_with("/model.rs") {
        for (name, why) in IMPURE {
            for (place, _) in whole_words(&bare, name) {
                say(place, format!("uses `{name}`, which {why}: a run is a function of its link alone."));
            }
        }
    }
    let is_core = ["kernels/src/", "src/sim/", "src/params/", "src/plot/", "src/lessons/", "src/i18n/", "src/ui/"];
    if is_core.iter().any(|folder| file.path.starts_with(folder)) {
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

/// The lessons' folders.
fn lessons(files: &[File]) -> Vec<String> {
    let folder = |file: &File| Some(file.path.strip_prefix("src/lessons/")?.split_once('/')?.0.to_owned());
    let mut found: Vec<String> = files.iter().filter_map(folder).collect();
    found.dedup();
    found
}

/// A lesson knows no other. The compiler keeps everybody else out, for lessons are private modules of `lessons`; what
/// is below `lessons` sees them all the same. Paths are looked at, and not words: a lesson may be called `optimizers`,
/// as a part of `sim` is.
fn neighbours(file: &File, lessons: &[String], said: &mut Vec<String>) {
    let Some(inside) = file.path.strip_prefix("src/lessons/") else { return };
    let bare = names_only(&file.text);
    let mut say = |place: usize, sentence: String| {
        said.push(format!("{}:{} {sentence}", file.path, line(&bare, place)));
    };
    if inside == "mod.rs" {
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
            ["lessons"] | ["lessons", "self"] => say(
                place,
                "takes all of `lessons`, other lessons included: name what is used, as in `use crate::lessons::View`."
                    .to_owned(),
            ),
            ["lessons", name, ..] if *name != own && lessons.iter().any(|lesson| lesson == name) => {
                say(place, format!("uses the lesson `{name}`: a lesson knows no other but through `lessons::Lesson`."));
            }
            _ => {}
        }
    }
}

/// Whoever leads to a lesson has its address from the list: it is written in the lesson's own folder alone.
fn addresses(file: &File, lessons: &[String], said: &mut Vec<String>) {
    if !["src/", "style/"].iter().any(|folder| file.path.starts_with(folder)) && file.path != "index.html" {
        return;
    }
    let code = if file.is(".rs") { without_comments(&file.text) } else { file.text.clone() };
    for lesson in lessons.iter().filter(|lesson| !file.path.starts_with(&format!("src/lessons/{lesson}/"))) {
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

/// Colour literals live in `style/tokens.css` and `src/plot/palette.rs` alone.
fn colours(file: &File, said: &mut Vec<String>) {
    let is_page = file.path.starts_with("src/") && file.is(".rs") || file.path.starts_with("style/") && file.is(".css");
    if !is_page && file.path != "index.html"
        || ["style/tokens.css", "src/plot/palette.rs"].contains(&file.path.as_str())
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
            "{}:{at} has a colour literal: colours live in style/tokens.css and src/plot/palette.rs.",
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

/// The crates that `Cargo.toml` names, as they are written in Rust.
fn dependencies(files: &[File]) -> Vec<String> {
    let manifest =
        files.iter().find(|file| file.path == "Cargo.toml").map(|file| file.text.as_str()).unwrap_or_default();
    let mut is_list = false;
    let mut found = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            is_list = line.ends_with("dependencies]");
            let table = line.trim_matches(['[', ']']).split_once("dependencies.").map(|(_, name)| name);
            found.extend(table.map(|name| name.replace('-', "_")));
        } else if let Some((name, _)) = line.split_once('=').filter(|_| is_list) {
            found.push(name.trim().replace('-', "_"));
        }
    }
    found
}

#[path = "architecture_broken.rs"]
mod on_purpose;
