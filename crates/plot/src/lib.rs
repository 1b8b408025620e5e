//! Drawing, generic over plotters' backends: scenes in, strokes out.
//!
//! [`Viewport`] lays a scene out, [`draw`] draws it on a [`Surface`]: the canvas of the page, or [`svg`] for exports.
//! Everything is clipped and cut in f64 before a backend sees it, and drawn in fine pixels ([`FINE`] to a CSS pixel).
//!
//! ## What a figure can be made of
//! Marks ([`Mark`]) are drawn in their order; a [`Scene`] has a call for each. Larger things are made of marks, by pure functions:
//!
//! | what | from | for |
//! |---|---|---|
//! | true axes | [`Scene::true_scale`]; [`Viewport::stretch`] where there are none | maps whose axes share a unit |
//! | cells | [`Raster`], [`Tint`], [`Scene::raster`] | classes, basins, squares of two settings |
//! | a graph | [`Graph`], [`Node`], [`Link`], [`Scene::graph`] | neurons, factors, a path through them |
//! | a surface from the side | [`Block`], [`Camera`] | landscapes |
//! | lanes | `Role::Lane1` to `Lane7`, [`Stroke::of`], [`Shape::of`], [`Scene::cased`] | runs that a lesson sets side by side |
//! | handles | [`Handle`], [`Grip`] | what is dragged, placed, pulled, turned |
//!
//! ## What stays by hand, and why
//! Colours, styles of lines and the interface of backends are plotters'; on a canvas plotters-canvas draws single
//! lines, circles and rectangles. The rest is ours. The ratio is the time of the calls of one primitive in Chromium,
//! by plotters-canvas over ours.
//!
//! | what | where | why not plotters | ratio |
//! |---|---|---|---|
//! | layout, ticks, clipping | `viewport`, `ticks`, `clip` | `Cartesian2d` wraps what is far, and NaN is on the axis | |
//! | the SVG backend | `svg` | plotters' has no rims, no widths of words, no weight 600 | |
//! | the style of words | `surface` | `TextStyle` measures by an inline style, which a strict policy blocks | |
//! | words on a canvas | `ui/canvas` | no weight 600, no baseline; sets the font for each word | 1.8 to 4 |
//! | rims of words on a canvas | `ui/canvas` | none: words would be written eight times, each a little aside | 13 |
//! | dashes on a canvas | `ui/canvas` | none: each dash is a line that writes its colour as text | 3.7 to 7 |
//! | areas on a canvas | `ui/canvas` | each writes its colour as text | 1.7 to 1.8 |
//! | circles of one look on a canvas | `ui/canvas` | each writes its colour as text | 2.3 to 3.1 |

mod block;
mod clip;
mod contour;
mod dash;
mod draw;
mod graph;
mod handle;
mod marks;
mod metrics;
pub mod palette;
mod pen;
mod range;
mod raster;
mod role;
mod scene;
mod stretch;
mod stroke;
mod surface;
mod svg;
mod ticks;
mod viewport;
mod words;

pub use block::{Block, Camera};
pub use clip::Rect;
pub use contour::{Loop, loops};
pub use draw::{Layer, Style, draw, draw_figure};
pub use graph::{Graph, Link, Node, Rim};
pub use handle::{Grip, Handle};
pub use metrics::width;
pub use range::{ascending, safe_range};
pub use raster::{Raster, Tint};
pub use role::Role;
pub use scene::{Anchor, Axis, Grid, Mark, Scene};
pub use stretch::stretched;
pub use stroke::{Shape, Stroke};
pub use surface::{Drawn, FINE, FONTS, Surface, Words};
pub use svg::{Head, svg};
pub use ticks::{Ticks, ticks};
pub use viewport::Viewport;
