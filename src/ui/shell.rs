//! What stands around every page: the way to the content, the top line, the theme, the link.

use super::dom::{El, el, svg};
use super::hooks::{address, copy, focus, scroll_to, use_choice};
use super::link::Link;
use super::panels;
use crate::address::{Page, neighbours};
use crate::i18n::words::{lecture, shell as words};
use crate::lessons::Listed;
use crate::params::{Mode, Theme};
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsValue;
use web_sys::HtmlInputElement;

/// How long "Copied" stands.
const COPIED: Duration = Duration::from_millis(2000);

const MARK: &str = "<path d=\"M2 6C7 6 8 21 14 21S20 14 24 12\"/><circle cx=\"14\" cy=\"16.5\" r=\"3.4\"/>";
const SYSTEM: &str =
    "<circle cx=\"10\" cy=\"10\" r=\"6.5\"/><path d=\"M10 3.5a6.5 6.5 0 0 1 0 13z\" fill=\"currentColor\"/>";
const SUN: &str = "<circle cx=\"10\" cy=\"10\" r=\"3.6\"/><path d=\"M10 1.8v2M10 16.2v2M1.8 10h2M16.2 10h2\
    M4.2 4.2l1.4 1.4M14.4 14.4l1.4 1.4M4.2 15.8l1.4-1.4M14.4 5.6l1.4-1.4\"/>";
const MOON: &str = "<path d=\"M16.5 11.8A6.9 6.9 0 0 1 8.2 3.5a6.9 6.9 0 1 0 8.3 8.3z\"/>";
const TICK: &str = "<path d=\"M4 10.5l4 4 8-9\"/>";
const SCREEN: &str = "<path d=\"M2.5 3.5h15M4 3.5v9h12v-9M10 12.5v2.5M6.5 18l3.5-3 3.5 3\"/>";
const CHAIN: &str = "<path d=\"M8.5 11.5l3-3M9 6l2-2a3.5 3.5 0 0 1 5 5l-2 2M11 14l-2 2a3.5 3.5 0 0 1-5-5l2-2\"/>";

/// The first thing that the Tab key reaches. It moves the focus, not the address.
pub fn skip_link() -> El {
    el("a").class("skip").attr("href", "#main").text(words::skip()).on("click", |event| {
        event.prevent_default();
        scroll_to("main h1");
    })
}

/// The top line. `by_hand` is the link that the browser did not let the page copy.
pub fn header(page: RwSignal<Page>, link: Link, by_hand: RwSignal<Option<String>>) -> El {
    let at_home = move || matches!(*page.read(), Page::Home).then(|| "page".to_string());
    let mark = svg("svg").attr("viewBox", "0 0 26 26").attr("aria-hidden", "true").html(MARK);
    let brand = el("a").class("brand").attr("href", "#/").live_attr("aria-current", at_home).child(mark);
    let nav = move || {
        let page = page.read();
        vec![page.lesson().map_or_else(|| site_nav(&page), lesson_nav)]
    };
    let sharing = RwSignal::new(false);
    el("header").class("top").child(brand.text(words::name())).live_children(nav).child(
        el("div")
            .class("tools")
            .child(lecture_button(page, link))
            .child(share_button(page, link, sharing))
            .child(copy_link(link, by_hand, sharing))
            .child(theme_button()),
    )
}

/// On every page but a lesson's.
fn site_nav(page: &Page) -> El {
    let at_home = matches!(page, Page::Home);
    // On the first page the lessons are a little further down; elsewhere the link leads there.
    let lessons = el("a").attr("href", "#/").text(words::lessons()).on("click", move |event| {
        if at_home {
            event.prevent_default();
            scroll_to("#lessons");
        }
    });
    let about = about_link();
    let about = if matches!(page, Page::About) { about.attr("aria-current", "page") } else { about };
    el("nav").class("where where--end").attr("aria-label", words::site()).child(lessons).child(about)
}

fn about_link() -> El {
    el("a").attr("href", "#/about").text(words::about())
}

/// The lesson that is open, between its neighbours; before the first one stands the first page.
fn lesson_nav(lesson: &Listed) -> El {
    let [before, after] = neighbours(lesson.slug);
    let name = |lesson: &'static Listed| (format!("#/{}", lesson.slug), lesson.title);
    let aside = |sign: &str| el("span").attr("aria-hidden", "true").text(sign);
    let (link, title) = before.map_or_else(|| ("#/".to_string(), words::name()), name);
    let before = el("a").attr("href", &link).attr("rel", "prev").child(aside("‹ ")).text(title);
    let after = after.map(name);
    let after =
        after.map(|(link, title)| el("a").attr("href", &link).attr("rel", "next").text(title).child(aside(" ›")));
    el("nav")
        .class("where")
        .attr("aria-label", words::around())
        .child(before)
        .child(el("span").attr("aria-current", "page").text(lesson.title))
        .children(after)
}

