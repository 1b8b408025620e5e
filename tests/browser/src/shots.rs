//! Screenshots of everything, in Chromium: every page and every step, in every light and size.
//!
//! The file names sort by page, then by view: `line-of-best-fit-04--laptop-dark.png`. A step with an open question is taken
//! twice: `...--asked-...` while its answer is veiled, and then answered.

use crate::cases::{answer_all, has_open_question, lessons};
use crate::engines::{Browser, Engine};
use crate::page::Page;
use crate::server::Hosts;
use crate::webdriver::bytes;
use crate::{Options, Outcome};
use serde_json::json;
use std::path::Path;

/// A way to look at a page.
struct View {
    name: &'static str,
    size: [u32; 2],
    scale: f64,
    dark: bool,
    phone: bool,
    /// From top to end, beyond the window.
    full: bool,
}

const LAPTOP: View =
    View { name: "laptop-light", size: [1280, 800], scale: 1.0, dark: false, phone: false, full: false };
const PHONE: View = View { name: "phone", size: [375, 812], scale: 2.0, dark: false, phone: true, full: false };

/// How every page is looked at.
const VIEWS: &[View] = &[
    LAPTOP,
    View { name: "laptop-dark", dark: true, ..LAPTOP },
    View { name: "laptop-full", full: true, ..LAPTOP },
    PHONE,
    View { name: "phone-full", full: true, ..PHONE },
    View { name: "tablet", size: [820, 1180], scale: 1.0, ..PHONE },
    View { name: "wide", size: [1920, 1080], ..LAPTOP },
];
/// A step is also looked at on screens with finer pixels.
const FINE: &[View] =
    &[View { name: "laptop-ratio2", scale: 2.0, ..LAPTOP }, View { name: "laptop-ratio3", scale: 3.0, ..LAPTOP }];
const PROJECTOR: View = View { name: "projector-light", size: [1920, 1080], ..LAPTOP };
const LECTURE: &[View] = &[
    PROJECTOR,
    View { name: "projector-dark", dark: true, ..PROJECTOR },
    View { name: "projector-720", size: [1280, 720], ..PROJECTOR },
];
const EMBED: &[View] = &[View { name: "frame", size: [760, 560], ..LAPTOP }];

/// Takes all pictures.
pub fn run(options: &Options) -> Outcome {
    std::fs::create_dir_all(&options.out).map_err(|error| format!("{}: {error}", options.out.display()))?;
    let hosts = Hosts::start(&options.dist, &options.hosts)?;
    let browser = Browser::start(Engine::Chromium)?;
    let mut camera = Camera { page: Page::new(&browser, &hosts)?, out: &options.out, only: &options.only, taken: 0 };
    let all = lessons(&mut camera.page)?;
    camera.visit("00-home", "", VIEWS)?;
    camera.visit("01-about", "#/about", VIEWS)?;
    camera.visit("02-unknown", "#/no-such-lesson", VIEWS)?;
    for lesson in &all {
        let slug = lesson.trim_start_matches("#/").split('?').next().unwrap_or("lesson").to_string();
        camera.page.open(lesson)?;
        let place = camera.page.text(".story__where")?;
        let steps: usize =
            place.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).next_back().unwrap_or(1);
        for step in 1..=steps {
            let name = format!("{slug}-{step:02}");
            let fragment = format!("#/{slug}?step={step}");
            camera.visit(&name, &fragment, VIEWS)?;
            camera.visit(&format!("{slug}-lecture-{step:02}"), &format!("{fragment}&mode=lecture"), LECTURE)?;
            if step == steps.div_ceil(2) {
                camera.visit(&name, &fragment, FINE)?;
            }
        }
        camera.visit_mode(&slug, "embed", EMBED)?;
    }
    println!("{} pictures in {}", camera.taken, options.out.display());
    if camera.taken == 0 { Err("no picture was taken".to_string()) } else { Ok(()) }
}

struct Camera<'a> {
    page: Page<'a>,
    out: &'a Path,
    only: &'a str,
    taken: usize,
}

impl Camera<'_> {
    /// Takes one page in several views, and complains about what the page complains about.
    fn visit(&mut self, name: &str, fragment: &str, views: &[View]) -> Outcome {
        let asked = if views[0].name == PROJECTOR.name { LECTURE } else { &[LAPTOP, PHONE] };
        if !views.iter().any(|view| format!("{name}--{}", view.name).contains(self.only)) {
            return Ok(());
        }
        self.look_through(&views[0])?;
        self.page.open(fragment)?;
        if has_open_question(&self.page)? {
            for view in asked {
                self.take(&format!("{name}--asked-{}", view.name), view)?;
            }
            answer_all(&self.page)?;
        }
        for view in views {
            self.take(&format!("{name}--{}", view.name), view)?;
        }
        for complaint in self.page.finish()? {
            println!("{name}: {complaint}");
        }
        Ok(())
    }

    /// Takes a mode of the lesson, where there is one.
    fn visit_mode(&mut self, slug: &str, mode: &str, views: &[View]) -> Outcome {
        let fragment = format!("#/{slug}?step=4&mode={mode}");
        self.page.open(&fragment)?;
        let exists = self.page.count(&format!("html[data-mode={mode}], main.{mode}, main.lesson--{mode}"))? > 0;
        if exists { self.visit(&format!("{slug}-{mode}"), &fragment, views) } else { Ok(()) }
    }

    fn look_through(&self, view: &View) -> Outcome {
        let session = &self.page.session;
        let [width, height] = view.size;
        let metrics =
            json!({ "width": width, "height": height, "deviceScaleFactor": view.scale, "mobile": view.phone });
        session.chromium("Emulation.setDeviceMetricsOverride", &metrics)?;
        let light = if view.dark { "dark" } else { "light" };
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": light }] });
        session.chromium("Emulation.setEmulatedMedia", &features).map(drop)
    }

    fn take(&mut self, name: &str, view: &View) -> Outcome {
        if !name.contains(self.only) {
            return Ok(());
        }
        self.look_through(view)?;
        // The page hears of its new size, draws, and settles whatever moves by itself (240 ms in the style guide).
        let settled = "const done = arguments[0]; scrollTo({ top: 0, behavior: 'instant' }); document.fonts.ready.then(() => \
                       requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 300))))";
        let session = &self.page.session;
        session.script_async(settled, json!([]))?;
        let mut parameters = json!({ "format": "png" });
        if view.full {
            let size = session.chromium("Page.getLayoutMetrics", &json!({}))?["cssContentSize"].clone();
            parameters["captureBeyondViewport"] = json!(true);
            parameters["clip"] =
                json!({ "x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1 });
        }
        let picture = session.chromium("Page.captureScreenshot", &parameters)?;
        let file = self.out.join(format!("{name}.png"));
        std::fs::write(&file, bytes(&picture["data"])?).map_err(|error| format!("{}: {error}", file.display()))?;
        self.taken += 1;
        Ok(())
    }
}
