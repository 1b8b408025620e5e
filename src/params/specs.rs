//! The table of everything that a person can change. One row is one control: its link key, its kind and range, its
//! default, and what changes when it changes. A key has one meaning in the whole course.

use super::Scale;

/// What kind of value a control holds. Every value is kept as an `f64`; the kind says which ones are allowed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// Any finite number in `low..=high`; a whole number where `whole` is true.
    Number { low: f64, high: f64, scale: Scale, whole: bool },
    /// One of several names; the value is the index into them. The names are what a link carries.
    Choice(&'static [&'static str]),
    /// Off (0) or on (1).
    Switch,
}

/// What has to be done again when a value changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The problem itself: a change starts the run anew, before every fork.
    Problem,
    /// How descent goes: may differ from a fork on.
    Descent,
    /// What is shown; the run stays as it is.
    View,
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct ParamSpec {
    /// Which control this is.
    pub key: Key,
    /// Its name in links and in an embed's `hide`.
    pub link: &'static str,
    /// Which values it may take.
    pub kind: Kind,
    /// The course's default; a lesson may have its own.
    pub default: f64,
    /// What a change touches.
    pub scope: Scope,
}

macro_rules! specs {
    ($( $(#[$doc:meta])* $key:ident = $link:literal, $kind:expr, $default:expr, $scope:ident; )*) => {
        /// A control, by name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Key { $( $(#[$doc])* $key, )* }

        /// Every control of the course, in the order of [`Key`].
        pub const SPECS: &[ParamSpec] = &[ $( ParamSpec { key: Key::$key, link: $link, kind: $kind, default: $default, scope: Scope::$scope }, )* ];
    };
}

const fn number(low: f64, high: f64) -> Kind {
    Kind::Number { low, high, scale: Scale::Linear, whole: false }
}
const fn whole(low: f64, high: f64) -> Kind {
    Kind::Number { low, high, scale: Scale::Linear, whole: true }
}

specs! {
    /// Where descent (and *my line*) starts: the slope.
    Slope = "slope", number(-1e6, 1e6), 0.0, Problem;
    /// Where descent (and *my line*) starts: the intercept.
    Intercept = "intercept", number(-1e6, 1e6), 0.0, Problem;
    /// The learning rate η.
    Rate = "rate", Kind::Number { low: 1e-12, high: 100.0, scale: Scale::Log, whole: false }, 0.1, Descent;
    /// How the squared errors of the examples become one loss.
    Objective = "objective", Kind::Choice(&["mean", "sum", "half-sum"]), 0.0, Problem;
    /// How many updates the run may take.
    Updates = "updates", Kind::Number { low: 0.0, high: 10_000.0, scale: Scale::Log, whole: true }, 30.0, Problem;
    /// Which data.
    Data = "data", Kind::Choice(&["penguins", "penguins-all", "anscombe-1", "anscombe-2", "anscombe-3", "anscombe-4", "norris", "generated", "own"]), 0.0, Problem;
    /// Measure x in standard deviations from its mean.
    Standardise = "standardise", Kind::Switch, 0.0, Problem;
    /// Show residuals as squares instead of segments.
    Squares = "squares", Kind::Switch, 1.0, View;
    /// Hide the data, so that only the loss can guide.
    Blur = "blur", Kind::Switch, 0.0, View;
    /// Show the line of least loss, and where it stands on the ground.
    Best = "best", Kind::Switch, 1.0, View;
    /// What the second figure shows of the loss: a map over both weights, a slice along one, or nothing.
    Surface = "surface", Kind::Choice(&["map", "slope-slice", "intercept-slice", "none"]), 0.0, View;
    /// How many points are generated.
    N = "n", Kind::Number { low: 2.0, high: 10_000.0, scale: Scale::Log, whole: true }, 24.0, Problem;
    /// Standard deviation of the noise in generated data.
    Noise = "noise", number(0.0, 5.0), 0.6, Problem;
    /// The slope that generated data come from.
    TrueSlope = "true_slope", number(-3.0, 3.0), 0.8, Problem;
    /// The intercept that generated data come from.
    TrueIntercept = "true_intercept", number(-5.0, 5.0), 1.0, Problem;
    /// Where all randomness starts.
    Seed = "seed", whole(0.0, 9999.0), 1.0, Problem;
}

impl Key {
    /// How many controls there are.
    pub const COUNT: usize = SPECS.len();
    /// This control's row.
    pub const fn spec(self) -> &'static ParamSpec {
        &SPECS[self as usize]
    }
    /// The control that a link calls `name`.
    pub fn named(name: &str) -> Option<Key> {
        SPECS.iter().find(|row| row.link == name).map(|row| row.key)
    }
}
