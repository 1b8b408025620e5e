//! Every run of the course as a program in Python: what NumPy computes is what the exported table says.
//!
//! A number agrees where it differs by at most 1e-9 of its column's size: of the largest number that the column has shown up to that
//! row. What is not finite here must not be finite there. The first 200 updates are compared.
//!
//! Python with NumPy is looked for in `target/tools/python` (where `cargo xtask test` installs it), then on the path. Without it
//! nothing is tested, which is said, and is a failure where `CI` is set.

use downhill::export::{csv, finish_tables, json, python, table as written};
use downhill::lessons::{Lesson, Run, lessons, script_of};
use downhill::params::{Place, decode};
use downhill::sim::Trace;
use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How far two numbers may be apart, as a share of their column's size.
const TOLERANCE: f64 = 1e-9;
/// From here on a number counts as overflowed: a mean overflows where its sum does, or a little later.
const OVERFLOW: f64 = 1e300;
/// How many updates are compared.
const UPDATES: usize = 200;

/// Runs in which the least difference doubles again and again, so that nobody's last digits can be anybody else's. Each is shown to
/// be one: moved by 1e-12 at its start, it is a million times as far away within 200 updates. They are compared in nothing.
const CHAOTIC: &[&str] = &[
    // Twenty layers of ReLU that begin twice too large: every layer doubles a difference, and clipping keeps the run going.
    "deep-gradients-6",
    // Batch normalisation makes every update of twenty layers of ReLU as long as if it had learned nothing yet.
    "deep-gradients-7",
    // The same at a hundred times the rate.
    "deep-gradients-beside-6",
];

/// Settings that no step of a story has, for what the programs can do beside.
const BESIDE: &[(&str, &[&str])] = &[
    (
        "line-of-best-fit",
        &[
            "objective=half-sum&rate=0.01&updates=50",
            "data=norris&standardise=1&objective=sum&rate=0.01&fork=5~rate~0.002&fork=9~rate~0.04&updates=40",
            "data=generated&n=2000&noise=1&rate=0.02&updates=20",
            "data=own&own=3~eA~eQ~2~1~2~2~5~4~-3.5&rate=0.1&updates=60",
            "data=own&own=2~eA~eQ~0~1~2~1~5&standardise=1&rate=0.1&updates=60",
            "rate=100&updates=10000",
        ],
    ),
    (
        "learning-rate",
        &[
            "surface=bowl&rate=0.5&momentum=0.9&updates=200",
            "surface=ravine&ratio=50&rate=1&fork=20~momentum~0.8&fork=60~rate~0.2~momentum~0&updates=120",
            "surface=penguins&standardise=1&rate=0.2&momentum=0.5&updates=100",
            "surface=penguins&rate=0.02&updates=200",
            "rate=100&updates=10000",
        ],
    ),
    (
        "batches",
        &[
            "shuffle=once&batch=7&decay=inverse&decay_after=20",
            "shuffle=replacement&batch=5&decay=exponential&decay_after=30&updates=200",
            "model=logistic&batch=16&rate=1",
            "model=logistic&batch=333&rate=2&decay=inverse&drift=3",
            "data=generated&n=200&drift=1.5&batch=3&shuffle=replacement&updates=150&rate=0.02",
            "batch=100&fork=13~batch~9~rate~0.02&fork=40~decay~exponential",
            "batch=10000&shuffle=replacement&updates=20",
            "batch=10000&updates=20",
            "drift=2&updates=0",
            "data=own&own=0~eA~eQ~0&updates=5",
            "rate=100&batch=4&updates=10000",
        ],
    ),
    (
        "deep-gradients",
        &[
            "depth=1&width=8&updates=40",
            "depth=2&width=8&updates=40&norm=1",
            "depth=3&width=8&updates=40&skip=plain",
            "depth=4&width=8&updates=40&skip=scaled&weight_decay=0.1&clip=norm&clip_at=0.1",
            "depth=5&width=9&updates=60&clip=value&clip_at=0.01&fork=10~rate~0.5~clip~norm&fork=30~weight_decay~0.2~clip~none",
            "activation=relu&init=he&scale=100&norm=1&rate=5&updates=30",
            "activation=sigmoid&init=normal&depth=50&width=64&updates=3",
            "cell=recurrent&activation=relu&radius=1.5&time=100&width=16",
            "cell=recurrent&activation=elu&radius=0.5&time=3&width=4&scale=10",
            "rate=100&updates=1000",
        ],
    ),
];

/// A run of the course.
struct Told {
    name: String,
    lesson: &'static Lesson,
    place: Place,
    run: Box<dyn Run>,
}

