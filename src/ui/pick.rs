//! A list to pick from.

use super::dom::{El, el, live, value_of};
use crate::i18n::escaped;
use web_sys::HtmlSelectElement;

/// A list with the names that `options` says, of which the one with the index `value` is shown. Both follow signals.
pub fn pick(
    options: impl Fn() -> Vec<String> + 'static,
    value: impl Fn() -> usize + 'static,
    choose: impl Fn(usize) + 'static,
) -> El {
    boxed(Box::new(options), Box::new(value), Box::new(choose))
}

fn boxed(options: Box<dyn Fn() -> Vec<String>>, value: Box<dyn Fn() -> usize>, choose: Box<dyn Fn(usize)>) -> El {
    let list = el("select").class("gd-select");
    let select: HtmlSelectElement = list.cast();
    let mut shown = Vec::new();
    live(move || {
        let names = options();
        if names != shown {
            let option = |(index, name): (usize, &String)| format!("<option value={index}>{}</option>", escaped(name));
            select.set_inner_html(
                &names.iter().enumerate().filter(|(_, name)| !name.is_empty()).map(option).collect::<String>(),
            );
            shown = names;
        }
        // New options start with the first one.
        select.set_value(&value().to_string());
    });
    list.on("change", move |event| {
        if let Ok(index) = value_of(&event).parse() {
            choose(index);
        }
    })
}
