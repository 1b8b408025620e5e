//! The words of a lesson: steps, questions to answer before the run is shown, goals checked on the live run.

use super::desk::Desk;
use super::hooks::focus;
use super::progress::{keep, kept};
use crate::address::{neighbours, preset, step_link};
use crate::i18n::words::story as words;
use crate::lessons::{Look, Prediction, Run, Step, Task};
use crate::params::{Frame, RunSpec};
use leptos::html;
use leptos::prelude::*;

/// What a task is asked of: the size of a figure does not matter to it.
const NO_SIZE: [f64; 2] = [0.0; 2];

/// Everything beside the bench.
#[component]
pub fn Story(desk: Desk) -> impl IntoView {
    let story = desk.lesson.story();
    let step = Memo::new(move |_| desk.step.get().min(story.steps.len().saturating_sub(1)));
    let heading = NodeRef::<html::H1>::new();
    Effect::new(move |before: Option<usize>| {
        let now = step.get();
        keep(|progress| progress.visit(story.slug, now));
        if before.is_some_and(|before| before != now) {
            // After the new words stand: where one reads on, and the top of the page with them.
            request_animation_frame(move || {
                if let Some(Some(heading)) = heading.try_get_untracked() {
                    window().scroll_to_with_x_and_y(0.0, 0.0);
                    focus(&heading);
                }
            });
        }
        now
    });
    let words = move || {
        let index = step.get();
        let Some(step) = story.steps.get(index) else { return ().into_any() };
        view! {
            <p class="story__where">{words::place(&(index + 1).to_string(), &story.steps.len().to_string())}</p>
            <h1 tabindex="-1" node_ref=heading>{step.title}</h1>
            <div class="story__prose" inner_html=step.html></div>
            {step.predictions.iter().map(|prediction| view! { <Predict desk index prediction/> }).collect_view()}
            {step.tasks.iter().map(|task| view! { <Goal desk task/> }).collect_view()}
        }
        .into_any()
    };
    view! {
        <article class="story">
            {words}
            <Turn desk step steps=story.steps/>
        </article>
    }
}

/// A question. The run of the step's own settings says which choice is true, whatever the bench shows by then.
#[component]
fn Predict(desk: Desk, index: usize, prediction: &'static Prediction) -> impl IntoView {
    let slug = desk.lesson.story().slug;
    let chosen = Memo::new(move |_| desk.answers.read().get(prediction.id).copied());
    let answer = move |choice: usize| {
        desk.answers.update(|answers| {
            answers.insert(prediction.id, choice);
        });
        keep(|progress| {
            progress.record_mut(slug).answers.insert(prediction.id.to_string(), choice);
        });
    };
    let answered = Memo::new(move |_| chosen.get().is_some());
    let judged = Memo::new(move |_| answered.get().then(|| judge(desk, index, prediction)));
    let truth = move || judged.read().as_ref().map(|(_, truth)| truth.clone());
    let is_true = move |choice: usize| judged.read().as_ref().is_some_and(|(right, _)| *right == choice);
    // Where the choice was the true one, the tick before the reason says enough.
    let missed = move |choice: usize| is_true(choice) && chosen.get() != Some(choice);
    let choices = prediction.choices.iter().enumerate().map(|(choice, text)| {
        view! {
            <label class:is-true=move || is_true(choice)>
                <input type="radio" name=prediction.id value=choice.to_string()
                    prop:checked=move || chosen.get() == Some(choice) on:change=move |_| answer(choice)/>
                <span inner_html=*text></span>
                <Show when=move || missed(choice)><span class="gd-predict__mark">{words::run_choice()}</span></Show>
            </label>
        }
    });
    view! {
        <fieldset class="gd-predict" data-prediction=prediction.id>
            <legend class="gd-predict__ask" inner_html=prediction.question></legend>
            <div class="gd-predict__choices">{choices.collect_view()}</div>
            <div aria-live="polite">
                {move || truth().map(|truth| view! { <p class="gd-predict__truth" inner_html=truth></p> })}
            </div>
        </fieldset>
    }
}

/// Which choice the run of the step's own settings makes true, and why.
fn judge(desk: Desk, index: usize, prediction: &Prediction) -> (usize, String) {
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
    let look = Look { at, part: place.part, veiled: false, spec: &place.spec, pins: &pins, moves: 0, size: NO_SIZE };
    let right = (prediction.judge)(&*run, &look);
    (right, (prediction.truth)(&*run, &look, right))
}

/// A goal. Once reached it stays reached; its numbers go on following the run.
#[component]
fn Goal(desk: Desk, task: &'static Task) -> impl IntoView {
    let slug = desk.lesson.story().slug;
    let done = kept().record(slug).is_some_and(|record| record.tasks.contains(task.id));
    let met = Memo::new(move |before: Option<&bool>| {
        let reached = before.copied().unwrap_or(done);
        reached || desk.look(NO_SIZE, |run, look| (task.met)(run, look))
    });
    let status = Memo::new(move |_| desk.look(NO_SIZE, |run, look| (task.status)(run, look)));
    Effect::new(move |_| {
        if met.get() {
            keep(|progress| {
                progress.record_mut(slug).tasks.insert(task.id.to_string());
            });
        }
    });
    // The numbers change with every move of the hand: aloud, only the end of it is news.
    let news = move || if met.get() && !done { words::met_aloud() } else { "" };
    view! {
        <section class="gd-task" data-task=task.id data-met=move || met.get().to_string() aria-label=words::task()>
            <p class="gd-task__goal" inner_html=task.goal></p>
            <p class="gd-task__status" inner_html=move || status.get()></p>
            <p class="out" role="status">{news}</p>
        </section>
    }
}

/// Back, where one is, and on. The steps are links; after the last one the next lesson follows, or the first page.
#[component]
fn Turn(desk: Desk, step: Memo<usize>, steps: &'static [Step]) -> impl IntoView {
    let to = move |step: usize| step_link(desk.lesson, step, &desk.frame.read());
    let back = move || step.get().checked_sub(1).map(to);
    let on = move || {
        let next = step.get() + 1;
        if next < steps.len() {
            return to(next);
        }
        let [_, after] = neighbours(desk.lesson);
        after.map_or_else(|| "#/".to_string(), |lesson| format!("#/{}", lesson.story().slug))
    };
    let dot = move |index: usize| {
        let current = move || (step.get() == index).then_some("step");
        view! { <li class:done=move || index < step.get() aria-current=current></li> }
    };
    view! {
        <nav class="story__turn" aria-label=words::steps()>
            {move || match back() {
                Some(back) => view! { <a class="gd-button gd-button--line" href=back>{words::back()}</a> }.into_any(),
                None => view! { <span class="story__turn-end"></span> }.into_any(),
            }}
            <ol class="dots" aria-hidden="true">{(0..steps.len()).map(dot).collect_view()}</ol>
            <a class="gd-button gd-button--fill" href=on>{words::next()}</a>
        </nav>
    }
}
