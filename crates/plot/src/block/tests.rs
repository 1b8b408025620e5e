use super::*;
use crate::{Head, Style, svg};
use params::Theme;
use proptest::prelude::*;

const SIZE: [f64; 2] = [384.0, 288.0];

fn hill() -> Grid {
    Grid::sample(41, 41, [-1.0, 1.0], [-1.0, 1.0], &|[x, y]: [f64; 2]| libm::exp(-8.0 * (x * x + y * y)))
}

fn camera(turn: f64, tilt: f64) -> Camera {
    Camera { turn, tilt, relief: 0.5 }
}

/// Whether a pixel is in a convex area, well inside.
fn inside(corners: &[[f64; 2]], [x, y]: [f64; 2]) -> bool {
    let side = |k: usize| {
        let (a, b) = (corners[k], corners[(k + 1) % corners.len()]);
        (b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0])
    };
    let sides: Vec<f64> = (0..corners.len()).map(side).collect();
    sides.iter().all(|side| *side > 1e-9) || sides.iter().all(|side| *side < -1e-9)
}

#[test]
fn a_path_behind_a_hill_is_hidden_and_one_before_it_is_not() {
    let block = Block::new(hill(), None, camera(0.0, 0.35), SIZE);
    assert!(!block.sees([0.0, 0.4]) && block.sees([0.0, -0.4]) && block.sees([0.9, 0.4]));
    let row = |y: f64| [[-0.95, y], [0.95, y]];
    let behind = block.path(&row(0.4));
    assert_eq!(behind.len(), 2, "it goes in on one side and comes out on the other");
    let (out, back) = (behind[0].last().unwrap()[0], behind[1][0][0]);
    assert!(((out + back) / 2.0 - SIZE[0] / 2.0).abs() < 0.5 && back - out > 30.0, "{out} to {back}");
    assert_eq!(block.path(&row(-0.4)).len(), 1);
    // From behind it is the other way round, and from above nothing is hidden.
    let other = Block::new(hill(), None, camera(std::f64::consts::PI, 0.35), SIZE);
    assert!(other.sees([0.0, 0.4]) && !other.sees([0.0, -0.4]));
    assert_eq!(Block::new(hill(), None, camera(0.0, 9.0), SIZE).path(&row(0.4)).len(), 1);
}

#[test]
fn a_contour_of_a_hill_is_open_where_the_hill_hides_it() {
    let block = Block::new(hill(), None, camera(0.0, 0.35), SIZE);
    assert!(block.contour(0.2).len() <= 2);
    let length = |lines: Vec<Vec<[f64; 2]>>| {
        let along = |line: &Vec<[f64; 2]>| -> f64 { line.windows(2).map(|pair| (pair[1][0] - pair[0][0]).abs()).sum() };
        lines.iter().map(along).sum::<f64>()
    };
    let above = Block::new(hill(), None, camera(0.0, 1.5), SIZE);
    let share = length(block.contour(0.2)) / block.scale / (length(above.contour(0.2)) / above.scale);
    assert!((0.4..0.8).contains(&share), "{share} of it is seen");
}

#[test]
fn what_is_not_finite_is_a_hole_and_heights_are_cut() {
    let field = |[x, y]: [f64; 2]| {
        if x > 0.5 {
            f64::NAN
        } else if y > 0.5 {
            f64::INFINITY
        } else {
            10.0 * x
        }
    };
    let grid = Grid::sample(21, 21, [-1.0, 1.0], [-1.0, 1.0], &field);
    let block = Block::new(grid, Some([-2.0, 2.0]), Camera::default(), SIZE);
    assert_eq!((block.place([0.8, 0.0]), block.place([0.0, 0.8])), (None, None));
    assert!(block.path(&[[0.0, 0.0], [0.9, 0.0]])[0].len() > 2 && block.path(&[[0.0, 0.9], [0.2, 0.9]]).is_empty());
    let facets = block.scene().marks.iter().filter(|mark| matches!(mark, Mark::Facet { height: Some(_), .. })).count();
    assert_eq!(facets, 15 * 15);
    let high = |x: f64| block.ground(block.knot([x, 0.0]).unwrap()).unwrap();
    assert_eq!((high(0.4), high(-0.9)), (block.relief, -block.relief));
}

