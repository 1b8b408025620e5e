//! The ground from the side, with the path on it.

use super::super::model::{Template, loss};
use super::super::{figure, words};
use crate::kit::ground::{curve, dragged, take_hold};
use crate::kit::path::path;
use crate::{Act, Caption, Figure, View};
use i18n::{number, short};
use params::{Edit, Key};
use plot::{Axis, Role, Scene};

/// The ground and the path on it.
pub struct Ground;

fn axes(model: &Template) -> Scene {
    let reach = 1.2 * model.weight(0).abs().max(1.0);
    let across = Axis::new(-reach, reach, words::axis_weight());
    Scene::of(across, Axis::new(-0.05 * loss(reach), loss(reach), words::axis_loss()))
}

impl Figure<Template> for Ground {
    fn caption(&self, model: &Template, view: &View) -> Caption {
        let note = words::figure_ground_note(&short(model.rate(view.at()), 3));
        Caption::half(figure::GROUND, words::figure_ground(), note).wide(12)
    }

    fn base(&self, model: &Template, _: &View) -> Scene {
        let mut scene = axes(model);
        scene.line(curve(&scene, 80, &loss), Role::Error, 2.0);
        scene
    }

    fn overlay(&self, model: &Template, view: &View) -> Scene {
        let mut scene = axes(model);
        let points = path(&model.trace, 0, view.at(), &|update| [model.weight(update), loss(model.weight(update))]);
        scene.line(points.clone(), Role::Weights, 2.0);
        scene.dots(points, Role::Weights, 4.0);
        let start = model.weight(0);
        take_hold(&mut scene, view, [start, loss(start)], words::handle(), short(start, 3), false);
        scene
    }

    fn describe(&self, model: &Template, view: &View) -> String {
        let weight = model.weight(view.at());
        words::describe_ground(&view.at().to_string(), &number(weight, 3), &number(loss(weight), 3))
    }

    fn act(&self, _: &Template, act: Act, _: &View) -> Option<Edit> {
        dragged(act, &[Key::Start])
    }
}
