//! What a person can change.

use super::model::Template;
use super::words;
use crate::kit::rate;
use crate::{Controls, Regions};
use params::{Control, Key};

impl Controls for Template {
    const CONTROLS: &'static [Control] =
        &[Control::at(Key::Rate, 0.5), Control::at(Key::Start, 1.0), Control::at(Key::Updates, 20.0)];

    fn regions(&self, key: Key) -> Option<Regions> {
        let stretches = || rate::stretches([0.01, 3.0], words::region_short(), &[(1.0, words::region_past())]);
        (key == Key::Rate).then(stretches).flatten()
    }
}
