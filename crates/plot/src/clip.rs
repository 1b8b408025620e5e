//! Clipping in f64, before plotters: its whole-number pixels wrap far outside and put what is not a number on the axis.

use super::range::FARTHEST;

/// A rectangle in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Smallest x.
    pub left: f64,
    /// Smallest y.
    pub top: f64,
    /// Largest x.
    pub right: f64,
    /// Largest y.
    pub bottom: f64,
}

impl Rect {
    /// Whether a pixel is inside or on the edge; one that is not a number is not.
    pub fn holds(&self, [x, y]: [f64; 2]) -> bool {
        x >= self.left && x <= self.right && y >= self.top && y <= self.bottom
    }

    /// The same with `by` more on every side.
    pub fn grown(&self, by: f64) -> Rect {
        Rect { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }
}

/// Whether a pixel is a place at all: finite, and so near that differences stay finite.
pub fn drawable(pixel: [f64; 2]) -> bool {
    pixel.iter().all(|part| part.abs() < FARTHEST)
}

/// The pieces of a path that lie in the rectangle. The path ends before its first point that is no place.
pub fn polyline(path: &[[f64; 2]], rect: Rect) -> Vec<Vec<[f64; 2]>> {
    let mut pieces: Vec<Vec<[f64; 2]>> = Vec::new();
    let mut before: Option<[f64; 2]> = None;
    let mut joined = false;
    for &point in path {
        if !drawable(point) {
            break;
        }
        if let Some(start) = before {
            match segment(start, point, rect) {
                Some([from, to]) => {
                    match pieces.last_mut() {
                        Some(piece) if joined => piece.push(to),
                        _ => pieces.push(vec![from, to]),
                    }
                    joined = to == point;
                }
                None => joined = false,
            }
        }
        before = Some(point);
    }
    pieces
}

/// The part of a segment that lies in the rectangle (Liang and Barsky, 1984).
pub fn segment(from: [f64; 2], to: [f64; 2], rect: Rect) -> Option<[[f64; 2]; 2]> {
    // Measured from the nearer end: a share of a very long way is exact only near its start.
    let size = |[x, y]: [f64; 2]| x.abs().max(y.abs());
    if size(from) > size(to) {
        return segment(to, from, rect).map(|[end, start]| [start, end]);
    }
    let (low, high) = ([rect.left, rect.top], [rect.right, rect.bottom]);
    let (mut start, mut end) = (0.0f64, 1.0f64);
    for k in 0..2 {
        let way = to[k] - from[k];
        if way == 0.0 {
            if from[k] < low[k] || from[k] > high[k] {
                return None;
            }
            continue;
        }
        let (a, b) = ((low[k] - from[k]) / way, (high[k] - from[k]) / way);
        start = start.max(a.min(b));
        end = end.min(a.max(b));
    }
    if start > end {
        return None;
    }
    let at = |share: f64, whole: [f64; 2]| {
        if rect.holds(whole) {
            return whole;
        }
        let point = [0, 1].map(|k| from[k] + share * (to[k] - from[k]));
        // Rounding must not leave a point outside.
        [point[0].clamp(rect.left, rect.right), point[1].clamp(rect.top, rect.bottom)]
    };
    Some([at(start, from), at(end, to)])
}

/// The part of an area that lies in the rectangle (Sutherland and Hodgman, 1974); empty if a corner is no place.
pub fn polygon(corners: &[[f64; 2]], rect: Rect) -> Vec<[f64; 2]> {
    if !corners.iter().copied().all(drawable) {
        return Vec::new();
    }
    if corners.iter().all(|corner| rect.holds(*corner)) {
        return corners.to_vec();
    }
    let edges = [(0, rect.left, 1.0), (0, rect.right, -1.0), (1, rect.top, 1.0), (1, rect.bottom, -1.0)];
    let mut kept = corners.to_vec();
    for (axis, border, sign) in edges {
        let inside = |point: [f64; 2]| sign * (point[axis] - border) >= 0.0;
        let mut next = Vec::with_capacity(kept.len() + 4);
        let Some(mut before) = kept.last().copied() else { break };
        for point in kept {
            if inside(point) != inside(before) {
                let share = (border - before[axis]) / (point[axis] - before[axis]);
                let mut crossing = [0, 1].map(|k| before[k] + share * (point[k] - before[k]));
                crossing[axis] = border;
                next.push(crossing);
            }
            if inside(point) {
                next.push(point);
            }
            before = point;
        }
        kept = next;
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const RECT: Rect = Rect { left: 10.0, top: 20.0, right: 110.0, bottom: 70.0 };

    #[test]
    fn a_path_ends_before_what_is_not_a_number() {
        let pieces = polyline(&[[20.0, 30.0], [30.0, 40.0], [f64::NAN, 40.0], [50.0, 50.0]], RECT);
        assert_eq!(pieces, [vec![[20.0, 30.0], [30.0, 40.0]]]);
    }

    #[test]
    fn a_path_that_leaves_and_returns_is_two_pieces() {
        let pieces = polyline(&[[20.0, 30.0], [20.0, 0.0], [40.0, 0.0], [40.0, 30.0]], RECT);
        assert_eq!(pieces, [vec![[20.0, 30.0], [20.0, 20.0]], vec![[40.0, 20.0], [40.0, 30.0]]]);
    }

    #[test]
    fn a_step_to_very_far_keeps_its_direction() {
        let pieces = polyline(&[[10.0, 20.0], [1e299, 5e298]], RECT);
        let end = pieces[0][1];
        assert!((end[1] - 70.0).abs() < 1e-6 && (end[0] - 110.0).abs() < 1e-6);
    }

    #[test]
    fn an_area_is_cut_at_the_border() {
        let cut = polygon(&[[0.0, 30.0], [50.0, 30.0], [50.0, 60.0], [0.0, 60.0]], RECT);
        assert_eq!(cut.len(), 4);
        assert!(cut.iter().all(|corner| RECT.holds(*corner)));
        assert!(polygon(&[[0.0, 0.0], [1.0, f64::INFINITY], [1.0, 1.0]], RECT).is_empty());
    }

    proptest! {
        #[test]
        fn nothing_is_left_outside(path in proptest::collection::vec(any::<[f64; 2]>(), 0..8)) {
            for piece in polyline(&path, RECT) {
                prop_assert!(piece.len() >= 2 && piece.iter().all(|point| RECT.holds(*point)));
            }
            prop_assert!(polygon(&path, RECT).iter().all(|point| RECT.grown(1e-6).holds(*point)));
        }
    }
}
