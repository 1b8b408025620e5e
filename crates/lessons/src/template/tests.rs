//! What the story says is true of the lesson's runs: each choice has a run that makes it true, and a goal one that misses it.

use super::judge::{judges, tasks};
use super::model::Template;
use crate::{Controls, Model, View};
use params::{Key, RunSpec};

/// Asks about a finished run at this rate.
fn at<T>(rate: f64, ask: fn(&Template, &View) -> T) -> T {
    let spec = RunSpec::defaults(Template::CONTROLS).with(Key::Rate, rate);
    ask(&Template::finished(&spec), &View::new(&spec, [0.0; 2]))
}

#[test]
fn each_choice_is_true_of_some_run() {
    assert_eq!([0.5, 1.0, 1.5].map(|rate| at(rate, judges::side)), [0, 1, 2]);
}

#[test]
fn the_goal_is_met_at_one_rate() {
    assert_eq!([0.99, 1.0, 1.01].map(|rate| at(rate, tasks::at_once)), [false, true, false]);
}
