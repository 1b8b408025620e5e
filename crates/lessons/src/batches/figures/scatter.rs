//! The data with the batch lit: its mistakes are strokes, all others wait in grey.

use super::super::model::Batches;
use super::super::{figure, words};
use super::{drawn, drawn_of, note_on};
use crate::kit::Range;
use crate::named_data::column_names;
use crate::{Caption, Figure, View};
use i18n::number;
use params::Key;
use plot::{Anchor, Axis, Role, Scene, Stroke};

/// A curve of probabilities is drawn through this many points.
const KNOTS: usize = 60;

/// The data.
pub struct Scatter;

impl Figure<Batches> for Scatter {
    fn caption(&self, model: &Batches, _: &View) -> Caption {
        let note = if model.problem.logistic() { words::note_scatter_logistic() } else { words::note_scatter() };
        Caption::half(figure::BATCH, words::figure_scatter(), note_on(model, note))
    }

    /// The axes, which hold the data wherever they drift.
    fn base(&self, model: &Batches, _: &View) -> Scene {
        let problem = &model.problem;
        let (mut across, mut up) = (Range::new(), Range::new());
        for [x, y] in problem.points.iter() {
            across.see(problem.to_page(*x));
            up.see(*y);
            up.see(y + problem.drift() * x);
        }
        let axis = |(low, high): (f64, f64), share: f64, name: String| {
            let margin = share * (high - low);
            Axis::new(low - margin, high + margin, name)
        };
        let [x_name, y_name] = names(model);
        Scene::of(axis(across.apart(), 0.05, x_name), axis(up.apart(), 0.12, y_name))
    }

    /// The batch of the update at hand, the line before it and the line at the cursor.
    fn overlay(&self, model: &Batches, view: &View) -> Scene {
        let mut scene = self.base(model, view);
        let (problem, lane) = (&model.problem, model.own());
        let update = model.update_of(view);
        let moved = lane.racer.moved(update);
        let place = |[x, y]: [f64; 2]| [problem.to_page(x), y + moved * x];
        let (before, here) = (lane.weights(update), lane.weights(view.at()));
        let batch = lane.racer.batch(update);
        let size = if problem.n() > 60 { 2.0 } else { 3.0 };
        scene.specks(drawn(model).map(place).collect(), Role::Note, size, 0.45);
        let mut lit = Vec::new();
        for point in drawn_of(model, &batch) {
            let [x, y] = place(point);
            lit.push([x, y]);
            if view.part() != 1 {
                scene.straight([x, problem.predicted(before, point[0])], [x, y], Stroke::of(Role::Error, 1.25));
            }
        }
        if view.at() > update {
            curve(&mut scene, model, before, Role::Edge, 1.5);
        }
        curve(&mut scene, model, here, Role::Weights, 3.0);
        scene.dots(lit, Role::Ink, if batch.len() > 60 { 3.0 } else { 4.5 });
        let x = scene.x.low + 0.97 * scene.x.length();
        let end = [x, problem.predicted(here, problem.standardised(x))];
        scene.label(end, [0.0, -10.0], Anchor::End, Role::Weights, "A");
        scene
    }

    fn describe(&self, model: &Batches, view: &View) -> String {
        let m = model.own().racer.batch(model.update_of(view)).len();
        let [w, b] = model.own().weights(view.at()).map(|weight| number(weight, 3));
        words::describe_scatter(&model.problem.n().to_string(), &m.to_string(), &w, &b)
    }
}

fn names(model: &Batches) -> [String; 2] {
    let spec = &model.problem.spec;
    let others = if spec.settings.choice(Key::Data).starts_with("penguins") {
        [words::penguins_x(), words::penguins_y()]
    } else {
        [words::plain_x(), words::plain_y()]
    };
    let [x, y] = column_names(spec, others);
    match model.problem.threshold {
        Some(threshold) => [x, words::above(&y, &number(threshold, 3))],
        None => [x, y],
    }
}

/// What the model says, over the whole width.
fn curve(scene: &mut Scene, model: &Batches, weights: [f64; 2], role: Role, width: f64) {
    let problem = &model.problem;
    let knots = if problem.logistic() { KNOTS } else { 1 };
    let page = |k: usize| scene.x.low + scene.x.length() * k as f64 / knots as f64;
    let said = |x: f64| [x, problem.predicted(weights, problem.standardised(x))];
    let points = (0..=knots).map(|k| said(page(k))).collect();
    scene.line(points, role, width);
}
