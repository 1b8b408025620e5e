//! Engines and drivers for the browser suite: found, or installed where a package manager can.

use crate::run::{Outcome, Stages, capture, cargo, command, on_path, run, say};
use crate::tools;
use std::path::PathBuf;

/// One engine with what the suite needs to drive it.
struct Engine {
    /// The suite's word for it.
    name: &'static str,
    /// What the package manager of Debian and Ubuntu calls its parts.
    packages: &'static [&'static str],
    /// The variable that tells the suite where a part is, and the names that part goes by.
    parts: &'static [(&'static str, &'static [&'static str])],
}

const ENGINES: [Engine; 3] = [
    Engine {
        name: "chromium",
        packages: &["chromium", "chromium-driver"],
        parts: &[
            ("DOWNHILL_CHROMIUM", &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]),
            ("DOWNHILL_CHROMEDRIVER", &["chromedriver"]),
        ],
    },
    Engine { name: "firefox", packages: &["firefox-esr"], parts: &[("DOWNHILL_FIREFOX", &["firefox-esr", "firefox"])] },
    Engine {
        name: "webkit",
        packages: &["webkit2gtk-driver", "xvfb"],
        parts: &[
            ("DOWNHILL_WEBKITDRIVER", &["WebKitWebDriver"]),
            ("DOWNHILL_MINIBROWSER", &["MiniBrowser"]),
            ("DOWNHILL_XVFB_RUN", &["xvfb-run"]),
        ],
    },
];

