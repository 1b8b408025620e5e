//! While a question is open, nothing says what it hides: with NaN in place of all that is computed and hidden, every byte that
//! leaves the lesson is the same. So it is where the run has not begun at all, which shows how many updates there are to no one.

use downhill::address::{preset, write};
use downhill::export::{Picture, csv, json, printed, python};
use downhill::lessons::{Lesson, Prediction, Run, Sight, View, lessons, shows};
use downhill::params::{Control, Frame, Key, Kind, Place, RunSpec, Scope, Theme};
use downhill::plot::{Head, Style, svg};
use downhill::shown;

const SIZE: [f64; 2] = [384.0, 288.0];

/// Everything that leaves a lesson, by name.
type Outputs = Vec<(String, String)>;

/// A step's run with those that are pinned beside it.
struct Runs {
    run: Box<dyn Run>,
    pinned: Vec<Box<dyn Run>>,
}

impl Runs {
    fn opened(lesson: &Lesson, place: &Place, updates: usize) -> Runs {
        let open = |spec: &RunSpec| {
            let mut run = lesson.open(spec);
            while updates > 0 && run.advance(updates) {}
            run
        };
        Runs { run: open(&place.spec), pinned: place.pins.iter().map(open).collect() }
    }

    fn poisoned(mut self, open: &[&Prediction]) -> Runs {
        let hidden = |sight: Sight| !shows(open, sight);
        self.run.poison(&hidden);
        self.pinned.iter_mut().for_each(|run| run.poison(&hidden));
        self
    }
}

