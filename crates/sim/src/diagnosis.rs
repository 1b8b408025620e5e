//! What a run is doing, as a verdict. The criterion and its numbers are the lesson's to quote.

/// What a run is doing at the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing has happened yet.
    Start,
    /// Straight down, without turning back.
    Descending,
    /// Turning back again and again, and settling.
    Oscillating,
    /// Getting worse with every update.
    Diverging,
    /// So slow that the end is not in sight.
    Crawling,
    /// At rest where the gradient is (almost) zero.
    Converged,
}
