//! What the story asks of a run: functions by the names that stand in `en.md`.

/// Which choice a run makes true, counted from 0.
pub mod judges {
    use super::super::model::Template;
    use crate::{View, kit};

    /// On the same side, on the floor, or past it.
    pub fn side(model: &Template, _: &View) -> usize {
        let product = model.weight(0) * model.weight(1);
        kit::first_true(&[product > 0.0, product == 0.0])
    }
}

/// Whether a goal is met.
pub mod tasks {
    use super::super::model::Template;
    use crate::View;

    /// On the floor after one update, from a start that is not there already.
    pub fn at_once(model: &Template, _: &View) -> bool {
        model.weight(0) != 0.0 && model.weight(1) == 0.0
    }
}

/// The numbers in the answers.
pub mod facts {
    use super::super::model::Template;
    use crate::kit;
    use i18n::number;

    kit::facts! { Template:
        first: |model, _| number(model.weight(1), 3);
    }
}
