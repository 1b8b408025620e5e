//! Files that the page writes.

use crate::ui::dom::{El, el};
use js_sys::Array;
use leptos::prelude::set_timeout;
use std::time::Duration;
use web_sys::{Blob, BlobPropertyBag, HtmlCanvasElement, HtmlElement, Url};

/// Offers a text as a file.
pub fn download(name: &str, kind: &str, text: &str) {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options);
    if let Ok(address) = blob.and_then(|blob| Url::create_object_url_with_blob(&blob)) {
        follow(name, &address);
        // The browser has begun to write by then.
        set_timeout(move || drop(Url::revoke_object_url(&address)), Duration::from_secs(60));
    }
}

/// Offers what a canvas shows as a picture.
pub fn download_canvas(name: &str, canvas: &HtmlCanvasElement) {
    if let Ok(address) = canvas.to_data_url() {
        follow(name, &address);
    }
}

fn follow(name: &str, address: &str) {
    let link: El = el("a").attr("href", address).attr("download", name);
    link.cast::<HtmlElement>().click();
}
