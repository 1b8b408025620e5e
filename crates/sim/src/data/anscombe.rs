//! Anscombe's four sets of eleven points: almost the same sums, four different shapes.
//!
//! Source: F. J. Anscombe, "Graphs in Statistical Analysis", *The American Statistician* 27 (1973), 17-21.

use super::Data;

const X: [f64; 11] = [10.0, 8.0, 13.0, 9.0, 11.0, 14.0, 6.0, 4.0, 12.0, 7.0, 5.0];
const X4: [f64; 11] = [8.0, 8.0, 8.0, 8.0, 8.0, 8.0, 8.0, 19.0, 8.0, 8.0, 8.0];
const Y: [[f64; 11]; 4] = [
    [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68],
    [9.14, 8.14, 8.74, 8.77, 9.26, 8.10, 6.13, 3.10, 9.13, 7.26, 4.74],
    [7.46, 6.77, 12.74, 7.11, 7.81, 8.84, 6.08, 5.39, 8.15, 6.42, 5.73],
    [6.58, 5.76, 7.71, 8.84, 8.47, 7.04, 5.25, 12.50, 5.56, 7.91, 6.89],
];

/// Set number `which` (0..4; a larger number is taken as 3).
pub fn anscombe(which: usize) -> Data {
    let which = which.min(3);
    let x = if which == 3 { X4 } else { X };
    Data::plain(x.into_iter().zip(Y[which]).map(|(x, y)| [x, y]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sums that Anscombe states for all four: mean of x 9, of y 7.5; sum of squares of x about its mean 110; slope 0.5.
    #[test]
    fn the_four_sets_share_their_sums() {
        for which in 0..4 {
            let data = anscombe(which);
            let mean = |axis: usize| data.points.iter().map(|p| p[axis]).sum::<f64>() / 11.0;
            let (mx, my) = (mean(0), mean(1));
            assert_eq!(mx, 9.0);
            assert!((my - 7.5).abs() < 0.01, "{my}");
            assert_eq!(data.points.iter().map(|p| (p[0] - mx) * (p[0] - mx)).sum::<f64>(), 110.0);
            let xy = data.points.iter().map(|p| (p[0] - mx) * (p[1] - my)).sum::<f64>();
            assert!((xy / 110.0 - 0.5).abs() < 0.001);
        }
    }
}
