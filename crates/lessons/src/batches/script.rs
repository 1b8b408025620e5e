//! What `script.py` needs of a run.

use super::model::Batches;
use crate::Model;
use crate::script::{Given, Script, plane};

/// The lesson's part of a program.
pub fn script(model: &Batches) -> Script<'_> {
    let problem = &model.problem;
    let n = problem.n();
    let order = model.batch_order().unwrap_or_default();
    let (drifts, [own, one, all]) = (problem.drift() > 0.0, &model.lanes);
    // All of them, each once: no list need be written.
    let whole = order.iter().all(|batch| batch.iter().copied().eq(0..n));
    let holds = [("whole", whole), ("drifting", drifts), ("racing", drifts && n > 0)];
    let holds = holds.into_iter().filter_map(|(name, holds)| holds.then_some(name)).collect();
    let one_by_one = (0..one.trace.updates()).flat_map(|update| one.racer.examples(update)).collect();
    let companions = if n == 0 { Vec::new() } else { vec![("one", &one.trace), ("all", &all.trace)] };
    let mut given = plane(problem.data.origin, &problem.data.points, problem.shift, &problem.start());
    given.extend([
        ("threshold", Given::Number(problem.threshold.unwrap_or(0.0))),
        ("stream", Given::Number(own.racer.stream as f64)),
        ("order", Given::Places(order)),
        ("one_by_one", Given::Wholes(one_by_one)),
    ]);
    Script { text: include_str!("script.py"), given, holds, companions }
}
