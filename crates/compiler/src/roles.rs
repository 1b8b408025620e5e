//! The roles of marks and words, from TOML to Rust.

use super::problem::Problem;
use super::table::{Row, rows};
use super::words::Source;
use serde::Deserialize;

/// One role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// The variant of `plot::Role`.
    pub key: String,
    /// The name in words and in the style.
    pub name: String,
    /// What it means.
    pub doc: String,
}

/// As it stands in the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    name: String,
    doc: String,
}

/// Reads `roles.toml`.
pub fn read(source: Source) -> Result<Vec<Role>, Problem> {
    let mut found: Vec<Role> = Vec::new();
    for Row { key, at, said: Written { name, doc } } in rows(source)? {
        if let Some(other) = found.iter().find(|role| role.name == name) {
            return Err(source.problem(at, format!("`{key}`: `{}` has the name `{name}` already", other.key)));
        }
        found.push(Role { key, name, doc });
    }
    if found.is_empty() { Err(source.problem(0, "expected at least one role")) } else { Ok(found) }
}

/// The type `Role`.
pub fn rust(roles: &[Role]) -> String {
    let each = |write: &dyn Fn(&Role) -> String| roles.iter().map(write).collect::<String>();
    let variant = |role: &Role| {
        let default = if role.key == roles[0].key { "#[default]\n" } else { "" };
        format!("#[doc = {:?}]\n{default}{},\n", role.doc, role.key)
    };
    format!(
        "/// The meaning of a mark or of a word. One meaning, one colour, everywhere.\n\
         #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]\npub enum Role {{\n{}}}\n\
         impl Role {{\n/// Every role.\npub const ALL: [Role; {}] = [{}];\n\
         /// The name in `style/tokens.css` (`--weights`), in class names (`t-weights`) and in marked-up words \
         (`[weights|...]`).\npub const fn name(self) -> &'static str {{\nmatch self {{\n{}}}\n}}\n}}\n",
        each(&variant),
        roles.len(),
        each(&|role| format!("Role::{}, ", role.key)),
        each(&|role| format!("Role::{} => {:?},\n", role.key, role.name)),
    )
}
