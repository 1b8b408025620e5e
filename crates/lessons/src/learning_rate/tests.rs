//! The lesson's claims, each on the run that makes it.

use super::STORY;
use super::model::{Fate, LearningRate, MULTIPLES, fate, overtaken};
use crate::{Controls, Model, View, Words};
use params::{Key, RunSpec, decode};
use sim::{Ending, SWEEP_RATES, Verdict};

fn spec(link: &str) -> RunSpec {
    let place = decode(&format!("#/learning-rate?{link}"), LearningRate::CONTROLS);
    assert_eq!(place.ignored, Vec::<String>::new());
    place.spec
}

fn run(link: &str) -> LearningRate {
    LearningRate::finished(&spec(link))
}

fn view(model: &LearningRate, at: usize) -> View<'_> {
    View::new(&model.problem.spec, [384.0, 288.0]).after(at, 0).moved(1)
}

#[test]
fn the_regions_change_exactly_where_rate_times_curvature_is_one_and_two() {
    for ground in [
        "surface=parabola",
        "surface=bowl",
        "surface=ravine&ratio=100",
        "surface=penguins",
        "surface=penguins&standardise=1",
    ] {
        for curvature in [0.5, 1.0, 8.0] {
            let model = run(&format!("{ground}&curvature={curvature}&updates=1"));
            let regions = Controls::regions(&model, Key::Rate).expect("the rate has regions");
            let products: Vec<f64> =
                regions.borders.iter().map(|border| border * model.problem.curvatures[0]).collect();
            assert!((products[0] - 1.0).abs() < 1e-15 && (products[1] - 2.0).abs() < 1e-15, "{ground}: {products:?}");
            assert_eq!(regions.names.len(), 3);
        }
    }
    let heavy = run("momentum=0.9&updates=1");
    let borders = Controls::regions(&heavy, Key::Rate).expect("regions").borders;
    assert_eq!(borders[1], 3.8);
    assert!((borders[0] - (1.0 - 0.9_f64.sqrt()) * (1.0 - 0.9_f64.sqrt())).abs() < 1e-15);
}

#[test]
fn on_the_parabola_the_weight_follows_the_closed_form() {
    for rate in [0.1, 0.5, 0.9, 1.0, 1.3, 1.9] {
        let model = run(&format!("rate={rate}&start=3&updates=200"));
        let mut exact = 3.0;
        for update in 0..=model.trace.updates() {
            assert!((model.place(update)[0] - exact).abs() <= 1e-12 * 3.0, "{rate}, {update}");
            exact *= 1.0 - rate;
        }
    }
}

#[test]
fn descent_settles_at_99_percent_of_the_limit_and_diverges_at_101() {
    for ground in ["surface=parabola", "surface=bowl", "surface=ravine&ratio=30", "surface=penguins&start=0&start2=0"] {
        for momentum in [0.0, 0.5, 0.9] {
            let at = |share: f64| {
                let limit = run(&format!("{ground}&momentum={momentum}&updates=1")).problem.borders()[1];
                let rate = share * limit;
                let model = LearningRate::finished(
                    &spec(&format!("{ground}&momentum={momentum}&updates=6000")).with(Key::Rate, rate),
                );
                fate(&model.problem, &model.trace)
            };
            assert_eq!((at(0.99), at(1.01)), (Fate::Settles, Fate::Diverges), "{ground}, momentum {momentum}");
        }
    }
}

#[test]
fn the_sweep_blows_up_at_the_limit_from_the_hessian() {
    let grounds = [
        "surface=parabola",
        "surface=bowl",
        "surface=ravine&ratio=100",
        "surface=penguins&start=0&start2=0",
        "surface=penguins&start=0&start2=0&standardise=1",
        "surface=bowl&momentum=0.5&updates=200",
    ];
    for ground in grounds {
        let model = run(ground);
        assert_eq!(model.sweep.len(), SWEEP_RATES);
        let first = model.trace.losses()[0];
        let above = model.sweep.iter().position(|tried| tried.loss > first).expect("some rate is too large");
        let (below, above) = (model.sweep[above - 1].rate, model.sweep[above].rate);
        let [high, _] = model.problem.hessian.eigenvalues();
        let limit = 2.0 * (1.0 + model.problem.beta()) / high;
        println!("{ground}: between {below:.5} and {above:.5}; from the Hessian {limit:.5}");
        assert!(below < limit && limit < above && above / below < 1.061, "{ground}");
        // Nothing above comes back.
        assert!(model.sweep.iter().all(|tried| (tried.loss > first) == (tried.rate > limit)), "{ground}");
    }
}

