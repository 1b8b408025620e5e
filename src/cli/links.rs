//! From a link to a finished run.

use crate::address;
use crate::i18n::words::cli as words;
use crate::lessons::{LESSONS, Lesson, Listed, Run, lesson};
use crate::params::{Place, slug_of};

/// What a link leads to, computed to its end.
pub struct Opened {
    /// The lesson.
    pub lesson: &'static Lesson,
    /// The place in it.
    pub place: Place,
    /// The run that is looked at.
    pub run: Box<dyn Run>,
    others: Vec<Box<dyn Run>>,
}

impl Opened {
    /// Follows a link as a browser shows it, a whole address or `#/slug?keys`. What a page leaves at its default with a
    /// shrug is an error here, for nobody sees the controls. `finish` computes the runs as far as they are needed.
    pub fn at(link: &str, finish: fn(&mut dyn Run)) -> Result<Opened, String> {
        let fragment = match link.split_once('#') {
            Some((_, fragment)) => fragment,
            None if link.contains("://") => return Err(words::no_fragment(link)),
            None => link,
        };
        let slug = slug_of(fragment);
        let Some(lesson) = lesson(slug).and_then(Listed::lesson) else { return Err(unknown(slug)) };
        let place = address::read(lesson, fragment);
        // What the link asks for, not what the step's preset says.
        let ignored: Vec<&str> = place.ignored.iter().map(String::as_str).filter(|key| *key != "lang").collect();
        if !ignored.is_empty() {
            let keys: Vec<&str> = lesson.controls().iter().map(|control| control.key.spec().link).collect();
            return Err(words::ignored(&ignored.join(", "), slug, &keys.join(", ")));
        }
        let mut run = lesson.open(&place.spec);
        finish(run.as_mut());
        let others = place.pins.iter().map(|spec| {
            let mut run = lesson.open(spec);
            finish(run.as_mut());
            run
        });
        let others = others.collect();
        Ok(Opened { lesson, place, run, others })
    }

    /// The pinned runs beside it.
    pub fn pins(&self) -> Vec<&dyn Run> {
        self.others.iter().map(AsRef::as_ref).collect()
    }
}

fn unknown(slug: &str) -> String {
    let short: String = slug.chars().take(60).collect();
    match address::nearest(slug) {
        Some(lesson) => words::no_lesson_but(&short, lesson.slug),
        None => {
            let slugs: Vec<&str> = LESSONS.iter().map(|lesson| lesson.slug).collect();
            words::no_lesson(&short, &slugs.join(", "))
        }
    }
}
