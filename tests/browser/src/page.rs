//! What one does with a page, in verbs. Every wait is a question asked again and again until a deadline.

use crate::Outcome;
use crate::engines::Browser;
use crate::server::{Hosts, Server};
use crate::watch::Watch;
use crate::webdriver::{Element, Session, keys};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// How long the page may take for whatever it does.
const PATIENCE: Duration = Duration::from_secs(12);
const PAUSE: Duration = Duration::from_millis(25);

/// Elements by their accessible name: the helper that scripts below begin with.
const NAMED: &str = r#"
const nameOf = (e) => (e.getAttribute("aria-label") || e.textContent).replace(/[^\p{L}\p{N} ]/gu, " ").replace(/\s+/g, " ").trim();
const shown = (e) => e.getClientRects().length > 0;
const named = (scope, name) => [...document.querySelectorAll(scope)]
  .flatMap((part) => [...part.querySelectorAll("button, a, summary, [role=button]")])
  .filter((e) => nameOf(e) === name && shown(e));
"#;

/// The page in a browser, and the host it comes from.
pub struct Page<'a> {
    /// The browser.
    pub browser: &'a Browser,
    /// The host that is asked.
    pub server: &'a Server,
    /// All hosts.
    pub hosts: &'a Hosts,
    /// The open session.
    pub session: Session,
    /// What every case forbids.
    pub watch: Watch,
}

