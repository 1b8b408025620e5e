//! The page around this one, where there is one. It may be of any origin, so nothing is known of it but what it says.

use crate::ui::dom::listen;
use js_sys::{JSON, Object, Reflect};
use leptos::prelude::window;
use send_wrapper::SendWrapper;
use std::cell::Cell;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{IntersectionObserver, IntersectionObserverEntry, Window};

/// The name under which the version of the messages stands in each, and that version.
const NAME: &str = "downhill";
const VERSION: f64 = 2.0;
/// A page around may still ask in the words of version 1, in which a step was a number. What it is told has names since version 2.
const OLDEST: f64 = 1.0;

fn around() -> Option<Window> {
    window().parent().ok().flatten().filter(|parent| *parent != window())
}

/// Whether the page stands in somebody else's page.
pub fn framed() -> bool {
    around().is_some()
}

/// What a frame is called that shows how the page will look in another: as it is once its questions are answered, when it is highest.
pub const PREVIEW: &str = "downhill-preview";

/// Whether the page stands in such a frame.
pub fn previewed() -> bool {
    framed() && window().name().is_ok_and(|name| name == PREVIEW)
}

/// Whether the page stands in a frame that may do little but run: it has no origin of its own.
pub fn sandboxed() -> bool {
    framed() && Reflect::get(&window(), &"origin".into()).is_ok_and(|origin| origin == "null")
}

/// Whether the page is the one file, with all its parts inside and nothing beside it: the site has no style in its page.
pub fn alone() -> bool {
    window().document().is_some_and(|document| document.query_selector("head style").is_ok_and(|style| style.is_some()))
}

/// Tells the page around, if there is one, what has happened. It hears nothing that it could not see in the frame.
pub fn tell(kind: &str, fields: &[(&str, JsValue)]) {
    say(&object(&[(NAME, VERSION.into()), ("type", kind.into())], fields));
}

/// Tells Canvas, which hears JSON as text, about a `subject` of its own.
pub fn tell_canvas(subject: &str, fields: &[(&str, JsValue)]) {
    if let Ok(text) = JSON::stringify(&object(&[("subject", subject.into())], fields)) {
        say(&text);
    }
}

/// A value with these fields, as a part of a message.
pub fn record(fields: &[(&str, JsValue)]) -> JsValue {
    object(&[], fields).into()
}

fn object(head: &[(&str, JsValue)], fields: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in head.iter().chain(fields) {
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object
}

/// Sends the page around a message as it is.
fn say(message: &JsValue) {
    if let Some(around) = around() {
        let _ = around.post_message(message, "*");
    }
}

/// Calls `answer` with the kind of every message that the page around sends, and with a way to read its fields. What others send,
/// or what is no message of this version, is not answered.
pub fn on_told(answer: impl FnMut(&str, &dyn Fn(&str) -> JsValue) + 'static) {
    on_said(around, answer);
}

/// The same for what another window says, such as a lesson in a frame.
pub fn on_said(
    from: impl Fn() -> Option<Window> + 'static,
    mut answer: impl FnMut(&str, &dyn Fn(&str) -> JsValue) + 'static,
) {
    on_message(from, move |message| {
        let ours = read(message, NAME).as_f64().is_some_and(|version| (OLDEST..=VERSION).contains(&version));
        if let (true, Some(kind)) = (ours, read(message, "type").as_string()) {
            answer(&kind, &|name| read(message, name));
        }
    });
}

/// Calls `answer` with every message that a window sends.
pub fn on_message(from: impl Fn() -> Option<Window> + 'static, mut answer: impl FnMut(&JsValue) + 'static) {
    listen(&window(), "message", move |event| {
        let source = read(&event, "source");
        if from().is_some_and(|from| source == JsValue::from(from)) {
            answer(&read(&event, "data"));
        }
    });
}

fn read(from: &JsValue, name: &str) -> JsValue {
    Reflect::get(from, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// Calls `answer` with whether the page is in view, now and whenever that changes: a frame may lie far below the fold, or have no
/// size yet. Outside a frame the page counts as seen.
pub fn on_view(answer: impl Fn(bool) + 'static) {
    let root = web_sys::window().and_then(|window| window.document()).and_then(|document| document.document_element());
    let (Some(root), true) = (root, framed()) else { return answer(true) };
    let seen = Cell::new(None);
    let watch = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
        let last: IntersectionObserverEntry = entries.pop().unchecked_into();
        let now = last.is_intersecting();
        if seen.replace(Some(now)) != Some(now) {
            answer(now);
        }
    });
    if let Ok(observer) = IntersectionObserver::new(watch.as_ref().unchecked_ref()) {
        observer.observe(&root);
        let watched = SendWrapper::new((observer, watch));
        leptos::prelude::on_cleanup(move || watched.0.disconnect());
    }
}
