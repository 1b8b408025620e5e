//! The three engines: where their programs are, how they are started, what a session asks for.

use crate::Outcome;
use crate::process::Process;
use crate::webdriver::{Driver, Session};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// The window's size in every engine, where the engine lets us choose.
pub const WINDOW: [u32; 2] = [1280, 800];

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

/// A program: the variable that names it, the names under which it may be on `PATH`, and where Debian keeps it.
struct Program {
    variable: &'static str,
    names: &'static [&'static str],
    places: &'static [&'static str],
}

impl Engine {
    /// All of them.
    pub const ALL: [Engine; 3] = [Engine::Chromium, Engine::Firefox, Engine::WebKit];

    /// Its name on the command line and in the report.
    pub fn name(self) -> &'static str {
        match self {
            Engine::Chromium => "chromium",
            Engine::Firefox => "firefox",
            Engine::WebKit => "webkit",
        }
    }

    fn driver(self) -> Program {
        match self {
            Engine::Chromium => Program {
                variable: "DOWNHILL_CHROMEDRIVER",
                names: &["chromedriver"],
                places: &[
                    "/usr/bin/chromedriver",
                    "/usr/lib/chromium/chromedriver",
                    "/usr/lib/chromium-browser/chromedriver",
                ],
            },
            Engine::Firefox => Program {
                variable: "DOWNHILL_GECKODRIVER",
                names: &["geckodriver"],
                places: &["/usr/bin/geckodriver", "target/tools/bin/geckodriver"],
            },
            Engine::WebKit => Program {
                variable: "DOWNHILL_WEBKITDRIVER",
                names: &["WebKitWebDriver"],
                places: &["/usr/bin/WebKitWebDriver", "/usr/lib/webkit2gtk-4.1/WebKitWebDriver"],
            },
        }
    }

    fn browser(self) -> Program {
        match self {
            Engine::Chromium => Program {
                variable: "DOWNHILL_CHROMIUM",
                names: &["chromium", "chromium-browser", "google-chrome"],
                places: &["/usr/bin/chromium"],
            },
            Engine::Firefox => Program {
                variable: "DOWNHILL_FIREFOX",
                names: &["firefox-esr", "firefox"],
                places: &["/usr/bin/firefox-esr", "/usr/lib/firefox-esr/firefox-esr"],
            },
            Engine::WebKit => Program {
                variable: "DOWNHILL_MINIBROWSER",
                names: &["MiniBrowser"],
                places: &[
                    "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
                    "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
                    "/usr/libexec/webkit2gtk-4.1/MiniBrowser",
                    "/usr/lib/webkit2gtk-4.1/MiniBrowser",
                ],
            },
        }
    }

    fn capabilities(self, binary: &Path) -> Value {
        let size = format!("{},{}", WINDOW[0], WINDOW[1]);
        match self {
            Engine::Chromium => json!({
                "goog:chromeOptions": {
                    "binary": binary,
                    "args": [
                        "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
                        "--disable-sync", "--no-first-run", "--force-color-profile=srgb", "--hide-scrollbars", format!("--window-size={size}"),
                    ],
                },
                "goog:loggingPrefs": { "browser": "ALL" },
            }),
            Engine::Firefox => json!({
                "moz:firefoxOptions": {
                    "binary": binary,
                    "args": ["-headless", "--width", WINDOW[0].to_string(), "--height", WINDOW[1].to_string()],
                    // Tab reaches links and buttons on every system.
                    "prefs": { "accessibility.tabfocus": 7, "app.update.enabled": false, "browser.shell.checkDefaultBrowser": false },
                },
            }),
            Engine::WebKit => json!({
                "webkitgtk:browserOptions": { "binary": binary, "args": ["--automation"] },
            }),
        }
    }
}

impl Program {
    fn find(&self) -> Outcome<PathBuf> {
        if let Some(path) = std::env::var_os(self.variable).map(PathBuf::from) {
            return if path.is_file() {
                Ok(path)
            } else {
                Err(format!("{} = {} is no file", self.variable, path.display()))
            };
        }
        let on_path = std::env::var_os("PATH").unwrap_or_default();
        let by_name =
            std::env::split_paths(&on_path).flat_map(|folder| self.names.iter().map(move |name| folder.join(name)));
        by_name
            .chain(self.places.iter().map(PathBuf::from))
            .find(|path| path.is_file())
            .ok_or_else(|| format!("no {} (put it on PATH or set {})", self.names[0], self.variable))
    }
}

