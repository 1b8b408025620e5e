//! What this is, what it keeps, how its numbers are made, whose data and whose work are in it.

use super::dom::{El, el};
use super::hooks::alone;
use super::progress::{kept, start_afresh};
use super::progress_file::progress_file;
use crate::i18n::html;
use crate::i18n::words::about as words;
use crate::progress::Progress;
use leptos::prelude::*;

/// The page about the course.
pub fn about() -> El {
    let page = el("main").class("about page").attr("id", "main");
    let page = page.child(el("h1").attr("tabindex", "-1").text(words::title()));
    let page = section(page, words::what(), &[words::what_1(), words::what_2(), words::what_3()]);
    let page = section(page, words::teach(), &[words::teach_1()]).child(guides());
    let page = section(page, words::privacy(), &[words::privacy_1(), words::privacy_2()]);
    let page = page.child(progress_file()).child(forget());
    let page = section(page, words::numbers(), &[words::numbers_1(), words::numbers_2(), words::numbers_3()]);
    let data = [words::data_penguins(), words::data_anscombe(), words::data_norris(), words::data_generated()];
    let page = section(page, words::data(), &data);
    section(page, words::licences(), &[words::licences_1(), words::licences_fonts(), words::licences_code()])
}

fn section(page: El, title: &str, said: &[&str]) -> El {
    page.child(el("h2").text(title)).children(said.iter().map(|said| el("p").html(&html(said))))
}

/// The way to the guides, pages of their own; the one file has none beside it.
fn guides() -> El {
    if alone() {
        return el("p").text(words::guides_elsewhere());
    }
    let guide =
        |name: &str, title: &str| el("li").child(el("a").attr("href", &format!("guides/{name}.html")).text(title));
    el("ul")
        .child(guide("lecturing", words::guide_lecturing()))
        .child(guide("embedding", words::guide_embedding()))
        .child(guide("hosting", words::guide_hosting()))
}

/// The button that forgets all progress, and what became of it.
fn forget() -> El {
    let nothing = kept() == Progress::default();
    let forgotten = RwSignal::new(false);
    let outcome = move || match forgotten.get() {
        true => words::forgotten(),
        false if nothing => words::nothing_kept(),
        false => "",
    };
    let button = el("button").class("gd-button gd-button--line").attr("type", "button").text(words::forget());
    let button = button.live_flag("disabled", move || nothing || forgotten.get()).on("click", move |_| {
        start_afresh();
        forgotten.set(true);
    });
    el("p")
        .class("about__forget")
        .child(button)
        .child(el("span").class("note").attr("role", "status").live_text(move || outcome().to_string()))
}
