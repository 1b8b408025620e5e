// The release wasm computes the same bits as the native program, in Node: node tests/browser/src/fingerprints.mjs
import { readFileSync } from "node:fs";

const root = new URL("../../../", import.meta.url);
const file = (name) => readFileSync(new URL("dist/" + name, root));
const [glue, wasm, parts] = JSON.parse("[" + /<script>start[(](.*)[)]<\/script>/.exec(file("index.html"))[1] + "]");
const app = await import("data:text/javascript;base64," + file(glue).toString("base64"));
const exports = await app.default({ module_or_path: file(wasm) });
for (const part of Object.values(parts)) await WebAssembly.instantiate(file(part), { a: exports });
const pinned = readFileSync(new URL("tests/golden/fingerprints.txt", root), "utf8").trim().split("\n");
for (const [place, line] of pinned.entries()) {
  const [slug, hash] = line.split(" ");
  const found = BigInt.asUintN(64, app.fingerprint(place)).toString(16).padStart(16, "0");
  console.log(found === hash ? "ok     " : "FAILED ", slug, found);
  if (found !== hash) process.exitCode = 1;
}
