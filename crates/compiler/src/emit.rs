//! A story as Rust: `STORY`, and the lesson's words.
//!
//! Blanks become calls of `judge::facts`, predictions of `judge::judges`, tasks of `judge::tasks`: a name that the lesson
//! does not have is rejected by rustc, which shows the comment with the file and the line.

use super::named::Numbered;
use super::story::{Prediction, Step, Story, Task};
use super::table::Names;
use super::template::{Piece, blanks, compiled};
use super::words::{functions, said};

/// The file that the lesson in `folder` includes.
pub fn rust(story: &Story, folder: &str, file: &str, names: &Names) -> String {
    let place = Place { judge: format!("crate::{folder}::judge"), model: model(folder), file };
    let steps: String = story.steps.iter().map(|step| place.step(step, &story.numbered)).collect();
    let titles: String = story.steps.iter().map(|step| format!("({:?}, {:?}), ", step.name, step.title)).collect();
    format!(
        "/// The names and the headings of the steps.\npub static TITLES: &[(&str, &str)] = &[{titles}];\n\
         /// The names that numbers of steps meant.\npub static NUMBERED: &[&str] = &{:?};\n\
         /// The story, compiled from `{file}`.\npub static STORY: crate::Story = crate::Story {{\n\
         slug: {:?}, title: {:?}, question: {:?}, minutes: {}, numbered: NUMBERED, steps: &[\n{steps}] }};\n\
         {}\
         /// The lesson's words.\n#[allow(missing_docs)]\npub mod words {{\n{}}}\n",
        story.numbered.steps,
        folder.replace('_', "-"),
        story.title,
        story.question,
        story.minutes,
        story.sights.rust(names),
        functions(&story.words, 0, &said),
    )
}

/// The type of a lesson's runs: its folder's name in capitals.
fn model(folder: &str) -> String {
    let capital = |word: &str| word[..1].to_ascii_uppercase() + &word[1..];
    folder.split('_').filter(|word| !word.is_empty()).map(capital).collect()
}

struct Place<'a> {
    judge: String,
    model: String,
    file: &'a str,
}

impl Place<'_> {
    /// A question to a run, with the one downcast that a lesson needs.
    fn asked(&self, what: &str) -> String {
        format!("|run, view| crate::asked::<{}, _>(run, view, {}::{what})", self.model, self.judge)
    }

    fn step(&self, step: &Step, numbered: &Numbered) -> String {
        let controls: Vec<String> = step.controls.iter().map(|key| format!("params::Key::{key}")).collect();
        let asked = |prediction| self.prediction(prediction, numbered);
        let predictions: String = step.predictions.iter().map(asked).collect();
        let tasks: String = step.tasks.iter().map(|task| self.task(task)).collect();
        format!(
            "crate::Step {{ name: {:?}, title: {:?}, preset: {:?}, controls: &[{}],\nprompt: {:?}, html: {:?},\n\
             predictions: &[{predictions}], tasks: &[{tasks}] }},\n",
            step.name,
            step.title,
            step.preset,
            controls.join(", "),
            step.prompt,
            step.html
        )
    }

    fn prediction(&self, prediction: &Prediction, numbered: &Numbered) -> String {
        let hides: Vec<String> = prediction.hides.iter().map(|sight| format!("crate::Sight::{sight}")).collect();
        let truths: String = prediction.truths.iter().map(|truth| self.told(truth, prediction.line) + ",\n").collect();
        format!(
            "crate::Prediction {{ id: {:?}, hides: &[{}], question: {:?}, choices: &{:?}, names: &{:?}, numbered: &{:?},\n\
             judge: {} /* {}:{} */,\n\
             truths: &[\n{truths}] }},\n",
            prediction.id,
            hides.join(", "),
            prediction.question,
            prediction.choices,
            prediction.names,
            numbered.of(&prediction.id),
            self.asked(&format!("judges::{}", prediction.id)),
            self.file,
            prediction.line
        )
    }

    fn task(&self, task: &Task) -> String {
        format!(
            "crate::Task {{ id: {:?}, goal: {:?}, met: {} /* {}:{} */,\n\
             status: {} }},\n",
            task.id,
            task.goal,
            self.asked(&format!("tasks::{}", task.id)),
            self.file,
            task.line,
            self.told(&task.status, task.line)
        )
    }

    /// The HTML, and where the run's numbers in its blanks come from.
    fn told(&self, pieces: &[Piece], line: usize) -> String {
        let facts: String = blanks(pieces).iter().map(|name| self.asked(&format!("facts::{name}")) + ", ").collect();
        format!("crate::Told {{ html: {:?}, facts: &[{facts}] }} /* {}:{line} */", compiled(pieces), self.file)
    }
}
