//! The bench: runs, figures, playback, words, controls, table and data of the lesson on the desk.

use super::controls::controls;
use super::desk::Desk;
use super::dom::{El, el};
use super::embed::embed;
use super::figure::{figure, figures};
use super::own_data::own_data;
use super::panels;
use super::playback::{Player, playback};
use super::runs::runs;
use super::says::says;
use super::table::table;
use super::take::take;
use crate::i18n::words;
use crate::lessons::Sight;
use leptos::prelude::*;

/// Everything beside the words of a lesson.
pub fn bench(desk: Desk) -> El {
    let player = Player::new(desk);
    embed(desk, player);
    let editing = RwSignal::new(false);
    let own = move || desk.with_run(|run| run.data().is_some());
    el("section")
        .class("bench")
        .live_class("is-veiled", move || !desk.shows(Sight::Run))
        .attr("aria-label", words::bench::name())
        .child(runs(desk))
        .child(el("div").class("figures").live_list(move || figures(desk), move |index| figure(desk, index, editing)))
        .child(playback(desk, player))
        .child(
            el("div")
                .class("under")
                .live_if(move || !desk.shows(Sight::Run), || el("p").class("gd-wait note").text(words::bench::wait()))
                .child(says(desk, player))
                .child(controls(desk)),
        )
        .child(
            el("div")
                .class("gd-more")
                .live_if(own, move || own_data(desk, editing))
                .child(table(desk))
                .child(take(desk)),
        )
        .live_if(
            move || desk.lecturing() && panels::ready(),
            move || panels::open(|panels| (panels.lecture)(desk, player)),
        )
}
