//! Everything of a run that is numbers or words, as text.

use super::Opened;
use downhill::i18n::number;
use downhill::lessons::{Run, View, script_of};
use downhill::params::Kind;
use downhill::sim::Trace;

/// The size that figures are asked for words with, in CSS pixels.
const SIZE: [f64; 2] = [404.0, 300.0];
/// How many rows of the table stand at each of its ends.
const ROWS: usize = 3;

/// The 64 bits of FNV-1a over the bits of the numbers; every NaN counts as the same.
fn hash(values: &[f64]) -> u64 {
    values.iter().fold(0xcbf2_9ce4_8422_2325, |hash, value| {
        let bits = if value.is_nan() { f64::NAN.to_bits() } else { value.to_bits() };
        bits.to_le_bytes().iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
    })
}

pub fn of(link: &str, opened: &Opened) -> String {
    let run = &*opened.run;
    let mut out = format!("link: {link}\n");
    let trace = run.trace();
    out += &format!("updates: {} of {}, {:?}\n\nseries\n", trace.updates(), trace.budget(), trace.ending());
    out += &series("", trace);
    for (name, trace) in script_of(run).map_or_else(Vec::new, |script| script.companions) {
        out += &series(&format!("companion {name} / "), trace);
    }
    for (name, values) in run.studies() {
        out += &line(&format!("study {name}"), &values);
    }
    out += "\ntable\n";
    out += &table(run);
    out += "\ncontrols\n";
    out += &controls(opened);
    for at in opened.cursors() {
        out += &format!("\nat {at}\n");
        out += &at_cursor(opened, at);
    }
    out
}

fn line(name: &str, values: &[f64]) -> String {
    format!("{name}: {} values, {:016x}\n", values.len(), hash(values))
}

fn series(before: &str, trace: &Trace) -> String {
    let names = trace.quantities().iter().enumerate();
    names.map(|(column, name)| line(&format!("{before}{name}"), trace.series(column))).collect()
}

/// The first rows and the last ones, as the page writes them.
fn table(run: &dyn Run) -> String {
    let (columns, trace) = (run.columns(), run.trace());
    let mut out = format!("update | {}\n", columns.join(" | "));
    let updates = trace.updates();
    for update in (0..=updates).filter(|update| *update < ROWS || update + ROWS > updates) {
        let cells = (0..columns.len()).map(|column| trace.series(column).get(update).copied().unwrap_or(f64::NAN));
        let cells: Vec<String> = cells.map(|value| number(value, 5)).collect();
        out += &format!("{update} | {}\n", cells.join(" | "));
    }
    out
}

fn controls(opened: &Opened) -> String {
    let run = &*opened.run;
    let mut out = String::new();
    for control in opened.lesson.controls().iter().filter(|control| run.shown(control.key)) {
        let key = control.key;
        out += &format!(
            "{}: {} = {}",
            key.spec().link,
            run.label(key),
            run.read_out(key, opened.place.spec.current().value(key))
        );
        if let Kind::Choice(_) = key.spec().kind {
            let offered = |(index, name)| if control.offers(index as f64) { name } else { "" };
            out += &format!(" of {:?}", run.options(key).into_iter().enumerate().map(offered).collect::<Vec<_>>());
        }
        if let Some(regions) = run.regions(key) {
            out += &format!(" from {} to {}, {:?} {:?}", regions.low, regions.high, regions.borders, regions.names);
        }
        out.push('\n');
    }
    out
}

fn at_cursor(opened: &Opened, at: usize) -> String {
    let (run, pins) = (&*opened.run, opened.pins());
    let view = |part| View::new(&opened.place.spec, SIZE).after(at, part).beside(&pins);
    let whole = view(0);
    let mut out = format!("say: {}\n", run.say(&whole));
    let diagnosis = run.diagnosis(&whole);
    out += &format!("diagnosis: {:?} | {} | {}\n", diagnosis.verdict, diagnosis.title, diagnosis.reason);
    for (part, name) in run.parts().iter().enumerate() {
        for row in run.formula(&view(part), part) {
            let terms = |terms: &[downhill::lessons::Term]| -> String {
                terms.iter().map(|term| format!(" {}:{:?}:{:?}", term.text, term.kind, term.role)).collect()
            };
            out += &format!("formula {name}:{}\n        {name}:{}\n", terms(&row.symbols), terms(&row.numbers));
        }
    }
    for (figure, caption) in run.captions(&whole).iter().enumerate() {
        let shape = if caption.low { "low" } else { "high" };
        out += &format!("caption: {} | {} | {} columns, {shape}\n", caption.title, caption.note, caption.columns);
        out += &format!("description: {}\n", run.describe(figure, &whole));
    }
    out += &judged(opened, &whole);
    out
}

/// The questions and goals of the lesson whose step has this preset, as this run answers them.
fn judged(opened: &Opened, view: &View) -> String {
    let (story, run) = (opened.lesson.story(), &*opened.run);
    let mut out = String::new();
    let same = |preset: &str| {
        let link = format!("#/{}?v=2&{preset}", story.slug);
        downhill::address::read(opened.lesson, &link).spec == opened.place.spec
    };
    for step in story.steps.iter().filter(|step| same(step.preset)) {
        for prediction in step.predictions {
            out += &format!(
                "question {}: choice {}\n",
                prediction.id,
                (prediction.judge)(run, view).expect("its own run") + 1
            );
        }
        for task in step.tasks {
            out += &format!("goal {}: {}\n", task.id, if task.is_met(run, view) { "met" } else { "not met" });
        }
    }
    out
}
