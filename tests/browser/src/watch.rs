//! Looks out for what no case asks about and every case forbids: complaints in the console, violations of the policy, files
//! that are missing, requests after the page has loaded, requests to anybody else.

use crate::engines::Engine;
use crate::server::{FOLDER, Server};
use crate::webdriver::Session;
use serde_json::Value;
use std::time::{Duration, Instant};

/// A request that the page sent before it was ready may reach the host a little later.
const ON_ITS_WAY: Duration = Duration::from_millis(250);

/// What was seen since the last case.
pub struct Watch {
    /// How many requests the host had answered when the page was asked for.
    from: usize,
    /// When the page was ready.
    loaded: Option<Instant>,
    complaints: Vec<String>,
    /// The case has taken the program away: only what goes elsewhere counts.
    forgiving: bool,
}

impl Watch {
    /// Begins to watch.
    pub fn new(server: &Server) -> Watch {
        Watch { from: server.requests().len(), loaded: None, complaints: Vec::new(), forgiving: false }
    }

    /// A page is about to be asked for.
    pub fn begin(&mut self, server: &Server) {
        self.from = server.requests().len();
        self.loaded = None;
    }

    /// The page is there: from now on it may ask for nothing more.
    pub fn loaded(&mut self) {
        self.loaded.get_or_insert_with(Instant::now);
    }

    /// From here to the end of the case, complaints about what is missing are right ones.
    pub fn forgive_missing(&mut self) {
        self.forgiving = true;
    }

    /// Looks at the page that is about to be left.
    pub fn look(&mut self, session: &Session, server: &Server, engine: Engine) {
        const ASK: &str = "const all = [window, ...Array.from(frames)].map((part) => part.__recorded).filter(Boolean); \
                           return [all.flatMap((one) => one.complaints.splice(0)), all.flatMap((one) => one.resources())]";
        if let Ok(Value::Array(seen)) = session.script(ASK, Value::Null) {
            self.complaints.extend(strings(&seen[0]));
            let allowed = [format!("{}/", server.origin), "data:".to_string(), "blob:".to_string()];
            let foreign =
                strings(&seen[1]).into_iter().filter(|name| !allowed.iter().any(|start| name.starts_with(start)));
            self.complaints.extend(foreign.map(|name| format!("asked another origin: {name}")));
        }
        if engine == Engine::Chromium {
            // Chromium also complains by itself: an unused preload, a wrong type, a failed request.
            let entries = session.chromium_console().unwrap_or_default();
            let bad = entries.iter().filter(|entry| entry["level"] == "SEVERE" || entry["level"] == "WARNING");
            self.complaints.extend(bad.map(|entry| format!("console: {}", entry["message"].as_str().unwrap_or(""))));
        }
        let requests = server.requests();
        let host = server.origin.trim_start_matches("http://");
        for request in requests.iter().skip(self.from) {
            let path = &request.path;
            if request.status != 200 {
                self.complaints.push(format!("{path}: {}", request.status));
            }
            if !path.starts_with(FOLDER) {
                self.complaints.push(format!("{path} lies outside the site's folder"));
            }
            if request.host != host {
                self.complaints.push(format!("{path} was asked of {}", request.host));
            }
            if self.loaded.is_some_and(|loaded| request.when > loaded + ON_ITS_WAY) {
                self.complaints.push(format!("{path} was asked for after the page had loaded"));
            }
        }
        self.from = requests.len();
    }

    /// All complaints, once each.
    pub fn take(&mut self) -> Vec<String> {
        let mut complaints = std::mem::take(&mut self.complaints);
        let mut seen = std::collections::BTreeSet::new();
        let forgiving = std::mem::take(&mut self.forgiving);
        let elsewhere = ["asked another origin", "outside the site's folder", "policy violation", "was asked of"];
        complaints.retain(|complaint| !forgiving || elsewhere.iter().any(|kind| complaint.contains(kind)));
        complaints.retain(|complaint| seen.insert(complaint.clone()));
        complaints
    }
}

fn strings(value: &Value) -> Vec<String> {
    value
        .as_array()
        .map(|list| list.iter().filter_map(|item| item.as_str().map(str::to_string)).collect())
        .unwrap_or_default()
}
