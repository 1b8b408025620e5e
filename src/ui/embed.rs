//! A lesson inside somebody else's page: what that page is told, and what it may ask for.
//!
//! | told | fields |
//! |---|---|
//! | `ready` | all that `state` has, and `steps`: their names |
//! | `resize` | `height`, in CSS pixels; Canvas hears it in its own words as well (`lti.frameResize`) |
//! | `state` | `link`: the fragment that leads to what is on screen; and the same taken apart: `lesson`, `step`, `at`, `part`, `settings` by key, `answers` by question, `tasks` |
//! | `update` | `update`, `loss`: where the run stands; while a question hides the run, its start, and `loss` is undefined where that would tell the answer |
//! | `answer` | `lesson`, `step`, `id`, `choice`, `right`; all but the last are names |
//! | `task` | `lesson`, `step`, `id`: the goal that was reached |
//! | `completed` | `lesson`: its last step was seen, all questions answered, all goals reached |
//!
//! | asked for | fields |
//! |---|---|
//! | `set` | `keys`, in the grammar of a link (`rate=0.3&at=4`): read, clamped and ignored as a link is |
//! | `step` | `step`, by name, as its preset sets it; a number is the step that stood there in version 1 |
//! | `reset` | to the preset of the present step |
//! | `play`, `pause` | while a question hides the run, nothing plays |
//!
//! Every message is an object with `downhill: 2` and its `type`; what is asked may say 1. `embed.js` speaks this for pages that would rather not.

use super::desk::Desk;
use super::dom::{El, body, el, live};
use super::hooks::{address, framed, on_told, on_view, record, sandboxed, tell, tell_canvas, use_choice, use_size};
use super::link;
use super::playback::Player;
use super::progress::kept;
use crate::address::{amended, preset, write};
use crate::i18n::words::shell as words;
use crate::lessons::{Step, Story};
use crate::params::{Mode, Place, value_text};
use crate::shown;
use js_sys::Array;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

/// Tells the page around what happens on the desk, and does what it asks for.
pub fn embed(desk: Desk, player: Player) {
    if !framed() {
        return;
    }
    let story = desk.lesson.story();
    let mut ready = state(desk);
    ready.push(("steps", story.steps.iter().map(|step| JsValue::from(step.name)).collect::<Array>().into()));
    tell("ready", &ready);

    let size = use_size(&body());
    live(move || {
        let [_, height] = size.get();
        // In the other modes the page fills its frame, and must not ask for more because it got more.
        if height > 0.0 && desk.frame.read().mode == Mode::Embed {
            tell("resize", &[("height", height.into())]);
            tell_canvas("lti.frameResize", &[("height", height.into())]);
        }
    });
    let mut last = None;
    live(move || {
        let (at, loss) = desk.view([0.0; 2], shown::update);
        let next = Some((at, loss.map(f64::to_bits)));
        if std::mem::replace(&mut last, next) != next {
            tell("update", &[("update", at.into()), ("loss", loss.into())]);
        }
    });
    on_view(move |seen| {
        if !seen {
            player.pause();
        }
    });

    let choice = use_choice();
    let go = move |place: Place| {
        choice.follow(place.frame.theme);
        desk.go(place);
    };
    let to_step = move |step: usize| go(preset(desk.lesson, step, &desk.frame.get_untracked()));
    on_told(move |kind, field| match kind {
        "set" => {
            if let (Some(keys), Some(place)) = (field("keys").as_string(), link::place(desk)) {
                go(amended(desk.lesson, &place, &keys));
            }
        }
        "step" => {
            let asked = field("step");
            let asked = asked.as_string().or_else(|| asked.as_f64().map(|step| step.to_string()));
            if let Some(step) = asked.and_then(|step| story.step(&step)) {
                to_step(step);
            }
        }
        "reset" => to_step(desk.step.get_untracked()),
        "play" => player.play(),
        "pause" => player.pause(),
        _ => {}
    });
}

/// All that is set on the desk and done in the lesson, by names. What is computed is no part of it.
pub fn state(desk: Desk) -> Vec<(&'static str, JsValue)> {
    let story = desk.lesson.story();
    let Some(place) = link::place(desk) else { return Vec::new() };
    let values = place.spec.current_values();
    let settings = desk.lesson.controls().iter().map(|control| {
        let key = control.key;
        (key.spec().link, value_text(key, values).into())
    });
    let chosen = desk.answers.read_untracked();
    let asked = story.steps.iter().flat_map(|step| step.predictions);
    let answers = asked.filter_map(|asked| Some((asked.id, (*asked.names.get(*chosen.get(asked.id)?)?).into())));
    let progress = kept();
    let is_met = |id: &str| progress.record(story.slug).is_some_and(|record| record.tasks.get(id).is_some());
    let goals = story.steps.iter().flat_map(|step| step.tasks);
    let tasks: Array = goals.filter(|task| is_met(task.id)).map(|task| JsValue::from(task.id)).collect();
    vec![
        ("link", write(desk.lesson, &place).into()),
        ("lesson", story.slug.into()),
        ("step", story.steps.get(place.step).map_or("", |step| step.name).into()),
        ("at", place.cursor.into()),
        ("part", place.part.into()),
        ("settings", record(&settings.collect::<Vec<_>>())),
        ("answers", record(&answers.collect::<Vec<_>>())),
        ("tasks", tasks.into()),
    ]
}

/// Tells the page around when nothing is left to do in a lesson: its last step was seen, all questions were answered, all goals
/// reached, as far as this device remembers.
pub fn tell_if_completed(story: &Story) {
    if framed() && completed(story) {
        tell("completed", &[("lesson", story.slug.into())]);
    }
}

fn completed(story: &Story) -> bool {
    let progress = kept();
    let Some(record) = progress.record(story.slug) else { return false };
    let done = |step: &Step| {
        step.predictions.iter().all(|prediction| record.answers.get(prediction.id).is_some())
            && step.tasks.iter().all(|task| record.tasks.get(task.id).is_some())
    };
    story.step(&record.furthest).is_some_and(|step| step + 1 == story.steps.len()) && story.steps.iter().all(done)
}

/// The way from the frame to the whole page, at the same place. A sandboxed frame opens no other.
pub fn way_out(desk: Desk) -> El {
    let whole = move || {
        if desk.frame.read().mode != Mode::Embed || sandboxed() {
            return None;
        }
        desk.track_place();
        let mut place = link::place(desk)?;
        place.frame.mode = Mode::Read;
        Some(address().split('#').next().unwrap_or("").to_string() + &write(desk.lesson, &place))
    };
    let link = el("a").attr("target", "_blank").attr("rel", "noopener").text(words::open_whole());
    el("p").class("foot foot--out").child(link.live_attr("href", whole))
}
