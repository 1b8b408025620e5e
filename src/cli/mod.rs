//! The command line: the same links as the page, without a browser. `downhill` without a word lists the commands.
//!
//! What a command prints is decided by its words alone, so tests ask [`answer`] or the program itself. Exit codes: 0, 1 for
//! a check that failed or a file that could not be written, 2 for words that could not be understood.

pub mod fuzz;
mod links;
pub mod networks;
mod options;
mod verify;

use crate::export::{self, Picture};
use crate::i18n::unmarked;
use crate::i18n::words::cli as words;
use crate::lessons::{LESSONS, Listed};
use crate::params::Theme;
use links::Opened;
use options::Options;
use std::io::Write;
use std::process::ExitCode;

/// What a command has to say.
pub struct Answer {
    /// For the standard output, or the file that `-o` names.
    pub text: String,
    /// Where to, if not the standard output.
    pub file: Option<String>,
    /// Whether all is well; a failed check is not.
    pub passed: bool,
}

impl Answer {
    fn text(text: String) -> Answer {
        Answer { text, file: None, passed: true }
    }
}

/// Obeys the words after the program's name.
pub fn main(words: &[String]) -> ExitCode {
    let answer = match answer(words) {
        Ok(answer) => answer,
        Err(trouble) => {
            eprintln!("{trouble}");
            return ExitCode::from(2);
        }
    };
    let written = match &answer.file {
        Some(file) => std::fs::write(file, &answer.text).map_err(|error| words::not_written(file, &error.to_string())),
        // Whoever reads may stop before the end (`| head`): that is no trouble.
        None => std::io::stdout().write_all(answer.text.as_bytes()).or(Ok(())),
    };
    match written {
        Ok(()) if answer.passed => ExitCode::SUCCESS,
        Ok(()) => ExitCode::FAILURE,
        Err(trouble) => {
            eprintln!("{trouble}");
            ExitCode::FAILURE
        }
    }
}

/// What a command answers, or a sentence about what is wrong with it.
pub fn answer(words: &[String]) -> Result<Answer, String> {
    let (command, rest) = match words.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => return Err(help()),
    };
    match command {
        "lessons" => Options::read(rest, &[])?.bare(command).map(|()| Answer::text(lessons())),
        "run" => run(&Options::read(rest, &["--format", "-o"])?),
        "figure" => figure(&Options::read(rest, &["--figure", "--size", "--theme", "-o"])?),
        "verify" => Options::read(rest, &[])?.bare(command).map(|()| verify::verify()),
        "fuzz" => {
            let options = Options::read(rest, &["--cases", "--seed", "--from"])?;
            options.bare(command)?;
            let [cases, seed, from] = [("--cases", 10_000), ("--seed", 1), ("--from", 0)];
            let number = |(name, usual)| options.whole(name, usual);
            let (text, passed) = fuzz::report(number(seed)?, number(from)?, number(cases)?);
            Ok(Answer { text, file: None, passed })
        }
        "fingerprints" => Options::read(rest, &[])?.bare(command).map(|()| Answer::text(verify::fingerprints())),
        "help" | "--help" | "-h" => Ok(Answer::text(help() + "\n")),
        "--version" | "-V" => {
            Ok(Answer::text(concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"), "\n").into()))
        }
        other => Err(words::no_command(other) + "\n\n" + &help()),
    }
}

fn help() -> String {
    let commands = [words::help_lessons(), words::help_run(), words::help_figure(), words::help_verify()];
    unmarked(&(commands.join("\n") + "\n\n" + words::help_link()))
}

/// Every lesson: its link, how long it takes, its title and its question.
fn lessons() -> String {
    let width = LESSONS.iter().map(|lesson| lesson.slug.len()).max().unwrap_or(0);
    let line = |lesson: &Listed| {
        let said = words::lesson(lesson.title, lesson.question, &lesson.minutes.to_string());
        format!("#/{:width$}  {said}\n", lesson.slug)
    };
    LESSONS.iter().map(line).collect()
}

fn run(options: &Options) -> Result<Answer, String> {
    let opened = Opened::at(options.link("run")?, export::finish_tables)?;
    let text = match options.value("--format").unwrap_or("csv") {
        "csv" => export::csv(opened.run.as_ref()),
        "json" => export::json(opened.lesson, &opened.place, opened.run.as_ref()),
        "py" => export::python(opened.lesson, &opened.place, opened.run.as_ref()).unwrap_or_default(),
        other => return Err(words::no_format(other)),
    };
    Ok(Answer { text, file: options.file(), passed: true })
}

fn figure(options: &Options) -> Result<Answer, String> {
    let opened = Opened::at(options.link("figure")?, export::finish)?;
    let pins = opened.pins();
    let names = export::figure_names(&opened.place, opened.run.as_ref(), &pins);
    let figure = match options.value("--figure") {
        None => 0,
        Some(asked) => chosen(asked, &names).ok_or_else(|| words::no_figure(asked, &listed(&names)))?,
    };
    let theme = match options.value("--theme") {
        None => opened.place.frame.theme.unwrap_or(Theme::Light),
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        Some(other) => return Err(words::no_theme(other)),
    };
    let size = match options.value("--size") {
        None => None,
        Some(text) => Some(size(text).ok_or_else(|| words::no_size(text))?),
    };
    let picture = Picture { figure, size, theme };
    let text = export::figure(&opened.place, opened.run.as_ref(), &pins, picture)
        .ok_or_else(|| words::no_figure(&(figure + 1).to_string(), &listed(&names)))?;
    Ok(Answer { text: text + "\n", file: options.file(), passed: true })
}

/// A figure by its number from 1, or by its name or the beginning of it.
fn chosen(asked: &str, names: &[String]) -> Option<usize> {
    if let Ok(number) = asked.parse::<usize>() {
        return (1..=names.len()).contains(&number).then(|| number - 1);
    }
    let asked = export::named(asked);
    let exact = names.iter().position(|name| *name == asked);
    exact.or_else(|| names.iter().position(|name| !asked.is_empty() && name.starts_with(&asked)))
}

fn listed(names: &[String]) -> String {
    let names: Vec<String> = names.iter().enumerate().map(|(index, name)| format!("{} {name}", index + 1)).collect();
    names.join(", ")
}

/// `800x600`: two lengths from 1 to 10,000.
fn size(text: &str) -> Option<[f64; 2]> {
    let (width, height) = text.split_once(['x', 'X', '×'])?;
    let length = |text: &str| text.parse::<u32>().ok().filter(|length| (1..=10_000).contains(length)).map(f64::from);
    Some([length(width)?, length(height)?])
}
