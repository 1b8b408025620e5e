//! A lecture: given with a clicker's two keys, and nobody's progress.

use super::{Row, claim, cursor};
use crate::Outcome;
use crate::page::Page;
use crate::webdriver::keys;
use serde_json::json;

pub const CASES: &[Row] = &[
    ("a lecture is given with the two keys of a clicker, and no answer shows unasked", clicker),
    ("the keys of a lecture play, black out, jump, start afresh and list themselves", other_keys),
    ("the keys of a lecture leave fields alone, and hear the clicker after a drag", fields),
    ("a lesson goes into a lecture and comes back with the reader's own answers", way_in_and_out),
    ("the presenter's window and the audience's stay together", presenter),
];

/// The step that the dots show, from 1.
const STEP: &str = "return [...document.querySelectorAll('.dots li')].findIndex((dot) => dot.ariaCurrent || dot.hasAttribute('aria-current')) + 1";
const COVERED: &str = "return document.querySelectorAll('.cover').length";
const BLACK: &str = "return document.querySelectorAll('.lecture__black').length";
/// What this device keeps of a reader's progress.
const KEPT: &str = "return localStorage.getItem('downhill.progress')";

fn until_step(page: &Page, step: usize) -> Outcome {
    page.until_with(&format!("step {step}"), &format!("return (() => {{ {STEP} }})() === arguments[0]"), json!([step]))
        .map(drop)
}

fn press(page: &Page, key: &str) -> Outcome {
    page.session.press(&[], &[key])
}

/// Goes on to a step, past the run of the one before.
fn on_to(page: &Page, step: usize) -> Outcome {
    press(page, keys::PAGE_DOWN)?;
    if page.script(STEP)? != json!(step) {
        press(page, keys::PAGE_DOWN)?;
    }
    until_step(page, step)
}

fn covered(page: &Page) -> Outcome<bool> {
    Ok(page.script(COVERED)? != json!(0))
}

fn clicker(page: &mut Page) -> Outcome {
    page.open("#/learning-rate?mode=lecture")?;
    let steps = page.count(".dots li")?;
    let (mut answers, mut played) = (0, 0);
    for step in 1..=steps {
        until_step(page, step)?;
        claim(!page.text(".story h1")?.is_empty(), || format!("step {step} has no prompt"))?;
        claim(!page.shows(".story__prose")?, || format!("step {step} shows its prose"))?;
        claim(page.count(".gd-predict__truth, .is-true")? == 0, || format!("step {step} tells its answer unasked"))?;
        if page.count(".gd-predict")? > 0 {
            page.wait_for(".cover")?;
            claim(page.count(".bench.is-veiled")? == 1, || format!("step {step} shows its run unasked"))?;
            press(page, keys::PAGE_DOWN)?;
            page.wait_for(".gd-predict__truth")?;
            until_step(page, step)?;
            let marked = page.count(".gd-predict label.is-true")?;
            claim(marked == 1 && !covered(page)?, || format!("step {step} marks {marked} choices as true"))?;
            claim(page.count(".bench.is-veiled")? == 0, || format!("step {step} keeps its run hidden"))?;
            answers += 1;
        }
        // A run that stands at its start plays before the next step comes.
        if cursor(page)? == 0 && page.script("return document.querySelector('.gd-play').hidden")? == json!(false) {
            press(page, keys::PAGE_DOWN)?;
            page.until("the run to play", &format!("return (() => {{ {} }})() > 0", super::CURSOR))?;
            until_step(page, step)?;
            played += 1;
        }
        press(page, keys::PAGE_DOWN)?;
    }
    claim(played >= 1, || "no run was played".to_string())?;
    claim(steps >= 7 && answers >= 5, || format!("{steps} steps, {answers} answers"))?;
    until_step(page, steps)?;
    for step in (1..steps).rev() {
        press(page, keys::PAGE_UP)?;
        until_step(page, step)?;
    }
    press(page, keys::PAGE_UP)?;
    until_step(page, 1)?;
    let kept = page.script(KEPT)?;
    claim(kept.is_null(), || format!("a lecture left {kept} as somebody's progress"))
}

