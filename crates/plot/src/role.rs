//! What a mark or a word *is*. Colours follow from roles (`plot/palette.rs`, `style/tokens.css`), never the other way.
//! `roles.toml` lists them; `build/roles.rs` makes [`Role`] of it.

include!(concat!(env!("OUT_DIR"), "/roles.rs"));

impl Role {
    /// The role of that name.
    pub fn named(name: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.name() == name)
    }

    /// The role of the run with this place: 0 is A, the run that one looks at.
    pub const fn of_run(place: usize) -> Role {
        match place {
            0 => Role::Weights,
            1 => Role::RunB,
            2 => Role::RunC,
            _ => Role::RunD,
        }
    }
}
