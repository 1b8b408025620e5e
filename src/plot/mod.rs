//! Drawing, generic over plotters' backends: scenes in, strokes out.

mod role;
mod scene;

pub use role::Role;
pub use scene::{Anchor, Axis, Grid, Handle, Mark, Scene, Shape, Stroke};
