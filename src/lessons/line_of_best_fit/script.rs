//! What `script.py` needs of a run.

use super::model::Model;
use crate::lessons::Run;
use crate::lessons::script::{Given, Script, column};

/// The lesson's part of a program, if it is a run of this lesson.
pub fn script(run: &dyn Run) -> Option<Script<'_>> {
    let problem = &run.as_any().downcast_ref::<Model>()?.problem;
    let [mean, deviation] = problem.shift;
    let given = vec![
        ("origin", Given::Number(problem.data.origin)),
        ("x", column(&problem.data.points, 0)),
        ("y", column(&problem.data.points, 1)),
        ("mean", Given::Number(mean)),
        ("deviation", Given::Number(deviation)),
        ("start", Given::Numbers(problem.start_weights().to_vec())),
    ];
    Some(Script { text: include_str!("script.py"), given, holds: Vec::new(), companions: Vec::new() })
}
