//! The page's parts, for wasm32 alone. Nothing here knows a lesson.

pub mod bench;
mod controls;
pub mod desk;
mod figure;
mod formula;
mod handles;
mod hands;
pub mod hooks;
mod marked;
mod own_data;
mod playback;
mod reading;
mod runs;
mod says;
mod scrubber;
mod slider;
mod table;
