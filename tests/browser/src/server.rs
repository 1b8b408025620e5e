//! A static host as small as can be: it serves the site from a folder of its own, as Moodle or a web space would, and
//! writes down every request.
//!
//! Pages get one thing in addition: the recorder (`recorder.js`) as the first script of their head.

use crate::Outcome;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Where the site lies on the host.
pub const FOLDER: &str = "/some/folder/";
/// Names of the host's own pages begin like this; they are not part of the site.
const OWN: &str = "/some/folder/__";
const RECORDER: &str = include_str!("recorder.js");

/// A request that came in.
#[derive(Clone, Debug)]
pub struct Request {
    /// When.
    pub when: Instant,
    /// The path, with the query.
    pub path: String,
    /// Whom the browser thought to ask.
    pub host: String,
    /// The answer's status.
    pub status: u16,
    /// The answer's type.
    pub kind: &'static str,
}

/// A running host. It stops with the program.
pub struct Server {
    /// `http://127.0.0.1:port`.
    pub origin: String,
    log: Arc<Mutex<Vec<Request>>>,
}

/// The hosts of the suite. Each is an origin of its own, so that nothing one of them gave is kept for the other.
pub struct Hosts {
    /// The site as it was built.
    pub whole: Server,
    /// The site to which the program was never uploaded.
    pub without_wasm: Server,
    /// The site on a host that does not know what wasm is.
    pub untyped: Server,
    /// Pages of others that hold the site in a frame.
    pub others: Server,
    /// The folder that it was built into.
    pub dist: PathBuf,
}

impl Hosts {
    /// Starts all. `others` is the folder of the pages that hold the site; in them `{{site}}` stands for its address.
    pub fn start(dist: &Path, others: &Path) -> Outcome<Hosts> {
        let folder = dist.canonicalize().map_err(|error| format!("{}: {error}", dist.display()))?;
        if !folder.join("index.html").is_file() {
            return Err(format!("{} has no index.html: build the site first", dist.display()));
        }
        let site = |wasm| Server::start(Site { folder: folder.clone(), wasm, framed: None });
        let whole = site(Wasm::Typed)?;
        let others = Site { folder: others.to_path_buf(), wasm: Wasm::Typed, framed: Some(whole.origin.clone()) };
        let (without_wasm, untyped) = (site(Wasm::Missing)?, site(Wasm::Untyped)?);
        Ok(Hosts { without_wasm, untyped, others: Server::start(others)?, whole, dist: folder })
    }
}

/// What a host makes of wasm files.
#[derive(Clone, Copy, PartialEq)]
enum Wasm {
    /// Says that they are wasm.
    Typed,
    /// Says that they are some bytes.
    Untyped,
    /// Has none.
    Missing,
}

struct Site {
    folder: PathBuf,
    wasm: Wasm,
    /// The origin of the site that the pages hold, where these are pages of others.
    framed: Option<String>,
}

impl Server {
    fn start(site: Site) -> Outcome<Server> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).map_err(|error| format!("no free port: {error}"))?;
        let port = listener.local_addr().map_err(|error| error.to_string())?.port();
        let log = Arc::new(Mutex::new(Vec::new()));
        let site = Arc::new((site, log.clone()));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let site = site.clone();
                std::thread::spawn(move || answer(&site.0, &site.1, stream));
            }
        });
        Ok(Server { origin: format!("http://127.0.0.1:{port}"), log })
    }

    /// The address of the site with a fragment.
    pub fn address(&self, fragment: &str) -> String {
        format!("{}{FOLDER}{fragment}", self.origin)
    }

    /// The requests for the site so far, without those for the host's own pages.
    pub fn requests(&self) -> Vec<Request> {
        let log = self.log.lock().map(|log| log.clone()).unwrap_or_default();
        log.into_iter().filter(|request| !request.path.starts_with(OWN)).collect()
    }
}

