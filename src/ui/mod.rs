//! The page's parts, for wasm32 alone. Nothing here knows a lesson.

pub mod about;
pub mod bench;
pub mod canvas;
mod controls;
pub mod desk;
mod figure;
mod formula;
mod handles;
mod hands;
pub mod hero;
pub mod home;
pub mod hooks;
pub mod link;
pub mod lost;
mod marked;
mod own_data;
mod playback;
pub mod progress;
mod reading;
mod runs;
mod says;
mod scrubber;
pub mod shell;
mod slider;
pub mod story;
mod table;
