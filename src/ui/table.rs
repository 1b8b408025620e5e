//! All updates as a table: what stands in for the figures.

use super::desk::Desk;
use super::hooks::copy;
use super::marked::{marked, unmarked};
use crate::i18n::{number, words};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use wasm_bindgen::JsCast;

/// Longer tables are cut to so many rows around the cursor; while a hand moves something, to fewer.
const ROWS: usize = 2000;
const ROWS_IN_MOTION: usize = 60;
/// The window moves with the cursor in jumps, so that most steps leave the rows alone.
const JUMP: usize = 20;

/// The table behind one line.
#[component]
pub fn Table(desk: Desk) -> impl IntoView {
    let open = RwSignal::new(false);
    let updates = Memo::new(move |_| desk.updates());
    let toggle = move |event: leptos::ev::Event| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlDetailsElement>().ok());
        open.set(target.is_some_and(|details| details.open()));
    };
    view! {
        <details class="gd-table veil" on:toggle=toggle>
            <summary>{move || { let n = updates.get().to_string(); words::table::summary(&n) }}</summary>
            <Show when=move || open.get()>
                <Rows desk updates/>
                <CopyButton desk/>
            </Show>
        </details>
    }
}

#[component]
fn Rows(desk: Desk, updates: Memo<usize>) -> impl IntoView {
    let body = NodeRef::<html::Tbody>::new();
    let shown = Memo::new(move |_| {
        let rows = if desk.busy() { ROWS_IN_MOTION } else { ROWS };
        let last = updates.get();
        if last < rows {
            return (0, last);
        }
        let middle = desk.at() / JUMP * JUMP;
        let first = middle.saturating_sub(rows / 2).min(last + 1 - rows);
        (first, first + rows - 1)
    });
    let columns = Memo::new(move |_| desk.with_run(|run| run.columns()));
    let rows = move || {
        let (first, last) = shown.get();
        desk.with_run(|run| {
            let trace = run.trace();
            let count = columns.read().len();
            (first..=last)
                .map(|update| {
                    let cells: Vec<_> = (0..count)
                        .map(|column| {
                            let value = trace.series(column).get(update).copied().unwrap_or(f64::NAN);
                            view! { <td>{number(value, 5)}</td> }
                        })
                        .collect();
                    view! { <tr><th scope="row">{update.to_string()}</th>{cells}</tr> }
                })
                .collect_view()
        })
    };
    // Marking the row by hand leaves thousands of rows without a subscription of their own.
    Effect::new(move |before: Option<Option<web_sys::Element>>| {
        let (at, (first, last)) = (desk.at(), shown.get());
        columns.track();
        desk.run.track();
        if let Some(old) = before.flatten() {
            let _ = old.remove_attribute("class");
            let _ = old.remove_attribute("aria-current");
        }
        let row = body.get()?.children().item(u32::try_from(at.checked_sub(first).filter(|_| at <= last)?).ok()?)?;
        let _ = row.set_attribute("class", "now");
        let _ = row.set_attribute("aria-current", "true");
        Some(row)
    });
    let cut = move || {
        let (first, last) = shown.get();
        (last - first < updates.get()).then(|| {
            view! { <p class="note">{words::table::cut(&first.to_string(), &last.to_string(), &updates.get().to_string())}</p> }
        })
    };
    view! {
        {cut}
        <div class="gd-table__scroll" tabindex="0" role="region" aria-label=words::table::region()>
            <table>
                <thead><tr>
                    <th scope="col">{words::table::update()}</th>
                    {move || columns.get().into_iter().map(|name| view! { <th scope="col">{marked(&name)}</th> }).collect_view()}
                </tr></thead>
                <tbody node_ref=body>{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
fn CopyButton(desk: Desk) -> impl IntoView {
    let done = RwSignal::new(None::<bool>);
    let press = move |_| {
        let text = untrack(|| as_csv(desk));
        spawn_local(async move {
            let copied = copy(&text).await;
            let _ = done.try_set(Some(copied));
            set_timeout(
                move || {
                    let _ = done.try_set(None);
                },
                Duration::from_secs(3),
            );
        });
    };
    let said = move || match done.get() {
        None => "",
        Some(true) => words::table::copied(),
        Some(false) => words::table::not_copied(),
    };
    view! {
        <p class="gd-table__acts">
            <button type="button" class="gd-button gd-button--line" on:click=press>{words::table::copy()}</button>
            <span role="status">{said}</span>
        </p>
    }
}

/// Every update with all digits, for other programs.
fn as_csv(desk: Desk) -> String {
    desk.with_run(|run| {
        let trace = run.trace();
        let names = run.columns();
        let mut text = words::table::update().to_string();
        for name in &names {
            text.push(',');
            text.push_str(&quoted(&unmarked(name)));
        }
        text.push('\n');
        for update in 0..=trace.updates() {
            text.push_str(&update.to_string());
            for column in 0..names.len() {
                let value = trace.series(column).get(update).copied().unwrap_or(f64::NAN);
                text.push_str(&format!(",{value}"));
            }
            text.push('\n');
        }
        text
    })
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_string() }
}
