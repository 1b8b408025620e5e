//! The run specification: everything that decides the numbers of a run.

use super::{Control, Entries, Entry, Key, OwnData, SPECS, Scope, Settings, Values};
use std::sync::Arc;

/// How often one run may be forked.
pub const MAX_FORKS: usize = 3;
/// How many runs may be pinned beside the one that is looked at.
pub const MAX_PINS: usize = 3;

/// From update `at` on, the run goes on with other settings (of scope [`Scope::Descent`]).
#[derive(Clone, Debug, PartialEq)]
pub struct Fork {
    /// The last update that was made with the earlier settings.
    pub at: usize,
    /// The settings from there on.
    pub settings: Settings,
    /// The lists and texts from there on.
    pub entries: Entries,
}

impl Fork {
    /// All values from there on.
    pub fn values(&self) -> Values<'_> {
        Values { settings: &self.settings, entries: &self.entries }
    }
}

/// What an act on a figure changes. All else stays as it is, for an act does not say what it is.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// These controls take these values.
    Values(Vec<(Key, f64)>),
    /// This list or text takes this value.
    Entry(Key, Entry),
    /// These data, as somebody's own, take the place of those that were there.
    Data(OwnData),
}

/// What a lesson needs in order to compute a run. The only lesson state that is ever written.
#[derive(Clone, Debug, PartialEq)]
pub struct RunSpec {
    /// The settings at the start.
    pub settings: Settings,
    /// The lists and texts at the start.
    pub entries: Entries,
    /// At most [`MAX_FORKS`], with growing `at`.
    pub forks: Vec<Fork>,
    /// Own data, where [`Key::Data`] says `own`.
    pub own: Option<Arc<OwnData>>,
}

impl RunSpec {
    /// The run that a lesson shows when nothing is said.
    pub fn defaults(controls: &[Control]) -> RunSpec {
        RunSpec {
            settings: Settings::defaults(controls),
            entries: Entries::defaults(controls),
            forks: Vec::new(),
            own: None,
        }
    }

    /// The settings that make update number `update` (counted from 0: the one that leaves the start).
    pub fn settings_at(&self, update: usize) -> &Settings {
        self.forks.iter().rev().find(|fork| fork.at <= update).map_or(&self.settings, |fork| &fork.settings)
    }

    /// The same with lists and texts.
    pub fn values_at(&self, update: usize) -> Values<'_> {
        self.forks.iter().rev().find(|fork| fork.at <= update).map_or(self.values(), Fork::values)
    }

    /// All values at the start.
    pub fn values(&self) -> Values<'_> {
        Values { settings: &self.settings, entries: &self.entries }
    }

    /// All values that the controls show and change: those after the last fork.
    pub fn current_values(&self) -> Values<'_> {
        self.forks.last().map_or(self.values(), Fork::values)
    }

    /// The settings that the controls show and change: those after the last fork.
    pub fn current(&self) -> &Settings {
        self.forks.last().map_or(&self.settings, |fork| &fork.settings)
    }

    /// This run with one value changed: after the last fork for a value of descent, everywhere for any other.
    pub fn with(&self, key: Key, value: f64) -> RunSpec {
        let mut next = self.clone();
        match (key.spec().scope, next.forks.last_mut()) {
            (Scope::Descent, Some(fork)) => fork.settings = fork.settings.with(key, value),
            _ => next.set_everywhere(key, value),
        }
        next
    }

    /// This run with one list or text changed, as [`RunSpec::with`] does; cut to what is allowed ([`super::Kind::admit`]).
    pub fn with_entry(&self, key: Key, entry: Entry) -> RunSpec {
        let mut next = self.clone();
        match (key.spec().scope, next.forks.last_mut()) {
            (Scope::Descent, Some(fork)) => fork.entries = fork.entries.with(key, entry),
            _ => next.set_entry_everywhere(key, &entry),
        }
        next
    }

    /// This run after an act.
    pub fn edited(&self, edit: Edit) -> RunSpec {
        match edit {
            Edit::Values(values) => values.iter().fold(self.clone(), |spec, (key, value)| spec.with(*key, *value)),
            Edit::Entry(key, entry) => self.with_entry(key, entry),
            Edit::Data(data) => {
                let own = Key::Data.spec().kind.index_of("own").unwrap_or(0);
                RunSpec { own: Some(Arc::new(data)), ..self.with(Key::Data, own as f64) }
            }
        }
    }

    /// What decides the numbers: values of scope [`Scope::View`] stand at the course's defaults. A run keeps this and no more
    /// of the specification that it was opened from, so that no figure and no file can take such a value from it: the run stays
    /// open while they change.
    pub fn computed(&self) -> RunSpec {
        let views = SPECS.iter().filter(|row| row.scope == Scope::View);
        let mut computed = views.fold(self.clone(), |spec, row| spec.with(row.key, row.default));
        computed.entries = computed.entries.computed();
        for fork in &mut computed.forks {
            fork.entries = fork.entries.computed();
        }
        computed
    }

    /// Changes a value in the start and after all forks.
    pub(super) fn set_everywhere(&mut self, key: Key, value: f64) {
        self.settings = self.settings.with(key, value);
        for fork in &mut self.forks {
            fork.settings = fork.settings.with(key, value);
        }
    }

    /// The same for a list or a text.
    pub(super) fn set_entry_everywhere(&mut self, key: Key, entry: &Entry) {
        if !Key::ENTRIES {
            return;
        }
        self.entries = self.entries.with(key, entry.clone());
        for fork in &mut self.forks {
            fork.entries = fork.entries.with(key, entry.clone());
        }
    }

    /// This run, free to change from update `at` on. Later forks are dropped; at the limit the last fork moves.
    pub fn forked(&self, at: usize) -> RunSpec {
        let mut next = self.clone();
        let Values { settings, entries } = self.values_at(at);
        let fork = Fork { at, settings: *settings, entries: entries.clone() };
        next.forks.retain(|fork| fork.at < at);
        next.forks.truncate(MAX_FORKS - 1);
        if at > 0 {
            next.forks.push(fork);
        }
        next
    }

    /// Whether both describe the same numbers: only values of scope [`Scope::View`] may differ.
    pub fn same_run(&self, other: &RunSpec) -> bool {
        self.values().same_run(other.values())
            && self.forks.len() == other.forks.len()
            && self.forks.iter().zip(&other.forks).all(|(a, b)| a.at == b.at && a.values().same_run(b.values()))
            && (match (&self.own, &other.own) {
                (Some(a), Some(b)) => Arc::ptr_eq(a, b) || a == b,
                (a, b) => a.is_none() && b.is_none(),
            })
    }
}
