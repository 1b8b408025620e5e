//! Graphs that flow: nodes with labels, arrows from rim to rim. Two arrows between the same nodes keep to the left like cars, so
//! that values go forward on the upper lane and derivatives come back on the lower one, without a legend.

use super::pen::Pen;
use super::surface::{Drawn, Surface};
use super::{Anchor, Mark, Role, Scene, Shape, Stroke};
use std::borrow::Cow;

/// The outline of a node, where an edge ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rim {
    /// A square, or else a circle.
    pub square: bool,
    /// The radius, or half a side, in CSS pixels.
    pub size: f64,
}

/// A node. Lengths are CSS pixels, as those of points are.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Its middle, in data coordinates.
    pub at: [f64; 2],
    /// Its outline.
    pub rim: Rim,
    /// Its colour.
    pub role: Role,
    /// How much of its colour fills it, 0..=1; from [`FULL`] on, its label is written in paper.
    pub fill: f64,
    /// Marked-up words inside.
    pub label: Cow<'static, str>,
    /// A second, smaller line of them.
    pub note: Cow<'static, str>,
    /// Words outside: at the end of the node where a text with this anchor does not cover it; in the middle: under it.
    pub beside: Option<(Anchor, Cow<'static, str>)>,
}

/// A fill that carries words in paper.
const FULL: f64 = 0.6;

impl Node {
    /// An empty circle of that radius.
    pub fn circle(at: [f64; 2], size: f64, role: Role, label: impl Into<Cow<'static, str>>) -> Node {
        let rim = Rim { square: false, size };
        Node { at, rim, role, fill: 0.0, label: label.into(), note: Cow::Borrowed(""), beside: None }
    }
    /// An empty square with half of that side.
    pub fn square(at: [f64; 2], size: f64, role: Role, label: impl Into<Cow<'static, str>>) -> Node {
        Node { rim: Rim { square: true, size }, ..Node::circle(at, size, role, label) }
    }
    /// The same, filled so much.
    #[must_use]
    pub fn filled(self, fill: f64) -> Node {
        Node { fill, ..self }
    }
    /// The same with a second line.
    #[must_use]
    pub fn noted(self, note: impl Into<Cow<'static, str>>) -> Node {
        Node { note: note.into(), ..self }
    }
    /// The same with words outside.
    #[must_use]
    pub fn beside(self, anchor: Anchor, text: impl Into<Cow<'static, str>>) -> Node {
        Node { beside: Some((anchor, text.into())), ..self }
    }
}

/// An arrow between two nodes.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The node where it starts.
    pub from: usize,
    /// The node where its head is.
    pub to: usize,
    /// Its look.
    pub stroke: Stroke,
    /// How far it keeps to the left of the line between the middles, in CSS pixels.
    pub aside: f64,
    /// Marked-up words at it, on its left: above where it goes to the right, below where it goes to the left. Empty: none.
    pub label: Cow<'static, str>,
    /// Where they stand on the way from one middle to the other, 0..=1.
    pub share: f64,
}

impl Link {
    /// An arrow on the line between the middles.
    pub fn new(from: usize, to: usize, stroke: Stroke) -> Link {
        Link { from, to, stroke, aside: 0.0, label: Cow::Borrowed(""), share: 0.5 }
    }
    /// The same on a lane of its own.
    #[must_use]
    pub fn keeping_left(self) -> Link {
        Link { aside: LANE, ..self }
    }
    /// The same with words.
    #[must_use]
    pub fn labelled(self, label: impl Into<Cow<'static, str>>) -> Link {
        Link { label: label.into(), ..self }
    }
    /// The same with its words at this share of the way.
    #[must_use]
    pub fn at(self, share: f64) -> Link {
        Link { share, ..self }
    }
}

