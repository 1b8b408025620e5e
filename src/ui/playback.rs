//! Playback: moving the cursor by hand or by itself, in one bar across all figures.

use super::desk::Desk;
use super::dom::{El, el, svg};
use super::hooks::{Frames, use_frames, use_reduced_motion};
use super::icon::{drawing, icon, icon_button};
use super::pick::pick;
use super::scrubber::scrubber;
use crate::i18n::{html, words};
use crate::lessons::Sight;
use leptos::prelude::*;

/// How long one part of an update stands at the slow speed, in seconds.
const PART_SECONDS: f64 = 0.7;
/// Updates per second at the plain speed, at least.
const UPDATES_PER_SECOND: f64 = 4.0;
/// How long a whole run takes at the plain speed, at most, in seconds.
const RUN_SECONDS: f64 = 15.0;

/// The speeds, as they are listed.
const SLOW: usize = 0;
const PLAIN: usize = 1;
const FAST: usize = 2;

/// Which part of an update is shown as the current one: with no part of the next update shown it is the last of the one before.
pub fn shown_part(part: usize, parts: usize) -> usize {
    if part == 0 { parts.saturating_sub(1) } else { part - 1 }
}

/// Moves the cursor.
#[derive(Clone, Copy)]
pub struct Player {
    desk: Desk,
    frames: Frames,
    speed: RwSignal<usize>,
}

impl Player {
    /// A player that stands still.
    pub fn new(desk: Desk) -> Player {
        let speed = RwSignal::new(PLAIN);
        let calm = use_reduced_motion();
        let mut due = 0.0;
        let frames = use_frames(move |passed| {
            let Some((updates, parts, ended)) = desk.run.try_with_untracked(|run| {
                (run.0.trace().updates(), run.0.parts().len(), run.0.trace().ending().is_some())
            }) else {
                return false;
            };
            if hidden(desk) {
                return false;
            }
            let slow = speed.get_untracked() == SLOW;
            let rate = if slow {
                1.0 / PART_SECONDS
            } else {
                let plain = UPDATES_PER_SECOND.max(updates as f64 / RUN_SECONDS);
                if speed.get_untracked() == FAST { 4.0 * plain } else { plain }
            };
            // The first frame moves at once; whoever asks for less motion sees one larger step a second.
            let (rate, stride) = if calm.get_untracked() && !slow { (1.0, rate.ceil()) } else { (rate, 1.0) };
            due = if passed == 0.0 { 1.0 } else { due + passed / 1000.0 * rate };
            let beats = due.floor();
            due -= beats;
            if beats >= 1.0 {
                if slow {
                    on_by_part(desk, updates, parts);
                } else {
                    place(desk, desk.cursor.get_untracked().saturating_add((beats * stride) as usize).min(updates), 0);
                }
            }
            desk.cursor.get_untracked() < updates || !ended
        });
        Player { desk, frames, speed }
    }

    /// Whether it plays. Tracked.
    pub fn playing(&self) -> bool {
        self.frames.running()
    }
    /// Plays, or stops playing.
    pub fn toggle(&self) {
        if untrack(|| self.frames.running()) { self.pause() } else { self.play() }
    }
    /// Plays on from the cursor, or from the start where there is nothing more; not at all while a question hides the run: how
    /// far the cursor comes would tell of it.
    pub fn play(&self) {
        if hidden(self.desk) {
            return;
        }
        if self.at() >= self.updates() {
            place(self.desk, 0, 0);
        }
        self.frames.start();
    }
    /// Stands still.
    pub fn pause(&self) {
        self.frames.stop();
    }
    /// Goes to an update by hand, which ends playing.
    pub fn seek(&self, at: usize) {
        self.frames.stop();
        place(self.desk, at.min(self.updates()), 0);
    }
    /// Goes one update back, or out of the middle of one.
    pub fn back(&self) {
        let at = self.at();
        self.seek(if self.desk.part.get_untracked() > 0 { at } else { at.saturating_sub(1) });
    }
    /// Goes one update on.
    pub fn on(&self) {
        self.seek(self.at() + 1);
    }
    fn on_by_part(&self) {
        self.frames.stop();
        on_by_part(self.desk, self.updates(), self.parts());
    }
    /// Goes to where a part of the update that is shown has just been done.
    pub fn go_to_part(&self, index: usize) {
        self.frames.stop();
        let (at, part, parts) = (self.at(), self.desk.part.get_untracked(), self.parts());
        let before = if part > 0 || at == 0 { at } else { at - 1 };
        if index + 1 < parts {
            place(self.desk, before, index + 1);
        } else {
            place(self.desk, (before + 1).min(self.updates()), 0);
        }
    }

