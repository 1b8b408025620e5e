//! The figure of the first page, alive: drag the start, and every run is made anew.

use super::dom::{El, el, value_of};
use super::hooks::{arrow, use_size};
use super::sheet::sheet;
use crate::decimal::{coordinate, decimal};
use crate::home::{Hero, NUDGE, RATE, RATES, START, within};
use crate::i18n::html;
use crate::i18n::words::home as words;
use crate::params::Scale;
use crate::plot::Layer;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, KeyboardEvent, MouseEvent, PointerEvent};

/// The arrows on what one takes hold of.
const ARROWS: &str = "<svg viewBox=\"-40 -40 80 80\" aria-hidden=\"true\">\
    <path d=\"M31-5l5 5-5 5M-31-5l-5 5 5 5M-5 31l5 5 5-5M-5-31l5-5 5 5\"/></svg>";

/// What a hand changes.
#[derive(Clone, Copy)]
struct Hands {
    start: RwSignal<[f64; 2]>,
    untouched: RwSignal<bool>,
    size: Signal<[f64; 2]>,
}

/// Four valleys, one start, and what a little to the side would do.
pub fn hero_figure() -> El {
    let stage = el("div").class("hero__canvas");
    let size = use_size(&stage);
    let (start, rate, untouched) = (RwSignal::new(START), RwSignal::new(RATE), RwSignal::new(true));
    let hands = Hands { start, untouched, size };
    let hero = Memo::new(move |_| Hero::new(start.get(), rate.get()));
    let base = Memo::new(move |_| Hero::base(size.get()));
    let overlay = Memo::new(move |_| hero.with(|hero| hero.overlay(size.get())));
    let usual = Signal::stored(1.0);
    let picture = el("div")
        .attr("role", "img")
        .live_attr("aria-label", move || Some(hero.with(Hero::describe)))
        .child(sheet(base, Layer::Base, size, usual, ""))
        .child(sheet(overlay, Layer::Overlay, size, usual, ""));
    let grip = grip(hands, stage.node().clone(), hero);
    let stage = stage.child(picture).child(grip).on("click", move |event| {
        let event: MouseEvent = event.unchecked_into();
        untouched.set(false);
        start.set(place([f64::from(event.offset_x()), f64::from(event.offset_y())], size.get_untracked()));
    });
    let say = el("p").class("gd-say").attr("aria-live", "polite").live_html(move || html(&hero.with(Hero::say)));
    el("figure").class("hero__fig").child(stage).child(el("figcaption").child(say).child(rate_slider(rate)))
}

/// What one takes hold of: the start of the descent.
fn grip(hands: Hands, stage: Element, hero: Memo<Hero>) -> El {
    let Hands { start, untouched, size } = hands;
    let button =
        el("button").class("gd-handle hero__grip").attr("type", "button").attr("data-handle", "0").html(ARROWS);
    let node = button.node().clone();
    let held = RwSignal::new(None::<[f64; 2]>);
    let frame = stage.clone();
    let down = move |event: Event| {
        let event: PointerEvent = event.unchecked_into();
        let at = at_pointer(&event, &frame);
        let _ = node.set_pointer_capture(event.pointer_id());
        // The hand may take hold beside the middle: it keeps that distance, so that nothing jumps.
        let middle = pixel(start.get_untracked(), size.get_untracked());
        held.set(Some([middle[0] - at[0], middle[1] - at[1]]));
        untouched.set(false);
    };
    let moved = move |event: Event| {
        let Some(gap) = held.get_untracked() else { return };
        let at = at_pointer(&event.unchecked_into(), &stage);
        start.set(place([at[0] + gap[0], at[1] + gap[1]], size.get_untracked()));
    };
    let key = move |event: Event| {
        let event: KeyboardEvent = event.unchecked_into();
        let Some(arrow) = arrow(&event) else { return };
        event.prevent_default();
        untouched.set(false);
        let [x, y] = start.get_untracked();
        let by = NUDGE * arrow.times;
        start.set(within([x + by * arrow.x, y + by * arrow.y], size.get_untracked()));
    };
    let name = move || {
        let handle = hero.with(Hero::handle);
        Some(format!("{}: {}", handle.name, handle.value))
    };
    let at = move |axis: usize| coordinate(pixel(start.get(), size.get())[axis]) + "px";
    button
        .live_attr("aria-label", name)
        .live_class("is-held", move || held.get().is_some())
        .live_style("left", move || at(0))
        .live_style("top", move || at(1))
        .live_if(move || untouched.get(), || el("span").class("hero__call").text(words::drag_me()))
        .on("pointerdown", down)
        .on("pointermove", moved)
        .on("pointerup", move |_| held.set(None))
        .on("pointercancel", move |_| held.set(None))
        .on("keydown", key)
        .on("click", |event| event.stop_propagation())
}

fn at_pointer(event: &PointerEvent, stage: &Element) -> [f64; 2] {
    let frame = stage.get_bounding_client_rect();
    [f64::from(event.client_x()) - frame.left(), f64::from(event.client_y()) - frame.top()]
}

/// The learning rate, from too slow to too fast.
fn rate_slider(rate: RwSignal<f64>) -> El {
    let [low, high] = RATES;
    let read_out = move || rounded(rate.get()).to_string();
    let turn = move |event: Event| {
        if let Some(position) = decimal(&value_of(&event)) {
            rate.set(rounded(Scale::Log.value(position, low, high)));
        }
    };
    let name = el("label").class("gd-slider__name").attr("for", "hero-rate");
    let name = name.child(el("span").html(&html(words::rate())));
    let name = name.child(el("output").class("t-rate").attr("for", "hero-rate").live_text(read_out));
    // The ends and the grain come before the value, which the browser would otherwise round to others.
    let input = el("input").attr("id", "hero-rate").attr("type", "range");
    let input = input.attr("min", "0").attr("max", "1").attr("step", "0.002");
    let input = input
        .live_prop("value", move || JsValue::from_str(&Scale::Log.position(rate.get(), low, high).to_string()))
        .live_attr("aria-valuetext", move || Some(read_out()))
        .on("input", turn);
    let track = el("div").class("gd-slider__track").child(el("div").class("gd-slider__bar")).child(input);
    el("div").class("gd-slider hero__rate").child(name).child(track)
}

/// Two significant digits, so that the number that is shown is the one that is computed with.
fn rounded(rate: f64) -> f64 {
    let unit = libm::pow(10.0, libm::floor(libm::log10(rate)) - 1.0);
    let digits = libm::round(rate / unit);
    // Through text: a multiple of a power of ten is rarely exact.
    decimal(&format!("{:.6}", digits * unit)).unwrap_or(rate)
}

/// From data to pixels. The figure has no margins: it is ground from edge to edge.
fn pixel(at: [f64; 2], size: [f64; 2]) -> [f64; 2] {
    let axes = Hero::axes(size);
    let share = |value: f64, low: f64, high: f64| (value - low) / (high - low);
    [share(at[0], axes.0.low, axes.0.high) * size[0], (1.0 - share(at[1], axes.1.low, axes.1.high)) * size[1]]
}

/// From pixels to data, within the figure.
fn place(at: [f64; 2], size: [f64; 2]) -> [f64; 2] {
    let axes = Hero::axes(size);
    let share = |value: f64, length: f64| if length > 0.0 { value / length } else { 0.5 };
    let (x, y) = (share(at[0], size[0]), 1.0 - share(at[1], size[1]));
    within([axes.0.low + x * (axes.0.high - axes.0.low), axes.1.low + y * (axes.1.high - axes.1.low)], size)
}
