//! What a lesson adds to the program that makes one of its runs again outside the page: a file `script.py` in its folder, and the
//! values that stand in it. What all programs have in common is written by `export`.
//!
//! The file is Python, with two additions:
//!
//! | written | means |
//! |---|---|
//! | `$name` | a value of [`Script::given`], or a control by its name in links |
//! | `% if words`, `% else`, `% end` on lines of their own | what stands between only where the words hold: `key=choice`; the name of a control that is not 0; or one of [`Script::holds`]; several with `or` between them |
//!
//! It has to define `start` (an array), `step(update, state)`, which makes the next state, and `row(update, state)`, the recorded
//! quantities of a state in the order of the trace.

use sim::Trace;

/// A lesson's part of a program.
pub struct Script<'a> {
    /// The lesson's `script.py`.
    pub text: &'static str,
    /// Values by name.
    pub given: Vec<(&'static str, Given)>,
    /// What holds of this run beside its settings.
    pub holds: Vec<&'static str>,
    /// The runs that the lesson shows beside it, by name: the program makes one of them instead where its first argument, `which`,
    /// names it.
    pub companions: Vec<(&'static str, &'a Trace)>,
}

/// A value that is written out.
pub enum Given {
    /// A number.
    Number(f64),
    /// A whole number.
    Whole(usize),
    /// An array of numbers.
    Numbers(Vec<f64>),
    /// A list of whole numbers.
    Wholes(Vec<usize>),
    /// A list of such lists.
    Places(Vec<Vec<usize>>),
}

/// What a lesson about points in a plane gives: `x`, counted from `origin`, and `y` of every point, the `mean` and the `deviation`
/// that standardise x, and the weights at the `start`.
pub fn plane(origin: f64, points: &[[f64; 2]], shift: [f64; 2], start: &[f64]) -> Vec<(&'static str, Given)> {
    let [mut x, mut y] = [Vec::new(), Vec::new()];
    for point in points {
        x.push(point[0]);
        y.push(point[1]);
    }
    vec![
        ("origin", Given::Number(origin)),
        ("x", Given::Numbers(x)),
        ("y", Given::Numbers(y)),
        ("mean", Given::Number(shift[0])),
        ("deviation", Given::Number(shift[1])),
        ("start", Given::Numbers(start.to_vec())),
    ]
}
