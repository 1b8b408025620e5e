//! The one heavy loop: products of matrices, four by four entries at a time.
//!
//! C = start + A Bᵀ,  C_rc = start_c + Σₖ A_rk B_ck
//!
//! | product of a layer | A | B | terms |
//! |---|---|---|---|
//! | sums z | h, examples × inputs | W, outputs × inputs | inputs |
//! | ∂L/∂h | δ, examples × outputs | Wᵀ, inputs × outputs | outputs |
//! | ∂L/∂W | δᵀ, outputs × examples | hᵀ, inputs × examples | examples |
//!
//! Both sides are packed first, four rows side by side, the last rows filled up with zeros; then a tile of 4 × 4 entries is
//! summed in registers, term after term. The two lanes of a [`Pair`] hold two *entries*, never two parts of one sum: every
//! entry is start + a₁b₁ + a₂b₂ + … in this order, so vectors and plain numbers give the same bits.

/// Two numbers side by side, in one register where WebAssembly has them.
#[cfg(target_arch = "wasm32")]
mod pair {
    use core::arch::wasm32::{f64x2, f64x2_add, f64x2_extract_lane, f64x2_mul, f64x2_splat, v128};

    #[derive(Clone, Copy)]
    pub struct Pair(v128);

    impl Pair {
        #[inline(always)]
        pub fn new(first: f64, second: f64) -> Pair {
            Pair(f64x2(first, second))
        }
        #[inline(always)]
        pub fn add_product(self, factor: f64, other: Pair) -> Pair {
            Pair(f64x2_add(self.0, f64x2_mul(f64x2_splat(factor), other.0)))
        }
        #[inline(always)]
        pub fn lanes(self) -> [f64; 2] {
            [f64x2_extract_lane::<0>(self.0), f64x2_extract_lane::<1>(self.0)]
        }
    }
}

/// Two numbers side by side: the same operations on plain numbers.
#[cfg(not(target_arch = "wasm32"))]
mod pair {
    #[derive(Clone, Copy)]
    pub struct Pair([f64; 2]);

    impl Pair {
        #[inline(always)]
        pub fn new(first: f64, second: f64) -> Pair {
            Pair([first, second])
        }
        #[inline(always)]
        pub fn add_product(self, factor: f64, other: Pair) -> Pair {
            Pair([self.0[0] + factor * other.0[0], self.0[1] + factor * other.0[1]])
        }
        #[inline(always)]
        pub fn lanes(self) -> [f64; 2] {
            self.0
        }
    }
}

use pair::Pair;

/// Rows and columns of a tile.
const TILE: usize = 4;

/// A matrix as it lies in a slice: the entry of row r and column c at r · `down` + c · `across`.
#[derive(Clone, Copy)]
pub struct Matrix<'a> {
    entries: &'a [f64],
    rows: usize,
    columns: usize,
    down: usize,
    across: usize,
}

impl<'a> Matrix<'a> {
    /// Row after row.
    pub fn new(entries: &'a [f64], rows: usize, columns: usize) -> Matrix<'a> {
        Matrix { entries, rows, columns, down: columns, across: 1 }
    }

    /// Rows as columns; nothing moves.
    pub fn transposed(self) -> Matrix<'a> {
        Matrix { rows: self.columns, columns: self.rows, down: self.across, across: self.down, ..self }
    }

    /// Writes groups of four rows, each column after column.
    fn pack(self, packed: &mut Vec<[f64; TILE]>) {
        packed.clear();
        for first in (0..self.rows).step_by(TILE) {
            let full = self.rows - first >= TILE;
            for column in 0..self.columns {
                let at = first * self.down + column * self.across;
                let mut four = [0.0; TILE];
                if full && self.down == 1 {
                    four.copy_from_slice(&self.entries[at..at + TILE]);
                } else if full {
                    four = core::array::from_fn(|row| self.entries[at + row * self.down]);
                } else {
                    for row in 0..self.rows - first {
                        four[row] = self.entries[at + row * self.down];
                    }
                }
                packed.push(four);
            }
        }
    }
}

/// Room for packed matrices, kept between products.
#[derive(Clone, Debug, Default)]
pub struct Packed {
    left: Vec<[f64; TILE]>,
    right: Vec<[f64; TILE]>,
}

/// C = start + A Bᵀ, row after row into `out`; `start` is empty (zeros) or has an entry a column of C.
pub fn product(a: Matrix, b: Matrix, start: &[f64], out: &mut [f64], packed: &mut Packed) {
    let (rows, columns, terms) = (a.rows, b.rows, a.columns);
    if terms == 0 || out.len() < rows * columns {
        return;
    }
    a.pack(&mut packed.left);
    b.pack(&mut packed.right);
    for (right, first_column) in packed.right.chunks_exact(terms).zip((0..columns).step_by(TILE)) {
        let wide = TILE.min(columns - first_column);
        let mut begin = [0.0; TILE];
        if let Some(start) = start.get(first_column..first_column + wide) {
            begin[..wide].copy_from_slice(start);
        }
        for (left, first_row) in packed.left.chunks_exact(terms).zip((0..rows).step_by(TILE)) {
            let sums = tile(left, right, begin);
            for (row, sums) in sums.iter().enumerate().take(rows - first_row) {
                let at = (first_row + row) * columns + first_column;
                out[at..at + wide].copy_from_slice(&sums[..wide]);
            }
        }
    }
}

/// Sixteen sums in eight registers.
#[inline(always)]
fn tile(left: &[[f64; TILE]], right: &[[f64; TILE]], begin: [f64; TILE]) -> [[f64; TILE]; TILE] {
    let (low, high) = (Pair::new(begin[0], begin[1]), Pair::new(begin[2], begin[3]));
    let mut sums = [[low, high]; TILE];
    for (a, b) in left.iter().zip(right) {
        let (low, high) = (Pair::new(b[0], b[1]), Pair::new(b[2], b[3]));
        sums[0] = [sums[0][0].add_product(a[0], low), sums[0][1].add_product(a[0], high)];
        sums[1] = [sums[1][0].add_product(a[1], low), sums[1][1].add_product(a[1], high)];
        sums[2] = [sums[2][0].add_product(a[2], low), sums[2][1].add_product(a[2], high)];
        sums[3] = [sums[3][0].add_product(a[3], low), sums[3][1].add_product(a[3], high)];
    }
    sums.map(|[low, high]| {
        let ([first, second], [third, fourth]) = (low.lanes(), high.lanes());
        [first, second, third, fourth]
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::rng::stream;

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
}