/// Nodes and what joins them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Graph {
    /// The nodes.
    pub nodes: Vec<Node>,
    /// What joins them. A link to a node that is not there is not drawn.
    pub links: Vec<Link>,
    /// Nodes of one path, in its order, which stands out: an aura round its nodes, and all other links pale. Empty: no path.
    pub lit: Vec<usize>,
}

/// How far a lane keeps to the left.
const LANE: f64 = 5.0;
/// How far the middle of the words at a link is from its lane; and, where a link is steeper, the end of the words that is nearer.
const LABEL: f64 = 12.0;
/// How much of the way from a link to its words may lead aside, before words in the middle of that way would cover the link.
const STEEP: f64 = 0.6;
/// How pale what is not on the lit path becomes.
const PALE: f64 = 0.35;
/// How far an aura reaches, and how much of its colour it has.
const AURA: f64 = 6.0;
const GLOW: f64 = 0.18;
/// The width of an outline.
const OUTLINE: f64 = 2.0;
/// Between an edge and the rim where it starts or ends.
const GAP: f64 = 3.0;
/// The head of an edge: its least length, and its length in widths.
const HEAD: f64 = 9.0;
const HEADS: f64 = 2.6;
/// A square of points of size 1 reaches so far to each side.
const SQUARE: f64 = 0.9;
/// How far the baseline of words lies under their middle; of two lines, under that of the node: the first and the second.
const BASELINE: f64 = 5.0;
const LINES: [f64; 2] = [-2.0, 14.0];

impl Scene {
    /// Draws a graph: links, then nodes over them, then words. Its axes should share a scale: words stand at a right angle to their
    /// link in data coordinates.
    pub fn graph(&mut self, graph: &Graph) {
        let on_path =
            |link: &Link| graph.lit.windows(2).any(|pair| pair == [link.from, link.to] || pair == [link.to, link.from]);
        let ends = |link: &Link| Some([graph.nodes.get(link.from)?, graph.nodes.get(link.to)?]);
        for link in &graph.links {
            let Some(nodes) = ends(link) else { continue };
            let pale = !graph.lit.is_empty() && !on_path(link);
            let stroke = if pale { link.stroke.pale(PALE * link.stroke.opacity) } else { link.stroke };
            let (ends, rims) = (nodes.map(|node| node.at), nodes.map(|node| node.rim));
            self.marks.push(Mark::Edge { ends, rims, aside: link.aside, stroke });
        }
        for (place, node) in graph.nodes.iter().enumerate() {
            self.node(node, graph.lit.contains(&place));
        }
        for link in graph.links.iter().filter(|link| !link.label.is_empty()) {
            let Some([from, to]) = ends(link) else { continue };
            let way = [0, 1].map(|k| to.at[k] - from.at[k]);
            let at = [0, 1].map(|k| from.at[k] + link.share * way[k]);
            // On the left of the way, as far as the lane is and a little more; y is downwards in an offset.
            let out = (link.aside + LABEL) / libm::hypot(way[0], way[1]);
            let [x, y] = [-way[1] * out, -way[0] * out];
            let anchor = match x {
                _ if x.abs() < STEEP * y.abs() => Anchor::Middle,
                _ if x > 0.0 => Anchor::Start,
                _ => Anchor::End,
            };
            self.label(at, [x, y + BASELINE], anchor, link.stroke.role, link.label.clone());
        }
    }

