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

use crate::named::Named;

const VERSION: &str = "1";

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
        if lines.next() != Some(VERSION) {
            return progress;
        }
        for line in lines {
            let words: Vec<&str> = line.split(' ').collect();
            match words[..] {
                ["last", slug] => progress.last = Some(slug.to_string()),
                ["step", slug, step, furthest] => {
                    if let (Ok(step), Ok(furthest)) = (step.parse(), furthest.parse()) {
                        let record = progress.record_mut(slug);
                        (record.step, record.furthest) = (step, furthest);
                    }
                }
                ["answer", slug, id, choice] => {
                    if let Ok(choice) = choice.parse() {
                        progress.record_mut(slug).answers.insert(id, choice);
                    }
                }
                ["task", slug, id] => {
                    progress.record_mut(slug).tasks.insert(id, ());
                }
                _ => {}
            }
        }
        progress
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
    fn damaged_text_does_no_harm() {
        for text in ["", "2\nlast x", "1\nstep line x y\nanswer line\n\u{0}\ntask", "last line"] {
            assert_eq!(Progress::read(text), Progress::default(), "{text:?}");
        }
    }
}