impl<'a> Page<'a> {
    /// A browser with no page yet.
    pub fn new(browser: &'a Browser, hosts: &'a Hosts) -> Outcome<Page<'a>> {
        let session = browser.session()?;
        Ok(Page { browser, server: &hosts.whole, hosts, session, watch: Watch::new(&hosts.whole) })
    }

    // Asking.

    /// Runs a script without arguments.
    pub fn script(&self, body: &str) -> Outcome<Value> {
        self.session.script(body, json!([]))
    }
    /// Asks a script until its answer is true in JavaScript's sense (not null, false, 0 or empty).
    pub fn until(&self, what: &str, body: &str) -> Outcome<Value> {
        self.until_with(what, body, json!([]))
    }
    /// The same with arguments.
    pub fn until_with(&self, what: &str, body: &str, arguments: Value) -> Outcome<Value> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            // A page on its way out may refuse to answer: that is no answer yet.
            let answer = self.session.script(body, arguments.clone());
            match answer {
                Ok(value) if is_true(&value) => return Ok(value),
                Ok(value) if Instant::now() > deadline => return Err(format!("waited for {what}, but it is {value}")),
                Err(error) if Instant::now() > deadline => return Err(format!("waited for {what}: {error}")),
                _ => std::thread::sleep(PAUSE),
            }
        }
    }
    /// Waits until a number or text of the page is no longer what it was; gives the new one.
    pub fn until_changed(&self, what: &str, body: &str, before: &Value) -> Outcome<Value> {
        let body =
            format!("const now = (() => {{ {body} }})(); return JSON.stringify(now) === arguments[0] ? null : [now]");
        let before = before.to_string();
        Ok(self.until_with(&format!("{what} to change from {before}"), &body, json!([before]))?[0].clone())
    }
    /// How many elements there are.
    pub fn count(&self, css: &str) -> Outcome<usize> {
        let answer = self.session.script("return document.querySelectorAll(arguments[0]).length", json!([css]))?;
        Ok(answer.as_u64().unwrap_or(0) as usize)
    }
    /// Whether there is such an element, and it is shown.
    pub fn shows(&self, css: &str) -> Outcome<bool> {
        let body = "return [...document.querySelectorAll(arguments[0])].some((e) => e.checkVisibility({ visibilityProperty: true }))";
        Ok(self.session.script(body, json!([css]))? == json!(true))
    }
    /// Waits until such an element is shown.
    pub fn wait_for(&self, css: &str) -> Outcome {
        let body = "return [...document.querySelectorAll(arguments[0])].some((e) => e.checkVisibility({ visibilityProperty: true }))";
        self.until_with(&format!("`{css}` to be shown"), body, json!([css])).map(drop)
    }
    /// Waits until there is no such element on screen.
    pub fn wait_gone(&self, css: &str) -> Outcome {
        let body = "return ![...document.querySelectorAll(arguments[0])].some((e) => e.checkVisibility({ visibilityProperty: true }))";
        self.until_with(&format!("`{css}` to go"), body, json!([css])).map(drop)
    }
    /// The text of the first such element, white space collapsed.
    pub fn text(&self, css: &str) -> Outcome<String> {
        let body =
            "const e = document.querySelector(arguments[0]); return e && e.textContent.replace(/\\s+/g, ' ').trim()";
        self.required(css, body)
    }
    /// An attribute of the first such element.
    pub fn attribute(&self, css: &str, name: &str) -> Outcome<String> {
        self.required(
            css,
            &format!("const e = document.querySelector(arguments[0]); return e && (e.getAttribute('{name}') ?? '')"),
        )
    }
    fn required(&self, css: &str, body: &str) -> Outcome<String> {
        match self.session.script(body, json!([css]))? {
            Value::Null => Err(format!("there is no `{css}`")),
            value => Ok(text_of(value)),
        }
    }

    // Doing.

    /// The first such element that is shown, once there is one.
    pub fn find(&self, css: &str) -> Outcome<Element> {
        let body = "return [...document.querySelectorAll(arguments[0])].find((e) => e.getClientRects().length > 0)";
        let found = self.until_with(&format!("`{css}`"), body, json!([css]))?;
        Element::from(&found).ok_or_else(|| format!("`{css}` is no element"))
    }
    /// The button or link with that name inside `scope`, once there is one.
    pub fn named(&self, scope: &str, name: &str) -> Outcome<Element> {
        let found = self.until_with(
            &format!("“{name}” in `{scope}`"),
            &format!("{NAMED} return named(arguments[0], arguments[1])[0]"),
            json!([scope, name]),
        )?;
        Element::from(&found).ok_or_else(|| format!("“{name}” is no element"))
    }
    /// Whether there is such a button or link now, not disabled.
    pub fn has_named(&self, scope: &str, name: &str) -> Outcome<bool> {
        let body = format!(
            "{NAMED} return named(arguments[0], arguments[1]).some((e) => !e.disabled && e.ariaDisabled !== 'true')"
        );
        Ok(self.session.script(&body, json!([scope, name]))? == json!(true))
    }
    /// Clicks on the first such element.
    pub fn click(&self, css: &str) -> Outcome {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let element = self.find(css)?;
            match self.try_click(&element) {
                // Replaced, or still in motion: find it anew.
                Err(_) if Instant::now() < deadline => std::thread::sleep(PAUSE),
                result => return result.map_err(|error| format!("clicking `{css}`: {error}")),
            }
        }
    }
    /// Clicks on the button or link with that name inside `scope`.
    pub fn click_named(&self, scope: &str, name: &str) -> Outcome {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let element = self.named(scope, name)?;
            match self.try_click(&element) {
                Err(_) if Instant::now() < deadline => std::thread::sleep(PAUSE),
                result => return result.map_err(|error| format!("clicking “{name}”: {error}")),
            }
        }
    }
    fn try_click(&self, element: &Element) -> Outcome {
        // In the middle of the window nothing that sticks to an edge lies over it.
        self.session.script(
            "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })",
            json!([element.argument()]),
        )?;
        self.session.click(element)
    }
    /// Drags the first such element.
    pub fn drag(&self, css: &str, by: [i32; 2]) -> Outcome {
        let element = self.find(css)?;
        self.session.script(
            "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })",
            json!([element.argument()]),
        )?;
        self.session.drag(&element, by)
    }
    /// Clicks on the first such element, so many pixels from its middle.
    pub fn click_at(&self, css: &str, offset: [i32; 2]) -> Outcome {
        let element = self.find(css)?;
        self.session.script(
            "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })",
            json!([element.argument()]),
        )?;
        self.session.click_at(&element, offset)
    }
    /// Focuses the first such element and presses keys on it.
    pub fn press_on(&self, css: &str, held: &[&str], keys: &[&str]) -> Outcome {
        self.reveal(css)?;
        let element = self.find(css)?;
        self.session.script("arguments[0].focus()", json!([element.argument()]))?;
        self.session.press(held, keys)
    }
    /// Opens the `details` that an element may be folded away in.
    pub fn reveal(&self, css: &str) -> Outcome {
        const FOLDED: &str =
            "return document.querySelector(arguments[0])?.closest('details:not([open])')?.querySelector('summary')";
        while let Some(summary) = Element::from(&self.session.script(FOLDED, json!([css]))?) {
            self.try_click(&summary)?;
            let open = "return arguments[0].parentElement.open";
            self.until_with("the fold to open", open, json!([summary.argument()]))?;
        }
        Ok(())
    }
    /// Opens a `details` by its summary, if it is closed.
    pub fn unfold(&self, css: &str) -> Outcome {
        if self.session.script("return document.querySelector(arguments[0])?.open", json!([css]))? == json!(true) {
            return Ok(());
        }
        self.click(&format!("{css} > summary"))?;
        self.until_with(&format!("`{css}` to open"), "return document.querySelector(arguments[0])?.open", json!([css]))
            .map(drop)
    }
    /// Replaces the text in a field, by typing.
    pub fn write(&self, css: &str, text: &str) -> Outcome {
        let element = self.find(css)?;
        self.session.post(&format!("element/{}/clear", element.0), &json!({}))?;
        self.session.type_into(&element, text)
    }
    /// Sets a control the way its own user interface does: value, `input`, `change`.
    pub fn set(&self, css: &str, value: &str) -> Outcome {
        let body = "const e = document.querySelector(arguments[0]); if (!e) return null; \
                    if (e.type === 'checkbox') e.checked = arguments[1] === 'true'; else e.value = arguments[1]; \
                    for (const kind of ['input', 'change']) e.dispatchEvent(new Event(kind, { bubbles: true })); return String(e.value)";
        match self.session.script(body, json!([css, value]))? {
            Value::Null => Err(format!("there is no `{css}`")),
            _ => Ok(()),
        }
    }

    /// Goes by Tab (or Shift and Tab, where it lies before) until the focus is on an element that `find` returns.
    pub fn tab_to(&self, what: &str, find: &str) -> Outcome {
        let body = format!(
            "{NAMED} const goals = [...(() => {{ {find} }})()].filter(shown); const now = document.activeElement; \
             if (goals.length === 0) return 'missing'; if (goals.includes(now)) return 'here'; \
             if (!now || now === document.body) return 'after'; \
             return goals.some((e) => now.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING) ? 'after' : 'before'"
        );
        let mut path = Vec::new();
        for _ in 0..150 {
            match self.script(&body)?.as_str() {
                Some("here") => return Ok(()),
                Some("after") => self.session.press(&[], &[keys::TAB])?,
                Some("before") => self.session.press(&[keys::SHIFT], &[keys::TAB])?,
                _ => return Err(format!("there is no {what} to go to by keyboard")),
            }
            path.push(text_of(
                self.script("const e = document.activeElement; return e ? e.nodeName + (e.id && '#' + e.id) : ''")?,
            ));
        }
        Err(format!(
            "the keyboard never reaches {what}; the focus went {}",
            path[path.len().saturating_sub(12)..].join(" ")
        ))
    }
    /// Goes by Tab to the button or link with that name inside `scope`.
    pub fn tab_to_named(&self, scope: &str, name: &str) -> Outcome {
        self.tab_to(&format!("“{name}”"), &format!("return named({}, {})", json!(scope), json!(name)))
    }
}

/// JavaScript's idea of true.
fn is_true(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(value) => *value,
        Value::Number(value) => value.as_f64() != Some(0.0),
        Value::String(value) => !value.is_empty(),
        _ => true,
    }
}

/// A string without its quotes, anything else as JSON.
pub fn text_of(value: Value) -> String {
    match value {
        Value::String(text) => text,
        other => other.to_string(),
    }
}