    fn node(&mut self, node: &Node, lit: bool) {
        let Rim { square, size } = node.rim;
        let mut disc = |size: f64, role: Role, opacity: f64| {
            let (shape, size) = if square { (Shape::Square, size / SQUARE) } else { (Shape::Circle, size) };
            self.marks.push(Mark::Points { points: vec![node.at], shape, role, size, opacity, ring: false });
        };
        if lit {
            disc(size + AURA, Role::Paper, 1.0);
            disc(size + AURA, node.role, GLOW);
        }
        disc(size, node.role, 1.0);
        if node.fill < 1.0 {
            disc(size - OUTLINE, Role::Paper, 1.0);
            disc(size - OUTLINE, node.role, node.fill.max(0.0));
        }
        let role = |role: Role| if node.fill >= FULL { Role::Paper } else { role };
        let two = !node.note.is_empty();
        let inside = |text: &Cow<'static, str>, drop: f64, role: Role, bold: bool| {
            let (at, offset, anchor, text) = (node.at, [0.0, drop], Anchor::Middle, text.clone());
            Mark::Label { at, offset, anchor, text, role, bold, halo: false }
        };
        if !node.label.is_empty() {
            let drop = if two { LINES[0] } else { BASELINE };
            self.marks.push(inside(&node.label, drop, role(Role::Ink), true));
        }
        if two {
            self.marks.push(inside(&node.note, LINES[1], role(Role::Note), false));
        }
        if let Some((anchor, text)) = &node.beside {
            let out = size + if lit { AURA } else { 0.0 } + 8.0;
            let offset = match anchor {
                Anchor::Start => [out, BASELINE],
                Anchor::Middle => [0.0, out + 10.0],
                Anchor::End => [-out, BASELINE],
            };
            self.label(node.at, offset, *anchor, Role::Ink, text.clone());
        }
    }
}

/// How far one goes from beside the middle of a node to its rim: `aside` of the middle, in the way `way` of length 1. None where the
/// line passes the node by.
fn to_rim(rim: Rim, size: f64, aside: [f64; 2], way: [f64; 2]) -> Option<f64> {
    if !rim.square {
        let rest = size * size - aside[0] * aside[0] - aside[1] * aside[1];
        return (rest >= 0.0).then(|| libm::sqrt(rest));
    }
    let inside = aside.iter().all(|part| part.abs() <= size);
    let out = |k: usize| if way[k] == 0.0 { f64::INFINITY } else { (size.copysign(way[k]) - aside[k]) / way[k] };
    inside.then(|| out(0).min(out(1)))
}

/// Where an edge between two pixels starts and ends; none between nodes that touch.
fn rim_to_rim([from, to]: [[f64; 2]; 2], sizes: [f64; 2], rims: [Rim; 2], aside: f64) -> Option<[[f64; 2]; 2]> {
    let way = [to[0] - from[0], to[1] - from[1]];
    let length = libm::hypot(way[0], way[1]);
    if !(length > 0.0 && length.is_finite()) {
        return None;
    }
    let [x, y] = way.map(|part| part / length);
    let left = [y * aside, -x * aside];
    let start = to_rim(rims[0], sizes[0], left, [x, y])?;
    let end = to_rim(rims[1], sizes[1], left, [-x, -y])?;
    let on = |along: f64| [from[0] + left[0] + along * x, from[1] + left[1] + along * y];
    (start + end < length).then(|| [on(start), on(length - end)])
}

