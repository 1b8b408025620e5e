//! Values that follow signals and are made once, however many look at them.

use leptos::prelude::*;
use send_wrapper::SendWrapper;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::UnwrapThrowExt;

/// A value made from signals, made anew only when they change, and new for those who look only when it differs.
///
/// What is reactive about it is a number that counts its versions: so the machinery of a memo is in the app once, not once for
/// every type of value.
pub struct Derived<T> {
    version: Memo<usize>,
    value: Rc<RefCell<Option<T>>>,
}

impl<T> Clone for Derived<T> {
    fn clone(&self) -> Derived<T> {
        Derived { version: self.version, value: Rc::clone(&self.value) }
    }
}

/// A value that `make` makes, until the present owner is cleaned up.
pub fn derived<T: PartialEq + 'static>(make: impl FnMut() -> T + 'static) -> Derived<T> {
    of(Box::new(make))
}

fn of<T: PartialEq + 'static>(mut make: Box<dyn FnMut() -> T>) -> Derived<T> {
    let value = Rc::new(RefCell::new(None));
    let kept = Rc::clone(&value);
    let remake = move || {
        let next = make();
        let mut kept = kept.borrow_mut();
        let new = kept.as_ref() != Some(&next);
        if new {
            *kept = Some(next);
        }
        new
    };
    Derived { version: versions(Box::new(remake)), value }
}

fn versions(remake: Box<dyn FnMut() -> bool>) -> Memo<usize> {
    let remake = SendWrapper::new(RefCell::new(remake));
    Memo::new(move |before: Option<&usize>| {
        let new = (*remake).borrow_mut()();
        before.copied().unwrap_or(0) + usize::from(new)
    })
}

impl<T> Derived<T> {
    /// Which value it is, counted from the first. Tracked.
    pub fn version(&self) -> usize {
        self.version.try_get().unwrap_or(0)
    }
    /// Looks at the value. Tracked.
    pub fn with<R>(&self, look: impl FnOnce(&T) -> R) -> R {
        self.version();
        look(self.value.borrow().as_ref().unwrap_throw())
    }
}
