//! Fragments as a lesson means them: what a link stands on, read and written.

use crate::{LESSONS, Lesson, Story};
use params::{Frame, Head, LAST_ON_DEFAULTS, LINK_VERSION, Place, decode, decode_onto, encode, encode_onto};

/// A step as its preset sets it.
pub fn preset(lesson: &Lesson, step: usize, frame: &Frame) -> Place {
    let story = lesson.story();
    let step = step.min(story.steps.len().saturating_sub(1));
    let keys = story.steps.get(step).map_or("", |step| step.preset);
    Place { step, frame: frame.clone(), ..decode(&format!("#/{}?{keys}", story.slug), lesson.controls()) }
}

/// The link to a step as its preset sets it.
pub fn step_link(lesson: &Lesson, step: usize, frame: &Frame) -> String {
    write(lesson, &preset(lesson, step, frame))
}

/// The same, with the page as it is used where no link says otherwise, and before the lesson is here.
pub fn bare_link(slug: &str, step: usize) -> String {
    let steps = LESSONS.iter().find(|listed| listed.slug == slug).map_or(&[][..], |listed| listed.steps);
    let name = steps.get(step).filter(|_| step > 0).map_or("", |(name, _)| *name);
    let place = Place { slug: slug.to_string(), ..Place::plain(&[]) };
    encode_onto(&place, &[], &Place::plain(&[]), name)
}

/// What a fragment says about a lesson.
pub fn read(lesson: &Lesson, fragment: &str) -> Place {
    let mut place = decode_onto(fragment, lesson.controls(), |head| stands_on(lesson, head));
    let asked = place.frame.show.len();
    place.frame.show.retain(|name| lesson.figures().contains(&name.as_str()));
    if place.frame.show.len() < asked {
        place.ignored.push("show".to_string());
    }
    place
}

/// The place that a link stands on; none where the lesson has no such step.
fn stands_on(lesson: &Lesson, head: &Head) -> Option<Place> {
    let step = head.step.map_or(Some(0), |step| lesson.story().step(step))?;
    // What the words of a later version mean nobody knows; its step, and how the page is used, is old enough.
    let newer = head.version > LINK_VERSION;
    let on_step = head.step.is_some() && head.version > LAST_ON_DEFAULTS;
    Some(match head.bare || newer || on_step {
        true => preset(lesson, step, &Frame::default()),
        false => Place { step, ..Place::plain(lesson.controls()) },
    })
}

/// The fragment from which [`read`] makes this place again.
pub fn write(lesson: &Lesson, place: &Place) -> String {
    let base = preset(lesson, place.step, &Frame::default());
    let name = lesson.story().steps.get(place.step).map_or("", |step| step.name);
    let as_set =
        (&place.spec, place.cursor, place.part, &place.pins) == (&base.spec, base.cursor, base.part, &base.pins);
    // The first step, as it is, needs no name.
    encode_onto(place, lesson.controls(), &base, if as_set && place.step == 0 { "" } else { name })
}

/// No page around needs to change more keys at once.
const MOST_KEYS: usize = 256;

/// A place with other keys, in the grammar of a link's query (`rate=0.3&at=4`): what a page around asks for. What cannot be used
/// changes nothing. A key that is given replaces all that stood under its name; the rest stays, whatever step is named.
pub fn amended(lesson: &Lesson, place: &Place, keys: &str) -> Place {
    let keys = keys.trim_start_matches(['?', '&']).split('#').next().unwrap_or("");
    let name = |pair: &str| pair.split('=').next().unwrap_or("").to_string();
    let onto_defaults = |fragment: &str| {
        decode_onto(fragment, lesson.controls(), |head| {
            let step = head.step.map_or(Some(0), |step| lesson.story().step(step))?;
            Some(Place { step, ..Place::plain(lesson.controls()) })
        })
    };
    let before = encode(&Place { step: 0, ..place.clone() }, lesson.controls());
    let (path, query) = before.split_once('?').unwrap_or((&before, ""));
    // An older version's words are tried as that version's.
    let version = keys.split('&').find(|pair| name(pair) == "v").unwrap_or("");
    let usable = |pair: &&str| {
        let alone = || onto_defaults(&format!("{path}?{version}&{pair}"));
        name(pair) == "v" || alone().ignored.is_empty()
    };
    let pairs: Vec<&str> = keys.split('&').take(MOST_KEYS).filter(usable).collect();
    let given: Vec<String> = pairs.iter().map(|pair| name(pair)).collect();
    let kept = query.split('&').filter(|pair| !given.contains(&name(pair)));
    let query: Vec<&str> = kept.chain(pairs.iter().copied()).collect();
    let mut next = onto_defaults(&format!("{path}?{}", query.join("&")));
    if next.frame.newer {
        return place.clone();
    }
    next.frame.mode = place.frame.mode;
    if !given.iter().any(|name| name == "step") {
        next.step = place.step;
    }
    next
}

/// The place, among the steps of these names, of the one that a link or progress calls so: by its name, or by the number, from 1,
/// that it had in versions 1 and 2. A number beyond them all was read as the last.
pub(crate) fn step_called(
    kept: &str,
    numbered: &[&str],
    mut names: impl Iterator<Item = &'static str>,
) -> Option<usize> {
    let name = match kept.parse::<usize>() {
        Ok(number) => numbered.get(number.checked_sub(1)?).or(numbered.last()).copied()?,
        Err(_) => kept,
    };
    names.position(|other| other == name)
}

