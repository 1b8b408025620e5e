//! What a person has done so far, as lines of text that this device keeps.
//!
//! ```text
//! 1                                 the version of this format
//! last line-of-best-fit             the lesson that was open last
//! step line-of-best-fit 3 5         where one is in it, and the furthest one has been (from 0)
//! answer line-of-best-fit first 2   the choice made in a prediction
//! task line-of-best-fit by-hand     a task that was done
//! ```
//! Lines that cannot be read are left out, so that no old or damaged text does harm. Slugs and ids hold no spaces.
//!
//! A file that a person keeps is JSON around the same lines: `{ "program": "downhill", "progress": ["1", "last ...", ...] }`.

use crate::named::Named;
use serde::{Deserialize, Serialize};

const VERSION: &str = "1";
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
    /// The step one is at, from 0.
    pub step: usize,
    /// The furthest step one has been at.
    pub furthest: usize,
    /// The choice made, by prediction.
    pub answers: Named<usize>,
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

/// A step or a choice; no lesson has more.
fn small(text: &str) -> Option<usize> {
    text.parse().ok().filter(|number| *number <= 1000)
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
    pub fn visit(&mut self, slug: &str, step: usize) {
        self.last = Some(slug.to_string());
        let record = self.record_mut(slug);
        record.step = step;
        record.furthest = record.furthest.max(step);
    }

    /// Reads what [`Progress::write`] wrote. Never fails.
    pub fn read(text: &str) -> Progress {
        let mut progress = Progress::default();
        let mut lines = text.lines();
        if lines.next() == Some(VERSION) {
            for line in lines {
                let _ = progress.read_line(line);
            }
        }
        progress
    }

    /// Reads the same strictly, for what is left out of a file without a word is lost.
    fn checked(text: &str) -> Result<Progress, Fault> {
        let mut progress = Progress::default();
        let mut lines = text.lines();
        match lines.next() {
            Some(VERSION) => {}
            Some(version) if version.parse::<u32>().is_ok() => return Err(Fault::Version),
            _ => return Err(Fault::Nothing),
        }
        for (place, line) in lines.enumerate() {
            progress.read_line(line).ok_or_else(|| Fault::Line(place + 2, line.chars().take(60).collect()))?;
        }
        if progress == Progress::default() { Err(Fault::Nothing) } else { Ok(progress) }
    }

    fn read_line(&mut self, line: &str) -> Option<()> {
        let words: Vec<&str> = line.split(' ').collect();
        match words[..] {
            ["last", slug] => self.last = Some(slug.to_string()),
            ["step", slug, step, furthest] => {
                let (step, furthest) = (small(step)?, small(furthest)?);
                let record = self.record_mut(slug);
                (record.step, record.furthest) = (step, furthest);
            }
            ["answer", slug, id, choice] => {
                let choice = small(choice)?;
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
                mine.step = theirs.step;
            }
            mine.furthest = mine.furthest.max(theirs.furthest);
            for (id, choice) in theirs.answers.iter() {
                if mine.answers.get(id).is_none() {
                    mine.answers.insert(id, *choice);
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

    #[test]
    fn what_is_written_is_read_again() {
        let mut progress = Progress::default();
        progress.visit("line", 4);
        progress.visit("line", 2);
        progress.record_mut("line").answers.insert("first", 2);
        progress.record_mut("line").tasks.insert("by-hand", ());
        progress.visit("bowl", 0);
        assert_eq!(Progress::read(&progress.write()), progress);
        assert_eq!(progress.record("line").map(|record| (record.step, record.furthest)), Some((2, 4)));
    }

    #[test]
    fn a_file_is_read_whole_or_says_what_is_wrong() {
        let text = "1\nlast line\nstep line 2 4\nanswer line first 2\ntask line by-hand\n";
        assert_eq!(Progress::checked(text), Ok(Progress::read(text)));
        for (text, fault) in [
            ("", Fault::Nothing),
            ("x,y\n1,2\n", Fault::Nothing),
            ("1\n", Fault::Nothing),
            ("2\nlast line\n", Fault::Version),
            ("1\nlast line\nstep line 2\n", Fault::Line(3, "step line 2".into())),
            ("1\nanswer line first many\n", Fault::Line(2, "answer line first many".into())),
        ] {
            assert_eq!(Progress::checked(text), Err(fault), "{text:?}");
        }
    }

    #[test]
    fn a_file_is_json_around_the_lines() {
        let progress = Progress::read("1\nlast line\nstep line 2 4\n");
        let text = "{\n  \"program\": \"downhill\",\n  \"progress\": [\n    \"1\",\n    \"last line\",\n    \"step line 2 4\"\n  ]\n}\n";
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
            ("{\"program\": \"downhill\", \"progress\": [\"2\", \"last x\"]}", Fault::Version),
            ("{\"program\": \"downhill\", \"progress\": [\"1\", \"step x\"]}", Fault::Line(2, "step x".into())),
        ] {
            assert_eq!(Progress::from_file(text), Err(fault), "{text}");
        }
    }

    #[test]
    fn what_was_done_elsewhere_takes_nothing_away() {
        let here = Progress::read("1\nlast bowl\nstep line 1 6\nanswer line first 0\ntask line a\n");
        let file = Progress::read(
            "1\nlast line\nstep line 4 5\nstep bowl 3 3\nanswer line first 2\nanswer line second 1\ntask line b\n",
        );
        let mut joined = here.clone();
        joined.join(&file);
        let line = joined.record("line").expect("a record");
        assert_eq!((line.step, line.furthest), (1, 6));
        assert_eq!((line.answers.get("first"), line.answers.get("second")), (Some(&0), Some(&1)));
        assert!(line.tasks.get("a").is_some() && line.tasks.get("b").is_some());
        assert_eq!(joined.record("bowl").map(|bowl| bowl.step), Some(3));
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
        for text in ["", "2\nlast x", "1\nstep line x y\nanswer line\n\u{0}\ntask", "last line"] {
            assert_eq!(Progress::read(text), Progress::default(), "{text:?}");
        }
    }
}
