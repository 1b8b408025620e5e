//! What this device remembers. In a sandboxed frame, where the browser's storage throws, the page's memory stands in.

use crate::named::Named;
use std::cell::RefCell;
use web_sys::Storage;

thread_local! {
    static MEMORY: RefCell<Named<String>> = const { RefCell::new(Named::new()) };
}

fn device() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

/// What was stored under `key`.
pub fn recall(key: &str) -> Option<String> {
    let kept = device().and_then(|device| device.get_item(key).ok().flatten());
    kept.or_else(|| MEMORY.with_borrow(|memory| memory.get(key).cloned()))
}

/// Stores `text` under `key`: on the device, or (not allowed, or full) until the page is left.
pub fn store(key: &str, text: &str) {
    let stored = device().is_some_and(|device| device.set_item(key, text).is_ok());
    MEMORY.with_borrow_mut(|memory| {
        if stored {
            memory.remove(key);
        } else {
            memory.insert(key, text.to_string());
        }
    });
}

/// Forgets what was stored under `key`.
pub fn forget(key: &str) {
    if let Some(device) = device() {
        let _ = device.remove_item(key);
    }
    MEMORY.with_borrow_mut(|memory| memory.remove(key));
}
