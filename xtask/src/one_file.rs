//! The site as one file: for a learning platform that takes one upload, a stick, or a room without a network.
//!
//! Everything that the site loads stands in the page: the wasm as base64, the fonts inside the styles, the script as a plain
//! one (a page that was opened as a file, or in a sandboxed frame, may load neither modules nor data).

use crate::run::Outcome;
use crate::site::{START, replaced};
use crate::split::Program;
use crate::{csp, dist, minify};
use base64::{Engine, prelude::BASE64_STANDARD};
use std::path::Path;

/// What the file is called.
pub const NAME: &str = "downhill.html";

/// How the page takes its pieces out of itself.
const INSIDE: &str = r#"const inside = (id) => () => Uint8Array.from(atob(document.getElementById(id).textContent), (sign) => sign.charCodeAt(0));"#;

/// Writes the file next to the site. `html` is the site's page with its styles inside and without its policy.
pub fn write(esbuild: &Path, dist: &Path, html: &str, program: &Program) -> Outcome {
    let script = minify::plain(esbuild, &program.script)?.replace("</script", "<\\/script");
    let licences = dist::text(&dist.join("third-party.txt"))?.replace("</script", "<\\/script");
    let (mut wasm, mut pieces) = (data(dist, "app", &program.app)?, String::new());
    for (piece, file) in &program.pieces {
        wasm += &data(dist, piece, file)?;
        pieces += &format!("{piece}: inside({piece:?}), ");
    }
    // The data come last: the page before them is seen while they are read.
    let body = format!(
        "<script type=\"text/plain\" id=\"third-party\">{licences}</script>\n{wasm}\
         <script>{script}\n{INSIDE}\nstart(downhill, inside(\"app\"), {{ {pieces}}})</script>\n</body>",
    );
    let page = replaced(&replaced(html, START, "")?, "</body>", &body)?;
    let page = csp::add_inside(&page)?;
    println!("{:>10} bytes in {NAME}, the site as one file", page.len());
    dist::write(&dist.join(NAME), page)
}

/// A file of the program as a text in the page.
fn data(dist: &Path, id: &str, file: &str) -> Outcome<String> {
    let bytes = dist::bytes(&dist.join(file))?;
    Ok(format!("<script type=\"text/plain\" id={id:?}>{}</script>\n", BASE64_STANDARD.encode(bytes)))
}
