//! What a hand does to a figure: grab a handle or a point, drag it, add and remove points. Every gesture is one step of undo.

use super::desk::Desk;
use crate::lessons::Act;
use crate::plot::{Handle, Scene, Viewport};
use leptos::html;
use leptos::prelude::*;
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

/// The hands over one figure.
#[derive(Clone, Copy)]
pub struct Hands {
    /// The lesson.
    pub desk: Desk,
    /// Which figure.
    pub figure: usize,
    /// Everything that can be taken hold of, with its place in CSS pixels.
    pub handles: Memo<Vec<(Handle, [f64; 2])>>,
    /// The point that the keys move.
    pub selected: RwSignal<usize>,
    /// Whether a pointer holds something.
    pub holding: RwSignal<bool>,
    wrapper: NodeRef<html::Div>,
    base: Memo<Scene>,
    size: Signal<[f64; 2]>,
    text: Signal<f64>,
    editable: Memo<bool>,
    grab: StoredValue<Option<Grab>, LocalStorage>,
}

impl Hands {
    /// Hands that hold nothing.
    pub fn new(
        desk: Desk,
        figure: usize,
        wrapper: NodeRef<html::Div>,
        [base, overlay]: [Memo<Scene>; 2],
        size: Signal<[f64; 2]>,
        text: Signal<f64>,
        editable: Memo<bool>,
    ) -> Hands {
        let handles = Memo::new(move |_| {
            let (base, overlay) = (base.read(), overlay.read());
            let view = Viewport::new(&base, size.get(), text.get());
            let all = base.handles.iter().chain(&overlay.handles);
            // A handle outside the axes waits at the edge, so that it can be fetched back.
            let inside = |at: [f64; 2]| {
                let [x, y] = view.pixel(at);
                [x.clamp(0.0, view.size[0]), y.clamp(0.0, view.size[1])]
            };
            all.map(|handle| (handle.clone(), inside(handle.at))).collect()
        });
        let (selected, holding) = (RwSignal::new(0), RwSignal::new(false));
        let grab = StoredValue::new_local(None);
        Hands { desk, figure, handles, selected, holding, wrapper, base, size, text, editable, grab }
    }

    /// The mapping from data to CSS pixels. Tracked.
    pub fn view(&self) -> Viewport {
        Viewport::new(&self.base.read(), self.size.get(), self.text.get())
    }

    /// The points that can be edited.
    pub fn points<T>(&self, look: impl FnOnce(&[[f64; 2]]) -> T) -> T {
        self.desk.with_run(|run| look(run.points(self.figure).unwrap_or(&[])))
    }

    /// Moves a handle by so many presses of an arrow key.
    pub fn nudge(&self, id: usize, x: f64, y: f64) {
        let found = self.handles.with_untracked(|handles| handles.iter().find(|(handle, _)| handle.id == id).cloned());
        if let Some((handle, _)) = found {
            let to = [handle.at[0] + x * handle.nudge[0], handle.at[1] + y * handle.nudge[1]];
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
        if event.button() != 0 || self.grab.with_value(Option::is_some) {
            return;
        }
        let Some((at, view)) = self.at(event) else { return };
        let Some((thing, place)) = self.near(at, &view) else { return };
        if let Thing::Point(index) = thing {
            self.selected.set(index);
        }
        let offset = [at[0] - place[0], at[1] - place[1]];
        self.grab.set_value(Some(Grab { pointer: event.pointer_id(), thing, from: at, offset, view, moved: false }));
        if thing == Thing::Ground {
            return;
        }
        self.holding.set(true);
        if let Some(wrapper) = self.wrapper.get_untracked() {
            let _ = wrapper.set_pointer_capture(event.pointer_id());
        }
        // Without this the browser selects text, and takes the focus away from the handle's button.
        event.prevent_default();
        self.focus(thing);
    }

    /// A pointer moves.
    pub fn moved(&self, event: &PointerEvent) {
        let held = self.grab.try_update_value(|grab| {
            let grab = grab.as_mut().filter(|grab| grab.pointer == event.pointer_id())?;
            let at = at(event, &self.wrapper)?;
            grab.moved |= (at[0] - grab.from[0]).hypot(at[1] - grab.from[1]) > STILL;
            Some((grab.thing, grab.view.data([at[0] - grab.offset[0], at[1] - grab.offset[1]])))
        });
        let Some(Some((thing, to))) = held else { return };
        let figure = self.figure;
        match thing {
            Thing::Handle(handle) => self.desk.act(Act::Drag { figure, handle, to }),
            Thing::Point(index) => self.desk.act(Act::MovePoint { figure, index, to }),
            Thing::Ground => false,
        };
    }

    /// A pointer goes up.
    pub fn up(&self, event: &PointerEvent) {
        let Some(grab) = self.let_go(event) else { return };
        self.desk.settle();
        if grab.thing == Thing::Ground && !grab.moved && self.editable.get_untracked() && grab.view.holds(grab.from) {
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
        let Some((at, view)) = self.at(event) else { return };
        if self.editable.get_untracked()
            && let Some((index, _)) = self.near_point(at, &view)
        {
            self.remove(index);
        }
    }

    fn let_go(&self, event: &PointerEvent) -> Option<Grab> {
        let grab = self
            .grab
            .try_update_value(|grab| if grab.as_ref()?.pointer == event.pointer_id() { grab.take() } else { None });
        if self.holding.get_untracked() {
            self.holding.set(false);
        }
        grab.flatten()
    }

    fn at(&self, event: &MouseEvent) -> Option<([f64; 2], Viewport)> {
        let size = self.size.get_untracked();
        (size[0] > 0.0 && size[1] > 0.0).then_some(())?;
        Some((at(event, &self.wrapper)?, untrack(|| self.view())))
    }

    fn near(&self, at: [f64; 2], view: &Viewport) -> Option<(Thing, [f64; 2])> {
        let handles = self.handles.with_untracked(|handles| {
            nearest(at, handles.iter().map(|(handle, place)| (Thing::Handle(handle.id), *place)))
        });
        if handles.is_some() || !self.editable.get_untracked() {
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
        let found = self.wrapper.get_untracked().and_then(|wrapper| wrapper.query_selector(&selector).ok().flatten());
        if let Some(element) = found {
            super::hooks::focus(&element);
        }
    }
}

fn at(event: &MouseEvent, wrapper: &NodeRef<html::Div>) -> Option<[f64; 2]> {
    let place = wrapper.get_untracked()?.get_bounding_client_rect();
    Some([f64::from(event.client_x()) - place.left(), f64::from(event.client_y()) - place.top()])
}

fn nearest<T>(at: [f64; 2], things: impl Iterator<Item = (T, [f64; 2])>) -> Option<(T, [f64; 2])> {
    let distance = |place: [f64; 2]| (place[0] - at[0]).hypot(place[1] - at[1]);
    things
        .map(|(thing, place)| (distance(place), thing, place))
        .filter(|(far, ..)| *far <= REACH)
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, thing, place)| (thing, place))
}
