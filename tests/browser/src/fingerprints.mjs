// The release wasm computes the same bits as the native program, in Node: node tests/browser/src/fingerprints.mjs
import { readdirSync, readFileSync } from "node:fs";

const root = new URL("../../../", import.meta.url);
const file = (end) => new URL("dist/" + readdirSync(new URL("dist/", root)).find((name) => name.endsWith(end)), root);
const source = readFileSync(file(".js"), "utf8");
const app = await import("data:text/javascript;base64," + Buffer.from(source).toString("base64"));
await app.default({ module_or_path: readFileSync(file(".wasm")) });
const pinned = readFileSync(new URL("tests/golden/fingerprints.txt", root), "utf8").trim().split("\n");
for (const [place, line] of pinned.entries()) {
  const [slug, hash] = line.split(" ");
  const found = BigInt.asUintN(64, app.fingerprint(place)).toString(16).padStart(16, "0");
  console.log(found === hash ? "ok     " : "FAILED ", slug, found);
  if (found !== hash) process.exitCode = 1;
}
