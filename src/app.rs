//! From the address to the page.

use crate::address::{self, Page};
use crate::i18n::words;
use crate::ui::about::About;
use crate::ui::bench::Bench;
use crate::ui::desk::Desk;
use crate::ui::home::Home;
use crate::ui::hooks::{focus_first, fragment, on_fragment, on_link, once_drawn, provide_page, set_title, use_choice};
use crate::ui::link::Link;
use crate::ui::lost::Lost;
use crate::ui::progress::kept;
use crate::ui::shell::{Header, SkipLink};
use crate::ui::story::Story;
use leptos::prelude::*;

/// Puts the app in the place of the words that stood there before it came.
pub fn mount() {
    leptos::mount::mount_to_body(App);
    if let Some(before) = document().get_element_by_id("static") {
        before.remove();
    }
}

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    provide_page();
    let link = Link::here();
    provide_context(link);
    let page = RwSignal::new(Page::of(&fragment()));
    // The desk of the lesson that is open: a link to the lesson that one is in changes it instead of building a new page.
    let open = StoredValue::new(None::<Desk>);
    let choice = use_choice();

    let arrive = move || {
        let Some(fragment) = link.arrived() else { return };
        let next = Page::of(&fragment);
        let desk = open.try_get_value().flatten();
        match (desk, next.lesson()) {
            (Some(desk), Some(lesson)) if desk.lesson.story().slug == lesson.story().slug => {
                let place = address::read(lesson, &fragment);
                choice.follow(place.frame.theme);
                desk.frame.set(place.frame);
                desk.go(place.step, place.spec, place.cursor, place.part, place.pins);
            }
            _ => {
                ready(false);
                page.set(next);
            }
        }
    };
    on_fragment(arrive);
    on_link(move || link.flush(), arrive);

    Effect::new(move |before: Option<()>| {
        set_title(&title(&page.read()));
        let first = before.is_none();
        request_animation_frame(move || {
            if !first {
                window().scroll_to_with_x_and_y(0.0, 0.0);
                focus_first("main h1");
            }
            once_drawn(|| ready(true));
        });
    });

    let content = move || {
        open.set_value(None);
        match page.get() {
            Page::Home => view! { <Home/> }.into_any(),
            Page::About => view! { <About/> }.into_any(),
            Page::Lost(asked) => view! { <Lost asked/> }.into_any(),
            Page::Lesson(lesson) => {
                let place = address::read(lesson, &fragment());
                choice.follow(place.frame.theme);
                let desk = Desk::new(lesson, place);
                recall_answers(desk);
                open.set_value(Some(desk));
                link.mirror(desk);
                view! {
                    <main class="lesson" id="main">
                        <Story desk/>
                        <Bench desk/>
                    </main>
                }
                .into_any()
            }
        }
    };
    view! {
        <SkipLink/>
        <Header page/>
        {content}
    }
}

/// Puts the answers that this device remembers on the desk.
fn recall_answers(desk: Desk) {
    let story = desk.lesson.story();
    let progress = kept();
    let Some(record) = progress.record(story.slug) else { return };
    let predictions = story.steps.iter().flat_map(|step| step.predictions);
    let answers = predictions.filter_map(|prediction| {
        let choice = *record.answers.get(prediction.id)?;
        (choice < prediction.choices.len()).then_some((prediction.id, choice))
    });
    let answers: Vec<_> = answers.collect();
    desk.answers.update(|all| all.extend(answers));
}

fn title(page: &Page) -> String {
    match page {
        Page::Home => words::shell::title().to_string(),
        Page::About => words::shell::page_title(words::shell::about()),
        Page::Lost(_) => words::shell::page_title(words::lost::title()),
        Page::Lesson(lesson) => words::shell::page_title(lesson.story().title),
    }
}

/// Says whether the page stands and its figures are drawn.
fn ready(yes: bool) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-ready", if yes { "true" } else { "false" });
    }
}
