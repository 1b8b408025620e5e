//! A slider with its read-out, and with named regions where the run knows some.

use super::controls::{fixed, id_of, name_of, value_of};
use super::desk::Desk;
use super::exact::Exact;
use super::marked::{first_role, marked, unmarked};
use crate::i18n::number;
use crate::lessons::Regions;
use crate::params::{Key, Kind, Scale};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// One press of an arrow key on a logarithmic slider multiplies or divides by this.
const KEY_RATIO: f64 = 1.05;

/// How far a slider reaches, and how its travel maps to values.
#[derive(Clone, Copy, PartialEq)]
struct Travel {
    low: f64,
    high: f64,
    scale: Scale,
    whole: bool,
}

impl Travel {
    fn new(kind: Kind, regions: Option<&Regions>) -> Travel {
        let Kind::Number { low, high, scale, whole } = kind else {
            return Travel { low: 0.0, high: 1.0, scale: Scale::Linear, whole: false };
        };
        match regions {
            Some(ends) if ends.high > ends.low => {
                Travel { low: ends.low.max(low), high: ends.high.min(high), scale, whole }
            }
            _ => Travel { low, high, scale, whole },
        }
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
        let next = match self.scale {
            Scale::Log if self.low > 0.0 => value * libm::pow(KEY_RATIO, steps),
            _ => self.scale.value(self.position(value) + steps / 100.0, self.low, self.high),
        };
        let next = self.rounded(next);
        if self.whole && next == value { (value + steps.signum()).clamp(self.low, self.high) } else { next }
    }
}

/// The slider of one control.
#[component]
pub fn Slider(desk: Desk, key: Key) -> impl IntoView {
    let (id, value, name) = (id_of(key), value_of(desk, key), name_of(desk, key));
    let regions = Memo::new(move |_| desk.with_run(|run| run.regions(key)));
    let travel = Memo::new(move |_| regions.with(|regions| Travel::new(key.spec().kind, regions.as_ref())));
    let named = Memo::new(move |_| regions.get().filter(|regions| !regions.borders.is_empty()));
    let here =
        Memo::new(move |_| named.with(|regions| regions.as_ref().map_or(0, |regions| region(regions, value.get()))));
    let border = move |index: usize| {
        named.with(|regions| {
            let border = regions.as_ref().and_then(|regions| regions.borders.get(index)).copied();
            border.map_or(1.0, |border| travel.get().position(border)).to_string()
        })
    };
    let read_out = Memo::new(move |_| desk.with_run(|run| run.read_out(key)));
    let role = Memo::new(move |_| name.with(|name| first_role(name)));
    let said = move || {
        let mut said = unmarked(&read_out.get());
        if let Some(name) =
            named.with(|regions| regions.as_ref().and_then(|regions| regions.names.get(here.get()).cloned()))
            && !desk.veiled()
        {
            said = format!("{said}, {}", unmarked(&name));
        }
        said
    };
    let slide = move |event| {
        if let Ok(position) = event_target_value(&event).parse::<f64>() {
            desk.set(key, travel.get_untracked().value(position));
        }
    };
    let press = move |event: KeyboardEvent| {
        if let Some(next) = pressed(&event, travel.get_untracked(), value.get_untracked()) {
            event.prevent_default();
            desk.set(key, next);
        }
    };
    view! {
        <div class="gd-slider" class:gd-slider--regions=move || named.read().is_some()
            style=("--p1", move || border(0)) style=("--p2", move || border(1))
            style=("--mark", move || mark(&role.get()))>
            <div class="gd-slider__name">
                <label for=id.clone()>{move || marked(&name.get())}</label>
                <Exact desk key name read_out role/>
            </div>
            <div class="gd-slider__track">
                <div class="gd-slider__bar" class:gd-slider__bar--regions=move || named.read().is_some()></div>
                <input id=id type="range" min="0" max="1" step="any"
                    prop:value=move || travel.get().position(value.get()).to_string()
                    aria-valuetext=said disabled=move || fixed(desk, key)
                    on:input=slide on:change=move |_| desk.settle()
                    on:keydown=press on:keyup=move |_| desk.settle() on:blur=move |_| desk.settle()/>
            </div>
            {move || named.get().map(|regions| names(regions, here))}
        </div>
    }
}

fn mark(role: &str) -> String {
    format!("var(--{})", if role.is_empty() { "ink" } else { role })
}

fn region(regions: &Regions, value: f64) -> usize {
    regions.borders.iter().filter(|border| value > **border).count()
}

/// The names under a slider, with the number of each border.
fn names(regions: Regions, here: Memo<usize>) -> impl IntoView {
    let Regions { borders, names, .. } = regions;
    let item = move |(index, name): (usize, String)| {
        let border = index.checked_sub(1).and_then(|before| borders.get(before)).map(|border| number(*border, 2));
        view! {
            <li class:here=move || here.get() == index>
                {marked(&name)} {border.map(|border| view! { <span>{border}</span> })}
            </li>
        }
    };
    view! { <ul class="gd-slider__regions veil" aria-hidden="true">{names.into_iter().enumerate().map(item).collect_view()}</ul> }
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
