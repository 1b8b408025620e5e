//! The desk: all state of an open lesson, and the only way to change it.
//!
//! What a person changes is the [`RunSpec`]; the run follows in the same call (in slices where it is long), never through an
//! effect. Views read the signals; they write nothing.

use super::open_run::{OpenRun, SLICE_MILLISECONDS, Work, now};
use crate::lessons::{Act, Lesson, Prediction, Run, Sight, View, shows};
use crate::named::Named;
use crate::params::{Frame, Key, MAX_PINS, Mode, Place, RunSpec, STORY};
use crate::shown;
use leptos::prelude::*;

/// How many acts can be undone.
const UNDO_LIMIT: usize = 100;

/// What undo returns to.
#[derive(Clone, PartialEq)]
struct Snapshot {
    spec: RunSpec,
    pins: Vec<RunSpec>,
}

/// All state of an open lesson. `Copy`, so that every part of the page can hold it.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The lesson.
    pub lesson: &'static Lesson,
    /// The step of the story, from 0.
    pub step: RwSignal<usize>,
    /// What run A is computed from.
    pub spec: RwSignal<RunSpec>,
    /// Run A. Grows in place while it is computed.
    pub run: RwSignal<OpenRun, LocalStorage>,
    /// What the pinned runs are computed from.
    pub pins: RwSignal<Vec<RunSpec>>,
    /// The pinned runs B, C, D.
    pub pinned: RwSignal<Vec<OpenRun>, LocalStorage>,
    /// The cursor: updates made.
    pub cursor: RwSignal<usize>,
    /// Parts of the next update that are shown beyond the cursor.
    pub part: RwSignal<usize>,
    /// Changes made by hand since the step began.
    pub moves: RwSignal<usize>,
    /// The choices made, by prediction.
    pub answers: RwSignal<Named<usize>>,
    /// Mode, theme, hidden and fixed controls.
    pub frame: RwSignal<Frame>,
    past: RwSignal<Vec<Snapshot>>,
    future: RwSignal<Vec<Snapshot>>,
    /// The change that is going on (a drag, a slider in motion): it becomes one step of undo.
    gesture: RwSignal<Option<Snapshot>>,
    /// Counts openings, so that a slice of an old run stops.
    opened: RwSignal<u64>,
    /// How the computation of the runs stands.
    pub work: RwSignal<Work>,
}

impl Desk {
    /// Lays a lesson on the desk as a link says.
    pub fn new(lesson: &'static Lesson, place: Place) -> Desk {
        let since = now();
        let pinned = place.pins.iter().map(|spec| OpenRun(lesson.open(spec))).collect();
        let desk = Desk {
            lesson,
            step: RwSignal::new(place.step.min(lesson.story().steps.len().saturating_sub(1))),
            run: RwSignal::new_local(OpenRun(lesson.open(&place.spec))),
            spec: RwSignal::new(place.spec),
            pins: RwSignal::new(place.pins),
            pinned: RwSignal::new_local(pinned),
            cursor: RwSignal::new(place.cursor),
            part: RwSignal::new(place.part),
            moves: RwSignal::new(0),
            answers: RwSignal::new(Named::new()),
            frame: RwSignal::new(place.frame),
            past: RwSignal::new(Vec::new()),
            future: RwSignal::new(Vec::new()),
            gesture: RwSignal::new(None),
            opened: RwSignal::new(0),
            work: RwSignal::new(Work::Done),
        };
        desk.drain(since);
        desk
    }

    /// Tracks all that says where it stands.
    pub fn track_place(&self) {
        self.spec.track();
        self.pins.track();
        self.cursor.track();
        self.part.track();
        self.step.track();
    }

    /// Whether it stands on a projector. Tracked.
    pub fn lecturing(&self) -> bool {
        self.frame.read().mode == Mode::Lecture
    }

