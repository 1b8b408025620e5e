//! The page on this machine, with live reload.

use crate::run::{Outcome, root, say};
use crate::tools;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::time::{Duration, Instant};

/// Serves until interrupted. `--port N` chooses the port; `--once` ends as soon as the page answers (for measuring).
pub fn serve(words: &[String]) -> Outcome {
    let start = Instant::now();
    let port = port(words)?;
    let tools = tools::to_serve()?;
    say("Building the page (the first time: about two minutes), then serving it. Ctrl+C ends it.");
    // Not `target/serve`: there cargo keeps what it compiled in the profile of that name, and Trunk empties the folder.
    let folder = root().join("target/served");
    let mut trunk = tools.trunk();
    trunk.args(["serve", "--port", &port.to_string(), "--dist"]).arg(&folder);
    let failed = |error: std::io::Error| format!("Trunk did not start: {error}");
    std::fs::create_dir_all(&folder).map_err(|error| format!("target/served cannot be made: {error}"))?;
    let mut trunk = trunk.spawn().map_err(failed)?;
    loop {
        if let Some(status) = trunk.try_wait().map_err(failed)? {
            return Err(format!("Trunk ended ({status}); its output above says why."));
        }
        if answers(port) {
            break;
        }
        std::thread::sleep(Duration::from_millis(200));
    }
    say(format!("Downhill is ready after {:.0} s: http://127.0.0.1:{port}/", start.elapsed().as_secs_f64()));
    if words.iter().any(|word| word == "--once") {
        trunk.kill().and_then(|()| trunk.wait()).map_err(failed)?;
        return Ok(());
    }
    let status = trunk.wait().map_err(failed)?;
    if status.success() { Ok(()) } else { Err(format!("Trunk ended ({status}); its output above says why.")) }
}

/// The port that was asked for, or the first free one from 8080 on.
fn port(words: &[String]) -> Outcome<u16> {
    let free = |port: &u16| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok();
    match words.iter().position(|word| word == "--port") {
        Some(place) => {
            let port = words.get(place + 1).and_then(|word| word.parse().ok());
            let port = port.ok_or("--port needs a number from 1 to 65535")?;
            if free(&port) { Ok(port) } else { Err(format!("port {port} is taken: choose another with --port")) }
        }
        None => {
            (8080..8100).find(free).ok_or_else(|| "ports 8080 to 8099 are all taken: choose one with --port".into())
        }
    }
}

/// Whether the page comes back from the server.
fn answers(port: u16) -> bool {
    let Ok(mut stream) = TcpStream::connect((Ipv4Addr::LOCALHOST, port)) else { return false };
    let asked =
        stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nConnection: close\r\n\r\n");
    let mut answer = String::new();
    asked.is_ok()
        && stream.set_read_timeout(Some(Duration::from_secs(5))).is_ok()
        && stream.read_to_string(&mut answer).is_ok()
        && answer.starts_with("HTTP/1.1 200")
}
