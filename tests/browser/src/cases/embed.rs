//! A lesson in pages of others: its height, what it tells them, what they may ask of it, and what they may not.

use super::{Row, answer_all, claim};
use crate::Outcome;
use crate::page::Page;
use crate::webdriver::keys;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

pub const CASES: &[Row] = &[
    ("a plain frame beside the script has the height of its lesson", |page| in_host(page, "plain.html")),
    ("a strict page holds the one file in a sandbox", |page| in_host(page, "bare.html")),
    ("a page of Sphinx holds a lesson", |page| in_host(page, "sphinx/index.html")),
    ("a page of MkDocs holds a lesson", |page| in_host(page, "mkdocs/index.html")),
    ("a deck of reveal.js holds a lesson in a slide that is hidden first", in_deck),
    ("of twelve frames none runs before it is seen", twelve),
    ("the page around hears of every event and can ask for every act", talks),
    ("the way out of a frame leads to the whole page at the same place", way_out),
    ("ten thousand hostile messages leave a lesson that works", hostile),
];

/// Writes down, in the page around, what a frame tells it.
const LISTEN: &str = "window.heard = []; addEventListener('message', (event) => \
                      heard.push(typeof event.data === 'string' ? JSON.parse(event.data) : event.data))";
/// What the page around asks for.
const ASK: &str = "document.querySelector('iframe').contentWindow.postMessage({ downhill: 2, ...arguments[0] }, '*')";

fn ask(page: &Page, message: Value) -> Outcome {
    page.session.script(ASK, json!([message])).map(drop)
}

/// The first frame's height, once it is that of what is in it.
fn height(page: &mut Page, when: &str) -> Outcome<f64> {
    let deadline = Instant::now() + Duration::from_secs(12);
    loop {
        let frame = page.script("return document.querySelector('iframe').clientHeight")?.as_f64().unwrap_or(0.0);
        let content = page.in_frame(|page| {
            page.script("return document.documentElement.dataset.ready === 'true' && document.body.getBoundingClientRect().height")
        })?;
        match content.as_f64() {
            Some(content) if (frame - content).abs() <= 2.0 && content > 100.0 => return Ok(frame),
            _ if Instant::now() > deadline => {
                return Err(format!("{when}: the frame is {frame} high, what is in it {content}"));
            }
            _ => std::thread::sleep(Duration::from_millis(40)),
        }
    }
}

fn in_host(page: &mut Page, name: &str) -> Outcome {
    page.open_host(name)?;
    if page.script("return document.body.textContent")? == json!("not here") {
        // `cargo xtask hosts` could not make it, and said why.
        println!("{name} IS NOT THERE: its case tests nothing");
        return claim(std::env::var_os("CI").is_none(), || format!("there is no {name}: `cargo xtask hosts` makes it"));
    }
    page.until("the frame", "return document.querySelector('iframe')")?;
    page.script("document.querySelector('iframe').scrollIntoView()")?;
    behaves(page)
}

/// Whatever happens inside, the frame has the right height, and few words are lost about it.
fn behaves(page: &mut Page) -> Outcome {
    height(page, "after load")?;
    page.script(LISTEN)?;
    page.in_frame(|page| answer_all(page))?;
    height(page, "after an answer")?;
    page.in_frame(|page| {
        page.click(".story__turn .gd-button--fill").or_else(|_| page.script("location.hash").map(drop))
    })?;
    height(page, "after a step")?;
    ask(page, json!({ "type": "set", "keys": "theme=dark" }))?;
    page.in_frame(|page| page.until("the dark theme", "return document.documentElement.dataset.theme === 'dark'"))?;
    height(page, "in another theme")?;
    for width in [320, 640, 1000, 1600] {
        let body = "document.querySelector('iframe').parentElement.style.width = `${arguments[0]}px`";
        page.session.script(body, json!([width]))?;
        height(page, &format!("{width} wide"))?;
    }
    let resizes = page.script("return heard.filter((m) => m.type === 'resize').length")?.as_u64().unwrap_or(0);
    claim((4..60).contains(&resizes), || format!("{resizes} messages about the height"))?;
    let canvas = page.script("return heard.filter((m) => m.subject === 'lti.frameResize').length")?;
    claim(canvas == json!(resizes), || format!("Canvas heard of {canvas} of {resizes} heights"))
}

