//! How much memory the largest run takes: it only grows, so what it is at the end is the most it ever was.

use crate::Outcome;
use crate::cases::{answer_all, claim};
use crate::page::Page;
use serde_json::json;

/// Four runs side by side, each of 50 layers of 64 units on 64 examples for 300 updates.
const LESSON: &str = "#/deep-gradients";
const LARGEST: &str = "depth=50&width=64&updates=300&rate=0.01";
/// What it may take, in megabytes of 10⁶ bytes.
const MOST: f64 = 256.0;
/// Answers when the work is done, or after a while of nothing.
const WAIT: &str = r#"
const done = arguments[0];
const started = performance.now();
let seen = false;
const wait = () => {
  const works = document.querySelector(".gd-work") !== null;
  const over = performance.now() - started;
  seen ||= works;
  if (!works && (seen || over > 5000)) return done({ milliseconds: over, bytes: window.__recorded.memory(), runs: document.querySelectorAll(".runs .gd-run").length });
  if (over > 170000) return done({ milliseconds: over });
  setTimeout(wait, 100);
};
wait();
"#;

/// Opens the four runs, waits, and fails where they took too much.
pub fn run(page: &mut Page) -> Outcome {
    let pins: String = ["relu", "sigmoid", "elu"]
        .iter()
        .map(|activation| format!("&pin={}~activation~{activation}", LARGEST.replace(['&', '='], "~")))
        .collect();
    page.session.post("timeouts", &json!({ "script": 180_000 }))?;
    page.open(&format!("{LESSON}?{LARGEST}&activation=tanh{pins}"))?;
    answer_all(page)?;
    let answer = page.session.script_async(WAIT, json!([]))?;
    let (bytes, runs) = (answer["bytes"].as_f64(), &answer["runs"]);
    let megabytes = bytes.ok_or_else(|| format!("four runs ({LARGEST}) were not done in time: {answer}"))? / 1e6;
    let seconds = answer["milliseconds"].as_f64().unwrap_or(f64::NAN) / 1e3;
    println!("\nfour runs ({LARGEST}): {megabytes:.1} MB of wasm memory after {seconds:.0} s; {MOST} are allowed");
    claim(*runs == json!(4), || format!("four runs were asked for, and {runs} are there"))?;
    claim(megabytes < MOST, || format!("four runs take {megabytes:.1} MB, over {MOST}"))?;
    page.finish().map(drop)
}
