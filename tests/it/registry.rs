//! Every lesson of the list, whatever it is: its presets are read whole, and it can be drawn in every corner of its
//! settings.

use crate::runs::opened;
use downhill::i18n::unmarked;
use downhill::lessons::{Lesson, Prediction, Run, View, lessons};
use downhill::params::{Control, Key, Kind, RunSpec, Theme, decode};
use downhill::plot::{Head, Mark, Scene, Style, svg};

/// Draws every figure at the start, in the middle and at the end, and asks for every word. The run beside it has only
/// begun, as long ones have when the page draws them first; it is over where there are several sizes.
fn exercise(lesson: &Lesson, spec: &RunSpec, run: &dyn Run, sizes: &[[f64; 2]], what: &str) {
    let other = spec.with(Key::Rate, 1e-3);
    let mut beside = lesson.open(&other);
    beside.advance(1);
    if sizes.len() > 1 {
        beside = opened(lesson, &other);
    }
    let pins: [&dyn Run; 1] = [&*beside];
    let questions: Vec<&Prediction> = lesson.story().steps.iter().flat_map(|step| step.predictions).collect();
    let updates = run.trace().updates();
    for at in [0, updates / 2, updates] {
        for part in [0, run.parts().len() - 1] {
            for &size in sizes {
                let open: &[&Prediction] = if part == 0 && at == 0 { &questions } else { &[] };
                let view = View::new(spec, size).after(at, part).beside(&pins).asking(open).moved(3);
                let figures = run.captions(&view).len();
                for figure in 0..figures {
                    let (base, overlay) = (run.base(figure, &view), run.overlay(figure, &view));
                    assert!(
                        drawable(&base) && drawable(&overlay),
                        "{what}: figure {figure} has an axis without an extent"
                    );
                    let drawing = svg(Head::default(), &base, &overlay, Style { theme: Theme::Light, text: 1.0 }, size);
                    if let Some(fault) = drawn_badly(&drawing, &base, size) {
                        panic!("{what}: figure {figure} {fault}");
                    }
                    is_said(run, &view, &run.describe(figure, &view), what);
                }
                is_said(run, &view, &run.say(&view), what);
                is_said(run, &view, &run.diagnosis(&view).reason, what);
                let formula = format!("{:?}", run.formula(&view, part));
                assert!(!exists_at(run, at) || !formula.contains(NO_NUMBER), "{what}: {formula}");
            }
        }
    }
    for control in lesson.controls() {
        assert!(
            !run.label(control.key).is_empty()
                && !run.read_out(control.key, spec.current().value(control.key)).is_empty()
        );
        if let Some(regions) = run.regions(control.key) {
            assert!(
                regions.low < regions.high && regions.low.is_finite() && regions.high.is_finite(),
                "{what}: {regions:?}"
            );
        }
    }
}

/// What is written for a number that is none.
const NO_NUMBER: char = '—';

/// Whether all that is said of the update has a number: the run has numbers there, data to compare them with, and no
/// gradient of 0, whose ratio to another is none.
fn exists_at(run: &dyn Run, at: usize) -> bool {
    let trace = run.trace();
    let known = |(column, name): (usize, &&str)| {
        let value = trace.series(column)[at.min(trace.updates())];
        value.is_finite() && (value != 0.0 || !name.ends_with("gradient_norm"))
    };
    trace.quantities().iter().enumerate().all(known) && run.data().is_none_or(|data| data.points.len() > 1)
}

/// A sentence for people is whole: it ends, and every blank in it is filled.
#[track_caller]
fn is_whole(text: &str, what: &str) {
    let ends = unmarked(text).trim_end().ends_with(['.', ';', '!', '?']);
    assert!(ends && !text.contains(['{', '}']) && !text.contains("NaN"), "{what}: `{text}`");
}

