//! Values of scope View come from one place: a run that was opened before one of them was changed is drawn, told and written as
//! one that was opened after, and an act on a figure changes what it is about and nothing else.

use downhill::address::{read, write};
use downhill::export::{csv, json, python};
use downhill::lessons::{Act, Lesson, Run, View, lessons};
use downhill::params::{Control, Edit, Frame, Key, Kind, Place, RunSpec, SPECS, Scope, decode};

const SIZE: [f64; 2] = [384.0, 288.0];

fn opened(lesson: &Lesson, spec: &RunSpec) -> Box<dyn Run> {
    let mut run = lesson.open(spec);
    while run.advance(1024) {}
    run
}

fn values(kind: Kind) -> Vec<f64> {
    match kind {
        Kind::Number { low, high, .. } => vec![low, high],
        Kind::Choice(names) => (0..names.len()).map(|index| index as f64).collect(),
        Kind::Switch => vec![0.0, 1.0],
        Kind::List { .. } | Kind::Text { .. } => Vec::new(),
    }
}

fn place(lesson: &Lesson, spec: &RunSpec) -> Place {
    let empty = decode(&format!("#/{}", lesson.story().slug), lesson.controls());
    Place { spec: spec.clone(), cursor: 3, frame: Frame::default(), ..empty }
}

/// A run that is quick to compute, with what the lesson has controls for.
fn small(lesson: &Lesson) -> RunSpec {
    let uses = |key: Key| lesson.controls().iter().any(|control| control.key == key);
    let few = [(Key::Updates, 12.0), (Key::Depth, 6.0)].into_iter().filter(|(key, _)| uses(*key));
    few.fold(RunSpec::defaults(lesson.controls()), |spec, (key, value)| spec.with(key, value))
}

/// Everything that figures show and words say.
fn shown(run: &dyn Run, view: &View) -> String {
    let mut all = String::new();
    for figure in 0..run.captions(view).len() {
        all += &format!("{:?}\n{:?}\n", run.base(figure, view), run.overlay(figure, view));
        all += &run.describe(figure, view);
    }
    all + &format!("{:?} {} {:?} {:?}", run.captions(view), run.say(view), run.diagnosis(view), run.formula(view, 0))
}

/// Every act that a figure of this view takes.
fn acts(run: &dyn Run, view: &View) -> Vec<Act> {
    let mut acts = Vec::new();
    for figure in 0..run.captions(view).len() {
        for handle in [run.base(figure, view), run.overlay(figure, view)].into_iter().flat_map(|scene| scene.handles) {
            let to = [handle.at[0] + 3.0 * handle.nudge[0], handle.at[1] + 3.0 * handle.nudge[1]];
            acts.push(Act::Drag { figure, handle: handle.id, to });
        }
        if let Some(points) = run.points(figure) {
            let to = [points[0][0] + 0.01, points[0][1] + 0.02];
            acts.push(Act::MovePoint { figure, index: 0, to });
            acts.push(Act::Add { figure, at: to });
            acts.push(Act::Remove { figure, index: 0 });
        }
    }
    acts
}

/// The keys that two specifications disagree on.
fn changed(a: &RunSpec, b: &RunSpec) -> Vec<Key> {
    let differs = |key: &Key| a.settings.value(*key) != b.settings.value(*key);
    SPECS.iter().map(|row| row.key).filter(differs).collect()
}

fn view_keys(lesson: &Lesson) -> impl Iterator<Item = Key> {
    let views = |control: &&Control| control.key.spec().scope == Scope::View;
    lesson.controls().iter().filter(views).map(|control| control.key)
}

