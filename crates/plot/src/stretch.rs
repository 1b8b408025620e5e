//! True scales: one unit has one length along both axes, so that a circle is a circle and a gradient meets a contour at a right
//! angle. Where that cannot be, a figure says how much it is stretched.

use super::clip::Rect;
use super::range::FARTHEST;
use super::viewport::Span;
use super::{Scene, Viewport};
use params::Scale;

/// Less room than this between the axes has no shape, in CSS pixels.
const ROOM: f64 = 0.25;
/// A stretch nearer to 1 than this is not seen: a circle of 200 pixels is a pixel out of round.
const UNSEEN: f64 = 0.005;

impl Scene {
    /// The same scene with both axes in one unit, for a figure of `size` CSS pixels: the axis that has room reaches farther on both
    /// sides, and nothing that was asked for is cut. To be said before marks are made, which may fill the axes ([`Scene::ground`]).
    ///
    /// Whoever lays the scene out holds it to this at any other size ([`Viewport::new`]). A logarithmic axis has no true scale:
    /// the scene then stays as it is, and so it does where the figure has no room.
    #[must_use]
    pub fn true_scale(mut self, size: [f64; 2]) -> Scene {
        self.true_scale = true;
        let [x, y] = Viewport::new(&self, size, 1.0).ranges();
        [self.x.low, self.x.high] = x;
        [self.y.low, self.y.high] = y;
        self
    }
}

/// The ranges over which both axes share a scale in this room: one as asked, the other wider. None where there is no such thing.
pub(super) fn widened([x, y]: [Span; 2], room: Rect) -> Option<[Span; 2]> {
    let (across, down) = (room.right - room.left, room.bottom - room.top);
    let linear = x.scale == Scale::Linear && y.scale == Scale::Linear;
    if !linear || across.min(down).is_nan() || across.min(down) < ROOM {
        return None;
    }
    let (x_length, y_length) = (y.length * (across / down), x.length * (down / across));
    if x_length.min(y_length) > FARTHEST || x_length.max(y_length).is_nan() {
        return None;
    }
    let wider = if y_length > y.length { [x, grown(y, y_length)] } else { [grown(x, x_length), y] };
    wider.iter().all(|span| span.length <= 2.0 * FARTHEST).then_some(wider)
}

/// The same range, as much longer at both ends.
fn grown(span: Span, length: f64) -> Span {
    let middle = span.low / 2.0 + span.high / 2.0;
    // Rounding must not cut what was asked for.
    let low = (middle - length / 2.0).min(span.low);
    Span { low, high: (low + length).max(span.high), length, ..span }
}

