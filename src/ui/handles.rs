//! What one can take hold of in a figure, as buttons over the canvas: they have a name, take the focus, and follow the arrow keys.

use super::dom::{El, el, live};
use super::hands::Hands;
use super::hooks::arrow;
use crate::decimal::coordinate;
use crate::i18n::{number, words};
use crate::lessons::Act;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

/// Puts the buttons of the handles, and the one of the points, over a figure.
pub fn handles(stage: El, hands: &Hands) -> El {
    let [all, some, one, points] = [(); 4].map(|()| hands.clone());
    let ids = move || all.handles.with(|handles| handles.iter().map(|(handle, _)| handle.id).collect());
    stage
        .live_list(ids, move |id| handle(&one, id))
        .live_if(move || some.editable() && some.points(<[_]>::len) > 0, move || point_cursor(&points))
}

fn handle(hands: &Hands, id: usize) -> El {
    let keys = hands.clone();
    let press = move |event: &KeyboardEvent| {
        let Some(arrow) = arrow(event) else { return false };
        keys.nudge(id, arrow.x * arrow.times, arrow.y * arrow.times);
        true
    };
    let button = button(hands, "gd-handle", Box::new(press)).attr("data-handle", &id.to_string());
    let (shown, hands) = (button.clone(), hands.clone());
    live(move || {
        let Some((handle, place)) = hands.handle(id) else { return };
        let node = shown.node();
        let _ = node.class_list().toggle_with_force("gd-handle--drawn", handle.drawn);
        let described = [
            ("aria-label", handle.name),
            ("title", handle.name),
            ("aria-description", &*handle.value),
            ("data-grip", handle.kind.name()),
        ];
        for (name, words) in described {
            if node.get_attribute(name).as_deref() != Some(words) {
                let _ = node.set_attribute(name, words);
            }
        }
        stand(&shown, place);
    });
    button
}

/// One button stands for all points: the keys move the one that is selected, and select another.
fn point_cursor(hands: &Hands) -> El {
    let keys = hands.clone();
    let press = move |event: &KeyboardEvent| {
        let Some((here, count, at)) = untrack(|| selected(&keys)) else { return false };
        let view = untrack(|| keys.view.with(Clone::clone));
        if let Some(arrow) = arrow(event) {
            let pixels = view.pixel(at);
            let step = 2.0 * arrow.times;
            let to = view.data([pixels[0] + arrow.x * step, pixels[1] - arrow.y * step]);
            let to = [if arrow.x == 0.0 { at[0] } else { to[0] }, if arrow.y == 0.0 { at[1] } else { to[1] }];
            keys.desk.act(Act::MovePoint { figure: keys.figure, index: here, to });
            return true;
        }
        match event.key().as_str() {
            "PageUp" => keys.selected.set(here.saturating_sub(1)),
            "PageDown" => keys.selected.set((here + 1).min(count.saturating_sub(1))),
            "Delete" | "Backspace" => keys.remove(here),
            "Insert" | "Enter" => {
                let pixels = view.pixel(at);
                keys.add(view.data([pixels[0] + 12.0, pixels[1] - 12.0]));
            }
            _ => return false,
        }
        true
    };
    let button = button(hands, "gd-handle gd-handle--point", Box::new(press))
        .attr("aria-description", words::own_data::point_keys());
    let (shown, hands) = (button.clone(), hands.clone());
    live(move || {
        let Some((index, count, at)) = selected(&hands) else { return };
        let [place, all] = [index + 1, count].map(|count| count.to_string());
        let name = words::own_data::point(&place, &all, &number(at[0], 4), &number(at[1], 4));
        let _ = shown.node().set_attribute("aria-label", &name);
        stand(&shown, hands.view.with(|view| view.pixel(at)));
    });
    button
}

/// Which point the keys move, of how many, and where it is. Tracked.
fn selected(hands: &Hands) -> Option<(usize, usize, [f64; 2])> {
    let index = hands.selected.get();
    hands.points(|points| {
        let index = index.min(points.len().saturating_sub(1));
        points.get(index).map(|point| (index, points.len(), *point))
    })
}

/// A button that answers keys until it is let go.
fn button(hands: &Hands, class: &str, press: Box<dyn Fn(&KeyboardEvent) -> bool>) -> El {
    let (desk, left) = (hands.desk, hands.clone());
    el("button")
        .attr("type", "button")
        .class(class)
        .on("keydown", move |event| {
            if press(event.unchecked_ref()) {
                event.prevent_default();
            }
        })
        .on("keyup", move |_| desk.settle())
        // A key that is held while the focus moves away never goes up here. A pointer that drags settles by itself.
        .on("blur", move |_| {
            if !left.holding() {
                left.desk.settle();
            }
        })
}

fn stand(button: &El, place: [f64; 2]) {
    let style = button.cast::<web_sys::HtmlElement>().style();
    for (side, value) in ["left", "top"].into_iter().zip(place) {
        let _ = style.set_property(side, &(coordinate(value) + "px"));
    }
}