/// System, light, dark, and round again.
fn theme_button() -> El {
    let choice = use_choice();
    let label = move || {
        Some(match choice.chosen() {
            None => words::theme_system().to_string(),
            Some(Theme::Light) => words::theme_light().to_string(),
            Some(Theme::Dark) => words::theme_dark().to_string(),
        })
    };
    let turn = move |_| {
        choice.choose(match untrack(|| choice.chosen()) {
            None => Some(Theme::Light),
            Some(Theme::Light) => Some(Theme::Dark),
            Some(Theme::Dark) => None,
        });
    };
    let picture = move || match choice.chosen() {
        None => SYSTEM,
        Some(Theme::Light) => SUN,
        Some(Theme::Dark) => MOON,
    };
    el("button")
        .class("gd-button gd-button--icon")
        .attr("type", "button")
        .live_attr("aria-label", label)
        .live_attr("title", label)
        .child(icon().live_html(move || picture().to_string()))
        .on("click", turn)
}

/// Puts the lesson that is open on a projector.
fn lecture_button(page: RwSignal<Page>, link: Link) -> El {
    let begin = move |_| {
        if let Some(desk) = link.desk() {
            desk.frame.update(|frame| frame.mode = Mode::Lecture);
        }
    };
    el("button")
        .class("gd-button top__lecture")
        .attr("type", "button")
        .live_flag("hidden", move || page.read().lesson().is_none())
        .child(icon().html(SCREEN))
        .text(lecture::start())
        .on("click", begin)
}

/// Opens the dialog that makes links and what goes into other pages.
fn share_button(page: RwSignal<Page>, link: Link, open: RwSignal<bool>) -> El {
    let button = el("button")
        .class("gd-button top__share")
        .attr("type", "button")
        .text(crate::i18n::words::share::open())
        .on("click", move |_| open.set(link.desk().is_some()));
    let dialog =
        move || link.desk().map_or_else(|| el("span"), |desk| panels::open(|panels| (panels.share)(desk, open)));
    el("span")
        .live_flag("hidden", move || page.read().lesson().is_none())
        .child(button)
        .live_if(move || open.get() && panels::ready(), dialog)
}

/// Puts the address of what is on screen on the clipboard, or shows it where that is not allowed. Where it leads nobody else here,
/// because the page is a file on this device, it is made by sharing.
fn copy_link(link: Link, by_hand: RwSignal<Option<String>>, sharing: RwSignal<bool>) -> El {
    let copied = RwSignal::new(false);
    let act = move |_| {
        link.flush();
        let text = address();
        if !text.starts_with("http") && link.desk().is_some() {
            return sharing.set(true);
        }
        copy(&text.clone(), move |done| {
            if !done {
                by_hand.set(Some(text));
                return;
            }
            copied.set(true);
            set_timeout(move || copied.set(false), COPIED);
        });
    };
    let said = move || if copied.get() { words::copied() } else { words::copy_link() };
    let said = el("span").class("top__link-words").attr("aria-live", "polite").live_text(move || said().to_string());
    el("button")
        .class("gd-button top__link")
        .attr("type", "button")
        .child(icon().live_html(move || if copied.get() { TICK } else { CHAIN }.to_string()))
        .child(said)
        .on("click", act)
}

/// The link in a field, for those whose browser does not let the page copy.
pub fn by_hand(by_hand: RwSignal<Option<String>>) -> El {
    let field = el("input").attr("id", "link-by-hand").attr("type", "text").attr("readonly", "");
    let field = field.live_prop("value", move || JsValue::from_str(&by_hand.get().unwrap_or_default()));
    let input: HtmlInputElement = field.cast();
    // It takes the focus once it stands in the page.
    request_animation_frame(move || {
        focus(&input);
        input.select();
    });
    let close = el("button").class("gd-button gd-button--line").attr("type", "button").text(words::close());
    el("p")
        .class("by-hand")
        .child(el("label").attr("for", "link-by-hand").text(words::copy_by_hand()))
        .child(field)
        .child(close.on("click", move |_| by_hand.set(None)))
}

/// The last line of a lesson, whose top line has no room for it.
pub fn foot() -> El {
    el("p").class("foot").child(about_link())
}

fn icon() -> El {
    svg("svg").class("icon pen").attr("viewBox", "0 0 20 20").attr("aria-hidden", "true")
}
