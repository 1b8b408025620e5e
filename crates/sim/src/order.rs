//! The order in which examples are seen: which of them make which batch.
//!
//! An epoch is a pass over all n examples: ⌈n/m⌉ batches of m, the last one short where m does not divide n. The batch of
//! (seed, epoch, position) is a function of these three alone, so any update can be made again without those before it.
//!
//! | way | batch |
//! |---|---|
//! | reshuffled | a slice of a fresh permutation every epoch: each example exactly once an epoch |
//! | fixed | a slice of the same permutation in every epoch |
//! | with replacement | m independent draws: some examples twice, some not at all; no short batch |
//!
//! Permutations are Fisher & Yates' (Durstenfeld 1964). A batch lists its examples in growing order, so that a sum over all
//! of them is the sum of batch descent to the last bit, whatever the permutation.

use super::rng::stream;
use std::cell::RefCell;

/// Keeps the order of the examples independent of the numbers that generated them from the same seed.
const ORDER: u64 = 0x6f72_6465_7221;

/// How batches are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawing {
    /// A new permutation every epoch.
    Reshuffled,
    /// One permutation for all epochs.
    Fixed,
    /// Independent draws.
    Replacement,
}

impl Drawing {
    /// All, in the order of the control `shuffle`.
    pub const ALL: [Drawing; 3] = [Drawing::Reshuffled, Drawing::Fixed, Drawing::Replacement];
}

/// The order of `n` examples under a seed.
pub struct Order {
    n: usize,
    seed: u64,
    drawing: Drawing,
    /// The permutation made last, with its epoch.
    made: RefCell<Option<(u64, Vec<u32>)>>,
}

impl Order {
    /// The order of examples 0..n (n at most 2³²).
    pub fn new(n: usize, seed: u64, drawing: Drawing) -> Order {
        Order { n, seed: seed.wrapping_add(ORDER), drawing, made: RefCell::new(None) }
    }

    /// How many examples there are.
    pub fn examples(&self) -> usize {
        self.n
    }

    /// How batches are drawn.
    pub fn drawing(&self) -> Drawing {
        self.drawing
    }

    /// How many batches of `size` make an epoch.
    pub fn per_epoch(&self, size: usize) -> usize {
        self.n.div_ceil(size.max(1)).max(1)
    }

    /// Writes the batch in place `position` (0..[`Order::per_epoch`]) of an epoch into `batch`, in growing order.
    pub fn batch(&self, epoch: u64, position: usize, size: usize, batch: &mut Vec<u32>) {
        batch.clear();
        if self.n == 0 {
            return;
        }
        if self.drawing == Drawing::Replacement {
            let mut random = stream(self.seed, epoch, position as u64 + 1);
            batch.extend((0..size).map(|_| below(&mut random, self.n)));
        } else if size >= self.n {
            batch.extend(0..self.n as u32);
            return;
        } else {
            let epoch = if self.drawing == Drawing::Fixed { 0 } else { epoch };
            let mut made = self.made.borrow_mut();
            if made.as_ref().is_none_or(|(known, _)| *known != epoch) {
                *made = Some((epoch, self.permutation(epoch)));
            }
            let from = (position * size).min(self.n);
            if let Some((_, permutation)) = &*made {
                batch.extend_from_slice(&permutation[from..(from + size).min(self.n)]);
            }
        }
        batch.sort_unstable();
    }

    fn permutation(&self, epoch: u64) -> Vec<u32> {
        let mut random = stream(self.seed, epoch, 0);
        let mut order: Vec<u32> = (0..self.n as u32).collect();
        for last in (1..self.n).rev() {
            order.swap(last, below(&mut random, last + 1) as usize);
        }
        order
    }
}

/// A whole number below n. The bias of 53 random bits is below n / 2⁵³.
fn below(random: &mut super::rng::Stream, n: usize) -> u32 {
    ((random.uniform() * n as f64) as u32).min(n as u32 - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn epoch_of(order: &Order, epoch: u64, size: usize) -> Vec<Vec<u32>> {
        let mut batch = Vec::new();
        (0..order.per_epoch(size))
            .map(|position| {
                order.batch(epoch, position, size, &mut batch);
                batch.clone()
            })
            .collect()
    }

    proptest! {
        #[test]
        fn every_example_is_seen_exactly_once_an_epoch(n in 1..400_usize, size in 1..500_usize, seed in 0..50_u64, epoch in 0..9_u64, fixed in any::<bool>()) {
            let order = Order::new(n, seed, if fixed { Drawing::Fixed } else { Drawing::Reshuffled });
            let dealt = epoch_of(&order, epoch, size);
            let mut all: Vec<u32> = dealt.concat();
            all.sort_unstable();
            prop_assert_eq!(all, (0..n as u32).collect::<Vec<_>>());
            // All are full but the last, which holds what is left.
            let (last, full) = dealt.split_last().expect("one batch at least");
            prop_assert!(full.iter().all(|batch| batch.len() == size));
            prop_assert_eq!(last.len(), n - size * full.len());
            prop_assert!(dealt.iter().all(|batch| batch.windows(2).all(|pair| pair[0] < pair[1])));
        }
    }

    #[test]
    fn a_batch_is_a_function_of_seed_epoch_and_position() {
        let (order, other) = (Order::new(100, 3, Drawing::Reshuffled), Order::new(100, 3, Drawing::Reshuffled));
        let (mut here, mut there) = (Vec::new(), Vec::new());
        order.batch(7, 2, 9, &mut here);
        for epoch in 0..8 {
            other.batch(epoch, 2, 9, &mut there);
        }
        assert_eq!(here, there);
        other.batch(8, 2, 9, &mut there);
        assert_ne!(here, there);
        let fixed = Order::new(100, 3, Drawing::Fixed);
        assert_eq!(epoch_of(&fixed, 0, 9), epoch_of(&fixed, 5, 9));
    }

    #[test]
    fn with_replacement_every_batch_is_full_and_every_example_is_as_likely() {
        let order = Order::new(10, 1, Drawing::Replacement);
        let mut counts = [0_u32; 10];
        let mut batch = Vec::new();
        for epoch in 0..5000 {
            order.batch(epoch, 0, 4, &mut batch);
            assert_eq!(batch.len(), 4);
            batch.iter().for_each(|example| counts[*example as usize] += 1);
        }
        // 2000 expected each; five standard deviations are 5 √(20000 · 0.1 · 0.9) = 212.
        assert!(counts.iter().all(|count| count.abs_diff(2000) < 212), "{counts:?}");
    }
}
