//! Names that last: of steps and of choices, `# Heading {#name}`, and what numbers meant before there were names.

use toml::de::{DeTable, DeValue};

/// A text and the name after it. The error is a sentence.
pub fn named(text: &str) -> Result<(&str, &str), String> {
    let example = || format!("expected a name after `{}`, such as `{{#short-name}}`", text.trim());
    let (words, name) = text.rsplit_once("{#").ok_or_else(example)?;
    let name = name.trim().strip_suffix('}').ok_or_else(example)?;
    let is_sign = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-';
    // A number would be taken for the place of an older link.
    if !name.starts_with(|sign: char| sign.is_ascii_lowercase()) || !name.chars().all(is_sign) {
        return Err(format!("the name `{name}`: expected lower-case letters, digits and `-`, a letter first"));
    }
    Ok((words.trim(), name))
}

/// The names that numbers stood for in links and progress of versions 1 and 2.
#[derive(Default)]
pub struct Numbered {
    /// Of steps, from 1.
    pub steps: Vec<String>,
    /// Of the choices of each question, from 0.
    pub choices: Vec<(String, Vec<String>)>,
}

impl Numbered {
    /// Reads the table `numbered` of the front matter. The error is a sentence, with the byte at which it is wrong.
    pub fn read(front: &DeTable) -> Result<Numbered, (usize, String)> {
        let mut found = Numbered::default();
        let Some(table) = front.get("numbered") else { return Ok(found) };
        let wrong =
            |at: usize| (at, "`numbered`: expected `steps` and questions, each with a list of names".to_owned());
        let DeValue::Table(table) = table.get_ref() else { return Err(wrong(table.span().start)) };
        for (key, value) in table {
            let at = value.span().start;
            let DeValue::Array(list) = value.get_ref() else { return Err(wrong(at)) };
            let names: Option<Vec<String>> =
                list.iter().map(|name| Some(name.get_ref().as_str()?.to_owned())).collect();
            let names = names.ok_or_else(|| wrong(at))?;
            match &**key.get_ref() {
                "steps" => found.steps = names,
                question => found.choices.push((question.to_owned(), names)),
            }
        }
        Ok(found)
    }

    /// The choices of a question, by their old numbers.
    pub fn of(&self, question: &str) -> &[String] {
        self.choices.iter().find(|(id, _)| id == question).map_or(&[], |(_, names)| names)
    }

    /// Whether all that had a number is still there. The error is a sentence.
    pub fn check<'a>(
        &self,
        steps: &[&str],
        questions: impl Iterator<Item = (&'a str, &'a [String])> + Clone,
    ) -> Result<(), String> {
        if let Some(gone) = self.steps.iter().find(|name| !steps.contains(&name.as_str())) {
            return Err(format!("`numbered`: no step is called `{gone}` any more, and old links lead to it"));
        }
        for (id, names) in &self.choices {
            let Some((_, now)) = questions.clone().find(|(question, _)| question == id) else {
                return Err(format!(
                    "`numbered`: there is no question `{id}` any more, and old answers are kept for it"
                ));
            };
            if let Some(gone) = names.iter().find(|name| !now.contains(name)) {
                return Err(format!(
                    "`numbered`: `{id}` has no choice `{gone}` any more, and old answers are kept for it"
                ));
            }
        }
        Ok(())
    }
}
