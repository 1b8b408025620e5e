//! Fragments as a lesson means them: a link that names nothing but a step is the step as its preset sets it.

use crate::lessons::{LESSONS, Lesson, Listed, lesson};
use crate::params::{Frame, Place, RunSpec, decode, encode, slug_of};

/// Keys that set nothing on the bench.
const AROUND: [&str; 7] = ["v", "step", "mode", "theme", "lang", "hide", "fix"];

/// What the address asks for.
#[derive(Clone)]
pub enum Page {
    /// The first page.
    Home,
    /// About the course.
    About,
    /// A lesson.
    Lesson(&'static Listed),
    /// No lesson has this name.
    Lost(String),
}

impl Page {
    /// The page that a fragment asks for. Never fails.
    pub fn of(fragment: &str) -> Page {
        match slug_of(fragment) {
            "" => Page::Home,
            "about" => Page::About,
            slug => match lesson(slug) {
                Some(lesson) => Page::Lesson(lesson),
                None => Page::Lost(asked(fragment)),
            },
        }
    }

    /// The lesson, if it is one.
    pub fn lesson(&self) -> Option<&'static Listed> {
        match self {
            Page::Lesson(lesson) => Some(*lesson),
            _ => None,
        }
    }
}

/// The lessons before and after the one of this slug.
pub fn neighbours(slug: &str) -> [Option<&'static Listed>; 2] {
    let place = LESSONS.iter().position(|other| other.slug == slug);
    let at = |index: Option<usize>| index.and_then(|index| LESSONS.get(index));
    [at(place.and_then(|place| place.checked_sub(1))), at(place.map(|place| place + 1))]
}

/// The lesson whose slug is most like what was asked for, if any is like it at all.
pub fn nearest(asked: &str) -> Option<&'static Listed> {
    let asked: String = asked.chars().take(80).collect::<String>().to_ascii_lowercase();
    let near = |lesson: &&'static Listed| edits(&asked, lesson.slug);
    let best = LESSONS.iter().min_by_key(near)?;
    let slug = best.slug;
    let part = asked.len() > 3 && (slug.contains(&asked) || asked.contains(slug));
    (part || near(&best) <= slug.len() / 2).then_some(best)
}

/// A step as its preset sets it.
pub fn preset(lesson: &Lesson, step: usize, frame: &Frame) -> Place {
    let story = lesson.story();
    let step = step.min(story.steps.len().saturating_sub(1));
    let keys = story.steps.get(step).map_or("", |step| step.preset);
    Place { step, frame: frame.clone(), ..decode(&format!("#/{}?{keys}", story.slug), lesson.controls()) }
}

/// The link to a step as its preset sets it.
pub fn step_link(lesson: &Lesson, step: usize, frame: &Frame) -> String {
    let place =
        Place { step, frame: frame.clone(), ..decode(&format!("#/{}", lesson.story().slug), lesson.controls()) };
    encode(&place, lesson.controls())
}

/// The same, with the page as it is used where no link says otherwise.
pub fn bare_link(slug: &str, step: usize) -> String {
    encode(&Place { step, ..decode(&format!("#/{slug}"), &[]) }, &[])
}

/// What a fragment says about a lesson.
pub fn read(lesson: &Lesson, fragment: &str) -> Place {
    let place = decode(fragment, lesson.controls());
    if bare(fragment) || place.frame.newer { preset(lesson, place.step, &place.frame) } else { place }
}

/// The fragment from which [`read`] makes this place again.
pub fn write(lesson: &Lesson, place: &Place) -> String {
    let fragment = encode(place, lesson.controls());
    if !bare(&fragment) {
        return fragment;
    }
    let preset = preset(lesson, place.step, &place.frame);
    let state = |place: &Place| -> (RunSpec, usize, usize, Vec<RunSpec>) {
        (place.spec.clone(), place.cursor, place.part, place.pins.clone())
    };
    if state(&preset) == state(place) {
        return fragment;
    }
    let joint = if fragment.contains('?') { '&' } else { '?' };
    format!("{fragment}{joint}at=0")
}

/// No page around needs to change more keys at once.
const MOST_KEYS: usize = 256;

