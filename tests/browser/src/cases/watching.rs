//! The suite itself: what it forbids, it must notice, in every engine.

use super::{Row, claim};
use crate::Outcome;
use crate::page::Page;

pub const CASES: &[Row] = &[("the suite notices whatever it forbids", notices)];

fn notices(page: &mut Page) -> Outcome {
    page.open("__faulty.html")?;
    page.until("the late requests", "return performance.getEntriesByType('resource').filter((one) => /late|outside|foreign/.test(one.name)).length === 3")?;
    let seen = page.complaints().join("\n");
    for forbidden in [
        "console.warn: a warning",
        "console.error: an error",
        "policy violation: style-src",
        "unhandled rejection: a promise broken",
        "error: ",
        "a throw",
        "late.txt: 404",
        "late.txt was asked for after the page had loaded",
        "/outside.txt lies outside the site's folder",
        "asked another origin: http://localhost",
    ] {
        claim(seen.contains(forbidden), || format!("unnoticed: {forbidden}; noticed only\n{seen}"))?;
    }
    Ok(())
}
