//! Panels that few readers open. Each is a part of the program by itself: it is fetched when it is opened, or once the page stands.

use super::desk::Desk;
use super::dom::El;
use super::playback::Player;
use super::{about, lecture, own_data, share, take};
use leptos::prelude::RwSignal;
use std::hint::black_box;

macro_rules! panels {
    ($($name:ident($($argument:ident: $kind:ty),*) = $panel:path;)*) => {
        /// The names of their parts.
        pub const PANELS: &[&str] = &[$(stringify!($name)),*];
        /// The ways into them: `xtask/src/parts` cuts here.
        mod part {
            use super::*;
            $(pub fn $name($($argument: $kind),*) -> El {
                $panel($($argument),*)
            })*
        }
        $(
            /// The panel. Its part must be here ([`super::hooks::here`]).
            pub fn $name($($argument: $kind),*) -> El {
                // Behind a pointer that the compiler does not see through, or there would be no way to cut.
                black_box(part::$name as fn($($kind),*) -> El)($($argument),*)
            }
        )*
    };
}

panels! {
    about() = about::about;
    data(desk: Desk, editing: RwSignal<bool>) = own_data::panel;
    files(desk: Desk) = take::files;
    lecture(desk: Desk, player: Player) = lecture::lecture;
    share(desk: Desk, open: RwSignal<bool>) = share::dialog;
}
