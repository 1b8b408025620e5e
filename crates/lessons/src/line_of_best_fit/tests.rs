//! The lesson's numbers against closed forms and certified values.

use super::STORY;
use super::model::LineOfBestFit;
use crate::{Controls, Model, View};
use params::{Key, RunSpec, decode};
use sim::data::NORRIS_CERTIFIED;
use sim::{Ending, norm};

fn spec(link: &str) -> RunSpec {
    decode(&format!("#/line-of-best-fit?{link}"), LineOfBestFit::CONTROLS).spec
}

fn finished(link: &str) -> LineOfBestFit {
    LineOfBestFit::finished(&spec(link))
}

fn significant_digits(found: f64, certified: f64) -> f64 {
    -((found - certified).abs() / certified.abs()).log10()
}

#[test]
fn norris_is_certified_to_nine_digits() {
    let model = finished("data=norris&updates=0");
    let best = model.problem.best.expect("x varies");
    for (found, certified) in best.into_iter().zip(NORRIS_CERTIFIED) {
        let digits = significant_digits(found, certified);
        println!("Norris: {found:.15} against {certified}: {digits:.1} digits");
        assert!(digits >= 9.0, "{found} against {certified}: {digits:.1} digits");
    }
}

#[test]
fn descent_on_standardised_x_reaches_the_closed_form() {
    for data in
        ["norris", "penguins", "penguins-all", "anscombe-1", "anscombe-2", "anscombe-3", "anscombe-4", "generated"]
    {
        let model = finished(&format!("data={data}&standardise=1&rate=0.3&updates=2000&slope=0&intercept=0"));
        assert_eq!(model.trace.ending(), Some(Ending::Converged), "{data}");
        let (found, best) = (model.weights(usize::MAX), model.problem.best.expect("x varies"));
        let distance = norm(&[found[0] - best[0], found[1] - best[1]]);
        println!("{data}: {distance:e} after {} updates", model.trace.updates());
        assert!(distance <= 1e-9, "{data}: {distance}");
    }
}

#[test]
fn standardised_the_rate_one_half_lands_in_one_update() {
    for data in ["norris", "penguins-all", "anscombe-4"] {
        let model = finished(&format!("data={data}&standardise=1&rate=0.5&updates=30&slope=0&intercept=0"));
        assert!((model.problem.hessian.condition_number() - 1.0).abs() < 1e-9);
        assert_eq!(model.first_within(1.0 + 1e-9), Some(1), "{data}");
    }
}

#[test]
fn raw_norris_has_the_condition_number_that_the_story_tells() {
    let condition = finished("data=norris&updates=0").problem.hessian.condition_number();
    assert!((7.0e5..7.6e5).contains(&condition), "{condition}");
}

#[test]
fn descent_settles_just_below_the_limit_and_diverges_just_above() {
    for data in ["penguins", "anscombe-1", "generated"] {
        for objective in ["mean", "sum", "half-sum"] {
            let limit = finished(&format!("data={data}&objective={objective}&updates=0")).problem.limit();
            let run = |factor: f64| {
                finished(&format!("data={data}&objective={objective}&rate={}&updates=3000&slope=0.1", factor * limit))
            };
            let (below, above) = (run(0.99), run(1.01));
            let (first, last) = (below.trace.losses()[0], below.trace.losses()[below.trace.updates()]);
            assert!(last < first, "{data} {objective}: {first} to {last}");
            assert!(above.trace.losses()[above.trace.updates()] > above.trace.losses()[0], "{data} {objective}");
        }
    }
}

#[test]
fn anscombes_four_paths_differ_by_less_than_a_hundredth() {
    let model = finished("data=anscombe-1&rate=0.01&updates=3000&slope=0&intercept=0");
    assert!(matches!(model.problem.best, Some([w, b]) if (w - 0.5).abs() < 1e-3 && (b - 3.0).abs() < 1e-2));
    assert_eq!(super::judge::judges::four_shapes(&model, &view(&model, 0)), 2);
}

fn view(model: &LineOfBestFit, at: usize) -> View<'_> {
    View::new(&model.problem.spec, [384.0, 288.0]).after(at, 0).moved(1)
}

#[test]
fn the_penguins_bend_by_ten() {
    let model = finished("rate=0.17&updates=30");
    assert!((model.problem.curvatures[0] - 10.0).abs() < 0.05, "{}", model.problem.curvatures[0]);
    assert!((model.problem.limit() - 0.2).abs() < 0.001);
}

/// Changing the preset changes the right answer: the judge looks at the run, not at a key.
#[test]
fn predictions_are_judged_by_the_run() {
    let story = &STORY;
    let judged = |step: &crate::Step, change: &[(Key, f64)]| -> Vec<usize> {
        let place = decode(&format!("#/line-of-best-fit?{}", step.preset), LineOfBestFit::CONTROLS);
        let spec = change.iter().fold(place.spec, |spec: RunSpec, (key, value)| spec.with(*key, *value));
        let model = LineOfBestFit::finished(&spec);
        let view = view(&model, place.cursor.min(model.trace.updates()));
        step.predictions
            .iter()
            .map(|prediction| {
                let choice = (prediction.judge)(&model, &view).expect("a run of this lesson");
                let truth = prediction.truths[choice].of(&model, &view);
                println!("{}: {choice}: {truth}", prediction.id);
                assert!(choice < prediction.choices.len() && !truth.is_empty() && !truth.contains("—"), "{truth}");
                choice
            })
            .collect()
    };
    let mut seen = 0;
    for step in story.steps.iter().filter(|step| !step.predictions.is_empty()) {
        let truth = judged(step, &[]);
        let changes: [&[(Key, f64)]; 3] =
            [&[(Key::Rate, 0.001)], &[(Key::Slope, 40.0), (Key::Intercept, 3.0)], &[(Key::Rate, 0.05)]];
        let own = LineOfBestFit::open(&spec(step.preset));
        let best = own.problem.best.map_or([0.0; 2], |best| own.problem.to_page(best));
        let at_best: &[(Key, f64)] = &[(Key::Slope, best[0]), (Key::Intercept, best[1])];
        let others: Vec<Vec<usize>> = changes.iter().chain([&at_best]).map(|change| judged(step, change)).collect();
        seen += 1;
        assert!(others.iter().any(|other| *other != truth), "{}: no change of the run changes the answer", step.title);
    }
    assert!(seen >= 2);
}

#[test]
fn every_task_fails_on_a_wrong_answer_and_can_be_met() {
    let start = finished("updates=0&slope=-0.2&intercept=5");
    let best = start.problem.to_page(start.problem.best.expect("x varies"));
    let fitted = finished(&format!("updates=0&slope={}&intercept={}&blur=1", best[0], best[1]));
    let raced = finished("rate=0.1&updates=200&slope=0&intercept=0&standardise=1");
    for task in STORY.steps.iter().flat_map(|step| step.tasks) {
        let good: &LineOfBestFit = if task.id == "fewer_moves" { &raced } else { &fitted };
        let blurred = good.problem.spec.with(Key::Blur, 1.0);
        let hard_worker = View::new(&blurred, [384.0, 288.0]).moved(40);
        assert!(task.is_met(good, &hard_worker), "{} cannot be met", task.id);
        assert!(!task.is_met(&start, &view(&start, 0)), "{} is met by a wrong answer", task.id);
        assert!(!task.is_met(good, &hard_worker.moved(0)), "{} is met without doing anything", task.id);
        assert!(!task.status.of(&start, &view(&start, 0)).is_empty());
    }
}