/// The runs that a lesson shows beside one, by name.
fn companions(run: &dyn Run) -> Vec<(&'static str, &Trace)> {
    script_of(run).map_or_else(Vec::new, |script| script.companions)
}

/// Computes a run to its end.
fn told(name: String, lesson: &'static Lesson, place: Place) -> Told {
    let mut run = lesson.open(&place.spec);
    finish_tables(&mut *run);
    Told { name, lesson, place, run }
}

/// Every step of every story with its pinned runs, and what is beside.
fn runs() -> Vec<Told> {
    let mut runs = Vec::new();
    for lesson in lessons() {
        let slug = lesson.story().slug;
        let read = |keys: &str| {
            let place = decode(&format!("#/{slug}?{keys}"), lesson.controls());
            assert_eq!(place.ignored, Vec::<String>::new(), "{slug}?{keys}");
            place
        };
        for (step, told_step) in lesson.story().steps.iter().enumerate() {
            let place = read(told_step.preset);
            for (pin, spec) in place.pins.iter().enumerate() {
                let pinned = Place { spec: spec.clone(), pins: Vec::new(), ..place.clone() };
                runs.push(told(format!("{slug}-{}-{}", step + 1, char::from(b'b' + pin as u8)), lesson, pinned));
            }
            runs.push(told(format!("{slug}-{}", step + 1), lesson, place));
        }
        let mut beside: Vec<String> = BESIDE
            .iter()
            .filter(|(name, _)| *name == slug)
            .flat_map(|(_, keys)| keys.iter().map(|keys| keys.to_string()))
            .collect();
        if slug == "deep-gradients" {
            for activation in ["sigmoid", "tanh", "relu", "leaky-relu", "elu", "linear"] {
                for norm in ["0", "1"] {
                    for skip in ["none", "plain", "scaled"] {
                        beside.push(format!(
                            "activation={activation}&norm={norm}&skip={skip}&depth=6&width=8&updates=40"
                        ));
                    }
                }
            }
        }
        for (place, keys) in beside.iter().enumerate() {
            runs.push(told(format!("{slug}-beside-{}", place + 1), lesson, read(keys)));
        }
    }
    runs
}

/// Names of the columns and their numbers, at most 201 of each.
fn table(csv: &str) -> (Vec<&str>, Vec<Vec<f64>>) {
    let mut lines = csv.lines();
    let names: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
    let mut columns = vec![Vec::new(); names.len()];
    for line in lines.take(UPDATES + 1) {
        for (column, cell) in columns.iter_mut().zip(line.split(',')) {
            column.push(cell.parse().expect("a number"));
        }
    }
    (names, columns)
}

/// The largest difference of two columns, as a share of the largest number that the first has shown so far.
fn apart(ours: &[f64], theirs: &[f64]) -> f64 {
    let (mut size, mut apart) = (0.0_f64, 0.0_f64);
    for (a, b) in ours.iter().zip(theirs) {
        let is_number = |value: &f64| value.abs() < OVERFLOW;
        if is_number(a) && is_number(b) {
            size = size.max(a.abs());
            if a != b {
                apart = apart.max((a - b).abs() / size);
            }
        } else if is_number(a) || is_number(b) {
            return f64::INFINITY;
        }
    }
    apart
}

/// A Python that knows NumPy.
fn interpreter() -> Option<PathBuf> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools/python");
    let own = own.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let named = std::env::var_os("DOWNHILL_PYTHON").map(PathBuf::from);
    let found = named.into_iter().chain([own, "python3".into(), "python".into()]);
    let knows = |python: &PathBuf| {
        let said = Command::new(python).args(["-c", "import numpy"]).output();
        said.is_ok_and(|said| said.status.success())
    };
    found.into_iter().find(knows)
}

/// Where a table of CSV and series of JSON do not tell the same bits.
fn differ(csv: &str, series: &Value) -> Option<String> {
    let mut lines = csv.lines();
    let names: Vec<&str> = lines.next()?.split(',').skip(1).collect();
    let columns: Option<Vec<&Vec<Value>>> = names.iter().map(|column| series[column].as_array()).collect();
    let Some(columns) = columns.filter(|_| series.as_object().map(serde_json::Map::len) == Some(names.len())) else {
        return Some(format!("not the columns {names:?}"));
    };
    let rows = lines.clone().count();
    if let Some(short) = columns.iter().find(|column| column.len() != rows) {
        return Some(format!("{rows} rows and {}", short.len()));
    }
    for (update, line) in lines.enumerate() {
        for (cell, column) in line.split(',').skip(1).zip(&columns) {
            let read = |text: &str| text.parse::<f64>().map(f64::to_bits);
            let other = column[update].as_str().map_or_else(|| column[update].to_string(), str::to_string);
            if read(cell) != read(&other) {
                return Some(format!("update {update}: {cell} and {other}"));
            }
        }
    }
    None
}

