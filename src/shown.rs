//! What leaves a lesson beside its figures, as a [`View`] lets it out: the words under the figures, the table, the scrubber, the
//! sliders, files, and what the page around is told. The page takes these from here and not from the run, so that a host's
//! test can show that nothing of it hangs on what an open question hides.

use crate::i18n::{escaped, html, number, words};
use crate::lessons::{Diagnosis, FormulaRow, Lesson, Regions, Run, Sight, View};
use crate::params::{Key, Kind, Scale};

/// The cursor and the last update. While the run is hidden it stands at its start, and where it will end nobody knows: the
/// budget stands there.
pub fn standing(run: &dyn Run, view: &View) -> [usize; 2] {
    let trace = run.trace();
    if view.shows(Sight::Run) { [view.at().min(trace.updates()), trace.updates()] } else { [0, trace.budget()] }
}

/// The losses along the scrubber; none while the run is hidden.
pub fn losses<'a>(run: &'a dyn Run, view: &View) -> &'a [f64] {
    if view.shows(Sight::Run) { run.trace().losses() } else { &[] }
}

/// Where the scrubber stands, in words.
pub fn scrubber(run: &dyn Run, view: &View) -> String {
    let [at, _] = standing(run, view);
    if !view.shows(Sight::Run) {
        return words::playback::at_veiled(&at.to_string());
    }
    words::playback::at_loss(&at.to_string(), &number(loss(run, at), 3))
}

fn loss(run: &dyn Run, at: usize) -> f64 {
    run.trace().losses().get(at).copied().unwrap_or(f64::NAN)
}

/// The sentence about the update at the cursor; empty while the run is hidden.
pub fn sentence(run: &dyn Run, view: &View) -> String {
    if view.shows(Sight::Run) { run.say(view) } else { String::new() }
}

/// The formula of a part of that update; no row while the run is hidden, for its numbers are of the update to come.
pub fn formula(run: &dyn Run, view: &View, part: usize) -> Vec<FormulaRow> {
    if view.shows(Sight::Run) { run.formula(view, part) } else { Vec::new() }
}

/// What the run is doing; none while it is hidden.
pub fn diagnosis(run: &dyn Run, view: &View) -> Option<Diagnosis> {
    view.shows(Sight::Run).then(|| run.diagnosis(view))
}

/// The names of the table's columns, as a row of HTML.
pub fn table_head(run: &dyn Run) -> String {
    let mut head = ["<tr><th scope=\"col\">", &escaped(words::table::update()), "</th>"].concat();
    for name in run.columns() {
        head.push_str(&["<th scope=\"col\">", &html(&name), "</th>"].concat());
    }
    head + "</tr>"
}

/// The rows of these updates as HTML; none while the run is hidden.
pub fn table_rows(run: &dyn Run, view: &View, first: usize, last: usize) -> String {
    let (trace, columns) = (run.trace(), run.columns().len());
    let mut body = String::new();
    if !view.shows(Sight::Run) {
        return body;
    }
    for update in first..=last {
        body.push_str(&["<tr><th scope=\"row\">", &update.to_string(), "</th>"].concat());
        for column in 0..columns {
            let value = trace.series(column).get(update).copied().unwrap_or(f64::NAN);
            body.push_str(&["<td>", &number(value, 5), "</td>"].concat());
        }
        body.push_str("</tr>");
    }
    body
}

/// The ends and the named stretches of a slider. While they are hidden, one stretch without a name, and ends that follow the
/// value that the step sets, `asked`: those of the run would place the thumb where the answer is.
pub fn stretches(lesson: &Lesson, run: &dyn Run, view: &View, key: Key, asked: f64) -> Option<Regions> {
    /// How far to each side of that value, as a factor.
    const REACH: f64 = 100.0;
    if view.shows(Sight::Stretches(key)) || !lesson.stretches().contains(&key) {
        return run.regions(key);
    }
    let Kind::Number { low, high, scale: Scale::Log, .. } = key.spec().kind else { return None };
    Some(Regions { names: vec![""], ..Regions::ends((asked / REACH).max(low), (asked * REACH).min(high)) })
}

/// A file about the run; none while the run is hidden.
pub fn file<T>(view: &View, write: impl FnOnce() -> T) -> Option<T> {
    view.shows(Sight::Run).then(write)
}

/// What the page around is told of the cursor: the update, and the loss where it is shown.
pub fn update(run: &dyn Run, view: &View) -> (usize, Option<f64>) {
    let [at, _] = standing(run, view);
    (at, view.shows(Sight::Start).then(|| loss(run, at)))
}
