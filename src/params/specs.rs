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
    Cut = "cut", Kind::Choice(&["map", "slope-slice", "intercept-slice", "none"]), 0.0, View;
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
    /// What descent runs on.
    Surface = "surface", Kind::Choice(&["parabola", "bowl", "ravine", "penguins"]), 0.0, Problem;
    /// The (largest) curvature λ of a quadratic.
    Curvature = "curvature", Kind::Number { low: 0.01, high: 100.0, scale: Scale::Log, whole: false }, 1.0, Problem;
    /// Largest over smallest curvature of a quadratic.
    Ratio = "ratio", Kind::Number { low: 1.0, high: 1000.0, scale: Scale::Log, whole: false }, 10.0, Problem;
    /// Where descent starts: its (first) weight.
    Start = "start", number(-10.0, 10.0), 1.0, Problem;
    /// Where descent starts: its second weight.
    Start2 = "start2", number(-10.0, 10.0), 1.0, Problem;
    /// What stands beside a person's own run: runs at fixed rates, the loss of all of them, or a sweep over rates.
    Figure = "figure", Kind::Choice(&["panels", "loss", "sweep"]), 0.0, View;
    /// How much of the last change goes into the next (heavy ball β).
    Momentum = "momentum", number(0.0, 0.99), 0.0, Descent;
    /// How many examples make one update.
    Batch = "batch", Kind::Number { low: 1.0, high: 10_000.0, scale: Scale::Log, whole: true }, 32.0, Descent;
    /// How a batch is drawn.
    Shuffle = "shuffle", Kind::Choice(&["every-epoch", "once", "replacement"]), 0.0, Problem;
    /// How the rate falls as updates are made: not at all, as 1/(1 + k/τ), or as (1 − 1/τ)^k.
    Decay = "decay", Kind::Choice(&["none", "inverse", "exponential"]), 0.0, Descent;
    /// The τ of that fall, in updates.
    DecayAfter = "decay_after", Kind::Number { low: 1.0, high: 10_000.0, scale: Scale::Log, whole: true }, 100.0, Descent;
    /// What is fitted: a line (squared error) or a probability (cross-entropy).
    Model = "model", Kind::Choice(&["linear", "logistic"]), 0.0, Problem;
    /// The weight of the newest example in the running average of the loss.
    Average = "average", Kind::Number { low: 0.001, high: 1.0, scale: Scale::Log, whole: false }, 0.05, View;
    /// What runs are compared along.
    Axis = "axis", Kind::Choice(&["updates", "examples", "epochs"]), 1.0, View;
    /// Which figures show batches and their noise.
    Panels = "panels", Kind::Choice(&["batch", "noise", "race", "average"]), 0.0, View;
    /// Which figures stand under the gradients of a deep network's layers.
    Detail = "detail", Kind::Choice(&["all", "loss", "chain", "neurons"]), 0.0, View;
    /// How far the true slope of a stream of examples moves while they are seen; 0 for data that stay.
    Drift = "drift", number(0.0, 5.0), 0.0, Problem;
    /// Layers of a network that have weights, the output included.
    Depth = "depth", whole(1.0, 50.0), 20.0, Problem;
    /// Neurons in every hidden layer.
    Width = "width", whole(4.0, 64.0), 32.0, Problem;
    /// What every neuron does with its sum.
    Activation = "activation", Kind::Choice(&["sigmoid", "tanh", "relu", "leaky-relu", "elu", "linear"]), 0.0, Problem;
    /// How large the first weights are.
    Init = "init", Kind::Choice(&["xavier", "he", "normal"]), 0.0, Problem;
    /// A factor on the first weights.
    ScaleOfWeights = "scale", Kind::Number { low: 0.001, high: 1000.0, scale: Scale::Log, whole: false }, 1.0, Problem;
    /// Batch normalisation between the linear map and the activation.
    Norm = "norm", Kind::Switch, 0.0, Problem;
    /// Connections past each layer: none, plain sums, or branches divided by the root of the depth.
    Skip = "skip", Kind::Choice(&["none", "plain", "scaled"]), 0.0, Problem;
    /// How gradients are clipped.
    Clip = "clip", Kind::Choice(&["none", "norm", "value"]), 0.0, Descent;
    /// The bound of that clipping.
    ClipAt = "clip_at", Kind::Number { low: 0.001, high: 1000.0, scale: Scale::Log, whole: false }, 1.0, Descent;
    /// The share of every weight that each update takes away, as a factor on the rate.
    WeightDecay = "weight_decay", number(0.0, 0.5), 0.0, Descent;
    /// Layers one above the other, or one layer again and again through time.
    Cell = "cell", Kind::Choice(&["layers", "recurrent"]), 0.0, Problem;
    /// The spectral radius of a recurrent cell's weights.
    Radius = "radius", number(0.5, 1.5), 1.0, Problem;
    /// How many steps of time a recurrent cell makes.
    Time = "time", whole(1.0, 100.0), 30.0, Problem;
    /// Measure what each remedy does over several seeds, instead of following one run.
    Remedies = "remedies", Kind::Switch, 0.0, Problem;
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