/// A sentence about a run is whole, and every number in it is one where the run has numbers.
#[track_caller]
fn is_said(run: &dyn Run, view: &View, text: &str, what: &str) {
    is_whole(text, what);
    assert!(!exists_at(run, view.at()) || !text.contains(NO_NUMBER), "{what}, update {}: `{text}`", view.at());
}

/// What is wrong with a drawing: it is a document of that size, and shows something where the figure has marks and room
/// for them.
fn drawn_badly(drawing: &str, base: &Scene, size: [f64; 2]) -> Option<String> {
    let document = match roxmltree::Document::parse(drawing) {
        Ok(document) => document,
        Err(fault) => return Some(format!("is no document: {fault}")),
    };
    let root = document.root_element();
    let expected =
        size.map(|length| if length.is_finite() { length.clamp(1.0, 1e4).round().to_string() } else { "1".to_owned() });
    if [root.attribute("width"), root.attribute("height")] != [Some(expected[0].as_str()), Some(expected[1].as_str())] {
        return Some(format!("is not {expected:?} in size"));
    }
    let shown = document.descendants().filter(|node| node.is_element()).count();
    if size == USUAL[0] && !base.marks.is_empty() && shown <= 1 {
        return Some("shows nothing".to_owned());
    }
    (drawing.contains("NaN") || drawing.contains("inf\"")).then(|| "draws a number that is none".to_owned())
}

fn drawable(scene: &Scene) -> bool {
    [&scene.x, &scene.y].iter().all(|axis| axis.low.is_finite() && axis.high.is_finite() && axis.low < axis.high)
}

const USUAL: &[[f64; 2]] = &[[384.0, 288.0]];

#[test]
fn the_controls_of_a_step_are_the_lessons() {
    for lesson in lessons() {
        let story = lesson.story();
        for step in story.steps {
            for key in step.controls {
                let has = lesson.controls().iter().any(|control| control.key == *key);
                let link = key.spec().link;
                assert!(has, "{}, step `{}`: the lesson has no control `{link}`", story.slug, step.name);
            }
        }
    }
}

#[test]
fn every_preset_is_read_whole_and_drawn() {
    for lesson in lessons() {
        for step in lesson.story().steps {
            let place = decode(&format!("#/{}?{}", lesson.story().slug, step.preset), lesson.controls());
            assert_eq!(
                place.ignored,
                Vec::<String>::new(),
                "{}: a part of the preset `{}` means nothing",
                step.title,
                step.preset
            );
            let run = opened(lesson, &place.spec);
            assert!(place.cursor <= run.trace().updates(), "{}: the cursor stands beyond the run's end", step.title);
            exercise(lesson, &place.spec, &*run, USUAL, step.title);
        }
    }
}

/// What is said of a run follows it: at the end it is not what it was at the start.
#[test]
fn what_is_said_follows_the_run() {
    for lesson in lessons() {
        for step in lesson.story().steps {
            let place = decode(&format!("#/{}?{}", lesson.story().slug, step.preset), lesson.controls());
            let run = opened(lesson, &place.spec);
            let updates = run.trace().updates();
            let said = |at: usize| {
                let spec = &place.spec;
                let view = View::new(spec, USUAL[0]).after(at, 0).moved(1);
                let figures = run.captions(&view).len();
                (run.say(&view), (0..figures).map(|figure| run.describe(figure, &view)).collect::<Vec<String>>())
            };
            let (start, end) = (said(0), said(updates));
            assert!(updates == 0 || start.0 != end.0 && start.1 != end.1, "{}: {start:?} and {end:?}", step.title);
        }
    }
}

#[test]
fn every_lesson_offers_values_that_there_are_and_starts_with_one_of_them() {
    for lesson in lessons() {
        let mistakes: Vec<String> = lesson.controls().iter().filter_map(Control::mistake).collect();
        assert!(mistakes.is_empty(), "{}: {}", lesson.story().slug, mistakes.join(" "));
    }
}

