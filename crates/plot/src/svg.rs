//! A figure as SVG: a backend of plotters that writes the document. plotters' own writes no rim round words, no width
//! of words (a program without our fonts sets others into it) and no weight 600.

use super::Scene;
use super::draw::{Style, draw_figure};
use super::metrics::width;
use super::surface::{Drawn, FINE, Surface, Words};
use i18n::escaped;
use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};
use std::convert::Infallible;

/// What a document says besides its figure.
#[derive(Clone, Copy, Default)]
pub struct Head<'a> {
    /// Where it stands in a document around it, in CSS pixels.
    pub at: Option<[f64; 2]>,
    /// Its title, which screen readers say and programs for pictures show; empty for none.
    pub title: &'a str,
    /// Its description, likewise.
    pub said: &'a str,
}

/// A whole figure of `size` CSS pixels as an SVG document.
pub fn svg(head: Head, base: &Scene, overlay: &Scene, style: Style, size: [f64; 2]) -> String {
    let size = size.map(|length| if length.is_finite() { libm::round(length.clamp(1.0, 1e4)) } else { 1.0 });
    let mut page = Svg::begun(head, size);
    // Nothing fails while text is added to text.
    let drawn = draw_figure(&mut page, base, overlay, style, size);
    debug_assert!(drawn.is_ok());
    page.text + "</svg>\n"
}

/// A document whose unit is a fine pixel.
struct Svg {
    text: String,
    size: (u32, u32),
}

