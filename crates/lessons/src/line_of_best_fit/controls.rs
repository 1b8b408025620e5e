//! What a person can change, and what the data's columns and the weights are called.

use super::model::{LineOfBestFit, Problem};
use super::words;
use crate::kit::rate;
use crate::named_data::{column_names, own_data};
use crate::{Controls, Range, Regions};
use i18n::{control, number};
use params::{Control, Key, OwnData};

impl Controls for LineOfBestFit {
    const CONTROLS: &'static [Control] = &[
        Control::at(Key::Rate, 0.17),
        Control::plain(Key::Objective),
        Control::plain(Key::Data),
        Control::plain(Key::N),
        Control::plain(Key::Noise),
        Control::plain(Key::TrueSlope),
        Control::plain(Key::TrueIntercept),
        Control::plain(Key::Seed),
        Control::plain(Key::Standardise),
        Control::plain(Key::Slope),
        Control::plain(Key::Intercept),
        Control::plain(Key::Updates),
        Control::plain(Key::Cut),
        Control::plain(Key::Squares),
        Control::plain(Key::Best),
        Control::plain(Key::Blur),
    ];

    fn label(&self, key: Key) -> String {
        let [slope, intercept] = names(&self.problem).page;
        match key {
            Key::Slope => capitalised(slope),
            Key::Intercept => capitalised(intercept),
            _ => control(key).to_string(),
        }
    }
    fn shown(&self, key: Key) -> bool {
        let generates = matches!(key, Key::N | Key::Noise | Key::TrueSlope | Key::TrueIntercept | Key::Seed);
        !generates || self.problem.spec.settings.choice(Key::Data) == "generated"
    }
    /// The sliders of *my line* follow the data, so that they move it within what one sees: to twice the steepest line
    /// through the data's box, and to one and a half times the largest y.
    fn regions(&self, key: Key) -> Option<Regions> {
        let problem = &self.problem;
        let limit = problem.limit();
        let [(x_low, x_high), (y_low, y_high)] = Range::of_points(&problem.data.points);
        let [slope, intercept] = problem.best.map_or([0.0; 2], |best| problem.to_page(best));
        let reach = match key {
            Key::Rate => {
                let further = [(0.5 * limit, words::region_oscillates()), (limit, words::region_diverges())];
                return rate::stretches([limit / 20.0, limit * 2.5], words::region_monotone(), &further);
            }
            Key::Slope => (2.0 * (y_high - y_low) / (x_high - x_low)).max(1.5 * slope.abs()),
            Key::Intercept => 1.5 * y_high.abs().max(y_low.abs()).max(intercept.abs()),
            _ => return None,
        };
        Some(Regions::ends(-reach, reach))
    }
    /// A built-in set that becomes somebody's own keeps the names of its columns.
    fn data(&self) -> Option<OwnData> {
        let spec = &self.problem.spec;
        let mut own = own_data(spec, &self.problem.data);
        if spec.own.is_none() {
            [own.x_name, own.y_name] = names(&self.problem).data;
        }
        Some(own)
    }
}

/// An axis' words as the name of a control. Of ASCII alone: the table of all letters' cases weighs too much.
fn capitalised(mut words: String) -> String {
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}

/// What the two columns and the two weights are called, with their units; marked up.
pub struct Names {
    /// x and y of the data.
    pub data: [String; 2],
    /// Slope and intercept as descent sees them.
    pub descent: [String; 2],
    /// Slope and intercept of *my line*.
    pub page: [String; 2],
}

/// The names for this run's data.
pub fn names(problem: &Problem) -> Names {
    let spec = &problem.spec;
    let (usual, page) = match spec.settings.choice(Key::Data) {
        "penguins" | "penguins-all" => {
            let slope = words::axis_slope_unit(words::penguins_slope_unit());
            let intercept = words::axis_intercept_unit(words::penguins_intercept_unit());
            ([words::penguins_x(), words::penguins_y()], [slope, intercept])
        }
        data => {
            let norris = [words::norris_x(), words::norris_y()];
            let intercept = match problem.data.origin {
                0.0 => words::axis_intercept().to_string(),
                origin => words::axis_intercept_at(&number(origin, 3)),
            };
            let usual = if data == "norris" { norris } else { [words::generated_x(), words::generated_y()] };
            (usual, [words::axis_slope().to_string(), intercept])
        }
    };
    let descent = if spec.settings.on(Key::Standardise) {
        [words::axis_slope_standardised(), words::axis_intercept_standardised()].map(str::to_string)
    } else {
        page.clone()
    };
    Names { data: column_names(spec, usual), descent, page }
}
