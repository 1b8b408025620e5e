//! A slider with its read-out, and with named regions where the run knows some.

use super::controls::{fixed, id_of};
use super::desk::Desk;
use super::dom::{El, el, value_of};
use super::exact::exact;
use super::hooks::{root_text, use_size};
use crate::address::preset;
use crate::decimal::decimal;
use crate::i18n::{first_role, html, number, unmarked};
use crate::lessons::Regions;
use crate::params::{Control, Frame, Key, Kind, Scale};
use crate::shown::stretches;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

/// The width of a letter under a slider, in CSS pixels where the page's text is 16 px.
const LETTER: f64 = 7.4;
/// How wide a slider is taken to be before it is laid out.
const USUAL: f64 = 340.0;
/// One press of an arrow key on a logarithmic slider multiplies or divides by this.
const KEY_RATIO: f64 = 1.05;

/// How far a slider reaches, and how its travel maps to values. A value beyond is shown at the nearer end.
#[derive(Clone, Copy, PartialEq)]
struct Travel {
    low: f64,
    high: f64,
    scale: Scale,
    whole: bool,
}

impl Travel {
    /// As far as the lesson has it, and no farther than the problem has it; that is left out where it lies beyond.
    fn new(control: &Control, regions: Option<&Regions>) -> Travel {
        let Kind::Number { scale, whole, .. } = control.key.spec().kind else {
            return Travel { low: 0.0, high: 1.0, scale: Scale::Linear, whole: false };
        };
        let [low, high] = control.ends();
        let inner = regions.map(|regions| [regions.low.max(low), regions.high.min(high)]);
        let [low, high] = inner.filter(|[low, high]| high > low).unwrap_or([low, high]);
        Travel { low, high, scale, whole }
    }
    fn position(&self, value: f64) -> f64 {
        self.scale.position(value, self.low, self.high)
    }
    /// The value at a position, as round as the travel is coarse: its numbers can be read, said and typed.
    fn value(&self, position: f64) -> f64 {
        self.rounded(self.scale.value(position, self.low, self.high))
    }
    fn rounded(&self, value: f64) -> f64 {
        if self.whole {
            return libm::round(value).clamp(self.low, self.high);
        }
        // Three digits on a logarithmic travel, a few hundred stops on a linear one.
        let size = if self.scale == Scale::Log { value.abs() } else { self.high - self.low };
        let power = libm::floor(libm::log10(size)) as i32 - 2;
        // Dividing by a whole power of ten gives the number that one would type; multiplying by 0.01 does not.
        let step = libm::pow(10.0, f64::from(power.abs()));
        let stop = |count: f64| if power < 0 { count / step } else { count * step };
        let count = libm::round(if power < 0 { value * step } else { value / step });
        // The ends of a problem's own range are rarely round: the last stop before them is.
        let inside = |value: &f64| (self.low..=self.high).contains(value);
        [count, count - 1.0, count + 1.0].map(stop).into_iter().find(inside).unwrap_or(value)
    }
    /// The value after a key: `steps` presses of an arrow.
    fn nudged(&self, value: f64, steps: f64) -> f64 {
        if value > self.high && steps > 0.0 || value < self.low && steps < 0.0 {
            return value;
        }
        let next = match self.scale {
            Scale::Log if self.low > 0.0 => value * libm::pow(KEY_RATIO, steps),
            _ => self.scale.value(self.position(value) + steps / 100.0, self.low, self.high),
        };
        let next = self.rounded(next.clamp(self.low, self.high));
        if self.whole && next == value { (value + steps.signum()).clamp(self.low, self.high) } else { next }
    }
}

/// What a slider shows.
#[derive(PartialEq)]
pub struct Shown {
    /// The marked-up name of its control.
    pub name: String,
    /// Its value, as it is written.
    pub read_out: String,
    /// The role that the name is about; empty where it is about none.
    pub role: String,
    value: f64,
    travel: Travel,
    named: Option<Regions>,
    lecturing: bool,
}

