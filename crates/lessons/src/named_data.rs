//! The data that the control `data` names, for every lesson that has it.

use params::{Key, RunSpec};
use sim::data::{self, Data, Recipe};

/// The data that a specification names.
pub fn data_of(spec: &RunSpec) -> Data {
    let settings = &spec.settings;
    match settings.choice(Key::Data) {
        "penguins-all" => data::penguins(),
        "anscombe-1" => data::anscombe(0),
        "anscombe-2" => data::anscombe(1),
        "anscombe-3" => data::anscombe(2),
        "anscombe-4" => data::anscombe(3),
        "norris" => data::norris(),
        "generated" => data::generated(Recipe {
            n: settings.index(Key::N),
            slope: settings.value(Key::TrueSlope),
            intercept: settings.value(Key::TrueIntercept),
            noise: settings.value(Key::Noise),
            seed: settings.index(Key::Seed) as u64,
        }),
        "own" => spec.own.as_ref().map_or(Data::plain(Vec::new()), |own| Data {
            points: own.points.iter().map(|[x, y]| [x - own.origin, *y]).collect(),
            origin: own.origin,
        }),
        _ => data::penguins_drawn(),
    }
}
