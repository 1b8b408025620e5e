//! The inner loops: against libm, against plain loops, at the ends of the line.

use downhill::sim::rng::stream;
use kernels::elementary::{decay_m1, sigmoid, sigmoid_and_slope, tanh, tanh_and_slope};
use kernels::products::{Matrix, Packed, product};

/// How many numbers lie between two of one sign.
fn apart(a: f64, b: f64) -> u64 {
    a.to_bits().abs_diff(b.to_bits())
}

/// The largest distance over many arguments of every size up to `most`.
fn largest(most: f64, ours: impl Fn(f64) -> f64, theirs: impl Fn(f64) -> f64) -> u64 {
    let mut random = stream(12, 0, 0);
    let mut worst = 0;
    for _ in 0..200_000 {
        let size = libm::exp2(-30.0 + 40.0 * random.uniform()).min(most) * random.uniform();
        for u in [size, -size, most * random.uniform()] {
            worst = worst.max(apart(ours(u), theirs(u)));
        }
    }
    worst
}

#[test]
fn the_functions_are_within_four_units_in_the_last_place_of_libm() {
    let worst = [
        largest(700.0, tanh, libm::tanh),
        largest(700.0, sigmoid, |u| {
            if u < 0.0 { libm::exp(u) / (1.0 + libm::exp(u)) } else { 1.0 / (1.0 + libm::exp(-u)) }
        }),
        largest(700.0, decay_m1, |u| libm::expm1(-u.abs())),
    ];
    println!("tanh, sigmoid, exp - 1: {worst:?} units in the last place at most");
    assert!(worst.iter().all(|units| *units <= 4), "{worst:?}");
}

#[test]
fn the_ends_of_the_line_have_their_limits() {
    assert_eq!([tanh(f64::INFINITY), tanh(-f64::INFINITY), tanh(1e300), tanh(30.0)], [1.0, -1.0, 1.0, 1.0]);
    assert_eq!([sigmoid(f64::INFINITY), sigmoid(0.0), sigmoid(40.0)], [1.0, 0.5, 1.0]);
    assert!(sigmoid(-f64::INFINITY) < 1e-300 && sigmoid(-1e300) < 1e-300);
    assert_eq!([decay_m1(-1e300), decay_m1(-f64::INFINITY), decay_m1(0.0)], [-1.0, -1.0, 0.0]);
    assert!(tanh(f64::NAN).is_nan() && sigmoid(f64::NAN).is_nan() && decay_m1(f64::NAN).is_nan());
    assert_eq!(tanh(-0.0).to_bits(), (-0.0_f64).to_bits());
    assert_eq!(tanh(5e-324), 5e-324);
}

#[test]
fn many_at_once_are_one_after_another() {
    let mut random = stream(13, 0, 0);
    for count in [1, 2, 5, 8] {
        let u: Vec<f64> = (0..count).map(|_| 3.0 * random.normal()).collect();
        let [mut values, mut slopes] = [vec![0.0; count], vec![0.0; count]];
        tanh_and_slope(&u, &mut values, &mut slopes);
        assert!(u.iter().zip(&values).all(|(u, value)| tanh(*u).to_bits() == value.to_bits()));
        sigmoid_and_slope(&u, &mut values, &mut slopes);
        assert!(u.iter().zip(&values).all(|(u, value)| sigmoid(*u).to_bits() == value.to_bits()));
    }
}

#[test]
fn the_tiles_give_the_bits_of_three_plain_loops() {
    let mut packed = Packed::default();
    for (case, [rows, columns, terms]) in
        [[1, 1, 1], [4, 4, 4], [7, 5, 3], [64, 32, 32], [10, 1, 8], [3, 9, 2], [5, 33, 17]].into_iter().enumerate()
    {
        let mut random = stream(5, 0, case as u64);
        let mut draw = |count: usize| -> Vec<f64> { (0..count).map(|_| random.normal()).collect() };
        let (a, b, start) = (draw(rows * terms), draw(columns * terms), draw(columns));
        let mut expected = vec![0.0; rows * columns];
        for row in 0..rows {
            for column in 0..columns {
                let mut sum = start[column];
                for term in 0..terms {
                    sum += a[row * terms + term] * b[column * terms + term];
                }
                expected[row * columns + column] = sum;
            }
        }
        let mut out = vec![0.0; rows * columns];
        let (left, right) = (Matrix::new(&a, rows, terms), Matrix::new(&b, columns, terms));
        product(left, right, &start, &mut out, &mut packed);
        assert_eq!(out, expected, "{rows} x {columns} x {terms}");

        // The same entries, stored the other way round.
        let turned = |entries: &[f64], rows: usize| -> Vec<f64> {
            (0..rows * terms).map(|at| entries[at % rows * terms + at / rows]).collect()
        };
        let (a, b) = (turned(&a, rows), turned(&b, columns));
        let (left, right) = (Matrix::new(&a, terms, rows), Matrix::new(&b, terms, columns));
        product(left.transposed(), right.transposed(), &start, &mut out, &mut packed);
        assert_eq!(out, expected, "{rows} x {columns} x {terms}, turned");
    }
}
