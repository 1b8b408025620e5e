//! The compiler of words says what is wrong, and where.

use compiler::catalogue::{self, Language};
use compiler::table::Names;
use compiler::{emit, maths, story};

const FRONT: &str = "+++\ntitle = \"T\"\nquestion = \"Q\"\nminutes = 5\n+++\n";
const STEP: &str = "# First {#first}\n{preset: rate=0.17&at=4; controls: rate, objective}\n\nProse.\n";

fn names() -> Names {
    Names::read(include_str!("../../crates/params/src/controls.toml"), include_str!("../../crates/plot/src/roles.toml"))
        .expect("good tables")
}

fn read(body: &str) -> Result<story::Story, String> {
    story::parse("x/en.md", &format!("{FRONT}{body}"), &names()).map_err(|problem| problem.to_string())
}

/// The mistake in a story whose front matter takes lines 1 to 5.
fn mistake(body: &str) -> String {
    read(body).err().unwrap_or_else(|| "no mistake found".to_string())
}

fn with_block(block: &str) -> String {
    format!("{STEP}\n{block}")
}

#[test]
fn the_tables_of_the_crate_are_read_as_a_whole() {
    let names = names();
    let links: Vec<&str> = names.controls.iter().map(|row| row.link.as_str()).collect();
    let expected: Vec<&str> = downhill::params::SPECS.iter().map(|row| row.link).collect();
    assert_eq!(links, expected);
    for (row, spec) in names.controls.iter().zip(downhill::params::SPECS) {
        assert_eq!((row.key.as_str(), row.default), (format!("{:?}", spec.key).as_str(), spec.default));
        if let downhill::params::Kind::Choice(choices) = spec.kind {
            assert_eq!(row.choices(), choices);
        }
    }
    let roles: Vec<&str> = names.roles.iter().map(|role| role.name.as_str()).collect();
    assert_eq!(roles, downhill::plot::Role::ALL.map(|role| role.name()));
}

