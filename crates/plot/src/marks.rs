//! Draws each kind of mark.

use super::clip::{drawable, polygon, polyline, segment};
use super::contour::loops;
use super::dash::dashes;
use super::palette::{Rgb, colour, contour, ground, ink, relief, rim};
use super::pen::{Pen, fine};
use super::surface::{Drawn, FINE, Surface};
use super::words::Setting;
use super::{Grid, Mark, Role, Shape, Stroke};
use plotters_backend::BackendCoord;

/// Line width of contours, in CSS pixels.
const CONTOUR_WIDTH: f64 = 0.8;
/// Radius of the star, and how deep its notches go.
const STAR: f64 = 8.0;
const NOTCH: f64 = 0.42;
/// Cosine and sine of a tenth of a turn.
const TENTH: [f64; 2] = [0.809_016_994_374_947_5, 0.587_785_252_292_473_1];
/// An arrow's head: its length in line widths, and half its opening: cosine and sine of 0.42 radians.
const HEAD: f64 = 3.0;
const OPENING: [f64; 2] = [0.913_088_940_312_308_4, 0.407_760_453_059_570_17];
/// A label whose point is farther out of the axes than this is not drawn, in CSS pixels.
const LABEL_REACH: f64 = 24.0;

impl<S: Surface> Pen<'_, S> {
    pub(super) fn mark(&mut self, mark: &Mark) -> Drawn<S> {
        match mark {
            Mark::Ground { grid, levels } => self.ground(grid, levels),
            Mark::Raster(raster) => self.raster(raster),
            Mark::Polyline { points, stroke } => self.polyline(points, stroke),
            Mark::Area { points, role, fill, outline } => self.area(points, *role, *fill, *outline),
            Mark::Facet { points, height, shade } => {
                let corners = polygon(&self.pixels(points), self.view.plot);
                self.fill(&corners, relief(*height, *shade, self.theme), 1.0)
            }
            Mark::Points { points, shape, role, size, opacity, ring } => {
                let look =
                    Look { shape: *shape, rgb: colour(*role, self.theme), size: *size, opacity: *opacity, ring: *ring };
                self.points(points, &look)
            }
            Mark::Edge { ends, rims, aside, stroke } => self.edge(*ends, *rims, *aside, stroke),
            Mark::Arrow { from, to, stroke } => self.arrow(*from, *to, stroke),
            Mark::Star { at } => self.star(*at),
            Mark::Label { at, offset, anchor, text, role, bold, halo } => {
                self.label(*at, *offset, text, &Setting { role: *role, anchor: *anchor, bold: *bold, halo: *halo })
            }
        }
    }

    /// Bands from the highest down, each over what is above it; everything below a level is one area with its holes.
    fn ground(&mut self, grid: &Grid, levels: &[f64]) -> Drawn<S> {
        let levels = super::ascending(levels.iter().copied().filter(|level| level.is_finite()));
        let corners = [[grid.x[0], grid.y[0]], [grid.x[1], grid.y[0]], [grid.x[1], grid.y[1]], [grid.x[0], grid.y[1]]];
        let all = polygon(&self.pixels(&corners), self.view.plot);
        if all.is_empty() || levels.is_empty() {
            return Ok(());
        }
        self.fill(&all, ground(1.0, self.theme), 1.0)?;
        let line = contour(self.theme);
        for (place, level) in levels.iter().enumerate().rev() {
            let rounds = loops(grid, *level);
            let tint = ground(place as f64 / levels.len() as f64, self.theme);
            let mut area: Vec<[f64; 2]> = Vec::new();
            for round in &rounds {
                let corners = polygon(&self.pixels(&round.points), self.view.plot);
                // One area of all loops: the way to each loop and back leaves no trace, and holes turn the other way.
                if let Some(first) = corners.first().copied() {
                    area.extend(corners);
                    area.push(first);
                    area.extend(area.first().copied());
                }
            }
            self.fill(&area, tint, 1.0)?;
            let paths = rounds.iter().flat_map(|round| round.inner());
            let pieces: Vec<_> = paths.flat_map(|path| polyline(&self.pixels(&path), self.view.plot)).collect();
            self.strokes(&pieces, line, CONTOUR_WIDTH, 1.0)?;
        }
        Ok(())
    }

    /// Where points of the axes are.
    fn pixels(&self, points: &[[f64; 2]]) -> Vec<[f64; 2]> {
        let mut pixels = Vec::with_capacity(points.len() + 1);
        for point in points {
            pixels.push(self.view.pixel(*point));
        }
        pixels
    }

    fn polyline(&mut self, points: &[[f64; 2]], stroke: &Stroke) -> Drawn<S> {
        for piece in polyline(&self.pixels(points), self.view.plot) {
            self.dashed(&piece, stroke)?;
        }
        Ok(())
    }

    fn dashed(&mut self, path: &[[f64; 2]], stroke: &Stroke) -> Drawn<S> {
        let rgb = colour(stroke.role, self.theme);
        if stroke.dash.is_empty() {
            return self.stroke(path, rgb, stroke.width, stroke.opacity);
        }
        let pattern: Vec<f64> = stroke.dash.iter().map(|part| part * self.text).collect();
        self.strokes(&dashes(path, &pattern), rgb, stroke.width, stroke.opacity)
    }

    fn area(&mut self, points: &[[f64; 2]], role: Role, fill: f64, outline: f64) -> Drawn<S> {
        let mut corners = self.pixels(points);
        let rgb = colour(role, self.theme);
        let inside = polygon(&corners, self.view.plot);
        self.fill(&inside, rgb, fill)?;
        if inside.is_empty() || outline <= 0.0 {
            return Ok(());
        }
        corners.push(corners[0]);
        for piece in polyline(&corners, self.view.plot) {
            self.stroke(&piece, rgb, 1.0, outline)?;
        }
        Ok(())
    }

    pub(super) fn points(&mut self, points: &[[f64; 2]], look: &Look) -> Drawn<S> {
        let mut places = self.pixels(points);
        places.retain(|pixel| self.view.holds(*pixel));
        let paper = colour(Role::Paper, self.theme);
        // A larger mark has a wider rim.
        let rim = look.ring.then(|| self.length((0.25 + 0.2 * look.size).clamp(0.75, 2.0)));
        let radius = self.length(look.size);
        if matches!(look.shape, Shape::Circle | Shape::Open) {
            let mut centres: Vec<BackendCoord> = places.into_iter().map(fine).collect();
            if look.opacity >= 1.0 {
                centres.dedup();
            }
            let (mark, paper) = (ink(look.rgb, look.opacity), ink(paper, 1.0));
            match rim {
                None => self.surface.discs(&centres, radius, mark)?,
                // One by one, so that each hides a part of the one before it.
                Some(rim) => {
                    for centre in &centres {
                        self.surface.draw_circle(*centre, radius + rim, &paper, true)?;
                        self.surface.draw_circle(*centre, radius, &mark, true)?;
                    }
                }
            }
            if look.shape == Shape::Open {
                let hole = radius.saturating_sub(self.length(1.5)).max(radius / 3);
                self.surface.discs(&centres, hole, paper)?;
            }
            return Ok(());
        }
        let outline = form(look.shape);
        let size = look.size * self.text;
        for place in places {
            if let Some(rim) = rim {
                let grown = size + f64::from(rim) / FINE * reach(look.shape);
                self.fill(&around(place, outline, grown), paper, 1.0)?;
            }
            self.fill(&around(place, outline, size), look.rgb, look.opacity)?;
        }
        Ok(())
    }

    fn arrow(&mut self, from: [f64; 2], to: [f64; 2], stroke: &Stroke) -> Drawn<S> {
        let head = HEAD * stroke.width * self.text;
        self.tipped(self.view.pixel(from), self.view.pixel(to), head, stroke)
    }

    /// An arrow between two pixels with a head of that length.
    pub(super) fn tipped(&mut self, from: [f64; 2], to: [f64; 2], head: f64, stroke: &Stroke) -> Drawn<S> {
        if !drawable(from) || !drawable(to) {
            return Ok(());
        }
        let Some([start, end]) = segment(from, to, self.view.plot) else { return Ok(()) };
        if end != to {
            // The tip is outside: a head here would claim that the arrow ends here.
            return self.dashed(&[start, end], stroke);
        }
        let way = [to[0] - from[0], to[1] - from[1]];
        let length = libm::hypot(way[0], way[1]);
        if length == 0.0 {
            return Ok(());
        }
        let head = head.min(length);
        let back = |turn: [f64; 2], by: f64| {
            let [x, y] = turned([way[0] / length, way[1] / length], turn);
            [to[0] - by * x, to[1] - by * y]
        };
        if length > head
            && let Some([start, end]) = segment(from, back([1.0, 0.0], head * 2.0 / HEAD), self.view.plot)
        {
            self.dashed(&[start, end], stroke)?;
        }
        let [cosine, sine] = OPENING;
        self.fill(
            &[to, back([cosine, sine], head), back([cosine, -sine], head)],
            colour(stroke.role, self.theme),
            stroke.opacity,
        )
    }

    fn star(&mut self, at: [f64; 2]) -> Drawn<S> {
        let at = self.view.pixel(at);
        if !self.view.holds(at) {
            return Ok(());
        }
        let mut corners = Vec::new();
        let mut way = [0.0, -STAR * self.text];
        // Round again over the first side, so that the last corner is joined like the others.
        for corner in 0..12 {
            let out = if corner % 2 == 0 { 1.0 } else { NOTCH };
            corners.push([at[0] + out * way[0], at[1] + out * way[1]]);
            way = turned(way, TENTH);
        }
        self.fill(&corners[..10], colour(Role::Minimum, self.theme), 1.0)?;
        self.stroke(&corners, rim(self.theme), 1.5, 1.0)
    }

    fn label(&mut self, at: [f64; 2], offset: [f64; 2], text: &str, setting: &Setting) -> Drawn<S> {
        let at = self.view.pixel(at);
        let offset = offset.map(|part| part * self.text);
        if !self.view.plot.grown(LABEL_REACH * self.text).holds(at) || !drawable(offset) || text.is_empty() {
            return Ok(());
        }
        self.hang(text, at, offset, setting)
    }
}

