//! Sharing: a link to what is on the bench, made with check boxes, and the words that put it into another page.

use super::desk::Desk;
use super::dom::{El, checked_of, el, value_of};
use super::hooks::{address, copy};
use super::link;
use super::pick::pick;
use crate::address::write;
use crate::i18n::{escaped, unmarked, words::share as words};
use crate::params::{Key, Mode, PARTS, Theme};
use leptos::prelude::*;
use web_sys::HtmlDialogElement;

/// Letters after which some programs cut a link.
const LONG: usize = 8000;
/// What can be left out: the step, the cursor, the pinned runs, own data.
const STEP: usize = 0;
const CURSOR: usize = 1;
const PINS: usize = 2;
const OWN: usize = 3;
/// How a part of the page or a control stands in the link.
const FIXED: usize = 1;
const HIDDEN: usize = 2;

/// What a person chose in the dialog.
#[derive(Clone, Copy)]
struct Share {
    desk: Desk,
    /// The address of the site, without a fragment.
    site: RwSignal<String>,
    taken: RwSignal<[bool; 4]>,
    /// For every name in `names`: shown, fixed or hidden.
    states: RwSignal<Vec<usize>>,
    theme: RwSignal<usize>,
}

/// The dialog over the page, until it is closed.
pub fn share(desk: Desk, open: RwSignal<bool>) -> El {
    let here = address();
    let here = here.split('#').next().unwrap_or("");
    let frame = desk.frame.get_untracked();
    let state = |(name, _): &(&'static str, String)| {
        let has = |list: &[String]| list.iter().any(|listed| listed == name);
        if has(&frame.hide) { HIDDEN } else { usize::from(has(&frame.fix)) * FIXED }
    };
    let names = untrack(|| names(desk));
    let share = Share {
        desk,
        site: RwSignal::new(here.to_string()),
        taken: RwSignal::new([true; 4]),
        states: RwSignal::new(names.iter().map(state).collect()),
        theme: RwSignal::new(frame.theme.map_or(0, |theme| if theme == Theme::Light { 1 } else { 2 })),
    };
    let close = el("button").class("gd-button").attr("type", "button").text(words::close());
    let dialog =
        el("dialog").class("share").attr("aria-labelledby", "share-title").on("close", move |_| open.set(false));
    let element: HtmlDialogElement = dialog.cast();
    let shown = element.clone();
    // Once it stands in the page.
    request_animation_frame(move || drop(shown.show_modal()));
    let boxes = [words::step(), words::cursor(), words::pins(), words::own()];
    let rows = names.into_iter().enumerate().map(|(index, (_, label))| share.row(index, &label));
    dialog
        .child(el("h2").attr("id", "share-title").text(words::title()))
        .children(here.starts_with("file:").then(|| share.site_field()))
        .child(
            el("p")
                .class("share__boxes")
                .children(boxes.into_iter().enumerate().map(|(index, name)| share.box_of(index, name))),
        )
        .child(share.theme_row())
        .child(share.output(words::link(), move || share.link(Mode::Read)))
        .child(share.output(words::frame(), move || {
            let title = escaped(desk.lesson.story().title);
            let link = escaped(&share.link(Mode::Embed));
            let frame = format!(
                "<iframe src=\"{link}\" title=\"{title}\" width=\"100%\" height=\"700\" style=\"border:0\"></iframe>"
            );
            share.script() + &frame
        }))
        .child(share.output(words::element(), move || share.element()))
        .live_if(
            move || share.link(Mode::Read).len() > LONG,
            || el("p").class("note").attr("role", "status").text(words::long()),
        )
        .child(el("details").child(el("summary").text(words::shown())).children(rows))
        .child(close.on("click", move |_| element.close()))
}

/// Everything that can be hidden: its name in links, and what it is called.
fn names(desk: Desk) -> Vec<(&'static str, String)> {
    let mut all: Vec<_> = PARTS.into_iter().zip(words::parts().split('~').map(str::to_string)).collect();
    for control in desk.lesson.controls() {
        all.push((control.key.spec().link, desk.with_run(|run| unmarked(&run.label(control.key)))));
    }
    all
}

