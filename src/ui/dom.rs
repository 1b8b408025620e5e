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

/// The page's body.
pub fn body() -> El {
    El(document().body().unwrap_throw().into())
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
    boxed::live(Box::new(act));
}

/// Keeps a thing until the present owner is cleaned up.
pub fn keep(thing: Box<dyn Any>) {
    let thing = SendWrapper::new(thing);
    on_cleanup(move || drop(thing));
}

/// Calls `act` on an event of any target (the window, the document), until the present owner is cleaned up.
pub fn listen(target: &web_sys::EventTarget, event: &str, act: impl FnMut(Event) + 'static) {
    boxed::listen(target, event, Box::new(act));
}

/// Takes what is new into the page; none removes it.
type Write = Box<dyn FnMut(Option<&str>)>;

/// What the generic functions above and below come down to. A closure written inside a generic function is a type of its own
/// for every caller; here there is one of each.
mod boxed {
    use super::*;

    pub fn live(mut act: Box<dyn FnMut()>) {
        keep(Box::new(RenderEffect::new(move |_: Option<()>| act())));
    }

    pub fn listen(target: &web_sys::EventTarget, event: &str, act: Box<dyn FnMut(Event)>) {
        let closure: Closure<dyn FnMut(Event)> = Closure::wrap(act);
        if target.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref()).is_err() {
            return;
        }
        let (target, event) = (target.clone(), event.to_string());
        let remove = SendWrapper::new(move || {
            let _ = target.remove_event_listener_with_callback(&event, closure.as_ref().unchecked_ref());
        });
        on_cleanup(move || remove.take()());
    }

    /// Writes what `value` says when it says something new; none removes.
    pub fn changed(mut value: Box<dyn FnMut() -> Option<String>>, mut write: Write) {
        let mut last: Option<Option<String>> = None;
        live(Box::new(move || {
            let next = value();
            if last.as_ref() != Some(&next) {
                write(next.as_deref());
                last = Some(next);
            }
        }));
    }

    pub fn attr(node: &Element, name: &'static str, value: Box<dyn FnMut() -> Option<String>>) {
        let node = node.clone();
        let write = move |value: Option<&str>| {
            let _ = match value {
                Some(value) => node.set_attribute(name, value),
                None => node.remove_attribute(name),
            };
        };
        changed(value, Box::new(write));
    }

    pub fn class(node: &Element, name: &'static str, mut on: Box<dyn FnMut() -> bool>) {
        let list = node.class_list();
        let write = move |on: Option<&str>| {
            let _ = list.toggle_with_force(name, on.is_some());
        };
        changed(Box::new(move || on().then(String::new)), Box::new(write));
    }

    pub fn words(node: &Element, html: bool, mut value: Box<dyn FnMut() -> String>) {
        let node = node.clone();
        let write = move |words: Option<&str>| match words {
            Some(words) if html => node.set_inner_html(words),
            words => node.set_text_content(words),
        };
        changed(Box::new(move || Some(value())), Box::new(write));
    }

    pub fn style(node: &Element, property: &'static str, mut value: Box<dyn FnMut() -> String>) {
        let node: web_sys::HtmlElement = node.clone().unchecked_into();
        let write = move |value: Option<&str>| {
            let _ = node.style().set_property(property, value.unwrap_or(""));
        };
        changed(Box::new(move || Some(value())), Box::new(write));
    }

    pub fn prop(node: &Element, name: &'static str, mut value: Box<dyn FnMut() -> JsValue>) {
        let (node, name) = (node.clone(), JsValue::from_str(name));
        live(Box::new(move || {
            let next = value();
            if js_sys::Reflect::get(&node, &name).ok().as_ref() != Some(&next) {
                let _ = js_sys::Reflect::set(&node, &name, &next);
            }
        }));
    }

    pub fn children(parent: &Element, mut children: Box<dyn FnMut() -> Vec<El>>) {
        let anchor = anchor(parent);
        let mut shown: Vec<El> = Vec::new();
        live(Box::new(move || {
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
        }));
    }

    pub fn list(parent: &Element, mut keys: Box<dyn FnMut() -> Vec<usize>>, mut make: Box<dyn FnMut(usize) -> El>) {
        let anchor = anchor(parent);
        let around = Owner::current();
        let mut shown: Vec<(usize, El, Owner)> = Vec::new();
        live(Box::new(move || {
            let next = keys();
            let (mut kept, gone): (Vec<_>, Vec<_>) = shown.drain(..).partition(|(key, ..)| next.contains(key));
            for (_, old, owner) in gone {
                old.0.remove();
                owner.cleanup();
            }
            for key in next {
                let found = kept.iter().position(|(old, ..)| *old == key).map(|place| kept.remove(place));
                shown.push(found.unwrap_or_else(|| {
                    let owner = around.as_ref().map_or_else(Owner::new, |around| around.with(Owner::new));
                    let new = owner.with(|| untrack(|| make(key)));
                    (key, new, owner)
                }));
            }
            // From the end, and only what stands elsewhere: an element that is moved loses the focus.
            let mut after = anchor.clone();
            for (_, element, _) in shown.iter().rev() {
                let node: &Node = &element.0;
                if node.next_sibling().as_ref() != Some(&after)
                    && let Some(parent) = anchor.parent_node()
                {
                    let _ = parent.insert_before(node, Some(&after));
                }
                after = node.clone();
            }
        }));
    }

    fn anchor(parent: &Element) -> Node {
        let anchor: Node = document().create_comment("").into();
        let _ = parent.append_child(&anchor);
        anchor
    }
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
        boxed::words(&self.0, false, Box::new(words));
        self
    }
    /// HTML of the crate's own that follows signals; it replaces what is inside.
    pub fn live_html(self, html: impl FnMut() -> String + 'static) -> El {
        boxed::words(&self.0, true, Box::new(html));
        self
    }
    /// An attribute that follows signals; none removes it.
    pub fn live_attr(self, name: &'static str, value: impl FnMut() -> Option<String> + 'static) -> El {
        boxed::attr(&self.0, name, Box::new(value));
        self
    }
    /// A boolean attribute (`disabled`, `hidden`) that follows signals.
    pub fn live_flag(self, name: &'static str, mut on: impl FnMut() -> bool + 'static) -> El {
        self.live_attr(name, move || on().then(String::new))
    }
    /// One class that follows signals.
    pub fn live_class(self, name: &'static str, on: impl FnMut() -> bool + 'static) -> El {
        boxed::class(&self.0, name, Box::new(on));
        self
    }
    /// A style property, set through the style object as a strict policy asks.
    pub fn live_style(self, property: &'static str, value: impl FnMut() -> String + 'static) -> El {
        boxed::style(&self.0, property, Box::new(value));
        self
    }
    /// A property of the DOM object (`value`, `checked`, `open`) that follows signals.
    pub fn live_prop(self, name: &'static str, value: impl FnMut() -> JsValue + 'static) -> El {
        boxed::prop(&self.0, name, Box::new(value));
        self
    }
    /// Elements that follow signals, in this place among the other children. Whatever they hold is cleaned up and made anew.
    pub fn live_children(self, children: impl FnMut() -> Vec<El> + 'static) -> El {
        boxed::children(&self.0, Box::new(children));
        self
    }
    /// An element for every key, in this place among the other children. One whose key stays stays, with the focus in it.
    pub fn live_list(self, keys: impl FnMut() -> Vec<usize> + 'static, make: impl FnMut(usize) -> El + 'static) -> El {
        boxed::list(&self.0, Box::new(keys), Box::new(make));
        self
    }
    /// An element that is there while something holds.
    pub fn live_if(self, mut when: impl FnMut() -> bool + 'static, mut make: impl FnMut() -> El + 'static) -> El {
        self.live_list(move || if when() { vec![0] } else { Vec::new() }, move |_| make())
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
