//! What this is, what it keeps, how its numbers are made, whose data and whose work are in it.

use super::marked::marked;
use super::progress::{kept, start_afresh};
use crate::i18n::words::about as words;
use crate::progress::Progress;
use leptos::prelude::*;

/// The page about the course.
#[component]
pub fn About() -> impl IntoView {
    let nothing = kept() == Progress::default();
    let forgotten = RwSignal::new(false);
    let forget = move |_| {
        start_afresh();
        forgotten.set(true);
    };
    let section = |title: &'static str, said: Vec<&'static str>| {
        let said: Vec<_> = said.into_iter().map(|said| view! { <p>{marked(said)}</p> }).collect();
        view! { <h2>{title}</h2>{said} }
    };
    view! {
        <main class="about page" id="main">
            <h1 tabindex="-1">{words::title()}</h1>
            {section(words::what(), vec![words::what_1(), words::what_2(), words::what_3()])}
            {section(words::privacy(), vec![words::privacy_1(), words::privacy_2()])}
            <p class="about__forget">
                <button type="button" class="gd-button gd-button--line" disabled=move || nothing || forgotten.get() on:click=forget>
                    {words::forget()}
                </button>
                <span class="note" role="status">
                    {move || if forgotten.get() { words::forgotten() } else if nothing { words::nothing_kept() } else { "" }}
                </span>
            </p>
            {section(words::numbers(), vec![words::numbers_1(), words::numbers_2(), words::numbers_3()])}
            {section(words::data(), vec![
                words::data_penguins(), words::data_anscombe(), words::data_norris(), words::data_generated(),
            ])}
            {section(words::licences(), vec![words::licences_1(), words::licences_fonts(), words::licences_code()])}
        </main>
    }
}
