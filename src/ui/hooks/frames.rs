//! Animation frames.

use super::settled;
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

/// How long the first figures wait for the fonts, in milliseconds.
const FONT_PATIENCE: u64 = 1500;

/// Something that is done in every frame while it runs.
#[derive(Clone, Copy)]
pub struct Frames {
    running: RwSignal<bool>,
    /// Counts starts, so that a frame asked for before a stop does nothing after it.
    ticket: StoredValue<u64>,
    tick: StoredValue<Box<dyn FnMut(f64) -> bool>, LocalStorage>,
}

/// Does `tick` in every frame between [`Frames::start`] and [`Frames::stop`]. It is given the milliseconds since the frame
/// before (0 at first, at most 100 after a pause of the tab), and returns whether to go on.
pub fn use_frames(tick: impl FnMut(f64) -> bool + 'static) -> Frames {
    let frames = Frames {
        running: RwSignal::new(false),
        ticket: StoredValue::new(0),
        tick: StoredValue::new_local(Box::new(tick)),
    };
    on_cleanup(move || {
        let _ = frames.ticket.try_update_value(|ticket| *ticket += 1);
    });
    frames
}

impl Frames {
    /// Whether frames are running. Tracked.
    pub fn running(&self) -> bool {
        self.running.get()
    }
    /// Starts, if it does not run already.
    pub fn start(&self) {
        if self.running.get_untracked() {
            return;
        }
        self.running.set(true);
        let ticket = self.ticket.try_update_value(|ticket| {
            *ticket += 1;
            *ticket
        });
        if let Some(ticket) = ticket {
            self.ask(ticket, None);
        }
    }
    /// Stops.
    pub fn stop(&self) {
        let _ = self.ticket.try_update_value(|ticket| *ticket += 1);
        if self.running.try_get_untracked() == Some(true) {
            self.running.set(false);
        }
    }

    fn ask(self, ticket: u64, before: Option<f64>) {
        request_animation_frame(move || {
            if self.ticket.try_get_value() != Some(ticket) {
                return;
            }
            let now = now();
            let passed = before.map_or(0.0, |before| (now - before).clamp(0.0, 100.0));
            match self.tick.try_update_value(|tick| tick(passed)) {
                Some(true) => self.ask(ticket, Some(now)),
                Some(false) => self.stop(),
                None => {}
            }
        });
    }
}

/// Calls `done` once the fonts have arrived and two frames have passed: the figures of a new page are drawn by then.
pub fn once_drawn(done: fn()) {
    let left: Left = Rc::new(Cell::new(Some(done)));
    let late = Rc::clone(&left);
    match document().fonts().ready() {
        Ok(fonts) => settled(&fonts, move |_| two_frames_later(left)),
        Err(_) => two_frames_later(left),
    }
    set_timeout(move || two_frames_later(late), Duration::from_millis(FONT_PATIENCE));
}

/// What is left to be done. Whoever comes first does it.
type Left = Rc<Cell<Option<fn()>>>;

fn two_frames_later(left: Left) {
    request_animation_frame(move || {
        request_animation_frame(move || {
            if let Some(done) = left.take() {
                done();
            }
        });
    });
}

fn now() -> f64 {
    window().performance().map_or(0.0, |performance| performance.now())
}
