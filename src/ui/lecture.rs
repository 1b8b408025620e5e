//! A lecture: the lesson on a projector, given with the two keys of a clicker. What stands where, and how large, is the style
//! sheet's; here are the keys, the cover over the answer, the black screen, the spotlight and the list of keys. [`lecture`] is all that the page knows of it.

use super::desk::Desk;
use super::dom::{El, el, listen};
use super::hooks::{focus_first, on_key};
use super::panels;
use super::playback::Player;
use super::presenter::{Other, presenting, together};
use super::story::NOBODY;
use crate::address::preset;
use crate::i18n::{html, words::lecture as words};
use crate::lessons::Prediction;
use crate::params::Mode;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement, HtmlElement, KeyboardEvent, PointerEvent};

/// Where keys are typed, or move something: there none is the lecture's.
const TYPED: &str = "input:not([type=radio], [type=checkbox]), select, textarea, [contenteditable]";
/// What has a use of its own for the space bar and the arrows.
const PRESSED: &str = "button, a, summary, input";
/// What a pointer leaves behind with the focus, in which it would hear the clicker instead of the lecture.
const DRAGGED: &str = "input[type=range], .gd-handle";

/// What a lecture adds to the bench.
pub fn lecture(desk: Desk, player: Player) -> El {
    let [black, spot, refused, sharing] = [(); 4].map(|()| RwSignal::new(false));
    let lecture = Lecture { desk, player, black, spot, refused, sharing, other: Other::new() };
    on_key(move |event| lecture.press(&event));
    // A list is done with when something was chosen from it, a slider when it is let go.
    listen(&window(), "change", |_| let_go("select"));
    listen(&window(), "pointerup", |_| let_go(DRAGGED));
    request_animation_frame(|| focus_first(".story h1"));
    let cover = move || {
        el("button")
            .class("cover")
            .attr("type", "button")
            .child(el("span").text(words::answer()))
            .child(el("kbd").text(words::answer_key()))
            .on("click", move |_| {
                lecture.answer();
            })
    };
    let help = el("button").class("lecture__help").attr("type", "button").attr("aria-label", words::keys()).text("?");
    let end = el("button").class("gd-button gd-button--line").attr("type", "button").text(words::end());
    el("div")
        .class("lecture")
        .live_if(move || desk.veiled(), cover)
        .child(help.on("click", |_| show_list()))
        .child(keys().child(end.on("click", move |_| lecture.leave())))
        .children(together(lecture))
        .live_if(
            move || refused.get(),
            || el("p").class("lecture__said").attr("role", "alert").text(words::no_window()),
        )
        .live_if(move || sharing.get() && panels::ready(), move || panels::open(|panels| (panels.share)(desk, sharing)))
        .live_if(move || spot.get(), spotlight)
        .live_if(
            move || black.get() && presenting(),
            || el("p").class("lecture__said").attr("role", "status").text(words::black()),
        )
        .live_if(
            move || black.get() && !presenting(),
            move || el("div").class("lecture__black").on("click", move |_| black.set(false)),
        )
}

/// A lecture that is being given.
#[derive(Clone, Copy)]
pub struct Lecture {
    /// The lesson.
    pub desk: Desk,
    /// What moves its cursor.
    pub player: Player,
    /// Whether the screen is black.
    pub black: RwSignal<bool>,
    /// The presenter's window, or the audience's.
    pub other: Other,
    spot: RwSignal<bool>,
    refused: RwSignal<bool>,
    sharing: RwSignal<bool>,
}

impl Lecture {
    fn press(self, event: &KeyboardEvent) {
        let on = |selector: &str| {
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            target.is_some_and(|target| target.closest(selector).ok().flatten().is_some())
        };
        let foreign = event.alt_key() || event.ctrl_key() || event.meta_key() || event.repeat();
        if foreign || on(TYPED) || found("dialog[open]").is_some() {
            return;
        }
        let key = event.key().to_ascii_lowercase();
        let step = self.desk.step.get_untracked();
        self.refused.set(false);
        if self.black.get_untracked() && key != "shift" {
            self.black.set(false);
        } else {
            match key.as_str() {
                "pagedown" => self.on(),
                "pageup" => self.go(step.wrapping_sub(1)),
                "r" => {
                    self.cover();
                    self.go(step);
                }
                " " if !on(PRESSED) => self.play(),
                "arrowright" if !on(PRESSED) && !self.veiled() => self.player.on(),
                "arrowleft" if !on(PRESSED) && !self.veiled() => self.player.back(),
                "b" | "." => self.black.set(true),
                "l" => self.spot.update(|spot| *spot = !*spot),
                "s" => self.sharing.set(true),
                "p" => self.refused.set(!self.other.open(self)),
                "?" => show_list(),
                "escape" => self.leave(),
                key => match key.as_bytes() {
                    [digit @ b'1'..=b'9'] => self.go(usize::from(digit - b'1')),
                    _ => return,
                },
            }
        }
        event.prevent_default();
    }