fn corners(control: &Control) -> Vec<f64> {
    match control.key.spec().kind {
        Kind::Number { low, high, .. } => vec![low, control.default, high],
        Kind::Choice(names) => (0..names.len()).map(|index| index as f64).collect(),
        Kind::Switch => vec![0.0, 1.0],
        Kind::List { .. } | Kind::Text { .. } => vec![0.0],
    }
}

#[test]
fn every_control_at_both_ends_gives_figures_that_can_be_drawn() {
    for lesson in lessons() {
        let defaults = RunSpec::defaults(lesson.controls());
        let sources = match Key::Data.spec().kind {
            Kind::Choice(names) if lesson.controls().iter().any(|control| control.key == Key::Data) => names.len(),
            _ => 1,
        };
        for control in lesson.controls() {
            for value in corners(control) {
                // A few data sets are enough beside a value that has nothing to do with them.
                for data in
                    (0..sources).filter(|data| control.key == Key::Data || [0, sources / 2, sources - 1].contains(data))
                {
                    // A few updates of a small network are enough beside a value that has nothing to do with their
                    // number.
                    let small = defaults.with(Key::Updates, 40.0).with(Key::Width, 6.0).with(Key::Depth, 8.0);
                    let spec = small.with(Key::Data, data as f64).with(control.key, value);
                    let what = format!("{} = {value}, data {data}", control.key.spec().link);
                    exercise(lesson, &spec, &*opened(lesson, &spec), USUAL, &what);
                }
            }
        }
    }
}

/// Two controls at once: what one allows the other may spoil, as huge weights drown a gradient.
#[test]
fn every_two_controls_at_their_ends_give_figures_that_can_be_drawn() {
    for lesson in lessons() {
        let small = [(Key::Updates, 2.0), (Key::Width, 6.0), (Key::Depth, 4.0)];
        let small =
            small.iter().fold(RunSpec::defaults(lesson.controls()), |spec, (key, value)| spec.with(*key, *value));
        let ends = |control: &Control| match control.key.spec().kind {
            // The largest networks and the longest runs are another test's: here they would take minutes.
            Kind::Number { low, .. } if small.settings.value(control.key) != control.default => {
                vec![low, small.settings.value(control.key)]
            }
            Kind::Number { low, high, .. } => vec![low, high],
            Kind::Choice(names) => vec![0.0, (names.len() - 1) as f64],
            Kind::Switch => vec![0.0, 1.0],
            Kind::List { .. } | Kind::Text { .. } => vec![0.0],
        };
        for (index, one) in lesson.controls().iter().enumerate() {
            for other in &lesson.controls()[index + 1..] {
                for (a, b) in ends(one).into_iter().flat_map(|a| ends(other).into_iter().map(move |b| (a, b))) {
                    let spec = small.with(one.key, a).with(other.key, b);
                    let what = format!("{} = {a}, {} = {b}", one.key.spec().link, other.key.spec().link);
                    let mut run = lesson.open(&spec);
                    run.advance(8);
                    let at = run.trace().updates();
                    let view = View::new(&spec, USUAL[0]).after(at, 0).moved(1);
                    for figure in 0..run.captions(&view).len() {
                        let (base, overlay) = (run.base(figure, &view), run.overlay(figure, &view));
                        assert!(
                            drawable(&base) && drawable(&overlay),
                            "{what}: figure {figure} has an axis without an extent"
                        );
                        is_whole(&run.describe(figure, &view), &what);
                    }
                    is_whole(&run.say(&view), &what);
                    is_whole(&run.diagnosis(&view).reason, &what);
                }
            }
        }
    }
}

#[test]
fn every_step_has_something_for_the_room_to_do() {
    for lesson in lessons() {
        for (index, step) in lesson.story().steps.iter().enumerate() {
            let asks = !step.predictions.is_empty() || !step.tasks.is_empty() || !step.prompt.is_empty();
            let slug = lesson.story().slug;
            assert!(asks, "{slug}, step {}: no question, no goal, and no `prompt: ...`", index + 1);
        }
    }
}