#[test]
fn mistakes_in_the_tables_name_their_line() {
    let ink = "[Ink]\nname = \"ink\"\ndoc = \"Text.\"\n";
    let told = |controls: &str, roles: &str| match Names::read(controls, roles) {
        Err(problem) => problem.to_string(),
        Ok(_) => "no mistake found".to_string(),
    };
    let control = |rest: &str| told(&format!("# A table.\n[Rate]\nlink = \"rate\"\ndoc = \"D\"\n{rest}\n"), ink);
    let file = "crates/params/src/controls.toml";
    let number = "range = [0, 2]\ndefault = 1\nscope = \"problem\"";
    assert_eq!(control(number), "no mistake found");
    for (rest, line, message) in [
        ("default = 1\nscope = \"view\"", 2, "expected one of `range = [low, high]`"),
        ("range = [0, 2]\ndefault = 3\nscope = \"view\"", 2, "the default 3: expected a number from 0 to 2"),
        ("range = [0, 2]\nwhole = true\ndefault = 0.5\nscope = \"view\"", 2, "expected a whole number from 0 to 2"),
        ("range = [2, 0]\ndefault = 1\nscope = \"view\"", 2, "expected a low end below a high one"),
        ("choices = [\"a\", \"b\"]\ndefault = \"c\"\nscope = \"view\"", 2, "expected one of `a`, `b`"),
        ("choices = [\"a\", \"a\"]\ndefault = \"a\"\nscope = \"view\"", 2, "the choice `a` is there twice"),
        (
            "choices = [\"a\"]\nwhole = true\ndefault = \"a\"\nscope = \"view\"",
            2,
            "`whole` goes with `range` and `list`",
        ),
        ("list = [0, 2]\ndefault = [1]\nscope = \"view\"", 2, "`list = [low, high]` and `most` go together"),
        ("range = [0, 2]\nmost = 3\ndefault = 1\nscope = \"view\"", 2, "`list = [low, high]` and `most` go together"),
        ("list = [0, 2]\nmost = 0\ndefault = [1]\nscope = \"view\"", 2, "a length of 0: expected 1 to 100"),
        ("list = [0, 2]\nmost = 1\ndefault = [1, 1]\nscope = \"view\"", 2, "has 2 numbers; expected 1 to 1"),
        ("list = [0, 2]\nmost = 1\ndefault = []\nscope = \"view\"", 2, "has 0 numbers; expected 1 to 1"),
        ("list = [0, 2]\nmost = 1\ndefault = [3]\nscope = \"view\"", 2, "expected a number from 0 to 2"),
        ("list = [0, 2]\nmost = 1\nwhole = true\ndefault = [0.5]\nscope = \"view\"", 2, "expected a whole number"),
        ("list = [2, 0]\nmost = 1\ndefault = [1]\nscope = \"view\"", 2, "expected a low end below a high one"),
        ("list = [0, 2]\nmost = 1\nscale = \"log\"\ndefault = [1]\nscope = \"view\"", 2, "`scale` goes with `range`"),
        ("list = [0, 2]\nmost = 1\ndefault = 1\nscope = \"view\"", 2, "of another kind"),
        ("text = 2\ndefault = \"abc\"\nscope = \"view\"", 2, "expected one line of at most 2 characters"),
        ("text = 9\ndefault = \"a\\nb\"\nscope = \"view\"", 2, "expected one line of at most 9 characters"),
        ("text = 2000\ndefault = \"\"\nscope = \"view\"", 2, "a length of 2000: expected 1 to 1000"),
        ("text = 9\nrange = [0, 2]\ndefault = 1\nscope = \"view\"", 2, "expected one of `range = [low, high]`"),
        ("switch = true\ndefault = 1\nscope = \"view\"", 2, "of another kind"),
        ("range = [0, 2]\ndefault = 1\nscope = \"all\"", 7, "unknown variant `all`, expected one of"),
        ("range = [0, 2]\nstep = 1", 6, "unknown field `step`, expected one of"),
        ("range = [0, 2]\ndefault = 1", 2, "missing field `scope`"),
        (
            &format!("{number}\n[Other]\nlink = \"rate\"\ndoc = \"D\"\n{number}"),
            8,
            "`Rate` has the link `rate` already",
        ),
        (&format!("{number}\n[other]\n"), 8, "`other` is no name of a variant"),
        ("range = [0, 2", 5, "this is not TOML"),
    ] {
        let said = control(rest);
        assert!(said.starts_with(&format!("{file}:{line}: ")) && said.contains(message), "{rest}\n{said}");
    }
    let roles = told("", &format!("{ink}[Note]\nname = \"ink\"\ndoc = \"\"\n"));
    assert_eq!(roles, "crates/plot/src/roles.toml:4: `Note`: `Ink` has the name `ink` already");
}

/// Lists and texts are kinds of value as well, and presets set them as links do.
#[test]
fn a_list_and_a_text_are_controls() {
    let table = "[Widths]\nlink = \"widths\"\ndoc = \"D\"\nlist = [1, 16]\nmost = 3\nwhole = true\ndefault = [8, 8]\nscope = \"problem\"\n\
                 [Formula]\nlink = \"formula\"\ndoc = \"D\"\ntext = 200\ndefault = \"x \\\" y\"\nscope = \"view\"\n";
    let names = Names::read(table, include_str!("../../crates/plot/src/roles.toml")).expect("a good table");
    let code = compiler::controls::rust(&names.controls);
    for part in [
        "kind: Kind::List { low: 1.0, high: 16.0, whole: true, most: 3, default: &[8.0, 8.0] }, default: 0.0,",
        "kind: Kind::Text { most: 200, default: \"x \\\" y\" }, default: 0.0,",
    ] {
        assert!(code.contains(part), "{part} is missing in {code}");
    }
    let told = |preset: &str| {
        let text = format!(
            "{FRONT}# First {{#first}}\n{{preset: {preset}; controls: widths, formula; prompt: P?}}\n\nProse.\n"
        );
        story::parse("x/en.md", &text, &names).err().map_or_else(String::new, |problem| problem.to_string())
    };
    for good in ["widths=8~8~4&formula=eF4y", "widths=1", "formula="] {
        assert_eq!(told(good), "", "{good}");
    }
    for (wrong, message) in [
        ("widths=8~17", "expected 1 to 3 whole numbers from 1 to 16 with `~` between"),
        ("widths=8~2.5", "expected 1 to 3 whole numbers"),
        ("widths=1~1~1~1", "expected 1 to 3 whole numbers"),
        ("widths=", "expected 1 to 3 whole numbers"),
        ("formula=x^2", "expected base64url"),
    ] {
        assert!(told(wrong).contains(message), "{wrong}: {}", told(wrong));
    }
}

