//! Where a run stands at the cursor: what every sentence and every verdict asks first.

use sim::{Ending, Trace};

/// Where a run stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Standing {
    /// At the start.
    Start,
    /// Under way, or at the end of its updates.
    Moving,
    /// At the end, with (almost) no gradient.
    Resting,
    /// A number has overflowed: in which update, and which quantity of the trace.
    Overflowed(usize, &'static str),
}

impl Standing {
    /// Where a run stands after `at` updates; a run that overflowed at once has done so at its start.
    pub fn of(trace: &Trace, at: usize) -> Standing {
        match trace.ending() {
            Some(Ending::Diverged { update, quantity }) if at >= update => Standing::Overflowed(update, quantity),
            _ if at == 0 => Standing::Start,
            Some(Ending::Converged) if at == trace.updates() => Standing::Resting,
            _ => Standing::Moving,
        }
    }
}
