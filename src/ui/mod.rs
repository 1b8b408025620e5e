//! The page's parts, for wasm32 alone. Nothing here knows a lesson.

pub mod desk;
pub mod hooks;