proptest! {
    /// Where two cells are drawn over each other, the nearer one comes later.
    #[test]
    fn cells_are_drawn_from_the_back_to_the_front(
        turn in -7.0..7.0f64, tilt in 0.1..1.5f64, a in -3.0..3.0f64, b in -3.0..3.0f64
    ) {
        let field = |[x, y]: [f64; 2]| libm::sin(2.0 * x + a) * libm::cos(2.0 * y + b);
        let grid = Grid::sample(13, 11, [-2.0, 2.0], [-1.5, 1.5], &field);
        let block = Block::new(grid, None, camera(turn, tilt), SIZE);
        let cells: Vec<[usize; 2]> = block.order().collect();
        prop_assert_eq!(cells.len(), 12 * 10);
        let away = |[column, row]: [usize; 2]| {
            let [u, v] = block.flat([column as f64 + 0.5, row as f64 + 0.5]);
            u * block.turn[0] + v * block.turn[1]
        };
        let corners = |[column, row]: [usize; 2]| {
            [[column, row], [column + 1, row], [column + 1, row + 1], [column, row + 1]]
                .map(|[c, r]| block.drawn([c as f64, r as f64], block.height(block.value(c, r))))
        };
        let shapes: Vec<_> = cells.iter().map(|cell| (away(*cell), corners(*cell))).collect();
        for (place, (far, shape)) in shapes.iter().enumerate() {
            let middle = [0, 1].map(|k| shape.iter().map(|corner| corner[k]).sum::<f64>() / 4.0);
            for (later, (near, other)) in shapes.iter().enumerate() {
                // Cells that are neighbours may share a pixel at their common edge.
                if later > place && inside(other, middle) {
                    prop_assert!(near < far, "cell {place} at {far} under cell {later} at {near}");
                }
            }
        }
    }

    #[test]
    fn sight_agrees_with_the_cells_that_are_drawn_last(turn in -3.0..3.0f64, tilt in 0.2..1.3f64, x in -0.9..0.9f64, y in -0.9..0.9f64) {
        let block = Block::new(hill(), None, camera(turn, tilt), SIZE);
        let knot = block.knot([x, y]).unwrap();
        let at = block.place([x, y]).unwrap();
        let own = [knot[0] as usize, knot[1] as usize];
        let mut last = None;
        for cell in block.order() {
            let [column, row] = cell;
            let corners = [[column, row], [column + 1, row], [column + 1, row + 1], [column, row + 1]]
                .map(|[c, r]| block.drawn([c as f64, r as f64], block.height(block.value(c, r))));
            if inside(&corners, at) {
                last = Some(cell);
            }
        }
        // Within two cells of each other, both may be right: cells are flat, the ground between knots is not.
        if let Some(last) = last {
            let apart = last[0].abs_diff(own[0]).max(last[1].abs_diff(own[1]));
            let place = |cell: [usize; 2]| block.order().position(|other| other == cell);
            let over = apart > 2 && place(last) > place(own);
            prop_assert!(!over || !block.sees([x, y]), "seen at {own:?}, but {last:?} is drawn over it");
            prop_assert!(apart > 0 || block.sees([x, y]), "not seen at {own:?}, and nothing is drawn over it");
        }
    }

    #[test]
    fn no_number_does_harm(
        values in proptest::collection::vec(any::<f64>(), 0..30), columns in 0usize..6, rows in 0usize..6,
        x in any::<[f64; 2]>(), y in any::<[f64; 2]>(), range in any::<[f64; 2]>(), turn in any::<f64>(), tilt in any::<f64>(),
        relief in any::<f64>(), size in any::<[f64; 2]>(), path in proptest::collection::vec(any::<[f64; 2]>(), 0..5)
    ) {
        for (x, y, size) in [(x, y, size), ([0.0, 1.0], [0.0, 1.0], SIZE)] {
            let grid = Grid { columns, rows, x, y, values: values.clone() };
            let block = Block::new(grid, Some(range), Camera { turn, tilt, relief }, size);
            let mut scene = block.scene();
            for line in block.path(&path).into_iter().chain(block.contour(range[0])) {
                scene.cased(line, Stroke::of(Role::Weights, 2.0));
            }
            for mark in &scene.marks {
                let points = match mark {
                    Mark::Facet { points, .. } | Mark::Polyline { points, .. } => points,
                    _ => continue,
                };
                prop_assert!(points.as_flattened().iter().all(|part| part.is_finite()), "{mark:?}");
            }
            let style = Style { theme: Theme::Light, text: 1.0 };
            prop_assert!(!svg(Head::default(), &scene, &Scene::default(), style, SIZE).contains("NaN"));
        }
    }
}
