//! A lesson's Markdown, taken apart: front matter, steps, and in them prose, predictions, tasks and sections.

use super::hides::{LISTS, Sights};
use super::markdown::{html, inline};
use super::named::{Numbered, named};
use super::problem::{Problem, listed};
use super::table::Names;
use super::template::{Piece, is_name, pieces};
use super::words::{Entry, Source, entries};
use super::{preset, template};
use toml::de::{DeTable, DeValue};

/// A lesson as its author wrote it.
pub struct Story {
    /// What the lesson is called.
    pub title: String,
    /// The question that it answers.
    pub question: String,
    /// How long it takes.
    pub minutes: u32,
    /// What its questions may hide.
    pub sights: Sights,
    /// What numbers meant before steps and answers had names.
    pub numbered: Numbered,
    /// The steps, in order.
    pub steps: Vec<Step>,
    /// The lesson's catalogue.
    pub words: Vec<Entry>,
}

/// One step.
#[derive(Default)]
pub struct Step {
    /// Its name in links.
    pub name: String,
    /// Its heading.
    pub title: String,
    /// As in a link.
    pub preset: String,
    /// Variants of `Key`.
    pub controls: Vec<String>,
    /// HTML: what a lecture asks the room, where there is no question.
    pub prompt: String,
    /// The prose.
    pub html: String,
    /// Questions.
    pub predictions: Vec<Prediction>,
    /// Goals.
    pub tasks: Vec<Task>,
    line: usize,
}

/// A question.
pub struct Prediction {
    /// Also the name of the function that judges it.
    pub id: String,
    /// What it hides while it is open: values of `lessons::Sight`.
    pub hides: Vec<String>,
    /// HTML.
    pub question: String,
    /// HTML.
    pub choices: Vec<String>,
    /// What the choices are called in progress and messages.
    pub names: Vec<String>,
    /// HTML with blanks, one for each choice.
    pub truths: Vec<Vec<Piece>>,
    /// Where it stands.
    pub line: usize,
}

/// A goal.
pub struct Task {
    /// Also the name of the function that checks it.
    pub id: String,
    /// HTML.
    pub goal: String,
    /// HTML with blanks.
    pub status: Vec<Piece>,
    /// Where it stands.
    pub line: usize,
}

/// Sections that stay open, and sections that open when asked.
const OPEN: &[&str] = &["remember"];
const FOLDED: &[&str] = &["misconceptions", "try", "sources", "more"];

/// The lines of a file with their numbers.
type Lines<'a> = [(usize, &'a str)];

/// Takes a story apart.
pub fn parse(file: &str, text: &str, names: &Names) -> Result<Story, Problem> {
    let lines: Vec<(usize, &str)> = text.lines().enumerate().map(|(index, line)| (index + 1, line)).collect();
    let fence =
        |from: usize| lines.iter().skip(from).position(|(_, line)| line.trim_end() == "+++").map(|at| at + from);
    let (Some(0), Some(end)) = (fence(0), fence(1)) else {
        return Err(Problem::new(file, 1, "expected front matter: TOML between two lines `+++` at the start"));
    };
    let front: String = lines[1..end].iter().map(|(_, line)| format!("{line}\n")).collect();
    let mut story = front_matter(Source { file, text: &front, above: 1 }, names)?;

    let mut body = &lines[end + 1..];
    while let Some((&(line, first), _)) = body.split_first() {
        if first.trim().is_empty() {
            body = &body[1..];
        } else if first.starts_with("# ") {
            let length = 1 + body[1..].iter().position(|(_, line)| line.starts_with("# ")).unwrap_or(body.len() - 1);
            story.steps.push(step(file, &body[..length], names, &story.sights)?);
            body = &body[length..];
        } else {
            return Err(Problem::new(file, line, "expected a step: `# Its heading`"));
        }
    }
    check(file, &story, lines.len())?;
    Ok(story)
}

fn front_matter(source: Source, names: &Names) -> Result<Story, Problem> {
    let table = source.toml()?;
    let known = || ["title", "question", "minutes", "words", "numbered"].into_iter().chain(LISTS);
    if let Some(key) = table.keys().find(|key| known().all(|known| known != &**key.get_ref())) {
        let message = format!("`{}` means nothing here; expected {}", key.get_ref(), listed(known()));
        return Err(source.problem(key.span().start, message));
    }
    let empty = DeTable::new();
    let words = match table.get("words").map(|value| value.get_ref()) {
        Some(DeValue::Table(words)) => words,
        _ => &empty,
    };
    let words = entries(source, words, names)?;
    let missing = |name: &str, what: &str| source.problem(0, format!("expected `{name} = {what}` in the front matter"));
    let text = |name: &str| match table.get(name).map(|value| value.get_ref()) {
        Some(DeValue::String(text)) => Ok(text.to_string()),
        _ => Err(missing(name, "\"...\"")),
    };
    let (title, question) = (text("title")?, text("question")?);
    let minutes = match table.get("minutes").map(|value| value.get_ref()) {
        Some(DeValue::Integer(number)) => number.as_str().parse().map_err(|_| missing("minutes", "20"))?,
        _ => return Err(missing("minutes", "20")),
    };
    let sights = Sights::read(&table, names).map_err(|(at, message)| source.problem(at, message))?;
    let numbered = Numbered::read(&table).map_err(|(at, message)| source.problem(at, message))?;
    Ok(Story { title, question, minutes, sights, numbered, steps: Vec::new(), words })
}

