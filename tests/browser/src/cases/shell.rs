//! Home, about, unknown addresses, themes, and a site that was uploaded in part.

use super::{LESSON, Row, claim};
use crate::Outcome;
use crate::page::Page;
use serde_json::{Value, json};

pub const CASES: &[Row] = &[
    ("home shows a title, a live figure and the lessons", home),
    ("the figure on the home page can be dragged", hero),
    ("a card opens its lesson", card),
    ("the about page names the licences", about),
    ("an unknown address gets a page that helps", lost),
    ("back and forward lead through home, lesson and steps", history),
    ("the theme turns dark and light, and is remembered", theme),
    ("without the program the page says so", no_wasm),
    ("a host that sends wasm as octets is good enough", octets),
];

fn home(page: &mut Page) -> Outcome {
    page.open("")?;
    page.wait_for("main.home h1")?;
    claim(!page.text("main.home h1")?.is_empty(), || "the title is empty".to_string())?;
    page.wait_for(".hero__fig canvas")?;
    claim(drawn(page, ".hero__fig")?, || "the figure is not drawn".to_string())?;
    let dead = page.script("return [...document.querySelectorAll('a.card')].filter((card) => !/^#\\/[a-z0-9-]+/.test(card.getAttribute('href'))).length")?;
    claim(dead == json!(0) && page.count("a.card")? > 0, || "a card leads nowhere".to_string())?;
    claim(page.script("return document.documentElement.lang")? == json!("en"), || {
        "the page does not say its language".to_string()
    })?;
    claim(!page.shows("#trouble")?, || "the page reports trouble".to_string())
}

/// Whether something is painted on the canvases there.
fn drawn(page: &Page, scope: &str) -> Outcome<bool> {
    let body = "return [...document.querySelectorAll(arguments[0] + ' canvas')].some((canvas) => canvas.width > 0 && canvas.height > 0 && \
                canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some((part) => part !== 0))";
    Ok(page.session.script(body, json!([scope]))? == json!(true))
}

const HERO: &str = "return [...document.querySelectorAll('.hero__fig canvas')].map((canvas) => canvas.toDataURL()).join().length + \
                    ' ' + document.querySelector('.hero__fig').innerHTML.length + [...document.querySelectorAll('.hero__fig [aria-label], .hero__fig .gd-handle')].map((e) => (e.ariaLabel || '') + e.style.cssText)";

fn hero(page: &mut Page) -> Outcome {
    page.open("")?;
    page.wait_for(".hero__fig .gd-handle")?;
    let before = page.script(HERO)?;
    page.drag(".hero__fig .gd-handle", [60, -40])?;
    page.until_changed("the figure", HERO, &before).map_err(|_| "dragging the handle changes nothing".to_string())?;
    Ok(())
}

fn card(page: &mut Page) -> Outcome {
    page.open("")?;
    page.click(&format!("a.card[href^='{LESSON}']"))?;
    page.wait_for("main.lesson")?;
    page.ready()?;
    claim(!page.text("main.lesson h1")?.is_empty(), || "the step has no heading".to_string())?;
    page.wait_for(".bench .gd-figure canvas")?;
    claim(drawn(page, ".bench .gd-figure")?, || "the figures are not drawn".to_string())?;
    page.wait_for(".gd-slider input")?;
    let fuzzy = page.script(
        "return [...document.querySelectorAll('.gd-figure canvas')].map((canvas) => { const box = canvas.getBoundingClientRect(); \
         return [canvas.width - box.width * devicePixelRatio, canvas.height - box.height * devicePixelRatio] }).filter((d) => Math.max(...d.map(Math.abs)) > 1.5)",
    )?;
    claim(fuzzy == json!([]), || format!("canvases do not match the screen's pixels: {fuzzy}"))?;
    let unnamed = page.script("return [...document.querySelectorAll('.gd-figure')].filter((figure) => !figure.querySelector('[role=img]')?.ariaLabel?.trim()).length")?;
    claim(unnamed == json!(0), || "a figure has no description".to_string())
}