    fn veiled(self) -> bool {
        untrack(|| self.desk.veiled())
    }

    fn play(self) {
        if !self.veiled() && !untrack(|| self.desk.idle()) {
            self.player.toggle();
        }
    }

    /// What a clicker does: shows the answer, plays a run that has not moved yet, goes to the next step.
    pub fn on(self) {
        if self.answer() {
            return;
        }
        if untrack(|| self.waits()) { self.player.play() } else { self.go(self.desk.step.get_untracked() + 1) }
    }

    /// What [`Lecture::on`] does next; none at the end. Tracked.
    pub fn coming(self) -> Option<&'static str> {
        let last = self.desk.step.get() + 1 >= self.desk.lesson.story().steps.len();
        match (self.desk.veiled(), self.waits()) {
            (true, _) => Some(words::uncover()),
            (_, true) => Some(words::play()),
            _ => (!last).then(crate::i18n::words::story::next),
        }
    }

    /// Whether there is a run that stands at its start. Tracked.
    fn waits(self) -> bool {
        let desk = self.desk;
        desk.updates() > 0 && desk.at() == 0 && desk.part.get() == 0 && !desk.idle() && !self.player.playing()
    }

    /// Covers the answers of this step again.
    fn cover(self) {
        let step = self.desk.lesson.story().steps.get(self.desk.step.get_untracked());
        step.into_iter().flat_map(|step| step.predictions).for_each(|prediction| self.show(prediction, false));
    }

    /// Shows the answer that comes next on this step; false where there is none.
    fn answer(self) -> bool {
        let steps = self.desk.lesson.story().steps;
        let Some(step) = steps.get(self.desk.step.get_untracked()) else { return false };
        let covered = self
            .desk
            .answers
            .with_untracked(|answers| step.predictions.iter().find(|prediction| answers.get(prediction.id).is_none()));
        if let Some(prediction) = covered {
            self.show(prediction, true);
        }
        covered.is_some()
    }

    /// Shows an answer, or covers it.
    pub fn show(self, prediction: &Prediction, shown: bool) {
        if self.desk.answers.with_untracked(|answers| answers.get(prediction.id).is_some()) != shown {
            self.desk.answers.update(|answers| match shown {
                true => answers.insert(prediction.id, NOBODY),
                false => answers.remove(prediction.id),
            });
        }
    }

    /// Goes to the start of a step, if there is such a one.
    fn go(self, step: usize) {
        if step < self.desk.lesson.story().steps.len() {
            self.player.pause();
            let place = untrack(|| preset(self.desk.lesson, step, &self.desk.frame.read()));
            self.desk.go(place);
        }
    }

    /// Goes on reading at the same place.
    fn leave(self) {
        self.desk.frame.update(|frame| frame.mode = Mode::Read);
        request_animation_frame(|| focus_first(".top__lecture"));
    }
}

/// The list of keys.
fn keys() -> El {
    let close = el("button").class("gd-button gd-button--fill").attr("type", "button").text(words::close());
    el("dialog")
        .class("lecture__keys")
        .attr("aria-label", words::keys())
        .child(el("h2").text(words::keys()))
        .child(el("ul").children(words::list().lines().map(|line| el("li").html(&html(line)))))
        .child(close.on("click", |_| list().into_iter().for_each(|list| list.close())))
}

/// The list, while it is there.
fn list() -> Option<HtmlDialogElement> {
    found(".lecture__keys").map(JsCast::unchecked_into)
}

fn found(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok().flatten()
}

fn show_list() {
    if let Some(list) = list() {
        let _ = list.show_modal();
    }
}

/// Darkens all but what is around the pointer.
fn spotlight() -> El {
    let spot = el("div").class("lecture__spot");
    let light: HtmlElement = spot.cast();
    listen(&window(), "pointermove", move |event| {
        let event: PointerEvent = event.unchecked_into();
        let place = format!("{}px {}px", event.client_x(), event.client_y());
        let _ = light.style().set_property("translate", &place);
    });
    spot
}

/// Takes the focus away from such an element.
fn let_go(selector: &str) {
    if let Some(element) = document().active_element().filter(|element| element.matches(selector).unwrap_or(false)) {
        let _ = element.unchecked_into::<HtmlElement>().blur();
    }
}
