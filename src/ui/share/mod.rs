//! Sharing: a link to what is on the bench, made with check boxes, as words, as a code for the room, as a frame and an element for
//! another page, and as that page will show it.

mod choice;
mod preview;
mod room;

use super::desk::Desk;
use super::dom::{El, checked_of, el, value_of};
use super::hooks::{address, alone, copy, focus};
use super::pick::pick;
use crate::address::site_of;
use crate::decimal::decimal;
use crate::i18n::{escaped, words::share as words};
use crate::lessons::Story;
use crate::params::Mode;
use choice::{BOXES, Choice, Row};
use leptos::prelude::*;
use web_sys::{HtmlDialogElement, HtmlTextAreaElement};

/// Letters after which some programs cut a link.
const LONG: usize = 8000;
/// How wide a column for text usually is, and the narrowest and the widest that there may be, in CSS pixels.
const COLUMN: f64 = 720.0;
const NARROWEST: f64 = 200.0;
const WIDEST: f64 = 3000.0;
/// How high a frame is before it says how high it is, in CSS pixels.
const FRAME_HEIGHT: f64 = 700.0;

/// What a person chose in the dialog.
#[derive(Clone, Copy)]
struct Share {
    choice: Choice,
    /// The address of the site, without a fragment; empty until somebody says where it is.
    site: RwSignal<String>,
    /// How wide the column is that it goes into, in CSS pixels.
    width: RwSignal<f64>,
    /// What the preview says of its height there; 0 before that.
    height: RwSignal<f64>,
}

/// The dialog over the page, until it is closed.
pub fn dialog(desk: Desk, open: RwSignal<bool>) -> El {
    let here = address();
    // A page that was opened from a file leads nobody there.
    let hosted = here.starts_with("http");
    let site = if hosted { here.split('#').next().unwrap_or("") } else { "" };
    let share = Share {
        choice: untrack(|| Choice::new(desk)),
        site: RwSignal::new(site.to_string()),
        width: RwSignal::new(COLUMN),
        height: RwSignal::new(0.0),
    };
    let close = el("button").class("gd-button").attr("type", "button").text(words::close());
    let dialog =
        el("dialog").class("share").attr("aria-labelledby", "share-title").on("close", move |_| open.set(false));
    let element: HtmlDialogElement = dialog.cast();
    show(&element);
    dialog
        .child(el("h2").attr("id", "share-title").text(words::title()))
        .children((!hosted).then(|| share.site_field()))
        .children(share.boxes())
        .child(
            el("div")
                .class("share__main")
                .child(share.output(words::link(), move || share.link(Mode::Read)))
                .child(room::room(move || share.link(Mode::Read))),
        )
        .live_if(
            move || share.link(Mode::Read).len() > LONG,
            || el("p").class("note").attr("role", "status").text(words::long()),
        )
        .live_children(move || {
            share
                .choice
                .note(desk)
                .map(|note| el("p").class("note").attr("role", "status").text(note))
                .into_iter()
                .collect()
        })
        .child(share.fold(words::shown(), move || share.rows()))
        .child(share.fold(words::into_page(), move || share.into_page(hosted)))
        .child(close.on("click", move |_| element.close()))
}

/// Shows a dialog, once it stands in the page.
fn show(dialog: &HtmlDialogElement) {
    let shown = dialog.clone();
    request_animation_frame(move || drop(shown.show_modal()));
}

impl Share {
    /// The whole link; empty where nobody has said yet where the site is. Tracked.
    fn link(self, mode: Mode) -> String {
        let site = self.site.get();
        if site.is_empty() { site } else { site + &self.choice.fragment(mode) }
    }

    /// What goes into another page, and how it looks there.
    fn into_page(self, hosted: bool) -> El {
        let width = el("input")
            .attr("type", "number")
            .attr("min", &NARROWEST.to_string())
            .attr("max", &WIDEST.to_string())
            .live_prop("value", move || self.width.get().to_string().into())
            .on("change", move |event| {
                if let Some(width) = decimal(&value_of(&event)) {
                    self.width.set(width.clamp(NARROWEST, WIDEST));
                }
            });
        // Without a preview nothing is measured.
        let shown = hosted && !alone();
        let fold = el("div")
            .children(shown.then(|| row(words::column(), width)))
            .child(preview::preview(shown, self.width, self.height, move || self.link(Mode::Embed)))
            .child(self.output(if shown { words::frame() } else { words::frame_unmeasured() }, move || self.frame()));
        // The script and the guides stand beside the site, not beside the one file.
        if alone() {
            return fold;
        }
        fold.child(self.output(words::frame_script(), move || self.script(&self.frame())))
            .child(self.output(words::element(), move || self.script(&self.element())))
            .child(
                el("p")
                    .child(el("a").attr("href", "guides/embedding.html").attr("target", "_blank").text(words::guide())),
            )
    }

