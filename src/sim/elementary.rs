//! Elementary functions of one number that are the same on every machine.

/// 1/(1 + e⁻ᵘ).
pub fn sigmoid(u: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-u))
}

/// tanh u.
pub fn tanh(u: f64) -> f64 {
    libm::tanh(u)
}

/// eᵘ − 1.
pub fn exp_m1(u: f64) -> f64 {
    libm::expm1(u)
}
