//! What is seen: a list of figures, and a file for each.

mod ground;

use super::model::Template;
use crate::{Controls, Figure, Figures, Model, View};
use ground::Ground;
use params::{Key, RunSpec};
use plot::Scene;

impl Figures for Template {
    fn figures(&self, _: &View) -> &'static [&'static dyn Figure<Template>] {
        &[&Ground]
    }
    fn card() -> Scene {
        let spec = RunSpec::defaults(Self::CONTROLS).with(Key::Rate, 1.6);
        let run = Template::finished(&spec);
        let mut scene = Ground.overlay(&run, &View::new(&spec, [0.0; 2]).after(run.trace.updates(), 0));
        scene.strip();
        scene
    }
}
