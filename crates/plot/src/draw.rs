//! Draws a scene on any surface: grid, marks in their order, ticks and axis labels, handles.

use super::palette::{colour, ink};
use super::pen::Pen;
use super::surface::{Drawn, Surface};
use super::viewport::{TICK_DROP, Viewport, safe_text};
use super::words::Setting;
use super::{Anchor, Role, Scene};
use params::Theme;

/// Which part of a figure is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// Axes and marks: what does not follow the cursor.
    Base,
    /// Marks alone, on the same axes: what does.
    Overlay,
}

/// The look of a whole figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// Light or dark.
    pub theme: Theme,
    /// The size of words and strokes, 1 where the page's text is 16 px: a lecture has more.
    pub text: f64,
}

/// Draws one layer of a figure of `size` CSS pixels. The surface has [`super::FINE`] times as many pixels each way.
pub fn draw<S: Surface>(surface: &mut S, scene: &Scene, layer: Layer, style: Style, size: [f64; 2]) -> Drawn<S> {
    let view = Viewport::new(scene, size, style.text);
    if !(view.size[0] >= 1.0 && view.size[1] >= 1.0) {
        return Ok(());
    }
    let mut pen = Pen { surface, view, theme: style.theme, text: safe_text(style.text) };
    if layer == Layer::Base {
        pen.grid(scene)?;
    }
    for mark in &scene.marks {
        pen.mark(mark)?;
    }
    for handle in scene.handles.iter().filter(|handle| handle.drawn) {
        pen.handle(handle)?;
    }
    if layer == Layer::Base { pen.axes(scene) } else { Ok(()) }
}

/// Draws a whole figure on paper, as exports show it. Marks that are hidden on purpose stay hidden.
pub fn draw_figure<S: Surface>(
    surface: &mut S,
    base: &Scene,
    overlay: &Scene,
    style: Style,
    size: [f64; 2],
) -> Drawn<S> {
    let paper = ink(colour(Role::Paper, style.theme), 1.0);
    let (width, height) = surface.get_size();
    surface.draw_rect((0, 0), (width as i32, height as i32), &paper, true)?;
    if base.blurred || overlay.blurred {
        return draw(
            surface,
            &Scene { marks: Vec::new(), handles: Vec::new(), ..base.clone() },
            Layer::Base,
            style,
            size,
        );
    }
    draw(surface, base, Layer::Base, style, size)?;
    draw(surface, overlay, Layer::Overlay, style, size)
}

impl<S: Surface> Pen<'_, S> {
    /// Thin lines at the ticks, on whole device pixels where there is one to a CSS pixel.
    fn grid(&mut self, scene: &Scene) -> Drawn<S> {
        let plot = self.view.plot;
        let hairline = colour(Role::Hairline, self.theme);
        let crisp = |value: f64| libm::floor(value) + 0.5;
        if scene.x.grid {
            for value in self.view.x_ticks.values.clone() {
                let x = crisp(self.view.pixel([value, scene.y.low])[0]);
                self.stroke(&[[x, plot.top], [x, plot.bottom]], hairline, 1.0, 1.0)?;
            }
        }
        if scene.y.grid {
            for value in self.view.y_ticks.values.clone() {
                let y = crisp(self.view.pixel([scene.x.low, value])[1]);
                self.stroke(&[[plot.left, y], [plot.right, y]], hairline, 1.0, 1.0)?;
            }
        }
        Ok(())
    }

    /// Numbers at the ticks, and what is measured: y flat above its axis, x under its right end.
    fn axes(&mut self, scene: &Scene) -> Drawn<S> {
        let plot = self.view.plot;
        let [width, height] = self.view.size;
        let setting = |anchor| Setting { role: Role::Note, anchor, bold: false, halo: false };
        let (x_ticks, y_ticks) = (self.view.x_ticks.clone(), self.view.y_ticks.clone());
        for (value, label) in x_ticks.values.iter().zip(&x_ticks.labels) {
            let x = self.view.pixel([*value, scene.y.low])[0];
            self.write(label, [x, plot.bottom + TICK_DROP * self.text], &setting(Anchor::Middle))?;
        }
        for (value, label) in y_ticks.values.iter().zip(&y_ticks.labels) {
            let y = self.view.pixel([scene.x.low, *value])[1];
            let at = [plot.left - 8.0 * self.text, y + 4.0 * self.text];
            self.write(label, at, &setting(Anchor::End))?;
        }
        if !scene.y.label.is_empty() {
            self.write(&scene.y.label, [0.0, 11.0 * self.text], &setting(Anchor::Start))?;
        }
        if !scene.x.label.is_empty() {
            self.write(&scene.x.label, [width, height], &setting(Anchor::End))?;
        }
        Ok(())
    }
}
