//! Palmer penguins: flipper length (cm) and body mass (kg) of 333 birds, those without missing values.
//!
//! Source: A. M. Horst, A. P. Hill & K. B. Gorman, *palmerpenguins: Palmer Archipelago (Antarctica) penguin data* (2020),
//! CC0. Measured by K. B. Gorman and Palmer Station LTER 2007-2009.

use super::Data;
use crate::decimal::decimal;

const CSV: &str = include_str!("penguins.csv");

/// Flipper length is measured from here, in cm, so that the intercept is the mass of a bird near the data and not of one
/// without flippers.
const ORIGIN: f64 = 19.0;

/// Sixteen rows, drawn once at random; few enough to see each bird's mistake.
const DRAWN: [usize; 16] = [7, 15, 17, 43, 91, 92, 126, 135, 150, 166, 188, 204, 213, 256, 259, 319];

fn rows() -> Vec<[f64; 2]> {
    CSV.lines()
        .skip(1)
        .filter_map(|line| {
            let (flipper, mass) = line.split_once(',')?;
            Some([decimal(flipper)? / 10.0 - ORIGIN, decimal(mass)? / 1000.0])
        })
        .collect()
}

/// All 333 birds.
pub fn penguins() -> Data {
    Data { points: rows().into(), origin: ORIGIN }
}

/// Sixteen of them.
pub fn penguins_drawn() -> Data {
    let rows = rows();
    Data { points: DRAWN.iter().filter_map(|row| rows.get(*row).copied()).collect(), origin: ORIGIN }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_file_is_read() {
        assert_eq!(penguins().points.len(), 333);
        assert_eq!(penguins_drawn().points.len(), 16);
    }
}