impl Story {
    /// The step that a link or progress calls so, from 0.
    pub fn step(&self, kept: &str) -> Option<usize> {
        step_called(kept, self.numbered, self.steps.iter().map(|step| step.name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lessons;
    use params::RunSpec;

    #[test]
    fn only_what_sets_the_bench_counts() {
        let bare = |fragment| Head::of(fragment).bare;
        assert!(bare("#/x") && bare("#/x?step=3&theme=dark&v=1") && bare("#/x?"));
        assert!(!bare("#/x?step=3&rate=0.1") && !bare("#/x?at"));
    }

    #[test]
    fn every_step_of_every_lesson_survives_its_own_link() {
        for lesson in lessons() {
            for step in 0..lesson.story().steps.len() {
                let place = preset(lesson, step, &Frame::default());
                assert_eq!(read(lesson, &write(lesson, &place)), place);
                assert_eq!(read(lesson, &step_link(lesson, step, &Frame::default())), place);
                let plain = Place { spec: RunSpec::defaults(lesson.controls()), cursor: 0, part: 0, ..place.clone() };
                assert_eq!(read(lesson, &write(lesson, &plain)), plain);
                let bare = Place { pins: Vec::new(), ..place };
                assert_eq!(read(lesson, &write(lesson, &bare)), bare);
            }
        }
    }

    #[test]
    fn a_page_around_changes_what_it_names_and_nothing_else() {
        for lesson in lessons() {
            let slug = lesson.story().slug;
            let before = decode(&format!("#/{slug}?at=3&mode=embed&pin=updates~7&updates=9"), lesson.controls());
            assert_eq!(amended(lesson, &before, ""), before);
            assert_eq!(amended(lesson, &before, "at=5"), Place { cursor: 5, ..before.clone() });
            let wrong = amended(lesson, &before, "updates=many&nothing=1&at=5&step=x");
            assert_eq!(amended(lesson, &before, "v=1&at=5"), Place { cursor: 5, ..before.clone() }, "an older version");
            assert_eq!(wrong, Place { cursor: 5, ..before.clone() }, "what means nothing changes nothing");
            let twice = amended(lesson, &before, "?at=5&at=7#/x");
            assert_eq!(twice, Place { cursor: 5, ignored: vec!["at".into()], ..before.clone() });
            assert_eq!(amended(lesson, &before, "v=99&at=5"), before, "words of a later version");
            let other = amended(lesson, &before, "pin=updates~8&mode=lecture&step=999");
            assert_eq!(other.pins.len(), 1);
            assert_ne!(other.pins, before.pins);
            assert_eq!(other.frame, before.frame);
            assert!(other.step < lesson.story().steps.len());
            let dark = amended(lesson, &before, "theme=dark");
            assert_eq!(dark.frame.theme, Some(params::Theme::Dark));
            assert_eq!(dark.spec, before.spec);
        }
    }

    #[test]
    fn a_setting_beside_a_step_changes_that_steps_preset() {
        for lesson in lessons() {
            let slug = lesson.story().slug;
            for (index, step) in lesson.story().steps.iter().enumerate() {
                let own = preset(lesson, index, &Frame::default());
                let key = lesson.controls().iter().map(|control| control.key).find(|key| key.spec().link == "updates");
                let Some(key) = key else { continue };
                let changed = Place { spec: own.spec.with(key, 7.0), ..own.clone() };
                for version in ["v=3&", ""] {
                    let link = format!("#/{slug}?{version}step={}&updates=7", step.name);
                    assert_eq!(read(lesson, &link).spec, changed.spec, "{link}");
                }
                assert_eq!(write(lesson, &changed), format!("#/{slug}?v=3&step={}&updates=7", step.name));
                if lesson.story().numbered.len() <= index {
                    continue;
                }
                // Until version 2 the rest was as the lesson has it.
                let old = read(lesson, &format!("#/{slug}?v=2&step={}&updates=7", index + 1));
                assert_eq!(
                    old,
                    Place {
                        step: index,
                        slug: slug.into(),
                        ..decode(&format!("#/{slug}?updates=7"), lesson.controls())
                    }
                );
                // A number is the step that stood there.
                assert_eq!(read(lesson, &format!("#/{slug}?step={}", index + 1)), own);
            }
            let lost = read(lesson, &format!("#/{slug}?step=nowhere&updates=7"));
            assert_eq!((lost.step, &*lost.ignored), (0, &["step".to_string()][..]));
        }
    }

    #[test]
    fn forks_and_pins_of_a_step_can_be_left_out() {
        for lesson in lessons() {
            for step in 0..lesson.story().steps.len() {
                let own = preset(lesson, step, &Frame::default());
                for forks in [0, 1, 2] {
                    let mut place = Place { pins: vec![own.spec.clone(); forks], ..own.clone() };
                    for fork in 0..forks {
                        place.spec = place.spec.forked(1 + fork).with(params::Key::Rate, 0.5 + fork as f64);
                    }
                    assert_eq!(read(lesson, &write(lesson, &place)), place, "{}", write(lesson, &place));
                }
            }
        }
    }
}
