//! The table of remedies, over all its seeds: what helps, what hurts, and what does neither; and that it can be drawn
//! when finished.

use downhill::lessons::{Listed, View, lesson};
use downhill::params::{Theme, decode};
use downhill::plot::{Head, Style, svg};

/// What the page says of each row.
const VERDICTS: [(&str, &str); 10] = [
    ("ReLU and He on sigmoids", "cures"),
    ("batch normalisation on sigmoids", "cures"),
    ("scaled skips on sigmoids", "levels, no more"),
    ("a higher rate on sigmoids", "does not help"),
    ("batch normalisation on ReLUs", "steepens, learns"),
    ("plain skips with He", "breaks it"),
    ("scaled skips with He", "changes little"),
    ("weight decay on ReLUs", "changes little"),
    ("clipping on large weights", "finite, no more"),
    ("batch normalisation on large weights", "cures"),
];

#[test]
fn the_remedies_do_what_the_page_says() {
    let lesson = lesson("deep-gradients").and_then(Listed::lesson).expect("it is in the list");
    let place = decode("#/deep-gradients?remedies=1&updates=0", lesson.controls());
    assert_eq!(place.ignored, Vec::<String>::new());
    let mut run = lesson.open(&place.spec);
    while run.advance(1000) {}
    let size = [800.0, 480.0];
    let view = View::new(&place.spec, size).moved(1);
    let mut said = Vec::new();
    for figure in 0..run.captions(&view).len() {
        let drawing = svg(
            Head::default(),
            &run.base(figure, &view),
            &run.overlay(figure, &view),
            Style { theme: Theme::Light, text: 1.0 },
            size,
        );
        assert!(!drawing.contains("NaN"), "figure {figure}");
        let text = run.describe(figure, &view);
        println!("{text}");
        let rows = text.trim_end_matches('.').split(". ").filter(|row| row.contains("layer ratio from"));
        said.extend(rows.filter_map(|row| row.rsplit(": ").next()).map(str::to_owned));
    }
    assert_eq!(said.len(), VERDICTS.len(), "{said:?}");
    for (said, (what, verdict)) in said.iter().zip(VERDICTS) {
        assert_eq!(said, verdict, "{what}");
    }
}
