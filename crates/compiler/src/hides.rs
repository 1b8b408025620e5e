//! What a question hides, after its name: `::: predict first_step {hides: start, map}`.

use super::problem::listed;
use super::table::Names;
use toml::de::{DeTable, DeValue};

/// What the lesson lets a question hide beside its run: lists of names in the front matter.
#[derive(Default)]
pub struct Sights {
    /// Its figures.
    pub figures: Vec<String>,
    /// What it computes beside the run.
    pub studies: Vec<String>,
    /// The controls whose sliders have named stretches: link names.
    pub stretches: Vec<String>,
}

/// Keys of the front matter.
pub const LISTS: [&str; 3] = ["figures", "studies", "stretches"];

impl Sights {
    /// Reads the lists. The error is a sentence, with the byte at which it is wrong.
    pub fn read(table: &DeTable, names: &Names) -> Result<Sights, (usize, String)> {
        let mut found = Sights::default();
        for key in LISTS {
            let Some(value) = table.get(key) else { continue };
            let at = value.span().start;
            let DeValue::Array(list) = value.get_ref() else {
                return Err((at, format!("`{key}`: expected a list of names, such as `{key} = [\"map\"]`")));
            };
            for name in list.iter() {
                let at = name.span().start;
                let name = name.get_ref().as_str().unwrap_or("");
                match key {
                    "stretches" if names.linked(name).is_none() => {
                        let known = listed(names.controls.iter().map(|row| row.link.as_str()));
                        return Err((at, format!("`{name}` is no control; expected one of {known}")));
                    }
                    "stretches" => {}
                    _ if !is_plain(name) => {
                        let message = "expected a name of lower-case letters, digits and hyphens";
                        return Err((at, format!("`{name}`: {message}")));
                    }
                    _ if ["run", "start"].contains(&name) => {
                        return Err((at, format!("`{name}` means something else in `hides`; choose another name")));
                    }
                    _ => {}
                }
                let list = match key {
                    "figures" => &mut found.figures,
                    "studies" => &mut found.studies,
                    _ => &mut found.stretches,
                };
                list.push(name.to_string());
                // A name of a figure and of what it shows may be one, and hides both.
                let again = list.iter().filter(|other| *other == name).count() > 1;
                let others = found.figures.iter().chain(&found.studies);
                if again || key == "stretches" && others.into_iter().any(|other| other == name) {
                    return Err((at, format!("`{name}` is there twice; choose another name")));
                }
            }
        }
        Ok(found)
    }

    /// Reads what stands after a question's name; the run where nothing does. As values of `lessons::Sight`.
    pub fn hidden(&self, text: &str, names: &Names) -> Result<Vec<String>, String> {
        if text.is_empty() {
            return Ok(vec!["Run".to_string()]);
        }
        let example = "`{hides: start, map}`";
        let inside = text.strip_prefix('{').and_then(|text| text.strip_suffix('}')).map(str::trim);
        let Some(list) = inside.and_then(|text| text.strip_prefix("hides:")) else {
            return Err(format!("`{text}` means nothing here; expected what the question hides: {example}"));
        };
        let mut found = Vec::new();
        for name in list.split(',').map(str::trim) {
            let before = found.len();
            match name {
                "run" => found.push("Run".to_string()),
                "start" => found.push("Start".to_string()),
                _ => {}
            }
            for (kind, list) in [("Figure", &self.figures), ("Study", &self.studies)] {
                if list.iter().any(|known| known == name) {
                    found.push(format!("{kind}({name:?})"));
                }
            }
            if let Some(row) = names.linked(name).filter(|_| self.stretches.iter().any(|known| known == name)) {
                found.push(format!("Stretches(params::Key::{})", row.key));
            }
            if found.len() == before {
                let own = [&self.figures, &self.studies, &self.stretches].into_iter().flatten().map(String::as_str);
                let known = listed(["run", "start"].into_iter().chain(own));
                return Err(format!("`{name}` is nothing that a question hides; expected one of {known}"));
            }
        }
        Ok(found)
    }

    /// The names as Rust: `figure::MAP`, `study::SWEEP`, and lists of all.
    pub fn rust(&self, names: &Names) -> String {
        let constant = |name: &String| name.to_uppercase().replace('-', "_");
        let module = |kind: &str, list: &[String]| {
            let one = |name: &String| format!("pub const {}: &str = {name:?};\n", constant(name));
            let all: String = list.iter().map(one).collect();
            format!("/// Names of {kind}.\n#[allow(missing_docs, dead_code)]\npub mod {kind} {{\n{all}}}\n")
        };
        let figures: String = self.figures.iter().map(|name| format!("figure::{}, ", constant(name))).collect();
        let keys = self.stretches.iter().filter_map(|link| names.linked(link));
        let keys: String = keys.map(|row| format!("params::Key::{}, ", row.key)).collect();
        format!(
            "{}{}/// The names of all figures.\npub static FIGURES: &[&str] = &[{figures}];\n\
             /// The controls whose sliders have named stretches.\npub static STRETCHES: &[params::Key] = &[{keys}];\n",
            module("figure", &self.figures),
            module("study", &self.studies)
        )
    }
}

fn is_plain(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.chars().all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-')
}
