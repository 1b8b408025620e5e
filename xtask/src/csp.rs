//! The built page's Content-Security-Policy: everything from this origin, inline scripts by their hash alone.

use crate::run::Outcome;
use base64::{Engine, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256};

/// Puts the policy into the page, right after its character set, so that it holds for everything that follows.
pub fn add(html: &str) -> Outcome<String> {
    if html.contains(" style=") || html.contains("<style") {
        return Err("index.html has an inline style, which the policy forbids: move it to style/".into());
    }
    // `connect-src`: the page fetches its own wasm. `worker-src blob:`: a worker in a sandboxed frame has no origin.
    put(
        html,
        &format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{}; style-src 'self'; font-src 'self'; \
             img-src 'self' data:; connect-src 'self'; frame-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'none'",
            hashes(html, "script")
        ),
    )
}

/// The policy of a page that has everything inside: it may load nothing at all.
pub fn add_inside(html: &str) -> Outcome<String> {
    put(
        html,
        &format!(
            "default-src 'none'; script-src 'wasm-unsafe-eval'{}; style-src{}; font-src data:; img-src data:; \
             worker-src blob:; base-uri 'none'; form-action 'none'",
            hashes(html, "script"),
            hashes(html, "style")
        ),
    )
}

fn put(html: &str, policy: &str) -> Outcome<String> {
    let charset = html.find("<meta charset").ok_or("index.html has no <meta charset>")?;
    let end = charset + html[charset..].find('>').ok_or("index.html: <meta charset> is not closed")? + 1;
    let (before, after) = html.split_at(end);
    Ok(format!("{before}<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">{after}"))
}

/// The hash of every element of that name which stands in the page itself and is executed.
fn hashes(html: &str, element: &str) -> String {
    let (opening, closing) = (format!("<{element}"), format!("</{element}>"));
    let mut hashes = String::new();
    let mut rest = html;
    while let Some(open) = rest.find(&opening) {
        let tag = &rest[open..];
        let Some(body) = tag.find('>').map(|end| end + 1) else { break };
        let Some(close) = tag.find(&closing) else { break };
        if !tag[..body].contains(" src=") && !tag[..body].contains("text/plain") {
            hashes += &format!(" '{}'", hash(&tag[body..close]));
        }
        rest = &tag[close..];
    }
    hashes
}

fn hash(script: &str) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(script)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_scripts_are_hashed_and_linked_ones_are_not() {
        let html = "<meta charset=utf-8><script src=a.js></script><script type=module>1</script><script>2</script>";
        let page = add(html).expect("a policy");
        assert_eq!(page.matches("sha256-").count(), 2);
        assert!(page.contains(&hash("1")) && page.contains(&hash("2")));
        assert!(page.starts_with("<meta charset=utf-8><meta http-equiv="));
    }

    #[test]
    fn the_hash_is_the_one_browsers_compute() {
        assert_eq!(hash("doSomething();"), "sha256-RFWPLDbv2BY+rCkDzsE+0fr8ylGr2R2faWMhq4lfEQc=");
    }

    #[test]
    fn a_page_with_everything_inside_hashes_its_styles_and_not_its_data() {
        let html = "<meta charset=utf-8><style>a</style><script type=\"text/plain\">data</script><script>1</script>";
        let page = add_inside(html).expect("a policy");
        assert_eq!(page.matches("sha256-").count(), 2);
        assert!(page.contains(&hash("a")) && page.contains(&hash("1")) && !page.contains("'self'"));
    }

    #[test]
    fn an_inline_style_is_refused() {
        assert!(add("<meta charset=utf-8><p style=\"top: 0\">").is_err());
    }
}
