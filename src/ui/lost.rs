//! The page for an address that leads nowhere: it says so, and helps.

use crate::address::nearest;
use crate::i18n::words::lost as words;
use crate::lessons::{LESSONS, Lesson};
use leptos::prelude::*;

/// No lesson has the name that was asked for.
#[component]
pub fn Lost(asked: String) -> impl IntoView {
    let near = nearest(&asked);
    let slug = near.map(|lesson| lesson.story().slug);
    let others: Vec<_> = LESSONS.iter().copied().filter(|lesson| Some(lesson.story().slug) != slug).collect();
    let others_title = if near.is_some() { words::others() } else { words::all() };
    let entry = |lesson: &'static dyn Lesson| {
        let story = lesson.story();
        view! { <a href=format!("#/{}", story.slug)><b>{story.title}</b>" "<span class="note">{story.question}</span></a> }
    };
    view! {
        <main class="lost page" id="main">
            <h1 tabindex="-1">{words::title()}</h1>
            <p>{words::said(&asked)}</p>
            {near.map(|lesson| view! { <h2>{words::nearest()}</h2><p>{entry(lesson)}</p> })}
            {(!others.is_empty()).then(|| view! {
                <h2>{others_title}</h2>
                <ul>{others.into_iter().map(|lesson| view! { <li>{entry(lesson)}</li> }).collect_view()}</ul>
            })}
            <p><a class="gd-button gd-button--line" href="#/">{words::home()}</a></p>
        </main>
    }
}
