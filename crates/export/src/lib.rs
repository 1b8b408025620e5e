//! A run as a file: a table (CSV), everything that an outsider needs to do it again (JSON), a program that does it
//! (Python), a figure (SVG).

mod csv;
mod figure;
mod json;
mod printed;
mod python;

pub use csv::{csv, table};
pub use figure::{Drawing, Picture, figure, figure_names, named};
pub use json::json;
pub use printed::{Line, Printed, printed};
pub use python::python;

use lessons::{Run, script_of};

/// The shortest text that reads back as the same number. What is no number is `NaN`, `inf` or `-inf`, as Python, R and
/// spreadsheets' importers read it.
pub fn number(value: f64) -> String {
    let size = value.abs();
    let is_plain = size == 0.0 || (1e-5..1e16).contains(&size) || !value.is_finite();
    if is_plain { format!("{value}") } else { format!("{value:e}") }
}

/// Makes all updates of a run, and whatever it computes after them.
pub fn finish(run: &mut dyn Run) {
    while run.advance(1024) {}
}

/// Makes what is written in tables: the updates of a run and of those beside it. A study that comes after them is only
/// drawn.
pub fn finish_tables(run: &mut dyn Run) {
    let ended = |run: &dyn Run| {
        // The others are asked for last: their list is long in the making.
        run.trace().ending().is_some()
            && script_of(run).is_none_or(|script| script.companions.iter().all(|(_, trace)| trace.ending().is_some()))
    };
    while !ended(run) && run.advance(64) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_back_as_themselves() {
        for value in
            [0.1, -0.0, 1e16, 9.999e-6, -1.0 / 3.0, 1e300, -5e-324, 123_456_789.0, f64::MAX, 0.0, f64::INFINITY]
        {
            assert_eq!(number(value).parse::<f64>().map(f64::to_bits), Ok(value.to_bits()), "{}", number(value));
        }
        assert!(number(f64::NAN).parse::<f64>().is_ok_and(f64::is_nan));
        assert_eq!(number(0.17), "0.17");
    }
}
