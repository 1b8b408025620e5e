//! What can be taken hold of in a figure, and where a hand can bring it.

use super::marks::Look;
use super::palette::colour;
use super::pen::Pen;
use super::surface::{Drawn, Surface};
use super::{Role, Shape};

/// Something in a figure that can be dragged, or moved with the arrow keys.
#[derive(Clone, Debug, PartialEq)]
pub struct Handle {
    /// Which one, for `lessons::Act::Drag`.
    pub id: usize,
    /// Where it stands.
    pub at: [f64; 2],
    /// What it is called, for its button and a screen reader.
    pub name: &'static str,
    /// Its value in words.
    pub value: String,
    /// How far one press of an arrow key moves it, in data units along x and y. A zero means that it does not move that way.
    /// What is turned ([`Grip::Turn`]) is turned by so many radians instead.
    pub nudge: [f64; 2],
    /// Whether a mark is drawn for it; false where a mark of the scene already shows it.
    pub drawn: bool,
    /// What it is, which says how it moves.
    pub kind: Grip,
}

/// Kinds of handles. Each is drawn in its own way, and moves in its own way.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Grip {
    /// A point that is dragged anywhere: a ring.
    #[default]
    Point,
    /// A flag that is placed along x: a pole with a pennant.
    Flag,
    /// A bar whose end is pulled up and down: a grip across it.
    Bar,
    /// The head of an arrow that is turned about its foot and keeps its length, in data units: a ring between two tips.
    Turn { about: [f64; 2] },
}

impl Grip {
    /// Its name, for styles.
    pub const fn name(self) -> &'static str {
        match self {
            Grip::Point => "point",
            Grip::Flag => "flag",
            Grip::Bar => "bar",
            Grip::Turn { .. } => "turn",
        }
    }
}

impl Handle {
    /// Where it comes to stand if a hand that took it at `from` goes `to` there: `to` itself for a point, else the nearest place
    /// that its kind allows. Where there is none (not a number; a head pulled onto its foot) it stays `from`.
    pub fn reach(&self, from: [f64; 2], to: [f64; 2]) -> [f64; 2] {
        let found = match self.kind {
            Grip::Point => return to,
            Grip::Flag => [to[0], from[1]],
            Grip::Bar => [from[0], to[1]],
            Grip::Turn { about } => {
                let (old, new) = (away(about, from), away(about, to));
                let share = libm::hypot(old[0], old[1]) / libm::hypot(new[0], new[1]);
                [0, 1].map(|k| about[k] + share * new[k])
            }
        };
        if found.iter().all(|part| part.is_finite()) { found } else { from }
    }

    /// Where so many presses of the arrow keys bring it: right and up are positive. What is turned goes with the clock to the right
    /// and downwards, against it to the left and upwards.
    pub fn pressed(&self, x: f64, y: f64) -> [f64; 2] {
        let to = match self.kind {
            Grip::Turn { about } => {
                let ([across, up], (sine, cosine)) =
                    (away(about, self.at), libm::sincos(y * self.nudge[1] - x * self.nudge[0]));
                [about[0] + across * cosine - up * sine, about[1] + across * sine + up * cosine]
            }
            _ => [self.at[0] + x * self.nudge[0], self.at[1] + y * self.nudge[1]],
        };
        self.reach(self.at, to)
    }
}

/// The way from one place to another.
fn away(from: [f64; 2], to: [f64; 2]) -> [f64; 2] {
    [to[0] - from[0], to[1] - from[1]]
}

/// Radius of a ring, in CSS pixels.
const RING: f64 = 6.0;
/// From the middle of a grip to the foot of a tip beside it, and the length of the tip.
const TIPS: f64 = 9.5;
const TIP: f64 = 6.0;
/// Half the length and half the height of the grip on a bar.
const BAR: [f64; 2] = [14.0, 4.5];
/// How wide the paper round an ink is, and how wide an ink is where it lies round paper.
const CASE: f64 = 1.5;
const INK: f64 = 1.75;
/// A flag: half the pole's width, its height, and where the pennant has its lower corner and its tip.
const POLE: [f64; 2] = [1.0, 30.0];
const PENNANT: [f64; 2] = [16.0, 13.0];

