//! Data of one's own: pasted, dropped, many, wrong.

use super::{Row, claim, claim_no_bare_numbers, open_bench, until_link_says};
use crate::Outcome;
use crate::page::Page;
use serde_json::json;

pub const CASES: &[Row] = &[
    ("a pasted table keeps its good rows and names the bad one", paste),
    ("a dropped file is read", drop_file),
    ("ten thousand rows are read and fitted", many),
    ("words instead of numbers are refused in words", nonsense),
];

const FIELD: &str = "textarea#own-text";
const PROBLEMS: &str = "ul.gd-data__problems li";
/// How many points of one's own the link carries.
const POINTS: &str = "return (location.hash.match(/data=own~([^&]*)/)?.[1].split('~').length - 2) / 2";

fn unfold(page: &mut Page) -> Outcome {
    open_bench(page, "")?;
    page.unfold("details.gd-data")?;
    page.wait_for(FIELD)
}

fn paste(page: &mut Page) -> Outcome {
    unfold(page)?;
    // As a German spreadsheet writes it. Line 4 is the bad one.
    page.write(FIELD, "length;mass\n1,5;2,5\n2,5;4,0\nabc;7\n4,0;7,5\n5,5;9,25\n")?;
    page.click_named("details.gd-data", "Use these rows")?;
    page.wait_for(PROBLEMS)?;
    let problem = page.text(PROBLEMS)?;
    claim(page.count(PROBLEMS)? == 1, || format!("not one problem, but {problem} and more"))?;
    let names_line = problem.split(|c: char| !c.is_ascii_digit()).any(|number| number == "4");
    claim(names_line, || format!("the problem does not name line 4: {problem}"))?;
    until_link_says(page, &["data=own~"])?;
    page.until_with(
        "four good rows in the link",
        &format!("return (() => {{ {POINTS} }})() === arguments[0]"),
        json!([4]),
    )?;
    let link = page.fragment()?;
    claim(link.contains("~1.5~2.5~2.5~4~") && link.ends_with("5.5~9.25") || link.contains("5.5~9.25"), || {
        format!("the link carries other numbers: {link}")
    })?;
    claim_no_bare_numbers(page)?;
    page.click_named("main.lesson", "Undo")?;
    page.until("the own data to go", "return !location.hash.includes('data=own')").map(drop)
}

fn drop_file(page: &mut Page) -> Outcome {
    unfold(page)?;
    // A real drop needs a hand and a file manager; the page gets the same events.
    let body = "const transfer = new DataTransfer(); \
                transfer.items.add(new File(['x\\ty\\n1\\t1\\n2\\t3\\n3\\t2\\n'], 'points.tsv', { type: 'text/tab-separated-values' })); \
                for (const kind of ['dragenter', 'dragover', 'drop']) \
                  document.querySelector(arguments[0]).dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: transfer }))";
    page.session.script(body, json!([FIELD]))?;
    // Either the rows are used at once, or they wait in the field for the button.
    page.until_with(
        "the file's rows",
        "return location.hash.includes('data=own~') || /1[;,\\t]1/.test(document.querySelector(arguments[0])?.value)",
        json!([FIELD]),
    )?;
    if !page.fragment()?.contains("data=own~") {
        page.click_named("details.gd-data", "Use these rows")?;
    }
    page.until_with("three rows in the link", &format!("return (() => {{ {POINTS} }})() === arguments[0]"), json!([3]))
        .map(drop)
}

fn many(page: &mut Page) -> Outcome {
    unfold(page)?;
    let before = page.text(".gd-table table").unwrap_or_default();
    let rows: String =
        (0..10_000).map(|i| format!("{},{}\n", f64::from(i) / 1000.0, f64::from(i * 7 % 1000) / 100.0)).collect();
    page.set(FIELD, &format!("x,y\n{rows}"))?;
    page.click_named("details.gd-data", "Use these rows")?;
    let body =
        "return document.querySelector('.gd-table table')?.textContent.replace(/\\s+/g, ' ').trim() !== arguments[0]";
    page.until_with("the run on ten thousand rows", body, json!([before]))?;
    page.until_with(
        "the data to be one's own",
        "return document.querySelector('#control-data')?.value !== arguments[0]",
        json!([""]),
    )?;
    claim(page.count(PROBLEMS)? == 0, || {
        format!("a problem where there is none: {}", page.text(PROBLEMS).unwrap_or_default())
    })?;
    claim_no_bare_numbers(page)
}

fn nonsense(page: &mut Page) -> Outcome {
    unfold(page)?;
    for text in ["no numbers here", ";;;;", "1e999,1\n2,NaN\n", "\u{0}\u{ffff}\u{202e}", "1"] {
        page.set(FIELD, text)?;
        page.click_named("details.gd-data", "Use these rows")?;
        page.until("words about it", "return document.querySelectorAll('ul.gd-data__problems li').length")?;
        claim(page.count(".bench .gd-figure canvas")? > 0, || format!("{text:?} takes the figures away"))?;
        claim(!page.fragment()?.contains("data=own"), || format!("{text:?} became data"))?;
    }
    Ok(())
}
