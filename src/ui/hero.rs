//! The figure of the first page, alive: drag the start, and every run is made anew.

use super::hooks::{arrow, use_size};
use super::marked::marked;
use super::sheet::Sheet;
use crate::home::{Hero, NUDGE, RATE, RATES, START, within};
use crate::i18n::words::home as words;
use crate::params::Scale;
use crate::plot::{Layer, Scene};
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;

/// Four valleys, one start, and what a little to the side would do.
#[component]
pub fn HeroFigure() -> impl IntoView {
    let wrapper = NodeRef::<html::Div>::new();
    let size = use_size(wrapper);
    let start = RwSignal::new(START);
    let rate = RwSignal::new(RATE);
    let untouched = RwSignal::new(true);
    let hero = Memo::new_with_compare(move |_| Hero::new(start.get(), rate.get()), |_, _| true);
    let base = Memo::new(move |_| Hero::base(size.get()));
    let overlay = Memo::new(move |_| hero.with(|hero| hero.overlay(size.get())));
    view! {
        <figure class="hero__fig">
            <div class="hero__canvas" node_ref=wrapper on:click=move |event| {
                untouched.set(false);
                start.set(place([f64::from(event.offset_x()), f64::from(event.offset_y())], size.get_untracked()));
            }>
                <div role="img" aria-label=move || hero.with(Hero::describe)>
                    <Sheet scene=base layer=Layer::Base size/>
                    <Sheet scene=overlay layer=Layer::Overlay size/>
                </div>
                <Grip wrapper size start untouched overlay/>
            </div>
            <figcaption>
                <p class="gd-say" aria-live="polite">{move || hero.with(|hero| marked(&hero.say()))}</p>
                <RateSlider rate/>
            </figcaption>
        </figure>
    }
}

/// What one takes hold of: the start of the descent.
#[component]
fn Grip(
    wrapper: NodeRef<html::Div>,
    size: Signal<[f64; 2]>,
    start: RwSignal<[f64; 2]>,
    untouched: RwSignal<bool>,
    overlay: Memo<Scene>,
) -> impl IntoView {
    let button = NodeRef::<html::Button>::new();
    let held = RwSignal::new(None::<[f64; 2]>);
    let at_pointer = move |event: &PointerEvent| {
        let frame = wrapper.get_untracked()?.get_bounding_client_rect();
        Some([f64::from(event.client_x()) - frame.left(), f64::from(event.client_y()) - frame.top()])
    };
    let down = move |event: PointerEvent| {
        let (Some(button), Some(at)) = (button.get_untracked(), at_pointer(&event)) else { return };
        let _ = button.set_pointer_capture(event.pointer_id());
        // The hand may take hold beside the middle: it keeps that distance, so that nothing jumps.
        let middle = pixel(start.get_untracked(), size.get_untracked());
        held.set(Some([middle[0] - at[0], middle[1] - at[1]]));
        untouched.set(false);
    };
    let moved = move |event: PointerEvent| {
        let (Some(gap), Some(at)) = (held.get_untracked(), at_pointer(&event)) else { return };
        start.set(place([at[0] + gap[0], at[1] + gap[1]], size.get_untracked()));
    };
    let let_go = move |_: PointerEvent| held.set(None);
    let key = move |event: KeyboardEvent| {
        let Some(arrow) = arrow(&event) else { return };
        event.prevent_default();
        untouched.set(false);
        let [x, y] = start.get_untracked();
        let by = NUDGE * arrow.times;
        start.set(within([x + by * arrow.x, y + by * arrow.y], size.get_untracked()));
    };
    let name =
        move || overlay.with(|scene| scene.handles.first().map(|handle| format!("{}: {}", handle.name, handle.value)));
    view! {
        <button type="button" class="gd-handle hero__grip" data-handle="0" node_ref=button aria-label=name
            class:is-held=move || held.get().is_some()
            style:left=move || format!("{:.2}px", pixel(start.get(), size.get())[0])
            style:top=move || format!("{:.2}px", pixel(start.get(), size.get())[1])
            on:pointerdown=down on:pointermove=moved on:pointerup=let_go on:pointercancel=let_go
            on:keydown=key on:click=|event| event.stop_propagation()>
            <svg viewBox="-40 -40 80 80" aria-hidden="true">
                <path d="M31-5l5 5-5 5M-31-5l-5 5 5 5M-5 31l5 5 5-5M-5-31l5-5 5 5"/>
            </svg>
            <Show when=move || untouched.get()><span class="hero__call">{words::drag_me()}</span></Show>
        </button>
    }
}

/// The learning rate, from too slow to too fast.
#[component]
fn RateSlider(rate: RwSignal<f64>) -> impl IntoView {
    let [low, high] = RATES;
    let position = move || Scale::Log.position(rate.get(), low, high);
    let read_out = move || format!("{}", rounded(rate.get()));
    let turn = move |event| {
        if let Ok(position) = event_target_value(&event).parse() {
            rate.set(rounded(Scale::Log.value(position, low, high)));
        }
    };
    view! {
        <div class="gd-slider hero__rate">
            <label class="gd-slider__name" for="hero-rate">
                <span>{marked(words::rate())}</span><output class="t-rate" for="hero-rate">{read_out}</output>
            </label>
            <div class="gd-slider__track">
                <div class="gd-slider__bar"></div>
                <input id="hero-rate" type="range" min="0" max="1" step="0.002" prop:value=position
                    aria-valuetext=read_out on:input=turn/>
            </div>
        </div>
    }
}

/// Two significant digits, so that the number that is shown is the one that is computed with.
fn rounded(rate: f64) -> f64 {
    let unit = libm::pow(10.0, libm::floor(libm::log10(rate)) - 1.0);
    let digits = libm::round(rate / unit);
    // Through text: a multiple of a power of ten is rarely exact.
    format!("{:.6}", digits * unit).parse().unwrap_or(rate)
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
