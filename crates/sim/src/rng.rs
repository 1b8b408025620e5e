//! Randomness as a function: the same (seed, epoch, example) always gives the same numbers, on every machine.
//!
//! Each triple has a generator of its own (PCG XSL RR 128/64, O'Neill 2014), started from a mix of the three (SplitMix64's
//! finaliser, Steele, Lea & Flood 2014). So adding an example never changes the others.

use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::Rng as _;

/// A stream of random numbers.
pub struct Stream(Pcg64Mcg);

fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// The stream of one example in one epoch.
pub fn stream(seed: u64, epoch: u64, example: u64) -> Stream {
    let golden = 0x9e37_79b9_7f4a_7c15_u64;
    let low = mix(seed.wrapping_add(golden)) ^ mix(epoch.wrapping_mul(golden).wrapping_add(1));
    let high = mix(low.wrapping_add(example.wrapping_mul(golden)));
    Stream(Pcg64Mcg::new((u128::from(high) << 64) | u128::from(mix(high ^ low))))
}

impl Stream {
    /// Uniform on [0, 1), 53 bits.
    pub fn uniform(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / 9_007_199_254_740_992.0
    }

    /// Standard normal, by the polar method of Marsaglia & Bray 1964: u √(−2 ln s / s) for a point (u, v) of the unit disc
    /// with s = u² + v². It needs no trigonometry.
    pub fn normal(&mut self) -> f64 {
        loop {
            let (u, v) = (2.0 * self.uniform() - 1.0, 2.0 * self.uniform() - 1.0);
            let s = u * u + v * v;
            if s > 0.0 && s < 1.0 {
                return u * libm::sqrt(-2.0 * libm::log(s) / s);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normal_deviates_have_mean_zero_and_variance_one() {
        let n = 20_000;
        let draws: Vec<f64> = (0..n).map(|example| stream(7, 0, example).normal()).collect();
        let mean = draws.iter().sum::<f64>() / n as f64;
        let variance = draws.iter().map(|d| (d - mean) * (d - mean)).sum::<f64>() / n as f64;
        assert!(mean.abs() < 0.03, "mean {mean}");
        assert!((variance - 1.0).abs() < 0.04, "variance {variance}");
    }

    #[test]
    fn the_same_triple_gives_the_same_numbers_and_another_gives_others() {
        assert_eq!(stream(1, 2, 3).uniform().to_bits(), stream(1, 2, 3).uniform().to_bits());
        assert_ne!(stream(1, 2, 3).uniform().to_bits(), stream(1, 2, 4).uniform().to_bits());
        assert_ne!(stream(1, 2, 3).uniform().to_bits(), stream(1, 3, 3).uniform().to_bits());
    }
}
