//! The trace of a run: a row of numbers for every update, whole states only now and then, and replay in between.
//!
//! A [`Process`] goes from one state to the next, always the same way: all its randomness is a function of a seed and of the
//! update's number. So a state that was not kept is made again from the last one that was.

/// How many updates lie between two kept states, for states of at most a few numbers.
pub const CHECKPOINT_EVERY: usize = 64;

/// Something that a run is made of: a start, and a step from each state to the next.
pub trait Process {
    /// The state before the first update.
    fn start(&self) -> Vec<f64>;
    /// Turns the state after `update` updates into the state after `update + 1`.
    fn step(&self, update: usize, state: &mut [f64]);
    /// Which quantities are recorded, by stable names: `loss` first.
    fn quantities(&self) -> &'static [&'static str];
    /// The recorded quantities of a state, one for each name.
    fn observe(&self, state: &[f64], row: &mut [f64]);
    /// Whether the state is as good as at rest, seen from the row of the present state.
    fn at_rest(&self, row: &[f64]) -> bool;
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ending {
    /// It came to rest at a place with (almost) no gradient.
    Converged,
    /// It made as many updates as it may.
    BudgetSpent,
    /// A number overflowed: in which update, and which of [`Process::quantities`].
    Diverged { update: usize, quantity: &'static str },
    /// Nothing changes any more although the gradient is not small: the steps are below the precision of the numbers.
    Stalled,
}

/// The record of a run.
#[derive(Clone, Debug)]
pub struct Trace {
    quantities: &'static [&'static str],
    series: Vec<Vec<f64>>,
    checkpoints: Vec<(usize, Vec<f64>)>,
    state: Vec<f64>,
    budget: usize,
    ending: Option<Ending>,
}

impl Trace {
    /// A trace that has recorded the start and no update, and may make `budget` updates.
    pub fn new(process: &dyn Process, budget: usize) -> Trace {
        let state = process.start();
        let quantities = process.quantities();
        let mut trace = Trace {
            quantities,
            series: vec![Vec::new(); quantities.len()],
            checkpoints: Vec::new(),
            state,
            budget,
            ending: None,
        };
        trace.record(process);
        if trace.ending.is_none() && budget == 0 {
            trace.ending = Some(Ending::BudgetSpent);
        }
        trace
    }

    fn record(&mut self, process: &dyn Process) {
        let update = self.series.first().map_or(0, Vec::len);
        let mut row = vec![0.0; self.quantities.len()];
        process.observe(&self.state, &mut row);
        if update.is_multiple_of(CHECKPOINT_EVERY) {
            self.checkpoints.push((update, self.state.clone()));
        }
        for (series, &value) in self.series.iter_mut().zip(&row) {
            series.push(if value.is_nan() { f64::NAN } else { value });
        }
        if let Some(column) = row.iter().position(|value| !value.is_finite()) {
            self.ending = Some(Ending::Diverged { update, quantity: self.quantities[column] });
        } else if process.at_rest(&row) {
            self.ending = Some(Ending::Converged);
        }
    }

    /// Makes up to `updates` more updates. True while more are left to make.
    pub fn advance(&mut self, process: &dyn Process, updates: usize) -> bool {
        for _ in 0..updates {
            if self.ending.is_some() {
                return false;
            }
            let before = self.state.clone();
            process.step(self.updates(), &mut self.state);
            self.record(process);
            if self.ending.is_none() {
                if self.state == before {
                    self.ending = Some(Ending::Stalled);
                } else if self.updates() >= self.budget {
                    self.ending = Some(Ending::BudgetSpent);
                }
            }
        }
        self.ending.is_none()
    }

    /// How many updates have been made.
    pub fn updates(&self) -> usize {
        self.series.first().map_or(1, Vec::len) - 1
    }
    /// How many updates it may make.
    pub fn budget(&self) -> usize {
        self.budget
    }
    /// How it ended, if it has.
    pub fn ending(&self) -> Option<Ending> {
        self.ending
    }
    /// The names of the recorded quantities.
    pub fn quantities(&self) -> &'static [&'static str] {
        self.quantities
    }
    /// The recorded values of the quantity in this place: one before the first update, then one after each.
    pub fn series(&self, column: usize) -> &[f64] {
        self.series.get(column).map_or(&[], Vec::as_slice)
    }
    /// The loss before the first update and after each.
    pub fn losses(&self) -> &[f64] {
        self.series(0)
    }
    /// The series of that name.
    pub fn named(&self, quantity: &str) -> Option<&[f64]> {
        self.quantities.iter().position(|name| *name == quantity).map(|column| self.series(column))
    }

    /// Puts NaN in place of these quantities from update `from` on: for tests that show that nothing hangs on them. After the start
    /// the states go as well, and the ending becomes another.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn poison(&mut self, from: usize, quantities: &[&str]) {
        for (series, name) in self.series.iter_mut().zip(self.quantities) {
            if quantities.contains(name) {
                series.iter_mut().skip(from).for_each(|value| *value = f64::NAN);
            }
        }
        for (_, state) in self.checkpoints.iter_mut().filter(|(at, _)| *at > 0) {
            state.fill(f64::NAN);
        }
        if self.updates() > 0 {
            self.state.fill(f64::NAN);
            self.ending = Some(Ending::Diverged { update: 1, quantity: self.quantities[0] });
        }
    }

    /// The state before the first update.
    pub fn start(&self) -> &[f64] {
        self.checkpoints.first().map_or(&[], |(_, state)| state)
    }
    /// The state after `update` updates (clamped to those that were made): replayed from the last one that was kept.
    pub fn state_at(&self, process: &dyn Process, update: usize) -> Vec<f64> {
        let update = update.min(self.updates());
        if update == self.updates() {
            return self.state.clone();
        }
        let Some((from, state)) = self.checkpoints.iter().rev().find(|(at, _)| *at <= update) else {
            return self.state.clone();
        };
        let mut state = state.clone();
        for step in *from..update {
            process.step(step, &mut state);
        }
        state
    }
}
