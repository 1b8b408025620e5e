//! What a person has done so far, as lines of text that this device keeps.
//!
//! ```text
//! 2                                            the version of this format
//! last line-of-best-fit                        the lesson that was open last
//! step line-of-best-fit point four-shapes      where one is in it, and the furthest one has been
//! answer line-of-best-fit first_step past      the choice made in a prediction
//! task line-of-best-fit by_hand                a task that was done
//! ```
//! Steps and choices are names, so that a lesson may get a new one in between. Version 1 had their numbers; those are kept until the
//! lesson, which knows what they meant, is asked ([`crate::lessons::Listed::step`], [`crate::lessons::Prediction::choice`]): no name is a number.
//!
//! Lines that cannot be read are left out, so that no old or damaged text does harm. Slugs and names hold no spaces.
//!
//! A file that a person keeps is JSON around the same lines: `{ "program": "downhill", "progress": ["2", "last ...", ...] }`.

use crate::lessons::lesson;
use crate::named::Named;
use serde::{Deserialize, Serialize};

const VERSION: &str = "2";
/// The version that had numbers.
const NUMBERED: &str = "1";
const PROGRAM: &str = "downhill";

/// A file of progress.
#[derive(Serialize, Deserialize)]
struct Kept {
    /// Always `downhill`: other programs have progress, too.
    program: String,
    /// The lines, the version first.
    progress: Vec<String>,
}

/// What was done in one lesson.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// The step one is at.
    pub step: String,
    /// The furthest step one has been at.
    pub furthest: String,
    /// The choice made, by prediction.
    pub answers: Named<String>,
    /// The tasks that were done.
    pub tasks: Named<()>,
}

/// What was done in all lessons, by slug.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// The lesson that was open last.
    pub last: Option<String>,
    records: Named<Record>,
}

/// Why a file holds no progress.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Something else altogether, or nothing.
    Nothing,
    /// A later version of this format.
    Version,
    /// A line, counted from 1, that means nothing.
    Line(usize, String),
}

/// A name, or, in version 1, a number, of which no lesson has more.
fn kept(text: &str, numbered: bool) -> Option<String> {
    let good = if numbered { text.parse().is_ok_and(|number: usize| number <= 1000) } else { !text.is_empty() };
    good.then(|| text.to_string())
}

/// Version 1 counted steps from 0, links have always counted them from 1.
fn kept_step(text: &str, numbered: bool) -> Option<String> {
    let text = kept(text, numbered)?;
    Some(if numbered { (text.parse::<usize>().ok()? + 1).to_string() } else { text })
}

/// The later of two steps of a lesson; the first where nothing is known of the second.
fn later(slug: &str, a: &str, b: &str) -> String {
    let place = |step: &str| lesson(slug).and_then(|lesson| lesson.step(step));
    if a.is_empty() || place(b) > place(a) { b } else { a }.to_string()
}

impl Progress {
    /// What was done in a lesson, if it was ever opened.
    pub fn record(&self, slug: &str) -> Option<&Record> {
        self.records.get(slug)
    }

    /// The same, to write in.
    pub fn record_mut(&mut self, slug: &str) -> &mut Record {
        self.records.entry(slug)
    }

    /// A step of a lesson was opened.
    pub fn visit(&mut self, slug: &str, step: &str) {
        self.last = Some(slug.to_string());
        let record = self.record_mut(slug);
        record.step = step.to_string();
        record.furthest = later(slug, &record.furthest, step);
    }

    /// Reads what [`Progress::write`] wrote. Never fails.
    pub fn read(text: &str) -> Progress {
        let mut progress = Progress::default();
        let mut lines = text.lines();
        if let Some(version @ (VERSION | NUMBERED)) = lines.next() {
            for line in lines {
                let _ = progress.read_line(line, version == NUMBERED);
            }
        }
        progress
    }

    /// Reads the same strictly, for what is left out of a file without a word is lost.
    fn checked(text: &str) -> Result<Progress, Fault> {
        let mut progress = Progress::default();
        let mut lines = text.lines();
        let version = lines.next();
        match version {
            Some(VERSION | NUMBERED) => {}
            Some(version) if version.parse::<u32>().is_ok() => return Err(Fault::Version),
            _ => return Err(Fault::Nothing),
        }
        for (place, line) in lines.enumerate() {
            progress
                .read_line(line, version == Some(NUMBERED))
                .ok_or_else(|| Fault::Line(place + 2, line.chars().take(60).collect()))?;
        }
        if progress == Progress::default() { Err(Fault::Nothing) } else { Ok(progress) }
    }

