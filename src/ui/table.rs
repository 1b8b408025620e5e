//! All updates as a table: what stands in for the figures.

use super::desk::Desk;
use super::dom::{El, el, live};
use super::hooks::copy;
use crate::export::csv;
use crate::i18n::{escaped, html, number, words};
use crate::lessons::Run;
use leptos::prelude::*;
use std::fmt::Write;
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
        .child(el("summary").live_text(move || words::table::summary(&desk.updates().to_string())))
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
    let last = desk.updates();
    if last < rows {
        return [0, last];
    }
    let middle = desk.at() / JUMP * JUMP;
    let first = middle.saturating_sub(rows / 2).min(last + 1 - rows);
    [first, first + rows - 1]
}

/// Says which rows of a long table are shown. Tracked.
fn cut(desk: Desk) -> Option<String> {
    let ([first, last], updates) = (window(desk), desk.updates());
    let [from, to, all] = [first, last, updates].map(|update| update.to_string());
    (last - first < updates).then(|| words::table::cut(&from, &to, &all))
}

fn rows(desk: Desk) -> El {
    let shown = Memo::new(move |_| window(desk));
    let html = Memo::new(move |_| {
        let [first, last] = shown.get();
        desk.with_run(|run| body(run, first, last))
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
        marked = now(&node, shown.get(), desk.at());
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
        .child(el("table").child(el("thead").live_html(move || desk.with_run(head))).child(body))
}

/// The row of an update.
fn now(body: &web_sys::Element, [first, last]: [usize; 2], at: usize) -> Option<web_sys::Element> {
    let place = at.checked_sub(first).filter(|_| at <= last)?;
    body.children().item(u32::try_from(place).ok()?)
}

/// The names of the columns, as a row.
pub fn head(run: &dyn Run) -> String {
    let mut head = format!("<tr><th scope=\"col\">{}</th>", escaped(words::table::update()));
    for name in run.columns() {
        let _ = write!(head, "<th scope=\"col\">{}</th>", html(&name));
    }
    head + "</tr>"
}

/// The rows of these updates.
pub fn body(run: &dyn Run, first: usize, last: usize) -> String {
    let (trace, columns) = (run.trace(), run.columns().len());
    let mut body = String::new();
    for update in first..=last {
        let _ = write!(body, "<tr><th scope=\"row\">{update}</th>");
        for column in 0..columns {
            let value = trace.series(column).get(update).copied().unwrap_or(f64::NAN);
            let _ = write!(body, "<td>{}</td>", number(value, 5));
        }
        body.push_str("</tr>");
    }
    body
}

fn copy_button(desk: Desk) -> El {
    let said = RwSignal::new(String::new());
    let say = move |words: &str| {
        let _ = said.try_set(words.to_string());
    };
    let press = move |_| {
        let text = untrack(|| desk.with_run(csv));
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
