//! A thin WebDriver client: one session, the few commands that the suite needs, blocking.

use crate::Outcome;
use base64::Engine as _;
use serde_json::{Value, json};
use std::time::Duration;

/// The name under which WebDriver hands over an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// An element of the present page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element(pub String);

impl Element {
    /// The element in a script's answer.
    pub fn from(value: &Value) -> Option<Element> {
        value.get(ELEMENT)?.as_str().map(|id| Element(id.to_string()))
    }
    /// The element as a script's argument.
    pub fn argument(&self) -> Value {
        json!({ ELEMENT: self.0 })
    }
}

/// Keys by their WebDriver names.
pub mod keys {
    pub const TAB: &str = "\u{e004}";
    pub const ENTER: &str = "\u{e007}";
    pub const SHIFT: &str = "\u{e008}";
    pub const SPACE: &str = " ";
    pub const ESCAPE: &str = "\u{e00c}";
    pub const PAGE_UP: &str = "\u{e00e}";
    pub const PAGE_DOWN: &str = "\u{e00f}";
    pub const END: &str = "\u{e010}";
    pub const HOME: &str = "\u{e011}";
    pub const LEFT: &str = "\u{e012}";
    pub const UP: &str = "\u{e013}";
    pub const RIGHT: &str = "\u{e014}";
}

/// Talks to a driver.
#[derive(Clone)]
pub struct Driver {
    agent: ureq::Agent,
    base: String,
}

impl Driver {
    /// The driver on a port of this machine.
    pub fn on(port: u16) -> Driver {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(200)))
            .proxy(None)
            .build();
        Driver { agent: config.into(), base: format!("http://127.0.0.1:{port}") }
    }

    /// Whether it listens and could open a session.
    pub fn ready(&self) -> bool {
        self.send("GET", "/status", &Value::Null).is_ok_and(|value| value["ready"] != json!(false))
    }

    /// Opens a browser.
    pub fn session(&self, capabilities: &Value) -> Outcome<Session> {
        let answer = self.send("POST", "/session", &json!({ "capabilities": { "alwaysMatch": capabilities } }))?;
        let id = answer["sessionId"].as_str().ok_or_else(|| format!("no session: {answer}"))?;
        Ok(Session { driver: self.clone(), path: format!("/session/{id}") })
    }

    fn send(&self, method: &str, path: &str, body: &Value) -> Outcome<Value> {
        let url = format!("{}{path}", self.base);
        let failed = |error: ureq::Error| format!("{method} {path}: {error}");
        let mut response = match method {
            "GET" => self.agent.get(&url).call(),
            "DELETE" => self.agent.delete(&url).call(),
            _ => self.agent.post(&url).send_json(body),
        }
        .map_err(failed)?;
        // A picture of a long page is large.
        let answer: Value = response.body_mut().with_config().limit(256 << 20).read_json().map_err(failed)?;
        let value = answer["value"].clone();
        if response.status().is_success() {
            return Ok(value);
        }
        let message = value["message"].as_str().unwrap_or("").lines().next().unwrap_or("");
        Err(format!("{}: {message}", value["error"].as_str().unwrap_or("the driver refused")))
    }
}

/// An open browser. It closes when this value is dropped.
pub struct Session {
    driver: Driver,
    path: String,
}

impl Drop for Session {
    fn drop(&mut self) {
        self.end();
    }
}

impl Session {
    /// Closes the browser.
    pub fn end(&mut self) {
        if !self.path.is_empty() {
            let _ = self.driver.send("DELETE", &self.path, &Value::Null);
            self.path.clear();
        }
    }

    /// Sends one command: its path below the session, and its parameters.
    pub fn post(&self, command: &str, parameters: &Value) -> Outcome<Value> {
        self.driver.send("POST", &format!("{}/{command}", self.path), parameters)
    }
    fn get(&self, command: &str) -> Outcome<Value> {
        self.driver.send("GET", &format!("{}/{command}", self.path), &Value::Null)
    }

    /// The window that is looked at.
    pub fn window(&self) -> Outcome<String> {
        Ok(self.get("window")?.as_str().unwrap_or_default().to_string())
    }
    /// A window that opened beside this one, once there is one.
    pub fn other_window(&self, window: &str) -> Outcome<String> {
        for _ in 0..200 {
            let all = self.get("window/handles")?;
            let other = all.as_array().into_iter().flatten().filter_map(Value::as_str).find(|other| *other != window);
            if let Some(other) = other {
                return Ok(other.to_string());
            }
            std::thread::sleep(std::time::Duration::from_millis(25));
        }
        Err("no second window has opened".to_string())
    }
    /// Looks at another window.
    pub fn go_to_window(&self, window: &str) -> Outcome {
        self.post("window", &json!({ "handle": window })).map(drop)
    }
    /// Closes the window that is looked at.
    pub fn close_window(&self) -> Outcome {
        self.driver.send("DELETE", &format!("{}/window", self.path), &Value::Null).map(drop)
    }