#[test]
fn the_sweep_streams_and_says_how_far_it_is() {
    let mut model = LearningRate::open(&spec("surface=penguins&updates=60"));
    let (mut slices, mut seen) = (0, Vec::new());
    while model.advance(64) {
        slices += 1;
        seen.push(Model::progress(&model).expect("under way"));
    }
    assert!(slices > 50 && seen.windows(2).all(|pair| pair[0] != pair[1]), "{slices}");
    assert_eq!(Model::progress(&model), None);
    // In whatever slices, the same numbers.
    assert_eq!(model.sweep, run("surface=penguins&updates=60").sweep);
}

#[test]
fn all_panels_share_the_start_and_the_clock() {
    for ground in ["surface=parabola&start=-1.4", "surface=ravine&start2=0.3", "surface=penguins"] {
        let model = run(&format!("{ground}&rate=0.02&updates=25"));
        for (trace, multiple) in model.companions.iter().zip(MULTIPLES) {
            assert_eq!(trace.losses()[0], model.trace.losses()[0]);
            assert_eq!(trace.budget(), model.trace.budget());
            assert!(trace.updates() == 25 || trace.ending() == Some(Ending::Converged), "{ground}");
            // A companion is the own run at its rate.
            let twin =
                LearningRate::finished(&model.problem.spec.with(Key::Rate, multiple / model.problem.curvatures[0]));
            assert_eq!(twin.trace.losses(), trace.losses());
        }
    }
    let model = run("updates=30");
    let fates: Vec<Fate> = model.companions.iter().map(|trace| fate(&model.problem, trace)).collect();
    assert_eq!(fates, [Fate::Crawls, Fate::Settles, Fate::Diverges]);
}

#[test]
fn an_explosion_is_explained() {
    let model = run("rate=3&updates=1000");
    let Some(Ending::Diverged { update, quantity }) = model.trace.ending() else {
        panic!("{:?}", model.trace.ending())
    };
    println!("overflow: update {update}, {quantity}; weight {:e}", model.place(update)[0]);
    assert_eq!((quantity, overtaken(&model.trace)), ("loss", Some(1)));
    // L = ½ 4^k passes the largest number at k = 513.
    assert_eq!(update, 513);
    let said = Words::diagnosis(&model, &view(&model, update));
    assert_eq!(said.verdict, Verdict::Diverging);
    assert!(said.reason.contains("513") && said.reason.contains("the loss"), "{}", said.reason);
    // Above the limit with little of the steep direction, the loss falls at first.
    let sly = run("surface=ravine&ratio=100&start=0.001&start2=1&rate=2.5&updates=60");
    let since = overtaken(&sly.trace).expect("it ends above");
    assert!(since > 5 && sly.trace.losses()[since - 1] <= sly.trace.losses()[0], "{since}");
}

#[test]
fn the_textbooks_rate_is_not_the_best_from_every_start() {
    let ground = |start: &str| run(&format!("surface=ravine&curvature=100&ratio=100&updates=1&{start}")).problem;
    let both = |start: &str| [2.0 / 101.0, 1.0 / 100.0].map(|rate| ground(start).updates_at(rate).expect("lands"));
    println!("2/(l_min + l_max) and 1/l_max: {:?} from (1, 1), {:?} from (0, 1)", both("start=1"), both("start=0"));
    assert_eq!(both("start=1"), [116, 1]);
    let [balanced, steepest] = both("start=0");
    assert!(balanced < steepest);
    assert_eq!(run("surface=ravine&curvature=100&ratio=100&rate=0.01&updates=9").landed(), Some(1));
}

#[test]
fn each_diagnosis_has_its_run() {
    let at = |link: &str, update: usize| {
        let model = run(link);
        Words::diagnosis(&model, &view(&model, update)).verdict
    };
    assert_eq!(at("rate=0.5", 0), Verdict::Start);
    assert_eq!(at("rate=0.5", 3), Verdict::Descending);
    assert_eq!(at("rate=0.01", 3), Verdict::Crawling);
    assert_eq!(at("rate=1.6", 3), Verdict::Oscillating);
    assert_eq!(at("rate=2", 9), Verdict::Oscillating);
    assert_eq!(at("rate=2.1", 3), Verdict::Diverging);
    assert_eq!(at("rate=3&momentum=0.9", 9), Verdict::Oscillating);
    assert_eq!(at("rate=1", 1), Verdict::Converged);
}