    /// The questions of this step that still wait for an answer. Where the link hides the words, nobody is asked, but in a
    /// lecture. Tracked.
    pub fn asking(&self) -> Vec<&'static Prediction> {
        if !self.lecturing() && self.frame.read().hide.iter().any(|name| name == STORY) {
            return Vec::new();
        }
        let answers = self.answers.read();
        let step = self.lesson.story().steps.get(self.step.get());
        let asked = step.into_iter().flat_map(|step| step.predictions);
        asked.filter(|prediction| answers.get(prediction.id).is_none()).collect()
    }

    /// Whether such a question waits. Tracked.
    pub fn veiled(&self) -> bool {
        !self.asking().is_empty()
    }

    /// Whether the open questions let something be shown. Tracked.
    pub fn shows(&self, sight: Sight) -> bool {
        shows(&self.asking(), sight)
    }

    /// Looks at run A, whatever the cursor. Tracks the run, and values of scope View.
    pub fn with_run<T>(&self, view: impl FnOnce(&dyn Run) -> T) -> T {
        self.spec.track();
        view(&*self.run.read().0)
    }

    /// How many updates run A has made so far. Tracked.
    pub fn updates(&self) -> usize {
        self.run.read().0.trace().updates()
    }

    /// The cursor, within the run. Tracked.
    pub fn at(&self) -> usize {
        self.cursor.get().min(self.updates())
    }

    /// The cursor and the end, as far as they are shown. Tracked.
    pub fn standing(&self) -> [usize; 2] {
        self.view([0.0; 2], shown::standing)
    }

    /// Whether a gesture is going on. Tracked.
    pub fn busy(&self) -> bool {
        self.gesture.read().is_some()
    }

    /// Whether the run may make no update at all, because only a person moves the weights. Tracked.
    pub fn idle(&self) -> bool {
        self.run.read().0.trace().budget() == 0
    }

    /// Asks the run as it stands. Tracks everything that a view depends on.
    pub fn view<T>(&self, size: [f64; 2], ask: impl FnOnce(&dyn Run, &View) -> T) -> T {
        let at = self.at();
        let (part, moves) = (self.part.get(), self.moves.get());
        self.view_at_base(size, |run, view| ask(run, &view.after(at, part).moved(moves)))
    }

    /// Like [`Desk::view`], but neither the cursor nor the part is tracked: for what does not follow the cursor.
    pub fn view_at_base<T>(&self, size: [f64; 2], ask: impl FnOnce(&dyn Run, &View) -> T) -> T {
        let (run, pinned, spec, open) = (self.run.read(), self.pinned.read(), self.spec.read(), self.asking());
        let pins: Vec<&dyn Run> = pinned.iter().map(|run| &*run.0).collect();
        ask(&*run.0, &View::new(&spec, size).beside(&pins).asking(&open))
    }

    /// Changes the specification as part of a gesture that [`Desk::settle`] ends.
    pub fn change(&self, next: RunSpec) {
        if self.gesture.with_untracked(Option::is_none) {
            self.gesture.set(Some(self.snapshot()));
        }
        self.open(next);
    }

    /// Sets one control as part of a gesture.
    pub fn set(&self, key: Key, value: f64) {
        let next = self.spec.with_untracked(|spec| spec.with(key, value));
        self.change(next);
    }

    /// Does what a person did to a figure, as part of a gesture. False where it means nothing.
    pub fn act(&self, act: Act) -> bool {
        let edit = untrack(|| self.view_at_base([0.0; 2], |run, view| run.act(act, view)));
        let Some(edit) = edit else { return false };
        self.change(self.spec.with_untracked(|spec| spec.edited(edit)));
        true
    }

    /// Ends a gesture: from here on it can be undone as one, and it counts as one move.
    pub fn settle(&self) {
        let Some(before) = self.gesture.get_untracked() else { return };
        self.gesture.set(None);
        if before == self.snapshot() {
            return;
        }
        self.moves.update(|moves| *moves += 1);
        self.remember(before);
    }

    /// Goes back by one act.
    pub fn undo(&self) {
        self.settle();
        self.travel(self.past, self.future);
    }
    /// Takes an undo back.
    pub fn redo(&self) {
        self.settle();
        self.travel(self.future, self.past);
    }
    /// Whether there is something to undo. Tracked.
    pub fn can_undo(&self) -> bool {
        !self.past.read().is_empty() || self.gesture.read().is_some()
    }
    /// Whether there is something to redo. Tracked.
    pub fn can_redo(&self) -> bool {
        !self.future.read().is_empty()
    }

    /// Keeps run A beside the one that goes on changing. False at the limit.
    pub fn pin(&self) -> bool {
        self.settle();
        if self.pins.with_untracked(Vec::len) >= MAX_PINS {
            return false;
        }
        self.remember(self.snapshot());
        self.pins.update(|pins| pins.push(self.spec.get_untracked()));
        self.reopen_pins();
        true
    }

    /// Lets go of the pinned run in this place (0 is B).
    pub fn unpin(&self, place: usize) {
        self.settle();
        self.remember(self.snapshot());
        self.pins.update(|pins| {
            if place < pins.len() {
                pins.remove(place);
            }
        });
        self.reopen_pins();
    }

    /// Pins run A if there is room, and lets it go on from the cursor with settings of its own.
    pub fn fork(&self) {
        self.settle();
        let before = self.snapshot();
        let at = self.cursor.get_untracked();
        if before.pins.len() < MAX_PINS && !before.pins.contains(&before.spec) {
            self.pins.update(|pins| pins.push(before.spec.clone()));
            self.reopen_pins();
        }
        let next = before.spec.forked(at);
        self.remember(before);
        self.open(next);
    }

    /// Goes to a place (a step's preset, a link, what a page around asks for) in one act.
    pub fn go(&self, place: Place) {
        self.settle();
        self.past.set(Vec::new());
        self.future.set(Vec::new());
        self.moves.set(0);
        self.frame.set(place.frame);
        self.step.set(place.step);
        self.part.set(place.part);
        if self.pins.with_untracked(|old| *old != place.pins) {
            self.pins.set(place.pins);
            self.reopen_pins();
        }
        self.open(place.spec);
        self.cursor.set(place.cursor);
    }

    fn snapshot(&self) -> Snapshot {
        Snapshot { spec: self.spec.get_untracked(), pins: self.pins.get_untracked() }
    }

    fn remember(&self, before: Snapshot) {
        self.future.set(Vec::new());
        self.past.update(|past| {
            if past.len() == UNDO_LIMIT {
                past.remove(0);
            }
            past.push(before);
        });
    }

    fn travel(&self, from: RwSignal<Vec<Snapshot>>, to: RwSignal<Vec<Snapshot>>) {
        let Some(goal) = from.try_update(Vec::pop).flatten() else { return };
        let now = self.snapshot();
        to.update(|list| list.push(now));
        if self.pins.with_untracked(|pins| *pins != goal.pins) {
            self.pins.set(goal.pins);
            self.reopen_pins();
        }
        self.open(goal.spec);
    }

    /// Opens the pinned runs; one that is open already stays as it is.
    fn reopen_pins(&self) {
        let mut old = self.pinned.try_update(std::mem::take).unwrap_or_default();
        let open = |spec: &RunSpec| match old.iter().position(|run| run.0.spec().same_run(spec)) {
            Some(place) => old.swap_remove(place),
            None => OpenRun(self.lesson.open(spec)),
        };
        let since = now();
        self.pinned.set(self.pins.with_untracked(|pins| pins.iter().map(open).collect()));
        self.drain(since);
    }

    fn open(&self, next: RunSpec) {
        let same = self.spec.with_untracked(|spec| spec.same_run(&next));
        if !same {
            let since = now();
            let run = self.lesson.open(&next);
            batch(|| {
                self.spec.set(next);
                self.run.set(OpenRun(run));
            });
            self.drain(since);
        } else if self.spec.with_untracked(|spec| *spec != next) {
            self.spec.set(next);
        }
    }

    /// Computes the runs that were opened at `since`: at once where that is quick, in slices between frames where it is not.
    fn drain(&self, since: f64) {
        let ticket = self.opened.get_untracked() + 1;
        self.opened.set(ticket);
        // A run that took so long to open has filled a frame by itself.
        if now() - since < SLICE_MILLISECONDS { self.slice(ticket, since) } else { self.later(ticket) }
    }

    fn later(self, ticket: u64) {
        if self.work.get_untracked() != Work::Going {
            self.work.set(Work::Going);
        }
        set_timeout(move || self.slice(ticket, now()), std::time::Duration::ZERO);
    }

    /// Goes on with runs that were stopped.
    pub fn go_on(&self) {
        self.drain(now());
    }

    /// Leaves the runs as far as they have come.
    pub fn stop(&self) {
        self.opened.update(|ticket| *ticket += 1);
        self.work.set(Work::Stopped);
    }

    /// What has been computed of all that there is to compute, over all runs; none when nothing is left. Tracked.
    pub fn progress(&self) -> Option<[usize; 2]> {
        let (run, pinned) = (self.run.read(), self.pinned.read());
        let all = std::iter::once(&*run).chain(pinned.iter());
        all.filter_map(|run| run.0.progress()).reduce(|[done, total], [more, of]| [done + more, total + of])
    }

    fn slice(self, ticket: u64, since: f64) {
        if self.opened.try_get_untracked() != Some(ticket) {
            return;
        }
        let until = since + SLICE_MILLISECONDS;
        let mut more = false;
        self.run.update(|run| more = run.advance_until(until));
        // Whoever looks at the pinned runs is told only if one of them has something left to do.
        if !more && self.pinned.with_untracked(|pinned| pinned.iter().any(|run| run.0.progress().is_some())) {
            self.pinned.update(|pinned| more = pinned.iter_mut().any(|run| run.advance_until(until)));
        }
        if more {
            self.later(ticket);
        } else if self.work.get_untracked() != Work::Done {
            self.work.set(Work::Done);
        }
    }
}
