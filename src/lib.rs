//! # Downhill
//!
//! Gradient descent you can take apart. A link decodes into a *run specification*; a pure core turns it into a *trace*;
//! everything a person sees or hears is a view of that trace at a cursor. Step back, scrub, fork, share links, the formula
//! with its numbers, the spoken description and the tests all follow from this one idea.
//!
//! ```text
//! link --decode, clamp--> RunSpec            the only lesson state that is ever written (ui/desk.rs)
//!                            |
//!                          Run               opened by a Lesson; advances in slices; holds the Trace
//!                            |
//!             Scene, sentence, formula, diagnosis, table     asked of the Run with a Look (cursor, part, veil, pins)
//!                            |
//!             canvas, SVG, page                              drawn; roles become colours here and nowhere earlier
//! ```
//!
//! ## Who is where
//! | folder | what | may use |
//! |---|---|---|
//! | [`decimal`] | numbers read from text | nothing |
//! | [`named`] | values by name | nothing |
//! | `kernels` (a crate) | the inner loops of the mathematics, compiled to be fast while all else is compiled to be small | std |
//! | [`sim`] | the mathematics: losses, optimizers, landscapes, data, traces; pure | kernels, std, libm, rand_pcg |
//! | [`params`] | what a person can change: the table of controls, settings, run specifications, links, pasted tables; pure | std, libm, csv-core |
//! | [`i18n`] | words: the compiled catalogue, mark-up, numbers as people read them | params |
//! | [`plot`] | scenes as values, and drawing them on any plotters backend | sim, params, i18n, plotters |
//! | [`lessons`] | THE list, and a folder a lesson: story (`en.md`), model, figures, words | the above; no other lesson |
//! | [`address`], [`home`], [`progress`] | the page's own pure parts: routes, the home figure, what is remembered | the above |
//! | [`qr`] | a text as a QR code | qrcodegen |
//! | [`export`] | a run as CSV, as JSON, as a Python program, a figure as SVG; pure | sim, params, plot, i18n, lessons, serde_json |
//! | `cli` | the command line; native only | all of the above |
//! | `ui` | the browser's parts; knows no lesson | all of the above |
//! | `app` | from the address to the page | everything |
//!
//! A lesson is added by a folder and one word in the list at the end of `src/lessons/mod.rs`.
//!
//! ## Invariants
//! 1. `sim` reads no clock, no global randomness, no browser, and never panics. A bad run is a trace whose ending says so.
//! 2. The same link gives the same numbers on every engine: elementary functions come from libm or `kernels/elementary`, sums
//!    run in index order, randomness is a function of (seed, epoch, example).
//! 3. Nothing is faked: every mark is computed from settings that a person can see.
//! 4. A lesson is named in exactly one place, the list: its module is private, its address stands in its folder alone.
//! 5. No input traps the app: link, pasted table, slider at either end, zero-sized frame.
//! 6. No request to another origin, and none at all once the page is whole: what a page does not need at once (the other
//!    lessons, panels that few open) is fetched when it stands, in parts (`xtask/src/parts`, `ui/panels.rs`).
//! 7. Colour literals live in `style/tokens.css` and `plot/palette.rs` alone, and agree.
//! 8. No user-visible words outside the catalogue and the lessons' Markdown.
//!
//! ## Where this departs from what one would expect
//! The page's elements are built by hand on Leptos' signals (`ui/dom.rs`) and not by its `view!` macro, which makes new code
//! for every element and closure: with it the wasm alone was 338 kB (brotli), more than the whole first load may be.

pub mod address;
#[cfg(target_arch = "wasm32")]
pub mod app;
#[cfg(not(target_arch = "wasm32"))]
pub mod cli;
pub mod decimal;
pub mod export;
pub mod home;
pub mod i18n;
pub mod lessons;
pub mod named;
pub mod params;
pub mod plot;
pub mod progress;
pub mod qr;
pub mod sim;
#[cfg(target_arch = "wasm32")]
pub mod ui;