fn answer(site: &Site, log: &Mutex<Vec<Request>>, mut stream: TcpStream) {
    let _ = stream.set_read_timeout(Some(Duration::from_secs(10)));
    // A browser opens connections on suspicion and never speaks on them: nothing to answer then.
    let Some((path, host)) = read_request(&stream) else { return };
    let (status, kind, body) = find(site, &path);
    if let Ok(mut log) = log.lock() {
        log.push(Request { when: Instant::now(), path, host, status, kind });
    }
    let reason = if status == 200 { "OK" } else { "Not Found" };
    let head = format!(
        "HTTP/1.1 {status} {reason}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-cache\r\n\
         X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
        body.len()
    );
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body)).and_then(|()| stream.flush());
    let _ = stream.shutdown(std::net::Shutdown::Write);
    let _ = stream.read(&mut [0; 64]);
}

fn read_request(stream: &TcpStream) -> Option<(String, String)> {
    let mut lines = BufReader::new(stream).take(1 << 20).lines();
    let first = lines.next()?.ok()?;
    let path = first.split(' ').nth(1)?.to_string();
    let mut host = String::new();
    for line in lines {
        let line = line.ok()?;
        if line.is_empty() {
            return Some((path, host));
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("host")
        {
            host = value.trim().to_string();
        }
    }
    None
}

fn find(site: &Site, path: &str) -> (u16, &'static str, Vec<u8>) {
    let missing = (404, "text/plain; charset=utf-8", b"not here".to_vec());
    let path = path.split(['?', '#']).next().unwrap_or("");
    if site.framed.is_some() && path == "/favicon.ico" {
        return (200, "image/x-icon", Vec::new());
    }
    let Some(name) = path.strip_prefix(FOLDER) else { return missing };
    match name {
        "__recorder.js" => return (200, "text/javascript; charset=utf-8", RECORDER.into()),
        "__blank.html" => return (200, "text/html; charset=utf-8", BLANK.into()),
        "__faulty.html" => return (200, "text/html; charset=utf-8", include_str!("faulty.html").into()),
        "__frame.html" => return (200, "text/html; charset=utf-8", FRAME.into()),
        _ => {}
    }
    let index = format!("{name}index.html");
    let name = if name.is_empty() || name.ends_with('/') { &index } else { name };
    let relative = Path::new(name);
    let inside = relative.components().all(|part| matches!(part, Component::Normal(_)));
    if !inside || (site.wasm == Wasm::Missing && name.ends_with(".wasm")) {
        return missing;
    }
    let Ok(mut body) = std::fs::read(site.folder.join(relative)) else { return missing };
    if name.ends_with(".html") {
        body = match &site.framed {
            None => with_recorder(&body),
            Some(origin) => {
                let page = String::from_utf8_lossy(&body).replace("{{site}}", &format!("{origin}{FOLDER}"));
                page.replace("{{origin}}", origin).into_bytes()
            }
        };
    }
    (
        200,
        if site.wasm == Wasm::Untyped && name.ends_with(".wasm") { "application/octet-stream" } else { kind_of(name) },
        body,
    )
}

fn with_recorder(page: &[u8]) -> Vec<u8> {
    let page = String::from_utf8_lossy(page);
    let tag = r#"<script src="__recorder.js"></script>"#;
    match page.find("<head>") {
        Some(at) => {
            let (before, after) = page.split_at(at + "<head>".len());
            format!("{before}{tag}{after}").into_bytes()
        }
        // A page may leave its head tag out; its doctype it may not.
        None => match page.find('>') {
            Some(at) => format!("{}{tag}{}", &page[..=at], &page[at + 1..]).into_bytes(),
            None => page.into_owned().into_bytes(),
        },
    }
}

fn kind_of(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or("") {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "json" | "webmanifest" => "application/json",
        "woff2" => "font/woff2",
        "csv" => "text/csv; charset=utf-8",
        _ => "text/plain; charset=utf-8",
    }
}

/// An empty page of the site's origin: to leave a page behind, and to empty the storage.
const BLANK: &str = "<!doctype html><html lang=\"en\"><title>blank</title><link rel=\"icon\" href=\"data:,\">";
/// A page that holds the site in a frame, whose size a case may change.
const FRAME: &str = "<!doctype html><html lang=\"en\"><title>frame</title><link rel=\"icon\" href=\"data:,\">\
                     <iframe title=\"Downhill\" width=\"800\" height=\"600\"></iframe>";
