//! How a text was read as a table: how many rows, which of them were left out and why, and what a person may decide otherwise.

use super::dom::{El, el};
use super::pick::pick;
use crate::i18n::{escaped, html, words};
use crate::params::table::{Options, Problem, Reading, Reason, Separator};
use leptos::prelude::*;

const SEPARATORS: [Separator; 4] = [Separator::Comma, Separator::Semicolon, Separator::Tab, Separator::Blank];

/// The report: its words, and the lists to decide otherwise.
pub fn reading_report(reading: Memo<Reading>, options: RwSignal<Options>) -> [El; 3] {
    let count = of(reading, |reading| {
        let count = html(&words::own_data::rows(&reading.points.len().to_string()));
        let left_out = match reading.problem_count {
            0 => String::new(),
            count => html(words::own_data::left_out(&count.to_string()).as_str()),
        };
        format!("{count} {left_out}")
    });
    let problems = of(reading, |reading| {
        reading.problems.iter().map(|problem| format!("<li>{}</li>", escaped(&sentence(problem)))).collect()
    });
    let separator = |reading: &Reading| SEPARATORS.iter().position(|kind| *kind == reading.separator).unwrap_or(0);
    let separators =
        [words::own_data::comma(), words::own_data::semicolon(), words::own_data::tab(), words::own_data::blank()];
    let signs = [words::own_data::point_sign(), words::own_data::comma()];
    let headers = [words::own_data::no_header(), words::own_data::has_header()];
    let row = |id: &str, name: &str, names: Names, value: fn(&Reading) -> usize, set: fn(&mut Options, usize)| {
        let names: Box<dyn Fn() -> Vec<String>> = match names {
            Names::Fixed(names) => Box::new(move || names.clone()),
            Names::Columns => Box::new(of(reading, column_names)),
        };
        let list = pick(names, of(reading, value), move |index| options.update(|options| set(options, index)));
        [el("label").attr("for", id).text(name), list.attr("id", id)]
    };
    let fixed = |names: &[&str]| Names::Fixed(names.iter().map(ToString::to_string).collect());
    let rows = [
        row("own-separator", words::own_data::separator(), fixed(&separators), separator, |options, index| {
            options.separator = SEPARATORS.get(index).copied();
        }),
        row(
            "own-decimal",
            words::own_data::decimal(),
            fixed(&signs),
            |reading| usize::from(reading.decimal_comma),
            |options, index| options.decimal_comma = Some(index == 1),
        ),
        row(
            "own-header",
            words::own_data::header(),
            fixed(&headers),
            |reading| usize::from(reading.header),
            |options, index| options.header = Some(index == 1),
        ),
        row(
            "own-x",
            words::own_data::column_x(),
            Names::Columns,
            |reading| reading.x,
            |options, index| options.x = Some(index),
        ),
        row(
            "own-y",
            words::own_data::column_y(),
            Names::Columns,
            |reading| reading.y,
            |options, index| options.y = Some(index),
        ),
    ];
    [
        el("p").class("gd-data__count").attr("aria-live", "polite").live_html(count),
        el("ul").class("gd-data__problems").live_html(problems),
        el("div").class("gd-data__options").children(rows.into_iter().flatten()),
    ]
}

/// What a list offers.
enum Names {
    Fixed(Vec<String>),
    Columns,
}

/// A look at the reading that follows it.
fn of<T: 'static>(reading: Memo<Reading>, look: fn(&Reading) -> T) -> impl Fn() -> T + 'static {
    move || reading.with(look)
}

fn column_names(reading: &Reading) -> Vec<String> {
    let name = |(index, name): (usize, &String)| {
        if name.is_empty() { words::own_data::column(&(index + 1).to_string()) } else { name.clone() }
    };
    reading.names.iter().enumerate().map(name).collect()
}

fn sentence(problem: &Problem) -> String {
    let line = problem.line.to_string();
    let column = |column: usize| (column + 1).to_string();
    match &problem.reason {
        Reason::Missing { column: place } => words::own_data::missing(&line, &column(*place)),
        Reason::NotANumber { text, .. } => words::own_data::not_a_number(&line, text),
        Reason::TooLarge { column: place } => words::own_data::too_large(&line, &column(*place)),
        Reason::TooMany => words::own_data::too_many(&line),
    }
}