fn in_deck(page: &mut Page) -> Outcome {
    page.open_host("deck.html")?;
    page.until("the deck", "return window.Reveal?.isReady()")?;
    let slide = "return Reveal.getIndices().h";
    page.script(LISTEN)?;
    std::thread::sleep(Duration::from_millis(500));
    claim(page.script("return heard.length")? == json!(0), || "the lesson runs in a slide that is hidden".to_string())?;
    page.session.press(&[], &[keys::RIGHT, keys::RIGHT])?;
    page.until("the third slide", &format!("return (() => {{ {slide} }})() === 2"))?;
    height(page, "in a slide")?;
    let length = page.script("return history.length")?;
    // With the focus inside, the arrows are the lesson's. (A driver may click beside what a slide has scaled.)
    let inside = page.in_frame(|page| {
        page.ready()?;
        answer_all(page)?;
        page.script(
            "const one = document.querySelector(\".gd-play [aria-label='One update']\"); one.focus(); one.click()",
        )?;
        super::until_cursor(page, 1)?;
        page.script("return document.hasFocus()")
    })?;
    if inside == json!(true) {
        page.in_frame(|page| page.session.press(&[], &[keys::RIGHT]))?;
        claim(page.script(slide)? == json!(2), || "an arrow inside the lesson turned the slide".to_string())?;
    }
    ask(page, json!({ "type": "step", "step": 2 }))?;
    page.in_frame(|page| page.until("the second step", "return location.hash.includes('step=landing')"))?;
    claim(page.script("return history.length")? == length, || {
        "the lesson wrote into the history of the deck".to_string()
    })?;
    // Outside again, they are the deck's.
    page.script("document.activeElement.blur(); document.querySelector('.reveal').focus(); window.focus()")?;
    page.session.press(&[], &[keys::RIGHT])?;
    page.until("the last slide", &format!("return (() => {{ {slide} }})() === 3")).map(drop)
}

fn twelve(page: &mut Page) -> Outcome {
    page.open_host("twelve.html")?;
    page.script(
        "window.ready = new Set(); document.addEventListener('downhill-ready', (event) => ready.add(event.target))",
    )?;
    height(page, "the first of twelve")?;
    // Frames a screen and more away have not begun.
    std::thread::sleep(Duration::from_millis(600));
    let begun = "return [...document.querySelectorAll('downhill-lesson')].map((lesson) => { \
                 const at = lesson.getBoundingClientRect(); return [at.top < innerHeight && at.bottom > 0, ready.has(lesson)] })";
    let state = page.script(begun)?;
    let early =
        state.as_array().into_iter().flatten().filter(|one| one[0] == json!(false) && one[1] == json!(true)).count();
    claim(early == 0, || format!("{early} frames that are not seen have begun: {state}"))?;
    for place in 1..12 {
        // Frames above it may still grow and push it away.
        page.until_with(
            &format!("frame {} to begin", place + 1),
            "const lesson = document.querySelectorAll('downhill-lesson')[arguments[0]]; lesson.scrollIntoView(); return ready.has(lesson)",
            json!([place]),
        )?;
    }
    Ok(())
}

/// Waits until the page around has heard of something.
fn until_heard(page: &Page, what: &str, test: &str) -> Outcome {
    page.until(what, &format!("return heard.some((m) => {test})")).map(drop)
}

