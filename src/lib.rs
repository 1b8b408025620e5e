//! # Downhill
//!
//! Gradient descent you can take apart. A link decodes into a *run specification*; a pure core turns it into a *trace*;
//! everything a person sees or hears is a view of that trace at a cursor.

pub mod address;
#[cfg(target_arch = "wasm32")]
pub mod app;
pub mod home;
pub mod i18n;
pub mod lessons;
pub mod params;
pub mod plot;
pub mod progress;
pub mod sim;
#[cfg(target_arch = "wasm32")]
pub mod ui;
