//! Where a scene stands on its canvas: data to CSS pixels and back, with room for ticks and labels.

use super::clip::Rect;
use super::metrics::width;
use super::stretch::widened;
use super::ticks::{Ticks, ticks};
use super::{Axis, Scene, safe_range};
use i18n::spans;
use params::Scale;

/// Font size of ticks and axis labels, in CSS pixels.
pub const TICK_SIZE: f64 = 12.5;
/// Between the axis and the numbers of its ticks.
const TICK_GAP: f64 = 8.0;
/// From the lower end of the axis to the baseline of its numbers.
pub(super) const TICK_DROP: f64 = 18.0;
/// Room for the numbers under the axis, and for the label under them.
const NUMBERS: f64 = 21.0;
const LABEL: f64 = 16.0;
/// Room for a label above the axis.
const HEADING: f64 = 20.0;
/// Half a line of numbers, which stands out at both ends of the vertical axis.
const HALF_LINE: f64 = 5.0;
/// The least distance of two ticks along each axis.
const ACROSS: f64 = 44.0;
const DOWN: f64 = 32.0;
/// A value at or below 0 stands this many axis lengths below a logarithmic axis.
const BOTTOMLESS: f64 = 1e6;
/// How often the axes are laid out again: a wider range may have wider numbers, which leave less room. Two do, nearly always.
const PASSES: usize = 4;

/// The mapping between data and CSS pixels of one figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Viewport {
    /// The figure, in CSS pixels.
    pub size: [f64; 2],
    /// The rectangle between the axes.
    pub plot: Rect,
    /// What is written along the horizontal axis.
    pub x_ticks: Ticks,
    /// What is written along the vertical axis.
    pub y_ticks: Ticks,
    x: Span,
    y: Span,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Span {
    pub low: f64,
    pub high: f64,
    /// From the low to the high end. Not computed from them: a wide axis far from 0 would lose its last digits.
    pub length: f64,
    pub scale: Scale,
}

impl Span {
    pub fn of(axis: &Axis) -> Span {
        let (low, high) = safe_range(axis.low, axis.high, axis.scale);
        Span { low, high, length: high - low, scale: axis.scale }
    }

    /// 0 at the low end, 1 at the high end, beyond that outside.
    fn position(self, value: f64) -> f64 {
        match self.scale {
            Scale::Linear => (value - self.low) / self.length,
            Scale::Log if value <= 0.0 => -BOTTOMLESS,
            Scale::Log => (libm::log(value) - libm::log(self.low)) / (libm::log(self.high) - libm::log(self.low)),
        }
    }

    pub fn value(self, position: f64) -> f64 {
        match self.scale {
            Scale::Linear => self.low + position * self.length,
            Scale::Log => {
                let (low, high) = (libm::log(self.low), libm::log(self.high));
                libm::exp(low + position * (high - low))
            }
        }
    }
}

impl Viewport {
    /// Lays a scene out on a figure of `size` CSS pixels with words `text` times their usual size.
    pub fn new(scene: &Scene, size: [f64; 2], text: f64) -> Viewport {
        let size = size.map(|length| if length.is_finite() { length.clamp(0.0, 1e5) } else { 0.0 });
        let text = safe_text(text);
        let asked = [Span::of(&scene.x), Span::of(&scene.y)];
        let heading = if scene.y.label.is_empty() { 0.0 } else { HEADING };
        let top = text * if scene.y.ticks { f64::max(heading, HALF_LINE) } else { heading };
        let numbers = if scene.x.ticks { NUMBERS } else { 0.0 };
        let label = if scene.x.label.is_empty() { 0.0 } else { LABEL };
        let foot = text * if scene.y.ticks { f64::max(numbers + label, HALF_LINE) } else { numbers + label };
        let top = top.min(size[1] / 2.0);
        let bottom = (size[1] - foot).max(top);

        let numbers_of = |y: Span| {
            if scene.y.ticks { ticks(y.low, y.high, y.scale, (bottom - top) / (DOWN * text)) } else { Ticks::default() }
        };
        let [mut x, mut y] = asked;
        let mut y_ticks = numbers_of(y);
        let mut plot = Rect { left: 0.0, top, right: size[0], bottom };
        for _ in 0..PASSES {
            let widest = y_ticks.labels.iter().map(|label| number_width(label, text)).fold(0.0, f64::max);
            let margin = if widest > 0.0 { widest + TICK_GAP * text } else { 0.0 };
            plot.left = libm::round(margin).min(size[0] / 2.0).max(plot.left);
            let Some(wider) = scene.true_scale.then(|| widened(asked, plot)).flatten() else { break };
            let settled = wider[1] == y;
            [x, y] = wider;
            if settled {
                break;
            }
            y_ticks = numbers_of(y);
        }
        let x_ticks = if scene.x.ticks { x_ticks(x, plot.right - plot.left, text) } else { Ticks::default() };
        Viewport { size, plot, x_ticks, y_ticks, x, y }
    }