/// What must hold of the whole story.
fn check(file: &str, story: &Story, last: usize) -> Result<(), Problem> {
    if story.steps.is_empty() {
        return Err(Problem::new(file, last, "expected at least one step: `# Its heading`"));
    }
    let mut seen: Vec<&str> = Vec::new();
    let predictions = story.steps.iter().flat_map(|step| &step.predictions).map(|p| (p.id.as_str(), p.line));
    let tasks = story.steps.iter().flat_map(|step| &step.tasks).map(|t| (t.id.as_str(), t.line));
    for (id, line) in predictions.chain(tasks) {
        if seen.contains(&id) {
            return Err(Problem::new(file, line, format!("`{id}` is there twice; a name is given once in a lesson")));
        }
        seen.push(id);
    }
    for (place, step) in story.steps.iter().enumerate() {
        if step.html.is_empty() {
            return Err(Problem::new(file, step.line, format!("the step `{}` has no prose", step.title)));
        }
        if story.steps[..place].iter().any(|other| other.name == step.name) {
            return Err(Problem::new(file, step.line, format!("another step is called `{}` already", step.name)));
        }
    }
    let questions = story.steps.iter().flat_map(|step| &step.predictions);
    let questions = questions.map(|asked| (asked.id.as_str(), asked.names.as_slice()));
    let steps: Vec<&str> = story.steps.iter().map(|step| step.name.as_str()).collect();
    story.numbered.check(&steps, questions).map_err(|message| Problem::new(file, 1, message))
}

fn step(file: &str, lines: &Lines, names: &Names, sights: &Sights) -> Result<Step, Problem> {
    let (line, heading) = lines[0];
    let (title, name) = named(&heading[2..]).map_err(|message| Problem::new(file, line, message))?;
    let mut step = Step { title: title.to_string(), name: name.to_string(), line, ..Step::default() };
    let attributes = lines.get(1).map_or("", |(_, text)| text.trim());
    let Some(attributes) = attributes.strip_prefix('{').and_then(|text| text.strip_suffix('}')) else {
        let example = "`{preset: rate=0.17&at=4; controls: rate, objective}`";
        return Err(Problem::new(file, line + 1, format!("expected the step's settings below its heading: {example}")));
    };
    let say = |message: String| Problem::new(file, line + 1, message);
    let attributes = preset::attributes(attributes, names).map_err(say)?;
    if !attributes.prompt.is_empty() {
        step.prompt = still(file, &[(line + 1, &attributes.prompt)], line + 1, names)?;
    }
    (step.preset, step.controls) = (attributes.preset, attributes.controls);

    let mut prose: Vec<(usize, &str)> = Vec::new();
    let mut rest = &lines[2..];
    while let Some((&(line, text), after)) = rest.split_first() {
        rest = after;
        let Some(head) = text.strip_prefix(":::") else {
            prose.push((line, text));
            continue;
        };
        let Some(length) = rest.iter().position(|(_, text)| text.trim_end() == ":::") else {
            return Err(Problem::new(file, line, format!("`{text}` is not closed; expected a line `:::`")));
        };
        step.html.push_str(&passage(file, &prose, names)?);
        prose.clear();
        block(file, (line, head.trim()), &rest[..length], (names, sights), &mut step)?;
        rest = &rest[length + 1..];
    }
    step.html.push_str(&passage(file, &prose, names)?);
    Ok(step)
}