/// An engine with its driver running.
pub struct Browser {
    /// Which engine.
    pub engine: Engine,
    driver: Driver,
    capabilities: Value,
    // Dropped in this order: first the driver with its browser, then the screen.
    _driver: Process,
    _screen: Option<Process>,
}

impl Browser {
    /// Whether the engine's programs are here; else what is missing.
    pub fn installed(engine: Engine) -> Outcome {
        engine.driver().find().and(engine.browser().find())?;
        if engine == Engine::WebKit && std::env::var_os("DISPLAY").is_none() {
            SCREEN.find()?;
        }
        Ok(())
    }

    /// Starts the driver on a free port.
    pub fn start(engine: Engine) -> Outcome<Browser> {
        Browser::start_with(engine, &[])
    }

    /// The same, for browsers that get arguments of their own (Chromium's alone).
    pub fn start_with(engine: Engine, arguments: &[String]) -> Outcome<Browser> {
        let (program, binary) = (engine.driver().find()?, engine.browser().find()?);
        let port = free_port()?;
        let mut command = Command::new(program);
        let mut screen = None;
        match engine {
            Engine::Chromium => command.arg(format!("--port={port}")),
            Engine::Firefox => command.args([
                "--host",
                "127.0.0.1",
                "--port",
                &port.to_string(),
                "--websocket-port",
                &free_port()?.to_string(),
            ]),
            Engine::WebKit => {
                // This one has no headless mode. A screen of our own also keeps windows off somebody's desktop.
                if let Ok(program) = SCREEN.find() {
                    let (process, display) = start_screen(&program)?;
                    screen = Some(process);
                    command.env("DISPLAY", display).env("GDK_BACKEND", "x11");
                }
                // A screen without a graphics card is painted by Mesa's rasterizer, in which WebKit's painting threads have crashed:
                // it paints by itself.
                command.env("WEBKIT_SKIA_ENABLE_CPU_RENDERING", "1");
                command.env("NO_AT_BRIDGE", "1").arg(format!("--port={port}"))
            }
        };
        let mut process = Process::start(&mut command)?;
        process.mute();
        let driver = Driver::on(port);
        let deadline = Instant::now() + Duration::from_secs(20);
        while !driver.ready() {
            if !process.runs() || Instant::now() > deadline {
                return Err(format!("{}'s driver does not answer", engine.name()));
            }
            std::thread::sleep(Duration::from_millis(30));
        }
        let mut capabilities = engine.capabilities(&binary);
        if let Some(list) = capabilities["goog:chromeOptions"]["args"].as_array_mut() {
            list.extend(arguments.iter().map(|argument| json!(argument)));
        }
        Ok(Browser { engine, driver, capabilities, _driver: process, _screen: screen })
    }

    /// Opens a browser that remembers nothing.
    pub fn session(&self) -> Outcome<Session> {
        let session = self.driver.session(&self.capabilities)?;
        session.post("timeouts", &json!({ "script": 60_000, "pageLoad": 30_000, "implicit": 0 }))?;
        if self.engine == Engine::WebKit {
            // It takes no notice of its `--geometry` while it is driven.
            session.post("window/rect", &json!({ "x": 0, "y": 0, "width": WINDOW[0], "height": WINDOW[1] }))?;
        }
        Ok(session)
    }
}

const SCREEN: Program = Program { variable: "DOWNHILL_XVFB", names: &["Xvfb"], places: &["/usr/bin/Xvfb"] };

/// A screen that nobody looks at, and its name. It picks a free number itself.
fn start_screen(program: &Path) -> Outcome<(Process, String)> {
    let mut command = Command::new(program);
    command.args(["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]);
    let mut process = Process::start(&mut command)?;
    let output = process.output().ok_or("Xvfb has no output")?;
    let mut number = String::new();
    BufReader::new(output).read_line(&mut number).map_err(|error| format!("Xvfb: {error}"))?;
    match number.trim() {
        "" => Err("Xvfb does not start".to_string()),
        number => Ok((process, format!(":{number}"))),
    }
}

/// A port that nobody listens on. Another program could take it before the driver does; then the driver says so.
fn free_port() -> Outcome<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).map_err(|error| format!("no free port: {error}"))?;
    Ok(listener.local_addr().map_err(|error| error.to_string())?.port())
}
