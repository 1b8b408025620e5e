//! Reference checks: certified values, closed forms, PyTorch. `tests/golden/descent.py` says how its numbers were made.

use downhill::sim::checks::{Check, Subject, checks};

#[test]
fn every_reference_check_passes() {
    let checks = checks();
    for check in &checks {
        println!(
            "{:?}: {} numbers, {:.1e} apart, allowed {:.0e}",
            check.subject, check.count, check.difference, check.tolerance
        );
    }
    let failed: Vec<&Check> = checks.iter().filter(|check| !check.passed()).collect();
    assert!(failed.is_empty(), "{failed:#?}");
}

#[test]
fn the_golden_paths_are_read_whole() {
    let checks = checks();
    let counted = |name: &str| {
        let is_it = |check: &&Check| matches!(check.subject, Subject::PyTorch(path) if path == name);
        checks.iter().find(is_it).map(|check| check.count)
    };
    // Updates 0, 1, ... 200, each with a loss and its weights.
    for kind in ["plain", "momentum"] {
        assert_eq!(counted(&format!("diagonal-{kind}")), Some(201 * 4));
        assert_eq!(counted(&format!("turned-{kind}")), Some(201 * 4));
        assert_eq!(counted(&format!("penguins-{kind}")), Some(201 * 3));
    }
}

#[test]
fn norris_reaches_nine_digits_and_filip_seven() {
    for (set, digits) in [("Norris", 9.0), ("Filip", 7.0), ("Longley", 9.0), ("Wampler1", 7.0), ("Wampler5", 5.0)] {
        let check = checks().into_iter().find(|check| check.subject == Subject::Certified(set)).expect(set);
        assert!(check.digits() >= digits, "{set}: {}", check.digits());
    }
}
