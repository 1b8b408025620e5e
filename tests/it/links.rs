//! Links say everything, and nothing that stands in one can break the page.

use downhill::address::{preset, read};
use downhill::lessons::{Listed, lesson};
use downhill::params::{
    Control, Fork, Frame, Key, Kind, Mode, OwnData, Place, RunSpec, SPECS, Scope, Theme, decode, encode,
};
use proptest::prelude::*;
use std::sync::Arc;

fn controls() -> Vec<Control> {
    SPECS.iter().map(|row| Control::plain(row.key)).collect()
}

fn value_of(key: Key) -> BoxedStrategy<f64> {
    match key.spec().kind {
        Kind::Number { low, high, .. } => {
            let clamp = move |value: f64| key.spec().kind.clamp(value).expect("a number");
            prop_oneof![Just(low), Just(high), (low..high), (-9.0..9.0_f64).prop_map(|e| 10_f64.powf(e))]
                .prop_map(clamp)
                .boxed()
        }
        Kind::Choice(names) => (0..names.len()).prop_map(|index| index as f64).boxed(),
        Kind::Switch => prop_oneof![Just(0.0), Just(1.0)].boxed(),
        // `crates/params/src/entries.rs` has tests of these.
        Kind::List { .. } | Kind::Text { .. } => Just(0.0).boxed(),
    }
}

fn some_changes(scope: Option<Scope>) -> BoxedStrategy<Vec<(Key, f64)>> {
    let one = (0..SPECS.len()).prop_flat_map(|index| (Just(SPECS[index].key), value_of(SPECS[index].key)));
    prop::collection::vec(one, 0..6)
        .prop_map(move |changes| {
            changes.into_iter().filter(|(key, _)| scope.is_none_or(|s| key.spec().scope == s)).collect()
        })
        .boxed()
}

fn own() -> impl Strategy<Value = OwnData> {
    let number = || prop_oneof![-1e3..1e3_f64, -1e100..1e100_f64, (-1e-9..1e-9_f64)];
    ("\\PC{0,12}", "[a-z ]{0,8}", number(), prop::collection::vec([number(), number()], 0..12))
        .prop_map(|(x_name, y_name, origin, points)| OwnData { x_name, y_name, origin, points })
}

fn run_spec() -> impl Strategy<Value = RunSpec> {
    let forks = prop::collection::vec((1..500_usize, some_changes(Some(Scope::Descent))), 0..3);
    (some_changes(None), forks, own()).prop_map(|(changes, forks, own)| {
        let mut spec = RunSpec::defaults(&controls());
        for (key, value) in changes {
            spec = spec.with(key, value);
        }
        let mut at = 0;
        for (distance, changes) in forks {
            at += distance;
            let mut settings = *spec.current();
            for (key, value) in changes {
                settings = settings.with(key, value);
            }
            spec.forks.push(Fork { at, settings, entries: spec.entries.clone() });
        }
        if spec.settings.choice(Key::Data) == "own" {
            spec.own = Some(Arc::new(own));
        }
        spec
    })
}

fn place() -> impl Strategy<Value = Place> {
    let names = || prop::sample::subsequence(SPECS.iter().map(|row| row.link.to_string()).collect::<Vec<_>>(), 0..4);
    let mode = prop_oneof![Just(Mode::Read), Just(Mode::Lecture), Just(Mode::Embed)];
    let theme = prop_oneof![Just(None), Just(Some(Theme::Light)), Just(Some(Theme::Dark))];
    let figures = prop::sample::subsequence(vec!["map".to_string(), "too-fast".to_string()], 0..3);
    let frame = (mode, theme, names(), names(), figures).prop_map(|(mode, theme, hide, fix, show)| Frame {
        show,
        mode,
        theme,
        hide,
        fix,
        newer: false,
    });
    (run_spec(), prop::collection::vec(run_spec(), 0..=3), 0..20_usize, 0..5000_usize, 0..4_usize, frame).prop_map(
        |(spec, pins, step, cursor, part, frame)| Place {
            slug: "line-of-best-fit".into(),
            step,
            spec,
            cursor,
            part,
            pins,
            frame,
            ignored: Vec::new(),
        },
    )
}