/// Changing the preset changes the right answer: the judge looks at the run, not at a key.
#[test]
fn predictions_are_judged_by_the_run() {
    let expected = [("mirrored", 2), ("overflow", 1), ("worst_case", 1), ("cliff", 2), ("heavy", 1)];
    let changes: [(&str, &[(Key, f64)]); 5] = [
        ("mirrored", &[(Key::Rate, 1.5)]),
        ("overflow", &[(Key::Rate, 1.5)]),
        ("worst_case", &[(Key::Start, 0.0)]),
        ("cliff", &[(Key::Standardise, 1.0)]),
        ("heavy", &[(Key::Momentum, 0.0)]),
    ];
    let mut seen = Vec::new();
    for step in STORY.steps {
        let place = decode(&format!("#/learning-rate?{}", step.preset), LearningRate::CONTROLS);
        for prediction in step.predictions {
            let judged = |spec: &RunSpec| {
                let model = LearningRate::finished(spec);
                let view = view(&model, place.cursor.min(model.trace.updates()));
                let choice = (prediction.judge)(&model, &view).expect("a run of this lesson");
                let truth = prediction.truths[choice].of(&model, &view);
                println!("{}: {choice}: {truth}", prediction.id);
                assert!(choice < prediction.choices.len() && !truth.contains("—"), "{truth}");
                choice
            };
            let truth = judged(&place.spec);
            let (_, change) = changes.iter().find(|(id, _)| *id == prediction.id).expect("a change for each");
            let other = judged(&change.iter().fold(place.spec.clone(), |spec, (key, value)| spec.with(*key, *value)));
            assert_ne!(truth, other, "{}: no change of the run changes the answer", prediction.id);
            seen.push((prediction.id, truth));
        }
    }
    assert_eq!(seen, expected);
}

#[test]
fn every_task_fails_on_a_wrong_answer_and_can_be_met() {
    let step = STORY.steps.iter().find(|step| !step.tasks.is_empty()).expect("a step with tasks");
    let preset = decode(&format!("#/learning-rate?{}", step.preset), LearningRate::CONTROLS).spec;
    assert_eq!(step.tasks.len(), 3);
    for task in step.tasks {
        let surface = task.id.strip_prefix("goldilocks_").expect("named after its ground");
        let index = Key::Surface.spec().kind.index_of(surface).expect("a ground") as f64;
        let ground = preset.with(Key::Surface, index);
        let met = |spec: &RunSpec| {
            let model = LearningRate::finished(spec);
            let view = view(&model, 0);
            println!("{}: {}", task.id, task.status.of(&model, &view));
            task.is_met(&model, &view)
        };
        assert!(!met(&ground), "{}: the preset meets it", task.id);
        let sweep = LearningRate::finished(&ground);
        let good = sweep.sweep.iter().filter(|tried| tried.reached == sweep.fewest()).map(|tried| tried.rate);
        let good: Vec<f64> = good.collect();
        println!("{surface}: {:?} updates at {good:?}, limit {}", sweep.fewest(), sweep.problem.borders()[1]);
        let right = ground.with(Key::Rate, good[good.len() / 2]);
        assert!(met(&right), "{} cannot be met", task.id);
        // Too small, too large, another ground, another ravine, help from momentum.
        assert!(!met(&right.with(Key::Rate, 0.02)) && !met(&right.with(Key::Rate, 2.1)));
        assert!(!met(&right.with(Key::Surface, 0.0)));
        assert!(!met(&right.with(Key::Momentum, 0.2)));
        assert!(surface != "ravine" || !met(&right.with(Key::Ratio, 1.0)));
        assert!(surface != "penguins" || !met(&right.with(Key::Standardise, 1.0).with(Key::Rate, 0.5)));
        assert!(!met(&right.with(Key::Start, 0.0).with(Key::Start2, 0.0)) || surface == "penguins");
    }
}

#[test]
fn a_drag_moves_the_start_of_all_runs() {
    let model = run("surface=bowl");
    let drag = crate::Act::Drag { figure: 0, handle: 0, to: [0.5, -1.25] };
    let moved = LearningRate::finished(
        &model.problem.spec.edited(crate::Run::act(&model, drag, &view(&model, 0)).expect("a drag is an act")),
    );
    assert_eq!(moved.problem.start, [0.5, -1.25]);
    assert!(moved.companions.iter().all(|trace| trace.losses()[0] == moved.trace.losses()[0]));
    assert_eq!(
        crate::Run::act(&model, crate::Act::Drag { figure: 0, handle: 0, to: [f64::NAN, 0.0] }, &view(&model, 0)),
        None
    );
}

#[test]
fn a_state_made_again_is_the_state_that_was() {
    for momentum in [0.0, 0.9] {
        let model = run(&format!("surface=ravine&rate=0.4&momentum={momentum}&updates=150"));
        for update in [0, 1, 63, 64, 100, 149, 150] {
            let (state, [x, y]) = (model.state(update), model.place(update));
            assert_eq!((state[0].to_bits(), state[1].to_bits()), (x.to_bits(), y.to_bits()), "{momentum}, {update}");
        }
    }
}

#[test]
fn the_story_says_how_many_rates_the_sweep_tries() {
    let said = |step: &crate::Step| step.html.contains(&format!("at {SWEEP_RATES} rates"));
    assert_eq!(STORY.steps.iter().filter(|step| said(step)).count(), 1);
}
