//! How much a first visit downloads, and the limit that fails the build.

use crate::dist::{bytes, files, stands_beside};
use crate::run::Outcome;
use crate::site::Lesson;
use crate::split::Program;
use flate2::{Compression, write::GzEncoder};
use std::io::Write;
use std::path::Path;

/// What a first visit may download in all (html, css, js, wasm, fonts), compressed as a good host compresses it, until the lesson
/// that it asks for can be used: the app and the pieces of the largest lesson. The other parts follow when the page stands.
const FIRST_LOAD_BUDGET_BROTLI: usize = 260_000;
/// Into how many files the program may be cut for one lesson: each is a request.
const MOST_FILES: usize = 6;

/// What is loaded first. The other files of the site are licences, and what stands beside it ([`stands_beside`]).
const FIRST: [&str; 5] = ["html", "css", "js", "wasm", "woff2"];

/// Bytes of a file: as they are, with brotli, with gzip.
type Sizes = [usize; 3];

/// Prints the sizes of the site and fails over the budget.
pub fn weigh(dist: &Path, program: &Program, lessons: &[Lesson]) -> Outcome {
    let mut rows = Vec::new();
    for file in files(dist)? {
        let extension = file.extension().and_then(|extension| extension.to_str()).unwrap_or("");
        if FIRST.contains(&extension) && !stands_beside(&file) {
            let name = file.strip_prefix(dist).unwrap_or(&file).display().to_string().replace('\\', "/");
            rows.push((name, sizes(&bytes(&file)?)));
        }
    }
    rows.sort_by_key(|(_, sizes)| std::cmp::Reverse(sizes[1]));
    println!("\n       raw    brotli      gzip");
    for (name, sizes) in &rows {
        let users = program.parts.keys().filter(|part| program.files(part).any(|file| file == name));
        print_row(*sizes, &format!("{name}  {}", users.cloned().collect::<Vec<_>>().join(", ")));
    }
    let sum = |wanted: &dyn Fn(&String) -> bool| {
        let wanted = rows.iter().filter(|(name, _)| wanted(name));
        wanted.fold([0; 3], |sum: Sizes, (_, sizes)| std::array::from_fn(|at| sum[at] + sizes[at]))
    };
    let piece = |name: &String| program.pieces.values().any(|file| file == name);
    let first = |lesson: &Lesson| sum(&|name| !piece(name) || program.files(&lesson.part()).any(|file| file == name));
    let largest = lessons.iter().map(|lesson| (first(lesson), lesson)).max_by_key(|(sizes, _)| sizes[1]);
    let (first, lesson) = largest.ok_or("there is no lesson")?;
    print_row(
        first,
        &format!(
            "the first load of the largest lesson ({}); the budget is {FIRST_LOAD_BUDGET_BROTLI} with brotli",
            lesson.slug
        ),
    );
    print_row(sum(&|_| true), "the whole course");
    for lesson in lessons {
        let count = 1 + program.files(&lesson.part()).count();
        if count > MOST_FILES {
            return Err(format!(
                "the lesson {} needs {count} wasm files, and may need {MOST_FILES}: raise `SMALL` in xtask/src/split.rs.",
                lesson.slug
            ));
        }
    }
    if first[1] > FIRST_LOAD_BUDGET_BROTLI {
        return Err(format!(
            "the first load is {} bytes over its budget of {FIRST_LOAD_BUDGET_BROTLI} (brotli). `FIRST_LOAD_BUDGET_BROTLI` \
             in xtask/src/budget.rs is the limit; the table above says what weighs.",
            first[1] - FIRST_LOAD_BUDGET_BROTLI
        ));
    }
    Ok(())
}

fn print_row([raw, brotli, gzip]: Sizes, what: &str) {
    println!("{raw:>10}{brotli:>10}{gzip:>10}  {}", what.trim_end());
}

fn sizes(bytes: &[u8]) -> Sizes {
    let raw = bytes.len();
    // Writing into memory does not fail; if it ever did, the raw size would count.
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, 11, 22);
    let brotli = writer.write_all(bytes).map_or(raw, |()| writer.into_inner().len());
    let mut writer = GzEncoder::new(Vec::new(), Compression::default());
    let gzip = writer.write_all(bytes).and_then(|()| writer.finish()).map_or(raw, |small| small.len());
    [raw, brotli.min(raw), gzip.min(raw)]
}