impl Share {
    /// The whole link. Tracked.
    fn link(self, mode: Mode) -> String {
        self.site.get() + &self.fragment(mode)
    }

    fn fragment(self, mode: Mode) -> String {
        self.desk.track_place();
        let Some(mut place) = link::place(self.desk) else { return String::new() };
        let taken = self.taken.get();
        if !taken[STEP] {
            place.step = 0;
        }
        if !taken[CURSOR] {
            (place.cursor, place.part) = (0, 0);
        }
        if !taken[PINS] {
            place.pins.clear();
        }
        if !taken[OWN] && place.spec.own.take().is_some() {
            place.spec = place.spec.with(Key::Data, 0.0);
        }
        let states = self.states.read();
        let chosen = |state: usize| {
            let all = names(self.desk).into_iter().zip(states.iter());
            all.filter(|(_, of)| **of == state).map(|((name, _), _)| name.to_string()).collect()
        };
        (place.frame.hide, place.frame.fix) = (chosen(HIDDEN), chosen(FIXED));
        place.frame.theme = [None, Some(Theme::Light), Some(Theme::Dark)][self.theme.get().min(2)];
        place.frame.mode = mode;
        write(self.desk.lesson, &place)
    }

    fn element(self) -> String {
        let link = self.fragment(Mode::Read);
        let keys = escaped(link.split_once('?').map_or("", |(_, keys)| keys));
        let slug = self.desk.lesson.story().slug;
        self.script() + &format!("<downhill-lesson lesson=\"{slug}\" keys=\"{keys}\"></downhill-lesson>")
    }

    /// What gives a frame its height.
    fn script(self) -> String {
        let site = self.site.get();
        let folder = site.rfind('/').map_or("", |end| &site[..=end]);
        format!("<script src=\"{}embed.js\"></script>\n", escaped(folder))
    }

    fn site_field(self) -> El {
        let field = el("input")
            .attr("type", "url")
            .attr("placeholder", "https://")
            .on("input", move |event| self.site.set(value_of(&event)));
        el("p").child(el("label").text(words::site()).child(field))
    }

    fn box_of(self, index: usize, name: &str) -> El {
        let input = el("input").attr("type", "checkbox").attr("checked", "");
        let input = input.on("change", move |event| self.taken.update(|taken| taken[index] = checked_of(&event)));
        el("label").class("gd-switch").child(input).child(el("span").text(name))
    }

    fn theme_row(self) -> El {
        let names = || words::themes().split('~').map(str::to_string).collect();
        row(words::theme(), pick(names, move || self.theme.get(), move |index| self.theme.set(index)))
    }

    fn row(self, index: usize, label: &str) -> El {
        // A part of the page cannot be fixed.
        let fixed = if index < PARTS.len() { "" } else { words::fixed() };
        let names = move || [words::visible(), fixed, words::hidden()].map(str::to_string).to_vec();
        let state = move || self.states.read()[index];
        row(label, pick(names, state, move |state| self.states.update(|states| states[index] = state)))
    }

    /// Something to take along, and the button that takes it.
    fn output(self, name: &str, words: impl Fn() -> String + Clone + 'static) -> El {
        let said = RwSignal::new(words::copy());
        let text = words.clone();
        let take = move |_| {
            copy(&untrack(&text), move |done| said.set(if done { words::copied() } else { words::by_hand() }));
        };
        let button = el("button").class("gd-button gd-button--line").attr("type", "button").attr("aria-live", "polite");
        el("div")
            .class("share__out")
            .child(el("label").text(name).child(el("textarea").attr("readonly", "").attr("rows", "2").live_text(words)))
            .child(button.live_text(move || said.get().to_string()).on("click", take))
    }
}

fn row(name: &str, list: El) -> El {
    el("label").class("share__row").child(el("span").text(name)).child(list)
}
