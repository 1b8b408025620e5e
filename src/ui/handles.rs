//! What one can take hold of in a figure, as buttons over the canvas: they have a name, take the focus, and follow the arrow keys.

use super::hands::Hands;
use super::hooks::arrow;
use crate::i18n::{number, words};
use crate::lessons::Act;
use crate::plot::Handle;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// The handles of a figure.
#[component]
pub fn Handles(hands: Hands) -> impl IntoView {
    let ids = move || hands.handles.with(|handles| handles.iter().map(|(handle, _)| handle.id).collect::<Vec<_>>());
    view! { <For each=ids key=|id| *id children=move |id| view! { <HandleButton hands id/> }/> }
}

#[component]
fn HandleButton(hands: Hands, id: usize) -> impl IntoView {
    let found =
        Memo::new(move |_| hands.handles.with(|handles| handles.iter().find(|(handle, _)| handle.id == id).cloned()));
    let of = move |part: fn(&Handle) -> String| found.with(|found| found.as_ref().map(|(handle, _)| part(handle)));
    let place = move |axis: usize| found.with(|found| found.as_ref().map(|(_, place)| pixels(place[axis])));
    let drawn = move || found.with(|found| found.as_ref().is_some_and(|(handle, _)| handle.drawn));
    let press = move |event: KeyboardEvent| {
        if let Some(arrow) = arrow(&event) {
            event.prevent_default();
            hands.nudge(id, arrow.x * arrow.times, arrow.y * arrow.times);
        }
    };
    view! {
        <button type="button" class="gd-handle" class:gd-handle--drawn=drawn data-handle=id.to_string()
            aria-label=move || of(|handle| handle.name.clone()) aria-description=move || of(|handle| handle.value.clone())
            title=move || of(|handle| handle.name.clone())
            style:left=move || place(0) style:top=move || place(1)
            on:keydown=press on:keyup=move |_| hands.desk.settle() on:blur=move |_| let_go(hands)></button>
    }
}

/// One button stands for all points: the keys move the one that is selected, and select another.
#[component]
pub fn PointCursor(hands: Hands) -> impl IntoView {
    let count = Memo::new(move |_| hands.points(<[_]>::len));
    let index = Memo::new(move |_| hands.selected.get().min(count.get().saturating_sub(1)));
    let point = Memo::new(move |_| hands.points(|points| points.get(index.get()).copied()));
    let place = move |axis: usize| point.get().map(|point| pixels(hands.view().pixel(point)[axis]));
    let name = move || {
        point.get().map(|[x, y]| {
            let [place, all] = [index.get() + 1, count.get()].map(|count| count.to_string());
            words::own_data::point(&place, &all, &number(x, 4), &number(y, 4))
        })
    };
    let press = move |event: KeyboardEvent| {
        let Some(at) = point.get_untracked() else { return };
        let (here, last) = (index.get_untracked(), count.get_untracked().saturating_sub(1));
        let view = untrack(|| hands.view());
        if let Some(arrow) = arrow(&event) {
            let pixels = view.pixel(at);
            let step = 2.0 * arrow.times;
            let to = view.data([pixels[0] + arrow.x * step, pixels[1] - arrow.y * step]);
            let to = [if arrow.x == 0.0 { at[0] } else { to[0] }, if arrow.y == 0.0 { at[1] } else { to[1] }];
            hands.desk.act(Act::MovePoint { figure: hands.figure, index: here, to });
        } else {
            match event.key().as_str() {
                "PageUp" => hands.selected.set(here.saturating_sub(1)),
                "PageDown" => hands.selected.set((here + 1).min(last)),
                "Delete" | "Backspace" => hands.remove(here),
                "Insert" | "Enter" => {
                    let pixels = view.pixel(at);
                    hands.add(view.data([pixels[0] + 12.0, pixels[1] - 12.0]));
                }
                _ => return,
            }
        }
        event.prevent_default();
    };
    view! {
        <Show when=move || point.get().is_some()>
            <button type="button" class="gd-handle gd-handle--point" aria-label=name aria-description=words::own_data::point_keys()
                style:left=move || place(0) style:top=move || place(1)
                on:keydown=press on:keyup=move |_| hands.desk.settle() on:blur=move |_| let_go(hands)></button>
        </Show>
    }
}

/// A key that is held while the focus moves away never goes up here. A pointer that drags settles by itself.
fn let_go(hands: Hands) {
    if !hands.holding.get_untracked() {
        hands.desk.settle();
    }
}

fn pixels(value: f64) -> String {
    format!("{value:.1}px")
}
