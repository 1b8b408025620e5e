//! The story: its steps, its questions.

use super::{LESSON, OPEN_QUESTIONS, Row, claim, lessons};
use crate::Outcome;
use crate::page::Page;
use crate::webdriver::keys;
use serde_json::json;

pub const CASES: &[Row] = &[
    ("the whole story can be walked by keyboard alone", walk),
    ("an answered prediction shows its truth and lifts the veil", predict),
    ("answers and the place in the story are remembered", resume),
];

fn walk(page: &mut Page) -> Outcome {
    for lesson in lessons(page)? {
        page.open(&lesson)?;
        let mut steps = 1;
        let mut questions = 0;
        loop {
            questions += answer_by_keyboard(page)?;
            super::claim_no_bare_numbers(page)?;
            let where_now = page.text(".story__where")?;
            let numbers: Vec<u32> =
                where_now.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect();
            claim(numbers.first() == Some(&steps), || format!("step {steps} says “{where_now}”"))?;
            if numbers.first() == numbers.get(1) {
                break;
            }
            page.tab_to_named("nav.story__turn", "Next")?;
            page.session.press(&[], &[keys::ENTER])?;
            page.until_changed(
                "the step",
                "return document.querySelector('.story__where')?.textContent",
                &json!(where_now),
            )?;
            page.ready()?;
            steps += 1;
        }
        claim(steps >= 5, || format!("{lesson} has only {steps} steps"))?;
        claim(questions >= 2, || format!("{lesson} asks only {questions} questions"))?;
    }
    Ok(())
}

/// Answers every open question of the step with keys; says how many there were.
fn answer_by_keyboard(page: &Page) -> Outcome<u32> {
    let mut answered = 0;
    loop {
        let open = page.script(&format!("return {OPEN_QUESTIONS}.length"))?;
        if open == json!(0) {
            return Ok(answered);
        }
        page.tab_to("the choices", &format!("return {OPEN_QUESTIONS}[0].querySelectorAll('input[type=radio]')"))?;
        page.session.press(&[], &[keys::SPACE])?;
        page.until_changed("the open questions", &format!("return {OPEN_QUESTIONS}.length"), &open)?;
        answered += 1;
    }
}

/// Goes on to the first step with an open question.
fn to_question(page: &Page) -> Outcome {
    for _ in 0..12 {
        if page.script(&format!("return {OPEN_QUESTIONS}.length"))? != json!(0) {
            return Ok(());
        }
        let before = page.script("return document.querySelector('.story__where').textContent")?;
        page.click_named("nav.story__turn", "Next")?;
        page.until_changed("the step", "return document.querySelector('.story__where')?.textContent", &before)?;
    }
    Err("no step asks a question".to_string())
}

/// Whether a tick stands before the truth of those questions whose chosen answer is the true one, and of no other.
const TICKED: &str = "return [...document.querySelectorAll('fieldset.gd-predict')].every((f) => \
                      !f.querySelector('label.is-true input:checked') === !f.querySelector('.gd-predict__truth.is-right'))";

fn predict(page: &mut Page) -> Outcome {
    page.open(LESSON)?;
    to_question(page)?;
    claim(!page.shows(".gd-say")? && !page.shows(".gd-table table")?, || {
        "the answer can be read before the question is answered".to_string()
    })?;
    let choices = page.count("fieldset.gd-predict input[type=radio]")?;
    claim(choices >= 2, || format!("{choices} choices"))?;
    super::answer_all(page)?;
    page.wait_for(".gd-predict__truth")?;
    let truth = page.text(".gd-predict__truth")?;
    claim(truth.len() > 30, || format!("the truth is too short: {truth}"))?;
    claim(page.script(TICKED)? == json!(true), || "the tick greets a wrong answer, or no right one".to_string())?;
    page.wait_for(".gd-say")?;
    claim(!page.text(".gd-say")?.is_empty(), || "nothing is said about the run".to_string())
}

fn resume(page: &mut Page) -> Outcome {
    page.open(LESSON)?;
    to_question(page)?;
    super::answer_all(page)?;
    let truth = page.text(".gd-predict__truth")?;
    let place = page.text(".story__where")?;
    page.reload()?;
    claim(page.text(".story__where")? == place, || "the reload went to another step".to_string())?;
    page.wait_for(".gd-predict__truth")?;
    let again = page.text(".gd-predict__truth")?;
    claim(again == truth, || format!("the truth changed: {truth} became {again}"))?;
    page.open("")?;
    page.click("a.resume")?;
    page.wait_for("main.lesson")?;
    let body =
        "return document.querySelector('.story__where')?.textContent.replace(/\\s+/g, ' ').trim() === arguments[0]";
    page.until_with(&format!("the home page to lead back to {place}"), body, json!([place])).map(drop)
}
