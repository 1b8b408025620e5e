//! The page for an address that leads nowhere: it says so, and helps.

use crate::address::nearest;
use crate::i18n::words::lost as words;
use crate::lessons::{LESSONS, Lesson};
use leptos::prelude::*;

/// No lesson has the name that was asked for.
#[component]
pub fn Lost(asked: String) -> impl IntoView {
    let near = nearest(&asked);
    let entry = |lesson: &'static dyn Lesson| {
        let story = lesson.story();
        view! { <a href=format!("#/{}", story.slug)><b>{story.title}</b>" "<span class="note">{story.question}</span></a> }
    };
    view! {
        <main class="lost page" id="main">
            <h1 tabindex="-1">{words::title()}</h1>
            <p>{words::said(&asked)}</p>
            {near.map(|lesson| view! { <h2>{words::nearest()}</h2><p class="lost__near">{entry(lesson)}</p> })}
            <h2>{words::all()}</h2>
            <ul class="lost__all">{LESSONS.iter().map(|lesson| view! { <li>{entry(*lesson)}</li> }).collect_view()}</ul>
            <p><a class="gd-button gd-button--line" href="#/">{words::home()}</a></p>
        </main>
    }
}