    /// A frame of the height that it has in that column. Tracked.
    fn frame(self) -> String {
        let title = escaped(self.choice.lesson.story().title);
        let link = escaped(&self.link(Mode::Embed));
        let height = self.height.get();
        let height = (if height > 0.0 { height } else { FRAME_HEIGHT }) as usize;
        format!(
            "<iframe src=\"{link}\" title=\"{title}\" width=\"100%\" height=\"{height}\" style=\"border:0\"></iframe>"
        )
    }

    /// The same as an element. Tracked.
    fn element(self) -> String {
        let link = self.choice.fragment(Mode::Read);
        let keys = escaped(link.split_once('?').map_or("", |(_, keys)| keys));
        let Story { slug, title, .. } = self.choice.lesson.story();
        let (whole, title) = (escaped(&self.link(Mode::Read)), escaped(&words::open_lesson(title)));
        // A page that takes no script shows the link.
        format!("<downhill-lesson lesson=\"{slug}\" keys=\"{keys}\"><a href=\"{whole}\">{title}</a></downhill-lesson>")
    }

    /// With the script before it. Tracked.
    fn script(self, what: &str) -> String {
        let site = self.site.get();
        let Some(end) = site.rfind('/') else { return String::new() };
        format!("<script src=\"{}embed.js\"></script>\n{what}", escaped(&site[..=end]))
    }

    fn site_field(self) -> El {
        let field = el("input")
            .attr("type", "url")
            .attr("placeholder", "https://")
            .on("input", move |event| self.site.set(site_of(&value_of(&event))));
        el("p").class("share__site").child(el("label").text(words::site()).child(field))
    }

    /// What can be left out of the link, if anything can.
    fn boxes(self) -> Option<El> {
        let names = [words::step(), words::cursor(), words::pins(), words::own()];
        let offered: Vec<usize> = (0..BOXES).filter(|index| self.choice.offered[*index]).collect();
        let taken = self.choice.taken;
        let box_of = |index: usize| {
            let input = el("input").attr("type", "checkbox").attr("checked", "");
            let input = input.on("change", move |event| taken.update(|taken| taken[index] = checked_of(&event)));
            el("label").class("gd-switch").child(input).child(el("span").text(names[index]))
        };
        (!offered.is_empty()).then(|| {
            el("fieldset")
                .class("share__boxes")
                .child(el("legend").text(words::with()))
                .children(offered.into_iter().map(box_of))
        })
    }

    /// The theme, the parts of the page and the controls of this step.
    fn rows(self) -> El {
        let names = || words::themes().split('~').map(str::to_string).collect();
        let theme = self.choice.theme;
        let theme = pick(names, move || theme.get(), move |index| theme.set(index));
        let of = |controls: bool| {
            let rows = self.choice.rows.with_value(|rows| rows.iter().map(|row| row.control).collect::<Vec<_>>());
            let rows = rows.into_iter().enumerate().filter(move |(_, control)| *control == controls);
            rows.map(move |(index, _)| self.row(index)).collect::<Vec<_>>()
        };
        el("div")
            .child(row(words::theme(), theme))
            .child(el("h3").text(words::of_page()))
            .children(of(false))
            .child(el("h3").text(words::of_step()))
            .children(of(true))
    }

    fn row(self, index: usize) -> El {
        let Row { control, label, .. } = self.choice.rows.with_value(|rows| rows[index].clone());
        // A part of the page cannot be fixed.
        let fixed = if control { words::fixed() } else { "" };
        let names = move || [words::visible(), fixed, words::hidden()].map(str::to_string).to_vec();
        let states = self.choice.states;
        let state = move || states.read()[index];
        row(&label, pick(names, state, move |state| states.update(|states| states[index] = state)))
    }

    /// What is made only when it is opened.
    fn fold(self, name: &str, make: impl Fn() -> El + 'static) -> El {
        let open = RwSignal::new(false);
        let details = el("details");
        let fold = details.node().clone();
        details
            .on("toggle", move |_| open.set(fold.has_attribute("open")))
            .child(el("summary").text(name))
            .live_if(move || open.get(), make)
    }

    /// Something to take along, and the button that takes it.
    fn output(self, name: &str, words: impl Fn() -> String + Clone + 'static) -> El {
        let said = RwSignal::new(words::copy());
        let text = words.clone();
        let field = el("textarea").attr("readonly", "").attr("rows", "4").live_text(words);
        let area: HtmlTextAreaElement = field.cast();
        let take = move |_| {
            let area = area.clone();
            copy(&untrack(&text), move |done| {
                if !done {
                    focus(&area);
                    area.select();
                }
                said.set(if done { words::copied() } else { words::by_hand() });
            });
        };
        let button = el("button").class("gd-button gd-button--line").attr("type", "button").attr("aria-live", "polite");
        let button = button.live_flag("disabled", move || self.site.read().is_empty());
        el("div")
            .class("share__out")
            .child(el("label").text(name).child(field))
            .child(button.live_text(move || said.get().to_string()).on("click", take))
    }
}

fn row(name: &str, list: El) -> El {
    el("label").class("share__row").child(el("span").text(name)).child(list)
}
