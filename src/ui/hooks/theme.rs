//! Light or dark: as a link says, else as a person chose, else as the system says.

use super::{forget, recall, store, use_media};
use crate::params::Theme;
use crate::ui::dom::live;
use leptos::prelude::*;

const KEY: &str = "downhill.theme";

/// Who decides about the theme. None: the next one in line.
#[derive(Clone, Copy)]
pub struct Choice {
    person: RwSignal<Option<Theme>>,
    link: RwSignal<Option<Theme>>,
    system: Signal<Theme>,
}

impl Choice {
    /// What was chosen, if anything was. Tracked.
    pub fn chosen(&self) -> Option<Theme> {
        self.link.get().or(self.person.get())
    }
    /// What the page shows. Tracked.
    pub fn shown(&self) -> Theme {
        self.chosen().unwrap_or_else(|| self.system.get())
    }
    /// A person's choice: remembered on this device, and stronger than the link from now on.
    pub fn choose(&self, theme: Option<Theme>) {
        self.link.set(None);
        self.person.set(theme);
        match theme {
            Some(theme) => store(KEY, name(theme)),
            None => forget(KEY),
        }
    }
    /// What the link says; not remembered.
    pub fn follow(&self, theme: Option<Theme>) {
        if self.link.get_untracked() != theme {
            self.link.set(theme);
        }
    }
}

/// The theme that the page shows.
pub fn use_theme() -> Signal<Theme> {
    let choice = use_choice();
    Signal::derive(move || choice.shown())
}

/// The choice itself, for the button.
pub fn use_choice() -> Choice {
    use_context().unwrap_or_else(fresh)
}

fn fresh() -> Choice {
    let dark = use_media("(prefers-color-scheme: dark)");
    Choice {
        person: RwSignal::new(recall(KEY).as_deref().and_then(named)),
        link: RwSignal::new(None),
        system: Signal::derive(move || if dark.get() { Theme::Dark } else { Theme::Light }),
    }
}

pub(super) fn provide() {
    let choice = fresh();
    provide_context(choice);
    live(move || {
        let Some(root) = document().document_element() else { return };
        let _ = match choice.chosen() {
            Some(theme) => root.set_attribute("data-theme", name(theme)),
            None => root.remove_attribute("data-theme"),
        };
    });
}

const fn name(theme: Theme) -> &'static str {
    match theme {
        Theme::Light => "light",
        Theme::Dark => "dark",
    }
}

fn named(name: &str) -> Option<Theme> {
    match name {
        "light" => Some(Theme::Light),
        "dark" => Some(Theme::Dark),
        _ => None,
    }
}
