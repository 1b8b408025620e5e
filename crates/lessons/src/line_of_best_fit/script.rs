//! What `script.py` needs of a run.

use super::model::Model;
use crate::script::{Script, plane};

/// The lesson's part of a program.
pub fn script(model: &Model) -> Script<'_> {
    let problem = &model.problem;
    let given = plane(problem.data.origin, &problem.data.points, problem.shift, &problem.start_weights());
    Script { text: include_str!("script.py"), given, holds: Vec::new(), companions: Vec::new() }
}