/// How points look.
pub(super) struct Look {
    pub shape: Shape,
    pub rgb: Rgb,
    pub size: f64,
    pub opacity: f64,
    pub ring: bool,
}

/// A way, turned by an angle that is given by its cosine and sine.
fn turned([x, y]: [f64; 2], [cosine, sine]: [f64; 2]) -> [f64; 2] {
    [x * cosine - y * sine, x * sine + y * cosine]
}

/// Corners of a shape of size 1: about as large as a circle of that radius looks.
fn form(shape: Shape) -> &'static [[f64; 2]] {
    match shape {
        Shape::Triangle => &[[0.0, -1.2], [1.1, 0.75], [-1.1, 0.75]],
        Shape::Down => &[[0.0, 1.2], [-1.1, -0.75], [1.1, -0.75]],
        Shape::Plus => &PLUS,
        Shape::Diamond => &[[0.0, -1.25], [1.25, 0.0], [0.0, 1.25], [-1.25, 0.0]],
        Shape::Hexagon => &[[0.0, -1.1], [0.95, -0.55], [0.95, 0.55], [0.0, 1.1], [-0.95, 0.55], [-0.95, -0.55]],
        _ => &[[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]],
    }
}

/// A plus sign with arms of this half width.
const PLUS: [[f64; 2]; 12] = {
    let (long, arm) = (1.2, 0.45);
    [
        [-arm, -long],
        [arm, -long],
        [arm, -arm],
        [long, -arm],
        [long, arm],
        [arm, arm],
        [arm, long],
        [-arm, long],
        [-arm, arm],
        [-long, arm],
        [-long, -arm],
        [-arm, -arm],
    ]
};

/// How much a shape must grow for its sides to move out by 1.
fn reach(shape: Shape) -> f64 {
    match shape {
        Shape::Triangle | Shape::Down => 1.5,
        Shape::Plus => 1.25,
        Shape::Diamond => 1.15,
        Shape::Hexagon => 1.05,
        _ => 1.1,
    }
}

fn around(at: [f64; 2], corners: &[[f64; 2]], size: f64) -> Vec<[f64; 2]> {
    corners.iter().map(|corner| [at[0] + size * corner[0], at[1] + size * corner[1]]).collect()
}