/// The variables for the suite.
type Variables = Vec<(&'static str, PathBuf)>;

/// Runs the suite's cases in every engine, each as a stage of its own.
pub fn test(stages: &mut Stages, words: &[String]) -> Outcome {
    let chosen = words.iter().position(|word| word == "--engine").and_then(|place| words.get(place + 1));
    let mut failed = Vec::new();
    for engine in ENGINES.iter().filter(|engine| chosen.is_none_or(|name| name == engine.name)) {
        let Some(variables) = ready(engine)? else {
            stages.skip(&format!("browser suite, {}", engine.name));
            continue;
        };
        let rest: Vec<&String> = words.iter().filter(|word| *word != "--engine" && Some(*word) != chosen).collect();
        let outcome = stages.time(&format!("browser suite, {}", engine.name), || {
            let mut suite = suite_command("test", &variables);
            suite.args(["--engine", engine.name]).args(&rest);
            run(&mut suite, &format!("the browser suite failed in {}.", engine.name))
        });
        failed.extend(outcome.err());
    }
    if failed.is_empty() { Ok(()) } else { Err(failed.join(" ")) }
}

/// Runs another command of the suite (`shots`, `bench`) with whatever engines there are; Chromium is needed.
pub fn suite(word: &str, words: &[String]) -> Outcome {
    let mut variables = Variables::new();
    for engine in &ENGINES {
        let wanted = engine.name == "chromium" || words.iter().any(|word| word == engine.name);
        if wanted {
            let found = ready(engine)?.ok_or(format!("`{word}` needs {}, which is not here.", engine.name))?;
            variables.extend(found);
        }
    }
    run(suite_command(word, &variables).args(words), &format!("`{word}` failed; see above."))
}

fn suite_command(word: &str, variables: &Variables) -> std::process::Command {
    let mut suite = cargo();
    suite.args(["run", "--quiet", "--package", "browser", "--", word, "--dist", "dist"]);
    suite.envs(variables.iter().map(|(name, path)| (*name, path)));
    suite
}

/// Where an engine's parts are; installs them if need be. Nothing if the engine cannot be had here, which is said loudly,
/// and is a failure where `CI` is set.
fn ready(engine: &Engine) -> Outcome<Option<Variables>> {
    let mut found = parts(engine);
    if found.is_err() && can_install() {
        install(engine)?;
        found = parts(engine);
    }
    let missing = match found {
        Ok(mut variables) => {
            if engine.name == "firefox" {
                let own = std::env::var_os("DOWNHILL_GECKODRIVER").map(PathBuf::from);
                variables.push(("DOWNHILL_GECKODRIVER", own.map_or_else(tools::geckodriver, Ok)?));
            }
            return Ok(Some(variables));
        }
        Err(missing) => missing,
    };
    let trouble =
        format!("{} is not tested: {missing} is not on this machine, and cannot be installed here", engine.name);
    if std::env::var_os("CI").is_some() {
        return Err(format!("{trouble} (CI is set, so every engine must be there)."));
    }
    say(format!("LOOK OUT: {trouble}.\n==           Install it, or name it in the variable {}.", engine.parts[0].0));
    Ok(None)
}

/// The parts of an engine, or the name of the first that is missing.
fn parts(engine: &Engine) -> Result<Variables, &'static str> {
    let part = |&(variable, names): &(&'static str, &'static [&'static str])| {
        let told = std::env::var_os(variable).map(PathBuf::from);
        let found = told.or_else(|| names.iter().find_map(|name| on_path(name).or_else(|| off_path(name))));
        found.map(|path| (variable, path)).ok_or(names[0])
    };
    engine.parts.iter().map(part).collect()
}

/// Programs that live where no path leads.
fn off_path(name: &str) -> Option<PathBuf> {
    let places: &[&str] = match name {
        "chromium" => &["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/snap/bin/chromium"],
        "firefox" => &["/Applications/Firefox.app/Contents/MacOS/firefox", "/snap/bin/firefox"],
        "chromedriver" => &["/usr/lib/chromium-browser/chromedriver", "/snap/bin/chromium.chromedriver"],
        "MiniBrowser" => return mini_browser(),
        _ => &[],
    };
    places.iter().map(PathBuf::from).find(|place| place.is_file())
}

/// WebKitGTK's small browser: `/usr/lib/<machine>/webkit2gtk-4.1/MiniBrowser` or so.
fn mini_browser() -> Option<PathBuf> {
    let folders = |place: &PathBuf| std::fs::read_dir(place).into_iter().flatten().flatten().map(|entry| entry.path());
    let machines = ["/usr/lib", "/usr/libexec"].map(PathBuf::from);
    let near = machines.iter().flat_map(folders).collect::<Vec<_>>();
    let all = near.iter().filter(|folder| folder.is_dir()).flat_map(folders).chain(near.clone());
    let is_webkit =
        |folder: &PathBuf| folder.file_name().is_some_and(|name| name.to_string_lossy().starts_with("webkit"));
    let mut found: Vec<_> =
        all.filter(is_webkit).map(|folder| folder.join("MiniBrowser")).filter(|file| file.is_file()).collect();
    found.sort();
    found.pop()
}

fn can_install() -> bool {
    on_path("apt-get").is_some() && as_root().is_some()
}

/// The words in front of a command that needs the administrator; nothing where that takes a password.
fn as_root() -> Option<&'static [&'static str]> {
    if capture(command("id").arg("-u")).is_some_and(|id| id.trim() == "0") {
        return Some(&["env", "DEBIAN_FRONTEND=noninteractive"]);
    }
    capture(command("sudo").args(["-n", "true"])).map(|_| &["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"][..])
}

/// Asks the package manager. That it lacks the engine is no error here: `ready` says what that means.
fn install(engine: &Engine) -> Outcome {
    say(format!("Installing {} with apt-get: a minute or two", engine.packages.join(" ")));
    let words = as_root().unwrap_or(&["env"]);
    let apt = |arguments: &[&str]| {
        let mut apt = command(words[0]);
        apt.args(&words[1..]).arg("apt-get").args(arguments);
        run(&mut apt, "apt-get failed")
    };
    let quiet = ["install", "--yes", "--quiet", "--no-install-recommends"];
    let done = apt(&["update", "--quiet"]).and_then(|()| apt(&[&quiet[..], engine.packages].concat()));
    if let Err(trouble) = done {
        say(format!("{trouble}: {} could not be installed; see above.", engine.packages.join(" ")));
    }
    Ok(())
}
