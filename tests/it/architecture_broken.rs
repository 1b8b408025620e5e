//! Every rule, broken on purpose.

use super::{LONG, broken};
use crate::paths::references;
use crate::source::{File, files};

/// What is said about one file beside two lessons that are in order.
fn said(path: &str, text: &str) -> String {
    said_with(path, text, &[])
}

fn said_with(path: &str, text: &str, long: &[&str]) -> String {
    let files = [
        File::new("crates/lessons/src/lib.rs", "lessons! { first_steps, second_steps }"),
        File::new("crates/lessons/src/first_steps/mod.rs", "use crate::Lesson;"),
        File::new("crates/lessons/src/second_steps/mod.rs", "use sim::Trace;"),
        File::new("crates/lessons/src/first_steps/en.md", ""),
        File::new("crates/lessons/src/second_steps/en.md", ""),
        File::new(path, text),
    ];
    broken(&files, long).join("\n")
}

#[track_caller]
fn fails(path: &str, text: &str, sentence: &str) {
    let said = said(path, text);
    assert!(said.contains(sentence), "{path} with `{text}` should be told `{sentence}`, and was told:\n{said}");
}

#[track_caller]
fn passes(path: &str, text: &str) {
    assert_eq!(said(path, text), "", "{path} with `{text}`");
}

#[test]
fn tests_and_comments_are_free() {
    passes(
        "crates/sim/src/line.rs",
        "// crate::plot\n#[cfg(test)]\nmod tests {\n use crate::plot::Role; fn f() { x.unwrap(); y.exp() }\n}",
    );
}

#[test]
fn paths_are_followed_through_branches() {
    let found = references("use super::{a::{b, c}, d};", "crates/lessons/src/plot/draw/mod.rs");
    let found: Vec<String> = found.into_iter().map(|(_, path)| path.join("::")).collect();
    assert_eq!(found, ["plot::a::b", "plot::a::c", "plot::d"]);
    let found = references(
        "use super::a::X; mod b { use super::c::Y; mod d { use super::super::super::e::Z; } } super::f::W",
        "crates/lessons/src/plot/draw.rs",
    );
    let found: Vec<String> = found.into_iter().map(|(_, path)| path.join("::")).collect();
    assert_eq!(found, ["plot::a::X", "plot::draw::c::Y", "plot::e::Z", "plot::f::W"]);
}

#[test]
fn the_mathematics_is_exact_and_pure() {
    fails("crates/sim/src/loss.rs", "fn f(x: f64) -> f64 { x.exp() }", "crates/sim/src/loss.rs:1 calls `exp` of std");
    fails("crates/sim/src/loss.rs", "fn f(x: f64) -> f64 { f64::powf(x, 2.0) }", "calls `powf` of std");
    fails(
        "crates/lessons/src/first_steps/model.rs",
        "fn f(x: f64) -> f64 { x.mul_add(2.0, 1.0) }",
        "calls `mul_add` of std",
    );
    passes("crates/sim/src/loss.rs", "fn f(x: f64) -> f64 { libm::exp(x).sqrt() }");
    fails("crates/kernels/src/pair.rs", "fn f(x: f64) -> f64 { x.mul_add(2.0, 1.0) }", "calls `mul_add` of std");
    passes("crates/plot/src/ticks.rs", "fn f(x: f64) -> f64 { x.log10() }");
    fails("crates/sim/src/loss.rs", "use std::time::Instant;", "reads the clock");
    fails("crates/sim/src/loss.rs", "use std::collections::HashMap;", "has no order");
}

#[test]
fn nothing_ends_the_page() {
    fails("crates/sim/src/loss.rs", "fn f() { x.unwrap() }", "has `.unwrap()`");
    fails("crates/params/src/link.rs", "fn f() { x.expect(\"y\") }", "has `.expect(`");
    fails("crates/plot/src/draw.rs", "fn f() { panic!() }", "has `panic!`");
    passes("crates/plot/src/draw.rs", "fn f() { x.unwrap_or(1); debug_assert!(true) }");
}