#[test]
fn a_step_has_its_settings_prose_questions_and_goals() {
    let story = read(&with_block(
        "::: predict spot\nWith $\\eta = 0.17$,\nwhere?\n- Short {#short}\n  : **Short**, {loss}.\n- Far {#far}\n  : Far,\n    {n#update|updates}.\n:::\n\
         More prose.\n::: task near\nCome near.\n: Loss {loss}.\n:::\n",
    ))
    .expect("a good story");
    let step = &story.steps[0];
    assert_eq!((step.title.as_str(), step.preset.as_str()), ("First", "rate=0.17&at=4"));
    assert_eq!(step.controls, ["Rate", "Objective"]);
    assert_eq!(step.html, "<p>Prose.</p>\n<p>More prose.</p>\n");
    assert_eq!(step.name, "first");
    assert_eq!(step.predictions[0].choices, ["Short", "Far"]);
    assert_eq!(step.predictions[0].names, ["short", "far"]);
    assert_eq!(step.tasks[0].goal, "Come near.");
    assert_eq!(step.prompt, "");
    let asked = read("# First {#first}\n{preset: rate=0.17; prompt: Short, *or* far: which?}\n\nProse.\n")
        .expect("a good story");
    assert_eq!(asked.steps[0].prompt, "Short, <em>or</em> far: which?");
    let code = emit::rust(&story, "some_lesson", "x/en.md", &names());
    assert!(code.contains("slug: \"some-lesson\""));
    for name in [
        "asked::<SomeLesson, _>(run, view, crate::some_lesson::judge::facts::loss), ",
        "facts::n), ",
        "\"Far,\\n\\u{1}0update|updates\\u{1}.\"",
        "judges::spot) /* x/en.md:11 */",
        "tasks::near) /* x/en.md:",
    ] {
        assert!(code.contains(name), "{name} is missing in {code}");
    }
}

#[test]
fn mistakes_in_the_front_matter_name_their_line() {
    let told = |text: &str| match story::parse("x/en.md", text, &names()) {
        Err(problem) => problem.to_string(),
        Ok(_) => "no mistake found".to_string(),
    };
    assert!(told("# First").starts_with("x/en.md:1: expected front matter"));
    assert!(told("+++\ntitle = \"T\"\nquestion = 5\n+++\n").contains("expected `question = \"...\"`"));
    assert!(told("+++\ntitle = \n+++\n").starts_with("x/en.md:2: this is not TOML"));
    assert!(told("+++\ntitel = \"T\"\n+++\n").starts_with("x/en.md:2: `titel` means nothing here"));
    assert!(
        told("+++\n[words]\na = \"[wieghts|slope]\"\n+++\n").starts_with("x/en.md:3: `a`: `[wieghts|...]` is no mark")
    );
    assert!(told("+++\n[words]\nmove = \"x\"\n+++\n").starts_with("x/en.md:3: `move` cannot be the name"));
}

