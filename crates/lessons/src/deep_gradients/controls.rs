//! What a person can change.

use super::model::{DeepGradients, LONGEST};
use crate::{Controls, Regions};
use params::{Control, Key};

impl Controls for DeepGradients {
    const CONTROLS: &'static [Control] = &[
        Control::at(Key::Activation, 2.0),
        Control::at(Key::Init, 1.0),
        Control::plain(Key::ScaleOfWeights),
        Control::plain(Key::Norm),
        Control::plain(Key::Skip),
        Control::plain(Key::Clip),
        Control::plain(Key::ClipAt),
        Control::plain(Key::Depth),
        Control::plain(Key::Width),
        Control::at(Key::Rate, 0.05),
        Control::plain(Key::WeightDecay),
        Control::at(Key::Updates, 60.0),
        Control::plain(Key::Seed),
        Control::plain(Key::Cell),
        Control::plain(Key::Radius),
        Control::plain(Key::Time),
        Control::plain(Key::Remedies),
        Control::plain(Key::Detail),
    ];

    fn shown(&self, key: Key) -> bool {
        let recurrent = self.problem.recurrent();
        match key {
            Key::Cell | Key::Activation | Key::ScaleOfWeights | Key::Width | Key::Seed => true,
            Key::Radius | Key::Time => recurrent,
            Key::ClipAt => !recurrent && self.problem.spec.current().choice(Key::Clip) != "none",
            _ => !recurrent,
        }
    }
    fn regions(&self, key: Key) -> Option<Regions> {
        match key {
            Key::Rate => Some(Regions::ends(1e-4, 10.0)),
            Key::Updates => Some(Regions::ends(0.0, LONGEST as f64)),
            _ => None,
        }
    }
}