/// A place with other keys, in the grammar of a link's query (`rate=0.3&at=4`): what a page around asks for. What cannot be used
/// changes nothing. A key that is given replaces all that stood under its name; how the page is used stays as it is.
pub fn amended(lesson: &Lesson, place: &Place, keys: &str) -> Place {
    let keys = keys.trim_start_matches(['?', '&']).split('#').next().unwrap_or("");
    let name = |pair: &str| pair.split('=').next().unwrap_or("").to_string();
    let before = encode(place, lesson.controls());
    let (path, query) = before.split_once('?').unwrap_or((&before, ""));
    // An older version's words are tried as that version's.
    let version = keys.split('&').find(|pair| name(pair) == "v").unwrap_or("");
    let usable = |pair: &&str| {
        let alone = || decode(&format!("{path}?{version}&{pair}"), lesson.controls());
        name(pair) == "v" || alone().ignored.is_empty()
    };
    let pairs: Vec<&str> = keys.split('&').take(MOST_KEYS).filter(usable).collect();
    let given: Vec<String> = pairs.iter().map(|pair| name(pair)).collect();
    let kept = query.split('&').filter(|pair| !given.contains(&name(pair)));
    let query: Vec<&str> = kept.chain(pairs.iter().copied()).collect();
    let mut next = decode(&format!("{path}?{}", query.join("&")), lesson.controls());
    if next.frame.newer {
        return place.clone();
    }
    next.frame.mode = place.frame.mode;
    next.step = next.step.min(lesson.story().steps.len().saturating_sub(1));
    next
}

/// The address of a site as somebody types it, ready for a fragment: a folder ends with a slash. Empty for what is none.
pub fn site_of(typed: &str) -> String {
    let typed = typed.trim().split(['#', '?']).next().unwrap_or("");
    let named = typed.strip_prefix("https://").or(typed.strip_prefix("http://")).unwrap_or(typed);
    // One word is being typed still; another scheme leads to no site.
    if !(named.contains('.') || named.starts_with("localhost")) || named.contains("://") || named.contains(' ') {
        return String::new();
    }
    let scheme = if typed.starts_with("http://") { "http://" } else { "https://" };
    let page = named.rsplit_once('/').is_some_and(|(_, last)| last.is_empty() || last.contains('.'));
    format!("{scheme}{named}{}", if page { "" } else { "/" })
}

/// Whether a fragment leaves the bench to the step.
fn bare(fragment: &str) -> bool {
    let query = fragment.split_once('?').map_or("", |(_, query)| query);
    query.split('&').all(|pair| pair.is_empty() || AROUND.contains(&pair.split('=').next().unwrap_or("")))
}

/// The slug that a fragment asks for, as a page may show it: not longer than a line.
fn asked(fragment: &str) -> String {
    slug_of(fragment).chars().filter(|letter| !letter.is_control()).take(60).collect()
}

/// How many letters have to be added, dropped or changed to get from one word to the other (Levenshtein 1966).
fn edits(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (above, letter) in from.chars().enumerate() {
        let mut corner = above;
        row[0] = above + 1;
        for (index, other) in to.iter().enumerate() {
            let cost = (corner + usize::from(letter != *other)).min(row[index] + 1).min(row[index + 1] + 1);
            corner = row[index + 1];
            row[index + 1] = cost;
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lessons::lessons;

    #[test]
    fn words_differ_by_their_edits() {
        assert_eq!(edits("kitten", "sitting"), 3);
        assert_eq!(edits("", "abc"), 3);
        assert_eq!(edits("abc", "abc"), 0);
    }

    #[test]
    fn only_what_sets_the_bench_counts() {
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
                let plain = Place { spec: RunSpec::defaults(lesson.controls()), cursor: 0, part: 0, ..place };
                assert_eq!(read(lesson, &write(lesson, &plain)), plain);
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
            assert_eq!(dark.frame.theme, Some(crate::params::Theme::Dark));
            assert_eq!(dark.spec, before.spec);
        }
    }

    #[test]
    fn a_site_is_named_in_many_ways() {
        for (typed, site) in [
            ("https://example.org/downhill/", "https://example.org/downhill/"),
            (" example.org/downhill", "https://example.org/downhill/"),
            ("example.org", "https://example.org/"),
            ("https://example.org/a/downhill.html#/learning-rate?step=2", "https://example.org/a/downhill.html"),
            ("http://localhost:8000", "http://localhost:8000/"),
            ("htt", ""),
            ("file:///a/b.html", ""),
            ("", ""),
        ] {
            assert_eq!(site_of(typed), site, "{typed}");
        }
    }

    #[test]
    fn a_slip_of_the_pen_finds_its_lesson() {
        for lesson in lessons() {
            let slug = lesson.story().slug;
            let found = nearest(&slug.replacen(['a', 'e', 'i', 'o'], "", 1)).map(|lesson| lesson.slug);
            assert_eq!(found, Some(slug));
        }
        assert!(nearest("zzzzzzzzzzzzzzzz").is_none());
    }
}