fn block(
    file: &str,
    head: (usize, &str),
    lines: &Lines,
    (names, sights): (&Names, &Sights),
    step: &mut Step,
) -> Result<(), Problem> {
    let (line, head) = head;
    let (kind, rest) = head.split_once(' ').unwrap_or((head, ""));
    let rest = rest.trim();
    // Only a question has something after its name.
    let (rest, hides) = match rest.find('{').filter(|_| kind == "predict") {
        Some(at) => (rest[..at].trim(), &rest[at..]),
        None => (rest, ""),
    };
    if matches!(kind, "predict" | "task") && !is_name(rest) {
        return Err(Problem::new(file, line, format!("expected a name in lower case: `::: {kind} first_step`")));
    }
    match kind {
        "predict" => {
            let hides = sights.hidden(hides, names).map_err(|message| Problem::new(file, line, message))?;
            step.predictions.push(Prediction { hides, ..prediction(file, line, rest, lines, names)? });
        }
        "task" => {
            let at = lines.iter().position(|(_, text)| text.starts_with(": ")).ok_or_else(|| {
                Problem::new(file, line, "expected the goal, and below it a line `: ` with how far the run is")
            })?;
            let goal = still(file, &lines[..at], line, names)?;
            step.tasks.push(Task { id: rest.to_string(), goal, status: told(file, &lines[at..], names)?, line });
        }
        kind if OPEN.contains(&kind) || FOLDED.contains(&kind) => {
            if rest.is_empty() {
                return Err(Problem::new(file, line, format!("expected a title: `::: {kind} Its title`")));
            }
            let (title, body) =
                (inline(rest, names).map_err(|(_, m)| Problem::new(file, line, m))?, passage(file, lines, names)?);
            step.html.push_str(&match OPEN.contains(&kind) {
                true => format!("<section class=\"gd-card gd-card--{kind}\"><h2>{title}</h2>{body}</section>\n"),
                false => format!(
                    "<details class=\"gd-card gd-card--{kind}\" name=\"cards\"><summary>{title}</summary>{body}</details>\n"
                ),
            });
        }
        _ => {
            let known = ["predict", "task"].into_iter().chain(OPEN.iter().copied()).chain(FOLDED.iter().copied());
            return Err(Problem::new(
                file,
                line,
                format!("`::: {kind}` is no block; expected one of {}", listed(known)),
            ));
        }
    }
    Ok(())
}

fn prediction(file: &str, line: usize, id: &str, lines: &Lines, names: &Names) -> Result<Prediction, Problem> {
    let starts: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].1.starts_with("- ")).collect();
    let [first, _, ..] = starts.as_slice() else {
        return Err(Problem::new(file, line, "expected a question and below it at least two choices: lines `- ...`"));
    };
    let mut found = Prediction {
        id: id.to_string(),
        hides: Vec::new(),
        question: still(file, &lines[..*first], line, names)?,
        choices: Vec::new(),
        names: Vec::new(),
        truths: Vec::new(),
        line,
    };
    for (place, &start) in starts.iter().enumerate() {
        let end = starts.get(place + 1).copied().unwrap_or(lines.len());
        let item: Vec<(usize, &str)> =
            lines[start..end].iter().map(|(line, text)| (*line, text.get(2..).unwrap_or(""))).collect();
        let Some(at) = item.iter().position(|(_, text)| text.starts_with(": ")) else {
            let message = "expected below the choice a line `  : ` with what is true when the run makes it so";
            return Err(Problem::new(file, item[0].0, message));
        };
        let mut words = item[..at].to_vec();
        let (line, last) = words.last_mut().map_or((line, ""), |(line, text)| (*line, *text));
        let (last, name) = named(last).map_err(|message| Problem::new(file, line, message))?;
        if found.names.iter().any(|other| other == name) {
            return Err(Problem::new(file, line, format!("another choice is called `{name}` already")));
        }
        found.names.push(name.to_string());
        words.pop();
        words.push((line, last));
        found.choices.push(still(file, &words, item[0].0, names)?);
        found.truths.push(told(file, &item[at..], names)?);
    }
    Ok(found)
}

/// Prose as HTML. It may not have blanks: it does not change with the run.
fn passage(file: &str, lines: &Lines, names: &Names) -> Result<String, Problem> {
    let text: Vec<&str> = lines.iter().map(|(_, text)| *text).collect();
    let text = text.join("\n");
    if text.trim().is_empty() {
        return Ok(String::new());
    }
    let start = lines.first().map_or(1, |(line, _)| *line);
    let html = html(&text, names).map_err(|(line, message)| Problem::new(file, start + line, message))?;
    fixed(&html).map(|html| html + "\n").map_err(|message| Problem::new(file, start, message))
}

/// One paragraph as HTML, without blanks.
fn still(file: &str, lines: &Lines, line: usize, names: &Names) -> Result<String, Problem> {
    let text: Vec<&str> = lines.iter().map(|(_, text)| text.trim()).collect();
    let html = inline(text.join("\n").trim(), names).map_err(|(at, message)| Problem::new(file, line + at, message))?;
    fixed(&html).map_err(|message| Problem::new(file, line, message))
}

/// One paragraph after `: `, with blanks that the run fills.
fn told(file: &str, lines: &Lines, names: &Names) -> Result<Vec<Piece>, Problem> {
    let line = lines[0].0;
    let text: Vec<&str> = lines.iter().map(|(_, text)| text.trim_start_matches(": ").trim()).collect();
    let html = inline(text.join("\n").trim(), names).map_err(|(at, message)| Problem::new(file, line + at, message))?;
    pieces(&html).map_err(|message| Problem::new(file, line, message))
}

fn fixed(html: &str) -> Result<String, String> {
    let pieces = pieces(html)?;
    match template::blanks(&pieces).first() {
        Some(blank) => Err(format!("`{{{blank}}}` may stand only after `: `, where the run is known")),
        None => Ok(pieces
            .into_iter()
            .map(|piece| if let Piece::Words(words) = piece { words } else { String::new() })
            .collect()),
    }
}
