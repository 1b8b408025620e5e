//! Tables that people bring along: comma, semicolon or tab, decimal points or commas, with or without a header.
//!
//! `rows.rs` splits the text into cells; what separates them, what a number looks like and which columns count is guessed here.
//! Nothing is refused as a whole: good rows are kept, and every bad one is named with its line and the reason.

mod rows;

use decimal::decimal;
use rows::{Row, Rows};

/// What separates two columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// A tab.
    Tab,
    /// One or more blanks.
    Blank,
}

/// What a person decided; what is `None` is found out from the text.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Options {
    /// What separates columns.
    pub separator: Option<Separator>,
    /// Whether `3,5` means three and a half.
    pub decimal_comma: Option<bool>,
    /// Whether the first row holds names.
    pub header: Option<bool>,
    /// Which column is x, from 0.
    pub x: Option<usize>,
    /// Which column is y, from 0.
    pub y: Option<usize>,
}

/// Why a row was left out. Columns count from 0.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// The row has no such column.
    Missing { column: usize },
    /// What stands there is no number.
    NotANumber { column: usize, text: String },
    /// The number is too large to calculate with.
    TooLarge { column: usize },
    /// There were too many rows before it.
    TooMany,
}

/// A row that was left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// The line of the text, from 1.
    pub line: usize,
    /// Why.
    pub reason: Reason,
}

/// What a text was read as.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// What separates columns.
    pub separator: Separator,
    /// Whether numbers have decimal commas.
    pub decimal_comma: bool,
    /// Whether the first row was taken for names.
    pub header: bool,
    /// The names of the columns (empty without a header); as many as there are columns.
    pub names: Vec<String>,
    /// Which column is x.
    pub x: usize,
    /// Which column is y.
    pub y: usize,
    /// The good rows.
    pub points: Vec<[f64; 2]>,
    /// The first bad rows, at most [`PROBLEM_LIMIT`].
    pub problems: Vec<Problem>,
    /// How many bad rows there were in all.
    pub problem_count: usize,
}

/// How many bad rows are named.
pub const PROBLEM_LIMIT: usize = 100;
/// Numbers beyond this are refused: their squares would overflow when summed.
const LARGEST: f64 = 1e100;
/// How many rows the guesses look at.
const SAMPLE: usize = 20;

/// Reads a table, keeping at most `limit` rows.
///
/// ```
/// use params::table::{read, Options, Separator};
/// let table = read("length;mass\n18,1;3,75\n?;3,8\n", Options::default(), 10_000);
/// assert_eq!((table.separator, table.decimal_comma, table.header), (Separator::Semicolon, true, true));
/// assert_eq!(table.points, [[18.1, 3.75]]);
/// assert_eq!(table.problems[0].line, 3);
/// ```
pub fn read(text: &str, options: Options, limit: usize) -> Reading {
    let text = text.trim_start_matches('\u{feff}');
    let separator = options.separator.unwrap_or_else(|| detect_separator(text));
    let rows: Vec<Row> = Rows::new(text, separator).collect();
    let sample = &rows[..rows.len().min(SAMPLE)];
    let decimal_comma = options.decimal_comma.unwrap_or_else(|| separator != Separator::Comma && detect_comma(sample));
    let first: &[String] = rows.first().map_or(&[], |row| &row.cells);
    let header = options.header.unwrap_or_else(|| {
        !first.is_empty()
            && first.iter().filter(|cell| parse(cell, decimal_comma).is_some()).count() < first.len().min(2)
    });
    let body = &rows[usize::from(header && !rows.is_empty())..];
    let columns = sample.iter().map(|row| row.cells.len()).max().unwrap_or(0).max(1);
    let names = (0..columns)
        .map(|column| if header { first.get(column).cloned().unwrap_or_default() } else { String::new() })
        .collect();
    let (x, y) = choose_columns(&options, body, decimal_comma, columns);

    let mut reading = Reading {
        separator,
        decimal_comma,
        header,
        names,
        x,
        y,
        points: Vec::new(),
        problems: Vec::new(),
        problem_count: 0,
    };
    for Row { line, cells } in body {
        let outcome = if reading.points.len() >= limit {
            Err(Reason::TooMany)
        } else {
            value(cells, x, decimal_comma).and_then(|x| Ok([x, value(cells, y, decimal_comma)?]))
        };
        match outcome {
            Ok(point) => reading.points.push(point),
            Err(reason) => {
                reading.problem_count += 1;
                if reading.problems.len() < PROBLEM_LIMIT {
                    reading.problems.push(Problem { line: *line, reason });
                }
            }
        }
    }
    reading
}

fn value(cells: &[String], column: usize, decimal_comma: bool) -> Result<f64, Reason> {
    let text = cells.get(column).filter(|text| !text.is_empty()).ok_or(Reason::Missing { column })?;
    let value = parse(text, decimal_comma)
        .ok_or_else(|| Reason::NotANumber { column, text: text.chars().take(40).collect() })?;
    if value.abs() > LARGEST { Err(Reason::TooLarge { column }) } else { Ok(value) }
}