proptest! {
    #[test]
    fn decoding_what_was_encoded_gives_the_same_place(place in place()) {
        let link = encode(&place, &controls());
        prop_assert_eq!(decode(&link, &controls()), place, "{}", link);
        prop_assert!(link.chars().all(|c| c.is_ascii_alphanumeric() || "-_.~=&#/?".contains(c)), "{}", link);
    }

    #[test]
    fn any_text_gives_a_valid_place(text in "\\PC{0,200}|#/x[?](([a-z_]{1,14}|rate|fork|pin|own|at|data)=[-0-9a-zA-Z.~e]{0,30}&){0,12}") {
        assert_valid(&decode(&text, &controls()));
    }
}

fn assert_valid(place: &Place) {
    for spec in std::iter::once(&place.spec).chain(&place.pins) {
        assert!(spec.forks.windows(2).all(|pair| pair[0].at < pair[1].at));
        for settings in std::iter::once(&spec.settings).chain(spec.forks.iter().map(|fork| &fork.settings)) {
            for row in SPECS {
                let value = settings.value(row.key);
                let is_entry = row.kind.is_entry() && value == 0.0;
                assert!(is_entry || row.kind.clamp(value) == Some(value), "{} = {value}", row.link);
            }
        }
        assert_eq!(spec.own.is_some(), spec.settings.choice(Key::Data) == "own");
        assert!(spec.own.as_ref().is_none_or(|own| own.points.iter().flatten().all(|value| value.is_finite())));
    }
}

#[test]
fn hostile_links_give_the_defaults() {
    let long = format!("#/line-of-best-fit?rate={}", "9".repeat(100_000));
    let many = format!("#/line-of-best-fit?{}", "pin=rate~1&".repeat(10_000));
    let hostile = [
        "",
        "#",
        "#/",
        "#/line-of-best-fit?",
        "#/line-of-best-fit?rate=NaN",
        "#/line-of-best-fit?rate=inf",
        "#/line-of-best-fit?rate=1e999",
        "#/line-of-best-fit?rate=",
        "#/line-of-best-fit?rate",
        "#/line-of-best-fit?=&=&&&",
        "#/line-of-best-fit?objective=7&squares=yes&data=own",
        "#/line-of-best-fit?at=-1&step=0&fork=x",
        "#/line-of-best-fit?own=99999~~~1",
        "#/line-of-best-fit?data=own&own=2~~~0~1~NaN~2~3",
        "#/line-of-best-fit?rate=%FF%FE%",
        "#/line-of-best-fit?v=999",
        "#/line-of-best-fit?fork=5~rate~1e999&fork=3~rate~1",
        "#/line-of-best-fit?pin=~~~~~fork~~own~",
        &long,
    ];
    for link in hostile {
        let place = decode(link, &controls());
        assert_valid(&place);
        assert_eq!(place.spec.settings, RunSpec::defaults(&controls()).settings, "{}", &link[..link.len().min(80)]);
    }
    assert_eq!(decode(&many, &controls()).pins.len(), 3);
}

#[test]
fn the_first_of_two_values_counts_and_the_second_is_reported() {
    let place = decode("#/line-of-best-fit?rate=0.5&rate=0.7&nonsense=1", &controls());
    assert_eq!(place.spec.settings.value(Key::Rate), 0.5);
    assert_eq!(place.ignored, ["rate", "nonsense"]);
}

