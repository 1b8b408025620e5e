//! A figure as SVG, by plotters' backend, with what it cannot say written into the finished text.

use super::Scene;
use super::draw::{Style, draw_figure};
use super::metrics::width;
use super::palette::Rgb;
use super::surface::{Drawn, FINE, Surface, Words};
use plotters::prelude::SVGBackend;
use plotters_backend::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontFamily, FontStyle,
};

/// A whole figure of `size` CSS pixels as an SVG document.
pub fn svg(base: &Scene, overlay: &Scene, style: Style, size: [f64; 2]) -> String {
    let size = size.map(|length| if length.is_finite() { libm::round(length.clamp(1.0, 1e4)) } else { 1.0 });
    let across = size.map(|length| (length * FINE) as u32);
    let mut text = String::new();
    let mut page = Page { inner: SVGBackend::with_string(&mut text, (across[0], across[1])), told: Vec::new() };
    // plotters' writer fails only where it writes files.
    let drawn = draw_figure(&mut page, base, overlay, style, size).and_then(|()| page.inner.present());
    debug_assert!(drawn.is_ok());
    let told = std::mem::take(&mut page.told);
    drop(page);
    finished(&text, &told, size)
}

/// plotters' document with our head, weight 600 for its bold, rims round the words that have one, and the width of all words: a
/// program without our fonts sets others into it.
fn finished(text: &str, told: &[Told], size: [f64; 2]) -> String {
    let body = text.split_once('>').map_or("", |(_, body)| body);
    let mut out = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="{}" viewBox="0 0 {} {}" stroke-linejoin="round">"#,
        size[0],
        size[1],
        size[0] * FINE,
        size[1] * FINE
    );
    // Words are escaped, so this is only ever the start of an element.
    for (place, part) in body.split("<text ").enumerate() {
        if place > 0 {
            out.push_str("<text ");
            let Told { halo, across } = told.get(place - 1).copied().unwrap_or_default();
            if let Some(((red, green, blue), width)) = halo {
                let colour = format!("#{red:02X}{green:02X}{blue:02X}");
                out.push_str(&format!(r#"aria-hidden="true" stroke="{colour}" stroke-width="{}" "#, 2 * width));
            }
            if across > 0 {
                out.push_str(&format!(r#"textLength="{across}" lengthAdjust="spacingAndGlyphs" "#));
            }
        }
        out.push_str(&part.replace(r#"font-weight="bold""#, r#"font-weight="600""#));
    }
    out
}

/// What plotters does not write of words.
#[derive(Clone, Copy, Default)]
struct Told {
    /// The colour and the width of their rim.
    halo: Option<(Rgb, u32)>,
    /// How wide they are, in fine pixels.
    across: u32,
}

/// plotters' backend, which measures words by our table and remembers what plotters does not write of them.
struct Page<'a> {
    inner: SVGBackend<'a>,
    told: Vec<Told>,
}

impl Surface for Page<'_> {
    fn halo(&mut self, text: &str, words: &Words, at: BackendCoord, rim: u32) -> Drawn<Self> {
        self.draw_text(text, words, at)?;
        if let Some(last) = self.told.last_mut() {
            last.halo = Some((words.colour.rgb, rim));
        }
        Ok(())
    }
}

type Fault = DrawingErrorKind<std::io::Error>;

impl DrawingBackend for Page<'_> {
    type ErrorType = std::io::Error;

    fn get_size(&self) -> (u32, u32) {
        self.inner.get_size()
    }
    fn ensure_prepared(&mut self) -> Result<(), Fault> {
        self.inner.ensure_prepared()
    }
    fn present(&mut self) -> Result<(), Fault> {
        self.inner.present()
    }
    fn draw_pixel(&mut self, point: BackendCoord, colour: BackendColor) -> Result<(), Fault> {
        self.inner.draw_pixel(point, colour)
    }
    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Result<(), Fault> {
        self.inner.draw_line(from, to, style)
    }
    fn draw_rect<S: BackendStyle>(
        &mut self,
        a: BackendCoord,
        b: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Result<(), Fault> {
        self.inner.draw_rect(a, b, style, fill)
    }
    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Result<(), Fault> {
        self.inner.draw_path(path, style)
    }
    fn draw_circle<S: BackendStyle>(
        &mut self,
        at: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Result<(), Fault> {
        self.inner.draw_circle(at, radius, style, fill)
    }
    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Result<(), Fault> {
        self.inner.fill_polygon(path, style)
    }
    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, at: BackendCoord) -> Result<(), Fault> {
        let drop = libm::round(TOP * style.size()) as i32;
        // Plain spaces at the ends of a stretch would be dropped.
        let text = &text.replace(' ', "\u{a0}");
        let bold = matches!(style.style(), FontStyle::Bold);
        // plotters leaves out what cannot be seen.
        if style.color().alpha <= 0.0 {
            return Ok(());
        }
        self.told.push(Told { halo: None, across: libm::round(width(text, bold) * style.size()) as u32 });
        self.inner.draw_text(text, &Raised(style), (at.0, at.1 - drop))
    }
}

/// plotters hangs words this far above their baseline when they hang from their top, in font sizes.
const TOP: f64 = 0.76;
/// plotters divides font sizes by this.
const SHRINK: f64 = 1.24;

/// A text style in plotters' own measure.
struct Raised<'a, T>(&'a T);

impl<T: BackendTextStyle> BackendTextStyle for Raised<'_, T> {
    type FontError = T::FontError;

    fn color(&self) -> BackendColor {
        self.0.color()
    }
    fn size(&self) -> f64 {
        self.0.size() * SHRINK
    }
    fn style(&self) -> FontStyle {
        self.0.style()
    }
    fn anchor(&self) -> Pos {
        Pos::new(HPos::Left, VPos::Top)
    }
    fn family(&self) -> FontFamily<'_> {
        self.0.family()
    }
    fn layout_box(&self, text: &str) -> Result<((i32, i32), (i32, i32)), Self::FontError> {
        self.0.layout_box(text)
    }
    fn draw<E, F: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        text: &str,
        at: BackendCoord,
        pixel: F,
    ) -> Result<Result<(), E>, Self::FontError> {
        self.0.draw(text, at, pixel)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::params::{Scale, Theme};
    use crate::plot::{Anchor, Axis, Grid, Handle, Mark, Role, Shape, Stroke};
    use proptest::prelude::*;

    /// Whether the elements of a document are closed in their order, and no attribute holds what is not a number.
    fn well_formed(document: &str) -> Result<(), String> {
        let mut open: Vec<&str> = Vec::new();
        let mut rest = document;
        while let Some((words, after)) = rest.split_once('<') {
            if words.contains('>') {
                return Err(format!("a bare bracket in {words:?}"));
            }
            let (tag, next) = after.split_once('>').ok_or("a tag that does not end")?;
            rest = next;
            if let Some(name) = tag.strip_prefix('/') {
                if open.pop() != Some(name) {
                    return Err(format!("{name} is closed out of turn"));
                }
                continue;
            }
            if tag.matches('"').count() % 2 == 1 || tag.contains("NaN") || tag.contains("inf") {
                return Err(tag.to_string());
            }
            if !tag.ends_with('/') {
                open.push(tag.split_whitespace().next().unwrap_or(""));
            }
        }
        if open.is_empty() { Ok(()) } else { Err(format!("{open:?} stay open")) }
    }

    /// Every kind of mark, at `points`.
    fn scene(points: Vec<[f64; 2]>, scale: Scale) -> Scene {
        let stroke = Stroke { role: Role::RunB, width: 2.0, dash: &[6.0, 4.0], opacity: 1.0 };
        let (first, last) = (points[0], points[points.len() - 1]);
        let mut marks = vec![
            Mark::Ground {
                grid: Grid::sample(9, 7, [first[0], last[0]], [first[1], last[1]], &|[x, y]: [f64; 2]| x * x - y),
                levels: vec![first[0], 0.5, last[1]],
            },
            Mark::Polyline { points: points.clone(), stroke },
            Mark::Area { points: points.clone(), role: Role::Error, fill: 0.1, outline: 0.5 },
            Mark::Arrow { from: first, to: last, stroke },
            Mark::Star { at: first },
            Mark::Label {
                at: last,
                offset: [8.0, first[0]],
                anchor: Anchor::End,
                text: "slope < [weights|w] & [b|10⁻⁹]".into(),
                role: Role::Ink,
                bold: true,
            },
        ];
        for shape in [Shape::Circle, Shape::Square, Shape::Triangle, Shape::Diamond, Shape::Open] {
            let points = points.clone();
            marks.push(Mark::Points { points, shape, role: Role::Weights, size: 4.0, opacity: 0.5, ring: true });
        }
        let axis = |k: usize| Axis {
            low: first[k],
            high: last[k],
            scale,
            label: "mass, [error|kg]".into(),
            grid: true,
            ticks: true,
        };
        let handle = Handle { id: 0, at: first, name: "", value: String::new(), nudge: [1.0, 1.0], drawn: true };
        Scene { x: axis(0), y: axis(1), marks, handles: vec![handle], blurred: false }
    }

    #[test]
    fn a_figure_is_well_formed_and_its_words_are_escaped() {
        let scene = scene(vec![[0.0, 0.0], [2.0, 1.5], [4.0, 3.0]], Scale::Linear);
        let style = Style { theme: Theme::Dark, text: 1.0 };
        let document = svg(&scene, &scene, style, [384.0, 288.0]);
        well_formed(&document).unwrap();
        assert!(document.starts_with("<svg xmlns") && document.contains(r#"viewBox="0 0 3072 2304""#));
        assert!(document.contains("slope\u{a0}&lt;\u{a0}") && document.contains(r#"font-weight="600""#));
        assert!(document.contains("aria-hidden"), "labels have a halo");
    }

    #[test]
    fn what_is_hidden_on_purpose_is_not_exported() {
        let mut hidden = scene(vec![[0.0, 0.0], [4.0, 3.0]], Scale::Linear);
        hidden.blurred = true;
        let document = svg(&hidden, &hidden, Style { theme: Theme::Light, text: 1.0 }, [384.0, 288.0]);
        assert!(!document.contains("<circle") && document.contains("mass,\u{a0}"));
    }

    fn any_number() -> impl Strategy<Value = f64> {
        prop_oneof![
            any::<f64>(),
            -10.0..10.0f64,
            Just(1e300),
            Just(-1e300),
            Just(f64::NAN),
            Just(f64::INFINITY),
            Just(0.0)
        ]
    }

    fn any_length() -> impl Strategy<Value = f64> {
        prop_oneof![0.0..500.0f64, Just(0.0), Just(f64::NAN), Just(-4.0)]
    }

    proptest! {
        #[test]
        fn any_numbers_at_any_size_give_a_figure_within_its_page(
            points in proptest::collection::vec([any_number(), any_number()], 2..6),
            size in [any_length(), any_length()],
            text in any_number(),
            log in any::<bool>(),
        ) {
            let scene = scene(points, if log { Scale::Log } else { Scale::Linear });
            let document = svg(&scene, &scene, Style { theme: Theme::Light, text }, size);
            prop_assert_eq!(well_formed(&document), Ok(()));
        }
    }
}
