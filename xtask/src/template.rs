//! The lesson to copy (`crates/lessons/src/template/`): it is in no course, so it is tested in a build of its own. That is also the
//! page as `serve` builds it, in one piece.

use crate::run::{Outcome, Stages, cargo, root, run};
use crate::{browsers, tools};

const FEATURE: [&str; 2] = ["--features", "template"];
/// The tests that are of every lesson of the list.
const TESTS: [&str; 7] = ["registry", "hidden", "views", "python", "equations", "svg", "cli"];
/// Where its page is built.
const FOLDER: &str = "target/template";

/// Its tests on this machine, its page, and a walk through it by keyboard.
pub fn test(stages: &mut Stages) -> Outcome {
    stages.time("the lesson to copy, host tests", || {
        let mut own = cargo();
        own.args(["test", "--quiet", "--package", "lessons"]).args(FEATURE).args(["--lib", "--", "template"]);
        run(&mut own, "a test in the folder of the lesson to copy failed; see above.")?;
        let mut tests = cargo();
        tests.args(["test", "--quiet"]).args(FEATURE).args(["--test", "it", "--"]).args(TESTS);
        run(&mut tests, "a test of the lesson to copy failed; see above.")
    })?;
    stages.time("the lesson to copy, page", || {
        let mut trunk = tools::to_serve()?.trunk();
        trunk.args(["build", "--offline"]).args(FEATURE).arg("--dist").arg(root().join(FOLDER));
        run(&mut trunk, "Trunk could not build the page with the lesson to copy; its output above says why.")
    })?;
    stages.time("the lesson to copy, walked", || browsers::walk(FOLDER))
}
