//! What the compiler knows of the crate: the controls (`crates/params/src/controls.toml`) and the roles (`crates/plot/src/roles.toml`). Of both it
//! also makes the Rust that the crate includes.

use super::controls::{self, Control};
use super::problem::Problem;
use super::roles::{self, Role};
use super::words::Source;
use serde::de::DeserializeOwned;
use toml::de::ValueDeserializer;

/// Where the controls are.
pub const CONTROLS: &str = "crates/params/src/controls.toml";
/// Where the roles are.
pub const ROLES: &str = "crates/plot/src/roles.toml";

/// The names that words may refer to.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Every control.
    pub controls: Vec<Control>,
    /// Every role that words can be coloured by.
    pub roles: Vec<Role>,
}

impl Names {
    /// Reads the texts of the two files.
    pub fn read(controls: &str, roles: &str) -> Result<Names, Problem> {
        let source = |file, text| Source { file, text, above: 0 };
        Ok(Names { controls: controls::read(source(CONTROLS, controls))?, roles: roles::read(source(ROLES, roles))? })
    }

    /// The control that links call `link`.
    pub fn linked(&self, link: &str) -> Option<&Control> {
        self.controls.iter().find(|row| row.link == link)
    }

    /// Whether words can be coloured by a role of this name.
    pub fn has_role(&self, name: &str) -> bool {
        self.roles.iter().any(|role| role.name == name)
    }
}

/// One table of a file: its name, the byte at which it begins, and what it says.
pub struct Row<T> {
    pub key: String,
    pub at: usize,
    pub said: T,
}

/// All tables of a file, in its order. Their names become variants of a Rust type.
pub fn rows<T: DeserializeOwned>(source: Source) -> Result<Vec<Row<T>>, Problem> {
    let mut tables: Vec<_> = source.toml()?.into_iter().collect();
    tables.sort_by_key(|(key, _)| key.span().start);
    let row = |(key, value): (toml::Spanned<_>, _)| {
        let at = key.span().start;
        let key: std::borrow::Cow<str> = key.into_inner();
        if !key.starts_with(|sign: char| sign.is_ascii_uppercase()) || !key.chars().all(|s| s.is_ascii_alphanumeric()) {
            return Err(source.problem(at, format!("`{key}` is no name of a variant; expected one like `TrueSlope`")));
        }
        match T::deserialize(ValueDeserializer::from(value)) {
            Ok(said) => Ok(Row { key: key.into_owned(), at, said }),
            Err(error) => {
                let at = error.span().map_or(at, |span| span.start);
                Err(source.problem(at, format!("`{key}`: {}", error.message().trim_end())))
            }
        }
    };
    tables.into_iter().map(row).collect()
}
