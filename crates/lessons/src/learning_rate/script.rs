//! What `script.py` needs of a run.

use super::model::{LearningRate, MULTIPLES};
use crate::script::{Given, Script, plane};
use sim::data;

/// The names of the companions: [`MULTIPLES`] of one over the largest curvature.
const NAMES: [&str; 3] = ["slow", "good", "too-fast"];

/// The lesson's part of a program.
pub fn script(model: &LearningRate) -> Script<'_> {
    let problem = &model.problem;
    let mut given = if problem.examples > 0 {
        let points = data::penguins().points;
        let (mean, deviation) = data::mean_and_deviation(&points);
        plane(0.0, &points, [mean, deviation], &problem.start)
    } else {
        // A quadratic of these grounds bends along its weights.
        let along = [problem.hessian.xx, problem.hessian.yy];
        let curvatures = along[..problem.start.len()].to_vec();
        vec![("curvatures", Given::Numbers(curvatures)), ("start", Given::Numbers(problem.start.clone()))]
    };
    given.extend([
        ("rates", Given::Numbers(MULTIPLES.map(|multiple| multiple / problem.curvatures[0]).to_vec())),
        ("no_velocity", Given::Numbers(vec![0.0; problem.start.len()])),
    ]);
    let companions = NAMES.into_iter().zip(&model.companions).collect();
    Script { text: include_str!("script.py"), given, holds: Vec::new(), companions }
}