#[test]
fn any_size_can_be_drawn() {
    let sizes =
        [[0.0, 0.0], [1.0, 1.0], [0.0, 300.0], [320.0, 0.0], [40.0, 40.0], [3000.0, 20.0], [f64::NAN, f64::INFINITY]];
    for lesson in lessons() {
        let spec = RunSpec::defaults(lesson.controls());
        exercise(lesson, &spec, &*opened(lesson, &spec), &sizes, "sizes");
    }
}

#[test]
fn a_trace_that_overflows_is_drawn_and_explained() {
    let mut overflowed = Vec::new();
    for lesson in lessons() {
        let spec = RunSpec::defaults(lesson.controls()).with(Key::Rate, 100.0).with(Key::Updates, 10_000.0);
        let run = opened(lesson, &spec);
        if matches!(run.trace().ending(), Some(downhill::sim::Ending::Diverged { .. })) {
            overflowed.push(lesson.story().slug);
        }
        exercise(lesson, &spec, &*run, USUAL, "at rate 100");
    }
    // A lesson whose slopes are bounded cannot overflow; most can, or the test looks at nothing.
    assert!(overflowed.len() >= 4, "only {overflowed:?} overflow at rate 100 with 10,000 updates");
}

#[test]
fn marks_with_hopeless_numbers_are_drawn_without_them() {
    let hopeless = [f64::NAN, f64::INFINITY, -1e300, 1e300, 0.5];
    let points: Vec<[f64; 2]> = hopeless.iter().flat_map(|x| hopeless.iter().map(move |y| [*x, *y])).collect();
    for lesson in lessons() {
        let mut scene = lesson.card();
        let mut marks = std::mem::take(&mut scene.marks);
        for mark in &mut marks {
            match mark {
                Mark::Polyline { points: old, .. }
                | Mark::Points { points: old, .. }
                | Mark::Area { points: old, .. } => old.extend(&points),
                _ => {}
            }
        }
        scene.marks = marks;
        for size in [[384.0, 288.0], [0.0, 0.0]] {
            let drawing =
                svg(Head::default(), &scene, &Scene::default(), Style { theme: Theme::Dark, text: 1.0 }, size);
            assert!(!drawing.contains("NaN"));
        }
    }
}

/// A run that was slow to open is drawn before its first update, and again between slices.
#[test]
fn a_run_that_has_only_begun_can_be_drawn() {
    for lesson in lessons() {
        for step in lesson.story().steps {
            for keys in ["", "&rate=0.2&at=3"] {
                let place = decode(&format!("#/{}?{}{keys}", lesson.story().slug, step.preset), lesson.controls());
                let mut run = lesson.open(&place.spec);
                for _ in 0..4 {
                    let updates = run.trace().updates();
                    for at in [0, updates] {
                        let view = View::new(&place.spec, USUAL[0]).after(at, 0).moved(1);
                        for figure in 0..run.captions(&view).len() {
                            let (base, overlay) = (run.base(figure, &view), run.overlay(figure, &view));
                            let drawing = svg(
                                Head::default(),
                                &base,
                                &overlay,
                                Style { theme: Theme::Light, text: 1.0 },
                                USUAL[0],
                            );
                            let fault = drawn_badly(&drawing, &base, USUAL[0]);
                            assert_eq!(fault, None, "{}: {keys}, figure {figure}", step.title);
                            is_whole(&run.describe(figure, &view), step.title);
                        }
                        for part in 0..run.parts().len() {
                            assert!(!run.formula(&view, part).is_empty() || run.trace().budget() == 0);
                        }
                        is_whole(&run.say(&view), step.title);
                        is_whole(&run.diagnosis(&view).reason, step.title);
                    }
                    run.advance(1);
                }
            }
        }
    }
}
