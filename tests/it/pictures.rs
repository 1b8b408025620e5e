//! Pictures of what figures can be made of, a small scene each, in both themes: `tests/golden/plot/`. Whoever changes how a mark is
//! drawn sees it there before a reader does.
//!
//! `DOWNHILL_PICTURES=1 cargo test --test it pictures` writes them anew. Look at them before you commit them.

use downhill::params::Theme;
use downhill::plot::{
    Anchor, Axis, Block, Camera, Graph, Grid, Grip, Handle, Head, Link, Mark, Node, Raster, Role, Scene, Shape, Stroke,
    Style, Tint, Viewport, stretched, svg,
};
use std::path::{Path, PathBuf};

const FOLDER: &str = "tests/golden/plot";
const SIZE: [f64; 2] = [384.0, 288.0];

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(FOLDER).join(name)
}

/// Compares (or writes) a scene in both themes.
#[track_caller]
fn stands(name: &str, scene: &Scene, size: [f64; 2]) {
    for (theme, told) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        let drawn = svg(Head::default(), scene, &Scene::default(), Style { theme, text: 1.0 }, size);
        assert!(!drawn.contains("NaN"), "{name}");
        let path = file(&format!("{name}.{told}.svg"));
        if std::env::var_os("DOWNHILL_PICTURES").is_some() {
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
            std::fs::write(&path, drawn).expect("the picture can be written");
            continue;
        }
        let known = std::fs::read_to_string(&path).unwrap_or_default();
        let differs = drawn.lines().zip(known.lines()).position(|(new, old)| new != old);
        assert!(
            drawn == known,
            "{FOLDER}/{name}.{told}.svg is not what it was, from line {}. If that is meant, write it anew and look at it:\n    \
             DOWNHILL_PICTURES=1 cargo test --test it pictures",
            differs.map_or(0, |line| line + 1)
        );
    }
}

fn himmelblau([x, y]: [f64; 2]) -> f64 {
    let (a, b) = (x * x + y - 11.0, x + y * y - 7.0);
    a * a + b * b
}

#[test]
fn a_map_on_a_true_scale() {
    let axes = Scene::of(Axis::new(-2.0, 2.0, "[weights|w₁]"), Axis::new(-2.0, 2.0, "[weights|w₂]"));
    let mut scene = axes.clone().true_scale(SIZE);
    assert_eq!(stretched(Viewport::new(&scene, SIZE, 1.0).stretch().expect("a stretch")), Some(1.0));
    let value = |[x, y]: [f64; 2]| x * x + 3.0 * y * y;
    scene.ground(61, 61, None, &value);
    let mut path = vec![[-1.9, 1.2]];
    for _ in 0..12 {
        let [x, y] = path[path.len() - 1];
        path.push([x - 0.12 * 2.0 * x, y - 0.12 * 6.0 * y]);
    }
    scene.line(path.clone(), Role::Weights, 2.0);
    scene.dots(path.clone(), Role::Weights, 3.5);
    // Against the gradient, from a point of the contour through it.
    let [x, y] = [1.2, 0.9];
    scene.arrow([x, y], [x - 0.1 * 2.0 * x, y - 0.1 * 6.0 * y], Role::Gradient, 2.5);
    let round = |k: usize| {
        let turn = k as f64 * std::f64::consts::TAU / 90.0;
        [0.5 * turn.cos(), 0.5 * turn.sin()]
    };
    scene.draw((0..=90).map(round).collect(), Stroke::dashed(Role::Ink, 1.5));
    scene.note([0.0, -0.5], [0.0, 16.0], Anchor::Middle, Role::Ink, "a circle is a circle");
    scene.star([0.0, 0.0]);
    stands("true-axes", &scene, SIZE);
}

