//! The page in a browser, the command line elsewhere: the same crate, the same links.

#[cfg(target_arch = "wasm32")]
fn main() {
    // Without a page (in Node) there is nothing to mount; what is exported below can be asked all the same.
    if downhill::app::has_page() {
        // The site is built without the messages of panics.
        #[cfg(debug_assertions)]
        console_error_panic_hook::set_once();
        downhill::app::mount();
    }
}

/// The [`fingerprint`](downhill::lessons::fingerprint) of the lesson in this place of the list, for tests; 0 beyond its end.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn fingerprint(lesson: usize) -> u64 {
    downhill::lessons::LESSONS.get(lesson).map_or(0, |lesson| downhill::lessons::fingerprint(lesson.lesson()))
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    // An argument that is no Unicode is no link either: it is shown as well as can be, and refused.
    let words: Vec<String> = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    downhill::cli::main(&words)
}
