//! What `script.py` needs of a run.

use super::model::LineOfBestFit;
use crate::script::{Script, plane};

/// The lesson's part of a program.
pub fn script(model: &LineOfBestFit) -> Script<'_> {
    let problem = &model.problem;
    let given = plane(problem.data.origin, &problem.data.points, problem.shift, &problem.start_weights());
    Script { text: include_str!("script.py"), given, holds: Vec::new(), companions: Vec::new() }
}
