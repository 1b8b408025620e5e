// Written down from the first moment of a page: what it complains about, and what it asks the network for.
(() => {
  const recorded = (window.__recorded = { complaints: [] });
  const say = (kind, text) => recorded.complaints.push(`${kind}: ${String(text).slice(0, 2000)}`);
  const words = (value) => {
    if (value instanceof Error) return `${value.message}\n${value.stack}`;
    if (typeof value === "object" && value !== null) {
      try {
        return JSON.stringify(value);
      } catch {
        return String(value);
      }
    }
    return String(value);
  };
  for (const level of ["error", "warn"]) {
    const original = console[level].bind(console);
    console[level] = (...values) => {
      say(`console.${level}`, values.map(words).join(" "));
      original(...values);
    };
  }
  addEventListener("error", (event) => {
    const target = event.target;
    if (target && target !== window) say("not loaded", target.src || target.href || target.nodeName);
    else say("error", `${event.message} (${event.filename}:${event.lineno}:${event.colno})`);
  }, true);
  addEventListener("unhandledrejection", (event) => say("unhandled rejection", words(event.reason)));
  document.addEventListener("securitypolicyviolation", (event) => {
    say("policy violation", `${event.effectiveDirective} ${event.blockedURI} (${event.sourceFile}:${event.lineNumber}) ${event.sample}`);
  });
  // The program, for its memory: that only grows.
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name];
    if (!original) continue;
    WebAssembly[name] = async (...values) => {
      const made = await original.apply(WebAssembly, values);
      recorded.program ??= made.instance ?? made;
      return made;
    };
  }
  recorded.memory = () => Object.values(recorded.program.exports).find((one) => one instanceof WebAssembly.Memory).buffer.byteLength;
  // What was asked for since the last time.
  recorded.resources = () => {
    const names = performance.getEntriesByType("resource").map((entry) => entry.name);
    performance.clearResourceTimings();
    return names;
  };
})();
