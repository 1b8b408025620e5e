//! How lines and points look, so that each says the same without its colour.

use super::Role;

/// A line's look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Its colour.
    pub role: Role,
    /// In CSS pixels.
    pub width: f64,
    /// Lengths on and off in CSS pixels; empty for a solid line.
    pub dash: &'static [f64],
    /// 0..=1.
    pub opacity: f64,
}

/// The dash of a line that is no run's: a border, a goal, the best possible.
const DASHED: &[f64] = &[5.0, 4.0];

impl Stroke {
    /// The line of a role. A run and a lane keep their dash wherever it is drawn.
    pub fn of(role: Role, width: f64) -> Stroke {
        let dash: &[f64] = match role {
            Role::RunB => &[6.0, 4.0],
            Role::RunC => &[8.0, 3.0, 2.0, 3.0],
            Role::RunD => &[2.0, 4.0],
            Role::Lane4 | Role::Lane6 => &[7.0, 3.0],
            Role::Lane5 | Role::Lane7 => &[2.0, 2.5],
            _ => &[],
        };
        Stroke { role, width, dash, opacity: 1.0 }
    }
    /// A solid line, whatever its role.
    pub fn solid(role: Role, width: f64) -> Stroke {
        Stroke { role, width, dash: &[], opacity: 1.0 }
    }
    /// A dashed line, whatever its role.
    pub fn dashed(role: Role, width: f64) -> Stroke {
        Stroke { role, width, dash: DASHED, opacity: 1.0 }
    }
    /// The same line, paler.
    pub fn pale(self, opacity: f64) -> Stroke {
        Stroke { opacity, ..self }
    }
}

/// The form of a point, which says the same as its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Data; run A, lane 1.
    Circle,
    /// Run B, lane 3.
    Square,
    /// Run C, lane 5.
    Triangle,
    /// Run D, lane 4.
    Diamond,
    /// Lane 2.
    Hexagon,
    /// Lane 6: a triangle on its tip.
    Down,
    /// Lane 7.
    Plus,
    /// A ring: the form of something not (or no longer) in use.
    Open,
}

impl Shape {
    /// The form of a role's points. A run and a lane keep their form wherever it is drawn.
    pub const fn of(role: Role) -> Shape {
        match role {
            Role::RunB | Role::Lane3 => Shape::Square,
            Role::RunC | Role::Lane5 => Shape::Triangle,
            Role::RunD | Role::Lane4 => Shape::Diamond,
            Role::Lane2 => Shape::Hexagon,
            Role::Lane6 => Shape::Down,
            Role::Lane7 => Shape::Plus,
            _ => Shape::Circle,
        }
    }
}
