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
    // The script, the program, and its parts.
    let files = page.script(
        "const call = [...document.scripts].map((script) => /^start[(](.*)[)]$/.exec(script.textContent)).find(Boolean); \
         const [glue, wasm, parts] = JSON.parse('[' + call[1] + ']'); \
         const address = (file) => new URL(file, location.href).href; \
         return [address(glue), address(wasm), Object.values(parts).map(address)]",
    )?;
    // Not every engine's driver shares its modules with the page: the program is started once more, on an empty page.
    page.leave()?;
    // The parts are joined to it by hand: it waits for them in vain. The hash is a BigInt.
    const ASK: &str = "const [place, [glue, wasm, parts], done] = arguments; (async () => { \
        window.part = () => new Promise(() => {}); \
        const app = await import(glue); \
        const exports = await app.default({ module_or_path: wasm }); \
        for (const part of parts) await WebAssembly.instantiateStreaming(fetch(part), { a: exports }); \
        return BigInt.asUintN(64, app.fingerprint(place)).toString(16).padStart(16, '0'); })().then(done, (error) => done('' + error))";
    for (place, line) in PINNED.lines().enumerate() {
        let (slug, pinned) = line.split_once(' ').unwrap_or((line, ""));
        let found = text_of(page.session.script_async(ASK, json!([place, files]))?);
        claim(found == pinned, || format!("{slug} computes {found}, and natively {pinned}"))?;
    }
    Ok(())
}
