//! Files that the page writes.

use crate::ui::dom::{El, el};
use js_sys::Array;
use leptos::prelude::{document, set_timeout};
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement, Url};

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

/// Offers what the canvases of an element show, the later ones over the earlier ones, as a picture.
pub fn download_canvases(name: &str, selector: &str) {
    let find = |place: &str| {
        let canvas = document().query_selector(&format!("{selector} canvas:{place}-of-type")).ok().flatten();
        canvas.map(|canvas| canvas.unchecked_into::<HtmlCanvasElement>())
    };
    let (Some(lower), Some(upper)) = (find("first"), find("last")) else { return };
    let sheet: HtmlCanvasElement = el("canvas").cast();
    sheet.set_width(lower.width());
    sheet.set_height(lower.height());
    put_over(&sheet, &lower);
    put_over(&sheet, &upper);
    if let Ok(address) = sheet.to_data_url() {
        follow(name, &address);
    }
}

/// Draws one canvas over what another shows.
pub fn put_over(sheet: &HtmlCanvasElement, canvas: &HtmlCanvasElement) {
    if let Ok(Some(pen)) = sheet.get_context("2d") {
        let pen: CanvasRenderingContext2d = pen.unchecked_into();
        let _ = pen.reset_transform();
        let _ = pen.draw_image_with_html_canvas_element(canvas, 0.0, 0.0);
    }
}

fn follow(name: &str, address: &str) {
    let link: El = el("a").attr("href", address).attr("download", name);
    link.cast::<HtmlElement>().click();
}
