//! What the update at the cursor did: the sentence, its parts, the formula with its numbers, the diagnosis.

use super::desk::Desk;
use super::formula::formula;
use super::marked::marked;
use super::playback::{Player, shown_part};
use crate::i18n::words;
use crate::sim::Verdict;
use leptos::prelude::*;

/// The words under the figures.
#[component]
pub fn Says(desk: Desk, player: Player) -> impl IntoView {
    let busy = Memo::new(move |_| player.playing() || desk.busy());
    let sentence = Memo::new(move |_| desk.look([0.0; 2], |run, look| run.say(look)));
    let formulas = Memo::new(move |_| {
        desk.look([0.0; 2], |run, look| run.formula(look, shown_part(look.part, run.parts().len())))
    });
    let diagnosis = Memo::new(move |_| desk.look([0.0; 2], |run, look| run.diagnosis(look)));
    view! {
        <div class="says veil">
            // While something moves the words change too fast to be read out; when it rests they are put in anew, and read.
            <p class="gd-say" aria-live=move || if busy.get() { "off" } else { "polite" }>
                {move || {
                    busy.track();
                    sentence.with(|sentence| marked(sentence))
                }}
            </p>
            <Parts desk player/>
            <div class="gd-formula">{move || formula(formulas.get())}</div>
            <p class="gd-diagnosis" data-verdict=move || diagnosis.with(|found| format!("{:?}", found.verdict))>
                <svg viewBox="0 0 26 20" aria-hidden="true">
                    <path d=move || diagnosis.with(|found| icon(found.verdict))></path>
                </svg>
                <span>
                    {move || diagnosis.with(|found| view! { <b>{marked(&found.title)}</b> " " {marked(&found.reason)} })}
                </span>
            </p>
        </div>
    }
}

/// The parts of the update that is shown. A click goes to the moment at which that part is done.
#[component]
fn Parts(desk: Desk, player: Player) -> impl IntoView {
    let names = Memo::new(move |_| desk.with_run(|run| run.parts()));
    let current = Memo::new(move |_| desk.look([0.0; 2], |run, look| shown_part(look.part, run.parts().len())));
    let part = move |(index, name): (usize, String)| {
        view! {
            <li aria-current=move || (current.get() == index).then_some("step")>
                <button type="button" on:click=move |_| player.go_to_part(index)>{marked(&name)}</button>
            </li>
        }
    };
    view! {
        <ol class="gd-phase" aria-label=words::playback::parts()>
            {move || names.get().into_iter().enumerate().map(part).collect_view()}
        </ol>
    }
}

/// A small drawing of each verdict: what such a run looks like over its updates.
const fn icon(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Start => "M9 10a4 4 0 1 0 8 0a4 4 0 1 0-8 0",
        Verdict::Descending => "M2 3C8 4 8 16 24 17",
        Verdict::Oscillating => "M1 10C3 0 6 0 8 10s4 8 6 0 4-5 6 0 3 2 5 0",
        Verdict::Diverging => "M1 11c1.5-3 3-3 4 0s3 4 5 0 3-9 6 0 4 12 9-10",
        Verdict::Crawling => "M2 8L24 11M20 7l4 4-5 3",
        Verdict::Converged => "M2 3C6 15 9 17 14 17H24M21 17a1 1 0 1 0 4 0a1 1 0 1 0-4 0",
    }
}
