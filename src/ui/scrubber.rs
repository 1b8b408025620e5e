//! The scrubber: a slider over the updates whose track is the loss curve itself, on a logarithmic scale.

use super::desk::Desk;
use super::dom::{El, el, live, svg, value_of};
use super::icon::drawing;
use super::playback::Player;
use crate::decimal::{coordinate, decimal};
use crate::i18n::words;
use crate::lessons::Sight;
use crate::shown;
use leptos::prelude::*;
use web_sys::HtmlInputElement;

/// The curve's own units: it is stretched to the slider's width and height.
const WIDTH: f64 = 1000.0;
const HEIGHT: f64 = 100.0;
/// Longer runs are drawn with as many points.
const POINTS: usize = 400;

/// The slider with its curve.
pub fn scrubber(desk: Desk, player: Player) -> El {
    let input = el("input").attr("type", "range").attr("min", "0").attr("step", "1");
    let range: HtmlInputElement = input.cast();
    live(move || {
        // The value has to be set after the end of the range has been.
        let [at, last] = desk.standing().map(|update| update.to_string());
        range.set_max(&last);
        range.set_value(&at);
    });
    let said = move || Some(desk.view([0.0; 2], shown::scrubber));
    let input = input.live_attr("aria-valuetext", said).live_flag("disabled", move || !desk.shows(Sight::Run)).on(
        "input",
        move |event| {
            if let Some(value) = decimal(&value_of(&event)) {
                player.seek(value.max(0.0) as usize);
            }
        },
    );
    el("label")
        .class("gd-scrub")
        .child(el("span").class("out").text(words::playback::scrubber()))
        .child(el("span").class("veil").child(loss(desk)))
        .child(input)
}

/// The drawing: the curve so far, what has been seen of it, and where it was forked.
fn loss(desk: Desk) -> El {
    let curve = Memo::new(move |_| desk.view_at_base([0.0; 2], |run, view| Curve::new(shown::losses(run, view))));
    let path = |class: &str| svg("path").class(class);
    let (faint, filled, line) = (path("s-error faint"), path("area"), path("s-error"));
    let drawn = [&faint, &filled, &line].map(|path| path.node().clone());
    // How far this step has been watched: what nobody has seen yet stays empty.
    let mut seen = (0, 0);
    live(move || {
        let (step, [at, updates]) = (desk.step.get(), desk.standing());
        seen = (step, if seen.0 == step { at.max(seen.1) } else { at });
        let (played, watched) = curve.with(|curve| (curve.path(at), curve.path(seen.1)));
        let paths = [watched, area(&played, place(at, updates)), played];
        for (path, d) in drawn.iter().zip(&paths) {
            let _ = path.set_attribute("d", d);
        }
    });
    let forks = move || desk.spec.read().forks.iter().map(|fork| fork.at).collect();
    let tick = move |fork: usize| {
        let x = move || Some(place(fork, desk.standing()[1]).to_string());
        svg("line").class("fork").live_attr("x1", x).live_attr("x2", x).attr("y1", "-3").attr("y2", "100")
    };
    drawing("gd-scrub__loss", "0 0 1000 100")
        .attr("preserveAspectRatio", "none")
        .children([faint, filled, line])
        .live_list(forks, tick)
}

fn place(at: usize, updates: usize) -> f64 {
    if updates == 0 { 0.0 } else { WIDTH * at as f64 / updates as f64 }
}

fn area(path: &str, end: f64) -> String {
    if path.is_empty() { String::new() } else { format!("{path}L{} 100L0 100Z", coordinate(end)) }
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
                    point(&mut path, [left + share * (x - left), top + share * (y - top)]);
                }
                break;
            }
            point(&mut path, [x, y]);
            before = Some((update, [x, y]));
        }
        path
    }
}

fn point(path: &mut String, [x, y]: [f64; 2]) {
    path.push(if path.is_empty() { 'M' } else { 'L' });
    path.push_str(&coordinate(x));
    path.push(' ');
    path.push_str(&coordinate(y));
}
