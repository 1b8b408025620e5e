//! The words of a lesson: steps, questions to answer before the run is shown, goals checked on the live run.

use super::desk::Desk;
use super::dom::{El, el, live};
use super::embed::tell_if_completed;
use super::hooks::{focus_first, tell};
use super::progress::{keep, kept};
use crate::address::{neighbours, preset, step_link};
use crate::i18n::words::story as words;
use crate::lessons::{Prediction, Run, Sight, Step, Task, View};
use crate::params::{Frame, Key, RunSpec};
use crate::progress::Progress;
use leptos::prelude::*;
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// What a task is asked of: the size of a figure does not matter to it.
const NO_SIZE: [f64; 2] = [0.0; 2];

/// Stands for a choice where nobody chose: the answer was asked for.
pub const NOBODY: usize = usize::MAX;

/// Everything beside the bench.
pub fn story(desk: Desk) -> El {
    let story = desk.lesson.story();
    let step = Memo::new(move |_| desk.step.get().min(story.steps.len().saturating_sub(1)));
    let lecturing = Memo::new(move |_| desk.lecturing());
    let article = el("article").class("story").live_children(move || {
        let index = step.get();
        lecturing.track();
        let Some(step) = story.steps.get(index) else { return Vec::new() };
        untrack(|| told(desk, index, step))
    });
    let mut first = true;
    live(move || {
        let step = step.get();
        note(desk, |progress| progress.visit(story.slug, story.steps.get(step).map_or("", |step| step.name)));
        if step + 1 == story.steps.len() {
            tell_if_completed(story);
        }
        if !std::mem::take(&mut first) {
            // After the new words stand: where one reads on, and the top of the page with them.
            request_animation_frame(|| {
                window().scroll_to_with_x_and_y(0.0, 0.0);
                focus_first(".story h1");
            });
        }
    });
    article.child(turn(desk, step, story.steps))
}

/// Keeps what a reader did on this device. A lecture is nobody's progress.
fn note(desk: Desk, change: impl FnOnce(&mut Progress)) {
    if !untrack(|| desk.lecturing()) {
        keep(change);
    }
}

/// The words of one step.
fn told(desk: Desk, index: usize, step: &'static Step) -> Vec<El> {
    let steps = desk.lesson.story().steps.len();
    let mut told = vec![
        el("p").class("story__where").text(&words::place(&(index + 1).to_string(), &steps.to_string())),
        el("h1").attr("tabindex", "-1").text(step.title),
        el("div")
            .class("story__prose")
            .html(step.html)
            .live_if(
                move || desk.frame.read().newer,
                || el("p").class("note").attr("role", "status").text(words::newer()),
            )
            .live_if(
                move || step.predictions.is_empty() && strays(desk, index, step),
                move || put_back(desk, index, words::strays()),
            ),
    ];
    if untrack(|| desk.lecturing()) && !step.prompt.is_empty() {
        told.push(el("p").class("lecture__prompt").html(step.prompt));
    }
    told.extend(step.predictions.iter().map(|prediction| predict(desk, index, prediction)));
    told.extend(step.tasks.iter().map(|task| goal(desk, index, task)));
    told
}

/// Whether other data or another ground were chosen than those that the words speak of, where the step does not ask for it. Tracked.
fn strays(desk: Desk, index: usize, step: &Step) -> bool {
    let own = preset(desk.lesson, index, &Frame::default()).spec;
    let spec = desk.spec.read();
    let other = |key: Key| spec.current().value(key) != own.current().value(key) && !step.controls.contains(&key);
    other(Key::Data) || other(Key::Surface)
}

fn put_back(desk: Desk, index: usize, why: &str) -> El {
    // What an author fixed, nobody puts back.
    let free = move || desk.frame.read().fix.is_empty();
    let back = move || el("a").live_attr("href", move || Some(step_link(desk.lesson, index, &desk.frame.read())));
    el("p").class("note").attr("role", "status").text(why).live_if(free, move || back().text(words::put_back()))
}