#[test]
fn rasters_of_classes_and_of_steps() {
    let mut scene =
        Scene::of(Axis::new(-5.0, 5.0, "[weights|w₁]"), Axis::new(-5.0, 5.0, "[weights|w₂]")).true_scale(SIZE);
    let valleys = [[3.0, 2.0], [-2.805, 3.131], [-3.779, -3.283], [3.584, -1.848]];
    let end = |at: [f64; 2]| {
        let mut at = at;
        for _ in 0..200 {
            let (a, b) = (at[0] * at[0] + at[1] - 11.0, at[0] + at[1] * at[1] - 7.0);
            at = [at[0] - 0.01 * (4.0 * at[0] * a + 2.0 * b), at[1] - 0.01 * (2.0 * a + 4.0 * at[1] * b)];
        }
        let near = |valley: &[f64; 2]| (valley[0] - at[0]).abs() + (valley[1] - at[1]).abs() < 0.1;
        valleys.iter().position(near).map_or(Raster::EMPTY, |place| place as u8)
    };
    let tints = [(Role::Weights, 0.34), (Role::RunB, 0.38), (Role::Ink, 0.24), (Role::RunD, 0.12)];
    let tints = tints.map(|(role, share)| Tint::on_paper(role, share)).to_vec();
    scene.raster(Raster::over([96, 72], &scene.x, &scene.y, tints, &end));
    for (place, valley) in valleys.into_iter().enumerate() {
        scene.ring(valley, Role::Ink, 4.0);
        scene.label(valley, [8.0, 5.0], Anchor::Start, Role::Ink, (place + 1).to_string());
    }
    stands("raster-classes", &scene, SIZE);

    let mut scene = Scene::of(Axis::log(1e-3, 1.0, "[rate|rate η]"), Axis::new(0.0, 1.0, "momentum β"));
    let cost = |[rate, beta]: [f64; 2]| {
        let edge = 2.0 * (1.0 + beta) / 8.0;
        if rate > edge { f64::NAN } else { (rate * 8.0 / (1.0 - beta).max(0.02)).log10().abs() }
    };
    let steps = Tint::steps(Role::Weights, Role::Paper, [0.75, 0.05], 8);
    let step = |at: [f64; 2]| Raster::step(cost(at), [0.0, 2.5], 8);
    scene.raster(Raster::over([24, 12], &scene.x, &scene.y, steps, &step));
    scene.label([0.5, 0.3], [0.0, 0.0], Anchor::Middle, Role::Ink, "diverges");
    stands("raster-steps", &scene, SIZE);
}

