//! The values of all controls that are numbers, choices or switches.

use super::{Control, Key, Kind, SPECS};

/// A value for every control: small, `Copy`, always finite and in range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings([f64; Key::COUNT]);

impl Settings {
    /// The defaults of a lesson that uses these controls.
    pub fn defaults(controls: &[Control]) -> Settings {
        let mut values = [0.0; Key::COUNT];
        for row in SPECS {
            values[row.key as usize] = row.default;
        }
        for control in controls {
            let value = control.key.spec().kind.clamp(control.default);
            values[control.key as usize] = value.unwrap_or(control.key.spec().default);
        }
        Settings(values)
    }

    /// The value of a control.
    pub fn value(&self, key: Key) -> f64 {
        self.0[key as usize]
    }
    /// Whether a switch is on.
    pub fn on(&self, key: Key) -> bool {
        self.value(key) != 0.0
    }
    /// The value of a whole number or of a choice.
    pub fn index(&self, key: Key) -> usize {
        self.value(key) as usize
    }
    /// The link name of a choice's value; empty for other kinds.
    pub fn choice(&self, key: Key) -> &'static str {
        match key.spec().kind {
            Kind::Choice(names) => names.get(self.index(key)).copied().unwrap_or(""),
            _ => "",
        }
    }
    /// These settings with one value changed. A value that is not allowed is clamped; one that is not a number is ignored.
    pub fn with(mut self, key: Key, value: f64) -> Settings {
        if let Some(value) = key.spec().kind.clamp(value) {
            self.0[key as usize] = value;
        }
        self
    }
}

impl Kind {
    /// The value of a choice that links call `name`.
    pub fn index_of(self, name: &str) -> Option<usize> {
        match self {
            Kind::Choice(names) => names.iter().position(|known| *known == name),
            _ => None,
        }
    }

    /// The nearest allowed value, or none where `value` is not a number (an infinity goes to its end of the range), and for a list
    /// and a text.
    pub fn clamp(self, value: f64) -> Option<f64> {
        if value.is_nan() {
            return None;
        }
        Some(match self {
            Kind::Number { low, high, whole, .. } => {
                let value = value.clamp(low, high);
                let value = if whole { libm::round(value) } else { value };
                if value == 0.0 { 0.0 } else { value }
            }
            Kind::Choice(names) => libm::round(value.clamp(0.0, (names.len() - 1) as f64)).abs(),
            Kind::Switch => f64::from(value != 0.0),
            Kind::List { .. } | Kind::Text { .. } => return None,
        })
    }
}
