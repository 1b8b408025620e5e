//! All updates as a table: what stands in for the figures.

use super::desk::Desk;
use super::dom::{El, el, live};
use super::hooks::copy;
use crate::export::csv;
use crate::i18n::words;
use crate::shown;
use leptos::prelude::*;
use std::time::Duration;

/// Longer tables are cut to so many rows around the cursor; while a hand moves something, to fewer.
const ROWS: usize = 2000;
const ROWS_IN_MOTION: usize = 60;
/// The window moves with the cursor in jumps, so that most steps leave the rows alone.
const JUMP: usize = 20;

/// The table behind one line.
pub fn table(desk: Desk) -> El {
    let open = RwSignal::new(false);
    let details = el("details").class("gd-table veil").live_flag("hidden", move || desk.idle());
    let fold = details.node().clone();
    details
        .on("toggle", move |_| open.set(fold.has_attribute("open")))
        .child(el("summary").live_text(move || words::table::summary(&desk.standing()[1].to_string())))
        .live_if(
            move || open.get() && cut(desk).is_some(),
            move || el("p").class("note").live_text(move || cut(desk).unwrap_or_default()),
        )
        .live_if(move || open.get(), move || rows(desk))
        .live_if(move || open.get(), move || copy_button(desk))
}

/// The first row and the last. Tracked.
fn window(desk: Desk) -> [usize; 2] {
    let rows = if desk.busy() { ROWS_IN_MOTION } else { ROWS };
    let [at, last] = desk.standing();
    if last < rows {
        return [0, last];
    }
    let middle = at / JUMP * JUMP;
    let first = middle.saturating_sub(rows / 2).min(last + 1 - rows);
    [first, first + rows - 1]
}

/// Says which rows of a long table are shown. Tracked.
fn cut(desk: Desk) -> Option<String> {
    let ([first, last], [_, updates]) = (window(desk), desk.standing());
    let [from, to, all] = [first, last, updates].map(|update| update.to_string());
    (last - first < updates).then(|| words::table::cut(&from, &to, &all))
}

fn rows(desk: Desk) -> El {
    let rows = Memo::new(move |_| window(desk));
    let html = Memo::new(move |_| {
        let [first, last] = rows.get();
        desk.view_at_base([0.0; 2], |run, view| shown::table_rows(run, view, first, last))
    });
    let body = el("tbody");
    let node = body.node().clone();
    let mut written = String::new();
    let mut marked: Option<web_sys::Element> = None;
    live(move || {
        html.with(|html| {
            if *html != written {
                node.set_inner_html(html);
                written.clone_from(html);
            }
        });
        if let Some(old) = marked.take() {
            let _ = old.remove_attribute("class");
            let _ = old.remove_attribute("aria-current");
        }
        marked = now(&node, rows.get(), desk.at());
        if let Some(row) = &marked {
            let _ = row.set_attribute("class", "now");
            let _ = row.set_attribute("aria-current", "true");
        }
    });
    el("div")
        .class("gd-table__scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", words::table::region())
        .child(el("table").child(el("thead").live_html(move || desk.with_run(shown::table_head))).child(body))
}

/// The row of an update.
fn now(body: &web_sys::Element, [first, last]: [usize; 2], at: usize) -> Option<web_sys::Element> {
    let place = at.checked_sub(first).filter(|_| at <= last)?;
    body.children().item(u32::try_from(place).ok()?)
}

fn copy_button(desk: Desk) -> El {
    let said = RwSignal::new(String::new());
    let say = move |words: &str| {
        let _ = said.try_set(words.to_string());
    };
    let press = move |_| {
        let text = untrack(|| desk.view([0.0; 2], |run, view| shown::file(view, || csv(run))));
        let Some(text) = text else { return };
        copy(&text, move |done| {
            say(if done { words::table::copied() } else { words::table::not_copied() });
            set_timeout(move || say(""), Duration::from_secs(3));
        });
    };
    let button = el("button").attr("type", "button").class("gd-button gd-button--line").text(words::table::copy());
    el("p")
        .class("gd-table__acts")
        .child(button.on("click", press))
        .child(el("span").attr("role", "status").live_text(move || said.get()))
}