#[test]
fn mistakes_in_a_step_name_their_line_and_what_to_write() {
    assert!(mistake("Prose.\n").starts_with("x/en.md:6: expected a step"));
    assert!(mistake("# First\n{}\nP.\n").contains("expected a name after `First`, such as `{#short-name}`"));
    assert!(mistake("# First {#5}\n{}\nP.\n").contains("the name `5`: expected lower-case letters"));
    let twice = mistake("# First {#first}\n{}\nP.\n\n# Second {#first}\n{}\nP.\n");
    assert_eq!(twice, "x/en.md:10: another step is called `first` already");
    assert!(mistake("# First {#first}\nProse.\n").starts_with("x/en.md:7: expected the step's settings"));
    assert!(
        mistake("# First {#first}\n{preset: rat=1}\nProse.\n")
            .starts_with("x/en.md:7: `rat` is no control; expected one of `slope`")
    );
    assert!(mistake("# First {#first}\n{preset: rate=fast}\nP.\n").contains("`rate=fast`: expected a number"));
    assert!(mistake("# First {#first}\n{preset: squares=2}\nP.\n").contains("`squares=2`: expected 0 or 1"));
    assert!(mistake("# First {#first}\n{preset: data=penguin}\nP.\n").contains("expected one of `penguins`"));
    assert!(mistake("# First {#first}\n{controls: rate, speed}\nP.\n").contains("`speed` is no control"));
    assert!(mistake("# First {#first}\n{kontrols: rate}\nP.\n").contains("means nothing here"));
    assert!(mistake("# First {#first}\n{preset: rate=1}\n").contains("has no prose"));
    assert!(mistake("# First {#first}\n{}\nThe loss is {loss}.\n").contains("`{loss}` may stand only after `: `"));
    assert!(mistake("# First {#first}\n{}\nA <b>b</b>.\n").starts_with("x/en.md:8: HTML may not stand"));
    assert!(mistake("# First {#first}\n{}\nSome $\\frac{1$ maths.\n").contains("is not understood"));
}

#[test]
fn mistakes_in_a_block_name_their_line_and_what_to_write() {
    let told = |block: &str| mistake(&with_block(block));
    assert!(told("::: guess x\n:::\n").starts_with("x/en.md:11: `::: guess` is no block; expected one of `predict`"));
    assert!(told("::: predict x\nWhere?\n").contains("is not closed"));
    assert!(told("::: predict First step\n:::\n").contains("expected a name in lower case"));
    assert!(told("::: predict x\nWhere?\n- Here {#here}\n  : Yes.\n:::\n").contains("at least two choices"));
    assert!(
        told("::: predict x\nWhere?\n- Here {#here}\n  : Yes.\n- There {#there}\n:::\n")
            .starts_with("x/en.md:15: expected below the choice")
    );
    assert!(
        told("::: predict x\nWhere?\n- A {#a}\n  : {Loss}.\n- B {#b}\n  : B.\n:::\n")
            .starts_with("x/en.md:14: `{Loss}`")
    );
    assert!(told("::: task x\nDo it.\n:::\n").contains("expected the goal, and below it"));
    let many = "::: task x\nDo it.\n: {a} {b} {c} {d} {e} {f} {g} {h} {i} {j} {k}.\n:::\n";
    assert!(told(many).contains("more than 10 different blanks"));
    let choices = |choices: &str| told(&format!("::: predict x\nWhere?\n{choices}:::\n"));
    assert!(choices("- A\n  : A.\n- B {#b}\n  : B.\n").contains("expected a name after `A`"));
    assert!(choices("- A {#a}\n  : A.\n- B {#a}\n  : B.\n").contains("another choice is called `a` already"));
    assert!(told("::: remember\n- x\n:::\n").contains("expected a title"));
    let twice = "::: task x\nDo it.\n: Now.\n:::\n";
    assert!(told(&format!("{twice}{twice}")).contains("`x` is there twice"));
}

#[test]
fn formulas_wear_the_colours_of_their_quantities_without_inline_styles() {
    let set = |latex: &str| maths::mathml(latex, false).expect("a formula");
    assert!(set("w - b").contains("<mi class=\"t-weights\">w</mi>"));
    assert!(set("\\eta = 0.17").contains("<mn class=\"t-rate\">0.17</mn>"));
    assert!(set("\\lambda = 2").contains("<mn>2</mn>"));
    let derivative = set("\\partial L/\\partial w");
    assert_eq!(derivative.matches("t-gradient").count(), 5, "{derivative}");
    assert!(!derivative.contains("t-error"), "{derivative}");
    assert!(set("\\frac{\\partial L}{\\partial w}").contains("<mfrac class=\"t-gradient\">"));
    assert!(maths::mathml("\\color{red} w", false).is_err());
}

