//! The only raw browser code beside the canvas: storage, sizes, media queries, frames, the clipboard, focus, the page around.
//!
//! What there is once in a page (theme, fonts, pixel ratio) is listened to once: [`provide_page`] at the root of the app, then
//! [`use_theme`] and [`use_redraw`] anywhere below.

mod address;
mod clipboard;
mod files;
mod focus;
mod frames;
mod host;
mod keys;
mod media;
mod parts;
mod promise;
mod redraw;
mod size;
mod storage;
mod theme;

pub use address::{address, fragment, on_fragment, on_link, replace_fragment};
pub use clipboard::copy;
pub use files::{download, download_canvas};
pub use focus::{focus, focus_first, scroll_to, set_title};
pub use frames::{Frames, once_drawn, use_frames};
pub use host::{
    PREVIEW, alone, framed, on_message, on_said, on_told, on_view, previewed, record, sandboxed, tell, tell_canvas,
};
pub use keys::{Arrow, arrow, on_key};
pub use media::{use_media, use_reduced_motion};
pub use parts::{asked, here, with_part};
pub use promise::settled;
pub use redraw::use_redraw;
pub use size::{root_text, use_size};
pub use storage::{forget, recall, store};
pub use theme::{Choice, use_choice, use_theme};

/// Starts listening to what there is once in a page. Call it once, at the root.
pub fn provide_page() {
    theme::provide();
    redraw::provide();
}