#[test]
fn a_run_opened_before_a_view_was_changed_is_shown_and_written_as_one_opened_after() {
    let mut cases = 0;
    for lesson in lessons() {
        let defaults = small(lesson);
        let before = opened(lesson, &defaults);
        for key in view_keys(lesson) {
            for value in values(key.spec().kind) {
                let spec = defaults.with(key, value);
                let after = opened(lesson, &spec);
                assert!(spec.same_run(before.spec()) && *before.spec() == *after.spec());
                let view = View::new(&spec, SIZE).after(3, 0);
                assert_eq!(shown(&*before, &view), shown(&*after, &view), "{} = {value}", key.spec().link);

                let place = place(lesson, &spec);
                let text = json(lesson, &place, &*before);
                assert_eq!(text, json(lesson, &place, &*after));
                let said: serde_json::Value = serde_json::from_str(&text).expect("JSON");
                let written = match (&said["settings"][key.spec().link], key.spec().kind) {
                    (serde_json::Value::String(name), kind) => kind.index_of(name).expect("a choice") as f64,
                    (serde_json::Value::Bool(on), _) => f64::from(u8::from(*on)),
                    (number, _) => number.as_f64().expect("a number"),
                };
                assert_eq!(written, value, "{}", key.spec().link);
                let link = said["link"].as_str().expect("a link");
                assert_eq!(read(lesson, link).spec, spec);
                assert_eq!(link, write(lesson, &place));
                let program = python(lesson, &place, &*before).expect("a program");
                assert_eq!(program, python(lesson, &place, &*after).expect("a program"));
                let line = program.lines().find_map(|line| {
                    line.strip_prefix("    ")?.strip_prefix(key.spec().link)?.strip_prefix(" = ").map(str::to_string)
                });
                let line = line.expect("every setting stands in the program");
                let said = match key.spec().kind {
                    Kind::Choice(names) => format!("\"{}\"", names[value as usize]),
                    Kind::Switch => if value == 1.0 { "True" } else { "False" }.to_string(),
                    _ => value.to_string(),
                };
                assert_eq!(line, said, "{}", key.spec().link);
                assert_eq!(csv(&*before), csv(&*after));
                assert_eq!(before.read_out(key, value), after.read_out(key, value));
                cases += 1;
            }
        }
    }
    assert!(cases > 20, "{cases}");
}

#[test]
fn an_act_on_a_figure_changes_what_it_is_about_and_nothing_else() {
    let mut tried = 0;
    for lesson in lessons() {
        let base = small(lesson);
        let run = opened(lesson, &base);
        for key in view_keys(lesson) {
            for value in values(key.spec().kind) {
                // The run was opened before the value was changed.
                let spec = base.with(key, value);
                let view = View::new(&spec, SIZE).after(3, 0);
                for act in acts(&*run, &view) {
                    let edit = run.act(act, &view).expect("a figure offers no act that means nothing");
                    let about: &[Key] = match (&edit, act) {
                        (Edit::Data(_), _) => &[Key::Data],
                        _ => &[Key::Slope, Key::Intercept, Key::Start, Key::Start2],
                    };
                    let next = spec.edited(edit);
                    assert_eq!(next.settings.value(key), value, "{act:?} reverts {}", key.spec().link);
                    let changed = changed(&spec, &next);
                    assert!(
                        !changed.is_empty() && changed.iter().all(|key| about.contains(key)),
                        "{act:?}: {changed:?}"
                    );
                    tried += 1;
                }
            }
        }
    }
    assert!(tried > 40, "{tried}");
}

/// What a hand drags along the axis of a slice is the weight of that axis, whatever the run was opened with.
#[test]
fn a_slice_that_was_chosen_by_hand_drags_its_own_weight() {
    let lesson = lessons().find(|lesson| lesson.controls().iter().any(|control| control.key == Key::Cut));
    let lesson = lesson.expect("a lesson with slices");
    let base = RunSpec::defaults(lesson.controls()).with(Key::Slope, 0.2).with(Key::Intercept, 2.0);
    let run = opened(lesson, &base);
    for (cut, weight, other) in
        [("slope-slice", Key::Slope, Key::Intercept), ("intercept-slice", Key::Intercept, Key::Slope)]
    {
        let index = Key::Cut.spec().kind.index_of(cut).expect("a choice") as f64;
        let spec = base.with(Key::Cut, index);
        let view = View::new(&spec, SIZE);
        let edit = run.act(Act::Drag { figure: 1, handle: 0, to: [0.5, 77.0] }, &view).expect("an act");
        let next = spec.edited(edit);
        assert_eq!(next.settings.value(weight), 0.5);
        assert_eq!(next.settings.value(other), base.settings.value(other));
    }
}