#[test]
fn csv_and_json_tell_the_same_numbers() {
    for Told { name, lesson, place, run } in runs() {
        let json: Value = serde_json::from_str(&json(lesson, &place, &*run)).expect("JSON");
        assert_eq!(differ(&csv(&*run), &json["series"]), None, "{name}");
        for (companion, trace) in companions(&*run) {
            assert_eq!(differ(&written(trace), &json["companions"][companion]), None, "{name} {companion}");
        }
    }
}

#[test]
fn plain_numpy_computes_the_numbers_of_the_table() {
    let Some(interpreter) = interpreter() else {
        let trouble = "NOTHING WAS TESTED: no Python with NumPy was found, so that no exported program could be run.";
        assert!(std::env::var_os("CI").is_none(), "{trouble} `cargo xtask test` installs both.");
        // Not by a macro, whose words a test that passes keeps to itself.
        let _ = writeln!(std::io::stderr(), "\n*** {trouble} ***\n");
        return;
    };
    let folder = std::env::temp_dir().join(format!("downhill-python-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let runs = runs();
    for Told { name, lesson, place, run } in &runs {
        let program = python(lesson, place, &**run).expect("a program");
        assert!(
            !program.contains('$') && !program.contains("\n% "),
            "{name}: a value or a word is missing in\n{program}"
        );
        fs::write(folder.join(format!("{name}.py")), program).expect("a file");
    }
    let driver = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/rerun.py");
    let said = Command::new(interpreter).arg(driver).arg(&folder).args(CHAOTIC).output().expect("Python starts");
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    let read =
        |name: &str, end: &str| fs::read_to_string(folder.join(format!("{name}.{end}"))).expect("what it printed");
    let (mut faults, mut farthest, mut tables, mut updates) = (Vec::new(), 0.0_f64, 0, 0);
    for Told { name, run, .. } in &runs {
        let (ours, theirs) = (csv(&**run), read(name, "out"));
        let ((names, ours), (other_names, theirs)) = (table(&ours), table(&theirs));
        assert_eq!((&names, ours[0].len()), (&other_names, theirs[0].len()), "{name}: not the same table");
        let largest = |others: &[Vec<f64>]| ours.iter().zip(others).map(|(a, b)| apart(a, b)).fold(0.0_f64, f64::max);
        if CHAOTIC.contains(&name.as_str()) {
            let moved = read(name, "moved");
            // Of the program against itself, for how far is not a matter of who computes.
            let growth = theirs.iter().zip(&table(&moved).1).map(|(a, b)| apart(a, b)).fold(0.0_f64, f64::max);
            println!("{name}: {:e} apart, moved {growth:e}", largest(&theirs));
            if growth <= 1e-6 {
                faults.push(format!("{name} is not chaotic: moved by 1e-12 it ends {growth:e} away"));
            }
            continue;
        }
        let largest = largest(&theirs);
        let mut largest = largest;
        for (companion, trace) in companions(&**run) {
            let (ours, theirs) = (written(trace), read(name, &format!("{companion}.out")));
            let ((names, ours), (other_names, theirs)) = (table(&ours), table(&theirs));
            assert_eq!(
                (&names, ours[0].len()),
                (&other_names, theirs[0].len()),
                "{name} {companion}: not the same table"
            );
            let apart = ours.iter().zip(&theirs).map(|(a, b)| apart(a, b)).fold(0.0_f64, f64::max);
            if apart > TOLERANCE {
                faults.push(format!("{name} {companion}: {apart:e}"));
            }
            largest = largest.max(apart);
            tables += 1;
            updates += ours[0].len() - 1;
        }
        tables += 1;
        updates += ours[0].len() - 1;
        farthest = farthest.max(largest);
        if largest > TOLERANCE {
            let columns: Vec<String> = names
                .iter()
                .zip(ours.iter().zip(&theirs))
                .map(|(name, (a, b))| format!("{name} {:e}", apart(a, b)))
                .collect();
            faults.push(format!("{name}: {}", columns.join(", ")));
        }
    }
    fs::remove_dir_all(&folder).expect("the folder goes");
    println!(
        "{} programs, {tables} tables, {updates} updates, at most {farthest:e} of a column's size apart",
        runs.len()
    );
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}