fn talks(page: &mut Page) -> Outcome {
    page.open_host("plain.html")?;
    height(page, "at first")?;
    // Some browsers keep a frame's storage apart by the page around: what another case answered there is answered still.
    page.in_frame(|page| page.script("localStorage.clear()"))?;
    page.script(LISTEN)?;
    // The frame anew, now that somebody listens.
    page.script("const frame = document.querySelector('iframe'); frame.replaceWith(frame.cloneNode())")?;
    until_heard(
        page,
        "ready",
        "m.type === 'ready' && m.downhill === 2 && m.lesson === 'line-of-best-fit' && m.steps.length > 5 && m.steps.includes(m.step) \
         && m.settings.data === 'anscombe-1' && m.link.startsWith('#/') && m.at === 3000 && m.tasks.length === 0",
    )?;
    height(page, "after load")?;
    page.in_frame(|page| answer_all(page))?;
    until_heard(
        page,
        "an answer",
        "m.type === 'answer' && m.lesson === 'line-of-best-fit' && /^[a-z-]+$/.test(m.step) && m.id && /^[a-z-]+$/.test(m.choice) && typeof m.right === 'boolean'",
    )?;
    ask(page, json!({ "type": "set", "keys": "rate=0.2&at=3" }))?;
    until_heard(page, "the update", "m.type === 'update' && m.update === 3 && m.loss > 0")?;
    until_heard(page, "the state", "m.type === 'state' && m.link.includes('rate=0.2') && m.link.includes('at=3')")?;
    // What means nothing changes nothing.
    page.script("heard.length = 0")?;
    ask(page, json!({ "type": "set", "keys": "rate=fast&at=4" }))?;
    until_heard(
        page,
        "the rate as it was",
        "m.type === 'state' && m.link.includes('rate=0.2') && m.link.includes('at=4')",
    )?;
    ask(page, json!({ "type": "play" }))?;
    until_heard(page, "playing", "m.type === 'update' && m.update >= 5")?;
    ask(page, json!({ "type": "pause" }))?;
    let at = "return heard.filter((m) => m.type === 'update').at(-1).update";
    let paused = page.script(at)?;
    std::thread::sleep(Duration::from_millis(600));
    claim(page.script(at)? == paused, || "it plays on after `pause`".to_string())?;
    ask(page, json!({ "type": "reset" }))?;
    // Where the preset of that step puts the cursor.
    until_heard(page, "the preset again", "m.type === 'update' && m.update === 3000")?;
    // A step by its name, and, as pages did in version 1, by its number.
    ask(page, json!({ "type": "step", "step": "point" }))?;
    page.in_frame(|page| page.until("the step", "return location.hash.includes('step=point')"))?;
    until_heard(
        page,
        "where it stands",
        "m.type === 'state' && m.step === 'point' && Object.keys(m.answers).length > 0",
    )?;
    ask(page, json!({ "downhill": 1, "type": "step", "step": 2 }))?;
    page.in_frame(|page| page.until("the second step", "return location.hash.includes('step=one-number')")).map(drop)
}

fn way_out(page: &mut Page) -> Outcome {
    page.open("#/line-of-best-fit?step=beat-your-hand&rate=0.2&at=3&mode=embed&hide=table&pin=rate~0.05")?;
    let link = page.attribute(".foot--out a", "href")?;
    let expected =
        page.server.address("#/line-of-best-fit?v=3&step=beat-your-hand&rate=0.2&at=3&pin=rate~0.05&hide=table");
    claim(link == expected, || format!("it leads to {link} instead of {expected}"))?;
    // And follows what is done in the frame.
    answer_all(page)?;
    page.click(".gd-play [aria-label='One update']")?;
    page.until("the way to follow", "return document.querySelector('.foot--out a').href.includes('at=4&')").map(drop)
}

