//! Elements, built by hand on Leptos' signals.
//!
//! Leptos' `view!` makes new code for every element, attribute and closure: the bench alone took 200 kB of the first load.
//! Here every closure is boxed at once, so all elements share one small set of functions, and the lessons to come cost
//! what they say and no more. What an element shows *live* follows the signals that its closure reads; what has not changed
//! is not written again. Listeners and effects end with the reactive owner under which they were made.

use leptos::prelude::*;
use send_wrapper::SendWrapper;
use std::any::Any;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Event, Node};

/// An element of the page.
#[derive(Clone)]
pub struct El(Element);

const SVG: &str = "http://www.w3.org/2000/svg";
const MATHML: &str = "http://www.w3.org/1998/Math/MathML";

/// The page's document. There is one wherever this code runs.
pub fn document() -> Document {
    web_sys::window().and_then(|window| window.document()).unwrap_throw()
}

/// An HTML element.
pub fn el(tag: &str) -> El {
    El(document().create_element(tag).unwrap_throw())
}
/// An SVG element.
pub fn svg(tag: &str) -> El {
    El(document().create_element_ns(Some(SVG), tag).unwrap_throw())
}
/// A MathML element.
pub fn math(tag: &str) -> El {
    El(document().create_element_ns(Some(MATHML), tag).unwrap_throw())
}

/// Runs `act` now, and again whenever a signal changes that it read, until the present owner is cleaned up. Signals and
/// elements made inside are cleaned up before the next run.
pub fn live(act: impl FnMut() + 'static) {
    let mut act: Box<dyn FnMut()> = Box::new(act);
    keep(Box::new(RenderEffect::new(move |_: Option<()>| act())));
}

/// Keeps a thing until the present owner is cleaned up.
pub fn keep(thing: Box<dyn Any>) {
    let thing = SendWrapper::new(thing);
    on_cleanup(move || drop(thing));
}

/// Calls `act` on an event of any target (the window, the document), until the present owner is cleaned up.
pub fn listen(target: &web_sys::EventTarget, event: &str, act: impl FnMut(Event) + 'static) {
    let closure: Closure<dyn FnMut(Event)> = Closure::new(act);
    let listened = target.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref()).is_ok();
    let (target, event) = (target.clone(), event.to_string());
    let remove = SendWrapper::new(move || {
        if listened {
            let _ = target.remove_event_listener_with_callback(&event, closure.as_ref().unchecked_ref());
        }
    });
    on_cleanup(move || remove.take()());
}

/// A closure that writes what `value` says when it says something new.
fn changed<T: PartialEq + 'static>(mut value: Box<dyn FnMut() -> T>, mut write: Box<dyn FnMut(&T)>) {
    let mut last: Option<T> = None;
    live(move || {
        let next = value();
        if last.as_ref() != Some(&next) {
            write(&next);
            last = Some(next);
        }
    });
}

