//! Marked-up words on a figure: one line, several colours, raised powers, a halo, and always inside the figure.

use super::palette::{colour, ink, lecture_colour, text_colour};
use super::pen::Pen;
use super::surface::{Drawn, FINE, Surface, Words};
use super::viewport::TICK_SIZE;
use super::{Anchor, Role};
use i18n::spans;

/// Font size of labels at marks, in CSS pixels.
const LABEL_SIZE: f64 = 14.0;
/// How far the halo reaches, in CSS pixels.
const HALO: f64 = 1.75;
/// How much of the ground the halo hides.
const HALO_OPACITY: f64 = 0.8;
/// Raised digits: their size and their height, in sizes of the words around them.
const RAISED_SIZE: f64 = 0.74;
const RAISED_BY: f64 = 0.34;
/// The highest and the lowest stroke over and under a baseline, in font sizes.
const ASCENT: f64 = 0.75;
const DESCENT: f64 = 0.25;

/// How a line of words is set.
pub(super) struct Setting {
    pub role: Role,
    pub anchor: Anchor,
    /// Weight 600 and the size of labels, else the size of ticks.
    pub bold: bool,
    /// A label on the ground, not words along an axis.
    pub halo: bool,
}

/// A stretch of one look: its text, its look, and where it starts from the start of the line, in fine pixels.
struct Stretch {
    text: String,
    words: Words,
    x: f64,
    up: f64,
}

impl<S: Surface> Pen<'_, S> {
    /// Writes one line on its baseline at a place in CSS pixels, moved so that it stays inside the figure.
    pub(super) fn write(&mut self, text: &str, at: [f64; 2], setting: &Setting) -> Drawn<S> {
        self.hang(text, at, [0.0, 0.0], setting)
    }

    /// Writes one line beside a place. Where it would leave the axes it hangs on the other side of the place; where that
    /// does not fit either, it is moved into the figure.
    pub(super) fn hang(&mut self, text: &str, at: [f64; 2], offset: [f64; 2], setting: &Setting) -> Drawn<S> {
        let size = if setting.bold { LABEL_SIZE } else { TICK_SIZE } * self.text;
        let (stretches, width) = self.set(text, size * FINE, setting)?;
        let width = width / FINE;
        let start = match setting.anchor {
            Anchor::Start => offset[0],
            Anchor::Middle => offset[0] - width / 2.0,
            Anchor::End => offset[0] - width,
        };
        let plot = self.view.plot;
        let fits_across = |start: f64| at[0] + start >= plot.left && at[0] + start + width <= plot.right;
        let fits_down = |drop: f64| at[1] + drop - ASCENT * size >= 0.0 && at[1] + drop + DESCENT * size <= plot.bottom;
        let (other_start, other_drop) = (-start - width, (ASCENT - DESCENT) * size - offset[1]);
        let turned = |fits: bool, other: bool| setting.halo && !fits && other;
        let x = at[0] + if turned(fits_across(start), fits_across(other_start)) { other_start } else { start };
        let y = at[1] + if turned(fits_down(offset[1]), fits_down(other_drop)) { other_drop } else { offset[1] };
        let [across, down] = self.view.size;
        let start = x.min(across - width).max(0.0);
        let y = y.min(down - DESCENT * size).max(ASCENT * size);
        let at = |stretch: &Stretch| {
            (libm::round(start * FINE + stretch.x) as i32, libm::round(y * FINE - stretch.up) as i32)
        };
        if setting.halo {
            let paper = ink(colour(Role::Paper, self.theme), HALO_OPACITY);
            for stretch in &stretches {
                let words = Words { colour: paper, ..stretch.words };
                self.surface.halo(&stretch.text, &words, at(stretch), (HALO * self.text * FINE) as u32)?;
            }
        }
        for stretch in &stretches {
            self.surface.draw_text(&stretch.text, &stretch.words, at(stretch))?;
        }
        Ok(())
    }

    /// Cuts a line into stretches of one look, and measures it.
    fn set(&self, text: &str, size: f64, setting: &Setting) -> Result<(Vec<Stretch>, f64), ErrorOf<S>> {
        let mut stretches = Vec::new();
        let mut x = 0.0;
        // Words are larger than usual where they have to be read from afar.
        let colour = if self.text > 1.0 { lecture_colour } else { text_colour };
        for span in spans(text) {
            let role = Role::named(&span.mark).unwrap_or(setting.role);
            let semibold = setting.bold || span.mark == "b";
            for (raised, text) in raised_apart(&span.text) {
                let size = if raised { size * RAISED_SIZE } else { size };
                let words = Words { size, semibold, colour: ink(colour(role, self.theme), 1.0) };
                let (width, _) = self.surface.estimate_text_size(&text, &words)?;
                stretches.push(Stretch {
                    text,
                    words,
                    x,
                    up: if raised { size * RAISED_BY / RAISED_SIZE } else { 0.0 },
                });
                x += f64::from(width);
            }
        }
        Ok((stretches, x))
    }
}

type ErrorOf<S> = plotters_backend::DrawingErrorKind<<S as plotters_backend::DrawingBackend>::ErrorType>;

/// Splits off raised digits as plain ones: text fonts lack most of the raised ones, and a fallback would mix designs.
fn raised_apart(text: &str) -> Vec<(bool, String)> {
    let mut found: Vec<(bool, String)> = Vec::new();
    for sign in text.chars() {
        let plain = match sign {
            '⁰' => '0',
            '¹' => '1',
            '²' => '2',
            '³' => '3',
            '⁴'..='⁹' => char::from(b'4' + (sign as u32 - '⁴' as u32) as u8),
            '⁻' => '−',
            _ => sign,
        };
        let raised = plain != sign;
        match found.last_mut() {
            Some((same, run)) if *same == raised => run.push(plain),
            _ => found.push((raised, plain.to_string())),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_are_raised_by_ourselves() {
        let found = raised_apart("10⁻⁹ kg²");
        let flat: Vec<(bool, &str)> = found.iter().map(|(raised, text)| (*raised, text.as_str())).collect();
        assert_eq!(flat, [(false, "10"), (true, "−9"), (false, " kg"), (true, "2")]);
    }
}