fn about(page: &mut Page) -> Outcome {
    page.open("#/about")?;
    page.wait_for("main.about h1")?;
    let text = page.text("main.about")?;
    claim(["MIT", "Apache", "OFL"].iter().any(|licence| text.contains(licence)), || "no licence is named".to_string())
}

fn lost(page: &mut Page) -> Outcome {
    page.open("#/no-such-lesson?rate=0.1")?;
    page.wait_for("main.lost h1")?;
    page.click("main.lost a[href^='#/']")?;
    page.wait_gone("main.lost")?;
    page.ready()?;
    page.set_fragment("#/%E0%A4%A/../..//")?;
    page.wait_for("main.lost h1")
}

fn history(page: &mut Page) -> Outcome {
    let step = |page: &Page, number: u32| -> Outcome {
        let body = "return document.querySelector('.story__where')?.textContent.includes(`Step ${arguments[0]} `)";
        page.until_with(&format!("step {number}"), body, json!([number])).map(drop)
    };
    page.open("")?;
    page.click(&format!("a.card[href^='{LESSON}']"))?;
    step(page, 1)?;
    page.click_named("nav.story__turn", "Next")?;
    step(page, 2)?;
    page.click_named("nav.story__turn", "Next")?;
    step(page, 3)?;
    page.session.back()?;
    step(page, 2)?;
    page.session.back()?;
    step(page, 1)?;
    page.session.back()?;
    page.wait_for("main.home")?;
    page.session.forward()?;
    step(page, 1)?;
    page.session.forward()?;
    step(page, 2)?;
    page.click_named("nav.story__turn", "Back")?;
    step(page, 1)
}

fn theme(page: &mut Page) -> Outcome {
    const LOOK: &str = "return [document.documentElement.dataset.theme || '', getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]";
    page.open(LESSON)?;
    let mut looks: Vec<Value> = vec![page.script(LOOK)?];
    for _ in 0..2 {
        page.click("button[aria-label^='Theme']")?;
        looks.push(page.until_changed("the theme", LOOK, looks.last().unwrap_or(&Value::Null))?);
    }
    let themes: Vec<&str> = looks.iter().filter_map(|look| look[0].as_str()).collect();
    claim(themes.contains(&"dark"), || format!("never dark: {themes:?}"))?;
    let colours: std::collections::BTreeSet<String> = looks.iter().map(|look| look[1].to_string()).collect();
    claim(colours.len() > 1, || format!("the paper keeps its colour: {colours:?}"))?;
    while page.script(LOOK)?[0] != json!("dark") {
        let before = page.script(LOOK)?;
        page.click("button[aria-label^='Theme']")?;
        page.until_changed("the theme", LOOK, &before)?;
    }
    let dark = page.script(LOOK)?;
    page.reload()?;
    let after = page.script(LOOK)?;
    claim(after == dark, || format!("after a reload {dark} became {after}"))
}

fn no_wasm(page: &mut Page) -> Outcome {
    page.lose_wasm()?;
    page.open_unready(LESSON)?;
    page.wait_for("#trouble")?;
    let text = page.text("#trouble")?;
    claim(text.len() > 20, || format!("the trouble is not explained: {text:?}"))
}

fn octets(page: &mut Page) -> Outcome {
    page.lose_type()?;
    page.open(&format!("{LESSON}?step=5"))?;
    page.until("all parts", "return document.documentElement.dataset.whole === 'true'")?;
    let requests = page.server.requests();
    let kinds: Vec<&str> =
        requests.iter().filter(|request| request.path.ends_with(".wasm")).map(|request| request.kind).collect();
    claim(kinds.len() > 1 && kinds.iter().all(|kind| *kind == "application/octet-stream"), || {
        format!("wasm came as {kinds:?}")
    })?;
    super::answer_all(page)?;
    page.click(".gd-play [aria-label='One update']")?;
    super::until_cursor(page, 1)
}
