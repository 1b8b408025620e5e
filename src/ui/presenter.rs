//! The presenter's window: the same lecture on a second screen, with the step's prose as notes, the answers that the room does
//! not see yet, buttons to play and step, and what comes next. Whatever is done in one of the two windows, the other one follows.
//!
//! They tell each other where they stand, as text: a sign, a count, the link to the place, `1` where the screen is black, and the
//! answers that are uncovered. The sign alone asks for that. Every act raises the count over all that were heard of, so that what was
//! under way when the other window acted is not followed; of two acts at once the presenter's counts.

use super::desk::Desk;
use super::dom::{El, el, live};
use super::hooks::on_message;
use super::lecture::Lecture;
use super::link::place;
use super::story::judge;
use crate::address;
use crate::i18n::words::lecture as words;
use crate::params::{Frame, Place, slug_of};
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::Window;

/// How a message begins, and what the presenter's window is called.
const SIGN: &str = "downhill-lecture";
/// How the window stands.
const FEATURES: &str = "popup,width=1280,height=720";

/// How long the words of a step stand alone before its answers are computed: a long run would keep them waiting.
const FIRST: Duration = Duration::from_millis(100);

/// The other window, and what it was told last.
#[derive(Clone, Copy)]
pub struct Other {
    window: StoredValue<Option<Window>, LocalStorage>,
    told: StoredValue<String>,
    count: StoredValue<u64>,
}

/// Whether this is the presenter's window.
pub fn presenting() -> bool {
    window().name().is_ok_and(|name| name == SIGN)
}

impl Other {
    /// The window that opened this one, where this is the presenter's.
    pub fn new() -> Other {
        let opener = if presenting() { window().opener().ok() } else { None };
        let opener = opener.filter(|opener| opener.is_object()).map(JsCast::unchecked_into);
        let count = StoredValue::new(u64::from(opener.is_none()));
        Other { window: StoredValue::new_local(opener), told: StoredValue::new(String::new()), count }
    }

    /// Opens the presenter's window. False where that is forbidden.
    pub fn open(self, lecture: Lecture) -> bool {
        if presenting() {
            return true;
        }
        let Some(place) = place(lecture.desk) else { return false };
        let link = address::write(lecture.desk.lesson, &place);
        let opened = window().open_with_url_and_target_and_features(&link, SIGN, FEATURES).ok().flatten();
        self.window.set_value(opened);
        self.window.with_value(Option::is_some)
    }

    /// Tells where this window stands.
    fn tell(self, standing: &str) {
        self.post(&format!("{SIGN} {} {standing}", self.count.get_value()));
    }

    fn post(self, text: &str) {
        let own = window().location().origin().unwrap_or_default();
        // A file has no origin that could be named.
        let to = if own.starts_with("http") { own.as_str() } else { "*" };
        self.window.with_value(|other| other.as_ref().map(|other| other.post_message(&text.into(), to)));
    }
}

/// Keeps the two windows together, until the lecture ends. Gives what only the presenter sees.
pub fn together(lecture: Lecture) -> Option<El> {
    let (desk, other) = (lecture.desk, lecture.other);
    other.told.set_value(untrack(|| standing(lecture)));
    live(move || {
        let now = standing(lecture);
        if other.told.with_value(|told| *told != now) {
            other.count.update_value(|count| *count += 1);
            other.tell(&now);
            other.told.set_value(now);
        }
    });
    on_message(
        move || other.window.get_value(),
        move |message| {
            if let Some(text) = message.as_string() {
                untrack(|| follow(lecture, &text));
            }
        },
    );
    if !presenting() {
        return None;
    }
    other.post(SIGN);
    let _ = document().document_element().map(|root| root.set_attribute("data-presenter", ""));
    let next = move || {
        let next = desk.lesson.story().steps.get(desk.step.get() + 1);
        next.map_or_else(|| words::last().to_string(), |step| words::next(step.title))
    };
    let on = el("button")
        .class("gd-button gd-button--fill lecture__on")
        .attr("type", "button")
        .live_text(move || lecture.coming().unwrap_or(crate::i18n::words::story::next()).to_string())
        .live_flag("disabled", move || lecture.coming().is_none())
        .on("click", move |_| lecture.on());
    Some(
        el("div")
            .class("lecture__side")
            .child(answers(desk))
            .child(el("p").class("lecture__next").live_text(next))
            .child(on),
    )
}

/// What the run of the step answers, and whether the room sees it.
fn answers(desk: Desk) -> El {
    let story = desk.lesson.story();
    let told = RwSignal::new(String::new());
    let step = Memo::new(move |_| desk.step.get());
    live(move || {
        let index = step.get();
        told.set(String::new());
        let tell = move || {
            let Some(step) = story.steps.get(index).filter(|_| step.try_get_untracked() == Some(index)) else { return };
            let mut all = String::new();
            for prediction in step.predictions {
                let (right, why) = judge(desk, index, prediction);
                let number = right + 1;
                let choice = prediction.choices.get(right).copied().unwrap_or("");
                all.push_str(&format!("<p class=\"lecture__truth\"><b>{number} {choice}</b><br>{why}</p>"));
            }
            told.set(all);
        };
        set_timeout(tell, FIRST);
    });
    let whose = move || if desk.veiled() { words::covered() } else { words::uncovered() };
    el("div")
        .live_flag("hidden", move || told.read().is_empty())
        .child(el("h2").live_text(move || whose().to_string()))
        .child(el("div").live_html(move || told.get()))
}

/// Where a window stands. Tracked.
fn standing(lecture: Lecture) -> String {
    lecture.desk.track_place();
    let answers = lecture.desk.answers.read();
    let Some(mut place) = place(lecture.desk) else { return String::new() };
    place.frame = Frame::default();
    let mut text = format!("{} ", address::write(lecture.desk.lesson, &place));
    text.push(if lecture.black.get() { '1' } else { '0' });
    for (id, _) in answers.iter() {
        text.push(' ');
        text.push_str(id);
    }
    text
}

/// Goes where the other window stands. Whatever cannot be read is left alone.
fn follow(lecture: Lecture, text: &str) {
    let (desk, other) = (lecture.desk, lecture.other);
    let mut words = text.split(' ');
    if words.next() != Some(SIGN) {
        return;
    }
    let Some(count) = words.next() else { return other.tell(&standing(lecture)) };
    let (count, own) = (count.parse::<u64>().unwrap_or(0), other.count.get_value());
    if count < own || (count == own && presenting()) {
        return;
    }
    other.count.set_value(count);
    let Some(link) = words.next() else { return };
    let story = desk.lesson.story();
    if slug_of(link) != story.slug {
        return;
    }
    if standing(lecture).split(' ').next() != Some(link) {
        lecture.player.pause();
        desk.go(Place { frame: desk.frame.get_untracked(), ..address::read(desk.lesson, link) });
    }
    lecture.black.set(words.next() == Some("1"));
    let uncovered: Vec<&str> = words.collect();
    for prediction in story.steps.iter().flat_map(|step| step.predictions) {
        lecture.show(prediction, uncovered.contains(&prediction.id));
    }
    other.told.set_value(standing(lecture));
}
