//! The scrubber: a slider over the updates whose track is the loss curve itself, on a logarithmic scale.

use super::desk::Desk;
use super::playback::Player;
use crate::i18n::{number, words};
use leptos::prelude::*;
use std::fmt::Write;

/// The curve's own units: it is stretched to the slider's width and height.
const WIDTH: f64 = 1000.0;
const HEIGHT: f64 = 100.0;
/// Longer runs are drawn with as many points.
const POINTS: usize = 400;

/// The slider with its curve.
#[component]
pub fn Scrubber(desk: Desk, player: Player) -> impl IntoView {
    let updates = Memo::new(move |_| desk.updates());
    let at = Memo::new(move |_| desk.at());
    // How far this step has been watched: what nobody has seen yet stays empty.
    let seen = Memo::new(move |before: Option<&(usize, usize)>| {
        let (step, at) = (desk.step.get(), at.get());
        match before {
            Some((same, most)) if *same == step => (step, at.max(*most)),
            _ => (step, at),
        }
    });
    let curve = Memo::new(move |_| desk.with_run(|run| Curve::new(run.trace().losses())));
    let played = Memo::new(move |_| curve.with(|curve| curve.path(at.get())));
    let faint = Memo::new(move |_| curve.with(|curve| curve.path(seen.get().1)));
    let forks = Memo::new(move |_| desk.spec.read().forks.iter().map(|fork| fork.at).collect::<Vec<_>>());
    let tick = move |fork: usize| {
        let x = place(fork, updates.get()).to_string();
        view! { <line class="fork" x1=x.clone() x2=x y1="-3" y2=HEIGHT.to_string()></line> }
    };
    let said = move || {
        let loss = desk.with_run(|run| run.trace().losses().get(at.get()).copied().unwrap_or(f64::NAN));
        if desk.veiled() {
            words::playback::at_veiled(&at.get().to_string())
        } else {
            words::playback::at_loss(&at.get().to_string(), &number(loss, 3))
        }
    };
    let seek = move |event| {
        if let Ok(value) = event_target_value(&event).parse::<f64>() {
            player.seek(value.max(0.0) as usize);
        }
    };
    view! {
        <label class="gd-scrub">
            <span class="out">{words::playback::scrubber()}</span>
            <span class="veil">
                <svg class="gd-scrub__loss" viewBox=format!("0 0 {WIDTH} {HEIGHT}") preserveAspectRatio="none" aria-hidden="true">
                    <path class="s-error faint" d=move || faint.get()></path>
                    <path class="area" d=move || area(&played.get(), place(at.get(), updates.get()))></path>
                    <path class="s-error" d=move || played.get()></path>
                    {move || forks.get().into_iter().map(tick).collect_view()}
                </svg>
            </span>
            <input type="range" min="0" step="1" max=move || updates.get().to_string() prop:value=move || {
                // The value has to be set after the end of the range has been.
                updates.track();
                at.get().to_string()
            } aria-valuetext=said disabled=move || desk.veiled() on:input=seek/>
        </label>
    }
}

fn place(at: usize, updates: usize) -> f64 {
    if updates == 0 { 0.0 } else { WIDTH * at as f64 / updates as f64 }
}

fn area(path: &str, end: f64) -> String {
    if path.is_empty() { String::new() } else { format!("{path}L{end:.1} {HEIGHT}L0 {HEIGHT}Z") }
}

/// The loss as points of the drawing, by update.
#[derive(Clone, PartialEq)]
struct Curve {
    points: Vec<(usize, [f64; 2])>,
}

impl Curve {
    fn new(losses: &[f64]) -> Curve {
        let heights: Vec<f64> = losses.iter().map(|loss| libm::log(loss.max(f64::MIN_POSITIVE))).collect();
        let finite = || heights.iter().copied().filter(|height| height.is_finite());
        let (low, high) = (finite().fold(f64::INFINITY, f64::min), finite().fold(f64::NEG_INFINITY, f64::max));
        let updates = losses.len().saturating_sub(1);
        let stride = (updates / POINTS).max(1);
        let spread = if high > low { high - low } else { 1.0 };
        let points = (0..=updates)
            .filter(|update| update % stride == 0 || *update == updates)
            .filter_map(|update| {
                let height = heights.get(update).filter(|height| height.is_finite())?;
                // The lowest loss still stands a little above the ground, so that there is something to see.
                let y = 0.94 * HEIGHT * (high - height) / spread;
                Some((update, [place(update, updates), y]))
            })
            .collect();
        Curve { points }
    }

    /// The curve from the start to an update. Between two points that are drawn it ends on the line between them.
    fn path(&self, to: usize) -> String {
        let mut path = String::new();
        let mut before: Option<(usize, [f64; 2])> = None;
        for &(update, [x, y]) in &self.points {
            if update > to {
                if let Some((from, [left, top])) = before.filter(|(from, _)| *from < to) {
                    let share = (to - from) as f64 / (update - from) as f64;
                    let _ = write!(path, "L{:.1} {:.2}", left + share * (x - left), top + share * (y - top));
                }
                break;
            }
            let _ = write!(path, "{}{x:.1} {y:.2}", if path.is_empty() { 'M' } else { 'L' });
            before = Some((update, [x, y]));
        }
        path
    }
}