/// Links are printed in books: a key that is renamed breaks them. Add keys freely; never change one.
#[test]
fn link_keys_are_what_they_were() {
    let keys: Vec<&str> = SPECS.iter().map(|row| row.link).collect();
    for pinned in [
        "slope",
        "intercept",
        "rate",
        "objective",
        "updates",
        "data",
        "standardise",
        "squares",
        "blur",
        "best",
        "cut",
        "n",
        "noise",
        "true_slope",
        "true_intercept",
        "seed",
        "surface",
        "curvature",
        "ratio",
        "start",
        "momentum",
        "batch",
        "shuffle",
        "decay",
        "decay_after",
        "model",
        "average",
        "axis",
        "drift",
        "depth",
        "width",
        "activation",
        "init",
        "scale",
        "norm",
        "skip",
        "clip",
        "clip_at",
        "weight_decay",
        "cell",
        "radius",
        "time",
    ] {
        assert!(keys.contains(&pinned), "The link key `{pinned}` is gone; links with it would lose a value.");
    }
    for frame in ["v", "step", "at", "part", "fork", "pin", "own", "mode", "theme", "lang", "hide", "fix", "show"] {
        assert!(!keys.contains(&frame), "`{frame}` belongs to the frame of a link and cannot name a control.");
    }
}

#[test]
fn links_of_the_first_version_mean_what_they_meant() {
    let old = "#/line-of-best-fit?v=1&surface=slope-slice&rate=0.2&pin=surface~none";
    let place = decode(old, &controls());
    assert_eq!(place.spec.settings.choice(Key::Cut), "slope-slice");
    assert_eq!(place.pins[0].settings.choice(Key::Cut), "none");
    assert_eq!(place.spec.settings.choice(Key::Surface), "parabola", "its present meaning is not touched");
    assert!(place.ignored.is_empty(), "{:?}", place.ignored);
    assert!(encode(&place, &controls()).starts_with("#/line-of-best-fit?v=2&rate=0.2&cut=slope-slice"));
    // The same key already had its new meaning when the version was still 1.
    let between = decode("#/learning-rate?v=1&surface=ravine", &controls());
    assert_eq!(between.spec.settings.choice(Key::Surface), "ravine");
    // What changed is no word of the present version.
    let now = decode("#/line-of-best-fit?v=2&surface=slope-slice", &controls());
    assert_eq!((now.spec.settings.choice(Key::Cut), now.ignored), ("map", vec!["surface".to_string()]));
}

#[test]
fn a_link_of_a_later_version_opens_its_step_and_says_so() {
    let later = decode("#/line-of-best-fit?v=4&step=4&rate=0.7&at=9&pin=rate~1&theme=dark", &controls());
    assert!(later.frame.newer);
    assert_eq!((later.step, later.cursor, later.pins.len()), (3, 0, 0));
    assert_eq!(later.frame.theme, Some(Theme::Dark));
    assert_eq!(later.spec, RunSpec::defaults(&controls()));
    assert_eq!(later.ignored, ["v", "rate", "at", "pin"]);
    for version in ["", "0", "-1", "two"] {
        assert!(!decode(&format!("#/line-of-best-fit?v={version}&at=2"), &controls()).frame.newer, "{version}");
    }
}

/// Links of versions 1 and 2 name steps by numbers, and progress of version 1 answers: `tests/golden/numbered.txt` has what stood
/// there at commit d470764 (`<lesson> step <number> <name>`, `<lesson> <question> <number> <name>`).
#[test]
fn numbers_of_steps_and_answers_mean_what_they_meant() {
    let table = include_str!("../golden/numbered.txt");
    assert!(table.lines().count() > 90);
    for line in table.lines() {
        let [slug, what, number, name] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let lesson = lesson(slug).and_then(Listed::lesson).unwrap_or_else(|| panic!("{line}"));
        let story = lesson.story();
        if what == "step" {
            let named = preset(lesson, story.step(name).expect("a step"), &Frame::default());
            for version in ["v=1&", "v=2&", ""] {
                assert_eq!(read(lesson, &format!("#/{slug}?{version}step={number}")), named, "{version}{line}");
            }
        } else {
            let mut questions = story.steps.iter().flat_map(|step| step.predictions);
            let question = questions.find(|question| question.id == what).unwrap_or_else(|| panic!("{line}"));
            assert!(question.choice(name).is_some(), "{line}");
            assert_eq!(question.choice(number), question.choice(name), "{line}");
        }
    }
}
