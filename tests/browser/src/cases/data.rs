//! Data of one's own: pasted, dropped, many, wrong.

use super::{Row, claim, claim_no_bare_numbers, open_bench};
use crate::Outcome;
use crate::page::Page;
use serde_json::json;

pub const CASES: &[Row] = &[
    ("a pasted table keeps its good rows and names the bad one", paste),
    ("own data can be taken back", take_back),
    ("a click in the figure adds a point, and a drag moves it", points),
    ("a dropped file is read", drop_file),
    ("ten thousand rows are read and fitted", many),
    ("words instead of numbers are refused in words", nonsense),
];

const FIELD: &str = "textarea#own-text";
const PROBLEMS: &str = "ul.gd-data__problems li";

fn unfold(page: &mut Page) -> Outcome {
    open_bench(page, "")?;
    page.unfold("details.gd-data")?;
    page.wait_for(FIELD)
}

/// Uses the rows in the field, and waits until the run is made of these: the field then shows them as they were read.
fn use_rows(page: &Page, rows: &str) -> Outcome {
    page.click_named("details.gd-data", "Use these rows")?;
    page.until_with("the data to be one's own", "return location.hash.includes('data=own')", json!([]))?;
    let read = page.script(&format!("return document.querySelector('{FIELD}').value.trim()"))?;
    claim(read == json!(rows), || format!("the rows in use are {read}"))
}

fn paste(page: &mut Page) -> Outcome {
    unfold(page)?;
    let data = page.fragment()?;
    // As a German spreadsheet writes it. Line 4 is the bad one.
    page.write(FIELD, "length;mass\n1,5;2,5\n2,5;4,0\nabc;7\n4,0;7,5\n5,5;9,25\n")?;
    page.wait_for(PROBLEMS)?;
    page.until_with("one problem", "return document.querySelectorAll(arguments[0]).length === 1", json!([PROBLEMS]))?;
    let problem = page.text(PROBLEMS)?;
    let names_line = problem.split(|c: char| !c.is_ascii_digit()).any(|number| number == "4");
    claim(names_line && problem.contains("abc"), || {
        format!("the problem does not name line 4 and its “abc”: {problem}")
    })?;
    use_rows(page, "length,mass\n1.5,2.5\n2.5,4\n4,7.5\n5.5,9.25")?;
    let said = page.text(".gd-data__side > [role=status]")?;
    claim(said.contains("4 rows") && said.contains("Left out: 1"), || format!("of the rows it says “{said}”"))?;
    claim_no_bare_numbers(page)?;
    let link = page.fragment()?;
    page.reload()?;
    super::answer_all(page)?;
    page.unfold("details.gd-data")?;
    page.wait_for(FIELD)?;
    let again = page.script(&format!("return document.querySelector('{FIELD}').value.trim()"))?;
    claim(again == json!("length,mass\n1.5,2.5\n2.5,4\n4,7.5\n5.5,9.25"), || format!("{link} brings back {again}"))?;
    claim(!data.contains("data=own"), || "there were own data before".to_string())
}

fn take_back(page: &mut Page) -> Outcome {
    unfold(page)?;
    let before = page.script(&format!("return document.querySelector('{FIELD}').value"))?;
    page.set(FIELD, "1,2\n2,3\n3,5\n")?;
    use_rows(page, "1,2\n2,3\n3,5")?;
    page.click_named("main.lesson", "Undo")?;
    page.until("the own data to go", "return !location.hash.includes('data=own')")?;
    let after = page.script(&format!("return document.querySelector('{FIELD}').value"))?;
    claim(before == after, || format!("after undo the rows are {after}"))
}

fn points(page: &mut Page) -> Outcome {
    const FIGURE: &str = ".gd-figure[data-figure='0'] .gd-figure__canvas";
    unfold(page)?;
    page.set(FIELD, "1,2\n3,2\n5,4\n")?;
    use_rows(page, "1,2\n3,2\n5,4")?;
    page.click(".gd-data__panel .gd-switch")?;
    let rows = format!("return document.querySelector('{FIELD}').value.trim().split('\\n')");
    let before = page.script(&rows)?;
    page.click_at(FIGURE, [30, -50])?;
    let added = page.until_changed("the rows after a click", &rows, &before)?;
    claim(added.as_array().is_some_and(|rows| rows.len() == 4), || format!("the rows are {added}"))?;
    // Not so soon that WebKit would take click and drag for a double click, which takes a point out.
    std::thread::sleep(std::time::Duration::from_millis(700));
    // The axes may have made room for it: look for the point where its handle is.
    page.drag(".gd-handle--point", [25, 20])?;
    let moved = page.until_changed("the rows after a drag", &rows, &added)?;
    claim(moved.as_array().is_some_and(|rows| rows.len() == 4), || format!("the rows are {moved}"))?;
    page.click_named("main.lesson", "Undo")?;
    page.until_changed("the rows after undo", &rows, &moved)?;
    claim(page.script(&rows)? == added, || "undo did not bring the point back".to_string())
}

fn drop_file(page: &mut Page) -> Outcome {
    unfold(page)?;
    // A real drop needs a hand and a file manager; the page gets the same events.
    let body = "const transfer = new DataTransfer(); \
                transfer.items.add(new File(['x\\ty\\n1\\t1\\n2\\t3\\n3\\t2\\n'], 'points.tsv', { type: 'text/tab-separated-values' })); \
                for (const kind of ['dragenter', 'dragover', 'drop']) \
                  document.querySelector(arguments[0]).dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: transfer }))";
    page.session.script(body, json!([FIELD]))?;
    page.until_with(
        "the file's rows",
        "return /1\\t1/.test(document.querySelector(arguments[0])?.value)",
        json!([FIELD]),
    )?;
    use_rows(page, "x,y\n1,1\n2,3\n3,2")
}

fn many(page: &mut Page) -> Outcome {
    unfold(page)?;
    let rows: Vec<String> =
        (0..10_000).map(|i| format!("{},{}", f64::from(i) / 1000.0, f64::from(i * 7 % 1000) / 100.0)).collect();
    page.set(FIELD, &rows.join("\n"))?;
    use_rows(page, &rows.join("\n"))?;
    claim(page.count(PROBLEMS)? == 0, || {
        format!("a problem where there is none: {}", page.text(PROBLEMS).unwrap_or_default())
    })?;
    claim_no_bare_numbers(page)
}

fn nonsense(page: &mut Page) -> Outcome {
    unfold(page)?;
    for text in ["no numbers here", ";;;;", "1e999,1\nNaN,2\n", "\u{ffff}\u{202e}"] {
        page.set(FIELD, text)?;
        page.until("words about it", "return document.querySelector('.gd-data__panel').innerText.match(/0 rows/)")?;
        claim(!page.has_named("details.gd-data", "Use these rows")?, || format!("{text:?} may be used as rows"))?;
        claim(page.count(".bench .gd-figure canvas")? > 0, || format!("{text:?} takes the figures away"))?;
    }
    Ok(())
}
