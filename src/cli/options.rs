//! The words of the command line. clap takes them apart; what is wrong with them is said in the catalogue's sentences.

use crate::i18n::words::cli as words;
use crate::params::Theme;
use clap::builder::NonEmptyStringValueParser;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, Error, FromArgMatches, Parser};

/// What is to be done.
#[derive(Parser)]
#[command(name = env!("CARGO_PKG_NAME"), version, no_binary_name = true, disable_help_subcommand = true)]
pub enum Command {
    Lessons(Lessons),
    Run(Run),
    Figure(Figure),
    Verify,
    Fuzz(Fuzz),
    Fingerprints,
    Help,
}

#[derive(clap::Args)]
pub struct Lessons {
    #[arg(long, value_parser = list_format, default_value = "text")]
    pub format: ListFormat,
}

#[derive(clap::Args)]
pub struct Run {
    #[arg(value_parser = NonEmptyStringValueParser::new())]
    pub link: String,
    #[arg(long, value_parser = format, default_value = "csv")]
    pub format: Format,
    #[arg(short, long, value_parser = NonEmptyStringValueParser::new())]
    pub output: Option<String>,
}

#[derive(clap::Args)]
pub struct Figure {
    #[arg(value_parser = NonEmptyStringValueParser::new())]
    pub link: String,
    #[arg(long, value_parser = NonEmptyStringValueParser::new())]
    pub figure: Option<String>,
    #[arg(long, value_parser = size)]
    pub size: Option<[f64; 2]>,
    #[arg(long, value_parser = theme)]
    pub theme: Option<Theme>,
    #[arg(short, long, value_parser = NonEmptyStringValueParser::new())]
    pub output: Option<String>,
}

#[derive(clap::Args)]
pub struct Fuzz {
    #[arg(long, value_parser = whole, default_value = "10000")]
    pub cases: u64,
    #[arg(long, value_parser = whole, default_value = "1")]
    pub seed: u64,
    #[arg(long, value_parser = whole, default_value = "0")]
    pub from: u64,
}

/// What a run is written as.
#[derive(Clone, Copy)]
pub enum Format {
    Csv,
    Json,
    Python,
}

/// What the list of lessons is written as.
#[derive(Clone, Copy)]
pub enum ListFormat {
    Text,
    Json,
}

fn list_format(text: &str) -> Result<ListFormat, String> {
    match text {
        "text" => Ok(ListFormat::Text),
        "json" => Ok(ListFormat::Json),
        other => Err(words::no_lessons_format(other)),
    }
}

fn format(text: &str) -> Result<Format, String> {
    match text {
        "csv" => Ok(Format::Csv),
        "json" => Ok(Format::Json),
        "py" => Ok(Format::Python),
        other => Err(words::no_format(other)),
    }
}

fn theme(text: &str) -> Result<Theme, String> {
    match text {
        "light" => Ok(Theme::Light),
        "dark" => Ok(Theme::Dark),
        other => Err(words::no_theme(other)),
    }
}

/// `800x600`: two lengths from 1 to 10,000.
fn size(text: &str) -> Result<[f64; 2], String> {
    let length = |text: &str| text.parse::<u32>().ok().filter(|length| (1..=10_000).contains(length)).map(f64::from);
    let lengths = text.split_once(['x', 'X', '×']).and_then(|(width, height)| Some([length(width)?, length(height)?]));
    lengths.ok_or_else(|| words::no_size(text))
}

fn whole(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| words::no_whole_number(text))
}

impl Command {
    /// Reads the words after the program's name.
    pub fn read(given: &[String]) -> Result<Command, Trouble> {
        let help = super::help();
        let mut command =
            Command::command().override_help(help.clone()).mut_subcommands(|it| it.override_help(help.clone()));
        let read =
            command.try_get_matches_from_mut(given).and_then(|mut found| Command::from_arg_matches_mut(&mut found));
        read.map_err(|error| trouble(&error, &command, given))
    }
}

/// Why there is no command.
pub enum Trouble {
    /// Somebody asked for this instead.
    Asked(String),
    /// This is wrong.
    Wrong(String),
}

fn trouble(error: &Error, command: &clap::Command, given: &[String]) -> Trouble {
    let said = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        _ => String::new(),
    };
    // `--size <SIZE>`
    let argument = said(ContextKind::InvalidArg);
    let argument = argument.split(' ').next().unwrap_or_default();
    let name = given.first().map_or("", String::as_str);
    Trouble::Wrong(match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => return Trouble::Asked(error.to_string()),
        ErrorKind::InvalidSubcommand => words::no_command(name) + "\n\n" + &super::help(),
        ErrorKind::UnknownArgument if argument.starts_with('-') => words::no_option(argument, &options(command, name)),
        ErrorKind::UnknownArgument if takes_link(command, name) => words::one_link(name, argument),
        ErrorKind::UnknownArgument => words::nothing_more(name, argument),
        ErrorKind::MissingRequiredArgument => words::link_missing(name),
        ErrorKind::ArgumentConflict => words::option_twice(argument),
        ErrorKind::InvalidValue if argument.starts_with('-') => words::no_value(argument),
        ErrorKind::InvalidValue => words::link_missing(name),
        // One of the sentences above.
        ErrorKind::ValueValidation => std::error::Error::source(error).map(ToString::to_string).unwrap_or_default(),
        _ => super::help(),
    })
}

/// The options of a command, as they are written.
fn options(command: &clap::Command, name: &str) -> String {
    let found = command.find_subcommand(name).into_iter().flat_map(clap::Command::get_opts);
    let names: Vec<String> = found.filter_map(|option| Some(["--", option.get_long()?].concat())).collect();
    if names.is_empty() { words::none().to_string() } else { names.join(", ") }
}

fn takes_link(command: &clap::Command, name: &str) -> bool {
    command.find_subcommand(name).is_some_and(|found| found.get_positionals().next().is_some())
}
