//! The linear sets of the NIST Statistical Reference Datasets, and how many certified digits the closed form reaches.
//!
//! Source: NIST StRD, linear regression (itl.nist.gov/div898/strd/lls), public domain. The numbers were taken from the test
//! suites of public numerical libraries: Longley and Filip from the GNU Scientific Library (multifit/test_longley.c,
//! test_filip.c), Pontius and Wampler from Octave's wpolyfit as kept in reductus (wsolve), and compared between them. NIST
//! computed the certified values with 500 digits.
//!
//! | set | model | difficulty |
//! |---|---|---|
//! | Norris | b₀ + b₁x | lower |
//! | Pontius | quadratic | lower |
//! | Longley | six predictors | higher |
//! | Filip | polynomial of degree 10 | higher |
//! | Wampler1-5 | polynomial of degree 5 on x = 0..20; sets 3-5 with noise of size 1, 100, 10,000 | higher |

use super::{Check, Subject};
use crate::data::{NORRIS_CERTIFIED, norris};
use crate::least_squares;
use decimal::decimal;

/// One set: its rows, and what is certified.
pub struct NistSet {
    /// Its name at NIST.
    pub name: &'static str,
    /// The columns of the model, each as long as `y`.
    pub columns: Vec<Vec<f64>>,
    /// What is explained.
    pub y: Vec<f64>,
    /// The certified coefficients, one a column.
    pub certified: Vec<f64>,
    /// How many of their digits the closed form must reach.
    pub digits: f64,
}

/// The residuals that Wampler added to his exact polynomial, for noise of size 1.
const WAMPLER_NOISE: [f64; 21] = [
    759.0, -2048.0, 2048.0, -2048.0, 2523.0, -2048.0, 2048.0, -2048.0, 1838.0, -2048.0, 2048.0, -2048.0, 1838.0,
    -2048.0, 2048.0, -2048.0, 2523.0, -2048.0, 2048.0, -2048.0, 759.0,
];

const PONTIUS: [f64; 3] = [0.673565789473684E-03, 0.732059160401003E-06, -0.316081871345029E-14];

const LONGLEY: [f64; 7] = [
    -3482258.63459582,
    15.0618722713733,
    -0.358191792925910E-01,
    -2.02022980381683,
    -1.03322686717359,
    -0.511041056535807E-01,
    1829.15146461355,
];

const FILIP: [f64; 11] = [
    -1467.48961422980,
    -2772.17959193342,
    -2316.37108160893,
    -1127.97394098372,
    -354.478233703349,
    -75.1242017393757,
    -10.8753180355343,
    -1.06221498588947,
    -0.670191154593408E-01,
    -0.246781078275479E-02,
    -0.402962525080404E-04,
];

/// All sets.
pub fn nist_sets() -> Vec<NistSet> {
    let [slope, intercept] = NORRIS_CERTIFIED;
    let data = norris();
    let (x, y): (Vec<f64>, Vec<f64>) = data.points.iter().map(|[x, y]| (*x, *y)).unzip();
    let mut sets =
        vec![NistSet { name: "Norris", columns: powers(&x, 1), y, certified: vec![intercept, slope], digits: 9.0 }];

    let [y, x] = pair(include_str!("../../../../tests/golden/nist/pontius.csv"));
    sets.push(NistSet { name: "Pontius", columns: powers(&x, 2), y, certified: PONTIUS.to_vec(), digits: 9.0 });

    let table = table(include_str!("../../../../tests/golden/nist/longley.csv"));
    let column = |k: usize| -> Vec<f64> { table.iter().filter_map(|row| row.get(k).copied()).collect() };
    let mut columns = vec![vec![1.0; table.len()]];
    columns.extend((1..7).map(column));
    sets.push(NistSet { name: "Longley", columns, y: column(0), certified: LONGLEY.to_vec(), digits: 9.0 });

    let [y, x] = pair(include_str!("../../../../tests/golden/nist/filip.csv"));
    sets.push(NistSet { name: "Filip", columns: powers(&x, 10), y, certified: FILIP.to_vec(), digits: 7.0 });

    let x: Vec<f64> = (0..21).map(f64::from).collect();
    // The noise costs digits: its part in the error grows with the square of the condition number.
    for (name, certified, noise, digits) in [
        ("Wampler1", [1.0; 6], 0.0, 9.0),
        ("Wampler2", [1.0, 0.1, 0.01, 0.001, 0.0001, 0.00001], 0.0, 9.0),
        ("Wampler3", [1.0; 6], 1.0, 8.0),
        ("Wampler4", [1.0; 6], 100.0, 7.0),
        ("Wampler5", [1.0; 6], 10_000.0, 5.0),
    ] {
        let columns = powers(&x, 5);
        let exact = |row: usize| -> f64 {
            // Sums of whole numbers, divided once: as exact as the source's decimals are read.
            let whole: f64 = match name {
                "Wampler2" => (0..6).map(|k| columns[k][row] * POWERS_OF_TEN[5 - k]).sum::<f64>() / 1e5,
                _ => (0..6).map(|k| columns[k][row]).sum(),
            };
            whole + noise * WAMPLER_NOISE[row]
        };
        let y = (0..21).map(exact).collect();
        sets.push(NistSet { name, columns, y, certified: certified.to_vec(), digits });
    }
    sets
}

