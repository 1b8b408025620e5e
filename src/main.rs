//! The page in a browser, the command line elsewhere: the same crate, the same links.

#[cfg(target_arch = "wasm32")]
fn main() {
    // The site is built without the messages of panics.
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    downhill::app::mount();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
