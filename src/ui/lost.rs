//! The page for an address that leads nowhere: it says so, and helps.

use super::dom::{El, el};
use crate::address::nearest;
use crate::i18n::words::lost as words;
use crate::lessons::{LESSONS, Listed};

/// No lesson has the name that was asked for.
pub fn lost(asked: &str) -> El {
    let near = nearest(asked);
    let slug = near.map(|lesson| lesson.slug);
    let others: Vec<_> = LESSONS.iter().filter(|lesson| Some(lesson.slug) != slug).collect();
    let mut page = el("main")
        .class("lost page")
        .attr("id", "main")
        .child(el("h1").attr("tabindex", "-1").text(words::title()))
        .child(el("p").text(&words::said(asked)));
    if let Some(lesson) = near {
        page = page.child(el("h2").text(words::nearest())).child(el("p").child(entry(lesson)));
    }
    if !others.is_empty() {
        let title = if near.is_some() { words::others() } else { words::all() };
        let entries = others.into_iter().map(|lesson| el("li").child(entry(lesson)));
        page = page.child(el("h2").text(title)).child(el("ul").children(entries));
    }
    page.child(el("p").child(el("a").class("gd-button gd-button--line").attr("href", "#/").text(words::home())))
}

fn entry(lesson: &Listed) -> El {
    el("a")
        .attr("href", &format!("#/{}", lesson.slug))
        .child(el("b").text(lesson.title))
        .text(" ")
        .child(el("span").class("note").text(lesson.question))
}
