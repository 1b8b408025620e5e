// Two built sites, each over HTTP/1.1 and over HTTP/2, compressed as a good host compresses them, for the bench that compares them. Node is
// here anyway and speaks HTTP/2; a Rust server that does would be the largest dependency of the suite.
//
// node slow_host.mjs <folder of one site> <folder of the other>; the first line that it prints is
// { "http1": [port, port], "http2": [port, port], "key": fingerprint of the certificate's key, or null without openssl }.
import { execFileSync } from "node:child_process";
import { createHash, X509Certificate } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { createSecureServer } from "node:http2";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const KINDS = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".wasm": "application/wasm",
  ".svg": "image/svg+xml", ".png": "image/png", ".woff2": "font/woff2",
};
const SMALL = new Set([".woff2", ".png"]);

// Every file, compressed once and for all.
const site = (folder) => {
  const files = new Map();
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (!statSync(path).isFile() || name === "downhill.html") continue;
    const kind = extname(name);
    const raw = readFileSync(path);
    const body = SMALL.has(kind) ? raw : brotliCompressSync(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length } });
    const head = { "content-type": KINDS[kind] ?? "text/plain; charset=utf-8", "content-length": body.length, "cache-control": "max-age=3600" };
    if (body !== raw) head["content-encoding"] = "br";
    files.set(`/${name}`, { head, body });
  }
  files.set("/", files.get("/index.html"));
  return (request, response) => {
    const file = files.get(request.url.split("?")[0]);
    response.writeHead(file ? 200 : 404, file?.head ?? {});
    response.end(file?.body);
  };
};

// A certificate for an hour; browsers are told its key.
const certificate = () => {
  const folder = mkdtempSync(join(tmpdir(), "downhill-"));
  try {
    const [key, cert] = ["key.pem", "cert.pem"].map((name) => join(folder, name));
    const words = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1".split(" ");
    execFileSync("openssl", [...words, "-keyout", key, "-out", cert], { stdio: "ignore" });
    return { key: readFileSync(key), cert: readFileSync(cert) };
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const listen = (server) => new Promise((done) => server.listen(0, "127.0.0.1", () => done(server.address().port)));
const sites = process.argv.slice(2, 4).map(site);
const secure = certificate();
const http1 = await Promise.all(sites.map((answer) => listen(createServer({ keepAliveTimeout: 60000 }, answer))));
const http2 = secure ? await Promise.all(sites.map((answer) => listen(createSecureServer(secure, answer)))) : [];
const key = secure && createHash("sha256").update(new X509Certificate(secure.cert).publicKey.export({ type: "spki", format: "der" })).digest("base64");
console.log(JSON.stringify({ http1, http2, key }));
