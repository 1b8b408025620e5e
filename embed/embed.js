// Downhill in a page of your own. Put this script on the page, and then either
//
//   <downhill-lesson lesson="learning-rate" step="momentum" rate="1.05" hide="story~table"></downhill-lesson>
//
// or a plain <iframe src=".../downhill/#/learning-rate?mode=embed">: either grows to the height of what is in it.
//
// Attributes of the element: `lesson`; `src`, the folder of the site (the one this script came from, if left out); `sandbox`, if the
// frame is to have one; `keys`, the part of a link after `?`, as the dialog "Share" writes it; every other attribute is one such key.
// Changing them changes the lesson. A key beside `step` changes what that step sets. `v` is the version of these words, 3 if left out.
// Events: `downhill-ready`, `-state`, `-update`, `-answer`, `-task`, `-completed`, with the message in `detail`.
// Methods: `set("rate=0.3&at=4")`, `step("momentum")`, `play()`, `pause()`, `reset()`.
(() => {
  "use strict";
  const VERSION = 2;
  // The version of links whose words the attributes are.
  const GRAMMAR = 3;
  const HERE = new URL("./", document.currentScript ? document.currentScript.src : location.href);
  // Attributes that say something to this page and not to the lesson.
  const OWN = new Set(["lesson", "src", "sandbox", "id", "class", "style", "title", "slot", "role", "hidden", "tabindex", "part", "height"]);
  const isOwn = (name) => OWN.has(name) || name.startsWith("data-") || name.startsWith("aria-");

  class Lesson extends HTMLElement {
    #frame = null;

    connectedCallback() {
      if (this.#frame) return;
      const frame = document.createElement("iframe");
      const keys = this.#keys(this.getAttributeNames());
      const page = new URL(this.getAttribute("src") ?? HERE, location.href);
      const version = keys.some((key) => /(^|&)v=/.test(key)) ? [] : [`v=${GRAMMAR}`];
      page.hash = `/${this.getAttribute("lesson") ?? ""}?${[...version, "mode=embed", ...keys].join("&")}`;
      frame.title = this.title || "Downhill: an interactive lesson";
      // Far below the fold nothing is even downloaded.
      frame.loading = "lazy";
      frame.allow = "clipboard-write; fullscreen";
      if (this.hasAttribute("sandbox")) frame.setAttribute("sandbox", this.getAttribute("sandbox") || "allow-scripts allow-same-origin allow-popups");
      Object.assign(frame.style, { display: "block", width: "100%", height: `${Number(this.getAttribute("height")) || 600}px`, border: "0" });
      if (getComputedStyle(this).display === "inline") this.style.display = "block";
      frame.src = page;
      this.#frame = frame;
      // What stands in the element for those who take no script is not shown beside the lesson.
      frame.slot = "lesson";
      this.attachShadow({ mode: "open" }).append(Object.assign(document.createElement("slot"), { name: "lesson" }));
      this.append(frame);
      new MutationObserver((changes) => {
        const names = changes.map((change) => change.attributeName).filter((name) => !isOwn(name));
        if (names.length) this.set(this.#keys([...new Set(names)]).join("&"));
      }).observe(this, { attributes: true });
    }

    #keys(names) {
      const mine = names.filter((name) => !isOwn(name) && this.hasAttribute(name));
      const key = (name) => `${encodeURIComponent(name)}=${encodeURIComponent(this.getAttribute(name))}`;
      return mine.map((name) => (name === "keys" ? this.getAttribute(name).replace(/^[?&]+/, "") : key(name)));
    }
    #ask(type, fields) {
      this.#frame?.contentWindow?.postMessage({ downhill: VERSION, type, ...fields }, "*");
    }
    set(keys) {
      this.#ask("set", { keys: String(keys) });
    }
    step(step) {
      this.#ask("step", { step });
    }
    play() {
      this.#ask("play");
    }
    pause() {
      this.#ask("pause");
    }
    reset() {
      this.#ask("reset");
    }
  }

  // One listener for all frames, the element's and plain ones. A message counts only from a frame that stands on this page.
  addEventListener("message", ({ source, data }) => {
    if (typeof data !== "object" || data === null || data.downhill !== VERSION || !/^[a-z]+$/.test(data.type)) return;
    const frame = [...document.querySelectorAll("iframe")].find((frame) => frame.contentWindow === source);
    if (!frame) return;
    if (data.type === "resize") {
      const height = Number(data.height);
      if (height > 0 && height < 20000) frame.style.height = `${Math.ceil(height)}px`;
      return;
    }
    const lesson = frame.closest("downhill-lesson") ?? frame;
    lesson.dispatchEvent(new CustomEvent(`downhill-${data.type}`, { bubbles: true, detail: data }));
  });

  if (!customElements.get("downhill-lesson")) customElements.define("downhill-lesson", Lesson);
})();
