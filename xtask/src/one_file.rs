//! The site as one file: for a learning platform that takes one upload, a stick, or a room without a network.
//!
//! Everything that the site loads stands in the page: the wasm as base64, the fonts inside the styles, the script as a plain
//! one (a page that was opened as a file, or in a sandboxed frame, may load neither modules nor data).

use crate::csp;
use crate::run::{Outcome, command, run};
use crate::site::{Program, only};
use base64::{Engine, prelude::BASE64_STANDARD};
use std::fs;
use std::path::Path;

/// What the file is called.
pub const NAME: &str = "downhill.html";

/// How the page takes its parts out of itself.
const INSIDE: &str = r#"const inside = (id) => () => Uint8Array.from(atob(document.getElementById(id).textContent), (sign) => sign.charCodeAt(0));"#;

/// Writes the file next to the site that `html` (without its policy) is the page of, and prints its size.
pub fn write(esbuild: &Path, dist: &Path, html: &str, program: &Program) -> Outcome {
    let (glue, styles) = (only(dist, "js")?, only(dist, "css")?);
    let small = dist.join("one-file.js");
    let mut plain = command(esbuild);
    plain.arg(&glue).args(["--bundle", "--minify", "--format=iife", "--global-name=downhill", "--log-level=error"]);
    plain.arg(format!("--outfile={}", small.display()));
    run(&mut plain, "esbuild could not turn the script into a plain one; its output above says why.")?;
    let script = read(&small)?.replace("</script", "<\\/script");
    fs::remove_file(&small).map_err(|error| format!("{}: {error}", small.display()))?;

    let styles_link = format!("<link rel=\"stylesheet\" href=\"./{}\">", name(&styles));
    let page = replaced(html, &styles_link, &format!("<style>{}</style>", with_fonts(dist, &read(&styles)?)?))?;
    let call = page.find("<script>start(").ok_or("dist/index.html does not start the app")?;
    let end =
        call + page[call..].find("</script>").ok_or("dist/index.html: a script is not closed")? + "</script>".len();
    let (mut wasm, mut parts) = (data(dist, "wasm", &program.app)?, String::new());
    for (name, file) in &program.parts {
        let id = format!("wasm-{name}");
        wasm += &data(dist, &id, file)?;
        parts += &format!("{name:?}: inside({id:?}), ");
    }
    // The data come last: the page before them is seen while they are read.
    let body = format!(
        "<script type=\"text/plain\" id=\"third-party\">{}</script>\n{wasm}\
         <script>{script}\n{INSIDE}\nstart(downhill, inside(\"wasm\"), {{ {parts}}})</script>\n</body>",
        read(&dist.join("third-party.txt"))?.replace("</script", "<\\/script"),
    );
    let page = replaced(&format!("{}{}", &page[..call], &page[end..]), "</body>", &body)?;
    let page = csp::add_inside(&page)?;
    println!("{:>10}          {NAME}, the site as one file", page.len());
    fs::write(dist.join(NAME), page).map_err(|error| format!("dist/{NAME}: {error}"))
}

/// A file of the program as a text in the page.
fn data(dist: &Path, id: &str, file: &str) -> Outcome<String> {
    let bytes = fs::read(dist.join(file)).map_err(|error| format!("dist/{file}: {error}"))?;
    Ok(format!("<script type=\"text/plain\" id={id:?}>{}</script>\n", BASE64_STANDARD.encode(bytes)))
}

/// The styles with their fonts inside.
fn with_fonts(dist: &Path, styles: &str) -> Outcome<String> {
    let mut whole = String::new();
    let mut rest = styles;
    while let Some((before, after)) = rest.split_once("url(fonts/") {
        let (font, after) = after.split_once(')').ok_or("the styles: an address is not closed")?;
        let file = dist.join("fonts").join(font.trim_matches('"'));
        let bytes = fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        whole += &format!("{before}url(data:font/woff2;base64,{})", BASE64_STANDARD.encode(bytes));
        rest = after;
    }
    Ok(whole + rest)
}

fn replaced(text: &str, old: &str, new: &str) -> Outcome<String> {
    if text.matches(old).count() == 1 {
        Ok(text.replace(old, new))
    } else {
        Err(format!("dist/index.html should say {old} once"))
    }
}

fn read(file: &Path) -> Outcome<String> {
    fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
}

fn name(file: &Path) -> &str {
    file.file_name().and_then(|name| name.to_str()).unwrap_or_default()
}