/// The areas of a handle whose ring, if it has one, is drawn over them: about its pixel, in CSS pixels, paper under ink. Tips show
/// the way that it goes. A handle that goes everywhere has none.
fn shapes(kind: Grip, [x, y]: [f64; 2]) -> Vec<(Role, Vec<[f64; 2]>)> {
    let mut found = Vec::new();
    let bar = |more: f64| {
        let [across, down] = BAR.map(|half| half + more);
        vec![[-across, -down], [across, -down], [across, down], [-across, down]]
    };
    for (role, more) in [(Role::Paper, CASE), (Role::Ink, 0.0)] {
        for side in [-1.0, 1.0] {
            let corner = |along: f64, across: f64| [side * (along * x - across * y), side * (along * y + across * x)];
            let half = TIP * 0.8 + 1.6 * more;
            let foot = TIPS - more;
            found.push((role, vec![corner(TIPS + TIP + 1.8 * more, 0.0), corner(foot, half), corner(foot, -half)]));
        }
        match kind {
            Grip::Bar => found.push((role, bar(more))),
            Grip::Flag => {
                let ([half, high], [out, down]) = (POLE, PENNANT);
                let flag = [
                    [-half - more, more],
                    [-half - more, -high - more],
                    [half + 2.0 * more, -high - more],
                    [out + 2.5 * more, -high + down / 2.0],
                    [half + more, -high + down + 1.2 * more],
                    [half + more, more],
                ];
                found.push((role, flag.to_vec()));
            }
            _ => {}
        }
    }
    if kind == Grip::Bar {
        found.push((Role::Paper, bar(-INK)));
    }
    found
}

impl<S: Surface> Pen<'_, S> {
    /// Paper and ink: this can be taken hold of.
    pub(super) fn handle(&mut self, handle: &Handle) -> Drawn<S> {
        let at = self.view.pixel(handle.at);
        let way = match handle.kind {
            Grip::Point => return self.grip(handle.at),
            _ if !self.view.holds(at) => return Ok(()),
            Grip::Flag => [1.0, 0.0],
            Grip::Bar => [0.0, 1.0],
            Grip::Turn { about } => {
                let [x, y] = away(self.view.pixel(about), at);
                let length = libm::hypot(x, y);
                if length > 0.0 && length.is_finite() { [-y / length, x / length] } else { [1.0, 0.0] }
            }
        };
        for (role, mut corners) in shapes(handle.kind, way) {
            for corner in &mut corners {
                *corner = [0, 1].map(|k| at[k] + self.text * corner[k]);
            }
            self.fill(&corners, colour(role, self.theme), 1.0)?;
        }
        if matches!(handle.kind, Grip::Turn { .. }) { self.grip(handle.at) } else { Ok(()) }
    }

    /// A ring.
    fn grip(&mut self, at: [f64; 2]) -> Drawn<S> {
        let look = |rgb, size| Look { shape: Shape::Circle, rgb, size, opacity: 1.0, ring: false };
        self.points(&[at], &look(colour(Role::Paper, self.theme), RING + CASE))?;
        self.points(&[at], &look(colour(Role::Ink, self.theme), RING))?;
        self.points(&[at], &look(colour(Role::Paper, self.theme), RING - INK))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn handle(kind: Grip) -> Handle {
        Handle { id: 0, at: [3.0, 1.0], name: "", value: String::new(), nudge: [0.1, 0.1], drawn: true, kind }
    }

    #[test]
    fn each_kind_moves_in_its_own_way() {
        let reach = |kind| handle(kind).reach([3.0, 1.0], [5.0, 7.0]);
        assert_eq!(reach(Grip::Point), [5.0, 7.0]);
        assert_eq!(reach(Grip::Flag), [5.0, 1.0]);
        assert_eq!(reach(Grip::Bar), [3.0, 7.0]);
        assert_eq!(handle(Grip::Turn { about: [3.0, 3.0] }).reach([3.0, 1.0], [9.0, 3.0]), [5.0, 3.0]);
        assert_eq!(handle(Grip::Turn { about: [3.0, 3.0] }).reach([3.0, 1.0], [3.0, 3.0]), [3.0, 1.0]);
    }

    #[test]
    fn keys_move_a_point_and_turn_a_head() {
        assert_eq!(handle(Grip::Point).pressed(1.0, -2.0), [3.1, 0.8]);
        assert_eq!(handle(Grip::Flag).pressed(1.0, -2.0), [3.1, 1.0]);
        let turned = handle(Grip::Turn { about: [2.0, 1.0] }).pressed(0.0, 1.0);
        assert!((turned[0] - 2.0 - libm::cos(0.1)).abs() < 1e-12 && (turned[1] - 1.0 - libm::sin(0.1)).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn a_kind_with_one_way_stays_finite_and_on_it(from in [-1e3..1e3f64, -1e3..1e3f64], to in any::<[f64; 2]>(), about in any::<[f64; 2]>()) {
            for kind in [Grip::Flag, Grip::Bar, Grip::Turn { about }, Grip::Turn { about: [0.5, 0.25] }] {
                let found = handle(kind).reach(from, to);
                prop_assert!(found.iter().all(|part| part.is_finite()), "{kind:?}: {found:?}");
            }
            let found = handle(Grip::Turn { about: [0.5, 0.25] }).reach(from, to);
            let length = |[x, y]: [f64; 2]| libm::hypot(x - 0.5, y - 0.25);
            prop_assert!((length(found) - length(from)).abs() < 1e-9 * (1.0 + length(from)));
        }
    }
}
