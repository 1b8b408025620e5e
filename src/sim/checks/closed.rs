//! Descent against closed forms.

use super::Check;

/// All of them.
pub fn checks() -> Vec<Check> {
    Vec::new()
}
