//! The project's own workloads, as a native program and as the release wasm in Chromium: the same source on the same input, in turns.

use crate::Outcome;
use crate::page::Page;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// A name, and what a unit of it is.
pub const WORKLOADS: [(&str, &str); 4] = [
    ("W1", "training a small network, 10 epochs of 500 points"),
    ("W2", "a pass up and down 30 layers of 32, 64 examples"),
    ("W3", "10,000 steps of Adam in Rosenbrock's valley"),
    ("W4", "fitting a line to 10,000 points, 5 epochs"),
];
const ROUNDS: usize = 15;
/// How long a slice shall take, in milliseconds.
const SLICE: f64 = 60.0;

/// Keeps the program as `window.__core`. What the app's browser parts would import is never called.
const OPEN: &str = r#"
const [base64, done] = arguments;
(async () => {
  const module = await WebAssembly.compile(Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0)));
  const imports = {};
  for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) if (kind === "function") (imports[from] ??= {})[name] = () => { throw new Error(name); };
  window.__core = (await WebAssembly.instantiate(module, imports)).exports;
  done(null);
})().catch((error) => done(String(error)));
"#;
/// Runs so many units and says how long they took.
pub const RUN: &str =
    "const start = performance.now(); window.__core.run(arguments[0]); return performance.now() - start";

/// The native program: a line in, a line out.
struct Native {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Native {
    fn start(program: &Path) -> Outcome<Native> {
        let trouble = |why: String| format!("{}: {why}", program.display());
        let mut child = Command::new(program)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| trouble(error.to_string()))?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(input), Some(output)) => Ok(Native { child, input, output: BufReader::new(output) }),
            _ => Err(trouble("it has no input or no output".to_string())),
        }
    }

    /// What follows the `ok`.
    fn ask(&mut self, line: &str) -> Outcome<String> {
        let mut answer = String::new();
        let asked = writeln!(self.input, "{line}").and_then(|()| self.output.read_line(&mut answer));
        asked.map_err(|error| format!("the native program: {error}"))?;
        let words = answer.trim().strip_prefix("ok").map(|words| words.trim().to_string());
        words.ok_or(format!("the native program answered “{}” to “{line}”", answer.trim()))
    }
}

impl Drop for Native {
    fn drop(&mut self) {
        let _ = writeln!(self.input, "quit");
        let _ = self.child.wait();
    }
}

/// Starts the program of a folder, as `peer.wasm`, in the present page.
pub fn start(page: &Page, folder: &Path) -> Outcome {
    let wasm = folder.join("peer.wasm");
    let wasm = std::fs::read(&wasm).map_err(|error| format!("{}: {error}", wasm.display()))?;
    let error = page.session.script_async(OPEN, json!([STANDARD.encode(wasm)]))?;
    if error.is_null() { Ok(()) } else { Err(format!("the wasm peer does not start: {error}")) }
}

/// Prints a table. `folder` holds the program as `peer` and as `peer.wasm`.
pub fn run(page: &mut Page, folder: &Path) -> Outcome {
    let mut native = Native::start(&folder.join(format!("peer{}", std::env::consts::EXE_SUFFIX)))?;
    page.leave()?;
    start(page, folder)?;
    println!(
        "\nthe same work, native and as wasm in Chromium: medians of {ROUNDS} slices in turns, milliseconds a unit"
    );
    println!("{:52} {:>9} {:>9} {:>13}", "workload", "native", "wasm", "wasm / native");
    for (place, (name, what)) in WORKLOADS.iter().enumerate() {
        native.ask(&format!("own {name}"))?;
        page.session.script("window.__core.own_input(arguments[0])", json!([place + 1]))?;
        let mut natively = |units: f64| -> Outcome<f64> {
            let said = native.ask(&format!("run {units}"))?;
            said.parse().map_err(|_| format!("the native program said “{said}”"))
        };
        let in_page = |units: f64| -> Outcome<f64> {
            page.session.script(RUN, json!([units]))?.as_f64().ok_or_else(|| "the page told no time".to_string())
        };
        let units = [units(&mut natively)?, units(in_page)?];
        let (mut first, mut second) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            first.push(natively(units[0])? / units[0]);
            second.push(in_page(units[1])? / units[1]);
        }
        let [first, second] = [first, second].map(|mut times| {
            times.sort_by(f64::total_cmp);
            times[ROUNDS / 2]
        });
        println!("{:52} {first:9.4} {second:9.4} {:13.2}", format!("{name} {what}"), second / first);
    }
    page.finish().map(drop)
}

/// How many units fill a slice, found by doubling, which also warms up.
fn units(mut run: impl FnMut(f64) -> Outcome<f64>) -> Outcome<f64> {
    let mut units = 1.0;
    while run(units)? < SLICE && units < 1e6 {
        units *= 2.0;
    }
    Ok(units)
}
