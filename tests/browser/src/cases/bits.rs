//! The release wasm computes the same bits as the native program.

use super::{Row, claim};
use crate::Outcome;
use crate::page::{Page, text_of};
use serde_json::json;

pub const CASES: &[Row] = &[("every lesson computes the bits that are pinned natively", bits)];

/// `slug hash`, in the order of the lessons.
const PINNED: &str = include_str!("../../../golden/fingerprints.txt");

fn bits(page: &mut Page) -> Outcome {
    page.open("")?;
    // The hash is a BigInt. The script that runs the page, as the module that it is: importing it again gives the same one.
    const ASK: &str = "const [place, done] = arguments; \
        const glue = performance.getEntriesByType('resource').map((entry) => entry.name).find((name) => /downhill-[0-9a-f]+[.]js$/.test(name)); \
        import(glue).then((app) => done(BigInt.asUintN(64, app.fingerprint(place)).toString(16).padStart(16, '0'))).catch((error) => done('' + error))";
    for (place, line) in PINNED.lines().enumerate() {
        let (slug, pinned) = line.split_once(' ').unwrap_or((line, ""));
        let found = text_of(page.session.script_async(ASK, json!([place]))?);
        claim(found == pinned, || format!("{slug} computes {found}, and natively {pinned}"))?;
    }
    Ok(())
}
