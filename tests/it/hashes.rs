//! The same bits everywhere: what the lessons compute is pinned here, and the browser suite asks the release wasm for it.

use downhill::lessons::{fingerprint, lessons};

/// Made by `cargo run --release -- fingerprints > tests/golden/fingerprints.txt`.
const PINNED: &str = include_str!("../golden/fingerprints.txt");

#[test]
fn the_lessons_compute_the_pinned_bits() {
    let mut pinned = PINNED.lines();
    // The lesson to copy is in no course.
    for lesson in lessons().filter(|lesson| lesson.story().slug != "template") {
        let slug = lesson.story().slug;
        let found = format!("{slug} {:016x}", fingerprint(lesson));
        assert_eq!(
            pinned.next(),
            Some(found.as_str()),
            "\n\nThe lesson {slug} computes other numbers than before, or is new. If that is meant, write the hashes anew:\n    cargo run --release -- fingerprints > tests/golden/fingerprints.txt\n"
        );
    }
    assert_eq!(pinned.next(), None, "a hash is pinned for a lesson that there is not");
}
