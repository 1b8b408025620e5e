//! What `script.py` needs of a run.

use super::model::Model;
use crate::Run;
use crate::script::{Script, plane};

/// The lesson's part of a program, if it is a run of this lesson.
pub fn script(run: &dyn Run) -> Option<Script<'_>> {
    let problem = &run.as_any().downcast_ref::<Model>()?.problem;
    let given = plane(problem.data.origin, &problem.data.points, problem.shift, &problem.start_weights());
    Some(Script { text: include_str!("script.py"), given, holds: Vec::new(), companions: Vec::new() })
}
