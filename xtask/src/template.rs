//! The lesson to copy (`crates/lessons/src/template/`): it is in no course, so it is tested in a build of its own.

use crate::run::{Outcome, Stages, cargo, run};

/// With it the lesson is in the list.
const FEATURE: [&str; 2] = ["--features", "template"];
/// The tests that are of every lesson of the list.
const TESTS: [&str; 7] = ["registry", "hidden", "views", "python", "equations", "svg", "cli"];

/// The tests in its folder, and those of every lesson.
pub fn test(stages: &mut Stages) -> Outcome {
    stages.time("the lesson to copy, host tests", || {
        let mut own = cargo();
        own.args(["test", "--quiet", "--package", "lessons"]).args(FEATURE).args(["--lib", "--", "template"]);
        run(&mut own, "a test in the folder of the lesson to copy failed; see above.")?;
        let mut tests = cargo();
        tests.args(["test", "--quiet"]).args(FEATURE).args(["--test", "it", "--"]).args(TESTS);
        run(&mut tests, "a test of the lesson to copy failed; see above.")
    })
}
