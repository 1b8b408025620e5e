//! What a link takes along: only what is there to be left out, only controls that this step shows.

use crate::address::write;
use crate::i18n::{unmarked, words::share as words};
use crate::lessons::Lesson;
use crate::params::{Frame, Key, Mode, PARTS, Place, STORY, Theme};
use crate::ui::desk::Desk;
use crate::ui::link;
use leptos::prelude::*;

/// What can be left out: the step, the cursor, the pinned runs, own data.
pub const BOXES: usize = 4;
const STEP: usize = 0;
const CURSOR: usize = 1;
const PINS: usize = 2;
const OWN: usize = 3;
/// How a part of the page or a control stands in the link.
const FIXED: usize = 1;
const HIDDEN: usize = 2;

/// A part of the page, or a control, or all controls that stand behind one line.
#[derive(Clone)]
pub struct Row {
    /// The names in links.
    names: Vec<&'static str>,
    /// What it is called.
    pub label: String,
    /// Whether it can be fixed.
    pub control: bool,
}

/// What a person chose.
#[derive(Clone, Copy)]
pub struct Choice {
    /// The lesson.
    pub lesson: &'static Lesson,
    /// What was on screen when the dialog opened: a run that plays on below it changes no link.
    place: StoredValue<Option<Place>>,
    /// What there is to be left out.
    pub offered: [bool; BOXES],
    /// Of that, what is taken along.
    pub taken: RwSignal<[bool; BOXES]>,
    /// What can be hidden.
    pub rows: StoredValue<Vec<Row>>,
    /// For every row: visible, fixed or hidden.
    pub states: RwSignal<Vec<usize>>,
    /// As the system says, light, dark.
    pub theme: RwSignal<usize>,
}

impl Choice {
    /// Everything as it stands on the desk.
    pub fn new(desk: Desk) -> Choice {
        let (frame, spec) = (desk.frame.get(), desk.spec.get());
        let rows = rows(desk, &frame);
        Choice {
            lesson: desk.lesson,
            place: StoredValue::new(link::place(desk)),
            offered: [
                desk.step.get() > 0,
                desk.at() > 0 || desk.part.get() > 0,
                !desk.pins.read().is_empty(),
                spec.own.is_some(),
            ],
            taken: RwSignal::new([true; BOXES]),
            states: RwSignal::new(rows.iter().map(|row| state(row, &frame)).collect()),
            rows: StoredValue::new(rows),
            theme: RwSignal::new(frame.theme.map_or(0, |theme| if theme == Theme::Light { 1 } else { 2 })),
        }
    }

    /// Whether readers are asked before they see the run, if the step asks anything. Tracked.
    pub fn note(self, desk: Desk) -> Option<&'static str> {
        let step = self.lesson.story().steps.get(if self.taken.read()[STEP] { desk.step.get() } else { 0 })?;
        let story = self.rows.with_value(|rows| rows.iter().position(|row| row.names == [STORY]))?;
        let asks = !step.predictions.is_empty();
        asks.then(|| if self.states.read()[story] == HIDDEN { words::unasked() } else { words::asked() })
    }

    /// The fragment that says it. Tracked.
    pub fn fragment(self, mode: Mode) -> String {
        let Some(mut place) = self.place.get_value() else { return String::new() };
        let taken = self.taken.get();
        if !taken[STEP] {
            place.step = 0;
        }
        if !taken[CURSOR] {
            (place.cursor, place.part) = (0, 0);
        }
        if !taken[PINS] {
            place.pins.clear();
        }
        if !taken[OWN] && place.spec.own.take().is_some() {
            place.spec = place.spec.with(Key::Data, 0.0);
        }
        let states = self.states.read();
        self.rows.with_value(|rows| {
            let listed = |list: &mut Vec<String>, goal: usize| {
                // What no row is about stays as it is.
                list.retain(|name| !rows.iter().any(|row| row.names.contains(&name.as_str())));
                for (row, _) in rows.iter().zip(states.iter()).filter(|(_, state)| **state == goal) {
                    list.extend(row.names.iter().map(|name| name.to_string()));
                }
            };
            listed(&mut place.frame.hide, HIDDEN);
            listed(&mut place.frame.fix, FIXED);
        });
        place.frame.theme = [None, Some(Theme::Light), Some(Theme::Dark)][self.theme.get().min(2)];
        place.frame.mode = mode;
        write(self.lesson, &place)
    }
}

/// The parts of the page, the controls that stand open on this step, and the others, in one where the link treats them alike.
fn rows(desk: Desk, frame: &Frame) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (name, label) in PARTS.into_iter().zip(words::parts().split('~')) {
        rows.push(Row { names: vec![name], label: label.to_string(), control: false });
    }
    let open = desk.lesson.story().steps.get(desk.step.get()).map_or(&[][..], |step| step.controls);
    let mut others = Vec::new();
    desk.with_run(|run| {
        for control in desk.lesson.controls() {
            let key = control.key;
            let row = Row { names: vec![key.spec().link], label: unmarked(&run.label(key)), control: true };
            match run.shown(key) {
                true if open.contains(&key) => rows.push(row),
                true => others.push(row),
                false => {}
            }
        }
    });
    let states: Vec<usize> = others.iter().map(|row| state(row, frame)).collect();
    match (states.first(), others.len()) {
        (Some(one), 2..) if states.iter().all(|state| state == one) => {
            let names = others.into_iter().flat_map(|row| row.names).collect();
            rows.push(Row { names, label: words::others().to_string(), control: true });
        }
        _ => rows.extend(others),
    }
    rows
}

/// How a row stands in a link.
fn state(row: &Row, frame: &Frame) -> usize {
    let all = |list: &[String]| row.names.iter().all(|name| list.iter().any(|listed| listed == name));
    if all(&frame.hide) { HIDDEN } else { usize::from(all(&frame.fix)) * FIXED }
}
