//! What stands around every page: the way to the content, the top line, the theme, the link.

use super::hooks::{address, copy, focus, scroll_to, use_choice};
use super::link::Link;
use crate::address::{Page, neighbours};
use crate::i18n::words::shell as words;
use crate::lessons::Lesson;
use crate::params::Theme;
use leptos::ev::MouseEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// How long "Copied" stands.
const COPIED: Duration = Duration::from_millis(2000);

/// The first thing that the Tab key reaches. It moves the focus, not the address.
#[component]
pub fn SkipLink() -> impl IntoView {
    let skip = |event: MouseEvent| {
        event.prevent_default();
        scroll_to("main h1");
    };
    view! { <a class="skip" href="#main" on:click=skip>{words::skip()}</a> }
}

/// The top line.
#[component]
pub fn Header(page: RwSignal<Page>) -> impl IntoView {
    let by_hand = RwSignal::new(None::<String>);
    let at_home = move || matches!(*page.read(), Page::Home).then_some("page");
    view! {
        <header class="top">
            <a class="brand" href="#/" aria-current=at_home>
                <svg viewBox="0 0 26 26" aria-hidden="true">
                    <path d="M2 6C7 6 8 21 14 21S20 14 24 12"/><circle cx="14" cy="16.5" r="3.4"/>
                </svg>
                {words::name()}
            </a>
            {move || match page.read().lesson() {
                Some(lesson) => view! { <LessonNav lesson/> }.into_any(),
                None => view! { <SiteNav page/> }.into_any(),
            }}
            <div class="tools">
                <CopyLink by_hand/>
                <ThemeButton/>
            </div>
        </header>
        {move || by_hand.get().map(|link| view! { <ByHand link by_hand/> })}
    }
}

/// On every page but a lesson's.
#[component]
fn SiteNav(page: RwSignal<Page>) -> impl IntoView {
    let at_home = move || matches!(*page.read(), Page::Home);
    let about = move || matches!(*page.read(), Page::About).then_some("page");
    // On the first page the lessons are a little further down; elsewhere the link leads there.
    let lessons = move |event: MouseEvent| {
        if at_home() {
            event.prevent_default();
            scroll_to("#lessons");
        }
    };
    view! {
        <nav class="where where--end" aria-label=words::site()>
            <a href="#/" on:click=lessons>{words::lessons()}</a>
            <a href="#/about" aria-current=about>{words::about()}</a>
        </nav>
    }
}

/// The lesson that is open, between its neighbours; before the first one stands the first page.
#[component]
fn LessonNav(lesson: &'static dyn Lesson) -> impl IntoView {
    let [before, after] = neighbours(lesson);
    let name = |lesson: &'static dyn Lesson| (format!("#/{}", lesson.story().slug), lesson.story().title);
    let (before_link, before_name) = before.map_or_else(|| ("#/".to_string(), words::name()), name);
    view! {
        <nav class="where" aria-label=words::around()>
            <a href=before_link rel="prev"><span aria-hidden="true">"‹ "</span>{before_name}</a>
            <span aria-current="page">{lesson.story().title}</span>
            {after.map(name).map(|(link, name)| view! {
                <a href=link rel="next">{name}<span aria-hidden="true">" ›"</span></a>
            })}
        </nav>
    }
}

/// System, light, dark, and round again.
#[component]
fn ThemeButton() -> impl IntoView {
    let choice = use_choice();
    let label = move || match choice.chosen() {
        None => words::theme_system(),
        Some(Theme::Light) => words::theme_light(),
        Some(Theme::Dark) => words::theme_dark(),
    };
    let turn = move |_| {
        choice.choose(match choice.chosen() {
            None => Some(Theme::Light),
            Some(Theme::Light) => Some(Theme::Dark),
            Some(Theme::Dark) => None,
        });
    };
    let picture = move || {
        match choice.chosen() {
        None => view! { <circle cx="10" cy="10" r="6.5"/><path d="M10 3.5a6.5 6.5 0 0 1 0 13z" fill="currentColor"/> }.into_any(),
        Some(Theme::Light) => view! {
            <circle cx="10" cy="10" r="3.6"/>
            <path d="M10 1.8v2M10 16.2v2M1.8 10h2M16.2 10h2M4.2 4.2l1.4 1.4M14.4 14.4l1.4 1.4M4.2 15.8l1.4-1.4M14.4 5.6l1.4-1.4"/>
        }
        .into_any(),
        Some(Theme::Dark) => view! { <path d="M16.5 11.8A6.9 6.9 0 0 1 8.2 3.5a6.9 6.9 0 1 0 8.3 8.3z"/> }.into_any(),
    }
    };
    view! {
        <button type="button" class="gd-button gd-button--icon" aria-label=label title=label on:click=turn>
            <svg class="icon pen" viewBox="0 0 20 20" aria-hidden="true">{picture}</svg>
        </button>
    }
}

/// Puts the address of what is on screen on the clipboard, or shows it where that is not allowed.
#[component]
fn CopyLink(by_hand: RwSignal<Option<String>>) -> impl IntoView {
    let link = expect_context::<Link>();
    let copied = RwSignal::new(false);
    let act = move |_| {
        link.flush();
        spawn_local(async move {
            let text = address();
            if copy(&text).await {
                let _ = copied.try_set(true);
                set_timeout(
                    move || {
                        let _ = copied.try_set(false);
                    },
                    COPIED,
                );
            } else {
                let _ = by_hand.try_set(Some(text));
            }
        });
    };
    view! {
        <button type="button" class="gd-button top__link" on:click=act>
            <svg class="icon pen" viewBox="0 0 20 20" aria-hidden="true">
                {move || if copied.get() {
                    view! { <path d="M4 10.5l4 4 8-9"/> }
                } else {
                    view! { <path d="M8.5 11.5l3-3M9 6l2-2a3.5 3.5 0 0 1 5 5l-2 2M11 14l-2 2a3.5 3.5 0 0 1-5-5l2-2"/> }
                }}
            </svg>
            <span class="top__link-words" aria-live="polite">{move || if copied.get() { words::copied() } else { words::copy_link() }}</span>
        </button>
    }
}

/// The link in a field, for those whose browser does not let the page copy.
#[component]
fn ByHand(link: String, by_hand: RwSignal<Option<String>>) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            focus(&field);
            field.select();
        }
    });
    view! {
        <p class="by-hand">
            <label for="link-by-hand">{words::copy_by_hand()}</label>
            <input id="link-by-hand" type="text" readonly prop:value=link node_ref=field/>
            <button type="button" class="gd-button gd-button--line" on:click=move |_| by_hand.set(None)>{words::close()}</button>
        </p>
    }
}
