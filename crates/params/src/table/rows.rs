//! A text as rows of cells. `csv-core` knows quotes: a cell in double quotes may hold separators and line breaks, and `""` in it is
//! a quote. What people paste is less tidy than CSV: lines without content are no rows, spaces around a cell do not belong to it, and
//! from a quote that never closes on, quotes are characters like others, or one slip would swallow all that follows.

use super::Separator;
use csv_core::{ReadFieldResult, Reader, ReaderBuilder};

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The line of the text that it begins on, from 1.
    pub line: usize,
    /// What it holds, without the spaces around.
    pub cells: Vec<String>,
}

/// The rows of a text, one after another.
pub struct Rows<'a> {
    text: &'a str,
    /// Where the next row begins, and on which line that is.
    at: usize,
    line: usize,
    /// The separator; none where any number of blanks separate.
    mark: Option<char>,
    reader: Reader,
}

fn reader(mark: Option<char>, quotes: bool) -> Reader {
    ReaderBuilder::new().delimiter(mark.map_or(b' ', |mark| mark as u8)).quoting(quotes).build()
}

impl<'a> Rows<'a> {
    /// The rows of a text.
    pub fn new(text: &'a str, separator: Separator) -> Rows<'a> {
        let mark = match separator {
            Separator::Comma => Some(','),
            Separator::Semicolon => Some(';'),
            Separator::Tab => Some('\t'),
            Separator::Blank => None,
        };
        Rows { text, at: 0, line: 1, mark, reader: reader(mark, true) }
    }

    /// Goes on to `at`, and counts the lines in between: they end in `\n`, `\r`, or both.
    fn go_to(&mut self, at: usize) {
        let bytes = self.text.as_bytes();
        let ends = |place: &usize| match bytes[*place] {
            b'\n' => true,
            b'\r' => bytes.get(place + 1) != Some(&b'\n'),
            _ => false,
        };
        self.line += (self.at..at).filter(ends).count();
        self.at = at;
    }

    /// Where the next character stands that `skipped` does not want.
    fn past(&self, from: usize, skipped: impl Fn(char) -> bool) -> usize {
        self.text.len() - self.text[from..].trim_start_matches(skipped).len()
    }

    /// The cells of the row that begins at `at`, and where it ends.
    fn row(&mut self, mut at: usize) -> (Vec<String>, usize) {
        let Some(mark) = self.mark else {
            let end = self.text[at..].find(['\r', '\n']).map_or(self.text.len(), |length| at + length);
            return (self.text[at..end].split_whitespace().map(str::to_string).collect(), end);
        };
        let mut cells = Vec::new();
        self.reader.reset();
        loop {
            at = self.past(at, |sign| sign.is_whitespace() && sign != mark && sign != '\r' && sign != '\n');
            let mut cell = Vec::new();
            let is_last = loop {
                let mut some = [0; 64];
                let (outcome, read, written) = self.reader.read_field(&self.text.as_bytes()[at..], &mut some);
                at += read;
                cell.extend_from_slice(&some[..written]);
                match outcome {
                    // Nothing follows, which is what it is told next.
                    ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
                    ReadFieldResult::Field { record_end } => break record_end,
                    ReadFieldResult::End => return (cells, at),
                }
            };
            cells.push(String::from_utf8_lossy(&cell).trim().to_string());
            if is_last {
                return (cells, at);
            }
        }
    }
}

impl Iterator for Rows<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        loop {
            let mark = self.mark;
            self.go_to(self.past(self.at, |sign| sign.is_whitespace() && Some(sign) != mark));
            let (start, line) = (self.at, self.line);
            if start == self.text.len() {
                return None;
            }
            let (mut cells, mut end) = self.row(start);
            let raw = self.text[start..end].trim_end();
            if end == self.text.len() && raw.contains(['\r', '\n']) && raw.matches('"').count() % 2 == 1 {
                self.reader = reader(mark, false);
                (cells, end) = self.row(start);
            }
            self.go_to(end);
            // Separators that are blanks may stand on a line of their own.
            if !self.text[start..end].trim().is_empty() {
                return Some(Row { line, cells });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Line and cells of every row.
    fn rows(text: &str, separator: Separator) -> Vec<(usize, Vec<String>)> {
        Rows::new(text, separator).map(|row| (row.line, row.cells)).collect()
    }

    fn row(line: usize, cells: &[&str]) -> (usize, Vec<String>) {
        (line, cells.iter().map(|cell| cell.to_string()).collect())
    }

    #[test]
    fn lines_end_in_any_way_and_are_counted() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a,b", "", "1, 2", " \t ", "3,", "é,”"].join(end);
            let expected = [row(1, &["a", "b"]), row(3, &["1", "2"]), row(5, &["3", ""]), row(6, &["é", "”"])];
            assert_eq!(rows(&text, Separator::Comma), expected, "{end:?}");
            assert_eq!(rows(&(text + end), Separator::Comma), expected, "{end:?}");
            assert_eq!(
                rows(&["a b", " 1   2 "].join(end), Separator::Blank),
                [row(1, &["a", "b"]), row(2, &["1", "2"])]
            );
        }
        assert_eq!(rows("1\t2\n\t\n\t4", Separator::Tab), [row(1, &["1", "2"]), row(3, &["", "4"])]);
    }

    #[test]
    fn quotes_hold_separators_line_breaks_and_quotes() {
        let text = "\"a, or\r\nb\", \"say \"\"c\"\"\"\r\n1,5\" pipe\n";
        assert_eq!(rows(text, Separator::Comma), [row(1, &["a, or\r\nb", "say \"c\""]), row(3, &["1", "5\" pipe"])]);
    }

    #[test]
    fn a_quote_that_never_closes_spoils_its_own_cell_only() {
        let expected = [row(1, &["a;b", "c"]), row(2, &["\"1", "2"]), row(3, &["3", "4"])];
        assert_eq!(rows("\"a;b\";c\n\"1;2\n3;4", Separator::Semicolon), expected);
    }

    proptest! {
        /// Whatever is written by the rules is read back.
        #[test]
        fn what_is_quoted_comes_back(
            cells in prop::collection::vec(prop::collection::vec("[a-z0-9,;\"\r\n é]{0,70}", 1..4), 1..5)
        ) {
            let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
            let line = |row: &Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join(",");
            let text: Vec<String> = cells.iter().map(line).collect();
            let read: Vec<Vec<String>> = rows(&text.join("\r\n"), Separator::Comma).into_iter().map(|row| row.1).collect();
            let trimmed: Vec<Vec<String>> =
                cells.iter().map(|row| row.iter().map(|cell| cell.trim().to_string()).collect()).collect();
            prop_assert_eq!(read, trimmed);
        }
    }
}
