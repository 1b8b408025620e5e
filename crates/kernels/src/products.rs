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

use crate::pair::Pair;

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
                let (a, b) = (&from[..columns], &from[down..down + columns]);
                let (c, d) = (&from[2 * down..2 * down + columns], &from[3 * down..3 * down + columns]);
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
                    _ => {
                        for (entry, sum) in out[at..at + wide].iter_mut().zip(sums) {
                            *entry = *sum;
                        }
                    }
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
    [lanes(sums[0]), lanes(sums[1]), lanes(sums[2]), lanes(sums[3])]
}

#[inline(always)]
fn lanes([low, high]: [Pair; 2]) -> [f64; TILE] {
    let ([first, second], [third, fourth]) = (low.lanes(), high.lanes());
    [first, second, third, fourth]
}
