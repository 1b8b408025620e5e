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
//!             Scene, sentence, formula, diagnosis, table     asked of the Run with a View (cursor, part, open questions, pins)
//!                            |
//!             canvas, SVG, page                              drawn; roles become colours here and nowhere earlier
//! ```
//!
//! ## Who is where
//! A layer is a crate, so that Cargo refuses a wrong edge: `sim` cannot see a lesson, for it does not depend on one. The app and
//! the command line are modules of this crate.
//!
//! | crate | what | may use, of ours |
//! |---|---|---|
//! | `compiler` | compiles words and tables to Rust, for the build scripts of `params`, `i18n`, `plot`, `lessons` | nothing |
//! | `kernels` | the inner loops of the mathematics, compiled to be fast while all else is compiled to be small | nothing |
//! | [`decimal`] | numbers read from text | nothing |
//! | [`part`] | parts of the program that a page loads when it needs them | nothing |
//! | [`sim`] | the mathematics: losses, optimizers, landscapes, data, traces; pure | kernels, decimal |
//! | [`params`] | what a person can change: the table of controls, settings, run specifications, links, pasted tables; pure | decimal |
//! | [`i18n`] | words: the compiled catalogue, mark-up, numbers as people read them | params |
//! | [`plot`] | scenes as values, and drawing them on any plotters backend | params, i18n |
//! | [`lessons`] | THE list, and a folder a lesson: story (`en.md`), model, figures, words | sim, params, i18n, plot, part, decimal |
//! | [`export`] | a run as CSV, as JSON, as a Python program, a figure as SVG; pure | sim, params, plot, i18n, lessons |
//!
//! | module | what |
//! |---|---|
//! | [`address`], [`home`], [`progress`] | the page's own pure parts: routes, the home figure, what is remembered |
//! | [`named`] | values by name |
//! | [`qr`] | a text as a QR code |
//! | [`shown`] | what leaves a lesson beside its figures, as an open question lets it out; pure |
//! | `cli` | the command line; native only |
//! | `ui` | the browser's parts; knows no lesson |
//! | `app` | from the address to the page |
//!
//! A lesson is added by a folder and one word in the list at the end of `crates/lessons/src/lib.rs`.
//!
//! ## Invariants
//! 1. `sim` reads no clock, no global randomness, no browser, and never panics. A bad run is a trace whose ending says so.
//! 2. The same link gives the same numbers on every engine: elementary functions come from libm or `kernels/elementary`, sums
//!    run in index order, randomness is a function of (seed, epoch, example).
//! 3. Nothing is faked: every mark is computed from settings that a person can see.
//! 4. A lesson is named in exactly one place, the list: its module is private, its address stands in its folder alone.
//! 5. No input traps the app: link, pasted table, slider at either end, zero-sized frame.
//! 6. No request to another origin, and none at all once the page is whole: what a page does not need at once (the other
//!    lessons, panels that few open) is fetched when it stands, in parts ([`part`], `ui/panels.rs`, `xtask/src/split.rs`).
//! 7. Colour literals live in `style/tokens.css` and `plot/palette.rs` alone, and agree.
//! 8. No user-visible words outside the catalogue and the lessons' Markdown.
//! 9. While a question is open, nothing says what it hides: not the picture, not the words for a screen reader, not a slider's
//!    stretches, not a file, not a message to the page around. With all of that replaced by NaN, every byte is the same.
//!
//! ## What stays by hand, and why
//! A library takes the place of code of ours wherever one does the same. These do not; lines are without tests, bytes are of the
//! page with brotli.
//!
//! | by hand | lines | instead of | why |
//! |---|---|---|---|
//! | elements on Leptos' signals (`ui/dom.rs`) | 317 | `view!` | new code for every element and closure: 65 kB for 8 of 28 files, with `erase_components` 53 kB, 70 to 90 kB for all; a lesson can be used 0.7 s later on a slow phone |
//! | messages to a host page (`ui/hooks/host.rs`) | 120 | serde-wasm-bindgen | 8 kB for 12 messages of one or two fields |
//! | routes and links ([`address`], `lessons/link.rs`, `params/{link,frame,written}.rs`) | 829 | leptos_router | the state stands after the `#`, in a grammar that embeds and pins share; the router has routes in paths and components |
//! | sorted map ([`named`]) | 54 | `BTreeMap` | 5.5 kB for a dozen names |
//! | decimals read ([`decimal`]) | 192 | std, lexical-core | std 12 kB more, lexical-core 13 kB; its `compact` form 3 kB more, and it rounds some texts of more than 19 digits wrongly |
//! | base64 (`params/base64.rs`) | 36 | base64 | 3.5 kB more for two short words in a link |
//! | contours (`plot/contour.rs`) | 164 | contour | a figure needs to know which stretch of a loop runs along the frame, and fills regions without drawing it; values may be infinite |
//! | figures as SVG (`plot/svg.rs`) | 190 | plotters' `SVGBackend` | it writes no rims and no widths of words, and no weight 600 |
//! | words, dashes, areas, crowds of circles on a canvas (`ui/canvas.rs`) | 90 | plotters-canvas | faults and ratios (1.7 to 13) in the table of [`plot`] |
//! | inner loops (`kernels`) | 402 | libm, ndarray | the same bits on every engine, two numbers at a time; compiled for speed: training is a quarter faster for 0.3 kB |
//! | random numbers (`sim/rng.rs`) | 44 | rand | each is a function of (seed, epoch, example), and must stay so; rand_pcg makes the bits, rand's distributions change between versions |
//! | least squares (`sim/least_squares.rs`) | 56 | nalgebra, faer | all that is needed of a library of matrices; sums in a fixed order, and NIST certifies what it gives |
//! | WebDriver client (`tests/browser/src/webdriver.rs`) | 246 | fantoccini, thirtyfour | both are async and bring tokio and hyper; the suite asks one browser one thing at a time |

pub mod address;
#[cfg(target_arch = "wasm32")]
pub mod app;
#[cfg(not(target_arch = "wasm32"))]
pub mod cli;
pub mod home;
pub mod named;
pub mod progress;
pub mod qr;
pub mod shown;
#[cfg(target_arch = "wasm32")]
pub mod ui;

// The layers below, by the names that they have always had here.
pub use {decimal, export, i18n, lessons, params, part, plot, sim};
