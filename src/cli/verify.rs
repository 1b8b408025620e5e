//! The reference checks, printed.

use super::{Answer, networks};
use crate::export::number;
use crate::i18n::words::cli as words;
use crate::lessons::{fingerprint, lessons};
use crate::sim::checks::{Check, Subject, checks};

/// Every check with its difference, how many passed, and the fingerprints of the lessons.
pub fn verify() -> Answer {
    let mut checks = checks();
    checks.extend(networks::checks());
    let passed = checks.iter().filter(|check| check.passed()).count();
    let mut text: String = checks.iter().map(line).collect();
    text += &format!("\n{}\n", words::checks_passed(&passed.to_string(), &checks.len().to_string()));
    text += &format!("\n{}\n{}", words::bits(), fingerprints());
    Answer { text, file: None, passed: passed == checks.len() }
}

fn line(check: &Check) -> String {
    let subject = match check.subject {
        Subject::Certified(set) => words::certified(set, &format!("{:.1}", check.digits())),
        Subject::Powers => words::powers().to_string(),
        Subject::JustBelow => words::just_below().to_string(),
        Subject::JustAbove => words::just_above().to_string(),
        Subject::NoMomentum => words::no_momentum().to_string(),
        Subject::PyTorch(path) => words::pytorch(path),
        Subject::Gradient(case) => words::gradient(case),
        Subject::Training(case) => words::training(case),
    };
    let verdict = if check.passed() { words::passed() } else { words::failed() };
    let small = |value: f64| if value == 0.0 { "0".to_string() } else { format!("{value:.1e}") };
    let [count, difference, tolerance] = [check.count.to_string(), small(check.difference), small(check.tolerance)];
    let [computed, expected] = [number(check.computed), number(check.expected)];
    words::check(verdict, &subject, &count, &difference, &tolerance, &computed, &expected) + "\n"
}

/// One line a lesson: its slug and the hash of the traces of all its presets.
pub fn fingerprints() -> String {
    lessons().map(|lesson| format!("{} {:016x}\n", lesson.story().slug, fingerprint(lesson))).collect()
}