/// A number as people write it; infinities and "nan" are no numbers here, but an overflowing one is (to be refused as such).
fn parse(text: &str, decimal_comma: bool) -> Option<f64> {
    let text = text.trim().replace('\u{2212}', "-");
    let text = if decimal_comma { text.replace(',', ".") } else { text };
    if !text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.'))
        || !text.contains(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    decimal(&text)
}

fn detect_separator(text: &str) -> Separator {
    let everywhere = |separator: Separator| {
        let widths: Vec<usize> = Rows::new(text, separator).take(SAMPLE).map(|row| row.cells.len()).collect();
        widths.iter().filter(|width| **width > 1).count() * 2 > widths.len()
    };
    [Separator::Tab, Separator::Semicolon, Separator::Comma, Separator::Blank]
        .into_iter()
        .find(|separator| everywhere(*separator))
        .unwrap_or(Separator::Comma)
}

fn detect_comma(sample: &[Row]) -> bool {
    let cells = || sample.iter().flat_map(|row| &row.cells);
    let only_with =
        |comma: bool| cells().filter(|cell| parse(cell, comma).is_some() && parse(cell, !comma).is_none()).count();
    only_with(true) > only_with(false)
}

/// The first two columns that are mostly numbers, unless a person chose.
fn choose_columns(options: &Options, body: &[Row], comma: bool, columns: usize) -> (usize, usize) {
    let numeric = |column: usize| {
        let rows = body.iter().take(50);
        let good = rows.clone().filter(|row| value(&row.cells, column, comma).is_ok()).count();
        good > 0 && good * 2 >= rows.count()
    };
    let mut found = (0..columns).filter(|column| numeric(*column));
    let first = found.next().unwrap_or(0);
    // Where only one column has numbers, the other axis still takes another one, so that every row says what it lacks.
    let second = found.next().unwrap_or(usize::from(first == 0));
    let x = options.x.unwrap_or(if options.y == Some(first) { second } else { first });
    (x, options.y.unwrap_or(if x == second { first } else { second }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn points(text: &str) -> Vec<[f64; 2]> {
        read(text, Options::default(), 10_000).points
    }

    #[test]
    fn every_usual_form_is_read() {
        let expected = [[1.5, 2.0], [3.0, -4.25]];
        for text in [
            "1.5,2\n3,-4.25",
            "x;y\r\n1,5;2\r\n3;-4,25\r\n",
            "1.5\t2\n3\t\u{2212}4.25",
            "1.5 2\n3  -4.25\n",
            "\u{feff}a,b\n\"1.5\",2\n3,-4.25",
            "name,x,y\nanna,1.5,2\nben,3,-4.25",
        ] {
            assert_eq!(points(text), expected, "{text:?}");
        }
    }

    #[test]
    fn names_of_columns_may_hold_anything_in_quotes() {
        let reading = read("\"bill, length\n(cm)\",\"the \"\"mass\"\"\"\r1.5,2\rx,3\r", Options::default(), 10);
        assert_eq!(reading.names, ["bill, length\n(cm)", "the \"mass\""]);
        assert_eq!(reading.points, [[1.5, 2.0]]);
        assert_eq!(reading.problems.iter().map(|problem| problem.line).collect::<Vec<_>>(), [4]);
    }

    #[test]
    fn a_bad_row_is_named_and_the_good_ones_are_kept() {
        let reading = read("x,y\n1,2\n3\n4,abc\n5,1e999\n6,7", Options::default(), 3);
        assert_eq!(reading.points, [[1.0, 2.0], [6.0, 7.0]]);
        assert_eq!(
            reading.problems,
            [
                Problem { line: 3, reason: Reason::Missing { column: 1 } },
                Problem { line: 4, reason: Reason::NotANumber { column: 1, text: "abc".into() } },
                Problem { line: 5, reason: Reason::TooLarge { column: 1 } },
            ]
        );
    }

    #[test]
    fn rows_beyond_the_limit_are_counted() {
        let text: String = (0..200).map(|row| format!("{row},{row}\n")).collect();
        let reading = read(&text, Options::default(), 20);
        assert_eq!((reading.points.len(), reading.problem_count, reading.problems.len()), (20, 180, PROBLEM_LIMIT));
    }

    #[test]
    fn columns_can_be_chosen() {
        let options = Options { x: Some(2), y: Some(0), ..Options::default() };
        assert_eq!(read("1,2,3\n4,5,6", options, 10).points, [[3.0, 1.0], [6.0, 4.0]]);
    }

    #[test]
    fn one_column_of_numbers_is_not_taken_twice() {
        let reading = read("1e999,1\nNaN,2", Options::default(), 10);
        assert_eq!((reading.x, reading.y, reading.points.len(), reading.problem_count), (1, 0, 0, 2));
    }

    proptest! {
        #[test]
        fn no_text_stops_it(text in "\\PC*|[0-9,;\t\"\n .eE+-]{0,200}") {
            let reading = read(&text, Options::default(), 50);
            prop_assert!(reading.points.iter().flatten().all(|value| value.is_finite()));
        }
    }
}