#[test]
fn a_graph_that_flows() {
    let size = [560.0, 260.0];
    let mut scene = Scene::of(Axis::bare(0.0, size[0]), Axis::bare(0.0, size[1]));
    let thin = Stroke::solid(Role::Edge, 1.25);
    let (value, back) = (Stroke::solid(Role::Ink, 1.75), Stroke::solid(Role::Gradient, 2.5));
    let nodes = vec![
        Node::circle([120.0, 215.0], 22.0, Role::Edge, "x").beside(Anchor::End, "given"),
        Node::circle([120.0, 130.0], 22.0, Role::Weights, "w").filled(1.0).beside(Anchor::End, "1 → [weights|1.8]"),
        Node::circle([120.0, 45.0], 22.0, Role::Weights, "b").filled(1.0).beside(Anchor::End, "1 → [weights|1.4]"),
        Node::circle([310.0, 130.0], 40.0, Role::Ink, "ŷ = 3").noted("[weights|w]x + [weights|b]"),
        Node::square([470.0, 130.0], 40.0, Role::Error, "[error|L] = 4")
            .filled(0.12)
            .noted("(y − ŷ)²")
            .beside(Anchor::Start, "loss"),
    ];
    let links = vec![
        Link::new(0, 3, thin).keeping_left().labelled("2").at(0.4),
        Link::new(3, 0, thin).keeping_left().labelled("−4").at(0.6),
        Link::new(1, 3, value).keeping_left().labelled("1").at(0.35),
        Link::new(3, 1, back).keeping_left().labelled("−8").at(0.65),
        Link::new(2, 3, value).keeping_left().labelled("1").at(0.4),
        Link::new(3, 2, back).keeping_left().labelled("−4").at(0.55),
        Link::new(3, 4, value).keeping_left().labelled("3"),
        Link::new(4, 3, back).keeping_left().labelled("−4"),
    ];
    scene.graph(&Graph { nodes, links, lit: Vec::new() });
    stands("graph", &scene, size);

    let mut scene = Scene::of(Axis::bare(0.0, size[0]), Axis::bare(0.0, size[1]));
    let layers: [&[f64]; 4] = [&[80.0, 180.0], &[40.0, 130.0, 220.0], &[40.0, 130.0, 220.0], &[130.0]];
    let (mut nodes, mut links, mut starts) = (Vec::new(), Vec::new(), Vec::new());
    for (layer, heights) in layers.iter().enumerate() {
        starts.push(nodes.len());
        for (place, y) in heights.iter().enumerate() {
            let at = [60.0 + 145.0 * layer as f64, *y];
            let name = format!("{}{}", ["x", "a", "b", "ŷ"][layer], ["₁", "₂", "₃"][place]);
            nodes.push(Node::circle(at, 18.0, if layer == 3 { Role::Error } else { Role::Ink }, name));
        }
    }
    for layer in 0..3 {
        for from in 0..layers[layer].len() {
            for to in 0..layers[layer + 1].len() {
                let stroke =
                    if (from + to) % 2 == 0 { Stroke::solid(Role::Ink, 1.5) } else { Stroke::dashed(Role::Ink, 1.5) };
                links.push(Link::new(starts[layer] + from, starts[layer + 1] + to, stroke));
            }
        }
    }
    let lit = vec![1, 2, 6, 8];
    for (step, pair) in lit.windows(2).enumerate() {
        for link in links.iter_mut().filter(|link| [link.from, link.to] == pair) {
            link.stroke = Stroke::solid(Role::Gradient, [1.5, 3.0, 5.0][step]);
            link.label = ["× 0.4", "× 0.6", "× 1.2"][step].into();
        }
    }
    scene.graph(&Graph { nodes, links, lit });
    stands("graph-path", &scene, size);
}

#[test]
fn seven_lanes() {
    let lanes = [Role::Lane1, Role::Lane3, Role::Lane4, Role::Lane5, Role::Lane6, Role::Lane2, Role::Lane7];
    let names = ["plain", "momentum", "Nesterov", "simple adaptive", "AdaGrad", "RMSProp", "Adam"];
    let mut scene = Scene::of(Axis::bare(0.0, 10.0), Axis::bare(0.0, 8.0));
    scene.ground(40, 40, Some(0.0), &|[x, _]: [f64; 2]| if x > 3.0 { (x - 3.0) * (x - 3.0) } else { 0.0 });
    for (place, (role, name)) in lanes.into_iter().zip(names).enumerate() {
        let y = 7.3 - place as f64 * 1.1;
        let wave = |k: usize| [0.3 + k as f64 * 0.08, y + 0.18 * (k as f64 * 0.35).sin()];
        scene.cased((0..=70).map(wave).collect(), Stroke::of(role, 2.25));
        scene.dots((0..=70).step_by(14).map(wave).collect(), role, 4.0);
        scene.label(wave(70), [10.0, 5.0], Anchor::Start, role, name);
    }
    stands("lanes", &scene, SIZE);
}

