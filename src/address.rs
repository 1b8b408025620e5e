//! Addresses: the page that a fragment asks for, lessons beside one another, and sites as they are typed.

pub use crate::lessons::link::{amended, bare_link, preset, read, step_link, write};
use crate::lessons::{LESSONS, Listed, lesson};
use crate::params::slug_of;

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
