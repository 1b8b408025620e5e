//! A run that is being computed.

use crate::lessons::Run;

/// The most updates that are made before looking at the clock.
const MOST_AT_ONCE: usize = 1024;
/// How long a slice of a long run may hold the main thread, in milliseconds.
pub const SLICE_MILLISECONDS: f64 = 6.0;

/// A run that is open on the desk.
pub struct OpenRun(pub Box<dyn Run>);

/// How the computation of the runs stands. A quick run is done in the call that opens it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// Nothing is left to compute.
    Done,
    /// Slices are being computed between frames.
    Going,
    /// A person stopped it before its end.
    Stopped,
}

impl OpenRun {
    /// Goes on until nothing is left or the time is over; true while something is left. Takes longer strides as long as they
    /// are short, so that one heavy update is not made sixty times over.
    pub fn advance_until(&mut self, until: f64) -> bool {
        let (mut updates, mut before) = (1, now());
        while before < until {
            if !self.0.advance(updates) {
                return false;
            }
            let after = now();
            if after - before < 1.0 && updates < MOST_AT_ONCE {
                updates *= 2;
            }
            before = after;
        }
        self.0.progress().is_some()
    }
}

/// The clock of the page, in milliseconds.
pub fn now() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}