fn other_keys(page: &mut Page) -> Outcome {
    page.open("#/line-of-best-fit?step=5&mode=lecture")?;
    claim(!covered(page)?, || "step 5 asks a question: this case wants one that does not".to_string())?;
    let mode = |page: &Page| page.script("return document.documentElement.dataset.mode");
    // Play until something moved, pause, step by hand, and back to where the step starts.
    press(page, keys::SPACE)?;
    page.until("the run to play", &format!("return (() => {{ {} }})() > 0", super::CURSOR))?;
    press(page, keys::SPACE)?;
    page.until("the run to pause", "return document.querySelector('.gd-play [aria-label=Play]') !== null")?;
    let at = cursor(page)?;
    press(page, keys::RIGHT)?;
    super::until_cursor(page, at + 1)?;
    press(page, keys::LEFT)?;
    super::until_cursor(page, at)?;
    press(page, "r")?;
    super::until_cursor(page, 0)?;
    until_step(page, 5)?;
    // An answer that was shown is covered again.
    press(page, "4")?;
    until_step(page, 4)?;
    press(page, keys::PAGE_DOWN)?;
    page.wait_for(".gd-predict__truth")?;
    press(page, "r")?;
    page.wait_for(".cover")?;
    claim(page.count(".gd-predict__truth")? == 0, || "R leaves the answer open".to_string())?;
    press(page, "5")?;
    until_step(page, 5)?;
    // Whatever key comes while the screen is black brings the picture back, and does no more.
    press(page, "b")?;
    page.wait_for(".lecture__black")?;
    press(page, keys::PAGE_DOWN)?;
    page.wait_gone(".lecture__black")?;
    until_step(page, 5)?;
    press(page, "l")?;
    page.wait_for(".lecture__spot")?;
    press(page, "l")?;
    page.wait_gone(".lecture__spot")?;
    press(page, "2")?;
    until_step(page, 2)?;
    press(page, "9")?;
    until_step(page, 9)?;
    press(page, "?")?;
    page.wait_for("dialog.lecture__keys")?;
    claim(page.text("dialog.lecture__keys")?.contains("Page Down"), || "the list lacks a key".to_string())?;
    press(page, "b")?;
    press(page, "3")?;
    claim(page.script(BLACK)? == json!(0), || "the list of keys lets keys through".to_string())?;
    press(page, keys::ESCAPE)?;
    page.wait_gone("dialog.lecture__keys")?;
    claim(mode(page)? == json!("lecture"), || "closing the list ends the lecture".to_string())?;
    until_step(page, 9)?;
    // The dialog that makes links, with its code for the room, keeps its keys to itself too.
    press(page, "s")?;
    page.wait_for("dialog.share[open] .code")?;
    press(page, "b")?;
    page.click(".share__room > button")?;
    page.wait_for("dialog.share__whole[open] .code")?;
    press(page, keys::ESCAPE)?;
    page.wait_gone("dialog.share__whole")?;
    press(page, keys::ESCAPE)?;
    page.wait_gone("dialog.share")?;
    claim(page.script(BLACK)? == json!(0), || "the dialog lets keys through".to_string())?;
    claim(mode(page)? == json!("lecture"), || "closing the dialog ends the lecture".to_string())?;
    press(page, keys::ESCAPE)?;
    page.until("the lecture to end", "return document.documentElement.dataset.mode === 'read'")?;
    until_step(page, 9)?;
    press(page, "b")?;
    press(page, "1")?;
    claim(page.script(BLACK)? == json!(0), || "the keys work outside of a lecture".to_string())?;
    until_step(page, 9)
}

fn fields(page: &mut Page) -> Outcome {
    page.open("#/line-of-best-fit?step=4&mode=lecture")?;
    press(page, keys::PAGE_DOWN)?;
    page.wait_for(".gd-predict__truth")?;
    page.click(".gd-slider__value")?;
    page.wait_for(".gd-slider__field")?;
    for key in ["3", "b", "r", "l", keys::PAGE_DOWN, keys::PAGE_UP] {
        press(page, key)?;
    }
    claim(page.script(BLACK)? == json!(0) && !page.shows(".lecture__spot")?, || "a key was taken from a field".into())?;
    until_step(page, 4)?;
    press(page, keys::ESCAPE)?;
    page.wait_gone(".gd-slider__field")?;
    claim(page.script("return document.documentElement.dataset.mode")? == json!("lecture"), || {
        "leaving a field ends the lecture".to_string()
    })?;
    page.press_on("select.gd-select", &[], &["b"])?;
    claim(page.script(BLACK)? == json!(0), || "a key was taken from a list".to_string())?;
    // A slider that was dragged keeps no key from the clicker.
    page.drag(".gd-slider__track input", [40, 0])?;
    let other = page.text(".gd-predict [role=status]")?;
    claim(other.contains("here they differ"), || "nothing says that the question is about other settings".to_string())?;
    on_to(page, 5)
}

fn way_in_and_out(page: &mut Page) -> Outcome {
    page.open("#/line-of-best-fit?step=3")?;
    super::answer_all(page)?;
    page.wait_for(".gd-predict__truth")?;
    let kept = page.script(KEPT)?;
    page.click(".top__lecture")?;
    page.wait_for(".cover")?;
    claim(page.count(".gd-predict__truth")? == 0, || "a lecture shows what the reader knows".to_string())?;
    super::until_link_says(page, &["mode=lecture"])?;
    page.click(".cover")?;
    page.wait_for(".gd-predict__truth")?;
    on_to(page, 4)?;
    press(page, keys::PAGE_DOWN)?;
    page.wait_for(".gd-predict__truth")?;
    press(page, keys::ESCAPE)?;
    page.until("the lecture to end", "return document.documentElement.dataset.mode === 'read'")?;
    page.until("the question to be open again", "return !document.querySelector('.gd-predict__truth')")?;
    claim(super::has_open_question(page)?, || "what a lecture showed counts as answered".to_string())?;
    claim(page.script(KEPT)? == kept, || "the lecture changed what this device keeps".to_string())?;
    page.click_named("nav.story__turn", "Back")?;
    until_step(page, 3)?;
    page.wait_for(".gd-predict__truth")
}

