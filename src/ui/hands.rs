//! What a hand does to a figure: grab a handle or a point, drag it, add and remove points. Every gesture is one step of undo.

use super::desk::Desk;
use super::dom::El;
use crate::lessons::Act;
use crate::plot::{Handle, Scene, Viewport};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use web_sys::{MouseEvent, PointerEvent};

/// How near a pointer has to be to take hold of something, in CSS pixels.
const REACH: f64 = 22.0;
/// A press that moves less than this is a click.
const STILL: f64 = 6.0;

#[derive(Clone, Copy, PartialEq)]
enum Thing {
    Handle(usize),
    Point(usize),
    /// Nothing was near: a click may add a point here.
    Ground,
}

/// What a pointer holds. The axes are those of the moment of grabbing, so that a figure that makes room does not run away.
#[derive(Clone)]
struct Grab {
    pointer: i32,
    thing: Thing,
    from: [f64; 2],
    offset: [f64; 2],
    view: Viewport,
    moved: bool,
}

/// What hands reach over: a figure's element, and what its canvases show.
#[derive(Clone)]
pub struct Stage {
    /// The element that the pointer moves over.
    pub wrapper: El,
    /// See [`crate::lessons::Run::base`].
    pub base: Memo<Scene>,
    /// See [`crate::lessons::Run::overlay`].
    pub overlay: Memo<Scene>,
    /// In CSS pixels.
    pub size: Signal<[f64; 2]>,
    /// How much larger than usual the words are.
    pub text: Memo<f64>,
}

/// The hands over one figure.
#[derive(Clone)]
pub struct Hands {
    /// The lesson.
    pub desk: Desk,
    /// Which figure.
    pub figure: usize,
    /// Everything that can be taken hold of, with its place in CSS pixels.
    pub handles: Memo<Vec<(Handle, [f64; 2])>>,
    /// The mapping from data to CSS pixels.
    pub view: Memo<Viewport>,
    /// The point that the keys move.
    pub selected: RwSignal<usize>,
    wrapper: El,
    size: Signal<[f64; 2]>,
    editing: RwSignal<bool>,
    held: Rc<Held>,
}

/// What the hands are at.
#[derive(Default)]
struct Held {
    grab: RefCell<Option<Grab>>,
    /// Whether the last gesture moved something, or added a point. WebKit takes it for half of a double click.
    changed: Cell<bool>,
}

impl Hands {
    /// Hands that hold nothing.
    pub fn new(desk: Desk, figure: usize, stage: Stage, editing: RwSignal<bool>) -> Hands {
        let Stage { wrapper, base, overlay, size, text } = stage;
        let view = Memo::new(move |_| base.with(|base| Viewport::new(base, size.get(), text.get())));
        let handles = Memo::new(move |_| {
            // A handle outside the axes waits at the edge, so that it can be fetched back.
            let inside = |view: &Viewport, at: [f64; 2]| {
                let [x, y] = view.pixel(at);
                [x.clamp(0.0, view.size[0]), y.clamp(0.0, view.size[1])]
            };
            let mut all = base.with(|base| base.handles.clone());
            overlay.with(|overlay| all.extend_from_slice(&overlay.handles));
            view.with(|view| all.into_iter().map(|handle| (handle.clone(), inside(view, handle.at))).collect())
        });
        let selected = RwSignal::new(0);
        Hands { desk, figure, handles, view, selected, wrapper, size, editing, held: Rc::default() }
    }

    /// Whether points can be edited. Tracked.
    pub fn editable(&self) -> bool {
        self.editing.get() && self.desk.with_run(|run| run.points(self.figure).is_some())
    }

    /// Whether a pointer holds something.
    pub fn holding(&self) -> bool {
        self.held.grab.borrow().as_ref().is_some_and(|grab| grab.thing != Thing::Ground)
    }

    /// The handle of that number, with its place. Tracked.
    pub fn handle(&self, id: usize) -> Option<(Handle, [f64; 2])> {
        self.handles.with(|handles| handles.iter().find(|(handle, _)| handle.id == id).cloned())
    }

    /// The points that can be edited.
    pub fn points<T>(&self, look: impl FnOnce(&[[f64; 2]]) -> T) -> T {
        self.desk.with_run(|run| look(run.points(self.figure).unwrap_or(&[])))
    }

    /// Moves a handle by so many presses of an arrow key.
    pub fn nudge(&self, id: usize, x: f64, y: f64) {
        if let Some((handle, _)) = untrack(|| self.handle(id)) {
            let to = handle.pressed(x, y);
            self.desk.act(Act::Drag { figure: self.figure, handle: id, to });
        }
    }

    /// Adds a point and selects it.
    pub fn add(&self, at: [f64; 2]) {
        if self.desk.act(Act::Add { figure: self.figure, at }) {
            self.desk.settle();
            self.selected.set(untrack(|| self.points(<[_]>::len)).saturating_sub(1));
        }
    }

    /// Takes a point out.
    pub fn remove(&self, index: usize) {
        if self.desk.act(Act::Remove { figure: self.figure, index }) {
            self.desk.settle();
        }
    }

