//! Drawing, generic over plotters' backends: scenes in, strokes out.
//!
//! [`Viewport`] lays a scene out, [`draw`] draws it on a [`Surface`]: the canvas of the page, or [`svg`] for exports. Everything
//! is clipped and cut in f64 before a backend sees it, and drawn in fine pixels ([`FINE`] to a CSS pixel).

mod clip;
mod contour;
mod dash;
mod draw;
mod marks;
mod metrics;
pub mod palette;
mod pen;
mod range;
mod role;
mod scene;
mod surface;
mod svg;
mod ticks;
mod viewport;
mod words;

pub use clip::Rect;
pub use contour::{Loop, loops};
pub use draw::{Layer, Style, draw, draw_figure};
pub use metrics::width;
pub use range::safe_range;
pub use role::Role;
pub use scene::{Anchor, Axis, Grid, Handle, Mark, Scene, Shape, Stroke};
pub use surface::{Drawn, FINE, FONTS, Surface, Words};
pub use svg::{Head, svg};
pub use ticks::{Ticks, ticks};
pub use viewport::Viewport;