/// All that a page shows, says, writes and tells of these runs at a place.
fn outputs(lesson: &Lesson, place: &Place, runs: &Runs, open: &[&'static Prediction]) -> Outputs {
    let run = &*runs.run;
    let pins: Vec<&dyn Run> = runs.pinned.iter().map(|run| &**run).collect();
    let view = View::new(&place.spec, SIZE).after(place.cursor, place.part).beside(&pins).asking(open);
    let mut all = Outputs::new();
    let mut say = |name: &str, text: String| all.push((name.to_string(), text));
    for (figure, caption) in run.captions(&view).iter().enumerate() {
        let (base, overlay) = (run.base(figure, &view), run.overlay(figure, &view));
        let name = caption.name;
        say(
            &format!("picture {name}"),
            svg(Head::default(), &base, &overlay, Style { theme: Theme::Light, text: 1.0 }, SIZE),
        );
        say(&format!("handles {name}"), format!("{:?} {:?}", base.handles, overlay.handles));
        say(&format!("caption {name}"), format!("{caption:?}"));
        say(&format!("description {name}"), run.describe(figure, &view));
    }
    say("sentence", shown::sentence(run, &view));
    for part in 0..run.parts().len() {
        say("formula", format!("{:?}", shown::formula(run, &view, part)));
    }
    say("diagnosis", format!("{:?}", shown::diagnosis(run, &view)));
    let [at, last] = shown::standing(run, &view);
    say("cursor", format!("{at} of {last}"));
    say("table", shown::table_head(run) + &shown::table_rows(run, &view, 0, last));
    say("scrubber", format!("{} {:?}", shown::scrubber(run, &view), shown::losses(run, &view)));
    for control in lesson.controls() {
        let key = control.key;
        let asked = place.spec.current().value(key);
        let stretches = shown::stretches(lesson, run, &view, key, asked);
        say(&format!("slider {}", key.spec().link), format!("{stretches:?} {}", run.read_out(key, asked)));
    }
    say("link", write(lesson, place));
    say("csv", format!("{:?}", shown::file(&view, || csv(run))));
    say("json", format!("{:?}", shown::file(&view, || json(lesson, place, run))));
    say("program", format!("{:?}", shown::file(&view, || python(lesson, place, run))));
    let picture = Picture { figure: 0, size: None, theme: Theme::Light };
    let paper = shown::file(&view, || printed(place, run, &pins, picture).map(|printed| printed.svg()));
    say("figure for paper", format!("{paper:?}"));
    let names: Vec<&str> = lesson.story().steps.iter().map(|step| step.name).collect();
    say("ready", format!("{} {names:?}", lesson.story().slug));
    say("update", format!("{:?}", shown::update(run, &view)));
    all
}

/// The names of what differs.
fn differing(one: &Outputs, other: &Outputs) -> Vec<String> {
    assert_eq!(one.len(), other.len());
    let differ = |((name, a), (_, b)): (&(String, String), &(String, String))| (a != b).then(|| name.clone());
    let mut names: Vec<String> = one.iter().zip(other).filter_map(differ).collect();
    names.dedup();
    names
}

/// The place as the step sets it, and with every value of what is only shown: a reader may choose while the question is open.
fn places(lesson: &Lesson, place: &Place) -> Vec<Place> {
    let mut places = vec![place.clone(), Place { cursor: 0, part: 1, ..place.clone() }];
    let views = |control: &&Control| control.key.spec().scope == Scope::View;
    for control in lesson.controls().iter().filter(views) {
        let count = match control.key.spec().kind {
            Kind::Choice(names) => names.len(),
            Kind::Switch => 2,
            _ => continue,
        };
        for value in 0..count {
            places.push(Place { spec: place.spec.with(control.key, value as f64), ..place.clone() });
        }
    }
    places
}

#[test]
fn an_open_question_tells_nothing_of_what_it_hides() {
    let (mut questions, mut leaks) = (0, Vec::new());
    for lesson in lessons() {
        for (index, step) in lesson.story().steps.iter().enumerate() {
            for question in step.predictions {
                let open = [question];
                let place = preset(lesson, index, &Frame::default());
                let whole = Runs::opened(lesson, &place, 1024);
                let poisoned = Runs::opened(lesson, &place, 1024).poisoned(&open);
                let begun = Runs::opened(lesson, &place, 0);
                let mut told = Vec::new();
                for place in places(lesson, &place) {
                    let shown = outputs(lesson, &place, &whole, &open);
                    for other in [&poisoned, &begun] {
                        told.extend(differing(&shown, &outputs(lesson, &place, other, &open)));
                    }
                }
                told.sort();
                told.dedup();
                println!("{}: {}", question.id, told.join(", "));
                if !told.is_empty() {
                    leaks.push(format!("{}: {}", question.id, told.join(", ")));
                }
                // Where nothing is asked, all of it shows: the poison is at work.
                let [uncovered, reached] = [&whole, &poisoned].map(|runs| outputs(lesson, &place, runs, &[]));
                let reached = differing(&uncovered, &reached);
                for name in ["sentence", "table", "csv", "update"] {
                    let at_start = ["sentence", "update"].contains(&name) && place.cursor == 0;
                    assert!(at_start || reached.iter().any(|other| other == name), "{}: {name}", question.id);
                }
                assert!(reached.iter().any(|name| name.starts_with("picture")), "{}", question.id);
                questions += 1;
            }
        }
    }
    let steps = lessons().flat_map(|lesson| lesson.story().steps);
    assert_eq!(questions, steps.map(|step| step.predictions.len()).sum::<usize>(), "a question was not tried");
    assert!(leaks.is_empty(), "what a question hides is told by\n{}", leaks.join("\n"));
}

#[test]
fn every_figure_has_a_name_of_its_own_that_the_lesson_lists() {
    for lesson in lessons() {
        let mut seen: Vec<&str> = Vec::new();
        for index in 0..lesson.story().steps.len() {
            let place = preset(lesson, index, &Frame::default());
            let run = lesson.open(&place.spec);
            for place in places(lesson, &place) {
                let captions = run.captions(&View::new(&place.spec, SIZE));
                let names: Vec<&str> = captions.iter().map(|caption| caption.name).collect();
                assert!(names.iter().all(|name| lesson.figures().contains(name)), "{names:?}");
                assert!((1..names.len()).all(|at| !names[at..].contains(&names[at - 1])), "{names:?}");
                seen.extend(names);
            }
        }
        let unseen: Vec<&&str> = lesson.figures().iter().filter(|name| !seen.contains(name)).collect();
        assert!(unseen.is_empty(), "{}: nothing shows {unseen:?}", lesson.story().slug);
    }
}

#[test]
fn a_slider_whose_stretches_are_hidden_places_its_thumb_by_what_the_step_sets() {
    for lesson in lessons().filter(|lesson| lesson.stretches().contains(&Key::Rate)) {
        for (index, step) in lesson.story().steps.iter().enumerate().filter(|(_, step)| !step.predictions.is_empty()) {
            let place = preset(lesson, index, &Frame::default());
            let run = lesson.open(&place.spec);
            let open: Vec<&Prediction> = step.predictions.iter().collect();
            let asked = place.spec.current().value(Key::Rate);
            let view = View::new(&place.spec, SIZE).asking(&open);
            let regions = shown::stretches(lesson, &*run, &view, Key::Rate, asked).expect("ends");
            assert!(regions.low <= 0.011 * asked && asked <= regions.high && regions.borders.is_empty());
            assert_eq!(regions.names, [""]);
            let uncovered = View::new(&place.spec, SIZE);
            assert_eq!(shown::stretches(lesson, &*run, &uncovered, Key::Rate, asked), run.regions(Key::Rate));
        }
    }
}
