//! A few thousand of the cases that `downhill fuzz --cases 1000000` tries.

use downhill::cli::fuzz::report;

#[test]
fn a_few_thousand_cases_that_nobody_meant_do_no_harm() {
    let (text, passed) = report(2026, 0, 4000);
    assert!(passed, "{text}");
    println!("{text}");
}
