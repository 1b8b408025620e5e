//! Two numbers side by side: one register where WebAssembly has them, two plain numbers elsewhere.
//!
//! Every operation is one of IEEE 754 in each lane (a product is rounded before it is added), so both give the same bits.
//! A lane never meets the other one: sums run over many pairs, never across one.

/// The register of WebAssembly.
#[cfg(target_arch = "wasm32")]
mod lanes {
    use core::arch::wasm32::*;

    /// Two numbers.
    #[derive(Clone, Copy)]
    pub struct Pair(v128);

    impl Pair {
        #[inline(always)]
        pub fn new(first: f64, second: f64) -> Pair {
            Pair(f64x2(first, second))
        }
        #[inline(always)]
        pub fn both(number: f64) -> Pair {
            Pair(f64x2_splat(number))
        }
        #[inline(always)]
        pub fn lanes(self) -> [f64; 2] {
            [f64x2_extract_lane::<0>(self.0), f64x2_extract_lane::<1>(self.0)]
        }
        #[inline(always)]
        pub fn plus(self, other: Pair) -> Pair {
            Pair(f64x2_add(self.0, other.0))
        }
        #[inline(always)]
        pub fn minus(self, other: Pair) -> Pair {
            Pair(f64x2_sub(self.0, other.0))
        }
        #[inline(always)]
        pub fn times(self, other: Pair) -> Pair {
            Pair(f64x2_mul(self.0, other.0))
        }
        #[inline(always)]
        pub fn over(self, other: Pair) -> Pair {
            Pair(f64x2_div(self.0, other.0))
        }
        /// |x|.
        #[inline(always)]
        pub fn size(self) -> Pair {
            Pair(f64x2_abs(self.0))
        }
        /// `most` where that is less; NaN stays NaN.
        #[inline(always)]
        pub fn at_most(self, most: f64) -> Pair {
            Pair(f64x2_pmin(self.0, f64x2_splat(most)))
        }
        /// The size of this, which is not negative, with the sign of another.
        #[inline(always)]
        pub fn with_sign_of(self, other: Pair) -> Pair {
            Pair(v128_or(self.0, v128_and(other.0, f64x2_splat(-0.0))))
        }
        /// `other` where the sign bit of `judge` is set.
        #[inline(always)]
        pub fn or_where_negative(self, other: Pair, judge: Pair) -> Pair {
            Pair(v128_bitselect(other.0, self.0, i64x2_shr(judge.0, 63)))
        }
        /// 2ᵏ, where the lane is 1.5 · 2⁵² + k: k stands in its lowest bits.
        #[inline(always)]
        pub fn power_of_two(self) -> Pair {
            Pair(i64x2_add(i64x2_shl(self.0, 52), f64x2_splat(1.0)))
        }
    }
}

/// Two plain numbers.
#[cfg(not(target_arch = "wasm32"))]
mod lanes {
    /// Two numbers.
    #[derive(Clone, Copy)]
    pub struct Pair([f64; 2]);

    impl Pair {
        #[inline(always)]
        pub fn new(first: f64, second: f64) -> Pair {
            Pair([first, second])
        }
        #[inline(always)]
        pub fn both(number: f64) -> Pair {
            Pair([number; 2])
        }
        #[inline(always)]
        pub fn lanes(self) -> [f64; 2] {
            self.0
        }
        #[inline(always)]
        pub fn plus(self, other: Pair) -> Pair {
            Pair([self.0[0] + other.0[0], self.0[1] + other.0[1]])
        }
        #[inline(always)]
        pub fn minus(self, other: Pair) -> Pair {
            Pair([self.0[0] - other.0[0], self.0[1] - other.0[1]])
        }
        #[inline(always)]
        pub fn times(self, other: Pair) -> Pair {
            Pair([self.0[0] * other.0[0], self.0[1] * other.0[1]])
        }
        #[inline(always)]
        pub fn over(self, other: Pair) -> Pair {
            Pair([self.0[0] / other.0[0], self.0[1] / other.0[1]])
        }
        /// |x|.
        #[inline(always)]
        pub fn size(self) -> Pair {
            Pair(self.0.map(f64::abs))
        }
        /// `most` where that is less; NaN stays NaN.
        #[inline(always)]
        pub fn at_most(self, most: f64) -> Pair {
            Pair(self.0.map(|number| if most < number { most } else { number }))
        }
        /// The size of this, which is not negative, with the sign of another.
        #[inline(always)]
        pub fn with_sign_of(self, other: Pair) -> Pair {
            let sign = |number: f64, other: f64| f64::from_bits(number.to_bits() | (other.to_bits() & (1 << 63)));
            Pair([sign(self.0[0], other.0[0]), sign(self.0[1], other.0[1])])
        }
        /// `other` where the sign bit of `judge` is set.
        #[inline(always)]
        pub fn or_where_negative(self, other: Pair, judge: Pair) -> Pair {
            let choose = |lane: usize| {
                if judge.0[lane].is_sign_negative() { other.0[lane] } else { self.0[lane] }
            };
            Pair([choose(0), choose(1)])
        }
        /// 2ᵏ, where the lane is 1.5 · 2⁵² + k: k stands in its lowest bits.
        #[inline(always)]
        pub fn power_of_two(self) -> Pair {
            Pair(self.0.map(|number| f64::from_bits((number.to_bits() << 52).wrapping_add(1.0_f64.to_bits()))))
        }
    }
}

pub use lanes::Pair;
