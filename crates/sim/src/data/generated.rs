//! Points about a known line: yᵢ = slope xᵢ + intercept + noise εᵢ, with x uniform on 0..10 and ε standard normal.

use super::Data;
use crate::rng::stream;

/// Where the points come from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recipe {
    /// How many.
    pub n: usize,
    /// The true slope.
    pub slope: f64,
    /// The true intercept.
    pub intercept: f64,
    /// Standard deviation of the noise.
    pub noise: f64,
    /// Where the randomness starts.
    pub seed: u64,
}

/// The points. Point i is a function of the seed and i alone: more points never move the earlier ones, and other noise moves
/// all in proportion.
pub fn generated(recipe: Recipe) -> Data {
    let points = (0..recipe.n as u64).map(|example| {
        let mut random = stream(recipe.seed, 0, example);
        let x = 10.0 * random.uniform();
        [x, recipe.slope * x + recipe.intercept + recipe.noise * random.normal()]
    });
    Data::plain(points.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_points_never_move_the_earlier_ones() {
        let recipe = Recipe { n: 5, slope: 2.0, intercept: 1.0, noise: 0.5, seed: 3 };
        let (few, many) = (generated(recipe), generated(Recipe { n: 50, ..recipe }));
        assert_eq!(few.points[..], many.points[..5]);
    }

    #[test]
    fn without_noise_the_points_lie_on_the_line() {
        let data = generated(Recipe { n: 20, slope: 2.0, intercept: 1.0, noise: 0.0, seed: 3 });
        assert!(data.points.iter().all(|[x, y]| *y == 2.0 * x + 1.0));
    }
}