    /// A pointer goes down.
    pub fn down(&self, event: &PointerEvent) {
        if event.button() != 0 || self.held.grab.borrow().is_some() {
            return;
        }
        let Some((at, view)) = self.at(event) else { return };
        let Some((thing, place)) = self.near(at, &view) else { return };
        if let Thing::Point(index) = thing {
            self.selected.set(index);
        }
        let offset = [at[0] - place[0], at[1] - place[1]];
        *self.held.grab.borrow_mut() =
            Some(Grab { pointer: event.pointer_id(), thing, from: at, offset, view, moved: false });
        if thing == Thing::Ground {
            return;
        }
        let _ = self.wrapper.node().set_pointer_capture(event.pointer_id());
        // Without this the browser selects text, and takes the focus away from the handle's button.
        event.prevent_default();
        self.focus(thing);
    }

    /// A pointer moves.
    pub fn moved(&self, event: &PointerEvent) {
        let Some((thing, to)) = self.dragged(event) else { return };
        let figure = self.figure;
        match thing {
            Thing::Handle(id) => {
                // A handle may be gone by now: the lesson then says what it makes of the drag.
                let to = untrack(|| self.handle(id)).map_or(to, |(handle, _)| handle.reach(handle.at, to));
                self.desk.act(Act::Drag { figure, handle: id, to })
            }
            Thing::Point(index) => self.desk.act(Act::MovePoint { figure, index, to }),
            Thing::Ground => false,
        };
    }

    fn dragged(&self, event: &PointerEvent) -> Option<(Thing, [f64; 2])> {
        let mut grab = self.held.grab.borrow_mut();
        let grab = grab.as_mut().filter(|grab| grab.pointer == event.pointer_id())?;
        let at = self.pixel(event);
        grab.moved |= (at[0] - grab.from[0]).hypot(at[1] - grab.from[1]) > STILL;
        Some((grab.thing, grab.view.data([at[0] - grab.offset[0], at[1] - grab.offset[1]])))
    }

    /// A pointer goes up.
    pub fn up(&self, event: &PointerEvent) {
        let Some(grab) = self.let_go(event) else { return };
        self.desk.settle();
        let adds =
            grab.thing == Thing::Ground && !grab.moved && untrack(|| self.editable()) && grab.view.holds(grab.from);
        self.held.changed.set(adds || grab.moved);
        if adds {
            self.add(grab.view.data(grab.from));
        }
    }

    /// The browser took the pointer away (to scroll, for one).
    pub fn lost(&self, event: &PointerEvent) {
        if self.let_go(event).is_some() {
            self.desk.settle();
        }
    }

    /// A double click takes a point out.
    pub fn double(&self, event: &MouseEvent) {
        if self.held.changed.get() || !untrack(|| self.editable()) {
            return;
        }
        if let Some((at, view)) = self.at(event)
            && let Some((index, _)) = self.near_point(at, &view)
        {
            self.remove(index);
        }
    }

    fn let_go(&self, event: &PointerEvent) -> Option<Grab> {
        let mut grab = self.held.grab.borrow_mut();
        if grab.as_ref()?.pointer == event.pointer_id() { grab.take() } else { None }
    }

    fn at(&self, event: &MouseEvent) -> Option<([f64; 2], Viewport)> {
        let size = self.size.get_untracked();
        (size[0] > 0.0 && size[1] > 0.0).then_some(())?;
        Some((self.pixel(event), untrack(|| self.view.with(Viewport::clone))))
    }

    fn pixel(&self, event: &MouseEvent) -> [f64; 2] {
        let place = self.wrapper.node().get_bounding_client_rect();
        [f64::from(event.client_x()) - place.left(), f64::from(event.client_y()) - place.top()]
    }

    fn near(&self, at: [f64; 2], view: &Viewport) -> Option<(Thing, [f64; 2])> {
        let handles = untrack(|| {
            self.handles
                .with(|handles| nearest(at, handles.iter().map(|(handle, place)| (Thing::Handle(handle.id), *place))))
        });
        if handles.is_some() || !untrack(|| self.editable()) {
            return handles;
        }
        let point = self.near_point(at, view).map(|(index, place)| (Thing::Point(index), place));
        Some(point.unwrap_or((Thing::Ground, at)))
    }

    fn near_point(&self, at: [f64; 2], view: &Viewport) -> Option<(usize, [f64; 2])> {
        untrack(|| self.points(|points| nearest(at, points.iter().map(|point| view.pixel(*point)).enumerate())))
    }

    fn focus(&self, thing: Thing) {
        let selector = match thing {
            Thing::Handle(id) => format!("[data-handle=\"{id}\"]"),
            Thing::Point(_) => ".gd-handle--point".to_string(),
            Thing::Ground => return,
        };
        if let Ok(Some(element)) = self.wrapper.node().query_selector(&selector) {
            super::hooks::focus(&element);
        }
    }
}

fn nearest<T>(at: [f64; 2], things: impl Iterator<Item = (T, [f64; 2])>) -> Option<(T, [f64; 2])> {
    let distance = |place: [f64; 2]| (place[0] - at[0]).hypot(place[1] - at[1]);
    things
        .map(|(thing, place)| (distance(place), thing, place))
        .filter(|(far, ..)| *far <= REACH)
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, thing, place)| (thing, place))
}
