//! The page in a browser, the command line elsewhere: the same crate, the same links.

#[cfg(target_arch = "wasm32")]
fn main() {
    // The site is built without the messages of panics.
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    downhill::app::mount();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    // An argument that is no Unicode is no link either: it is shown as well as can be, and refused.
    let words: Vec<String> = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    downhill::cli::main(&words)
}
