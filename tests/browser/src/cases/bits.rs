//! The release wasm computes the same bits as the native program, in whatever order its parts come.

use super::{Row, claim};
use crate::Outcome;
use crate::page::Page;
use serde_json::json;

pub const CASES: &[Row] = &[("every lesson computes the bits that are pinned natively, in any order of loading", bits)];

/// `slug hash`, in the order of the lessons.
const PINNED: &str = include_str!("../../../golden/fingerprints.txt");

/// One for each order.
const SEEDS: [u32; 3] = [1, 2, 3];

/// Script, program and the other pieces of this by name: what the page starts the app with.
const FILES: &str = "const call = [...document.scripts].map((script) => /^start[(][.]{3}(.*)[)]$/.exec(script.textContent)).find(Boolean); \
     const [glue, wasm, pieces] = JSON.parse(call[1]); \
     const address = (file) => new URL(file, location.href).href; \
     return [address(glue), address(wasm), Object.entries(pieces).map(([piece, file]) => [piece, address(file)])]";

/// Starts the program, lets its pieces come one after another in an order of that seed, and gives this order and the hash of each lesson
/// (a BigInt in the program).
const LOAD: &str = r#"
const [[glue, wasm, pieces], seed, lessons, done] = arguments;
const typed = (body) => new Response(body, { headers: { "Content-Type": "application/wasm" } });
const soon = (holds) => new Promise((then) => { const look = () => holds() ? then() : setTimeout(look, 5); look(); });
(async () => {
  // The page of the app asks for all of them when it stands.
  const waiting = new Map();
  window.part = (address) => {
    const piece = /([^/]+)[.]wasm$/.exec(address)[1];
    if (!pieces.some(([name]) => name === piece)) return Promise.resolve(typed(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)));
    return new Promise((give) => waiting.set(piece, give));
  };
  const app = await import(glue);
  await app.default({ module_or_path: await fetch(wasm) });
  await soon(() => waiting.size === pieces.length);
  const order = pieces.slice();
  let state = seed;
  for (let last = order.length - 1; last > 0; last -= 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const other = Math.floor(state / 4294967296 * (last + 1));
    [order[last], order[other]] = [order[other], order[last]];
  }
  for (const [piece, file] of order) {
    waiting.get(piece)(typed(await (await fetch(file)).arrayBuffer()));
    await new Promise((then) => setTimeout(then, 50));
  }
  await soon(() => document.documentElement.dataset.whole === "true");
  const hash = (place) => BigInt.asUintN(64, app.fingerprint(place)).toString(16).padStart(16, "0");
  return [order.map(([piece]) => piece).join(" "), Array.from({ length: lessons }, (_, place) => hash(place))];
})().then(done, (error) => done(["" + error, []]));
"#;

fn bits(page: &mut Page) -> Outcome {
    page.open("")?;
    let files = page.script(FILES)?;
    let pinned: Vec<_> = PINNED.lines().map(|line| line.split_once(' ').unwrap_or((line, ""))).collect();
    let mut orders = Vec::new();
    for seed in SEEDS {
        // Not every engine's driver shares its modules with the page: the program is started once more, on an empty page.
        page.leave()?;
        let loaded = page.session.script_async(LOAD, json!([files, seed, pinned.len()]))?;
        let order = loaded[0].to_string();
        for (place, (slug, pinned)) in pinned.iter().enumerate() {
            let found = &loaded[1][place];
            claim(found == pinned, || format!("{slug} computes {found}, and natively {pinned}; loaded: {order}"))?;
        }
        claim(!orders.contains(&order), || format!("two seeds give the same order: {order}"))?;
        orders.push(order);
    }
    Ok(())
}
