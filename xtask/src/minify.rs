//! The script of wasm-bindgen and the styles, without what only people read; the styles as one file.

use crate::run::{Outcome, command, run};
use crate::site;
use std::fs;
use std::path::Path;

/// Minifies the one script, and names it after what it has become.
pub fn script(esbuild: &Path, dist: &Path, html: &str) -> Outcome<String> {
    let script = &site::only(dist, "js")?;
    let old = name(script);
    if !html.contains(old) {
        return Err(format!("dist/index.html does not load {old}"));
    }
    let new = minified(esbuild, script, &["--format=esm", "--target=es2022", "--tree-shaking=true"])?;
    Ok(html.replace(old, &new))
}

/// Puts the styles together in the order of the page, minifies them, and lets the page load the one file.
pub fn styles(esbuild: &Path, dist: &Path, html: &str) -> Outcome<String> {
    let (mut together, mut page, mut place) = (String::new(), String::new(), None);
    for line in html.split_inclusive('\n') {
        let mut rest = line;
        while let Some((before, link, after)) = stylesheet(rest) {
            page += before;
            rest = after;
            place.get_or_insert(page.len());
            let file = dist.join(link.trim_start_matches("./"));
            together += &fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
            fs::remove_file(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        }
        page += rest;
    }
    let Some(place) = place else { return Err("dist/index.html loads no styles".into()) };
    let file = dist.join("styles.css");
    fs::write(&file, together).map_err(|error| format!("dist/styles.css: {error}"))?;
    let new = minified(esbuild, &file, &[])?;
    page.insert_str(place, &format!("<link rel=\"stylesheet\" href=\"./{new}\">"));
    Ok(page)
}

/// The first link to a stylesheet: what is before it, where it leads, what is after it.
fn stylesheet(html: &str) -> Option<(&str, &str, &str)> {
    let start = html.find("<link rel=\"stylesheet\"")?;
    let (link, after) = html[start..].split_once('>')?;
    let (_, address) = link.split_once("href=\"")?;
    Some((&html[..start], address.split('"').next()?, after))
}

/// Replaces a file by its minified form; returns the new name.
fn minified(esbuild: &Path, file: &Path, options: &[&str]) -> Outcome<String> {
    let small = file.with_extension("small");
    let mut minify = command(esbuild);
    minify.arg(file).args(["--minify", "--charset=utf8", "--log-level=warning"]).args(options);
    minify.arg(format!("--outfile={}", small.display()));
    run(&mut minify, &format!("esbuild could not minify {}; its output above says why.", name(file)))?;
    let bytes = fs::read(&small).map_err(|error| format!("esbuild wrote nothing: {error}"))?;
    let new = site::named_after(&bytes, file.extension().and_then(|end| end.to_str()).unwrap_or_default());
    let renamed = fs::rename(&small, file.with_file_name(&new)).and_then(|()| fs::remove_file(file));
    renamed.map_err(|error| format!("dist/{new}: {error}"))?;
    Ok(new)
}

fn name(file: &Path) -> &str {
    file.file_name().and_then(|name| name.to_str()).unwrap_or_default()
}