impl<S: Surface> Pen<'_, S> {
    /// An arrow from rim to rim.
    pub(super) fn edge(&mut self, ends: [[f64; 2]; 2], rims: [Rim; 2], aside: f64, stroke: &Stroke) -> Drawn<S> {
        let sizes = rims.map(|rim| (rim.size + GAP) * self.text);
        match rim_to_rim(ends.map(|end| self.view.pixel(end)), sizes, rims, aside * self.text) {
            Some([from, to]) => self.tipped(from, to, HEAD.max(HEADS * stroke.width) * self.text, stroke),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Axis, Head, Style, svg};
    use params::Theme;
    use proptest::prelude::*;

    fn drawn(graph: &Graph) -> String {
        let mut scene = Scene::of(Axis::bare(0.0, 100.0), Axis::bare(0.0, 100.0));
        scene.graph(graph);
        svg(Head::default(), &scene, &Scene::default(), Style { theme: Theme::Light, text: 1.0 }, [100.0, 100.0])
    }

    /// The tips of the arrows, in CSS pixels: the first corner of each triangle.
    fn tips(document: &str) -> Vec<[f64; 2]> {
        let corners = |line: &str| {
            let points = line.split_once("points=\"").unwrap().1.split_once('"').unwrap().0.trim().to_owned();
            points
                .split(' ')
                .map(|pair| {
                    pair.split_once(',').map(|(x, y)| [x, y].map(|part| part.parse::<f64>().unwrap() / 8.0)).unwrap()
                })
                .collect::<Vec<_>>()
        };
        document
            .lines()
            .filter(|line| line.starts_with("<polygon"))
            .map(corners)
            .filter(|found| found.len() == 3)
            .map(|found| found[0])
            .collect()
    }

    fn pair(from: [f64; 2], to: [f64; 2], square: bool, aside: f64) -> Graph {
        let node =
            |at| if square { Node::square(at, 10.0, Role::Ink, "") } else { Node::circle(at, 10.0, Role::Ink, "") };
        let link = Link { aside, ..Link::new(0, 1, Stroke::solid(Role::Ink, 2.0)) };
        Graph { nodes: vec![node(from), node(to)], links: vec![link], lit: Vec::new() }
    }

    proptest! {
        #[test]
        fn heads_end_at_the_rim(x in 25.0..75.0f64, y in 25.0..75.0f64, square in any::<bool>(), aside in -6.0..6.0f64) {
            let to = [x, y];
            if libm::hypot(x - 3.0, y - 3.0) > 45.0 {
                let found = tips(&drawn(&pair([3.0, 3.0], to, square, aside)));
                prop_assert_eq!(found.len(), 1);
                let off = [found[0][0] - x, found[0][1] - (100.0 - y)];
                let out = if square { off[0].abs().max(off[1].abs()) } else { libm::hypot(off[0], off[1]) };
                prop_assert!((out - 13.0).abs() < 0.2, "{out}");
            }
        }

        #[test]
        fn any_graph_does_no_harm(at in any::<[[f64; 2]; 2]>(), size in any::<f64>(), aside in any::<f64>(), to in 0usize..4) {
            let mut graph = pair(at[0], at[1], true, aside);
            graph.nodes[1].rim.size = size;
            graph.links.push(Link::new(to, 0, Stroke::of(Role::Lane4, size)).labelled("a"));
            graph.lit = vec![0, to, 9];
            prop_assert!(!drawn(&graph).contains("NaN"));
        }
    }

    #[test]
    fn nodes_that_touch_have_no_edge_and_lanes_keep_left() {
        assert!(tips(&drawn(&pair([40.0, 50.0], [60.0, 50.0], false, 0.0))).is_empty());
        let mut both = pair([20.0, 50.0], [80.0, 50.0], false, LANE);
        both.links.push(Link::new(1, 0, Stroke::solid(Role::Gradient, 2.0)).keeping_left());
        let found = tips(&drawn(&both));
        assert!((found[0][1] - 45.0).abs() < 0.2 && (found[1][1] - 55.0).abs() < 0.2, "{found:?}");
        assert!(found[0][0] > 50.0 && found[1][0] < 50.0);
    }

    #[test]
    fn a_lit_path_leaves_the_others_pale() {
        let mut graph = pair([20.0, 50.0], [80.0, 50.0], false, 0.0);
        graph.nodes.push(Node::circle([50.0, 10.0], 5.0, Role::Ink, ""));
        graph.links.push(Link::new(0, 2, Stroke::solid(Role::Ink, 2.0)));
        graph.lit = vec![1, 0];
        let mut scene = Scene::default();
        scene.graph(&graph);
        let opacities: Vec<f64> = scene
            .marks
            .iter()
            .filter_map(|mark| match mark {
                Mark::Edge { stroke, .. } => Some(stroke.opacity),
                _ => None,
            })
            .collect();
        assert_eq!(opacities, [1.0, PALE]);
    }
}
