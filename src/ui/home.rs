//! The first page: a figure that asks to be dragged, where one left off, and the lessons.

use super::hero::HeroFigure;
use super::hooks::{scroll_to, use_size};
use super::progress::kept;
use super::sheet::Sheet;
use crate::address::step_link;
use crate::i18n::words::home as words;
use crate::lessons::{LESSONS, Lesson, lesson};
use crate::params::Frame;
use crate::plot::Layer;
use leptos::ev::MouseEvent;
use leptos::html;
use leptos::prelude::*;

/// The first page.
#[component]
pub fn Home() -> impl IntoView {
    let left = left_off();
    let first = LESSONS.first().map(|lesson| format!("#/{}", lesson.story().slug));
    let (go, go_words) = match &left {
        Some(left) => (Some(left.link.clone()), words::go_on()),
        None => (first, words::begin()),
    };
    let all = |event: MouseEvent| {
        event.prevent_default();
        scroll_to("#lessons");
    };
    view! {
        <main class="home" id="main">
            <section class="hero">
                <div class="hero__words">
                    <h1 tabindex="-1">{words::title()}</h1>
                    <p class="hero__lead">{words::lead()}</p>
                    <p class="hero__go">
                        {go.map(|go| view! { <a class="gd-button gd-button--fill gd-button--big" href=go>{go_words}</a> })}
                        <a class="gd-button gd-button--line gd-button--big" href="#/" on:click=all>{words::all_lessons()}</a>
                    </p>
                    {left.map(|left| view! { <Resume left/> })}
                </div>
                <HeroFigure/>
            </section>
            <section class="lessons" id="lessons" tabindex="-1" aria-label=words::all_lessons()>
                {LESSONS.iter().map(|lesson| view! { <Card lesson=*lesson/> }).collect_view()}
            </section>
        </main>
    }
}

/// The lesson that was open last.
struct Left {
    lesson: &'static dyn Lesson,
    link: String,
    step: usize,
    furthest: usize,
}

fn left_off() -> Option<Left> {
    let progress = kept();
    let lesson = lesson(progress.last.as_deref()?)?;
    let story = lesson.story();
    let record = progress.record(story.slug)?;
    let step = record.step.min(story.steps.len().checked_sub(1)?);
    Some(Left { lesson, link: step_link(lesson, step, &Frame::default()), step, furthest: record.furthest })
}

#[component]
fn Resume(left: Left) -> impl IntoView {
    let story = left.lesson.story();
    let title = story.steps.get(left.step).map_or("", |step| step.title);
    let place = words::step_of(&(left.step + 1).to_string(), &story.steps.len().to_string());
    view! {
        <a class="resume" href=left.link>
            <span class="note">{words::left_off()}</span>
            <b>{words::left_off_at(story.title, title)}</b>
            <span class="note"><Bar done=left.furthest + 1 of=story.steps.len()/>{words::kept_here(&place)}</span>
        </a>
    }
}

/// How far one has been.
#[component]
fn Bar(done: usize, of: usize) -> impl IntoView {
    let share = 100.0 * done.min(of) as f64 / of.max(1) as f64;
    view! { <span class="progress" aria-hidden="true"><span class="progress__done" style:width=format!("{share:.1}%")></span></span> }
}

/// A lesson, with a picture of a real run of it.
#[component]
fn Card(lesson: &'static dyn Lesson) -> impl IntoView {
    let story = lesson.story();
    let steps = story.steps.len();
    let seen = kept().record(story.slug).map(|record| (record.furthest + 1).min(steps));
    let note = match seen {
        Some(seen) if seen == steps => words::finished(&steps.to_string()),
        Some(seen) => words::step_of(&seen.to_string(), &steps.to_string()),
        None => words::minutes(&story.minutes.to_string()),
    };
    view! {
        <a class="card" href=format!("#/{}", story.slug)>
            <CardPicture lesson/>
            <h2>{story.title}</h2>
            <p>{story.question}</p>
            <p class="note">{seen.map(|done| view! { <Bar done of=steps/> })}{note}</p>
        </a>
    }
}

#[component]
fn CardPicture(lesson: &'static dyn Lesson) -> impl IntoView {
    let wrapper = NodeRef::<html::Div>::new();
    let size = use_size(wrapper);
    let scene = Signal::stored(lesson.card());
    view! { <div class="card__fig" node_ref=wrapper aria-hidden="true"><Sheet scene layer=Layer::Base size/></div> }
}
