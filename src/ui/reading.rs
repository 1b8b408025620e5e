//! How a text was read as a table: how many rows, which of them were left out and why, and what a person may decide otherwise.

use super::marked::marked;
use crate::i18n::words;
use crate::sim::csv::{Options, Problem, Reading, Reason, Separator};
use leptos::prelude::*;

const SEPARATORS: [Separator; 4] = [Separator::Comma, Separator::Semicolon, Separator::Tab, Separator::Blank];

/// The report, with its selects.
#[component]
pub fn ReadingReport(reading: Memo<Reading>, options: RwSignal<Options>) -> impl IntoView {
    let chosen = move |event: &leptos::ev::Event| event_target_value(event).parse::<usize>().ok();
    let separator =
        Memo::new(move |_| SEPARATORS.iter().position(|kind| *kind == reading.read().separator).unwrap_or(0));
    let comma = Memo::new(move |_| usize::from(reading.read().decimal_comma));
    let header = Memo::new(move |_| usize::from(reading.read().header));
    let columns = Memo::new(move |_| reading.with(column_names));
    let separators =
        vec![words::own_data::comma(), words::own_data::semicolon(), words::own_data::tab(), words::own_data::blank()];
    let own = |names: Vec<&'static str>| Signal::stored(names.into_iter().map(str::to_string).collect::<Vec<_>>());
    let count = move || marked(&words::own_data::rows(&reading.read().points.len().to_string()));
    let left_out = move || {
        let count = reading.read().problem_count;
        (count > 0).then(|| words::own_data::left_out(&count.to_string()))
    };
    view! {
        <p class="gd-data__count" aria-live="polite">{count} " " {left_out}</p>
        <ul class="gd-data__problems">
            {move || reading.read().problems.iter().map(|problem| view! { <li>{sentence(problem)}</li> }).collect_view()}
        </ul>
        <div class="gd-data__options">
            <Pick name=words::own_data::separator() id="own-separator" options=own(separators) value=separator
                choose=Callback::new(move |event| options.update(|options| options.separator = chosen(&event).and_then(|index| SEPARATORS.get(index).copied())))/>
            <Pick name=words::own_data::decimal() id="own-decimal" options=own(vec![words::own_data::point_sign(), words::own_data::comma()]) value=comma
                choose=Callback::new(move |event| options.update(|options| options.decimal_comma = chosen(&event).map(|index| index == 1)))/>
            <Pick name=words::own_data::header() id="own-header" options=own(vec![words::own_data::no_header(), words::own_data::has_header()]) value=header
                choose=Callback::new(move |event| options.update(|options| options.header = chosen(&event).map(|index| index == 1)))/>
            <Pick name=words::own_data::column_x() id="own-x" options=columns value=Memo::new(move |_| reading.read().x)
                choose=Callback::new(move |event| options.update(|options| options.x = chosen(&event)))/>
            <Pick name=words::own_data::column_y() id="own-y" options=columns value=Memo::new(move |_| reading.read().y)
                choose=Callback::new(move |event| options.update(|options| options.y = chosen(&event)))/>
        </div>
    }
}

/// A list to pick from that shows what was found out until a person decides.
#[component]
fn Pick(
    name: &'static str,
    id: &'static str,
    #[prop(into)] options: Signal<Vec<String>>,
    value: Memo<usize>,
    choose: Callback<leptos::ev::Event>,
) -> impl IntoView {
    let option = move |(index, name): (usize, String)| {
        view! { <option value=index.to_string() selected=move || value.get() == index>{name}</option> }
    };
    view! {
        <label for=id>{name}</label>
        <select class="gd-select" id=id prop:value=move || { options.track(); value.get().to_string() } on:change=move |event| choose.run(event)>
            {move || options.get().into_iter().enumerate().map(option).collect_view()}
        </select>
    }
}

fn column_names(reading: &Reading) -> Vec<String> {
    let name = |(index, name): (usize, &String)| {
        if name.is_empty() { words::own_data::column(&(index + 1).to_string()) } else { name.clone() }
    };
    reading.names.iter().enumerate().map(name).collect()
}

fn sentence(problem: &Problem) -> String {
    let line = problem.line.to_string();
    let column = |column: usize| (column + 1).to_string();
    match &problem.reason {
        Reason::Missing { column: place } => words::own_data::missing(&line, &column(*place)),
        Reason::NotANumber { text, .. } => words::own_data::not_a_number(&line, text),
        Reason::TooLarge { column: place } => words::own_data::too_large(&line, &column(*place)),
        Reason::TooMany => words::own_data::too_many(&line),
    }
}
