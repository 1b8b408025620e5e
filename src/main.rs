//! The page in a browser, the command line elsewhere: the same crate, the same links.

#[cfg(target_arch = "wasm32")]
fn main() {
    // Without a page (in Node) there is nothing to mount; what is exported below can be asked all the same.
    if downhill::app::has_page() {
        console_error_panic_hook::set_once();
        downhill::app::mount();
    }
}

/// The [`fingerprint`](downhill::lessons::fingerprint) of the lesson in this place of the list, for tests; 0 while its part
/// is not here, and beyond the end of the list.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn fingerprint(place: usize) -> u64 {
    let lesson = downhill::lessons::LESSONS.get(place).and_then(downhill::lessons::Listed::lesson);
    lesson.map_or(0, downhill::lessons::fingerprint)
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    // An argument that is no Unicode is no link either: it is shown as well as can be, and refused.
    let words: Vec<String> = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    downhill::cli::main(&words)
}