#[test]
fn lessons_are_strangers() {
    let second = "crates/lessons/src/second_steps/figures.rs";
    let uses = "uses the lesson `first_steps`";
    fails(
        second,
        "\nuse crate::first_steps::X;",
        "crates/lessons/src/second_steps/figures.rs:2 uses the lesson `first_steps`",
    );
    fails(second, "use super::super::first_steps::{X, Y};", uses);
    fails(second, "use crate::{View, first_steps::X};", uses);
    fails("crates/lessons/src/second_steps/mod.rs", "fn f() { super::first_steps::f() }", uses);
    fails(second, "mod inner { use super::super::super::first_steps::X; }", uses);
    fails("crates/lessons/src/range.rs", "use super::first_steps::X;", uses);
    fails(second, "use crate::*;", "takes all of `lessons`");
    fails(second, "use super::super::*;", "takes all of `lessons`");
    fails("crates/lessons/src/lib.rs", "pub mod first_steps;", "makes the lesson `first_steps` public");
    fails("crates/lessons/src/lib.rs", "pub(crate) mod first_steps;", "makes the lesson `first_steps` public");
    passes("crates/lessons/src/lib.rs", "pub mod script;\nmod first_steps;");
    passes("crates/lessons/src/first_steps/figures.rs", "use super::model::FirstSteps; // crate::second_steps");
    passes(second, "mod inner { use super::super::first_steps::X; }");
    passes("crates/lessons/src/second_steps/mod.rs", "mod inner { use super::*; }");
}

#[test]
fn a_lessons_address_is_in_its_folder_alone() {
    fails("src/ui/home.rs", "let link = \"#/first-steps\";", "src/ui/home.rs:1 has the address `#/first-steps`");
    fails("crates/lessons/src/second_steps/en.md", "[before](#/first-steps?step=2)", "has the address `#/first-steps`");
    fails("index.html", "<a href='#/first-steps'>", "has the address `#/first-steps`");
    passes("crates/lessons/src/first_steps/en.md", "[again](#/first-steps?step=2)");
    passes("src/ui/home.rs", "let link = \"#/first-steps-of-another\"; // #/first-steps");
}

/// Names of lessons to come that are words of the code already: of modules, of the program, of headings.
#[test]
fn a_lesson_may_be_called_by_a_word_of_the_code() {
    let coming = ["downhill", "optimizers", "landscapes", "convergence", "schedules"];
    let before = broken(&files(), LONG);
    let with = |path: &str, text: &str| {
        let mut files = files();
        let list = files.iter_mut().find(|file| file.path == "crates/lessons/src/lib.rs").expect("the list");
        let added: String = coming.iter().map(|name| format!("mod {name}; lessons! {{ {name}::Lesson }} ")).collect();
        list.text = list.text.replace("\nlessons! {", &format!("\n{added}lessons! {{"));
        let own = "use crate::View;\nuse sim::{landscapes::himmelblau, optimizers::Plain};\n";
        files.extend(coming.map(|name| File::new(&format!("crates/lessons/src/{name}/mod.rs"), own)));
        files.extend(coming.map(|name| File::new(&format!("crates/lessons/src/{name}/en.md"), "")));
        files.push(File::new(path, text));
        let mut said = broken(&files, LONG);
        // What is broken without these lessons is another test's.
        said.retain(|sentence| !before.contains(sentence));
        said.join("\n")
    };
    assert_eq!(with("src/ui/new.rs", "const NAME: &str = \"downhill\"; // convergence schedules"), "");
    assert_eq!(
        with("crates/lessons/src/landscapes/figures.rs", "use super::model::optimizers;\nuse sim::landscapes;"),
        ""
    );
    for name in coming {
        let text = format!("use sim::optimizers;\nuse crate::{name}::X;");
        let path = "crates/lessons/src/batches/new.rs";
        let sentence =
            format!("{path}:2 uses the lesson `{name}`: a lesson knows no other but through `lessons::Lesson`.");
        assert_eq!(with(path, &text), sentence);
        let path = if name == "landscapes" {
            "crates/lessons/src/downhill/model.rs"
        } else {
            "crates/lessons/src/landscapes/model.rs"
        };
        assert!(with(path, &format!("use super::super::{name}::X;")).contains(&format!("uses the lesson `{name}`")));
    }
}

#[test]
fn colours_have_two_homes() {
    fails("style/layout.css", "a { color: #17191c }", "has a colour literal");
    fails("style/layout.css", "a { color: rgb(0 0 0) }", "has a colour literal");
    fails("crates/plot/src/draw.rs", "const INK: &str = \"#fff\";", "has a colour literal");
    fails("src/ui/canvas.rs", "let ink = plotters::style::BLACK;", "has a colour literal");
    passes("crates/plot/src/palette.rs", "const INK: &str = \"#17191c\";");
    passes("style/layout.css", "#trouble { color: var(--ink) }");
}

#[test]
fn files_are_read_in_one_sitting() {
    let long = "\n".repeat(401);
    fails("crates/sim/src/long.rs", &long, "crates/sim/src/long.rs has 401 lines, over 400");
    assert_eq!(said_with("crates/sim/src/long.rs", &long, &["crates/sim/src/long.rs"]), "");
    assert!(said_with("crates/sim/src/short.rs", "\n", &["crates/sim/src/short.rs"]).contains("take it off the list"));
    assert!(said_with("crates/sim/src/short.rs", "\n", &["crates/sim/src/gone.rs"]).contains("does not exist"));
}
