//! From the address to the page.

use crate::address::{self, Page};
use crate::i18n::words;
use crate::lessons::LESSONS;
use crate::named::Named;
use crate::params::Mode;
use crate::ui::bench::bench;
use crate::ui::desk::Desk;
use crate::ui::dom::{self, El, el, live};
use crate::ui::embed::way_out;
use crate::ui::home::home;
use crate::ui::hooks::{
    Choice, focus_first, fragment, on_fragment, on_link, on_view, once_drawn, previewed, provide_page, set_title,
    use_choice, with_part,
};
use crate::ui::link::Link;
use crate::ui::lost::lost;
use crate::ui::open_run::{SLICE_MILLISECONDS, now};
use crate::ui::panels::{self, panels};
use crate::ui::progress::kept;
use crate::ui::shell::{by_hand, foot, header, skip_link};
use crate::ui::story::{NOBODY, story};
use leptos::prelude::*;
use std::cell::Cell;
use std::time::Duration;

/// Whether there is a page to be on.
pub fn has_page() -> bool {
    web_sys::window().is_some()
}

/// Puts the app in the place of the words that stood there before it came. In a frame, not before it is seen: a page may hold many.
pub fn mount() {
    dom::mount(|| {
        let owner = Owner::current();
        let waits = Cell::new(true);
        on_view(move |seen| {
            if seen && waits.take() {
                begin(owner.clone());
            }
        });
    });
}

/// Shows the page that the address asks for, once the part of the program that it needs is here.
fn begin(owner: Option<Owner>) {
    let asked = fragment();
    let needed = Page::of(&asked);
    let page = needed.clone();
    let show = move || {
        // Somebody went on while it was on its way.
        if fragment() != asked {
            return begin(owner);
        }
        owner.as_ref().map_or_else(|| app(page.clone()), |owner| owner.with(|| app(page.clone())));
        if let Some(before) = document().get_element_by_id("static") {
            before.remove();
        }
    };
    needs(&needed, show);
}

/// Does `then` once what a page needs is here, and made.
fn needs(page: &Page, then: impl FnOnce() + 'static) {
    match *page {
        Page::Lesson(lesson) => with_part((lesson.part)(), true, move |lesson| {
            let since = now();
            lesson.prepare(&address::read(lesson, &fragment()).spec);
            // What took long has filled a part of this task: the page follows in the next.
            if now() - since < 0.5 * SLICE_MILLISECONDS { then() } else { set_timeout(then, Duration::ZERO) }
        }),
        Page::About => with_part(panels(), true, |_| then()),
        Page::Home | Page::Lost(_) => then(),
    }
}

/// What the whole page knows.
#[derive(Clone, Copy)]
struct App {
    link: Link,
    page: RwSignal<Page>,
    /// The desk of the lesson that is open: a link to the lesson that one is in changes it instead of building a new page.
    open: StoredValue<Option<Desk>>,
    choice: Choice,
}

/// The whole page.
fn app(page: Page) {
    provide_page();
    let page = RwSignal::new(page);
    let app = App { link: Link::here(), page, open: StoredValue::new(None), choice: use_choice() };
    on_fragment(move || app.arrive());
    on_link(move || app.link.flush(), move || app.arrive());

    let refused = RwSignal::new(None::<String>);
    dom::body()
        .child(skip_link())
        .child(header(page, app.link, refused))
        .live_if(move || refused.read().is_some(), move || by_hand(refused))
        .live_children(move || {
            let page = page.get();
            untrack(|| vec![app.content(&page)])
        });

    let mut first = true;
    live(move || {
        set_title(&title(&page.read()));
        let first = std::mem::take(&mut first);
        request_animation_frame(move || {
            if !first {
                window().scroll_to_with_x_and_y(0.0, 0.0);
                // By then the page of a slow run stands, too.
                request_animation_frame(|| focus_first("main h1"));
            }
            once_drawn(drawn);
        });
    });
}