fn hostile(page: &mut Page) -> Outcome {
    page.open_host("plain.html")?;
    page.script(LISTEN)?;
    height(page, "after load")?;
    page.in_frame(|page| answer_all(page))?;
    // Seeded (the congruential generator of Numerical Recipes), so that a failure comes again.
    let flood = "const done = arguments[0]; const frame = document.querySelector('iframe'); let seed = 7; \
      const next = (n) => (seed = (Math.imul(1664525, seed) + 1013904223) >>> 0) % n; \
      const pick = (list) => list[next(list.length)]; \
      const texts = ['', 'NaN', '1e999', '-1', '0', 'own', 'rate=0.3', 'rate=NaN&at=1e9', '&&&===', 'step=99999', 'mode=lecture', 'pin=' + 'rate~'.repeat(50), \
        'fork=3~rate~0.5', 'own=3~YQ~Yg~0~1~2~3', '\\u0000\\ud800', 'x'.repeat(5000), '#/nowhere', 'hide=story~table', 'fix=rate', 'data=anscombe-1', 'batch=0', 'updates=300', '%E0%A4%A']; \
      const things = [null, undefined, 0, -0, NaN, Infinity, 1e308, true, [], {}, [[1]], new Map(), 'text', 1n, new Date(NaN), new ArrayBuffer(8), { toString: 1 }]; \
      const kinds = ['set', 'step', 'play', 'pause', 'reset', 'ready', 'resize', 'SET', '__proto__', 'constructor', ...things]; \
      const message = () => next(10) === 0 ? pick([...things, ...texts]) : { downhill: pick([1, 1, 1, 1, 2, '1', null]), type: pick(kinds), \
        keys: next(2) ? pick(texts) + '&' + pick(texts) : pick(things), step: pick([...things, 1, 3, 99, '2']), extra: pick(things) }; \
      let sent = 0; \
      const some = () => { for (let k = 0; k < 250 && sent < 10000; k++, sent++) frame.contentWindow.postMessage(message(), '*'); \
        if (sent < 10000) setTimeout(some); else done(sent) }; some()";
    let sent = page.session.script_async(flood, json!([]))?;
    claim(sent == json!(10_000), || format!("{sent} messages were sent"))?;
    // Everything that was asked for has been done when this has.
    ask(page, json!({ "type": "set", "keys": "rate=0.125&at=2&step=5&fork=&pin=&hide=&fix=" }))?;
    let there = "return [location.hash.includes('rate=0.125') && location.hash.includes('at=2'), location.hash]";
    let deadline = Instant::now() + Duration::from_secs(60);
    loop {
        let state = page.in_frame(|page| page.script(there))?;
        if state[0] == json!(true) {
            break;
        }
        claim(Instant::now() < deadline, || format!("after the flood the lesson stands at {}", state[1]))?;
        std::thread::sleep(Duration::from_millis(100));
    }
    page.in_frame(|page| {
        answer_all(page)?;
        let said = page.text(".gd-say")?;
        claim(said.len() > 20, || format!("after the flood the lesson says “{said}”"))?;
        claim(page.script("return document.documentElement.dataset.mode")? == json!("embed"), || {
            "the mode was changed".to_string()
        })
    })?;
    // Somebody who is not the page around is neither obeyed nor answered.
    let stranger = "const done = arguments[0]; const other = document.createElement('iframe'); \
      other.srcdoc = '<script>onmessage = () => parent.postMessage(\"stranger heard\", \"*\"); \
      parent.frames[0].postMessage({ downhill: 2, type: \"set\", keys: \"rate=0.25\" }, \"*\")<\\/script>'; \
      other.onload = () => setTimeout(() => done(true), 800); document.body.append(other)";
    page.script(
        "addEventListener('message', (event) => { if (event.data === 'stranger heard') window.leaked = true })",
    )?;
    page.session.script_async(stranger, json!([]))?;
    claim(page.script("return window.leaked")? == Value::Null, || "a stranger was answered".to_string())?;
    let link = page.in_frame(|page| page.fragment())?;
    claim(link.contains("rate=0.125"), || format!("a stranger was obeyed: {link}"))
}
