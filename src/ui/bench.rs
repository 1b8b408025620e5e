//! The bench: runs, figures, playback, words, controls, table and data of the lesson on the desk.

use super::controls::Controls;
use super::desk::Desk;
use super::figure::Figure;
use super::own_data::OwnDataPanel;
use super::playback::{Playback, Player};
use super::runs::Runs;
use super::says::Says;
use super::table::Table;
use crate::i18n::words;
use leptos::prelude::*;

/// Everything beside the words of a lesson.
#[component]
pub fn Bench(desk: Desk) -> impl IntoView {
    let player = Player::new(desk);
    let editing = RwSignal::new(false);
    let figures = Memo::new(move |_| desk.look_at_base([0.0; 2], |run, look| run.captions(look).len()));
    let own = Memo::new(move |_| desk.with_run(|run| run.data().is_some()));
    view! {
        <section class="bench" class:is-veiled=move || desk.veiled() aria-label=words::bench::name()>
            <Runs desk/>
            <div class="figures">
                <For each=move || 0..figures.get() key=|index| *index children=move |index| view! { <Figure desk index editing/> }/>
            </div>
            <Playback desk player/>
            <div class="under">
                <Show when=move || desk.veiled()><p class="gd-wait note">{words::bench::wait()}</p></Show>
                <Says desk player/>
                <Controls desk/>
            </div>
            <div class="gd-more">
                <Table desk/>
                <Show when=move || own.get()><OwnDataPanel desk editing/></Show>
            </div>
        </section>
    }
}