const POWERS_OF_TEN: [f64; 6] = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5];

/// 1, x, x², ... up to `degree`.
fn powers(x: &[f64], degree: usize) -> Vec<Vec<f64>> {
    let mut columns = vec![vec![1.0; x.len()]];
    for k in 0..degree {
        columns.push(columns[k].iter().zip(x).map(|(power, x)| power * x).collect());
    }
    columns
}

fn table(csv: &str) -> Vec<Vec<f64>> {
    csv.lines().skip(1).map(|line| line.split(',').filter_map(decimal).collect()).collect()
}

/// The first two columns of a table.
fn pair(csv: &str) -> [Vec<f64>; 2] {
    let table = table(csv);
    [0, 1].map(|k| table.iter().filter_map(|row| row.get(k).copied()).collect())
}

impl NistSet {
    /// The closed form against the certified coefficients.
    pub fn check(&self) -> Check {
        let found = least_squares(&self.columns, &self.y).unwrap_or_default();
        // A solution that is not there differs from every number.
        let found = found.into_iter().chain(std::iter::repeat(f64::NAN));
        let rows = found.zip(&self.certified).map(|(found, &certified)| [found, certified, certified]);
        Check::worst(Subject::Certified(self.name), rows, libm::pow(10.0, -self.digits))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sets_have_the_rows_that_nist_gives() {
        let sizes: Vec<[usize; 2]> = nist_sets().iter().map(|set| [set.y.len(), set.columns.len()]).collect();
        assert_eq!(sizes, [[36, 2], [40, 3], [16, 7], [82, 11], [21, 6], [21, 6], [21, 6], [21, 6], [21, 6]]);
        for set in nist_sets() {
            assert!(set.columns.iter().all(|column| column.len() == set.y.len()), "{}", set.name);
            assert_eq!(set.columns.len(), set.certified.len());
        }
    }

    #[test]
    fn the_noise_of_wampler_is_that_of_the_source() {
        let sets = nist_sets();
        let y = |name: &str| sets.iter().find(|set| set.name == name).map(|set| set.y.clone()).unwrap();
        assert_eq!(y("Wampler1")[18..], [2_000_719.0, 2_613_660.0, 3_368_421.0].map(|y| y - 0.0));
        assert_eq!(y("Wampler2")[1..4], [1.11111, 1.24992, 1.42753]);
        assert_eq!(y("Wampler3")[..4], [760.0, -2042.0, 2111.0, -1684.0]);
        assert_eq!(y("Wampler5")[..2], [7_590_001.0, -20_479_994.0]);
        assert_eq!(y("Wampler5")[20], 10_958_421.0);
    }

    #[test]
    fn the_closed_form_reaches_the_certified_digits() {
        println!("set        numbers  digits  asked");
        let checks: Vec<(Check, f64)> = nist_sets().iter().map(|set| (set.check(), set.digits)).collect();
        for (set, (check, asked)) in nist_sets().iter().zip(&checks) {
            println!("{:10} {:7}  {:6.1}  {asked}", set.name, check.count, check.digits());
        }
        for (check, _) in checks {
            assert!(check.passed(), "{check:?}");
        }
    }
}
