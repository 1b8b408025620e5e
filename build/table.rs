//! What the compiler knows of the crate: the controls (`src/params/specs.rs`) and the roles (`src/plot/role.rs`), read from
//! their text. Both files keep one entry a line, so that no parser of Rust is needed; an entry that is not found here makes
//! the build fail rather than pass.

/// One control.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The variant of `params::Key`.
    pub key: String,
    /// The name in links.
    pub link: String,
    /// The names of a choice's values; empty for a number or a switch.
    pub choices: Vec<String>,
    /// Whether it is a switch.
    pub switch: bool,
}

/// The names that words may refer to.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Every control.
    pub rows: Vec<Row>,
    /// Every role that words can be coloured by.
    pub roles: Vec<String>,
}

impl Names {
    /// Reads the two files.
    pub fn read(specs: &str, roles: &str) -> Names {
        Names { rows: specs.lines().filter_map(row).collect(), roles: roles.lines().filter_map(role).collect() }
    }

    /// The control that links call `link`.
    pub fn linked(&self, link: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.link == link)
    }
}

/// `    Rate = "rate", Kind::..., 0.1, Descent;`
fn row(line: &str) -> Option<Row> {
    let (key, rest) = line.trim().split_once(" = \"")?;
    let (link, rest) = rest.split_once('"')?;
    if !rest.ends_with(';') || !key.chars().all(char::is_alphanumeric) {
        return None;
    }
    let choices = rest.split_once("Kind::Choice(&[").and_then(|(_, names)| names.split_once(']'));
    let choices = choices.map_or(Vec::new(), |(names, _)| {
        names.split(',').map(|name| name.trim().trim_matches('"').to_string()).collect()
    });
    Some(Row { key: key.to_string(), link: link.to_string(), choices, switch: rest.contains("Kind::Switch") })
}

/// `            Role::Weights => "weights",`
fn role(line: &str) -> Option<String> {
    let (_, name) = line.trim().strip_prefix("Role::")?.split_once(" => \"")?;
    Some(name.strip_suffix("\",")?.to_string())
}
