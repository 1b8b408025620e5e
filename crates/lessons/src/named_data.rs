//! The data that the control `data` names: as descent sees them, and as a person edits them.

use params::{Key, OwnData, RunSpec};
use sim::data::{self, Data, Recipe};
use std::sync::Arc;

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

/// The points as the page shows them, with x from 0.
pub fn page(spec: &RunSpec, data: &Data) -> Vec<[f64; 2]> {
    match &spec.own {
        Some(own) => own.points.clone(),
        None => data.points.iter().map(|[x, y]| [x + data.origin, *y]).collect(),
    }
}

/// The data as somebody's own: a built-in set has no names yet.
pub fn own_data(spec: &RunSpec, data: &Data) -> OwnData {
    match &spec.own {
        Some(own) => (**own).clone(),
        None => OwnData { origin: data.origin, points: page(spec, data), ..OwnData::default() },
    }
}

/// What the two columns are called: as the person calls them, or else as usual.
pub fn column_names(spec: &RunSpec, usual: [&str; 2]) -> [String; 2] {
    let mut names = usual.map(str::to_string);
    if let (Some(own), "own") = (&spec.own, spec.settings.choice(Key::Data)) {
        for (name, own) in names.iter_mut().zip([&own.x_name, &own.y_name]).filter(|(_, own)| !own.is_empty()) {
            *name = i18n::plain(own);
        }
    }
    names
}

/// The points with x standardised, if it is to be; and the mean and the deviation of that, 0 and 1 if not.
pub fn standardised(points: &[[f64; 2]], standardise: bool) -> (Arc<[[f64; 2]]>, [f64; 2]) {
    let (mean, deviation) = if standardise { data::mean_and_deviation(points) } else { (0.0, 1.0) };
    (points.iter().map(|[x, y]| [(x - mean) / deviation, *y]).collect(), [mean, deviation])
}