impl Shown {
    fn new(desk: Desk, key: Key) -> Shown {
        let value = desk.spec.read().current().value(key);
        let asked = preset(desk.lesson, desk.step.get(), &Frame::default()).spec.current().value(key);
        desk.view_at_base([0.0; 2], |run, view| {
            let (name, regions) = (run.label(key), stretches(desk.lesson, run, view, key, asked));
            let role = first_role(&name);
            let plain = Control::plain(key);
            let travel = Travel::new(desk.lesson.control(key).unwrap_or(&plain), regions.as_ref());
            let named = regions.filter(|regions| !regions.names.is_empty());
            Shown { name, read_out: run.read_out(key, value), role, value, travel, named, lecturing: desk.lecturing() }
        })
    }
    fn border(&self, index: usize) -> String {
        let border = self.named.as_ref().and_then(|regions| regions.borders.get(index));
        border.map_or(1.0, |border| self.travel.position(*border)).to_string()
    }
    /// Which region the value is in.
    fn here(&self) -> usize {
        self.named.as_ref().map_or(0, |regions| regions.borders.iter().filter(|border| self.value > **border).count())
    }
    fn said(&self) -> String {
        let said = unmarked(&self.read_out);
        match self.named.as_ref().and_then(|regions| regions.names.get(self.here())) {
            Some(name) if !name.is_empty() => format!("{said}, {}", unmarked(name)),
            _ => said,
        }
    }
    /// The names of the regions, with the number of each border; a letter is so wide, as a share of the travel.
    fn names(&self, letter: f64) -> String {
        let Some(Regions { borders, names, .. }) = &self.named else { return String::new() };
        let place = |index: usize| borders.get(index).map_or(1.0, |border| self.travel.position(*border));
        let start = |index: usize| index.checked_sub(1).map_or(0.0, place);
        let here = self.here();
        // What would lie on what stands there already is left out; the name under the thumb always stands.
        let half = |index: usize| 0.5 * letter * names.get(index).map_or(0, |name| name.chars().count()) as f64;
        let middle = |index: usize| match self.lecturing && index == borders.len() {
            true => 1.0 - half(index),
            false => 0.5 * (start(index) + place(index)),
        };
        // A sliver gives way to its neighbours.
        let fits = |index: usize| index == borders.len() || place(index) - start(index) > 1.2 * half(index);
        let apart = |one: usize, other: usize| (middle(one) - middle(other)).abs() > half(one) + half(other) + letter;
        let mut before: Option<usize> = None;
        let mut clear = |index: usize| {
            let free = fits(index) && apart(index, here) && before.is_none_or(|before| apart(index, before));
            let clear = index == here || free;
            if clear {
                before = Some(index);
            }
            clear
        };
        let mut list = String::new();
        for (index, name) in names.iter().enumerate() {
            let class = if index == here { " class=\"here\"" } else { "" };
            let name = if clear(index) { html(name) } else { String::new() };
            let border = index.checked_sub(1).and_then(|before| borders.get(before));
            let room = index < 2 || place(index - 1) - place(index - 2) > 5.0 * letter;
            let border =
                border.filter(|_| room).map_or_else(String::new, |b| format!("<span>{}</span>", number(*b, 2)));
            list.push_str(&format!("<li{class}>{name}{border}</li>"));
        }
        list
    }
}

/// The slider of one control.
pub fn slider(desk: Desk, key: Key) -> El {
    let id = id_of(key);
    let shown = Memo::new(move |_| Shown::new(desk, key));
    let input = el("input")
        .attr("id", &id)
        .attr("type", "range")
        .attr("min", "0")
        .attr("max", "1")
        .attr("step", "any")
        .live_prop("value", of(shown, |shown| shown.travel.position(shown.value).to_string().into()))
        .live_attr("aria-valuetext", move || shown.with(|shown| Some(shown.said())))
        .live_flag("disabled", move || fixed(desk, key))
        .on("input", move |event| {
            if let Some(position) = decimal(&value_of(&event)) {
                desk.set(key, shown.with_untracked(|shown| shown.travel.value(position)));
            }
        })
        .on("keydown", move |event| {
            let next = shown.with_untracked(|shown| pressed(event.unchecked_ref(), shown.travel, shown.value));
            if let Some(next) = next {
                event.prevent_default();
                desk.set(key, next);
            }
        })
        .on("change", move |_| desk.settle())
        .on("keyup", move |_| desk.settle())
        .on("blur", move |_| desk.settle());
    let [button, field] = exact(desk, key, shown);
    let slider = el("div").class("gd-slider");
    let size = use_size(&slider);
    let letter = Memo::new(move |_| {
        desk.lecturing();
        let across = size.get()[0];
        LETTER * root_text() / if across > 0.0 { across } else { USUAL }
    });
    let names = move || {
        el("ul")
            .class("gd-slider__regions veil")
            .attr("aria-hidden", "true")
            .live_html(move || shown.with(|shown| shown.names(letter.get())))
    };
    slider
        .live_class("gd-slider--regions", of(shown, |shown| shown.named.is_some()))
        .live_style("--p1", of(shown, |shown| shown.border(0)))
        .live_style("--p2", of(shown, |shown| shown.border(1)))
        .live_style("--mark", of(shown, |shown| mark(&shown.role)))
        .child(
            el("div")
                .class("gd-slider__name")
                .child(el("label").attr("for", &id).live_html(of(shown, |shown| html(&shown.name))))
                .child(button)
                .child(field),
        )
        .child(
            el("div")
                .class("gd-slider__track")
                .child(
                    el("div")
                        .class("gd-slider__bar")
                        .live_class("gd-slider__bar--regions", of(shown, |shown| shown.named.is_some())),
                )
                .child(input),
        )
        .live_if(of(shown, |shown| shown.named.is_some()), names)
}

/// A look at what is shown that follows it.
pub fn of<T: 'static>(shown: Memo<Shown>, look: fn(&Shown) -> T) -> impl FnMut() -> T + 'static {
    move || shown.with(look)
}

fn mark(role: &str) -> String {
    format!("var(--{})", if role.is_empty() { "ink" } else { role })
}

/// What a key does to a slider; none for keys that are none of its business.
fn pressed(event: &KeyboardEvent, travel: Travel, value: f64) -> Option<f64> {
    if event.alt_key() || event.ctrl_key() || event.meta_key() {
        return None;
    }
    let times = if event.shift_key() { 10.0 } else { 1.0 };
    let steps = match event.key().as_str() {
        "ArrowRight" | "ArrowUp" => times,
        "ArrowLeft" | "ArrowDown" => -times,
        "PageUp" => 10.0,
        "PageDown" => -10.0,
        "Home" => return Some(travel.value(0.0)),
        "End" => return Some(travel.value(1.0)),
        _ => return None,
    };
    Some(travel.nudged(value, steps))
}
