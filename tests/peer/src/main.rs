//! The native peer: answers a line per line with `ok ...`, as the bench asks. `own W1` opens a workload on the project's own input.

use peer::{Work, open, own};
use std::io::{BufRead, Write};
use std::time::Instant;

fn main() {
    let mut work: Option<Box<dyn Work>> = None;
    let mut out = std::io::stdout();
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let answer = match (words.as_slice(), &mut work) {
            (["setup", workload, file], _) => {
                let number = workload.trim_start_matches('W').parse().unwrap_or(0);
                let bytes = std::fs::read(file).unwrap_or_default();
                let flat: Vec<f64> = bytes
                    .chunks_exact(8)
                    .map(|eight| f64::from_le_bytes(eight.try_into().unwrap_or_default()))
                    .collect();
                work = open(number, &flat);
                if work.is_some() { "ok".to_string() } else { format!("no workload {workload}") }
            }
            (["own", workload], _) => {
                let number = workload.trim_start_matches('W').parse().unwrap_or(0);
                work = open(number, &own(number));
                if work.is_some() { "ok".to_string() } else { format!("no workload {workload}") }
            }
            (["run", units], Some(work)) => {
                let start = Instant::now();
                work.run(units.parse().unwrap_or(1));
                format!("ok {}", start.elapsed().as_secs_f64() * 1000.0)
            }
            (["check"], Some(work)) => {
                let numbers: Vec<String> = work.check().iter().map(f64::to_string).collect();
                format!("ok {}", numbers.join(" "))
            }
            (["quit"], _) => return,
            _ => format!("what is “{line}”?"),
        };
        if writeln!(out, "{answer}").and_then(|()| out.flush()).is_err() {
            return;
        }
    }
}