fn catalogue_of(texts: &[(&str, &str)]) -> Result<String, String> {
    let languages: Vec<Language> = texts
        .iter()
        .map(|(code, text)| Language { code: code.to_string(), file: format!("{code}.toml"), text: text.to_string() })
        .collect();
    let weights = "[Weights]\nname = \"weights\"\ndoc = \"Weights.\"\n";
    let names = Names::read("", weights).expect("good tables");
    catalogue::compile(&languages, &names).map_err(|problem| problem.to_string())
}

#[test]
fn words_become_functions_with_their_blanks_as_arguments() {
    let code =
        catalogue_of(&[("en", "[a]\nrows = \"[b|{n}] {n#row|rows} of {name}\"\nplay = \"Play\"\n")]).expect("good");
    assert!(code.contains("pub mod a {"));
    assert!(code.contains("pub fn rows(n: &str, name: &str) -> String"));
    assert!(code.contains("pub fn play() -> &'static str"));
}

#[test]
fn a_further_language_has_the_same_words_and_blanks() {
    let english = ("en", "a = \"A {n}\"\nb = \"B\"\n");
    assert!(catalogue_of(&[english, ("de", "a = \"Ä {n}\"\nb = \"B\"\n")]).is_ok());
    let told = |german: &str| catalogue_of(&[english, ("de", german)]).err().unwrap_or_default();
    assert_eq!(told("a = \"Ä {n}\"\n"), "de.toml:1: `b` is missing; en.toml has it");
    assert_eq!(told("b = \"B\"\na = \"Ä\"\n"), "de.toml:2: `a` has the blanks none; en.toml has `n`");
    assert_eq!(told("a = \"Ä {n}\"\nb = \"B\"\nc = \"C\"\n"), "de.toml:3: `c` is not in en.toml");
}

#[test]
fn every_story_is_as_the_curriculum_asks() {
    let folders = std::fs::read_dir("crates/lessons/src").expect("the lessons");
    let stories = folders.flatten().map(|folder| folder.path().join("en.md")).filter(|path| path.is_file());
    // The lesson to copy is in no course.
    let stories = stories.filter(|path| !path.ends_with("template/en.md"));
    for path in stories {
        let (file, text) = (path.display().to_string(), std::fs::read_to_string(&path).expect("a story"));
        let story = story::parse(&file, &text, &names()).unwrap_or_else(|problem| panic!("{problem}"));
        let mut faults = Vec::new();
        let mut ask = |holds: bool, sentence: String| {
            if !holds {
                faults.push(sentence);
            }
        };
        ask((5..=9).contains(&story.steps.len()), format!("{} steps; expected 5 to 9", story.steps.len()));
        let questions = story.steps.iter().map(|step| step.predictions.len()).sum::<usize>();
        ask(questions >= 2, format!("{questions} questions; expected at least two (`::: predict name`)"));
        let goals = story.steps.iter().map(|step| step.tasks.len()).sum::<usize>();
        ask(goals >= 2, format!("{goals} goals; expected at least two (`::: task name`)"));
        for step in &story.steps {
            let prose = step.html.split("<details").next().unwrap_or_default();
            let words = without_tags(prose).split_whitespace().count();
            ask(words <= 105, format!("`{}` has {words} words; at most 105 fit beside the figure", step.title));
        }
        let asked = |step: &story::Step| {
            let questions = step.predictions.iter().flat_map(|ask| [&ask.question].into_iter().chain(&ask.choices));
            questions.chain(step.tasks.iter().map(|task| &task.goal)).cloned().collect::<String>()
        };
        let page: String = story.steps.iter().map(|step| step.html.clone() + &asked(step)).collect();
        for card in ["remember", "misconceptions", "try", "sources"] {
            ask(page.contains(&format!("gd-card--{card}")), format!("no card `::: {card} Its title`"));
        }
        assert!(faults.is_empty(), "{file}:\n  {}", faults.join("\n  "));
        assert!(!page.contains(" style="), "{file}: an inline style");
        assert_eq!(page.matches('<').count(), page.matches('>').count(), "{file}: tags");
    }
}

/// The words of HTML; a formula counts as one.
fn without_tags(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        out.push_str(before);
        let end = if tag.starts_with("math") { "</math>" } else { ">" };
        rest = tag.split_once(end).map_or("", |(_, after)| after);
        out.push_str(if end == ">" { " " } else { "x" });
    }
    out + rest
}

