//! What `script.py` needs of a run.

use super::model::Model;
use crate::Run;
use crate::script::{Given, Script, plane};
use params::Key;

/// The lesson's part of a program.
pub fn script(model: &Model) -> Script<'_> {
    let problem = &model.problem;
    let (n, settings) = (problem.n(), &problem.spec.settings);
    let order = model.batch_order().unwrap_or_default();
    let mut holds = Vec::new();
    // All of them, each once: no list need be written.
    if order.iter().all(|batch| batch.iter().copied().eq(0..n)) {
        holds.push("whole");
    }
    if problem.drift() > 0.0 {
        holds.push("drifting");
        if n > 0 {
            holds.push("racing");
        }
    }
    let [_, one, all] = &model.lanes;
    let one_by_one =
        (0..one.trace.updates()).flat_map(|update| one.racer.batch(update)).map(|example| example as usize).collect();
    let mut companions = vec![("one", &one.trace), ("all", &all.trace)];
    if n == 0 {
        companions.clear();
    }
    let stream = settings.index(Key::Updates) * settings.index(Key::Batch).clamp(1, n.max(1));
    let mut given = plane(problem.data.origin, &problem.data.points, problem.shift, &problem.start());
    given.extend([
        ("threshold", Given::Number(problem.threshold.unwrap_or(0.0))),
        ("stream", Given::Number(stream.max(1) as f64)),
        ("order", Given::Places(order)),
        ("one_by_one", Given::Wholes(one_by_one)),
    ]);
    Script { text: include_str!("script.py"), given, holds, companions }
}
