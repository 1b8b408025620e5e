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
    let parts = page.script(
        "const name = (end) => performance.getEntriesByType('resource').map((entry) => entry.name).find((name) => end.test(name)); \
         return [name(/downhill-[0-9a-f]+[.]js$/), name(/downhill-[0-9a-f]+[.]wasm$/)]",
    )?;
    // Not every engine's driver shares its modules with the page: the program is started once more, on an empty page.
    page.leave()?;
    // The hash is a BigInt.
    const ASK: &str = "const [place, [glue, wasm], done] = arguments; \
        import(glue).then((app) => app.default({ module_or_path: wasm }).then(() => app)).then((app) => done(BigInt.asUintN(64, app.fingerprint(place)).toString(16).padStart(16, '0'))).catch((error) => done('' + error))";
    for (place, line) in PINNED.lines().enumerate() {
        let (slug, pinned) = line.split_once(' ').unwrap_or((line, ""));
        let found = text_of(page.session.script_async(ASK, json!([place, parts]))?);
        claim(found == pinned, || format!("{slug} computes {found}, and natively {pinned}"))?;
    }
    Ok(())
}
