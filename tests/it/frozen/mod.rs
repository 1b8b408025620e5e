//! What the lessons showed when the folder `tests/golden/frozen/` was written: whoever moves code proves with it that nothing else
//! moved.
//!
//! | file | holds |
//! |---|---|
//! | `<lesson>/<step>.txt` | the step's link; a hash of every series; the words at three cursors; both ends of the table |
//! | `<lesson>/<step>.<figure>.svg` | the figure, canonical: one element a line, attributes by name, numbers rounded to 0.01 |
//! | `links.txt` | links of every version, and the canonical specification that each decodes to |
//!
//! A lesson has three places of its own beside its steps: pinned and forked runs, a run that overflows, own data. A file names its
//! link, so that the test opens what was frozen and not what the story says by now.
//!
//! `DOWNHILL_FREEZE=1 cargo test --test it frozen` writes the folder anew. A commit that does so changes nothing else and says why
//! ([`commits_that_thaw_change_nothing_else`]).

mod canonical;
mod links;
mod words;

use downhill::address;
use downhill::export::{Picture, figure as figure_of, figure_names, finish, named};
use downhill::lessons::{Lesson, Listed, Run, lesson, lessons};
use downhill::params::{Place, Theme};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// From the root of the repository.
const FOLDER: &str = "tests/golden/frozen";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(FOLDER)
}

/// A place of a lesson with its run and the pinned ones, all computed to their ends.
struct Opened {
    lesson: &'static Lesson,
    place: Place,
    run: Box<dyn Run>,
    others: Vec<Box<dyn Run>>,
}

impl Opened {
    fn at(link: &str) -> Opened {
        let slug = downhill::params::slug_of(link);
        let lesson = lesson(slug).and_then(Listed::lesson).expect("a frozen link names a lesson");
        let place = address::read(lesson, link);
        let whole = |spec| {
            let mut run = lesson.open(spec);
            finish(run.as_mut());
            run
        };
        let (run, others) = (whole(&place.spec), place.pins.iter().map(whole).collect());
        Opened { lesson, place, run, others }
    }

    fn pins(&self) -> Vec<&dyn Run> {
        self.others.iter().map(AsRef::as_ref).collect()
    }

    /// The start, a cursor inside the run (the step's own, or the middle), the end.
    fn cursors(&self) -> [usize; 3] {
        let last = self.run.trace().updates();
        let own = self.place.cursor;
        [0, if own > 0 && own < last { own } else { last / 2 }, last]
    }
}

/// The links to freeze: each step as its preset sets it, then the three places of the lesson's own.
fn places() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for lesson in lessons() {
        let slug = lesson.story().slug;
        for step in lesson.story().steps {
            found.push((format!("{slug}/{}", named(step.title)), format!("#/{slug}?v=2&{}", step.preset)));
        }
        let beside = "rate=0.07&fork=4~rate~0.03&at=6&pin=rate~0.02&pin=rate~0.09~fork~3~rate~0.01";
        let own = "data=own&own=5~aGVpZ2h0~d2VpZ2h0~0~1~2.5~2~2.9~3~4.2~4~4.4~5~6.1&rate=0.04&at=3";
        for (name, keys) in [("pins-and-forks", beside), ("overflow", "rate=100&at=2"), ("own-data", own)] {
            let (name, link) = (format!("{slug}/{name}"), format!("#/{slug}?v=2&{keys}"));
            if name.ends_with("own-data") && !address::read(lesson, &link).ignored.is_empty() {
                continue;
            }
            found.push((name, link));
        }
    }
    found
}

/// The files of one place, by their paths in the folder.
fn files_of(name: &str, link: &str) -> BTreeMap<String, String> {
    let opened = Opened::at(link);
    let mut files = BTreeMap::from([(format!("{name}.txt"), words::of(link, &opened))]);
    let [_, cursor, _] = opened.cursors();
    let place = Place { cursor, ..opened.place.clone() };
    let pins = opened.pins();
    for (figure, title) in figure_names(&place, &*opened.run, &pins).into_iter().enumerate() {
        let picture = Picture { figure, size: None, theme: Theme::Light };
        let document = figure_of(&place, &*opened.run, &pins, picture).expect("the figure has a name");
        // File names without letters that some systems write otherwise.
        let title = title.split('-').filter(|word| word.is_ascii()).collect::<Vec<_>>().join("-");
        let old = files.insert(format!("{name}.{title}.svg"), canonical::of(&document));
        assert!(old.is_none(), "{name}: two figures are called {title}");
    }
    files
}

/// The link that a frozen text names in its first line.
fn link_of(text: &str) -> &str {
    text.lines().next().and_then(|line| line.strip_prefix("link: ")).unwrap_or_default()
}

