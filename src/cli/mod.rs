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
use options::{Command, Figure, Format, Lessons, ListFormat, Run, Trouble};
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
    match Command::read(words) {
        Ok(Command::Lessons(options)) => lessons(options),
        Ok(Command::Run(options)) => run(options),
        Ok(Command::Figure(options)) => figure(options),
        Ok(Command::Verify) => Ok(verify::verify()),
        Ok(Command::Fuzz(options)) => {
            let (text, passed) = fuzz::report(options.seed, options.from, options.cases);
            Ok(Answer { text, file: None, passed })
        }
        Ok(Command::Fingerprints) => Ok(Answer::text(verify::fingerprints())),
        Ok(Command::Help) => Ok(Answer::text(help() + "\n")),
        Err(Trouble::Asked(text)) => Ok(Answer::text(text)),
        Err(Trouble::Wrong(sentence)) => Err(sentence),
    }
}

fn help() -> String {
    let commands = [words::help_lessons(), words::help_run(), words::help_figure(), words::help_verify()];
    unmarked(&(commands.join("\n") + "\n\n" + words::help_link()))
}

/// Every lesson: its link, how long it takes, its title and its question.
fn lessons(options: Lessons) -> Result<Answer, String> {
    let row = |lesson: &Listed| {
        let Listed { slug, title, question, minutes, .. } = lesson;
        serde_json::json!({ "slug": slug, "title": title, "question": question, "minutes": minutes })
    };
    Ok(Answer::text(match options.format {
        ListFormat::Text => lessons_as_text(),
        ListFormat::Json => LESSONS.iter().map(row).collect::<serde_json::Value>().to_string() + "\n",
    }))
}

fn lessons_as_text() -> String {
    let width = LESSONS.iter().map(|lesson| lesson.slug.len()).max().unwrap_or(0);
    let line = |lesson: &Listed| {
        let said = words::lesson(lesson.title, lesson.question, &lesson.minutes.to_string());
        format!("#/{:width$}  {said}\n", lesson.slug)
    };
    LESSONS.iter().map(line).collect()
}

fn run(options: Run) -> Result<Answer, String> {
    let opened = Opened::at(&options.link, export::finish_tables)?;
    let text = match options.format {
        Format::Csv => export::csv(opened.run.as_ref()),
        Format::Json => export::json(opened.lesson, &opened.place, opened.run.as_ref()),
        Format::Python => export::python(opened.lesson, &opened.place, opened.run.as_ref()).unwrap_or_default(),
    };
    Ok(Answer { text, file: options.output, passed: true })
}

fn figure(options: Figure) -> Result<Answer, String> {
    let opened = Opened::at(&options.link, export::finish)?;
    let pins = opened.pins();
    let names = export::figure_names(&opened.place, opened.run.as_ref(), &pins);
    let figure = match &options.figure {
        None => 0,
        Some(asked) => chosen(asked, &names).ok_or_else(|| words::no_figure(asked, &listed(&names)))?,
    };
    let theme = options.theme.or(opened.place.frame.theme).unwrap_or(Theme::Light);
    let picture = Picture { figure, size: options.size, theme };
    let text = export::figure(&opened.place, opened.run.as_ref(), &pins, picture)
        .ok_or_else(|| words::no_figure(&(figure + 1).to_string(), &listed(&names)))?;
    Ok(Answer { text: text + "\n", file: options.output, passed: true })
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