    fn read_line(&mut self, line: &str, numbered: bool) -> Option<()> {
        let words: Vec<&str> = line.split(' ').collect();
        match words[..] {
            ["last", slug] => self.last = Some(slug.to_string()),
            ["step", slug, step, furthest] => {
                let (step, furthest) = (kept_step(step, numbered)?, kept_step(furthest, numbered)?);
                let record = self.record_mut(slug);
                (record.step, record.furthest) = (step, furthest);
            }
            ["answer", slug, id, choice] => {
                let choice = kept(choice, numbered)?;
                self.record_mut(slug).answers.insert(id, choice);
            }
            ["task", slug, id] => {
                self.record_mut(slug).tasks.insert(id, ());
            }
            _ => return None,
        }
        Some(())
    }

    /// As a file that a person keeps.
    pub fn file(&self) -> String {
        let kept = Kept { program: PROGRAM.to_string(), progress: self.write().lines().map(str::to_string).collect() };
        serde_json::to_string_pretty(&kept).unwrap_or_default() + "\n"
    }

    /// Reads such a file, strictly.
    pub fn from_file(text: &str) -> Result<Progress, Fault> {
        let kept: Kept = serde_json::from_str(text).map_err(|_| Fault::Nothing)?;
        if kept.program == PROGRAM { Progress::checked(&kept.progress.join("\n")) } else { Err(Fault::Nothing) }
    }

    /// Takes in what was done elsewhere. Nothing is lost: what is here stays, the furthest step and every task of both count, and of
    /// two answers to one question the one that is here.
    pub fn join(&mut self, other: &Progress) {
        if self.last.is_none() {
            self.last.clone_from(&other.last);
        }
        for (slug, theirs) in other.records.iter() {
            let is_new = self.record(slug).is_none();
            let mine = self.record_mut(slug);
            if is_new {
                mine.step.clone_from(&theirs.step);
            }
            mine.furthest = later(slug, &mine.furthest, &theirs.furthest);
            for (id, choice) in theirs.answers.iter() {
                if mine.answers.get(id).is_none() {
                    mine.answers.insert(id, choice.clone());
                }
            }
            for (id, ()) in theirs.tasks.iter() {
                mine.tasks.insert(id, ());
            }
        }
    }

