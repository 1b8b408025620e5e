//! A story as Rust: `STORY`, and the lesson's words.
//!
//! Blanks become calls of `judge::facts`, predictions of `judge::judges`, tasks of `judge::tasks`: a name that the lesson
//! does not have is rejected by rustc, which shows the comment with the file and the line.

use super::story::{Prediction, Step, Story, Task};
use super::table::Names;
use super::template::{Piece, blanks, compiled};
use super::words::{functions, said};

/// The file that the lesson in `folder` includes.
pub fn rust(story: &Story, folder: &str, file: &str, names: &Names) -> String {
    let place = Place { model: format!("crate::{folder}::judge"), file };
    let steps: String = story.steps.iter().map(|step| place.step(step)).collect();
    let titles: String = story.steps.iter().map(|step| format!("{:?}, ", step.title)).collect();
    format!(
        "/// The headings of the steps.\npub static TITLES: &[&str] = &[{titles}];\n\
         /// The story, compiled from `{file}`.\npub static STORY: crate::Story = crate::Story {{\n\
         slug: {:?}, title: {:?}, question: {:?}, minutes: {}, steps: &[\n{steps}] }};\n\
         {}\
         /// The lesson's words.\n#[allow(missing_docs, dead_code)]\npub mod words {{\n{}}}\n",
        folder.replace('_', "-"),
        story.title,
        story.question,
        story.minutes,
        story.sights.rust(names),
        functions(&story.words, 0, &said),
    )
}

struct Place<'a> {
    model: String,
    file: &'a str,
}

impl Place<'_> {
    fn step(&self, step: &Step) -> String {
        let controls: Vec<String> = step.controls.iter().map(|key| format!("params::Key::{key}")).collect();
        let predictions: String = step.predictions.iter().map(|prediction| self.prediction(prediction)).collect();
        let tasks: String = step.tasks.iter().map(|task| self.task(task)).collect();
        format!(
            "crate::Step {{ title: {:?}, preset: {:?}, controls: &[{}],\nprompt: {:?}, html: {:?},\n\
             predictions: &[{predictions}], tasks: &[{tasks}] }},\n",
            step.title,
            step.preset,
            controls.join(", "),
            step.prompt,
            step.html
        )
    }

    fn prediction(&self, prediction: &Prediction) -> String {
        let hides: Vec<String> = prediction.hides.iter().map(|sight| format!("crate::Sight::{sight}")).collect();
        let truths: String = prediction.truths.iter().map(|truth| self.told(truth, prediction.line) + ",\n").collect();
        format!(
            "crate::Prediction {{ id: {:?}, hides: &[{}], question: {:?}, choices: &{:?},\n\
             judge: {}::judges::{} /* {}:{} */,\n\
             truths: &[\n{truths}] }},\n",
            prediction.id,
            hides.join(", "),
            prediction.question,
            prediction.choices,
            self.model,
            prediction.id,
            self.file,
            prediction.line
        )
    }

    fn task(&self, task: &Task) -> String {
        format!(
            "crate::Task {{ id: {:?}, goal: {:?}, met: {}::tasks::{} /* {}:{} */,\n\
             status: {} }},\n",
            task.id,
            task.goal,
            self.model,
            task.id,
            self.file,
            task.line,
            self.told(&task.status, task.line)
        )
    }

    /// The HTML, and where the run's numbers in its blanks come from.
    fn told(&self, pieces: &[Piece], line: usize) -> String {
        let facts: String = blanks(pieces).iter().map(|name| format!("{}::facts::{name}, ", self.model)).collect();
        format!("crate::Told {{ html: {:?}, facts: &[{facts}] }} /* {}:{line} */", compiled(pieces), self.file)
    }
}
