//! Landscapes: functions of two weights whose shape is known exactly, to descend on.

pub mod himmelblau;
pub mod rosenbrock;
