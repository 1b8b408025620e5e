// Measures slider moved -> figure drawn: the synchronous work from the slider's `input` event until the last canvas call returns.
//
// Work is what counts, not waiting: an app may draw at once, in a microtask, or in the next frame, and the wait for that frame
// is the screen's, not the app's. So time is counted in stretches, each from the moment the browser hands over control: the
// dispatched event with its microtasks, every animation frame callback and every timer after it. A stretch that is followed by
// a canvas call in a later one counts whole; the last one counts up to its last canvas call.
//
// Canvas calls are seen by wrapping those methods that put pixels down; paths are built by calls that always precede one of
// them, and stay as they are. A wrapper costs one counter and one clock read; `overhead` says how much that is per call.
(() => {
  if (window.__bench) return;
  const now = performance.now.bind(performance);
  let open = null; // the stretch that runs: where it began
  let whole = 0; // stretches that are over, in ms
  let work = 0; // whole stretches plus the part of the open one before the last canvas call
  let calls = 0;
  let first = null; // the same at the end of the first stretch that drew: what the hand sees while a long run goes on

  for (const name of ["stroke", "fill", "fillRect", "strokeRect", "clearRect", "fillText", "strokeText", "drawImage", "putImageData"]) {
    const original = CanvasRenderingContext2D.prototype[name];
    CanvasRenderingContext2D.prototype[name] = function (...values) {
      const result = original.apply(this, values);
      calls += 1;
      if (open !== null) work = whole + now() - open;
      return result;
    };
  }
  const close = () => {
    if (open !== null) whole += now() - open;
    open = null;
    if (calls > 0) first ??= work;
  };
  // Microtasks of a callback run after it: the stretch is closed by a message that waits behind them.
  const channel = new MessageChannel();
  let wanted = 0;
  channel.port1.onmessage = () => { if (--wanted === 0) close(); };
  const stretch = (callback) => function (...values) {
    if (!window.__bench.measuring) return callback.apply(this, values);
    if (open === null) open = now();
    wanted += 1;
    channel.port2.postMessage(0);
    return callback.apply(this, values);
  };
  const { requestAnimationFrame: frame, setTimeout: later } = window;
  window.requestAnimationFrame = (callback) => frame.call(window, stretch(callback));
  window.setTimeout = (callback, ...rest) => later.call(window, typeof callback === "function" ? stretch(callback) : callback, ...rest);

  const frames = async (count) => { for (let i = 0; i < count; i++) await new Promise((go) => frame.call(window, go)); };

  // One move: how many ms of work until everything is drawn, how many canvas calls, and how many ms until something is. The figure counts as drawn when two frames bring nothing new.
  const move = async (slider, value) => {
    whole = work = calls = 0;
    open = first = null;
    window.__bench.measuring = true;
    stretch(() => {
      slider.value = String(value);
      slider.dispatchEvent(new Event("input", { bubbles: true }));
    })();
    let seen = -1;
    for (let quiet = 0, i = 0; quiet < 2 && i < 120; i++) {
      await frames(1);
      quiet = calls === seen ? quiet + 1 : 0;
      seen = calls;
    }
    window.__bench.measuring = false;
    return [work, calls, first ?? work];
  };

  // A fixed amount of plain drawing, for comparing machines: axes, a path, points, labels, a map of small rectangles.
  const canvas = document.createElement("canvas");
  canvas.width = 800;
  canvas.height = 500;
  const pen = canvas.getContext("2d");
  const reference = () => {
    const began = now();
    pen.clearRect(0, 0, 800, 500);
    for (let i = 0; i < 2000; i++) {
      pen.fillStyle = `rgb(${i % 256} 80 120)`;
      pen.fillRect((i * 37) % 800, (i * 61) % 500, 9, 7);
    }
    for (let i = 0; i < 600; i++) {
      pen.beginPath();
      pen.arc((i * 53) % 800, (i * 29) % 500, 4, 0, 7);
      pen.fill();
    }
    for (let i = 0; i < 40; i++) {
      pen.beginPath();
      for (let x = 0; x < 800; x += 4) pen.lineTo(x, 250 + 200 * Math.sin(x / 90 + i / 7));
      pen.stroke();
    }
    for (let i = 0; i < 60; i++) pen.fillText(String(i / 7), (i * 97) % 760, (i * 43) % 490);
    return now() - began;
  };

  window.__bench = { measuring: false, move, reference, frames };
})();