impl Svg {
    /// The document up to its first shape.
    fn begun(head: Head, [across, down]: [f64; 2]) -> Svg {
        let size = ((across * FINE) as u32, (down * FINE) as u32);
        let at = head.at.map_or_else(String::new, |[x, y]| format!(r#" x="{x}" y="{y}""#));
        let mut text = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\"{at} width=\"{across}\" height=\"{down}\" \
             viewBox=\"0 0 {} {}\" stroke-linejoin=\"round\">",
            size.0, size.1
        );
        for (name, words) in [("title", head.title), ("desc", head.said)] {
            if !words.is_empty() {
                text += &format!("<{name}>{}</{name}>", escaped(words));
            }
        }
        Svg { text: text + "\n", size }
    }

    /// An element without content; none where it could not be seen.
    fn shape(&mut self, name: &str, colour: BackendColor, attributes: &str) {
        if colour.alpha > 0.0 {
            self.text += &format!("<{name} opacity=\"{}\" {attributes}/>\n", colour.alpha);
        }
    }

    /// Words, with more attributes.
    fn words<T: BackendTextStyle>(&mut self, text: &str, style: &T, (x, y): BackendCoord, more: &str) {
        let colour = style.color();
        if colour.alpha <= 0.0 {
            return;
        }
        let (size, bold) = (style.size(), matches!(style.style(), FontStyle::Bold));
        let anchor = match style.anchor().h_pos {
            HPos::Left => "start",
            HPos::Center => "middle",
            HPos::Right => "end",
        };
        let across = libm::round(width(text, bold) * size);
        let length = if across > 0.0 {
            format!(r#" textLength="{across}" lengthAdjust="spacingAndGlyphs""#)
        } else {
            String::new()
        };
        self.text += &format!(
            "<text x=\"{x}\" y=\"{}\" dy=\"{HUNG}em\" text-anchor=\"{anchor}\" \
             font-family=\"{}\" font-size=\"{size}\"{} opacity=\"{}\" fill=\"{}\"{length}{more}>\n{}\n</text>\n",
            y - libm::round(HUNG * size) as i32,
            escaped(style.family().as_str()),
            if bold { r#" font-weight="600""# } else { "" },
            colour.alpha,
            hex(colour),
            // Plain spaces at the ends of a stretch would be dropped.
            escaped(&text.replace(' ', "\u{a0}")),
        );
    }
}

/// Words hang this far above their baseline, in font sizes.
const HUNG: f64 = 0.76;

fn hex(BackendColor { rgb: (red, green, blue), .. }: BackendColor) -> String {
    format!("#{red:02X}{green:02X}{blue:02X}")
}

fn points(path: impl IntoIterator<Item = BackendCoord>) -> String {
    let mut points = String::new();
    for (x, y) in path {
        points += &format!("{x},{y} ");
    }
    points
}

impl Surface for Svg {
    fn halo(&mut self, text: &str, words: &Words, at: BackendCoord, reach: u32) -> Drawn<Self> {
        let rim = format!(r#" aria-hidden="true" stroke="{}" stroke-width="{}""#, hex(words.color()), 2 * reach);
        self.words(text, words, at, &rim);
        Ok(())
    }
}

type Fault = DrawingErrorKind<Infallible>;

impl DrawingBackend for Svg {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }
    fn ensure_prepared(&mut self) -> Result<(), Fault> {
        Ok(())
    }
    fn present(&mut self) -> Result<(), Fault> {
        Ok(())
    }
    fn draw_pixel(&mut self, (x, y): BackendCoord, colour: BackendColor) -> Result<(), Fault> {
        self.draw_rect((x, y), (x + 1, y + 1), &colour, true)
    }
    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Result<(), Fault> {
        self.draw_path([from, to], style)
    }
    fn draw_rect<S: BackendStyle>(
        &mut self,
        (left, top): BackendCoord,
        (right, bottom): BackendCoord,
        style: &S,
        fill: bool,
    ) -> Result<(), Fault> {
        if !fill {
            return self.draw_path([(left, top), (right, top), (right, bottom), (left, bottom), (left, top)], style);
        }
        let (across, down, colour) = (right - left, bottom - top, hex(style.color()));
        let rect = format!(r#"x="{left}" y="{top}" width="{across}" height="{down}" fill="{colour}" stroke="none""#);
        self.shape("rect", style.color(), &rect);
        Ok(())
    }
    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Result<(), Fault> {
        let (colour, width) = (hex(style.color()), style.stroke_width());
        let line = format!(r#"fill="none" stroke="{colour}" stroke-width="{width}" points="{}""#, points(path));
        self.shape("polyline", style.color(), &line);
        Ok(())
    }
    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Result<(), Fault> {
        let (colour, width) = (hex(style.color()), style.stroke_width());
        let [fill, stroke] = if fill { [&*colour, "none"] } else { ["none", &*colour] };
        let circle =
            format!(r#"cx="{x}" cy="{y}" r="{radius}" fill="{fill}" stroke="{stroke}" stroke-width="{width}""#);
        self.shape("circle", style.color(), &circle);
        Ok(())
    }
    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Result<(), Fault> {
        let fill = hex(style.color());
        self.shape("polygon", style.color(), &format!(r#"fill="{fill}" points="{}""#, points(path)));
        Ok(())
    }
    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, at: BackendCoord) -> Result<(), Fault> {
        self.words(text, style, at, "");
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::palette::ink;
    use crate::{Anchor, Axis, Grid, Grip, Handle, Mark, Role, Shape, Stroke};
    use params::{Scale, Theme};
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
                halo: true,
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
        let handle = Handle {
            id: 0,
            at: first,
            name: "",
            value: String::new(),
            nudge: [1.0, 1.0],
            drawn: true,
            kind: Grip::Point,
        };
        Scene { x: axis(0), y: axis(1), marks, handles: vec![handle], true_scale: false, blurred: false }
    }

    #[test]
    fn a_figure_is_well_formed_and_its_words_are_escaped() {
        let scene = scene(vec![[0.0, 0.0], [2.0, 1.5], [4.0, 3.0]], Scale::Linear);
        let style = Style { theme: Theme::Dark, text: 1.0 };
        let document = svg(Head::default(), &scene, &scene, style, [384.0, 288.0]);
        well_formed(&document).unwrap();
        assert!(document.starts_with("<svg xmlns") && document.contains(r#"viewBox="0 0 3072 2304""#));
        assert!(document.contains("slope\u{a0}&lt;\u{a0}") && document.contains(r#"font-weight="600""#));
        assert!(document.contains("aria-hidden"), "labels have a halo");
    }

    #[test]
    fn words_have_their_width_their_weight_and_a_rim() {
        let mut page = Svg::begun(Head { at: Some([8.0, 28.0]), title: "a < b", said: "" }, [96.0, 48.0]);
        let words = Words { size: 100.0, semibold: true, colour: ink((1, 2, 255), 0.5) };
        assert!(page.halo("w 1", &words, (40, 300), 7).is_ok() && page.draw_text("w 1", &words, (40, 300)).is_ok());
        let text = page.text + "</svg>";
        let document = roxmltree::Document::parse(&text).expect("XML");
        let root = document.root_element();
        assert_eq!(
            ["x", "y", "width", "viewBox"].map(|name| root.attribute(name)),
            [Some("8"), Some("28"), Some("96"), Some("0 0 768 384")]
        );
        let inside: Vec<roxmltree::Node> = root.children().filter(roxmltree::Node::is_element).collect();
        let [title, rim, written] = inside[..] else { panic!("{text}") };
        assert_eq!(title.text(), Some("a < b"));
        for node in [rim, written] {
            // Semibold w, space and 1 are 748, 200 and 513 thousandths wide.
            let told = ["x", "y", "font-size", "font-weight", "fill", "opacity", "textLength"];
            let said = [Some("40"), Some("224"), Some("100"), Some("600"), Some("#0102FF"), Some("0.5"), Some("146")];
            assert_eq!(told.map(|name| node.attribute(name)), said);
            assert_eq!(node.text().map(str::trim), Some("w\u{a0}1"));
        }
        let rims = ["stroke", "stroke-width", "aria-hidden"];
        assert_eq!(rims.map(|name| rim.attribute(name)), [Some("#0102FF"), Some("14"), Some("true")]);
        assert_eq!(rims.map(|name| written.attribute(name)), [None; 3]);
    }

    #[test]
    fn what_is_hidden_on_purpose_is_not_exported() {
        let mut hidden = scene(vec![[0.0, 0.0], [4.0, 3.0]], Scale::Linear);
        hidden.blurred = true;
        let document = svg(Head::default(), &hidden, &hidden, Style { theme: Theme::Light, text: 1.0 }, [384.0, 288.0]);
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
            let document = svg(Head::default(), &scene, &scene, Style { theme: Theme::Light, text }, size);
            prop_assert_eq!(well_formed(&document), Ok(()));
        }
    }
}