    /// Goes to an address and waits until it has loaded.
    pub fn open(&self, address: &str) -> Outcome {
        self.post("url", &json!({ "url": address })).map(drop)
    }
    /// Loads the page again.
    pub fn reload(&self) -> Outcome {
        self.post("refresh", &json!({})).map(drop)
    }
    /// The browser's back button.
    pub fn back(&self) -> Outcome {
        self.post("back", &json!({})).map(drop)
    }
    /// The browser's forward button.
    pub fn forward(&self) -> Outcome {
        self.post("forward", &json!({})).map(drop)
    }

    /// Runs the body of a function in the page; its arguments are `arguments[0]` and so on.
    pub fn script(&self, body: &str, arguments: Value) -> Outcome<Value> {
        let arguments = if arguments.is_array() { arguments } else { json!([]) };
        self.post("execute/sync", &json!({ "script": body, "args": arguments }))
    }
    /// The same for one that answers later, by calling its last argument.
    pub fn script_async(&self, body: &str, arguments: Value) -> Outcome<Value> {
        let arguments = if arguments.is_array() { arguments } else { json!([]) };
        self.post("execute/async", &json!({ "script": body, "args": arguments }))
    }

    /// Clicks in the middle of an element, as a hand would.
    pub fn click(&self, element: &Element) -> Outcome {
        self.post(&format!("element/{}/click", element.0), &json!({})).map(drop)
    }
    /// Types into an element. Lines end with the Enter key: not every driver knows what to press for a line feed.
    pub fn type_into(&self, element: &Element, text: &str) -> Outcome {
        let text = text.replace('\n', keys::ENTER);
        self.post(&format!("element/{}/value", element.0), &json!({ "text": text })).map(drop)
    }

    /// Presses keys one after the other on whatever has the focus, all while `held` are down.
    pub fn press(&self, held: &[&str], keys: &[&str]) -> Outcome {
        let mut actions = Vec::new();
        actions.extend(held.iter().map(|key| json!({ "type": "keyDown", "value": key })));
        for key in keys {
            actions.push(json!({ "type": "keyDown", "value": key }));
            actions.push(json!({ "type": "keyUp", "value": key }));
        }
        actions.extend(held.iter().rev().map(|key| json!({ "type": "keyUp", "value": key })));
        self.post("actions", &json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": actions }] })).map(drop)
    }

    /// Takes an element by its middle and moves it by so many pixels, in a few strokes.
    pub fn drag(&self, element: &Element, by: [i32; 2]) -> Outcome {
        const STROKES: i32 = 6;
        let mut actions = vec![
            json!({ "type": "pointerMove", "duration": 0, "origin": element.argument(), "x": 0, "y": 0 }),
            json!({ "type": "pointerDown", "button": 0 }),
        ];
        for stroke in 1..=STROKES {
            let part = |whole: i32| whole * stroke / STROKES - whole * (stroke - 1) / STROKES;
            let (x, y) = (part(by[0]), part(by[1]));
            actions.push(json!({ "type": "pointerMove", "duration": 16, "origin": "pointer", "x": x, "y": y }));
        }
        actions.push(json!({ "type": "pointerUp", "button": 0 }));
        let mouse =
            json!({ "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" }, "actions": actions });
        self.post("actions", &json!({ "actions": [mouse] })).map(drop)
    }

    /// Clicks at a place, in pixels from the middle of an element.
    pub fn click_at(&self, element: &Element, offset: [i32; 2]) -> Outcome {
        let actions = json!([
            { "type": "pointerMove", "duration": 0, "origin": element.argument(), "x": offset[0], "y": offset[1] },
            { "type": "pointerDown", "button": 0 },
            { "type": "pointerUp", "button": 0 },
        ]);
        let mouse =
            json!({ "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" }, "actions": actions });
        self.post("actions", &json!({ "actions": [mouse] })).map(drop)
    }

    /// The window as a PNG.
    pub fn picture(&self) -> Outcome<Vec<u8>> {
        bytes(&self.get("screenshot")?)
    }

    /// A command of Chromium's own protocol.
    pub fn chromium(&self, command: &str, parameters: &Value) -> Outcome<Value> {
        self.post("goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }
    /// What Chromium itself wrote to the console since the last call.
    pub fn chromium_console(&self) -> Outcome<Vec<Value>> {
        let entries = self.post("se/log", &json!({ "type": "browser" }))?;
        Ok(entries.as_array().cloned().unwrap_or_default())
    }
}

/// Decodes a picture.
pub fn bytes(value: &Value) -> Outcome<Vec<u8>> {
    let text = value.as_str().unwrap_or("");
    base64::engine::general_purpose::STANDARD.decode(text).map_err(|error| format!("a picture that is none: {error}"))
}