    /// As text.
    pub fn write(&self) -> String {
        let mut text = format!("{VERSION}\n");
        if let Some(slug) = &self.last {
            text.push_str(&format!("last {slug}\n"));
        }
        for (slug, record) in self.records.iter() {
            text.push_str(&format!("step {slug} {} {}\n", record.step, record.furthest));
            for (id, choice) in record.answers.iter() {
                text.push_str(&format!("answer {slug} {id} {choice}\n"));
            }
            for (id, ()) in record.tasks.iter() {
                text.push_str(&format!("task {slug} {id}\n"));
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lessons::LESSONS;

    #[test]
    fn what_is_written_is_read_again() {
        let mut progress = Progress::default();
        let [lesson, other] = [&LESSONS[0], &LESSONS[1]];
        progress.visit(lesson.slug, lesson.steps[4].0);
        progress.visit(lesson.slug, lesson.steps[2].0);
        progress.record_mut(lesson.slug).answers.insert("first", "past".into());
        progress.record_mut(lesson.slug).tasks.insert("by-hand", ());
        progress.visit(other.slug, other.steps[0].0);
        assert_eq!(Progress::read(&progress.write()), progress);
        let record = progress.record(lesson.slug).expect("a record");
        assert_eq!([&*record.step, &*record.furthest], [lesson.steps[2].0, lesson.steps[4].0]);
    }

    #[test]
    fn numbers_of_version_1_mean_what_they_meant() {
        let lesson = &LESSONS[0];
        let old = Progress::read(&format!("1\nstep {} 2 4\nanswer {} first 2\n", lesson.slug, lesson.slug));
        let mut record = old.record(lesson.slug).expect("a record").clone();
        assert_eq!([lesson.step(&record.step), lesson.step(&record.furthest)], [Some(2), Some(4)]);
        assert_eq!(record.answers.get("first").map(String::as_str), Some("2"));
        // Written anew they stay what they are, and a visit counts on.
        let mut again = Progress::read(&old.write());
        assert_eq!(again, old);
        again.visit(lesson.slug, lesson.steps[3].0);
        record = again.record(lesson.slug).expect("a record").clone();
        assert_eq!([lesson.step(&record.step), lesson.step(&record.furthest)], [Some(3), Some(4)]);
        again.visit(lesson.slug, lesson.steps[5].0);
        assert_eq!(again.record(lesson.slug).map(|record| record.furthest.clone()), Some(lesson.steps[5].0.into()));
    }

    #[test]
    fn a_file_is_read_whole_or_says_what_is_wrong() {
        let text = "1\nlast line\nstep line 2 4\nanswer line first 2\ntask line by-hand\n";
        assert_eq!(Progress::checked(text), Ok(Progress::read(text)));
        for (text, fault) in [
            ("", Fault::Nothing),
            ("x,y\n1,2\n", Fault::Nothing),
            ("1\n", Fault::Nothing),
            ("3\nlast line\n", Fault::Version),
            ("1\nlast line\nstep line 2\n", Fault::Line(3, "step line 2".into())),
            ("1\nanswer line first many\n", Fault::Line(2, "answer line first many".into())),
        ] {
            assert_eq!(Progress::checked(text), Err(fault), "{text:?}");
        }
    }

    #[test]
    fn a_file_is_json_around_the_lines() {
        let progress = Progress::read("2\nlast line\nstep line here there\n");
        let text = "{\n  \"program\": \"downhill\",\n  \"progress\": [\n    \"2\",\n    \"last line\",\n    \"step line here there\"\n  ]\n}\n";
        assert_eq!(progress.file(), text);
        assert_eq!(Progress::from_file(text), Ok(progress.clone()));
        // A field that a later version adds does no harm.
        let more = text.replacen('{', "{ \"saved\": [1e400, null],", 1);
        assert_eq!(Progress::from_file(&more), Ok(progress));
        for (text, fault) in [
            ("x,y", Fault::Nothing),
            ("[]", Fault::Nothing),
            ("{\"program\": \"downhill\"}", Fault::Nothing),
            ("{\"program\": \"downhill\", \"progress\": [1]}", Fault::Nothing),
            ("{\"program\": \"uphill\", \"progress\": [\"1\", \"last x\"]}", Fault::Nothing),
            ("{\"program\": \"downhill\", \"progress\": [\"3\", \"last x\"]}", Fault::Version),
            ("{\"program\": \"downhill\", \"progress\": [\"1\", \"step x\"]}", Fault::Line(2, "step x".into())),
        ] {
            assert_eq!(Progress::from_file(text), Err(fault), "{text}");
        }
    }

    #[test]
    fn what_was_done_elsewhere_takes_nothing_away() {
        let slug = LESSONS[0].slug;
        let text = |text: &str| Progress::read(&text.replace("line", slug));
        let here = text("1\nlast bowl\nstep line 1 6\nanswer line first 0\ntask line a\n");
        let file = text(
            "1\nlast line\nstep line 4 5\nstep bowl 3 3\nanswer line first 2\nanswer line second 1\ntask line b\n",
        );
        let mut joined = here.clone();
        joined.join(&file);
        let line = joined.record(slug).expect("a record");
        assert_eq!([&*line.step, &*line.furthest], ["2", "7"]);
        let answer = |id: &str| line.answers.get(id).map(String::as_str);
        assert_eq!((answer("first"), answer("second")), (Some("0"), Some("1")));
        assert!(line.tasks.get("a").is_some() && line.tasks.get("b").is_some());
        assert_eq!(joined.record("bowl").map(|bowl| bowl.step.clone()), Some("4".into()));
        assert_eq!(joined.last.as_deref(), Some("bowl"));
        // Into nothing, everything comes.
        let mut empty = Progress::default();
        empty.join(&file);
        assert_eq!(empty, file);
        // Twice is once.
        let once = joined.clone();
        joined.join(&file);
        assert_eq!(joined, once);
    }

    #[test]
    fn damaged_text_does_no_harm() {
        for text in ["", "3\nlast x", "1\nstep line x y\nanswer line\n\u{0}\ntask", "last line"] {
            assert_eq!(Progress::read(text), Progress::default(), "{text:?}");
        }
    }
}
