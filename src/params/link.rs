//! Links: everything on screen, in the fragment of an address.
//!
//! ```text
//! #/<slug>?<key>=<value>&...
//! ```
//! Only `A-Z a-z 0-9 - _ . ~` stand in values, so that no mail program cuts or mangles a link. Values equal to the lesson's
//! default are not written.
//!
//! | key | meaning |
//! |---|---|
//! | a control's key | its value: a number, a choice's name, or `0`/`1` |
//! | `v` | version of this grammar |
//! | `step` | step of the story, from 1 |
//! | `at` | cursor: updates made |
//! | `part` | parts of the next update that are shown |
//! | `fork` | `K~key~value~...`: from update K on with these values; may stand several times |
//! | `pin` | a run beside this one: `key~value~...`, with `fork~K~key~value...` inside; may stand several times |
//! | `data` | a choice, or `own~xname~yname~x~y~x~y...` (names in base64url) |
//! | `mode`, `theme`, `lang`, `hide`, `fix` | the frame: read, lecture or embed; light or dark; and so on |

use super::{Control, RunSpec};

/// The version of the grammar that links are written in.
pub const LINK_VERSION: u32 = 1;

/// How the page is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Story and bench.
    #[default]
    Read,
    /// For a projector.
    Lecture,
    /// Inside somebody else's page.
    Embed,
}

/// Light or dark, where a link or a person says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// The keys of the frame, not of a lesson.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frame {
    /// How the page is used.
    pub mode: Mode,
    /// None: as the system says.
    pub theme: Option<Theme>,
    /// Link names of the controls that are not shown.
    pub hide: Vec<String>,
    /// Link names of the controls that cannot be changed.
    pub fix: Vec<String>,
}

/// What a link to a lesson says.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Which lesson, as written.
    pub slug: String,
    /// The step of the story, from 0.
    pub step: usize,
    /// The run that is looked at.
    pub spec: RunSpec,
    /// Updates made.
    pub cursor: usize,
    /// Parts of the next update that are shown.
    pub part: usize,
    /// Runs beside it: B, C, D.
    pub pins: Vec<RunSpec>,
    /// How the page is used.
    pub frame: Frame,
    /// What in the link could not be used, in the order found (keys, not sentences).
    pub ignored: Vec<String>,
}

/// The slug in a fragment such as `#/line-of-best-fit?rate=0.1`; empty for the home page.
pub fn slug_of(fragment: &str) -> &str {
    let path = fragment.trim_start_matches('#').trim_start_matches('/');
    path.split(['?', '&']).next().unwrap_or("").trim_end_matches('/')
}

/// Reads a fragment. Never fails: what cannot be used is left at its default and listed in [`Place::ignored`].
pub fn decode(fragment: &str, controls: &[Control]) -> Place {
    Place {
        slug: slug_of(fragment).to_string(),
        step: 0,
        spec: RunSpec::defaults(controls),
        cursor: 0,
        part: 0,
        pins: Vec::new(),
        frame: Frame::default(),
        ignored: Vec::new(),
    }
}

/// Writes a fragment (with `#/`), leaving out what is at its default.
pub fn encode(place: &Place, controls: &[Control]) -> String {
    let _ = controls;
    format!("#/{}", place.slug)
}
