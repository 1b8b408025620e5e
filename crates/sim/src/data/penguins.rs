//! Palmer penguins: flipper length (cm) and body mass (kg) of 333 birds, those without missing values; and for a network all
//! four measurements with the sex.
//!
//! Source: A. M. Horst, A. P. Hill & K. B. Gorman, *palmerpenguins: Palmer Archipelago (Antarctica) penguin data* (2020),
//! CC0. Measured by K. B. Gorman and Palmer Station LTER 2007-2009.

use super::Data;
use decimal::decimal;

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
            let mut columns = line.split(',');
            Some([decimal(columns.next()?)? / 10.0 - ORIGIN, decimal(columns.next()?)? / 1000.0])
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

/// Birds with four measurements and their sex.
#[derive(Clone, Debug, PartialEq)]
pub struct Sexed {
    /// Flipper, mass, length and depth of the bill, each in standard deviations of all 333 birds from their mean; bird after
    /// bird, four numbers each.
    pub measured: Vec<f64>,
    /// 1 for a male, 0 for a female.
    pub male: Vec<f64>,
}

/// `count` birds, evenly spread over the file (which is ordered by species); at most all 333.
pub fn penguins_by_sex(count: usize) -> Sexed {
    let mut all = Sexed { measured: Vec::new(), male: Vec::new() };
    for line in CSV.lines().skip(1) {
        let mut columns = line.split(',');
        for column in columns.by_ref().take(4) {
            all.measured.push(decimal(column).unwrap_or(0.0));
        }
        all.male.push(f64::from(u8::from(columns.next() == Some("m"))));
    }
    let birds = all.male.len();
    for column in 0..4 {
        let mut sums = [0.0; 2];
        for bird in 0..birds {
            sums[0] += all.measured[4 * bird + column];
        }
        let mean = sums[0] / birds as f64;
        for bird in 0..birds {
            let away = all.measured[4 * bird + column] - mean;
            sums[1] += away * away;
        }
        let deviation = (sums[1] / birds as f64).sqrt();
        for bird in 0..birds {
            let value = &mut all.measured[4 * bird + column];
            *value = (*value - mean) / deviation;
        }
    }
    let count = count.min(birds);
    let mut drawn = Sexed { measured: Vec::new(), male: Vec::new() };
    for place in 0..count {
        let bird = place * birds / count;
        drawn.measured.extend_from_slice(&all.measured[4 * bird..4 * bird + 4]);
        drawn.male.push(all.male[bird]);
    }
    drawn
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sexed_birds_are_standardised_and_both_sexes_are_there() {
        let all = penguins_by_sex(333);
        assert_eq!(all.measured.len(), 4 * 333);
        assert_eq!(all.male.iter().sum::<f64>(), 168.0, "168 males of 333");
        for column in 0..4 {
            let values: Vec<f64> = all.measured.iter().skip(column).step_by(4).copied().collect();
            let mean = values.iter().sum::<f64>() / 333.0;
            let variance = values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / 333.0;
            assert!(mean.abs() < 1e-12 && (variance - 1.0).abs() < 1e-12, "{mean} {variance}");
        }
        assert_eq!(penguins_by_sex(64).male.iter().sum::<f64>(), 30.0);
    }

    #[test]
    fn every_row_of_the_file_is_read() {
        assert_eq!(penguins().points.len(), 333);
        assert_eq!(penguins_drawn().points.len(), 16);
    }
}