/// The number in "stretched × 855", from [`Viewport::stretch`]: how often the longer unit holds the shorter one, to three digits;
/// exactly 1 where nobody sees a difference (within half a percent). None for what is no stretch: not positive, or not finite.
pub fn stretched(stretch: f64) -> Option<f64> {
    let times = stretch.max(1.0 / stretch);
    if !(stretch > 0.0 && times.is_finite()) {
        return None;
    }
    if times < 1.0 + UNSEEN {
        return Some(1.0);
    }
    let unit = libm::pow(10.0, libm::floor(libm::log10(times)) - 2.0);
    let rounded = if unit >= 1.0 { libm::round(times / unit) * unit } else { libm::round(times * 100.0) / 100.0 };
    Some(if rounded.is_finite() { rounded } else { times })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Axis, Grid, loops};
    use proptest::prelude::*;

    fn scene(x: [f64; 2], y: [f64; 2]) -> Scene {
        Scene::of(Axis::new(x[0], x[1], "w, kg"), Axis::new(y[0], y[1], "b, kg"))
    }

    fn any_range() -> impl Strategy<Value = [f64; 2]> {
        let size =
            prop_oneof![-1e3..1e3f64, -1e-6..1e-6f64, -1e150..1e150f64, Just(0.0), any::<f64>().prop_map(|v| v % 1e90)];
        [size.clone(), size]
    }

    proptest! {
        #[test]
        fn both_axes_share_a_scale_and_nothing_is_cut(
            x in any_range(), y in any_range(), size in [30.0..2000.0f64, 60.0..2000.0f64], text in 0.5..2.0f64
        ) {
            let asked = scene(x, y);
            let told = Scene { true_scale: true, ..asked.clone() };
            for told in [told, asked.clone().true_scale(size)] {
                let view = Viewport::new(&told, size, text);
                let [across, down] = [view.plot.right - view.plot.left, view.plot.bottom - view.plot.top];
                if down < ROOM {
                    continue;
                }
                prop_assert!((view.stretch().unwrap() - 1.0).abs() < 1e-9, "{:?}", view.stretch());
                // Measured on pixels, where differences of data are exact enough.
                let [[left, right], [low, high]] = view.ranges();
                let unit = |a: f64, b: f64, pixels: f64| pixels / (b - a);
                let (ux, uy) = (unit(left, right, across), unit(low, high, down));
                let far = |a: f64, b: f64| a.abs().max(b.abs()) / (b - a);
                if far(left, right).max(far(low, high)) < 1e5 {
                    prop_assert!((ux / uy - 1.0).abs() < 1e-9, "{ux} and {uy}");
                }
                for (axis, range) in [(&asked.x, [left, right]), (&asked.y, [low, high])] {
                    let (a, b) = crate::safe_range(axis.low, axis.high, Scale::Linear);
                    prop_assert!(range[0] <= a && b <= range[1], "{range:?} cuts {a}..{b}");
                }
            }
        }

        #[test]
        fn any_numbers_have_a_layout(x in any::<[f64; 2]>(), y in any::<[f64; 2]>(), size in any::<[f64; 2]>(), text in any::<f64>()) {
            let view = Viewport::new(&scene(x, y).true_scale(size), size, text);
            prop_assert!(view.ranges().as_flattened().iter().all(|end| end.is_finite()));
            prop_assert!(view.stretch().is_none_or(|stretch| stretch > 0.0));
            prop_assert!(view.plot.left <= view.plot.right && view.plot.top <= view.plot.bottom);
        }
    }

    #[test]
    fn no_room_and_logarithms_have_no_true_scale() {
        for size in [[0.0, 0.0], [300.0, 0.0], [f64::NAN, 200.0]] {
            let told = scene([0.0, 4.0], [0.0, 1.0]).true_scale(size);
            assert_eq!((told.x.high, told.y.high), (4.0, 1.0));
            assert_eq!(Viewport::new(&told, size, 1.0).stretch(), None);
        }
        let told = Scene::of(Axis::log(0.1, 10.0, ""), Axis::new(0.0, 1.0, "")).true_scale([300.0, 200.0]);
        assert_eq!(Viewport::new(&told, [300.0, 200.0], 1.0).stretch(), None);
        assert_eq!((told.x.low, told.x.high, told.y.high), (0.1, 10.0, 1.0));
    }

    #[test]
    fn an_empty_range_has_a_true_scale() {
        let told = scene([2.0, 2.0], [-1.0, 1.0]).true_scale([300.0, 200.0]);
        let view = Viewport::new(&told, [300.0, 200.0], 1.0);
        assert!((view.stretch().unwrap() - 1.0).abs() < 1e-12);
        assert!(view.holds(view.pixel([2.0, 0.0])));
    }

    #[test]
    fn the_number_of_the_words() {
        let pairs = [(1.0, 1.0), (1.004, 1.0), (0.998, 1.0), (1.278, 1.28), (855.4, 855.0), (1.0 / 855.4, 855.0)];
        for (stretch, number) in pairs.into_iter().chain([(31.27, 31.27), (123_456.0, 123_000.0)]) {
            assert_eq!(stretched(stretch), Some(number));
        }
        for none in [0.0, -2.0, f64::NAN, f64::INFINITY, 1e-320] {
            assert_eq!(stretched(none), None);
        }
        let plain = Viewport::new(&Scene::of(Axis::bare(0.0, 1.0), Axis::bare(0.0, 10.0)), [200.0, 100.0], 1.0);
        assert!((plain.stretch().unwrap() - 0.05).abs() < 1e-12);
        assert_eq!(stretched(0.05), Some(20.0));
    }

    type Ground = (&'static str, fn([f64; 2]) -> f64, fn([f64; 2]) -> [f64; 2]);

    const HIMMELBLAU: Ground = (
        "Himmelblau",
        |[x, y]| (x * x + y - 11.0) * (x * x + y - 11.0) + (x + y * y - 7.0) * (x + y * y - 7.0),
        |[x, y]| {
            let (a, b) = (x * x + y - 11.0, x + y * y - 7.0);
            [4.0 * x * a + 2.0 * b, 2.0 * a + 4.0 * y * b]
        },
    );
    const RAVINE: Ground = ("ravine", |[x, y]| x * x + 10.0 * y * y, |[x, y]| [2.0 * x, 20.0 * y]);

    /// The largest difference from a right angle, in degrees, between contours and gradients as they are drawn.
    /// The levels are far from those of the saddles, where the grid is too coarse for the turns of a contour.
    fn worst_angle((_, value, gradient): Ground, told: &Scene, size: [f64; 2]) -> f64 {
        let view = Viewport::new(told, size, 1.0);
        let [x, y] = view.ranges();
        let grid = Grid::sample(801, 801, x, y, &value);
        let cell = (view.plot.right - view.plot.left) / 800.0;
        let mut worst = 0.0f64;
        for level in [30.0, 88.0, 260.0] {
            for line in loops(&grid, level).iter().flat_map(|round| round.inner()) {
                for pair in line.windows(2).step_by(3) {
                    let (from, to) = (view.pixel(pair[0]), view.pixel(pair[1]));
                    let at = [0, 1].map(|k| (pair[0][k] + pair[1][k]) / 2.0);
                    let slope = gradient(at);
                    let unit = (x[1] - x[0]) / 50.0 / libm::hypot(slope[0], slope[1]);
                    let (foot, tip) = (view.pixel(at), view.pixel([0, 1].map(|k| at[k] + unit * slope[k])));
                    let (along, up) = ([to[0] - from[0], to[1] - from[1]], [tip[0] - foot[0], tip[1] - foot[1]]);
                    // The ends of a very short piece are not exact enough for its way.
                    if libm::hypot(along[0], along[1]) < 0.9 * cell {
                        continue;
                    }
                    let dot = along[0] * up[0] + along[1] * up[1];
                    let angle = (dot / libm::hypot(along[0], along[1]) / libm::hypot(up[0], up[1])).asin().to_degrees();
                    worst = worst.max(angle.abs());
                }
            }
        }
        worst
    }

    #[test]
    fn a_gradient_meets_a_contour_at_a_right_angle_on_a_true_scale_alone() {
        for ground in [HIMMELBLAU, RAVINE] {
            for size in [[384.0, 288.0], [808.0, 300.0], [240.0, 400.0]] {
                let asked = scene([-6.0, 5.0], [-4.5, 4.5]);
                let told = worst_angle(ground, &asked.clone().true_scale(size), size);
                assert!(told < 1.0, "{} at {size:?}: {told} degrees", ground.0);
                let stretch = Viewport::new(&asked, size, 1.0).stretch().unwrap();
                if stretched(stretch) > Some(1.3) {
                    assert!(worst_angle(ground, &asked, size) > 5.0, "{} at {size:?}", ground.0);
                }
            }
        }
    }
}