/// A question. The run of the step's own settings says which choice is true, whatever the bench shows by then.
fn predict(desk: Desk, index: usize, prediction: &'static Prediction) -> El {
    let story = desk.lesson.story();
    let own = preset(desk.lesson, index, &Frame::default()).spec;
    let chosen = move || desk.answers.read().get(prediction.id).copied();
    let answered = Memo::new(move |_| chosen().is_some());
    let judged = Memo::new(move |_| answered.get().then(|| judge(desk, index, prediction)));
    let answer = Rc::new(move |choice: usize| {
        desk.answers.update(|answers| {
            answers.insert(prediction.id, choice);
        });
        let name = prediction.names.get(choice).copied().unwrap_or("");
        note(desk, |progress| {
            progress.record_mut(story.slug).answers.insert(prediction.id, name.to_string());
        });
        let right = judged.with_untracked(|judged| judged.as_ref().is_some_and(|(right, _)| *right == choice));
        let place = [("lesson", story.slug.into()), ("step", story.steps[index].name.into())];
        let said = [("id", prediction.id.into()), ("choice", name.into()), ("right", right.into())];
        tell("answer", &[&place[..], &said].concat());
        tell_if_completed(story);
    });
    let choice = |(choice, text): (usize, &&'static str)| {
        let answer = answer.clone();
        let right = move |judged: &Option<(usize, String)>| judged.as_ref().is_some_and(|(right, _)| *right == choice);
        // Where the choice was the true one, the tick before the reason says enough.
        let missed = move || judged.with(right) && chosen() != Some(choice);
        let input = el("input").attr("type", "radio").attr("name", prediction.id).attr("value", &choice.to_string());
        let input = input
            .live_prop("checked", move || JsValue::from_bool(chosen() == Some(choice)))
            .on("change", move |_| answer(choice));
        el("label")
            .live_class("is-true", move || judged.with(right))
            .child(input)
            .child(el("span").html(text))
            .live_if(missed, || el("span").class("gd-predict__mark").text(words::run_choice()))
    };
    let choices = prediction.choices.iter().enumerate().map(choice);
    let choices = el("div").class("gd-predict__choices").children(choices);
    let truth = move || {
        // A tick greets a reader who was right. In a lecture nobody chose: the mark on the true choice says enough.
        let said = |(right, truth): &(usize, String)| {
            let tick = if chosen() == Some(*right) { " is-right" } else { "" };
            format!("<p class=\"gd-predict__truth{tick}\">{truth}</p>")
        };
        judged.with(|judged| judged.as_ref().map(said)).unwrap_or_default()
    };
    el("fieldset")
        .class("gd-predict")
        .attr("data-prediction", prediction.id)
        .child(el("legend").class("gd-predict__ask").html(prediction.question))
        .child(choices)
        .child(el("div").attr("aria-live", "polite").live_html(truth))
        .live_if(move || !desk.spec.read().same_run(&own), move || put_back(desk, index, words::asked()))
}

/// Which choice the run of the step's own settings makes true, and why.
pub fn judge(desk: Desk, index: usize, prediction: &Prediction) -> (usize, String) {
    let place = preset(desk.lesson, index, &Frame::default());
    let finished = |spec: &RunSpec| {
        let mut run = desk.lesson.open(spec);
        while run.advance(usize::from(u16::MAX)) {}
        run
    };
    let run = finished(&place.spec);
    let pinned: Vec<Box<dyn Run>> = place.pins.iter().map(finished).collect();
    let pins: Vec<&dyn Run> = pinned.iter().map(|run| &**run).collect();
    let at = place.cursor.min(run.trace().updates());
    let view = View::new(&place.spec, NO_SIZE).after(at, place.part).beside(&pins);
    let right = (prediction.judge)(&*run, &view).unwrap_or(0);
    (right, prediction.truths.get(right).map_or_else(String::new, |truth| truth.of(&*run, &view)))
}

/// A goal. Once reached it stays reached; its numbers go on following the run.
fn goal(desk: Desk, index: usize, task: &'static Task) -> El {
    let story = desk.lesson.story();
    let lecturing = untrack(|| desk.lecturing());
    let done = !lecturing && kept().record(story.slug).is_some_and(|record| record.tasks.get(task.id).is_some());
    let met = Memo::new(move |before: Option<&bool>| {
        let reached = before.copied().unwrap_or(done);
        // A goal is of the run: while a question hides that, it tells nothing of it.
        reached || desk.shows(Sight::Run) && desk.view(NO_SIZE, |run, view| task.is_met(run, view))
    });
    live(move || {
        if met.get() && !done && !lecturing {
            keep(|progress| {
                progress.record_mut(story.slug).tasks.insert(task.id, ());
            });
            tell(
                "task",
                &[("lesson", story.slug.into()), ("step", story.steps[index].name.into()), ("id", task.id.into())],
            );
            tell_if_completed(story);
        }
    });
    // The numbers change with every move of the hand: aloud, only the end of it is news.
    let news = move || if met.get() && !done { words::met_aloud() } else { "" };
    let status = move || match desk.shows(Sight::Run) {
        true => desk.view(NO_SIZE, |run, view| task.status.of(run, view)),
        false => crate::i18n::words::bench::wait().to_string(),
    };
    el("section")
        .class("gd-task")
        .attr("data-task", task.id)
        .attr("aria-label", words::task())
        .live_attr("data-met", move || Some(met.get().to_string()))
        .child(el("p").class("gd-task__goal").html(task.goal))
        .child(el("div").class("gd-task__status").live_html(status))
        .child(el("p").class("out").attr("role", "status").live_text(move || news().to_string()))
}

/// Back, where one is, and on. The steps are links; after the last one the next lesson follows, or the first page.
fn turn(desk: Desk, step: Memo<usize>, steps: &'static [Step]) -> El {
    let to = move |step: usize| step_link(desk.lesson, step, &desk.frame.read());
    // On the first step it leads nowhere: it is not seen, and its place stays.
    let back = move || step.get().checked_sub(1).map(to);
    let on = move || {
        let next = step.get() + 1;
        if next < steps.len() {
            return Some(to(next));
        }
        let [_, after] = neighbours(desk.lesson.story().slug);
        Some(after.map_or_else(|| "#/".to_string(), |lesson| format!("#/{}", lesson.slug)))
    };
    let dot = |index: usize| {
        let current = move || (step.get() == index).then(|| "step".to_string());
        el("li").live_class("done", move || index < step.get()).live_attr("aria-current", current)
    };
    el("nav")
        .class("story__turn")
        .attr("aria-label", words::steps())
        .child(el("a").class("gd-button gd-button--line").live_attr("href", back).text(words::back()))
        .child(el("ol").class("dots").attr("aria-hidden", "true").children((0..steps.len()).map(dot)))
        .child(el("a").class("gd-button gd-button--fill").live_attr("href", on).text(words::next()))
}
