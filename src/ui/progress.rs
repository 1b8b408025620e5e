//! Progress, as this device keeps it. Read and written as a whole each time, so that two tabs do not undo one another.

use super::hooks::{forget, recall, store};
use crate::progress::Progress;

const KEY: &str = "downhill.progress";

/// What has been done so far.
pub fn kept() -> Progress {
    recall(KEY).map(|text| Progress::read(&text)).unwrap_or_default()
}

/// Changes what is kept.
pub fn keep(change: impl FnOnce(&mut Progress)) {
    let before = kept();
    let mut after = before.clone();
    change(&mut after);
    if after != before {
        store(KEY, &after.write());
    }
}

/// Forgets all of it.
pub fn start_afresh() {
    forget(KEY);
}