impl App {
    /// Goes where the address leads.
    fn arrive(&self) {
        let Some(fragment) = self.link.arrived() else { return };
        let next = Page::of(&fragment);
        match (self.open.get_value(), next.lesson()) {
            (Some(desk), Some(lesson)) if desk.lesson.story().slug == lesson.slug => {
                let place = address::read(desk.lesson, &fragment);
                self.choice.follow(place.frame.theme);
                desk.go(place);
            }
            _ => {
                ready(false);
                self.link.leave();
                let app = *self;
                needs(&next.clone(), move || {
                    // Another page may have been asked for while this one's part was on its way.
                    if app.link.knows(&fragment) {
                        app.page.set(next);
                    }
                });
            }
        }
    }

    fn content(&self, page: &Page) -> El {
        self.open.set_value(None);
        mark_root("data-mode", Mode::Read.name());
        mark_root("data-hide", "");
        match page {
            Page::Home => home(),
            Page::About => panels::open(|panels| (panels.about)()),
            Page::Lost(asked) => lost(asked),
            Page::Lesson(listed) => {
                let Some(lesson) = listed.lesson() else { return lost(listed.slug) };
                let place = address::read(lesson, &fragment());
                self.choice.follow(place.frame.theme);
                let since = now();
                let desk = Desk::new(lesson, place);
                // A run that was slow to open has filled a frame by itself: the page around it follows in the next.
                let stands = RwSignal::new(now() - since < SLICE_MILLISECONDS);
                if !stands.get_untracked() {
                    set_timeout(
                        move || {
                            let _ = stands.try_set(true);
                        },
                        Duration::ZERO,
                    );
                }
                let lecturing = Memo::new(move |_| desk.lecturing());
                live(move || desk.answers.set(if lecturing.get() { Named::new() } else { recalled(desk) }));
                self.open.set_value(Some(desk));
                self.link.mirror(desk);
                live(move || {
                    let frame = desk.frame.read();
                    mark_root("data-mode", frame.mode.name());
                    mark_root("data-hide", &frame.hide.join(" "));
                });
                el("main").class("lesson").attr("id", "main").live_children(move || match stands.get() {
                    true => untrack(|| vec![story(desk), bench(desk).child(foot()).child(way_out(desk))]),
                    false => Vec::new(),
                })
            }
        }
    }
}

/// The answers that this device remembers. A lecture covers them again; a preview shows them all.
fn recalled(desk: Desk) -> Named<usize> {
    let story = desk.lesson.story();
    let (progress, all) = (kept(), previewed());
    let record = progress.record(story.slug);
    let mut answers = Named::new();
    for prediction in story.steps.iter().flat_map(|step| step.predictions) {
        let kept = record.and_then(|record| prediction.choice(record.answers.get(prediction.id)?));
        if let Some(choice) = kept.or(all.then_some(NOBODY)) {
            answers.insert(prediction.id, choice);
        }
    }
    answers
}

fn title(page: &Page) -> String {
    match page {
        Page::Home => words::shell::title().to_string(),
        Page::About => words::shell::page_title(words::shell::about()),
        Page::Lost(_) => words::shell::page_title(words::lost::title()),
        Page::Lesson(lesson) => words::shell::page_title(lesson.title),
    }
}

/// The page can be used. The other parts of the program follow in peace, and from then on nothing is fetched; but not into a frame of another page,
/// which has its lesson.
fn drawn() {
    ready(true);
    let whole = || mark_root("data-whole", "true");
    let root = document().document_element();
    if root.and_then(|root| root.get_attribute("data-mode")).as_deref() == Some(Mode::Embed.name()) {
        return whole();
    }
    let arrived = move || {
        if panels().get().is_some() && LESSONS.iter().all(|lesson| lesson.lesson().is_some()) {
            whole();
        }
    };
    for lesson in LESSONS {
        with_part((lesson.part)(), false, move |_| arrived());
    }
    with_part(panels(), false, move |_| arrived());
}

/// Says whether the page stands and its figures are drawn.
fn ready(yes: bool) {
    mark_root("data-ready", if yes { "true" } else { "false" });
}

fn mark_root(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute(name, value);
    }
}
