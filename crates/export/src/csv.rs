//! The table of a run: one row before the first update, then one after each.

use super::number;
use lessons::Run;
use sim::Trace;

/// All recorded quantities of a run as CSV: `update`, then [`Trace::quantities`](sim::Trace::quantities) in their
/// order, `loss` first. Lines end in `\n`.
pub fn csv(run: &dyn Run) -> String {
    table(run.trace())
}

/// The same of any trace.
pub fn table(trace: &Trace) -> String {
    let columns = trace.quantities().len();
    let mut out = String::from("update");
    for name in trace.quantities() {
        out.push(',');
        out.push_str(name);
    }
    out.push('\n');
    for update in 0..=trace.updates() {
        out.push_str(&update.to_string());
        for column in 0..columns {
            out.push(',');
            // A cell that was never recorded stays empty.
            out.push_str(&trace.series(column).get(update).map(|value| number(*value)).unwrap_or_default());
        }
        out.push('\n');
    }
    out
}
