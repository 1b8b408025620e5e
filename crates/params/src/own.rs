//! Data that a person brought along.

/// The largest number of rows that own data may have.
pub const OWN_LIMIT: usize = 10_000;

/// Points of a person's own, with the names of the two columns. At most [`OWN_LIMIT`] points, all finite.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OwnData {
    /// What x is called; may be empty.
    pub x_name: String,
    /// What y is called; may be empty.
    pub y_name: String,
    /// Where x is measured from: the intercept of a line is its height there. Finite.
    pub origin: f64,
    /// The points, in the order in which they came.
    pub points: Vec<[f64; 2]>,
}
