//! What stands over a figure, and how much room it takes.

use std::borrow::Cow;

/// Title and note over a figure, marked up.
#[derive(Clone, Debug, PartialEq)]
pub struct Caption {
    /// The figure's stable name: one of [`super::Lesson::figures`].
    pub name: &'static str,
    /// What it is.
    pub title: Cow<'static, str>,
    /// What to see in it.
    pub note: Cow<'static, str>,
    /// How much of the bench's width it takes, in twelfths.
    pub columns: u8,
    /// Half as high as a figure that is the only one in its column.
    pub low: bool,
}

impl Caption {
    /// Of a figure that takes half of the width.
    pub fn half(
        name: &'static str,
        title: impl Into<Cow<'static, str>>,
        note: impl Into<Cow<'static, str>>,
    ) -> Caption {
        Caption { name, title: title.into(), note: note.into(), columns: 6, low: false }
    }
    /// The same figure in another width.
    pub fn wide(self, columns: u8) -> Caption {
        Caption { columns, ..self }
    }
    /// The same figure, half as high.
    pub fn low(self) -> Caption {
        Caption { low: true, ..self }
    }
}