/// Every file of the folder, by its path in it.
fn frozen() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder()];
    while let Some(next) = open.pop() {
        for path in std::fs::read_dir(&next).into_iter().flatten().flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                open.push(path);
            } else {
                let inside = path.strip_prefix(folder()).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                let text = std::fs::read_to_string(&path).unwrap_or_default();
                found.insert(inside, text);
            }
        }
    }
    found
}

fn freezes() -> bool {
    std::env::var_os("DOWNHILL_FREEZE").is_some()
}

fn write(files: &BTreeMap<String, String>) {
    for (name, text) in files {
        let path = folder().join(name);
        std::fs::create_dir_all(path.parent().expect("a file stands in a folder")).expect("the folder can be made");
        std::fs::write(path, text).expect("the file can be written");
    }
}

/// Says where two texts first differ.
#[track_caller]
fn same(name: &str, found: &str, frozen: &str) {
    if found == frozen {
        return;
    }
    let number = found.lines().zip(frozen.lines()).take_while(|(new, old)| new == old).count();
    let line = |text: &str| text.lines().nth(number).unwrap_or("(nothing)").chars().take(600).collect::<String>();
    panic!(
        "\n\n{FOLDER}/{name}, line {}, is not what it was.\n  frozen: {}\n  now:    {}\n\nIf that is meant, write the folder anew \
         in a commit of its own that says why:\n    DOWNHILL_FREEZE=1 cargo test --test it frozen\n",
        number + 1,
        line(frozen),
        line(found)
    );
}

/// Compares (or writes) the places of one lesson.
fn lesson_stands(slug: &str) {
    let prefix = format!("{slug}/");
    if freezes() {
        let old = folder().join(slug);
        if old.exists() {
            std::fs::remove_dir_all(old).expect("the old folder can be removed");
        }
        for (name, link) in places().iter().filter(|(name, _)| name.starts_with(&prefix)) {
            write(&files_of(name, link));
        }
        return;
    }
    let frozen: BTreeMap<String, String> = frozen().into_iter().filter(|(name, _)| name.starts_with(&prefix)).collect();
    let texts: Vec<&String> = frozen.keys().filter(|name| name.ends_with(".txt")).collect();
    assert!(texts.len() > 5, "{FOLDER}/{slug} holds {} places: was it deleted?", texts.len());
    let mut seen = 0;
    for text in texts {
        let files = files_of(text.trim_end_matches(".txt"), link_of(&frozen[text]));
        for (name, found) in &files {
            let old = frozen.get(name).unwrap_or_else(|| panic!("{FOLDER}/{name}: a figure that was not there"));
            same(name, found, old);
        }
        seen += files.len();
    }
    assert_eq!(seen, frozen.len(), "{FOLDER}/{slug}: a frozen figure is no longer drawn");
}

// A test a lesson, so that they run side by side.

#[test]
fn line_of_best_fit_shows_what_it_showed() {
    lesson_stands("line-of-best-fit");
}

#[test]
fn learning_rate_shows_what_it_showed() {
    lesson_stands("learning-rate");
}

#[test]
fn batches_shows_what_it_showed() {
    lesson_stands("batches");
}

#[test]
fn deep_gradients_shows_what_it_showed() {
    lesson_stands("deep-gradients");
}

#[test]
fn links_mean_what_they_meant() {
    const FILE: &str = "links.txt";
    if freezes() {
        write(&BTreeMap::from([(FILE.to_string(), links::decoded(&links::collection()))]));
        return;
    }
    let frozen = frozen().remove(FILE).unwrap_or_default();
    let links: Vec<String> = frozen.lines().filter(|line| line.starts_with("#/")).map(str::to_string).collect();
    assert!(links.len() >= 300, "{FOLDER}/{FILE} holds {} links: was it deleted?", links.len());
    same(FILE, &links::decoded(&links), &frozen);
}

/// Since the folder stands, whoever changes it changes nothing else. (Where there is no history, as in an archive, nothing is seen.)
#[test]
fn commits_that_thaw_change_nothing_else() {
    let git = |words: &[&str]| {
        let output = Command::new("git").current_dir(env!("CARGO_MANIFEST_DIR")).args(words).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let commits = git(&["log", "--format=%H", "--", FOLDER]).unwrap_or_default();
    // The last of them made the folder, together with this test.
    let mut commits: Vec<&str> = commits.lines().collect();
    commits.pop();
    for commit in commits {
        let changed = git(&["show", "--format=", "--name-only", commit]).unwrap_or_default();
        let others: Vec<&str> = changed.lines().filter(|file| !file.starts_with(FOLDER)).collect();
        assert!(others.is_empty(), "{commit} changes {FOLDER} together with {}", others.join(", "));
    }
}