    fn at(&self) -> usize {
        self.desk.cursor.get_untracked().min(self.updates())
    }
    fn updates(&self) -> usize {
        self.desk.run.with_untracked(|run| run.0.trace().updates())
    }
    fn parts(&self) -> usize {
        self.desk.run.with_untracked(|run| run.0.parts().len())
    }
}

/// Whether a question hides the run.
fn hidden(desk: Desk) -> bool {
    untrack(|| !desk.shows(Sight::Run))
}

fn place(desk: Desk, at: usize, part: usize) {
    if !hidden(desk) {
        desk.cursor.set(at);
        desk.part.set(part);
    }
}

fn on_by_part(desk: Desk, updates: usize, parts: usize) {
    let (at, part) = (desk.cursor.get_untracked().min(updates), desk.part.get_untracked());
    if at >= updates {
        return;
    }
    if part + 1 < parts { place(desk, at, part + 1) } else { place(desk, at + 1, 0) }
}

/// The bar.
pub fn playback(desk: Desk, player: Player) -> El {
    let at_start = move || !desk.shows(Sight::Run) || (desk.at() == 0 && desk.part.get() == 0);
    let at_end = move || !desk.shows(Sight::Run) || desk.at() >= desk.updates();
    let play_name =
        move || Some(if player.playing() { words::playback::pause() } else { words::playback::play() }.into());
    let play_icon = move || Some(if player.playing() { "M5 3h4v14H5zM11 3h4v14h-4z" } else { "M6 3v14l11-7z" }.into());
    let speeds =
        || [words::playback::slow(), words::playback::plain(), words::playback::fast()].map(String::from).into();
    let start = icon_button(words::playback::start(), icon("icon", "M4 4h2v12H4zM16 4v12L7 10z"))
        .live_flag("disabled", at_start)
        .on("click", move |_| player.seek(0));
    let back = icon_button(words::playback::back(), icon("icon", "M14 4v12L5 10z"))
        .live_flag("disabled", at_start)
        .on("click", move |_| player.back());
    let play = icon_button("", drawing("icon", "0 0 20 20").child(svg("path").live_attr("d", play_icon)))
        .class("gd-button gd-button--icon gd-button--fill")
        .live_attr("aria-label", play_name)
        .live_attr("title", play_name)
        .live_flag("disabled", move || !desk.shows(Sight::Run) || desk.updates() == 0)
        .on("click", move |_| player.toggle());
    let update = icon_button(words::playback::update(), icon("icon", "M6 4v12l9-6z"))
        .live_flag("disabled", at_end)
        .on("click", move |_| player.on());
    let dot = svg("circle").attr("cx", "4").attr("cy", "10").attr("r", "1.7");
    let part = icon_button(words::playback::part(), icon("icon", "M8 5v10l8-5z").child(dot))
        .live_flag("disabled", at_end)
        .on("click", move |_| player.on_by_part());
    el("div")
        .class("gd-play")
        // A run that may make no update has nothing to play.
        .live_flag("hidden", move || desk.idle())
        .attr("role", "group")
        .attr("aria-label", words::playback::group())
        .child(el("div").class("gd-play__buttons").children([start, back, play, update, part]))
        .child(scrubber(desk, player))
        .child(el("output").class("gd-play__at").live_html(move || {
            let [at, updates] = desk.standing().map(|update| update.to_string());
            html(&words::playback::at(&at, &updates))
        }))
        .child(
            pick(speeds, move || player.speed.get(), move |index| player.speed.set(index))
                .class("gd-select gd-play__speed")
                .attr("aria-label", words::playback::speed()),
        )
}
