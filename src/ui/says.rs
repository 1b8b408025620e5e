//! What the update at the cursor did: the sentence, its parts, the formula with its numbers, the diagnosis.

use super::desk::Desk;
use super::dom::{El, el, live, svg};
use super::formula::formula;
use super::icon::drawing;
use super::playback::{Player, shown_part};
use crate::i18n::{html, words};
use crate::shown;
use crate::sim::Verdict;

/// The words under the figures.
pub fn says(desk: Desk, player: Player) -> El {
    let formulas = move || {
        desk.view([0.0; 2], |run, view| formula(&shown::formula(run, view, shown_part(view.part(), run.parts().len()))))
    };
    el("div")
        .class("says veil")
        .child(sentence(desk, player))
        .child(parts(desk, player))
        .child(el("div").class("gd-formula").live_html(formulas))
        .child(diagnosis(desk))
}

/// What the update did. While something moves the words change too fast to be read out; when it rests they are put in anew,
/// and read.
fn sentence(desk: Desk, player: Player) -> El {
    let said = el("p").class("gd-say");
    let node = said.node().clone();
    let mut last = None;
    live(move || {
        let busy = player.playing() || desk.busy();
        let next = Some((busy, html(&desk.view([0.0; 2], shown::sentence))));
        if next != last {
            let _ = node.set_attribute("aria-live", if busy { "off" } else { "polite" });
            node.set_inner_html(next.as_ref().map_or("", |(_, words)| words));
            last = next;
        }
    });
    said
}

fn diagnosis(desk: Desk) -> El {
    let (path, words) = (svg("path"), el("span"));
    let said = el("p").class("gd-diagnosis");
    let [whole, drawn, written] = [&said, &path, &words].map(|element| element.node().clone());
    let mut last = None;
    live(move || {
        let next = desk.view([0.0; 2], shown::diagnosis);
        if next != last {
            let found = next.as_ref();
            let verdict = found.map_or_else(String::new, |found| format!("{:?}", found.verdict));
            let said = found.map(|found| format!("<b>{}</b> {}", html(found.title), html(&found.reason)));
            let _ = whole.set_attribute("data-verdict", &verdict);
            let _ = drawn.set_attribute("d", found.map_or("", |found| icon(found.verdict)));
            written.set_inner_html(&said.unwrap_or_default());
        }
        last = next;
    });
    said.child(drawing("", "0 0 26 20").child(path)).child(words)
}

/// The parts of the update that is shown. A click goes to the moment at which that part is done.
fn parts(desk: Desk, player: Player) -> El {
    let count = move || desk.with_run(|run| (0..run.parts().len()).collect());
    let part = move |index: usize| {
        let name = move || desk.with_run(|run| run.parts().get(index).map_or_else(String::new, |name| html(name)));
        let current = move || {
            let shown = desk.view([0.0; 2], |run, view| shown_part(view.part(), run.parts().len()));
            (shown == index).then(|| "step".to_string())
        };
        let button = el("button").attr("type", "button").live_html(name).on("click", move |_| player.go_to_part(index));
        el("li").live_attr("aria-current", current).child(button)
    };
    el("ol").class("gd-phase").attr("aria-label", words::playback::parts()).live_list(count, part)
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
