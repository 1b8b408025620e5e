//! Drawing, generic over plotters' backends: scenes in, strokes out.

mod clip;
mod metrics;
mod range;
mod role;
mod scene;
mod ticks;
mod viewport;

pub use range::safe_range;
pub use role::Role;
pub use scene::{Anchor, Axis, Grid, Handle, Mark, Scene, Shape, Stroke};
pub use viewport::Viewport;
