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

use crate::sim::pair::Pair;

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

    /// Writes groups of four rows, each column after column; the last group is filled up with zeros.
    fn pack(self, packed: &mut Vec<[f64; TILE]>) {
        let Matrix { rows, columns, down, across, .. } = self;
        packed.resize(rows.div_ceil(TILE) * columns, [0.0; TILE]);
        for (group, out) in packed.chunks_exact_mut(columns).enumerate() {
            let left = rows - group * TILE;
            let from = &self.entries[group * TILE * down..];
            if left >= TILE && across == 1 {
                let [a, b, c, d] = [0, 1, 2, 3].map(|row| &from[row * down..row * down + columns]);
                for ((((four, a), b), c), d) in out.iter_mut().zip(a).zip(b).zip(c).zip(d) {
                    *four = [*a, *b, *c, *d];
                }
            } else if left >= TILE && down == 1 {
                for (four, run) in out.iter_mut().zip(from.chunks(across)) {
                    if let Some(run) = run.first_chunk() {
                        *four = *run;
                    }
                }
            } else {
                out.fill([0.0; TILE]);
                for row in 0..left.min(TILE) {
                    for (column, four) in out.iter_mut().enumerate() {
                        four[row] = from[row * down + column * across];
                    }
                }
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
        out.fill(0.0);
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
                match out.get_mut(at..).and_then(<[f64]>::first_chunk_mut) {
                    Some(four) if wide == TILE => *four = *sums,
                    _ => out[at..at + wide].iter_mut().zip(sums).for_each(|(entry, sum)| *entry = *sum),
                }
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
        sums[0] = [sums[0][0].plus(Pair::both(a[0]).times(low)), sums[0][1].plus(Pair::both(a[0]).times(high))];
        sums[1] = [sums[1][0].plus(Pair::both(a[1]).times(low)), sums[1][1].plus(Pair::both(a[1]).times(high))];
        sums[2] = [sums[2][0].plus(Pair::both(a[2]).times(low)), sums[2][1].plus(Pair::both(a[2]).times(high))];
        sums[3] = [sums[3][0].plus(Pair::both(a[3]).times(low)), sums[3][1].plus(Pair::both(a[3]).times(high))];
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
