//! What `script.py` needs of a run.

use super::model::{BIRDS, DeepGradients, cell_of};
use crate::script::{Given, Script};
use sim::data;

/// The lesson's part of a program.
pub fn script(model: &DeepGradients) -> Script<'_> {
    let problem = &model.problem;
    let [early, late] = problem.pair();
    let mut given = vec![("early", Given::Whole(early)), ("late", Given::Whole(late))];
    if problem.recurrent() {
        let (cell, inputs) = cell_of(&problem.spec.settings);
        given.push(("inputs", Given::Numbers(inputs)));
        given.push(("units", Given::Whole(cell.units)));
        given.push(("weights", Given::Numbers(cell.weights)));
        given.push(("input_weights", Given::Numbers(cell.input_weights)));
    } else {
        let birds = data::penguins_by_sex(BIRDS);
        let network = &problem.training.network;
        // What batch normalisation keeps for later, beyond the parameters, moves no number of the table.
        let start = model.trace.start().get(..network.shape().parameters()).unwrap_or_default();
        given.push(("inputs", Given::Numbers(birds.measured)));
        given.push(("male", Given::Numbers(birds.male)));
        given.push(("widths", Given::Wholes(network.spec().widths.clone())));
        given.push(("start", Given::Numbers(start.to_vec())));
    }
    Script { text: include_str!("script.py"), given, holds: Vec::new(), companions: Vec::new() }
}
