//! What a mark or a word *is*. Colours follow from roles (`plot/palette.rs`, `style/tokens.css`), never the other way.

/// The meaning of a mark or of a word. One meaning, one colour, everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Role {
    /// Text, data, the interface.
    #[default]
    Ink,
    /// Ticks and notes.
    Note,
    /// Edges and thin helper lines.
    Edge,
    /// Hairlines.
    Hairline,
    /// The ground that everything stands on.
    Paper,
    /// Weights: the line, the point, the path; run A.
    Weights,
    /// Loss and error.
    Error,
    /// The gradient and the next step.
    Gradient,
    /// The learning rate.
    Rate,
    /// The lowest point.
    Minimum,
    /// Run B: dashes, squares.
    RunB,
    /// Run C: dash-dot, triangles.
    RunC,
    /// Run D: dots, diamonds.
    RunD,
}

impl Role {
    /// The name in `style/tokens.css` (`--weights`), in class names (`t-weights`) and in marked-up words (`[weights|...]`).
    pub const fn name(self) -> &'static str {
        match self {
            Role::Ink => "ink",
            Role::Note => "ink-2",
            Role::Edge => "edge",
            Role::Hairline => "line",
            Role::Paper => "paper",
            Role::Weights => "weights",
            Role::Error => "error",
            Role::Gradient => "gradient",
            Role::Rate => "rate",
            Role::Minimum => "minimum",
            Role::RunB => "b",
            Role::RunC => "c",
            Role::RunD => "d",
        }
    }

    /// Every role.
    pub const ALL: [Role; 13] = [
        Role::Ink,
        Role::Note,
        Role::Edge,
        Role::Hairline,
        Role::Paper,
        Role::Weights,
        Role::Error,
        Role::Gradient,
        Role::Rate,
        Role::Minimum,
        Role::RunB,
        Role::RunC,
        Role::RunD,
    ];

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