impl El {
    /// Sets its classes.
    pub fn class(self, names: &str) -> El {
        self.attr("class", names)
    }
    /// Sets an attribute. Not for `style` or handlers, which a strict policy blocks.
    pub fn attr(self, name: &str, value: &str) -> El {
        let _ = self.0.set_attribute(name, value);
        self
    }
    /// Appends words.
    pub fn text(self, words: &str) -> El {
        let _ = self.0.append_child(&document().create_text_node(words));
        self
    }
    /// Replaces what is inside by HTML that the crate itself wrote (`i18n::html`, compiled Markdown).
    pub fn html(self, html: &str) -> El {
        self.0.set_inner_html(html);
        self
    }
    /// Appends an element.
    pub fn child(self, child: El) -> El {
        let _ = self.0.append_child(&child.0);
        self
    }
    /// Appends several.
    pub fn children(self, children: impl IntoIterator<Item = El>) -> El {
        for child in children {
            let _ = self.0.append_child(&child.0);
        }
        self
    }
    /// Words that follow signals; they replace what is inside.
    pub fn live_text(self, words: impl FnMut() -> String + 'static) -> El {
        let node = self.0.clone();
        changed(Box::new(words), Box::new(move |words: &String| node.set_text_content(Some(words))));
        self
    }
    /// HTML of the crate's own that follows signals; it replaces what is inside.
    pub fn live_html(self, html: impl FnMut() -> String + 'static) -> El {
        let node = self.0.clone();
        changed(Box::new(html), Box::new(move |html: &String| node.set_inner_html(html)));
        self
    }
    /// An attribute that follows signals; none removes it.
    pub fn live_attr(self, name: &'static str, value: impl FnMut() -> Option<String> + 'static) -> El {
        let node = self.0.clone();
        let write = move |value: &Option<String>| {
            let _ = match value {
                Some(value) => node.set_attribute(name, value),
                None => node.remove_attribute(name),
            };
        };
        changed(Box::new(value), Box::new(write));
        self
    }
    /// A boolean attribute (`disabled`, `hidden`) that follows signals.
    pub fn live_flag(self, name: &'static str, mut on: impl FnMut() -> bool + 'static) -> El {
        self.live_attr(name, move || on().then(String::new))
    }
    /// One class that follows signals.
    pub fn live_class(self, name: &'static str, mut on: impl FnMut() -> bool + 'static) -> El {
        let list = self.0.class_list();
        let write = move |on: &Option<String>| {
            let _ = list.toggle_with_force(name, on.is_some());
        };
        changed(Box::new(move || on().then(String::new)), Box::new(write));
        self
    }
    /// A style property, set through the style object as a strict policy asks.
    pub fn live_style(self, property: &'static str, value: impl FnMut() -> String + 'static) -> El {
        let node: Option<web_sys::HtmlElement> = self.0.clone().dyn_into().ok();
        let write = move |value: &String| {
            if let Some(node) = &node {
                let _ = node.style().set_property(property, value);
            }
        };
        changed(Box::new(value), Box::new(write));
        self
    }
    /// A property of the DOM object (`value`, `checked`, `open`) that follows signals.
    pub fn live_prop(self, name: &'static str, mut value: impl FnMut() -> JsValue + 'static) -> El {
        let node = self.0.clone();
        live(move || {
            let next = value();
            let name = JsValue::from_str(name);
            if js_sys::Reflect::get(&node, &name).ok().as_ref() != Some(&next) {
                let _ = js_sys::Reflect::set(&node, &name, &next);
            }
        });
        self
    }
    /// Elements that follow signals, in this place among the other children. Whatever they hold is cleaned up and made anew.
    pub fn live_children(self, children: impl FnMut() -> Vec<El> + 'static) -> El {
        let mut children: Box<dyn FnMut() -> Vec<El>> = Box::new(children);
        let anchor: Node = document().create_comment("").into();
        let _ = self.0.append_child(&anchor);
        let mut shown: Vec<El> = Vec::new();
        live(move || {
            let next = children();
            for old in shown.drain(..) {
                old.0.remove();
            }
            if let Some(parent) = anchor.parent_node() {
                for new in &next {
                    let _ = parent.insert_before(&new.0, Some(&anchor));
                }
            }
            shown = next;
        });
        self
    }
    /// Calls `act` on an event.
    pub fn on(self, event: &str, act: impl FnMut(Event) + 'static) -> El {
        listen(&self.0, event, act);
        self
    }
    /// The element itself.
    pub fn node(&self) -> &Element {
        &self.0
    }
    /// The element as what it is: an input, a canvas.
    pub fn cast<T: JsCast>(&self) -> T {
        self.0.clone().unchecked_into()
    }
}

/// The value of the input, select or text area that an event came from.
pub fn value_of(event: &Event) -> String {
    let read = |name: &str| event.target().and_then(|target| js_sys::Reflect::get(&target, &name.into()).ok());
    read("value").and_then(|value| value.as_string()).unwrap_or_default()
}

/// Whether the check box that an event came from is checked.
pub fn checked_of(event: &Event) -> bool {
    event
        .target()
        .and_then(|target| js_sys::Reflect::get(&target, &"checked".into()).ok())
        .is_some_and(|on| on.is_truthy())
}

/// Builds a page's elements under an owner that is never cleaned up.
pub fn mount(build: impl FnOnce()) {
    thread_local!(static ROOT: std::cell::OnceCell<Owner> = const { std::cell::OnceCell::new() });
    let _ = any_spawner::Executor::init_wasm_bindgen();
    let owner = Owner::new();
    owner.with(build);
    ROOT.with(|root| {
        let _ = root.set(owner);
    });
}