/// What a question hides that stands in line 14 of a story with two figures, a study and a slider with stretches.
fn hidden(attributes: &str) -> Result<Vec<String>, String> {
    let lists = "minutes = 5\nfigures = [\"map\", \"sweep\"]\nstudies = [\"sweep\"]\nstretches = [\"rate\"]\n";
    let front = FRONT.replace("minutes = 5\n", lists);
    let block = format!("::: predict spot{attributes}\nWhere?\n- A {{#a}}\n  : A.\n- B {{#b}}\n  : B.\n:::\n");
    let story = story::parse("x/en.md", &format!("{front}{STEP}\n{block}"), &names());
    story.map(|story| story.steps[0].predictions[0].hides.clone()).map_err(|problem| problem.to_string())
}

#[test]
fn a_question_hides_what_it_names_and_otherwise_the_run() {
    assert_eq!(hidden("").as_deref(), Ok(&["Run".to_string()][..]));
    let named = hidden(" {hides: start, map, sweep, rate}").expect("known names");
    let expected = ["Start", "Figure(\"map\")", "Figure(\"sweep\")", "Study(\"sweep\")"];
    assert_eq!(named[..4], expected);
    assert_eq!(named[4..], ["Stretches(params::Key::Rate)"]);
    let told = |attributes: &str| hidden(attributes).err().unwrap_or_else(|| "no mistake found".to_string());
    assert!(
        told(" {hides: run, mop}").starts_with(
            "x/en.md:14: `mop` is nothing that a question hides; expected one of `run`, `start`, `map`, `sweep`"
        ),
        "{}",
        told(" {hides: run, mop}")
    );
    // A control without named stretches is none.
    assert!(told(" {hides: slope}").contains("`slope` is nothing that a question hides"));
    assert!(told(" {shows: map}").starts_with("x/en.md:14: `{shows: map}` means nothing here"));
    assert!(told(" {hides: map").contains("`{hides: map` means nothing here"));
}

#[test]
fn what_had_a_number_stays() {
    let front = |numbered: &str| FRONT.replace("minutes = 5\n", &format!("minutes = 5\n[numbered]\n{numbered}\n"));
    let block = "::: predict spot\nWhere?\n- A {#a}\n  : A.\n- B {#b}\n  : B.\n:::\n";
    let told = |numbered: &str| {
        let text = front(numbered) + &with_block(block);
        story::parse("x/en.md", &text, &names()).err().map(|problem| problem.to_string()).unwrap_or_default()
    };
    assert_eq!(told("steps = [\"first\"]\nspot = [\"b\", \"a\"]"), "");
    assert!(told("steps = [\"gone\"]").contains("no step is called `gone` any more, and old links lead to it"));
    assert!(told("spot = [\"a\", \"c\"]").contains("`spot` has no choice `c` any more"));
    assert!(told("other = [\"a\"]").contains("there is no question `other` any more"));
    assert!(told("steps = 3").contains("expected `steps` and questions, each with a list of names"));
}

#[test]
fn mistakes_in_the_lists_of_what_can_be_hidden_name_their_line() {
    let told = |list: &str| match story::parse("x/en.md", &format!("+++\n{list}\ntitle = \"T\"\n+++\n"), &names()) {
        Err(problem) => problem.to_string(),
        Ok(_) => "no mistake found".to_string(),
    };
    let front = |list: &str| told(&format!("question = \"Q\"\nminutes = 5\n{list}"));
    assert!(front("figures = \"map\"").starts_with("x/en.md:4: `figures`: expected a list of names"));
    assert!(front("figures = [\"The map\"]").starts_with("x/en.md:4: `The map`: expected a name of lower-case"));
    assert!(front("studies = [\"run\"]").contains("`run` means something else in `hides`"));
    assert!(front("stretches = [\"speed\"]").contains("`speed` is no control; expected one of `slope`"));
    assert!(front("figures = [\"map\",\n\"map\"]").starts_with("x/en.md:5: `map` is there twice"));
    assert!(front("studies = [\"rate\"]\nstretches = [\"rate\"]").starts_with("x/en.md:5: `rate` is there twice"));
}
