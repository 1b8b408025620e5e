//! The command line as a black box: the program is run, and what it prints is read.

use downhill::lessons::{LESSONS, lessons};
use serde_json::Value;
use std::process::{Command, Output};

const LESSON: &str = "#/line-of-best-fit";
/// A link with all that a link can carry, and the table of its run; every browser is asked for the same.
const LINK: &str = include_str!("../golden/link.txt");

fn downhill(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_downhill")).args(words).output().expect("the program starts")
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

/// The complaint about words that cannot be understood.
fn complaint(words: &[&str]) -> String {
    let output = downhill(words);
    assert_eq!(output.status.code(), Some(2), "{words:?}");
    assert!(output.stdout.is_empty(), "{words:?} prints something else too");
    String::from_utf8(output.stderr).expect("UTF-8")
}

fn link(keys: &str) -> String {
    format!("{LESSON}?{keys}")
}

#[test]
fn every_lesson_is_listed_with_its_link() {
    let listed = said(&downhill(&["lessons"]));
    assert_eq!(listed.lines().count(), lessons().count());
    for lesson in lessons() {
        assert!(listed.contains(&format!("#/{}", lesson.story().slug)) && listed.contains(lesson.story().question));
    }
}

#[test]
fn every_lesson_is_listed_for_programs() {
    let listed: Value = serde_json::from_str(&said(&downhill(&["lessons", "--format", "json"]))).expect("JSON");
    let slugs: Vec<&str> = listed.as_array().expect("a list").iter().filter_map(|row| row["slug"].as_str()).collect();
    assert_eq!(slugs, lessons().map(|lesson| lesson.story().slug).collect::<Vec<_>>());
    assert!(listed[0]["title"] == LESSONS[0].title && listed[0]["question"] == LESSONS[0].question);
}

#[test]
fn a_run_is_a_table_with_the_names_on_screen() {
    let table = said(&downhill(&["run", &link("updates=4&data=norris&rate=1e-6")]));
    let mut lines = table.lines();
    assert_eq!(lines.next(), Some("update,loss,slope,intercept,gradient_norm"));
    let rows: Vec<Vec<f64>> =
        lines.map(|line| line.split(',').map(|cell| cell.parse().expect("a number")).collect()).collect();
    assert_eq!(rows.len(), 5);
    // By hand: at slope 0 and intercept 0 the loss is the mean of y².
    let norris = downhill::sim::data::norris();
    let squares: f64 = norris.points.iter().map(|[_, y]| y * y).sum();
    assert_eq!(rows[0][..4], [0.0, squares / 36.0, 0.0, 0.0]);
    assert!(rows.windows(2).all(|two| two[1][1] < two[0][1]));
}

#[test]
fn a_whole_address_is_the_same_link() {
    let short = said(&downhill(&["run", &link("updates=3&rate=0.1")]));
    let whole = said(&downhill(&["run", &format!("https://example.org/downhill/{}", link("updates=3&rate=0.1"))]));
    assert_eq!(short, whole);
}

#[test]
fn an_outsider_can_redo_the_run_from_the_json() {
    let text = said(&downhill(&["run", "--format=json", &link("updates=20&rate=0.02&data=anscombe-2&slope=1")]));
    let json: Value = serde_json::from_str(&text).expect("JSON");
    let list = |value: &Value| -> Vec<f64> {
        value.as_array().expect("a list").iter().map(|entry| entry.as_f64().expect("a number")).collect()
    };
    assert_eq!(json["lesson"], "line-of-best-fit");
    assert_eq!(json["settings"]["objective"], "mean");
    assert_eq!(json["ending"]["kind"], "budget_spent");
    let rate = json["settings"]["rate"].as_f64().expect("a rate");
    let points: Vec<Vec<f64>> = json["data"]["points"].as_array().expect("points").iter().map(list).collect();
    let n = points.len() as f64;
    let mut weights = list(&json["initial_state"]);
    assert_eq!(weights, [1.0, 0.0]);
    let (slopes, intercepts) = (list(&json["series"]["slope"]), list(&json["series"]["intercept"]));
    assert_eq!(slopes.len(), 21);
    for update in 0..=20 {
        for (mine, theirs) in weights.iter().zip([slopes[update], intercepts[update]]) {
            assert!((mine - theirs).abs() <= 1e-12 * mine.abs().max(1.0), "update {update}: {mine} and {theirs}");
        }
        let slope: f64 = points.iter().map(|p| (weights[0] * p[0] + weights[1] - p[1]) * p[0]).sum::<f64>() * 2.0 / n;
        let lift: f64 = points.iter().map(|p| weights[0] * p[0] + weights[1] - p[1]).sum::<f64>() * 2.0 / n;
        weights = vec![weights[0] - rate * slope, weights[1] - rate * lift];
    }
}

#[test]
fn a_run_is_a_program_with_its_settings_its_data_and_its_columns() {
    let program =
        said(&downhill(&["run", "--format=py", &link("updates=20&rate=0.02&data=anscombe-2&fork=7~rate~0.1")]));
    for part in
        ["import numpy as np", "    rate = 0.02\n", "anscombe-2", "8.14", "    if update == 7:\n        rate = 0.1\n"]
    {
        assert!(program.contains(part), "{part} is missing in\n{program}");
    }
    assert!(program.contains("print(\"update,loss,slope,intercept,gradient_norm\")"));
}

#[test]
fn a_run_that_overflows_is_told_to_its_end() {
    let keys = link("updates=10000&rate=100");
    let json: Value = serde_json::from_str(&said(&downhill(&["run", &keys, "--format", "json"]))).expect("JSON");
    assert_eq!(json["ending"]["kind"], "diverged");
    let losses = json["series"]["loss"].as_array().expect("losses");
    assert!(losses.last().is_some_and(|last| last == "inf" || last == "NaN"));
    assert!(said(&downhill(&["run", &keys])).lines().last().is_some_and(|row| row.contains("inf")));
}

#[test]
fn every_step_of_every_lesson_can_be_run_and_a_figure_of_every_lesson_drawn() {
    for lesson in lessons() {
        let slug = lesson.story().slug;
        for step in lesson.story().steps {
            let link = format!("#/{slug}?step={}", step.name);
            assert!(said(&downhill(&["run", &link])).starts_with("update,loss,"), "{link}");
        }
        // The figures of the other steps are drawn by `svg.rs`, without a process for each.
        assert!(said(&downhill(&["figure", &format!("#/{slug}")])).starts_with("<svg"), "{slug}");
    }
}

#[test]
fn a_figure_has_the_size_and_the_theme_that_are_asked_for() {
    let words = ["figure", &link("at=3"), "--figure", "2", "--size", "640x480", "--theme", "dark"];
    let drawing = said(&downhill(&words));
    assert!(drawing.starts_with(r#"<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480""#));
    let light = said(&downhill(&["figure", &link("at=3"), "--figure", "2", "--size", "640x480"]));
    assert_ne!(drawing, light);
    let named = said(&downhill(&["figure", &link("at=3"), "--figure", "the-same", "--size=640x480"]));
    assert_eq!(light, named);
}

#[test]
fn a_file_takes_what_would_have_been_printed() {
    let file = std::env::temp_dir().join(format!("downhill-{}.csv", std::process::id()));
    let name = file.to_str().expect("a path");
    assert_eq!(said(&downhill(&["run", &link("updates=5"), "-o", name])), "");
    assert_eq!(std::fs::read_to_string(&file).expect("the file"), said(&downhill(&["run", &link("updates=5")])));
    std::fs::remove_file(file).expect("the file goes");
    let nowhere = downhill(&["run", &link("updates=5"), "-o", "/nowhere/at/all.csv"]);
    assert_eq!(nowhere.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&nowhere.stderr).contains("/nowhere/at/all.csv"));
}

#[test]
fn bad_words_are_answered_with_what_to_do() {
    let at = link("at=3");
    let cases: &[(&[&str], &str)] = &[
        (&[], "downhill run LINK"),
        (&["dance"], "no command “dance”"),
        (&["run"], "needs a link"),
        (&["run", "#/line-of-bets-fit"], "Did you mean “line-of-best-fit”?"),
        (&["run", "#/zzzzzzzzzzzzzzzzz"], "The lessons are: "),
        (&["run", "https://example.org/"], "no #"),
        (&["run", "#/line-of-best-fit?rte=0.1"], "rte"),
        (&["run", "#/line-of-best-fit?rate=quick"], "rate"),
        (&["run", &at, &at], "one link"),
        (&["run", &at, "--format", "xml"], "Use csv, json or py"),
        (&["run", &at, "--format"], "needs a value"),
        (&["run", &at, "--size", "3x3"], "no option “--size”"),
        (&["figure", &at, "--size", "0x3"], "800x600"),
        (&["figure", &at, "--size", "99999x3"], "800x600"),
        (&["figure", &at, "--figure", "9"], "Its figures are: 1 "),
        (&["figure", &at, "--theme", "pink"], "light or dark"),
        (&["figure", &at, "--theme", "dark", "--theme", "dark"], "twice"),
        (&["lessons", "all"], "no more words"),
        (&["fuzz", "--cases", "many"], "whole number"),
    ];
    for (words, part) in cases {
        let complaint = complaint(words);
        assert!(complaint.contains(part), "{words:?}: {complaint}");
    }
}

#[test]
fn verify_prints_every_check_and_how_many_passed() {
    let printed = said(&downhill(&["verify"]));
    let all = downhill::sim::checks::checks().len() + downhill::cli::networks::checks().len();
    assert!(printed.contains(&format!("{all} of {all} checks passed.")), "{printed}");
    for part in
        ["Norris", "Filip", "PyTorch", "recurrent tanh", "bit for bit", include_str!("../golden/fingerprints.txt")]
    {
        assert!(printed.contains(part), "{part} is missing in:\n{printed}");
    }
}

#[test]
fn a_link_with_fork_pin_and_own_data_gives_the_pinned_table() {
    let (link, table) = LINK.split_once('\n').unwrap_or_default();
    assert!(
        ["step=beat-your-hand", "own=5~", "fork=3~", "pin=", "at=6"].iter().all(|key| link.contains(key)),
        "{link}"
    );
    assert_eq!(said(&downhill(&["run", link])), table);
}