#[test]
fn a_ground_from_the_side() {
    let value = |[x, y]: [f64; 2]| (x * x - 1.0) * (x * x - 1.0) + 0.3 * x + y * y;
    let (x, y) = ([-1.7, 1.7], [-1.2, 1.6]);
    let grid = Grid::sample(33, 29, x, y, &value);
    let block = Block::new(grid.clone(), None, Camera::default(), SIZE);
    let mut scene = block.scene();
    for level in [0.0, 0.3, 0.6, 1.5, 2.2, 3.0] {
        for line in block.contour(level) {
            scene.draw(line, Stroke::solid(Role::Error, 0.8).pale(0.66));
        }
    }
    for line in block.contour(1.011) {
        scene.draw(line, Stroke::solid(Role::Ink, 1.4));
    }
    let mut path = vec![[0.25, 1.5]];
    for _ in 0..40 {
        let [x, y] = path[path.len() - 1];
        path.push([x - 0.06 * (4.0 * x * (x * x - 1.0) + 0.3), y - 0.06 * 2.0 * y]);
    }
    for line in block.path(&path) {
        scene.cased(line, Stroke::of(Role::Weights, 2.6));
    }
    let seen = |at: &&[f64; 2]| block.sees(**at);
    scene.dots(path.iter().filter(seen).filter_map(|at| block.place(*at)).collect(), Role::Weights, 2.8);
    for (at, name) in [(path[0], "start"), ([0.076, 0.0], "pass")] {
        let place = block.place(at).expect("a place on the block");
        scene.dot(place, Role::Weights, 5.0);
        scene.label(place, [9.0, 4.0], Anchor::Start, Role::Ink, name);
    }
    scene.star(block.place([-1.035, 0.0]).expect("a place on the block"));
    stands("block", &scene, SIZE);

    // Steep walls cut off, a hole, and a dashed path behind a hill.
    let value = |at: [f64; 2]| {
        if (at[0] - 1.5) * (at[0] - 1.5) + (at[1] - 1.5) * (at[1] - 1.5) < 0.4 { f64::NAN } else { -himmelblau(at) }
    };
    let grid = Grid::sample(31, 31, [-5.0, 5.0], [-5.0, 5.0], &value);
    let block = Block::new(grid, Some([-250.0, 0.0]), Camera { turn: 2.3, tilt: 0.5, relief: 0.5 }, SIZE);
    let mut scene = block.scene();
    for line in block.contour(-100.0) {
        scene.draw(line, Stroke::solid(Role::Ink, 1.0));
    }
    for line in block.path(&[[-4.9, -2.5], [4.9, -2.5]]) {
        scene.cased(line, Stroke::of(Role::RunB, 2.6));
    }
    stands("block-holes", &scene, SIZE);
}

#[test]
fn handles_of_each_kind() {
    let mut scene = Scene::of(Axis::new(0.0, 10.0, "updates"), Axis::new(0.0, 6.0, "loss"));
    let curve = |k: usize| [k as f64 * 0.25, 5.5 * (-0.09 * k as f64).exp() + 0.3];
    scene.line((0..=40).map(curve).collect(), Role::Error, 2.0);
    scene.area(vec![[7.0, 0.0], [8.0, 0.0], [8.0, 3.0], [7.0, 3.0]], Role::Weights, 0.25, 1.0);
    scene.arrow([2.0, 4.3], [3.4, 5.2], Role::Gradient, 2.5);
    let handle =
        |id: usize, at, kind| Handle { id, at, name: "", value: String::new(), nudge: [0.1, 0.1], drawn: true, kind };
    scene.handles = vec![
        handle(0, [5.0, 3.5], Grip::Point),
        handle(1, [4.5, 0.0], Grip::Flag),
        handle(2, [7.5, 3.0], Grip::Bar),
        handle(3, [3.4, 5.2], Grip::Turn { about: [2.0, 4.3] }),
    ];
    for (at, name) in [([5.0, 3.5], "point"), ([4.5, 0.9], "flag"), ([8.0, 3.0], "bar"), ([3.4, 5.2], "turn")] {
        scene.note(at, [22.0, 4.0], Anchor::Start, Role::Note, name);
    }
    for (k, shape) in
        [Shape::Circle, Shape::Square, Shape::Triangle, Shape::Diamond, Shape::Hexagon, Shape::Down, Shape::Plus]
            .into_iter()
            .enumerate()
    {
        let points = vec![[6.0 + 0.5 * k as f64, 5.4]];
        scene.marks.push(Mark::Points { points, shape, role: Role::Ink, size: 5.0, opacity: 1.0, ring: true });
    }
    stands("handles", &scene, SIZE);
}