fn presenter(page: &mut Page) -> Outcome {
    page.open("#/line-of-best-fit?step=3&mode=lecture")?;
    let audience = page.session.window()?;
    press(page, "p")?;
    let presenter = page.session.other_window(&audience)?;
    let opened = page.go_to_new_window(&presenter);
    let go_to = |page: &Page, window: &str| page.session.go_to_window(window);
    let result = (|| {
        opened?;
        page.until("the presenter's window", "return 'presenter' in document.documentElement.dataset")?;
        page.wait_for(".story__prose")?;
        claim(page.text(".lecture__next")?.contains("Every cut is a parabola"), || "the next step is not told".into())?;
        page.wait_for(".cover")?;
        // The presenter knows what the room does not see yet.
        page.wait_for(".lecture__truth")?;
        let known = page.text(".lecture__side")?;
        claim(known.starts_with("The answer, still covered for the room"), || {
            format!("the presenter reads “{known}”")
        })?;
        let truth = page.text(".lecture__truth")?;
        go_to(page, &audience)?;
        claim(covered(page)? && page.count(".lecture__truth, .gd-predict__truth")? == 0, || {
            "the room knows".to_string()
        })?;
        go_to(page, &presenter)?;
        // Covered again and uncovered by the presenter, seen by the audience; and the other way round. The button is a clicker's key.
        claim(page.text(".lecture__on")? == "Show the answer", || "the button does not say what it does".to_string())?;
        page.click(".lecture__on")?;
        page.wait_for(".gd-predict__truth")?;
        go_to(page, &audience)?;
        page.wait_for(".gd-predict__truth")?;
        go_to(page, &presenter)?;
        press(page, "r")?;
        page.wait_for(".cover")?;
        go_to(page, &audience)?;
        page.wait_for(".cover")?;
        go_to(page, &presenter)?;
        press(page, keys::PAGE_DOWN)?;
        page.wait_for(".gd-predict__truth")?;
        let told = page.text(".gd-predict__truth")?;
        claim(truth.ends_with(&told), || format!("the presenter read “{truth}”, the room reads “{told}”"))?;
        go_to(page, &audience)?;
        page.wait_for(".gd-predict__truth")?;
        claim(!page.shows(".story__prose, .lecture__next")?, || "the audience sees the notes".to_string())?;
        on_to(page, 4)?;
        press(page, keys::PAGE_DOWN)?;
        page.wait_for(".gd-predict__truth")?;
        go_to(page, &presenter)?;
        until_step(page, 4)?;
        page.wait_for(".gd-predict__truth")?;
        // What the presenter's hand moves, and where it plays to.
        page.set(".gd-slider__track input", "0.3")?;
        let value = page.text(".gd-slider__value")?;
        // Step on by button, play and pause, and back again: the audience is where the presenter is.
        page.click(".gd-play__buttons [aria-label=Play]")?;
        page.until("the run to play", &format!("return (() => {{ {} }})() > 1", super::CURSOR))?;
        page.click(".gd-play__buttons [aria-label=Pause]")?;
        let at = cursor(page)?;
        page.click(".gd-play__buttons [aria-label='One update back']")?;
        super::until_cursor(page, at - 1)?;
        go_to(page, &audience)?;
        super::until_cursor(page, at - 1)?;
        claim(!page.shows(".gd-play__buttons")?, || "the audience sees the presenter's buttons".to_string())?;
        go_to(page, &presenter)?;
        press(page, "r")?;
        super::until_cursor(page, 0)?;
        press(page, keys::PAGE_DOWN)?;
        page.wait_for(".gd-predict__truth")?;
        page.set(".gd-slider__track input", "0.3")?;
        page.click(".gd-play__buttons [aria-label='One update']")?;
        super::until_cursor(page, 1)?;
        press(page, "b")?;
        go_to(page, &audience)?;
        page.wait_for(".lecture__black")?;
        super::until_cursor(page, 1)?;
        page.until_with(
            "the audience's rate to follow",
            "return document.querySelector('.gd-slider__value').textContent === arguments[0]",
            json!([value]),
        )
        .map(drop)
    })();
    // Whatever came of it, one window is left.
    go_to(page, &presenter)?;
    page.session.close_window()?;
    go_to(page, &audience)?;
    result?;
    press(page, keys::PAGE_DOWN)?;
    page.wait_gone(".lecture__black")?;
    // Where no window can be opened, the page says so.
    page.script("window.open = () => null")?;
    press(page, "p")?;
    page.wait_for(".lecture__said")?;
    press(page, keys::PAGE_DOWN)?;
    page.wait_gone(".lecture__said")
}