    /// Where a point of the data stands; far outside or not a number where the point is.
    pub fn pixel(&self, at: [f64; 2]) -> [f64; 2] {
        let Rect { left, top, right, bottom } = self.plot;
        [left + self.x.position(at[0]) * (right - left), bottom - self.y.position(at[1]) * (bottom - top)]
    }

    /// The data under a pixel, such as that of a pointer. Outside the axes it goes on; never infinite.
    pub fn data(&self, pixel: [f64; 2]) -> [f64; 2] {
        let Rect { left, top, right, bottom } = self.plot;
        let share = |part: f64, whole: f64| {
            let share = part / whole;
            if share.is_finite() { share.clamp(-10.0, 11.0) } else { 0.5 }
        };
        [self.x.value(share(pixel[0] - left, right - left)), self.y.value(share(bottom - pixel[1], bottom - top))]
            .map(|value| if value.is_finite() { value } else { f64::MAX.copysign(value) })
    }

    /// What the axes reach over: the asked ranges, made drawable and, on a true scale, wider. x, then y; low, then high.
    pub fn ranges(&self) -> [[f64; 2]; 2] {
        [self.x, self.y].map(|span| [span.low, span.high])
    }

    /// How much longer one unit of y is drawn than one of x: 1 on a true scale. None where an axis is logarithmic, where there is
    /// no room between the axes, and where the ranges are so far apart that no number tells it. See [`super::stretched`].
    pub fn stretch(&self) -> Option<f64> {
        let Rect { left, top, right, bottom } = self.plot;
        let linear = [self.x, self.y].iter().all(|span| span.scale == Scale::Linear);
        let stretch = (bottom - top) / (right - left) * (self.x.length / self.y.length);
        (linear && stretch.is_finite() && stretch > 0.0).then_some(stretch)
    }

    /// Whether a pixel stands between the axes, give or take half a pixel of rounding.
    pub fn holds(&self, pixel: [f64; 2]) -> bool {
        self.plot.grown(0.5).holds(pixel)
    }
}

/// A text scale that can be drawn.
pub(super) fn safe_text(text: f64) -> f64 {
    if text.is_finite() { text.clamp(0.25, 8.0) } else { 1.0 }
}

/// Fewer ticks where their numbers are wide.
fn x_ticks(span: Span, length: f64, text: f64) -> Ticks {
    let mut distance = ACROSS * text;
    let mut found = Ticks::default();
    for _ in 0..3 {
        found = ticks(span.low, span.high, span.scale, length / distance);
        let needed = found.labels.iter().map(|label| number_width(label, text)).fold(0.0, f64::max) + 14.0 * text;
        if needed <= distance {
            break;
        }
        distance = needed;
    }
    found
}

fn number_width(label: &str, text: f64) -> f64 {
    spans(label).iter().map(|span| width(&span.text, false)).sum::<f64>() * TICK_SIZE * text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn scene(x: [f64; 2], y: [f64; 2], scale: Scale) -> Scene {
        let axis = |range: [f64; 2]| Axis {
            low: range[0],
            high: range[1],
            scale,
            label: "mass, kg".into(),
            ..Axis::default()
        };
        Scene { x: axis(x), y: axis(y), ..Scene::default() }
    }

    #[test]
    fn the_corners_of_the_axes_are_the_corners_of_the_plot() {
        let view = Viewport::new(&scene([-3.3, 4.6], [1.4, 6.75], Scale::Linear), [384.0, 288.0], 1.0);
        assert_eq!(view.pixel([-3.3, 1.4]), [view.plot.left, view.plot.bottom]);
        let [x, y] = view.pixel([4.6, 6.75]);
        assert!((x - 384.0).abs() < 1e-9 && (y - view.plot.top).abs() < 1e-9);
        assert_eq!(view.x_ticks.labels.len(), 8);
    }

    #[test]
    fn a_value_of_nothing_stands_far_below_a_logarithmic_axis() {
        let view = Viewport::new(&scene([1.0, 10.0], [1e-9, 1.0], Scale::Log), [300.0, 200.0], 1.0);
        assert!(view.pixel([2.0, 0.0])[1] > 1e6);
    }

    proptest! {
        #[test]
        fn pixels_and_data_are_inverse(px in 30.0..380.0f64, py in 20.0..250.0f64, log in any::<bool>()) {
            let scale = if log { Scale::Log } else { Scale::Linear };
            let view = Viewport::new(&scene([0.1, 20.0], [0.5, 6.0], scale), [384.0, 288.0], 1.0);
            let [x, y] = view.pixel(view.data([px, py]));
            prop_assert!((x - px).abs() < 1e-6 && (y - py).abs() < 1e-6);
        }

        #[test]
        fn any_range_and_size_has_a_layout(
            x in any::<[f64; 2]>(), y in any::<[f64; 2]>(), size in any::<[f64; 2]>(), text in any::<f64>(), log in any::<bool>()
        ) {
            let scale = if log { Scale::Log } else { Scale::Linear };
            let view = Viewport::new(&scene(x, y, scale), size, text);
            prop_assert!(view.plot.left <= view.plot.right && view.plot.top <= view.plot.bottom);
            prop_assert!(view.data([10.0, f64::NAN]).iter().all(|value| value.is_finite()));
        }
    }
}
